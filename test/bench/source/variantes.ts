import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import { Hasard } from '../../mutations/hasard.ts';
import { ecrireClasseur } from '../../outils/classeur-source.ts';
import { ecrireCsv } from '../../outils/ecrivain-csv.ts';
import { GENRES } from './genres.ts';
import { GENRES_D_UNITES } from './genres-d-unites.ts';
import { GENRES_DE_LIGNES } from './genres-de-lignes.ts';
import { GENRES_DE_PORTE, GENRES_DE_PORTE_A_PART } from './genres-de-porte.ts';
import { GENRES_DE_TOTAUX, GENRES_DE_TOTAUX_A_PART } from './genres-de-totaux.ts';
import { GENRES_TROMPEURS } from './genres-trompeurs.ts';
import { lignesModeles, nombreDeLignes, rangeesDe, type Table, tirerLaTable, veriteDe } from './table.ts';
import type { FichierConnu } from './verite.ts';
import { DE_REGLAGE, DU_TEMOIN } from './vocabulaire.ts';

const TOUS = {
  ...GENRES,
  ...GENRES_DE_LIGNES,
  ...GENRES_TROMPEURS,
  ...GENRES_D_UNITES,
  ...GENRES_DE_TOTAUX,
  ...GENRES_DE_PORTE,
};
const TENUS_A_PART = { ...GENRES_DE_TOTAUX_A_PART, ...GENRES_DE_PORTE_A_PART };
/** The two lots of generated files: what the table of titles is tuned on, and what nothing is tuned on, with kinds of its own. */
const LOTS = [
  { lot: 'reglage', graine: 2012, mots: DE_REGLAGE, parGenre: 8, genres: TOUS },
  { lot: 'temoin', graine: 77_441, mots: DU_TEMOIN, parGenre: 8, genres: { ...TOUS, ...TENUS_A_PART } },
] as const;
const SANS_TITRES = 'sans-titres';
const UN_SECTEUR_PAR_FEUILLE = 'un-secteur-par-feuille';
const ONGLETS = ['Culture', 'Europe', 'Développement économique', 'Lycées', 'Sport'];

/** Writes generated files, the same for the same seeds, each of one kind and, one in two, of another one besides. */
export async function variantes(racine: string, travail: string): Promise<FichierConnu[]> {
  const modeles = lignesModeles(racine);
  const fichiers: FichierConnu[] = [];
  for (const { lot, graine, mots, parGenre, genres } of LOTS)
    for (const [rangDuGenre, [genre, changer]] of Object.entries(genres).entries())
      for (let rang = 0; rang < parGenre; rang++) {
        const hasard = new Hasard(graine + rangDuGenre * 1_000 + rang);
        const table = tirerLaTable(hasard, mots, modeles);
        changer(table, hasard);
        if (rang % 2 === 1 && !table.sansDerniere) TOUS[hasard.un(MELABLES)]?.(table, hasard);
        if (genre === SANS_TITRES) nommerParRang(table);
        if (!table.doublons) rendreUniques(table);
        if (table.encodageAncien !== undefined) sansApostrophesTypographiques(table);
        const chemin = join(travail, `${lot}-${genre}-${rang}${table.nom}.${table.enClasseur ? 'xlsx' : 'csv'}`);
        writeFileSync(
          chemin,
          table.enClasseur
            ? await ecrireEnClasseur([{ onglet: 'Budget', partie: table }])
            : ecrire(table, genre === SANS_TITRES),
        );
        const verite = veriteDe(table);
        fichiers.push({
          lot,
          genre,
          chemin,
          options: { exercice: table.exerciceDonne ? table.exercice : undefined, base: 'engagements' },
          verite: genre === SANS_TITRES ? { ...verite, sansTitres: true } : verite,
        });
      }
  for (const [rangDuLot, { lot, graine, mots }] of LOTS.entries())
    for (let rang = 0; rang < CLASSEURS_PAR_LOT; rang++) {
      const table = tirerLaTable(new Hasard(graine - 1 - rang), mots, modeles);
      rendreUniques(table);
      const chemin = join(travail, `${lot}-${UN_SECTEUR_PAR_FEUILLE}-${rang}.xlsx`);
      const parties = partager(table, ONGLETS.slice(rangDuLot, rangDuLot + 2 + (rang % 2)));
      writeFileSync(chemin, await ecrireEnClasseur(parties));
      for (const { onglet, partie } of parties)
        fichiers.push({
          lot,
          genre: UN_SECTEUR_PAR_FEUILLE,
          chemin,
          options: { exercice: table.exercice, base: 'engagements', feuille: onglet },
          verite: { ...veriteDe(partie), preambule: '0', cles: { secteur: onglet } },
        });
    }
  return fichiers;
}

