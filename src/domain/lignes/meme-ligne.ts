import { cleDeNom } from '../textes/nom.ts';
import { normaliserCode, plier } from '../textes/texte.ts';
import type { LigneBudgetaire } from './ligne-budgetaire.ts';

/** What a line of one exercice is known by in another, folded. */
export interface IdentiteDeLigne {
  /** Who sends it, its codes and its beneficiary. */
  readonly imputation: string;
  /** The same, with its label and its place: lines of two exercices that share it say the same thing. */
  readonly entiere: string;
}

const ENTRE = '\u0002';

/**
 * What a line is known by from one exercice to the next: its sender, its codes, its beneficiary, its label less the years
 * that it holds, its place. Neither case, accents nor spaces count; the file it came in and its amounts do not either.
 */
export function identiteDe(ligne: LigneBudgetaire): IdentiteDeLigne {
  const codes = [ligne.chapitre, ligne.fonction, ligne.programme, ligne.action].map(normaliserCode);
  const imputation = [
    cleDeNom(ligne.organisme),
    ligne.sens,
    ligne.mouvement,
    ...codes,
    // Bodies that have no codes say by a heading what a line is for.
    ligne.programme === '' ? plier(ligne.programmeLibelle) : '',
    plier(ligne.beneficiaire),
  ].join(ENTRE);
  const entiere = [imputation, sansAnnees(plier(ligne.libelle)), plier(ligne.lieu)].join(ENTRE);
  return { imputation, entiere };
}

/**
 * A label without its years: `festival 2011` and `festival 2012` are one action. One that is nothing but a year keeps it.
 * @param libelle folded
 */
export function sansAnnees(libelle: string): string {
  const reste = libelle.replace(/\b(?:19|20)\d\d\b/g, '').replace(/ {2,}/g, ' ');
  return /[a-z]/.test(reste) ? reste.trim() : libelle;
}
