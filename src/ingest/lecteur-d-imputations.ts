import { Nomenclature } from '../domain/codes/nomenclature.ts';
import { estLibre, type Regime } from '../domain/codes/normes.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import {
  CHAMPS_DE_L_IMPUTATION,
  CHAMPS_DE_MOTS,
  CHAMPS_TEXTE,
  type ChampCode,
  type ChampDeMots,
  type ChampDImputation,
  CODES,
  type TexteDe,
} from '../domain/lignes/champs.ts';
import type { Imputation, ImputationCommune, Section, Sens } from '../domain/lignes/ligne-budgetaire.ts';
import { TABLE_DES_CHAMPS } from '../domain/lignes/table-des-champs.ts';
import { allongerCle } from '../domain/textes/cle-composee.ts';
import { abreger, detacher, plier } from '../domain/textes/texte.ts';
import type { Serie } from '../domain/verdict/dimension.ts';
import { fauteDesObjectifs, SERIES_D_OBJECTIFS } from '../domain/verdict/objectifs.ts';
import { CutRecord } from '../files/csv-records.ts';
import type { RemedesDesCodes } from '../formats/format.ts';
import { formatDe } from '../formats/formats.ts';
import type { Enregistrement } from '../formats/source-ouverte.ts';
import { type CelluleLue, type Colonnes, lecteurDeCellule } from './colonnes.ts';
import { decomposerLeCompte } from './decomposer-le-compte.ts';
import type { ImputationLue, ImputationsConnues } from './imputations-connues.ts';
import {
  estConnu,
  type ReglesDesCodes,
  verifierChapitre,
  verifierEcriture,
  verifierFonction,
} from './verifier-les-codes.ts';

/** Reads and checks the imputations of one source, each once for the sources that are read alike. */
export class LecteurDImputations {
  readonly #codes: ReglesDesCodes;
  readonly #remedes: RemedesDesCodes;
  readonly #cellules: ReadonlyMap<ChampDImputation, CelluleLue>;
  /** The columns of the imputation, from left to right. */
  readonly #colonnes: readonly number[];
  /** Whether these columns follow one another: what records write there alike, they hold alike. */
  readonly #seSuivent: boolean;
  /** Codes that the source declares to be others than those that it writes. */
  readonly #codesDits: readonly (readonly [ChampCode | Serie, ReadonlyMap<string, string>])[];
  readonly #traducteurs: ReturnType<typeof creerTraducteurs>;
  readonly #connues: ImputationsConnues;
  readonly #siennes: ReturnType<ImputationsConnues['ouvrir']>;

