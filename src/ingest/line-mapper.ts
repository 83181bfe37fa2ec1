import { hash } from 'node:crypto';
import type { Base } from '../domain/base.ts';
import type { LigneBudgetaire, Mouvement, Section, Sens } from '../domain/ligne-budgetaire.ts';
import type { Montant } from '../domain/montant.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import type { Colonnes } from './columns.ts';
import { estBlanche } from './records.ts';
import { creerTraducteurs, type Traducteur } from './values.ts';

/** What a record gives once its words are understood, before its amounts. */
export interface LectureDesChamps {
  readonly sens: Traducteur<Sens>;
  readonly mouvement: Traducteur<Mouvement>;
  readonly section: Traducteur<Section>;
}

/** A text of a record: the trimmed cell of its column, or what the dossier says for the whole file. */
export type LecteurDeChamp = (champs: readonly string[]) => string;

/** Turns the records of one source into lines. Built once a file, from its header. */
export class MappeurDeLignes {
  readonly traducteurs: LectureDesChamps;
  readonly #fichier: string;
  readonly #exercice: string;
  readonly #vote: 'par_fonction' | 'par_nature';
  readonly #lecteurs: Readonly<Record<string, LecteurDeChamp>>;

  constructor(source: SourceDeclaree, colonnes: Colonnes, exercice: string, vote: 'par_fonction' | 'par_nature') {
    this.#fichier = source.fichier;
    this.#exercice = exercice;
    this.#vote = vote;
    this.traducteurs = creerTraducteurs(source);
    const lecteur = (champ: string): LecteurDeChamp => {
      const rang = colonnes.champs.get(champ);
      const constante = source.constantes.get(champ) ?? '';
      return rang === undefined ? () => constante : (champs) => net(champs[rang] ?? '');
    };
    this.#lecteurs = Object.fromEntries(CHAMPS_LUS.map((champ) => [champ, lecteur(champ)]));
  }

  /** The text of a field in a record, as received but for the blanks around it. */
  lire(champ: string, champs: readonly string[]): string {
    return this.#lecteurs[champ]?.(champs) ?? '';
  }

  /**
   * The line of a record whose fields and amounts were found good.
   * @param brut bytes of the record in UTF-8, line end included
   */
  ligne(
    champs: readonly string[],
    numero: number,
    brut: Buffer,
    montants: Readonly<Partial<Record<Base, Montant>>>,
    coutTotal: Montant | undefined,
  ): LigneBudgetaire {
    const lire = (champ: (typeof CHAMPS_LUS)[number]) => this.#lecteurs[champ]?.(champs) ?? '';
    const chapitre = lire('chapitre');
    return {
      fichier: this.#fichier,
      numero,
      empreinte: hash('sha256', sansFinDeLigne(brut), 'hex').slice(0, 16),
      exercice: this.#exercice,
      organisme: lire('organisme'),
      secteur: lire('secteur'),
      section: this.traducteurs.section.traduire(lire('section')) ?? this.#sectionDuChapitre(chapitre),
      sens: this.traducteurs.sens.traduire(lire('sens')) ?? 'depense',
      mouvement: this.traducteurs.mouvement.traduire(lire('mouvement')) ?? 'reel',
      chapitre,
      chapitreLibelle: lire('chapitre_libelle'),
      fonction: lire('fonction'),
      fonctionLibelle: lire('fonction_libelle'),
      programme: lire('programme'),
      programmeLibelle: lire('programme_libelle'),
      action: lire('action'),
      actionLibelle: lire('action_libelle'),
      nature: lire('nature'),
      natureLibelle: lire('nature_libelle'),
      libelle: lire('libelle'),
      beneficiaire: lire('beneficiaire'),
      lieu: lire('lieu'),
      reference: lire('reference'),
      caractere: lire('caractere'),
      autresFinanceurs: lire('autres_financeurs'),
      montants,
      ...(coutTotal === undefined ? {} : { coutTotal }),
    };
  }

  /** In a budget voted by function, chapters 90x to 92x are investment and 93x, 94x operating. */
  #sectionDuChapitre(chapitre: string): Section {
    if (this.#vote === 'par_nature') return '';
    if (/^9[0-2]/.test(chapitre)) return 'investissement';
    return /^9[34]/.test(chapitre) ? 'fonctionnement' : '';
  }
}

const CHAMPS_LUS = [
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

function net(texte: string): string {
  return estBlanche(texte.charCodeAt(0)) || estBlanche(texte.charCodeAt(texte.length - 1)) ? texte.trim() : texte;
}

/** The bytes of a record without its line end. */
export function sansFinDeLigne(brut: Buffer): Buffer {
  let fin = brut.length;
  while (fin > 0 && (brut[fin - 1] === 0x0a || brut[fin - 1] === 0x0d)) fin -= 1;
  return brut.subarray(0, fin);
}
