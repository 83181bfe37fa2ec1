import type { Imputation, Section, Sens } from '../domain/ligne-budgetaire.ts';
import type { FormatDeSource, SourceDeclaree } from '../domain/source-declaree.ts';
import { detacher } from '../domain/texte.ts';
import { abreger, type CelluleLue, lecteurDeCellule } from './cells.ts';
import {
  type FauteDeCode,
  type ReglesDesCodes,
  verifierChapitre,
  verifierEcriture,
  verifierFonction,
} from './codes.ts';
import type { Colonnes } from './columns.ts';
import { creerTraducteurs, type Traducteur } from './values.ts';

/** An imputation as read, with what is wrong with it: the same for all the lines that share it. */
export interface ImputationLue {
  readonly imputation: Imputation;
  readonly fautes: readonly { readonly champ: string; readonly faute: FauteDeCode }[];
}

const CHAMPS = [
  'organisme',
  'secteur',
  'section',
  'sens',
  'mouvement',
  'chapitre',
  'chapitre_libelle',
  'fonction',
  'fonction_libelle',
  'programme',
  'programme_libelle',
  'action',
  'action_libelle',
  'nature',
  'nature_libelle',
] as const;
const CODES = ['chapitre', 'fonction', 'programme', 'action', 'nature'] as const;
const IMPUTATIONS_MAX = 20_000;

/** Reads and checks the imputations of one source, each once. */
export class LecteurDImputations {
  readonly #fichier: string;
  readonly #codes: ReglesDesCodes;
  readonly #genre: FormatDeSource['genre'];
  readonly #cellules: Readonly<Record<(typeof CHAMPS)[number], CelluleLue>>;
  readonly #colonnes: readonly number[];
  readonly #traducteurs: ReturnType<typeof creerTraducteurs>;
  readonly #connues = new Map<string, ImputationLue>();

  constructor(source: SourceDeclaree, colonnes: Colonnes, codes: ReglesDesCodes) {
    this.#fichier = source.nom;
    this.#codes = codes;
    this.#genre = source.format.genre;
    this.#cellules = Object.fromEntries(
      CHAMPS.map((champ) => [champ, lecteurDeCellule(champ, source, colonnes)]),
    ) as Record<(typeof CHAMPS)[number], CelluleLue>;
    this.#colonnes = CHAMPS.flatMap((champ) => colonnes.champs.get(champ) ?? []);
    this.#traducteurs = creerTraducteurs(source);
  }

  /**
   * The imputation of a record; the same object for records that say the same.
   * @param sensDesMontants the sense, where the layout of the amounts tells it
   */
  lire(champs: readonly string[], sensDesMontants?: Sens): ImputationLue {
    let cle = sensDesMontants ?? '';
    for (const colonne of this.#colonnes) cle += `${champs[colonne]}\u0001`;
    let lue = this.#connues.get(cle);
    if (lue === undefined) {
      lue = this.#examiner(champs, sensDesMontants);
      if (this.#connues.size >= IMPUTATIONS_MAX) this.#connues.clear();
      this.#connues.set(cle, lue);
    }
    return lue;
  }

  #examiner(champs: readonly string[], sensDesMontants: Sens | undefined): ImputationLue {
    const lu = (champ: (typeof CHAMPS)[number]) => detacher(this.#cellules[champ](champs));
    const { sens, mouvement, section } = this.#traducteurs;
    const chapitre = lu('chapitre');
    const imputation: Imputation = {
      fichier: this.#fichier,
      organisme: lu('organisme'),
      secteur: lu('secteur'),
      section: section.traduire(lu('section')) ?? this.#sectionDuChapitre(chapitre),
      sens: sensDesMontants ?? sens.traduire(lu('sens')) ?? 'depense',
      mouvement: mouvement.traduire(lu('mouvement')) ?? 'reel',
      chapitre,
      chapitreLibelle: lu('chapitre_libelle'),
      fonction: lu('fonction'),
      fonctionLibelle: lu('fonction_libelle'),
      programme: lu('programme'),
      programmeLibelle: lu('programme_libelle'),
      action: lu('action'),
      actionLibelle: lu('action_libelle'),
      nature: lu('nature'),
      natureLibelle: lu('nature_libelle'),
    };
    const fautes = [
      ...[sens, mouvement, section].flatMap((traducteur) => fauteDeMot(traducteur, lu(traducteur.champ))),
      ...CODES.flatMap((champ) => this.#fauteDeCode(champ, imputation)),
    ];
    return { imputation, fautes };
  }

  #fauteDeCode(champ: (typeof CODES)[number], imputation: Imputation): ImputationLue['fautes'] {
    const code = imputation[champ];
    const faute =
      verifierEcriture(code, this.#genre) ??
      (champ === 'chapitre' ? verifierChapitre(code, this.#codes) : undefined) ??
      (champ === 'fonction' ? verifierFonction(code, imputation.chapitre, this.#codes, this.#genre) : undefined);
    return faute === undefined ? [] : [{ champ, faute }];
  }

  /** In a budget voted by function, chapters 90x to 92x are investment and 93x, 94x operating. */
  #sectionDuChapitre(chapitre: string): Section {
    if (this.#codes.vote === 'par_nature') return '';
    if (/^9[0-2]/.test(chapitre)) return 'investissement';
    return /^9[34]/.test(chapitre) ? 'fonctionnement' : '';
  }
}

function fauteDeMot(traducteur: Traducteur<string>, lu: string): ImputationLue['fautes'] {
  if (traducteur.comprend(lu)) return [];
  return [
    {
      champ: traducteur.champ,
      faute: {
        code: 'E-VALEUR-INCONNUE',
        gravite: 'erreur',
        message: `« ${abreger(lu)} » n’est pas un ${traducteur.champ} connu`,
        remede: `Attendu : ${traducteur.attendus.join(', ')}. Déclarez ce mot sous valeurs dans exercice.yaml.`,
      },
    },
  ];
}
