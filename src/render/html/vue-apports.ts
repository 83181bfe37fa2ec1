import type { Jaune, NomTable } from '../../compile/jaune.ts';
import { partsEn } from '../../domain/affectation.ts';
import { formaterEntier } from '../../domain/format.ts';
import { type Montant, montant } from '../../domain/montant.ts';
import type { Dimension } from '../../domain/verdict.ts';
import type { LigneVue } from './vue-lignes.ts';

/** A line, and what it puts in a row of a table: the row's part, not the whole line. */
export interface ApportVue {
  readonly ligne: LigneVue;
  readonly montant: Montant;
}

/** A document that names more lines than this says less of them, so that a browser still opens it. */
const LIGNES_DETAILLEES = 5000;
/** In such a document, a row of more lines than this gives their numbers alone. */
const LIGNES_PAR_RANGEE = 200;

/** The tables whose rows open on what each line puts in them: those that a line may be split between. */
const TABLES_DETAILLEES: ReadonlySet<string> = new Set<Dimension & NomTable>([
  'pays',
  'territoire',
  'axe',
  'domaine',
  'secteur',
]);

/** Whether a row of so many lines tells them one by one, in a document that names `total` lines. */
export function estDetaillee(lignes: number, total: number): boolean {
  return total <= LIGNES_DETAILLEES || lignes <= LIGNES_PAR_RANGEE;
}

/** What the page says of the rows that it does not detail; empty when it details all. */
export function noteDuDetail(total: number): string {
  if (total <= LIGNES_DETAILLEES) return '';
  return `Ce document nomme plus de ${formaterEntier(LIGNES_DETAILLEES)} lignes : une rangée de plus de ${LIGNES_PAR_RANGEE} lignes n’en donne que les numéros. Le classeur donne le montant de chaque part.`;
}

/** What each line puts in each row of a table, by the key of the row; empty for a table that is not detailed. */
export function apportsDe(
  { lignes }: Jaune,
  vues: readonly LigneVue[],
  table: NomTable,
): ReadonlyMap<string, readonly ApportVue[]> {
  const apports = new Map<string, ApportVue[]>();
  if (!TABLES_DETAILLEES.has(table)) return apports;
  for (const [rang, affectation] of lignes.entries()) {
    const ligne = vues[rang];
    if (ligne === undefined) continue;
    for (const { part, montant: centimes } of partsEn(affectation, 'internationale')) {
      const cle = part[table as Dimension];
      const rangee = apports.get(cle) ?? [];
      if (rangee.length === 0) apports.set(cle, rangee);
      const dernier = rangee.at(-1);
      if (dernier?.ligne === ligne) rangee.pop();
      rangee.push({ ligne, montant: montant(centimes + (dernier?.ligne === ligne ? dernier.montant : 0)) });
    }
  }
  return apports;
}
