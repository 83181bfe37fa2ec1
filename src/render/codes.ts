import type { NomTable, Rangee } from '../compile/jaune.ts';
import type { Affectation } from '../domain/affectation.ts';

const TABLES_A_CODES = ['chapitre', 'fonction', 'programme', 'action'] as const satisfies readonly NomTable[];

/** The code of a row as its first line spells it, `HP 28-005` for `HP28-005`; empty for a table without codes. */
export function ecrireCode(table: NomTable, { cle, lignes: indexes }: Rangee, lignes: readonly Affectation[]): string {
  const champ = TABLES_A_CODES.find((nom) => nom === table);
  if (champ === undefined || cle === '') return '';
  return lignes[indexes[0] ?? -1]?.ligne[champ].trim() || cle;
}
