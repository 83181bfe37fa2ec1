import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Hasard } from '../../mutations/hasard.ts';
import { ecrireMontant, type MiseEnPage } from '../../outils/ecrivain-csv.ts';
import type { Verite } from './verite.ts';
import type { Vocabulaire } from './vocabulaire.ts';

/** A column of a table that is being made, and what it truly is. */
export interface Colonne {
  titre: string;
  /** `chapitre`, `montants.engagements`; nothing for a column of no use. */
  readonly est?: string | undefined;
  readonly cellules: string[];
  /** Cents of each cell, for a column of amounts. */
  readonly centimes?: readonly number[];
}

/** A table as a sector would make it: columns that may still be added, renamed or moved, and how it is written. */
export interface Table {
  readonly exercice: string;
  colonnes: Colonne[];
  page: MiseEnPage;
  /** Rows written after the lines, cell by cell; none counts. */
  readonly pied: string[][];
  readonly aDemander: string[];
  /** Whether titles may be twice in the file, on purpose. */
  doublons: boolean;
  /** Whether rows lack their last cell, which is empty. */
  sansDerniere: boolean;
  /** Whether the file is a workbook, where ` / ` in a title parts what merged cells say of what is below them. */
  enClasseur: boolean;
  /** Whether the person says the exercice, by an option or by the dossier. */
  exerciceDonne: boolean;
  /** Whether the base of the dossier is found without a person. */
  totalConnu: boolean;
  /** How those who make the table say things. */
  readonly mots: Vocabulaire;
  /** The encoding of the file, where it is older than those of `page`. */
  encodageAncien?: 'cp850' | 'macintosh';
  /** What the name of the file says besides. */
  nom: string;
  /** What `source` must say, in remarks. */
  signale?: string;
  /** The published layout that it follows, which gives its columns. */
  modele?: string;
  /** Fields written once for a group of lines. */
  readonly reportes: string[];
  /** Fields of which the codes have lost their zeros. */
  readonly completes: string[];
  /** Titles of the columns that make the amount of a line, where no column is it by itself. */
  comptees?: readonly string[];
  /** Columns of which each is a value of a field, and that of their total. */
  deplie?: Deplie;
  /** The column of amounts, and the one that says of which base each is. */
  nommes?: { readonly colonne: string; readonly base: string };
}

interface Deplie {
  readonly champ: string;
  readonly colonnes: readonly string[];
  readonly total?: string;
}

type LigneModele = Readonly<Record<string, string>>;

const DOSSIER_2012 = 'data/2012/sources/affaires-internationales.csv';
const CHAMPS_DU_MODELE: Readonly<Record<string, string>> = {
  chapitre: 'Chapitre',
  chapitre_libelle: 'Libellé chapitre',
  fonction: 'Fonction',
  fonction_libelle: 'Libellé fonction',
  programme: 'Programme',
  action: 'Action',
  nature: 'Nature',
  libelle: 'Objet',
  beneficiaire: 'Bénéficiaire',
  lieu: 'Pays',
  reference: 'Délibération',
};
const TOUJOURS = ['chapitre', 'fonction', 'libelle'];
const BASES_EN_PLUS = ['montants.ae_votees', 'montants.cp_votes', 'montants.mandats'];

export const PAGE: MiseEnPage = {
  separateur: ';',
  decimale: ',',
  encodage: 'utf-8',
  marque: false,
  fin: '\n',
  derniereFin: true,
  milliers: ' ',
  unite: 'euros',
  negatif: 'moins',
  euro: false,
  toutCiter: false,
  preambule: [],
};

/** Expenses of 2012, whose codes and words are real enough. */
export function lignesModeles(racine: string): LigneModele[] {
  const lues = parse(readFileSync(join(racine, DOSSIER_2012)), { bom: true, columns: true, delimiter: ';' });
  return (lues as LigneModele[]).filter(({ Sens, Chapitre }) => Sens === 'D' && /^9[03]/.test(Chapitre ?? ''));
}

/** Draws a table: the columns of a sector under titles of the vocabulary, amounts engaged, and one or two other bases. */
export function tirerLaTable(hasard: Hasard, mots: Vocabulaire, modeles: readonly LigneModele[]): Table {
  const exercice = hasard.un(['2010', '2011', '2012']);
  const lignes = Array.from({ length: hasard.entre(12, 60) }, () => hasard.un(modeles));
  const titre = (champ: string) => hasard.un(mots[champ] ?? [champ]);
  const champs = Object.entries(CHAMPS_DU_MODELE).filter(([champ]) => TOUJOURS.includes(champ) || hasard.nombre(3) > 0);
  const colonnes: Colonne[] = champs.map(([champ, cle]) => ({
    titre: titre(champ),
    est: champ,
    cellules: lignes.map((ligne) => ligne[cle] ?? ''),
  }));
  if (hasard.nombre(2) === 0)
    colonnes.unshift({ titre: titre('exercice'), est: 'exercice', cellules: lignes.map(() => exercice) });
  if (hasard.nombre(3) === 0) colonnes.unshift({ titre: titre('sens'), est: 'sens', cellules: lignes.map(() => 'D') });
  const page: MiseEnPage = {
    ...PAGE,
    ...hasard.un([{}, { separateur: ',' as const, decimale: '.' as const }, { separateur: '\t' as const }]),
    encodage: hasard.un(['utf-8', 'utf-8', 'windows-1252'] as const),
    milliers: hasard.un(['', ' ', '\u00a0'] as const),
    toutCiter: hasard.nombre(4) === 0,
  };
  const table: Table = {
    exercice,
    colonnes,
    page,
    pied: [],
    aDemander: [],
    doublons: false,
    sansDerniere: false,
    enClasseur: false,
    exerciceDonne: true,
    totalConnu: true,
    mots,
    nom: '',
    reportes: [],
    completes: [],
  };
  for (const base of ['montants.engagements', ...hasard.melange(BASES_EN_PLUS).slice(0, hasard.nombre(3))])
    colonnes.push(deMontants(hasard, table, titre(base), base));
  return table;
}

