import type { Rangee } from '../../compile/jaune.ts';
import { type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import type { Lien } from '../../files/xlsx/sheet.ts';
import type { Contexte } from './contexte.ts';
import { COLONNES, colonneDesRangs, LIGNES } from './noms.ts';

const LIBELLE_MAX = 60;

/** What to filter in `Lignes` to have the lines of a row of a table, and only them: `Pays = « Sénégal »`. */
export function filtreDe(table: NomTable, { cle, libelle }: Pick<Rangee, 'cle' | 'libelle'>, numero: number): string {
  const { colonneLue: lue } = TABLES_DECRITES[table];
  const court = libelle.length > LIBELLE_MAX ? `${libelle.slice(0, LIBELLE_MAX)}…` : libelle;
  if (lue === undefined || numero === 0) return `${colonneDesRangs(table)} = ${numero}`;
  return `${lue} = ${cle === '' ? '(vides)' : `« ${court} »`}`;
}

/**
 * A link to a line of the sheet `Lignes`. No link of Excel can set a filter: it leads to the first line of a figure, and its
 * tip says what to filter to see the others.
 */
export function lienVersLignes(
  { rangeeDeLigne }: Contexte,
  ligne: number,
  filtres: readonly string[],
): Omit<Lien, 'cellule'> {
  return {
    cible: `'${LIGNES}'!A${rangeeDeLigne(ligne)}`,
    infobulle: `Première ligne, dans Lignes. Pour les avoir toutes, filtrez ${filtres.join(' et ')}.`,
  };
}

/** The filter that all figures of the headline share. */
export const FILTRE_INTERNATIONALE = `${COLONNES.verdict} = internationale`;
/** The filter of what is left out of the perimeter. */
export const FILTRE_EXCLUE = `${COLONNES.verdict} = exclue`;
