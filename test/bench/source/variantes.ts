import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hasard } from '../../mutations/hasard.ts';
import { ecrireCsv } from '../../outils/ecrivain-csv.ts';
import { GENRES } from './genres.ts';
import { GENRES_TROMPEURS } from './genres-trompeurs.ts';
import { lignesModeles, rangeesDe, type Table, tirerLaTable, veriteDe } from './table.ts';
import type { FichierConnu } from './verite.ts';
import { DE_REGLAGE, DU_TEMOIN } from './vocabulaire.ts';

/** The two lots of generated files: what the table of titles is tuned on, and what nothing is tuned on. */
const LOTS = [
  { lot: 'reglage', graine: 2012, mots: DE_REGLAGE, parGenre: 8 },
  { lot: 'temoin', graine: 77_441, mots: DU_TEMOIN, parGenre: 8 },
] as const;
const TOUS = { ...GENRES, ...GENRES_TROMPEURS };
const SANS_TITRES = 'sans-titres';

/** Writes generated files, the same for the same seeds, each of one kind and, one in two, of another one besides. */
export function variantes(racine: string, travail: string): FichierConnu[] {
  const modeles = lignesModeles(racine);
  const genres = Object.keys(TOUS);
  return LOTS.flatMap(({ lot, graine, mots, parGenre }) =>
    genres.flatMap((genre, rangDuGenre) =>
      Array.from({ length: parGenre }, (_, rang): FichierConnu => {
        const hasard = new Hasard(graine + rangDuGenre * 1_000 + rang);
        const table = tirerLaTable(hasard, mots, modeles);
        TOUS[genre]?.(table, hasard);
        if (rang % 2 === 1) TOUS[hasard.un(MELABLES)]?.(table, hasard);
        if (genre === SANS_TITRES) nommerParRang(table);
        if (!table.doublons) rendreUniques(table);
        const nom = `${lot}-${genre}-${rang}.csv`;
        const chemin = join(travail, nom);
        writeFileSync(chemin, ecrire(table, genre === SANS_TITRES));
        const exercice = table.exerciceDonne ? table.exercice : undefined;
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

function nommerParRang({ colonnes }: Table): void {
  for (const [rang, colonne] of colonnes.entries()) colonne.titre = String(rang + 1);
}

/** Two columns of one title cannot be declared: those of no use go first. */
function rendreUniques(table: Table): void {
  const gardees = new Map<string, Table['colonnes'][number]>();
  for (const colonne of table.colonnes) {
    const deja = gardees.get(colonne.titre);
    if (deja === undefined || (deja.est === undefined && colonne.est !== undefined))
      gardees.set(colonne.titre, colonne);
  }
  table.colonnes = table.colonnes.filter((colonne) => gardees.get(colonne.titre) === colonne);
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