  constructor(source: SourceDeclaree, colonnes: Colonnes, codes: ReglesDesCodes, connues: ImputationsConnues) {
    this.#connues = connues;
    this.#codes = codes;
    this.#remedes = formatDe(source.format).remedes;
    this.#cellules = new Map(CHAMPS_DE_L_IMPUTATION.map((champ) => [champ, lecteurDeCellule(champ, source, colonnes)]));
    const rangs = CHAMPS_DE_L_IMPUTATION.flatMap((champ) => colonnes.champs.get(champ) ?? []);
    this.#colonnes = [...new Set(rangs)].sort((gauche, droite) => gauche - droite);
    const [premiere = 0] = this.#colonnes;
    this.#seSuivent = this.#colonnes.every((colonne, rang) => colonne === premiere + rang);
    this.#codesDits = [...CODES, ...SERIES_D_OBJECTIFS].flatMap((champ) => {
      const mots = source.valeurs.get(champ);
      return mots === undefined ? [] : [[champ, mots] as const];
    });
    this.#traducteurs = creerTraducteurs(source);
    const { format, valeurs, constantes } = source;
    this.#siennes = connues.ouvrir([
      CHAMPS_DE_L_IMPUTATION.map((champ) => colonnes.champs.get(champ) ?? constantes.get(champ)),
      [...CODES, ...CHAMPS_DE_MOTS, ...SERIES_D_OBJECTIFS].map((champ) => [...(valeurs.get(champ) ?? [])]),
      format.separateur,
      [this.#remedes, codes.nomenclature].map((objet) => connues.numeroDe(objet)),
      codes.vote,
      codes.codeInconnu,
    ]);
  }

  /**
   * The imputation of a record; the same object for records that say the same.
   * @param sensDesMontants the sense, where the layout of the amounts tells it
   */
  lire(vu: Enregistrement, sensDesMontants?: Sens): ImputationLue {
    const [premiere] = this.#colonnes;
    const derniere = this.#colonnes.at(-1);
    const enTranche = this.#seSuivent && sensDesMontants === undefined && vu instanceof CutRecord;
    if (!enTranche || premiere === undefined || derniere === undefined) return this.#lire(vu, sensDesMontants);
    const tranche = vu.slice(premiere, derniere);
    let lue = this.#siennes.parTranche.get(tranche);
    if (lue === undefined) {
      lue = this.#lire(vu, undefined);
      this.#connues.ajouterTranche(this.#siennes, tranche, lue);
    }
    return lue;
  }

  #lire(vu: Enregistrement, sensDesMontants: Sens | undefined): ImputationLue {
    const { regime } = vu;
    let cle = regime === undefined ? (sensDesMontants ?? '') : allongerCle(allongerCle('', regime.norme), regime.vote);
    for (const colonne of this.#colonnes) cle = allongerCle(cle, vu.champ(colonne));
    const lue = this.#siennes.parCle.get(cle);
    if (lue !== undefined) return lue;
    return this.#connues.ajouter(this.#siennes, cle, (rang) => this.#examiner(vu, sensDesMontants, rang));
  }

  /** The sense that the columns of a row left out say; that of the source where they say none. */
  sensDe(vu: Enregistrement): Sens {
    const { sens } = this.#traducteurs;
    return sens.traduire(detacher(this.#cellules.get('sens')?.(vu) ?? '')) ?? sens.defaut;
  }

  #examiner(vu: Enregistrement, sensDesMontants: Sens | undefined, rang: number): ImputationLue {
    const lus = Object.fromEntries(
      [...this.#cellules].map(([champ, lire]) => [CHAMPS_TEXTE[champ], detacher(lire(vu))]),
    ) as Record<keyof Imputation, string>;
    for (const [champ, mots] of this.#codesDits)
      lus[CHAMPS_TEXTE[champ]] = mots.get(lus[CHAMPS_TEXTE[champ]]) ?? lus[CHAMPS_TEXTE[champ]];
    const codes = this.#codesDe(vu.regime);
    const fauteDeCompte = codes.vote === 'par_fonction' ? decomposerLeCompte(lus, codes.nomenclature) : [];
    const { sens, section, ...autres } = this.#traducteurs;
    const mots = Object.values(autres).map(({ champ, defaut, traduire }) => [
      CHAMPS_TEXTE[champ],
      traduire(lus[CHAMPS_TEXTE[champ]]) ?? defaut,
    ]);
    const imputation: ImputationCommune = {
      rang,
      ...lus,
      ...(Object.fromEntries(mots) as Pick<Imputation, 'mouvement' | 'consolidee' | 'montantEst'>),
      norme: codes.nomenclature.norme,
      section: section.traduire(lus.section) ?? sectionDuChapitre(lus.chapitre, codes),
      sens: sensDesMontants ?? sens.traduire(lus.sens) ?? sens.defaut,
    };
    const fautes = [
      ...fauteDeCompte,
      ...Object.values(this.#traducteurs).flatMap((traducteur) =>
        fauteDeMot(traducteur, lus[CHAMPS_TEXTE[traducteur.champ]]),
      ),
      ...CODES.flatMap((champ) => this.#fauteDeCode(champ, imputation, codes)),
      ...SERIES_D_OBJECTIFS.flatMap((champ) => fauteDObjectif(champ, imputation[champ], codes)),
    ];
    return { imputation, fautes };
  }

  #fauteDeCode(champ: ChampCode, imputation: Imputation, codes: ReglesDesCodes): ImputationLue['fautes'] {
    const code = imputation[champ];
    const faute =
      verifierEcriture(code, estConnu(champ, code, codes), this.#remedes) ??
      (champ === 'chapitre' ? verifierChapitre(code, codes) : undefined) ??
      (champ === 'fonction' ? verifierFonction(code, imputation.chapitre, codes, this.#remedes) : undefined);
    return faute === undefined ? [] : [{ champ, faute }];
  }

  /** What the codes of a record are checked against: those of its source, or of its own budget where that is kept otherwise. */
  #codesDe(regime: Regime | undefined): ReglesDesCodes {
    if (regime === undefined) return this.#codes;
    const { nomenclature } = this.#codes;
    if (regime.norme === nomenclature.norme) return { ...this.#codes, vote: regime.vote };
    return {
      ...this.#codes,
      vote: regime.vote,
      nomenclature: new Nomenclature(regime.norme, nomenclature.exercice, []),
    };
  }
}

/** In a budget voted by function, chapters 90x to 92x are investment and 93x, 94x operating. */
function sectionDuChapitre(chapitre: string, { vote, nomenclature }: ReglesDesCodes): Section {
  if (vote === 'par_nature' || estLibre(nomenclature.norme)) return '';
  if (/^9[0-2]/.test(chapitre)) return 'investissement';
  return /^9[34]/.test(chapitre) ? 'fonctionnement' : '';
}

function fauteDObjectif(champ: Serie, lu: string, { objectifs }: ReglesDesCodes): ImputationLue['fautes'] {
  if (lu === '' || objectifs.length === 0) return [];
  const faute = fauteDesObjectifs(lu, champ, objectifs);
  return faute === undefined ? [] : [{ champ, faute }];
}

function fauteDeMot(
  traducteur: Pick<Traducteur<ChampDeMots>, 'champ' | 'attendus' | 'comprend'>,
  lu: string,
): ImputationLue['fautes'] {
  if (traducteur.comprend(lu)) return [];
  return [
    {
      champ: traducteur.champ,
      faute: {
        code: 'E-VALEUR-INCONNUE',
        message: `« ${abreger(lu)} » n’est pas un ${traducteur.champ} connu`,
        remede: `Attendu : ${traducteur.attendus.join(', ')}. Déclarez ce mot sous valeurs dans exercice.yaml.`,
      },
    },
  ];
}

/** Turns what a file writes into the word that the tool expects. */
interface Traducteur<C extends ChampDeMots> {
  readonly champ: C;
  readonly defaut: TexteDe<C>;
  readonly attendus: readonly string[];
  /** `undefined` for an empty cell and for a word that was not declared; tell them apart with {@link comprend}. */
  traduire(texte: string): TexteDe<C> | undefined;
  /** Whether a cell is empty or a known word. */
  comprend(texte: string): boolean;
}

/** The translators of a source, from what it declares under `valeurs`; the tool's own words are always understood. */
function creerTraducteurs(source: SourceDeclaree) {
  return Object.fromEntries(CHAMPS_DE_MOTS.map((champ) => [champ, creerTraducteur(champ, source)])) as {
    readonly [C in ChampDeMots]: Traducteur<C>;
  };
}

function creerTraducteur<C extends ChampDeMots>(champ: C, source: SourceDeclaree): Traducteur<C> {
  type T = TexteDe<C> & string;
  const { mots: permis, defaut } = TABLE_DES_CHAMPS[champ];
  const mots: readonly string[] = permis;
  const declares = source.valeurs.get(champ) ?? new Map<string, string>();
  const connus = new Map<string, T>(mots.map((mot) => [mot, mot as T]));
  for (const [ecrit, mot] of declares) {
    const cible = mots.find((element) => element === plier(mot));
    if (cible !== undefined) connus.set(plier(ecrit), cible as T);
  }
  const memoire = new Map<string, T | undefined>();
  const traduire = (texte: string): T | undefined => {
    if (memoire.has(texte)) return memoire.get(texte);
    const mot = connus.get(plier(texte));
    if (memoire.size < 1000) memoire.set(texte, mot);
    return mot;
  };
  return {
    champ,
    defaut: defaut as TexteDe<C>,
    attendus: [...declares.keys(), ...mots],
    traduire,
    comprend: (texte) => texte === '' || traduire(texte) !== undefined,
  };
}
