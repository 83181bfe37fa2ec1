import type * as z from 'zod';
import type { Montant } from '../argent/montant.ts';
import type { Nomenclature, TypeCode } from '../codes/nomenclature.ts';
import type { Chemin, Signaler, SurQuoi } from '../constats/constat.ts';
import type { Objet } from '../textes/texte.ts';
import type { Atome } from './atomes.ts';
import type { ListesNommees } from './listes-nommees.ts';

/** Where to look for what conditions are made of. */
export const REMEDE_DES_CONDITIONS = 'Voyez « Les conditions » dans docs/dossier.md.';

/** What each type of expectation holds. The module of each adds its own here. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the modules of the conditions
export interface FormesDAttente {}

/** A type of expectation, by which its module is found in the registry. */
export type TypeDAttente = keyof FormesDAttente;
export type AttenteDe<T extends TypeDAttente> = T extends TypeDAttente
  ? { readonly type: T } & FormesDAttente[T]
  : never;

/** What a field is expected to be. */
export type Attente = AttenteDe<TypeDAttente>;

/** A condition ready to be tried on an object. */
export type Predicat<T> = (objet: T) => boolean;

/**
 * In what form an expectation reads its field: in the normal form of the field (of a code, without white space; of a text,
 * folded), folded even when it is a code, or as an amount.
 */
export type FormeLue = 'normale' | 'pliee' | 'montant';

/** A key that an expectation is written with, and what an editor says of it. */
interface Cle {
  readonly titre: string;
  readonly sens: string;
  /** `undefined` where the key may not be used. */
  schema(pieces: PiecesDeSchema): z.ZodType | undefined;
}

/** What the schemas of conditions are made of; the library too is given, so that nobody loads it but to write schemas. */
export interface PiecesDeSchema {
  readonly z: typeof z;
  /** A text of which there is something to compare. */
  readonly texte: z.ZodType;
  readonly montant: z.ZodType;
  /** The name of a list; `undefined` where named lists may not be used. */
  readonly liste: z.ZodType | undefined;
  /** The same word or `{ liste: … }`. */
  readonly mot: z.ZodType;
  readonly attente: z.ZodType;
}

export interface Lecture {
  readonly grammaire: Grammaire;
  readonly signaler: Signaler;
  readonly listes: ListesNommees | undefined;
  lire(brut: unknown, chemin: Chemin): Attente | undefined;
  /** Tells a fault, with the remedy of all conditions. */
  refuser(chemin: Chemin, message: string, sur?: SurQuoi): undefined;
}

/** What can be done with any expectation: given to those that hold others. */
export interface Grammaire {
  lireLitteral(texte: string): Attente | string;
  enMots(attente: Attente): string;
  formeLue(attente: Attente): FormeLue;
  /**
   * The test of an expectation on a text.
   * @throws RangeError when it is of an amount
   */
  tester(attente: Attente, normaliser: (texte: string) => string): Predicat<string>;
  atomesDe(attente: Attente, code: boolean): readonly Atome[];
  compterAtomes(attente: Attente): number;
}

/**
 * One type of expectation: all that the tool knows of it. How it is written is one of three: a word alone (`present`), a form
 * of text (`04*`), or keys (`{ mots: … }`); what is none of them is read as a value. What is optional has a default that is
 * always right.
 */
export type Mecanisme<T extends TypeDAttente> = Ecriture<T> &
  Evaluation<T> & {
    /** What it asks for, in words that follow the name of a field. */
    enMots(attente: AttenteDe<T>, grammaire: Grammaire): string;
    /** The expectation that is met when this one is not; without it, the contrary of `x` is said `tout sauf x`. */
    contraire?(attente: AttenteDe<T>): Attente;
    parties?(attente: AttenteDe<T>): readonly Attente[];
    /**
     * The smallest things that it asks of a text, of which one is enough, to tell what contradicts it. Without it, it is one
     * of which only its test is known.
     * @param code whether the field holds a code
     */
    atomes?(attente: AttenteDe<T>, code: boolean, grammaire: Grammaire): readonly Atome[];
    /** How many atoms it breaks into, without breaking it; 1 without it. */
    nombreDAtomes?(attente: AttenteDe<T>, grammaire: Grammaire): number;
    /** Whether the nomenclature of the year has a code that meets it; without it, nothing is asked of the nomenclature. */
    existe?(attente: AttenteDe<T>, type: TypeCode, nomenclature: Nomenclature): boolean;
  };

/** A form of text that stands for more than itself: `04*`. */
export interface FormeDeTexte<A = Attente> {
  /** As a regular expression, for editors. */
  readonly motif: string;
  /** Reads a text that is not empty; says what is wrong with it, or `undefined` when it is of another form. */
  lire(texte: string): A | string | undefined;
}

type Ecriture<T extends TypeDAttente> =
  /** Written as its own type, alone. */
  | { readonly mot: true }
  | { readonly forme: FormeDeTexte<AttenteDe<T>> }
  | { readonly valeur: true }
  | {
      readonly cles: Readonly<Record<string, Cle>>;
      /** Reads an object that has one of the keys and no other than them. Tells each fault at its place. */
      lire(brut: Objet, chemin: Chemin, lecture: Lecture): Attente | undefined;
    };

type Evaluation<T extends TypeDAttente> =
  | {
      /** In the normal form, without it. */
      formeLue?(attente: AttenteDe<T>, grammaire: Grammaire): FormeLue;
      /**
       * The test on a text in the form that it reads.
       * @param normaliser brings what was written to the normal form of the field
       */
      tester(attente: AttenteDe<T>, normaliser: (texte: string) => string, grammaire: Grammaire): Predicat<string>;
    }
  | {
      testerMontant(attente: AttenteDe<T>): Predicat<Montant>;
    };
