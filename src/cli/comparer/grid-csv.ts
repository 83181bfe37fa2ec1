import { existsSync, writeFileSync } from 'node:fs';
import type { Cases, Grille } from '../../compile/grille/grille.ts';
import { reservesDe } from '../../compile/grille/reserves.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { type CelluleExportee, ecrireUnCsv } from '../../exports/ecrire-un-csv.ts';
import { liesIn } from '../../files/real-place.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { UnwritableOutput } from '../../files/unwritable-output.ts';
import type { EditionOfGrid } from './edition-of-grid.ts';
import { columnName, reserveText } from './reserves-text.ts';

const EXAMPLE = 'Donnez un autre nom avec --sortie, par exemple grille.csv.';

/**
 * Refuses to write a grid where something is, or among the files of a dossier.
 * @throws UnwritableOutput
 */
export function requireGridPlace(target: string, paths: readonly string[]): void {
  if (!/[^/\\]\.csv$/i.test(target))
    throw new UnwritableOutput(`${target} n’est pas le nom d’un fichier qui finit par .csv`, EXAMPLE);
  if (existsSync(target)) throw new UnwritableOutput(`${target} existe déjà : rien n’y a été changé`, EXAMPLE);
  const within = paths.find((path) => liesIn(path, target));
  if (within !== undefined)
    throw new UnwritableOutput(
      `${target} est dans le dossier ${within}, qui ne contient que ce que l’édition lit`,
      'Donnez avec --sortie un nom hors de ce dossier.',
    );
}

/** Writes a grid as a table for spreadsheets, with what names its columns and what of it does not compare; whole or not at all. */
export async function writeGridFile(
  target: string,
  paths: readonly string[],
  grille: Grille,
  editions: readonly EditionOfGrid[],
): Promise<void> {
  await replaceFile(
    target,
    (draft) => writeFileSync(draft, gridCsv(grille, editions)),
    () => requireGridPlace(target, paths),
  );
}

function gridCsv(grille: Grille, editions: readonly EditionOfGrid[]): string {
  const { total, exceptionnelles, resteACharge, tables, autresBases, colonnes } = grille;
  const said = (title: string, tell: (head: EnTete) => string): CelluleExportee[] => [
    'Édition',
    title,
    'texte',
    ...colonnes.map(({ enTete }) => tell(enTete)),
  ];
  const rows = [
    said('Collectivité', ({ collectivite }) => collectivite),
    said('Exercice', ({ exercice }) => exercice),
    said('Base', ({ base }) => LIBELLES_BASES[base]),
    said('Norme', ({ norme }) => norme),
    said('Date', ({ dateEdition }) => dateEdition),
    said('Mention', ({ mention }) => mention),
    said('Habitants', ({ population }) => String(population?.habitants ?? '')),
    said('Année de la population', ({ population }) => population?.annee ?? ''),
    said('Source de la population', ({ population }) => population?.source ?? ''),
    ...amounts('Total', 'Total hors opérations exceptionnelles', total),
    ...amounts('Total', 'Reste à charge, recettes déduites', resteACharge),
    ...amounts('Pour mémoire', 'Opérations exceptionnelles', exceptionnelles),
    ...autresBases.flatMap(({ base, cases }) => amounts('Autre base', LIBELLES_BASES[base], cases)),
    ...tables.flatMap(({ titre, rangees }) => rangees.flatMap(({ libelle, cases }) => amounts(titre, libelle, cases))),
    ...reservesDe(grille).map(({ type, colonnes: ranks }) => [
      'Ce qui ne se compare pas',
      reserveText(type, ranks, grille, editions),
      'texte',
      ...colonnes.map(() => ''),
    ]),
  ];
  const titles = ['tableau', 'ligne', 'mesure', ...editions.map(({ path }, rank) => `${columnName(rank)} ${path}`)];
  return ecrireUnCsv(titles, rows, { separateur: ';', decimale: ',' });
}

function amounts(table: string, label: string, cases: Cases): CelluleExportee[][] {
  return [
    [table, label, 'euros', ...cases.map((one) => one?.montant)],
    ...(cases.some((one) => one?.parHabitant !== undefined)
      ? [[table, label, 'euros par habitant', ...cases.map((one) => one?.parHabitant)]]
      : []),
  ];
}
