import type { CodeConstat } from './codes-constats.ts';

/** Where something was found. Lines and columns count from 1; a fault of a whole file has neither. */
export interface Lieu {
  /** Path in the dossier, with `/`. */
  readonly fichier: string;
  readonly ligne?: number;
  readonly colonne?: number;
  /** The address of the cell, in a sheet of a workbook: `F12`. */
  readonly cellule?: string;
  /** The place in words, in a workbook: `feuille À décider, ligne 12, colonne Motif (R12)`. */
  readonly enClair?: string;
}

/** A piece of the file as it stands, with the span to underline (indexes in the text, end excluded). */
export interface Extrait {
  readonly texte: string;
  readonly debut: number;
  readonly fin: number;
}

/**
 * Something to tell the officer. An error stops the compile; a warning does not. All texts are French and say what is
 * there, then what to do.
 */
export interface Constat {
  readonly code: CodeConstat;
  readonly gravite: 'erreur' | 'avertissement';
  readonly lieu: Lieu;
  readonly message: string;
  readonly extrait?: Extrait;
  readonly remede: string;
}

/** How many findings of one code in one file are kept whole; the others are counted. */
const GARDES_PAR_CODE_ET_FICHIER = 50;
/** The same for a review workbook, which people fill in cell by cell and put right cell by cell: all of a usual one. */
const GARDES_PAR_CODE_DE_REVUE = 2_000;

/** Whether a finding is about a review workbook. */
export function estDeRevue(code: CodeConstat): boolean {
  return code.startsWith('E-REVUE-');
}

function gardesDe(code: CodeConstat): number {
  return estDeRevue(code) ? GARDES_PAR_CODE_DE_REVUE : GARDES_PAR_CODE_ET_FICHIER;
}

/**
 * Collects everything that is wrong in a run, so that it is told in one go. Bounded: a file of a million wrong lines gives
 * the first findings of each kind and the count of the others.
 */
export class Constats {
  readonly #gardes: Constat[] = [];
  readonly #comptes = new Map<string, { code: CodeConstat; fichier: string; nombre: number }>();
  #erreurs = 0;

  ajouter(constat: Constat): void {
    if (constat.gravite === 'erreur') this.#erreurs += 1;
    const cle = `${constat.code} ${constat.lieu.fichier}`;
    const compte = this.#comptes.get(cle) ?? { code: constat.code, fichier: constat.lieu.fichier, nombre: 0 };
    compte.nombre += 1;
    this.#comptes.set(cle, compte);
    if (compte.nombre <= gardesDe(constat.code)) this.#gardes.push(constat);
  }

  /** Whether one more finding of that code in that file would be kept whole, or only counted. */
  gardera(code: CodeConstat, fichier: string): boolean {
    return (this.#comptes.get(`${code} ${fichier}`)?.nombre ?? 0) < gardesDe(code);
  }

  get erreurs(): number {
    return this.#erreurs;
  }

  get enErreur(): boolean {
    return this.#erreurs > 0;
  }

  /** How many findings have a code that starts so, those not kept included. */
  compter(prefixe: string): number {
    return [...this.#comptes.values()].reduce(
      (total, { code, nombre }) => total + (code.startsWith(prefixe) ? nombre : 0),
      0,
    );
  }

  /** The findings kept: errors first, each in the order in which it was found. */
  get liste(): readonly Constat[] {
    return [
      ...this.#gardes.filter((constat) => constat.gravite === 'erreur'),
      ...this.#gardes.filter((constat) => constat.gravite === 'avertissement'),
    ];
  }

  /** What was counted and not kept, by code and file. */
  get surplus(): readonly { readonly code: CodeConstat; readonly fichier: string; readonly nombre: number }[] {
    return [...this.#comptes.values()]
      .filter(({ code, nombre }) => nombre > gardesDe(code))
      .map(({ code, fichier, nombre }) => ({ code, fichier, nombre: nombre - gardesDe(code) }));
  }
}

/** Thrown when a run cannot go on because of the data or the rules; the findings tell why. Exit code 1. */
export class ConstatsBloquants extends Error {
  readonly constats: Constats;
  constructor(constats: Constats) {
    super(`${constats.erreurs} erreur(s)`);
    this.name = 'ConstatsBloquants';
    this.constats = constats;
  }
}

/** Throws {@link ConstatsBloquants} when an error was found. */
export function exigerSansErreur(constats: Constats): void {
  if (constats.enErreur) throw new ConstatsBloquants(constats);
}
