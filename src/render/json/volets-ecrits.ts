import type { Tableau } from '../../domain/volets/tableau.ts';
import type { VoletCompile } from '../../domain/volets/volet-compile.ts';

/** What a dossier says beside its money, by the names of volets and of their tables; amounts are cents. Nothing is left out. */
export function voletsEcrits(volets: readonly VoletCompile[]) {
  return Object.fromEntries(
    volets.map(({ nom, tableaux }) => [
      nom.replaceAll('-', '_'),
      Object.fromEntries(tableaux.map((tableau) => [tableau.nom.replaceAll('-', '_'), rangeesEcrites(tableau)])),
    ]),
  );
}

function rangeesEcrites({ colonnes, rangees }: Tableau) {
  return rangees.map(({ cellules }) =>
    Object.fromEntries(
      colonnes.map(({ cle, genre }, rang) => [genre === 'euros' ? `${cle}_centimes` : cle, cellules[rang] ?? null]),
    ),
  );
}
