import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hasard } from '../../mutations/hasard.ts';
import { ecrireCsv } from '../../outils/ecrivain-csv.ts';
import { GENRES } from './genres.ts';
import { lignesModeles, rangeesDe, type Table, tirerLaTable, veriteDe } from './table.ts';
import type { FichierConnu } from './verite.ts';
import { DE_REGLAGE, DU_TEMOIN } from './vocabulaire.ts';

/** The two lots of generated files: what the table of titles is tuned on, and what nothing is tuned on. */
const LOTS = [
  { lot: 'reglage', graine: 2012, mots: DE_REGLAGE, parGenre: 8 },
  { lot: 'temoin', graine: 77_441, mots: DU_TEMOIN, parGenre: 8 },
] as const;
const SANS_TITRES = 'sans-titres';

/** Writes generated files, the same for the same seeds, each of one kind and, one in two, of another one besides. */
export function variantes(racine: string, travail: string): FichierConnu[] {
  const modeles = lignesModeles(racine);
  const genres = Object.keys(GENRES);
  return LOTS.flatMap(({ lot, graine, mots, parGenre }) =>
    genres.flatMap((genre, rangDuGenre) =>
      Array.from({ length: parGenre }, (_, rang): FichierConnu => {
        const hasard = new Hasard(graine + rangDuGenre * 1_000 + rang);
        const table = tirerLaTable(hasard, mots, modeles);
        GENRES[genre]?.(table, hasard);
        if (rang % 2 === 1) GENRES[hasard.un(MELABLES)]?.(table, hasard);
        rendreUniques(table);
        const nom = `${lot}-${genre}-${rang}.csv`;
        const chemin = join(travail, nom);
        writeFileSync(chemin, ecrire(table, genre === SANS_TITRES));
        const { exercice } = table;
        return {
          lot,
          genre,
          chemin,
          options: { exercice, base: 'engagements' },
          verite: genre === SANS_TITRES ? { ...veriteDe(table), sansTitres: true } : veriteDe(table),
        };
      }),
    ),
  );
}

/** Kinds that only add columns: they may come with any other. */
const MELABLES = [
  'codes-postaux',
  'numeros-de-tiers',
  'taux',
  'nombres',
  'numeros',
  'dates',
  'remarques',
  'coordonnees',
];

/** Two columns of one title cannot be declared: the second one that was drawn goes. */
function rendreUniques(table: Table): void {
  const vus = new Set<string>();
  table.colonnes = table.colonnes.filter(({ titre }) => {
    if (vus.has(titre)) return false;
    vus.add(titre);
    return true;
  });
}

function ecrire(table: Table, sansTitres: boolean): Buffer {
  const [premiere = [], ...suite] = rangeesDe(table);
  return sansTitres
    ? ecrireCsv(premiere, suite, table.page).octets
    : ecrireCsv(
        table.colonnes.map(({ titre }) => titre),
        [premiere, ...suite],
        table.page,
      ).octets;
}
