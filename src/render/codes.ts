import type { Rangee } from '../compile/jaune.ts';
import { type NomTable, TABLES_DECRITES } from '../compile/tables-decrites.ts';
import type { Affectation } from '../domain/affectation.ts';

/** The code of a row as its first line spells it, `HP 28-005` for `HP28-005`; empty for a table without codes. */
export function ecrireCode(table: NomTable, { cle, lignes: indexes }: Rangee, lignes: readonly Affectation[]): string {
  const { code, lecture } = TABLES_DECRITES[table];
  if (code !== 'recu' || cle === '' || 'dimension' in lecture) return '';
  return lignes[indexes[0] ?? -1]?.ligne[lecture.champ].trim() || cle;
}
