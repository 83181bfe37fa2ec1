import { hash } from 'node:crypto';
import type { Base } from '../domain/base.ts';
import type { LigneBudgetaire, Section } from '../domain/ligne-budgetaire.ts';
import type { Montant } from '../domain/montant.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import type { Colonnes } from './columns.ts';
import { estBlanche } from './records.ts';
import { creerTraducteurs } from './values.ts';

/** The texts of a record, in the order of {@link CHAMPS_LUS}. */
export type Textes = readonly string[];

/** Turns the records of one source into lines. Built once a file, from its header. */
export class MappeurDeLignes {
  readonly traducteurs: ReturnType<typeof creerTraducteurs>;
  readonly #fichier: string;
  readonly #exercice: string;
  readonly #vote: 'par_fonction' | 'par_nature';
  /** Rank of the column of each field; -1 where the dossier gives a constant. */
  readonly #rangs: readonly number[];
  readonly #constantes: readonly string[];

  constructor(source: SourceDeclaree, colonnes: Colonnes, exercice: string, vote: 'par_fonction' | 'par_nature') {
    this.#fichier = source.fichier;
    this.#exercice = exercice;
    this.#vote = vote;
    this.traducteurs = creerTraducteurs(source);
    this.#rangs = CHAMPS_LUS.map((champ) => colonnes.champs.get(champ) ?? -1);
    this.#constantes = CHAMPS_LUS.map((champ) => source.constantes.get(champ) ?? '');
  }

  /** The texts of a record as received but for the blanks around them, or what the dossier says for the whole file. */
  textes(champs: readonly string[]): Textes {
    const textes: string[] = [];
    for (let rang = 0; rang < CHAMPS_LUS.length; rang++) {
      const colonne = this.#rangs[rang] ?? -1;
      textes.push(colonne < 0 ? (this.#constantes[rang] ?? '') : net(champs[colonne] ?? ''));
    }
    return textes;
  }

  /**
   * The line of a record whose fields and amounts were found good.
   * @param brut bytes of the record in UTF-8, line end included
   */
  ligne(
    textes: Textes,
    numero: number,
    brut: Buffer,
    montants: Readonly<Partial<Record<Base, Montant>>>,
    coutTotal: Montant | undefined,
  ): LigneBudgetaire {
    const { sens, mouvement, section } = this.traducteurs;
    const chapitre = textes[RANG.chapitre] ?? '';
    const ligne = {
      fichier: this.#fichier,
      numero,
      empreinte: hash('sha256', sansFinDeLigne(brut), 'hex').slice(0, 16),
      exercice: this.#exercice,
      organisme: textes[RANG.organisme] ?? '',
      secteur: textes[RANG.secteur] ?? '',
      section: section.traduire(textes[RANG.section] ?? '') ?? this.#sectionDuChapitre(chapitre),
      sens: sens.traduire(textes[RANG.sens] ?? '') ?? 'depense',
      mouvement: mouvement.traduire(textes[RANG.mouvement] ?? '') ?? 'reel',
      chapitre,
      chapitreLibelle: textes[RANG.chapitre_libelle] ?? '',
      fonction: textes[RANG.fonction] ?? '',
      fonctionLibelle: textes[RANG.fonction_libelle] ?? '',
      programme: textes[RANG.programme] ?? '',
      programmeLibelle: textes[RANG.programme_libelle] ?? '',
      action: textes[RANG.action] ?? '',
      actionLibelle: textes[RANG.action_libelle] ?? '',
      nature: textes[RANG.nature] ?? '',
      natureLibelle: textes[RANG.nature_libelle] ?? '',
      libelle: textes[RANG.libelle] ?? '',
      beneficiaire: textes[RANG.beneficiaire] ?? '',
      lieu: textes[RANG.lieu] ?? '',
      reference: textes[RANG.reference] ?? '',
      caractere: textes[RANG.caractere] ?? '',
      autresFinanceurs: textes[RANG.autres_financeurs] ?? '',
      montants,
    };
    return coutTotal === undefined ? ligne : { ...ligne, coutTotal };
  }

  /** In a budget voted by function, chapters 90x to 92x are investment and 93x, 94x operating. */
  #sectionDuChapitre(chapitre: string): Section {
    if (this.#vote === 'par_nature') return '';
    if (/^9[0-2]/.test(chapitre)) return 'investissement';
    return /^9[34]/.test(chapitre) ? 'fonctionnement' : '';
  }
}

/** The text fields that are read of a record. */
export const CHAMPS_LUS = [
  'exercice',
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
  'libelle',
  'beneficiaire',
  'lieu',
  'reference',
  'caractere',
  'autres_financeurs',
] as const;

/** Where each field is in {@link Textes}. */
export const RANG = Object.fromEntries(CHAMPS_LUS.map((champ, rang) => [champ, rang])) as Readonly<
  Record<(typeof CHAMPS_LUS)[number], number>
>;

function net(texte: string): string {
  return estBlanche(texte.charCodeAt(0)) || estBlanche(texte.charCodeAt(texte.length - 1)) ? texte.trim() : texte;
}

/** The bytes of a record without its line end. */
export function sansFinDeLigne(brut: Buffer): Buffer {
  let fin = brut.length;
  while (fin > 0 && (brut[fin - 1] === 0x0a || brut[fin - 1] === 0x0d)) fin -= 1;
  return brut.subarray(0, fin);
}
