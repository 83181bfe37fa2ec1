import type { NomTable } from '../../compile/jaune.ts';
import type { Place } from '../../domain/verdict.ts';

/** Names of the columns of the sheet `Lignes` that formulas read, exactly over its rows. */
export const NOMS_LIGNES = {
  ligne: 'lignes_ligne',
  part: 'lignes_part',
  verdict: 'lignes_verdict',
  retenu: 'lignes_retenu',
  pilote: 'lignes_pilote',
} as const;

/** Names of the four figures and of what other sheets are compared with. */
export const NOMS = {
  pilote: 'secteur_pilote',
  autres: 'autres_secteurs',
  total: 'total_hors_exceptionnelles',
  exceptionnelles: 'exceptionnelles',
  aArbitrer: 'a_arbitrer',
  totalRecu: 'total_recu',
  exclueEdition: 'exclue_a_l_edition',
} as const;

/** The column of `Lignes` that holds the numbers of a table. */
export function nomDesNumeros(table: NomTable): string {
  return `lignes_n_${table}`;
}

/** The cell of a sheet that says `OK` or by how much it differs from the synthesis. */
export function nomDuControle(feuille: string): string {
  return `controle_${feuille}`;
}

/** Euros of the parts of `Lignes` in one place, under conditions on the columns of numbers. */
export function sommeSi(
  place: Place,
  ...conditions: readonly (readonly [nom: string, critere: string | number])[]
): string {
  const suite = conditions.map(([nom, critere]) => `,${nom},${critere}`).join('');
  return `SUMIFS(${NOMS_LIGNES.retenu},${NOMS_LIGNES.verdict},"${place}"${suite})`;
}

/** Lines of `Lignes` whose own place is this one: each once, by its first part. */
export function nombreSi(place: Place): string {
  return `COUNTIFS(${NOMS_LIGNES.verdict},"${place}",${NOMS_LIGNES.part},1)`;
}