/** Writes a row that counts for nothing among the lines. */
export function inserer(
  { colonnes }: Table,
  place: number,
  cellule: (colonne: {
    readonly rang: number;
    readonly est: string | undefined;
    readonly centimes: readonly number[] | undefined;
  }) => string,
): void {
  for (const [rang, { est, cellules, centimes }] of colonnes.entries()) {
    cellules.splice(place, 0, cellule({ rang, est, centimes }));
    (centimes as number[] | undefined)?.splice(place, 0, 0);
  }
}

/** One of the ways to say something. */
export function dire({ mots }: Table, hasard: Hasard, quoi: string): string {
  return hasard.un(mots[quoi] ?? [quoi]);
}

export function nombreDeLignes({ colonnes }: Pick<Table, 'colonnes'>): number {
  return colonnes[0]?.cellules.length ?? 0;
}

/** A column of amounts, all different enough to be told apart. */
export function deMontants(hasard: Hasard, table: Table, titre: string, est?: string): Colonne {
  const centimes = Array.from({ length: nombreDeLignes(table) }, () => hasard.entre(1_000, 90_000_000));
  return { titre, est, centimes, cellules: centimes.map((valeur) => ecrireMontant(valeur, table.page)) };
}

/** A column of no use, whose cells are drawn. */
export function deRien(table: Table, titre: string, cellule: (rang: number) => string): Colonne {
  return { titre, cellules: Array.from({ length: nombreDeLignes(table) }, (_, rang) => cellule(rang)) };
}

/** Puts a column anywhere among the others. */
export function glisser(hasard: Hasard, table: Table, colonne: Colonne): void {
  table.colonnes.splice(hasard.nombre(table.colonnes.length + 1), 0, colonne);
}

export function colonneDe(table: Table, est: string): Colonne {
  const colonne = table.colonnes.find((vue) => vue.est === est);
  if (colonne === undefined) throw new Error(`pas de colonne ${est}`);
  return colonne;
}

/** The lines as they are written, titles excluded. */
export function rangeesDe({ colonnes, pied, sansDerniere }: Table): string[][] {
  const lignes = Array.from({ length: nombreDeLignes({ colonnes }) }, (_, rang) =>
    colonnes.map(({ cellules }) => cellules[rang] ?? ''),
  );
  return [...lignes.map((ligne) => (sansDerniere ? ligne.slice(0, -1) : ligne)), ...pied];
}

/** What is no field of a line. */
const HORS_COLONNES = /^(?:montants|depense$|recette$)/;

/** The right block of a table. */
export function veriteDe(table: Table): Verite {
  const { colonnes, page, aDemander, totalConnu, enClasseur, encodageAncien, signale } = table;
  const [depense, recette] = ['depense', 'recette'].map((sens) => colonnes.find(({ est }) => est === sens)?.titre);
  const paire = depense !== undefined && recette !== undefined ? { engagements: { depense, recette } } : {};
  const siens = colonnes.flatMap(({ est, titre }) => (est === undefined ? [] : [[est, titre] as const]));
  const engages = colonnes.filter(({ est, titre }) => table.comptees?.includes(titre) ?? ENGAGES.has(est ?? ''));
  const somme = engages.flatMap(({ centimes }) => centimes ?? []).reduce((cumul, valeur) => cumul + BigInt(valeur), 0n);
  return {
    ...(enClasseur
      ? {}
      : {
          encodage: encodageAncien ?? page.encodage,
          separateur: page.separateur,
          decimale: page.decimale,
          unite: page.unite,
        }),
    preambule: String(page.preambule.length),
    colonnes: Object.fromEntries(siens.filter(([est]) => !HORS_COLONNES.test(est))),
    montants: {
      ...paire,
      ...Object.fromEntries(
        siens.flatMap(([est, titre]) => {
          if (!est.startsWith('montants')) return [];
          return [[est === 'montants' ? 'engagements' : est.slice('montants.'.length), titre]];
        }),
      ),
    },
    cles: clesDe(table),
    ...(signale === undefined ? {} : { signale }),
    aDemander,
    ...(totalConnu && engages.length > 0 ? { centimes: somme } : {}),
  };
}

const ENGAGES = new Set(['montants.engagements', 'montants']);

/** Keys that a table has besides, as `exercice.yaml` holds them. */
function clesDe({ modele, reportes, completes, deplie, nommes, colonnes }: Table): NonNullable<Verite['cles']> {
  const reporter = reportes.filter((champ) => colonnes.some(({ est }) => est === champ));
  return {
    ...(modele === undefined ? {} : { modele }),
    ...(reporter.length === 0 ? {} : { reporter }),
    ...(completes.length === 0 ? {} : { completer_zeros: completes }),
    ...(deplie === undefined ? {} : { deplier: deplie }),
    ...(nommes === undefined ? {} : { montants_nommes: nommes }),
  };
}