const CLASSEURS_PAR_LOT = 4;

/** The lines of a table in as many tables, one for each sheet. */
function partager(table: Table, onglets: readonly string[]): readonly Feuille[] {
  const taille = Math.floor(nombreDeLignes(table) / onglets.length);
  return onglets.map((onglet, rang) => {
    const prendre = <T>(suite: readonly T[]) => suite.slice(rang * taille, (rang + 1) * taille);
    const colonnes = table.colonnes.map(({ cellules, centimes, ...reste }) => ({
      ...reste,
      cellules: prendre(cellules),
      ...(centimes === undefined ? {} : { centimes: prendre(centimes) }),
    }));
    return { onglet, partie: { ...table, colonnes, enClasseur: true, page: { ...table.page, preambule: [] } } };
  });
}

interface Feuille {
  readonly onglet: string;
  readonly partie: Table;
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

/** DOS has none. */
function sansApostrophesTypographiques({ colonnes }: Table): void {
  for (const colonne of colonnes) {
    colonne.titre = colonne.titre.replaceAll('’', "'");
    colonne.cellules.forEach((cellule, rang) => {
      colonne.cellules[rang] = cellule.replaceAll('’', "'");
    });
  }
}

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
  const titres = table.colonnes.map(({ titre }) => titre);
  const { octets } = sansTitres
    ? ecrireCsv(premiere, suite, table.page)
    : ecrireCsv(titres, [premiere, ...suite], table.page);
  return table.encodageAncien === undefined ? octets : encode(octets.toString('utf8'), table.encodageAncien);
}

/** A workbook; amounts are numbers, as spreadsheets hold them. */
function ecrireEnClasseur(feuilles: readonly Feuille[]): Promise<Buffer> {
  return ecrireClasseur({
    feuilles: Object.fromEntries(feuilles.map(({ onglet, partie }) => [onglet, enFeuille(partie)])),
  });
}

/** A sheet whose years are merged over the titles of their columns. */
function enFeuille(table: Table) {
  const { colonnes } = table;
  const groupes = colonnes.map(({ titre }) => (titre.includes(' / ') ? titre.split(' / ')[0] : undefined));
  const lignes = rangeesDe(table).map((rangee, ligne) =>
    rangee.map((cellule, colonne) => {
      const centimes = colonnes[colonne]?.centimes?.[ligne];
      return centimes === undefined || cellule === '' ? cellule : centimes / 100;
    }),
  );
  const titres = colonnes.map(({ titre }) => titre.split(' / ').at(-1) ?? titre);
  if (groupes.every((groupe) => groupe === undefined)) return { rangees: [titres, ...lignes] };
  const haut = colonnes.map(({ titre }, rang) => {
    const groupe = groupes[rang];
    if (groupe === undefined) return titre;
    return groupes[rang - 1] === groupe ? null : groupe;
  });
  const bas = titres.map((titre, rang) => (groupes[rang] === undefined ? null : titre));
  return { rangees: [haut, bas, ...lignes], fusions: groupes.flatMap((_, rang) => fusionDe(groupes, rang)) };
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
