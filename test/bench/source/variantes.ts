import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hasard } from '../../mutations/hasard.ts';
import { ecrireClasseur } from '../../outils/classeur-source.ts';
import { ecrireCsv } from '../../outils/ecrivain-csv.ts';
import { GENRES } from './genres.ts';
import { GENRES_DE_LIGNES } from './genres-de-lignes.ts';
import { GENRES_TROMPEURS } from './genres-trompeurs.ts';
import { lignesModeles, rangeesDe, type Table, tirerLaTable, veriteDe } from './table.ts';
import type { FichierConnu } from './verite.ts';
import { DE_REGLAGE, DU_TEMOIN } from './vocabulaire.ts';

/** The two lots of generated files: what the table of titles is tuned on, and what nothing is tuned on. */
const LOTS = [
  { lot: 'reglage', graine: 2012, mots: DE_REGLAGE, parGenre: 8 },
  { lot: 'temoin', graine: 77_441, mots: DU_TEMOIN, parGenre: 8 },
] as const;
const TOUS = { ...GENRES, ...GENRES_DE_LIGNES, ...GENRES_TROMPEURS };
const SANS_TITRES = 'sans-titres';

/** Writes generated files, the same for the same seeds, each of one kind and, one in two, of another one besides. */
export async function variantes(racine: string, travail: string): Promise<FichierConnu[]> {
  const modeles = lignesModeles(racine);
  const fichiers: FichierConnu[] = [];
  for (const { lot, graine, mots, parGenre } of LOTS)
    for (const [rangDuGenre, [genre, changer]] of Object.entries(TOUS).entries())
      for (let rang = 0; rang < parGenre; rang++) {
        const hasard = new Hasard(graine + rangDuGenre * 1_000 + rang);
        const table = tirerLaTable(hasard, mots, modeles);
        changer(table, hasard);
        if (rang % 2 === 1 && !table.sansDerniere) TOUS[hasard.un(MELABLES)]?.(table, hasard);
        if (genre === SANS_TITRES) nommerParRang(table);
        if (!table.doublons) rendreUniques(table);
        const chemin = join(travail, `${lot}-${genre}-${rang}.${table.enClasseur ? 'xlsx' : 'csv'}`);
        writeFileSync(chemin, table.enClasseur ? await ecrireEnClasseur(table) : ecrire(table, genre === SANS_TITRES));
        const verite = veriteDe(table);
        fichiers.push({
          lot,
          genre,
          chemin,
          options: { exercice: table.exerciceDonne ? table.exercice : undefined, base: 'engagements' },
          verite: genre === SANS_TITRES ? { ...verite, sansTitres: true } : verite,
        });
      }
  return fichiers;
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

/** A sheet whose years are merged over the titles of their columns; amounts are numbers, as spreadsheets hold them. */
function ecrireEnClasseur(table: Table): Promise<Buffer> {
  const { colonnes } = table;
  const groupes = colonnes.map(({ titre }) => (titre.includes(' / ') ? titre.split(' / ')[0] : undefined));
  const lignes = rangeesDe(table).map((rangee, ligne) =>
    rangee.map((cellule, colonne) => {
      const centimes = colonnes[colonne]?.centimes?.[ligne];
      return centimes === undefined || cellule === '' ? cellule : centimes / 100;
    }),
  );
  const titres = colonnes.map(({ titre }) => titre.split(' / ').at(-1) ?? titre);
  if (groupes.every((groupe) => groupe === undefined))
    return ecrireClasseur({ feuilles: { Budget: { rangees: [titres, ...lignes] } } });
  const haut = colonnes.map(({ titre }, rang) => {
    const groupe = groupes[rang];
    if (groupe === undefined) return titre;
    return groupes[rang - 1] === groupe ? null : groupe;
  });
  const bas = titres.map((titre, rang) => (groupes[rang] === undefined ? null : titre));
  return ecrireClasseur({
    feuilles: {
      Budget: { rangees: [haut, bas, ...lignes], fusions: groupes.flatMap((_, rang) => fusionDe(groupes, rang)) },
    },
  });
}

/** The merged range that starts in a column: a group over its columns, or a title over two rows. */
function fusionDe(groupes: readonly (string | undefined)[], rang: number): string[] {
  const groupe = groupes[rang];
  if (groupe === undefined) return [`${lettres(rang)}1:${lettres(rang)}2`];
  if (groupes[rang - 1] === groupe) return [];
  const suite = groupes.slice(rang).findIndex((autre) => autre !== groupe);
  const dernier = suite === -1 ? groupes.length - 1 : rang + suite - 1;
  return dernier === rang ? [] : [`${lettres(rang)}1:${lettres(dernier)}1`];
}

/** The name of a column of a sheet, under 702. */
function lettres(rang: number): string {
  const lettre = (valeur: number) => String.fromCharCode(65 + valeur);
  return rang < 26 ? lettre(rang) : `${lettre(Math.floor(rang / 26) - 1)}${lettre(rang % 26)}`;
}
