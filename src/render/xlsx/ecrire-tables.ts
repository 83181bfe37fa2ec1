import type { Rangee, TableCroisee } from '../../compile/jaune.ts';
import { CROISEES_DECRITES, type NomCroisee, type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { amountFormula, asEuros, columnLetter, shareFormula } from '../../files/xlsx/cell.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import { ecrireCode } from '../textes/mots-des-documents.ts';
import { AnneesDeLaFeuille } from './annees-a-cote.ts';
import { BasesACote, basesHors } from './bases-a-cote.ts';
import {
  ajouterControle,
  type Contexte,
  commencer,
  enListe,
  filtreDe,
  filtreDeLaPlace,
  impression,
  lienVersParts,
} from './contexte.ts';
import type { ControleDit } from './ecrire-synthese.ts';
import { AUTRES, COLONNES, colonneDesRangs, dans, NOMS, nomDuControle, sommeSi } from './noms.ts';
import type { TableNumerotee, TablesNumerotees } from './numeroter.ts';
import type { PlageCroisee, PlageDeTable } from './plages.ts';

const NOTE_DES_TABLES =
  'Montants internationaux hors opérations exceptionnelles, en formules sur la feuille Parts. Le nombre de lignes, souligné, mène à la première.';

const NOTE_DES_BASES =
  'À droite, les autres bases, sur les lignes qui les donnent : elles ne s’ajoutent ni entre elles ni au montant. Le nom d’un chiffre y est suivi de « / » et de sa base : pays.senegal/mandats.';
/** Columns of a table before those of other bases. */
const COLONNES_DE_TABLE = 7;

/** What stands beside the amounts of a table. */
interface ACote {
  readonly bases: BasesACote;
  readonly annees: AnneesDeLaFeuille;
}

/** The sheet of a one-way table: numbered rows, each a live sum over `Parts`, a total and its check. */
export function ecrireFeuilleDeTable(contexte: Contexte, nom: NomTable): PlageDeTable | undefined {
  const numerotee = contexte.tables.get(nom);
  return numerotee && ecrireNumerotee(contexte, numerotee);
}

function ecrireNumerotee(contexte: Contexte, numerotee: TableNumerotee): PlageDeTable {
  const { table, listees, autres } = numerotee;
  const { feuille: nom, code } = TABLES_DECRITES[table.nom];
  const bases = new BasesACote(contexte.jaune, COLONNES_DE_TABLE, 'D');
  const annees = new AnneesDeLaFeuille(contexte.jaune, table.nom, COLONNES_DE_TABLE + bases.colonnes.length);
  const aCote = { bases, annees };
  const feuille = commencer(contexte, {
    name: nom,
    objet: `${table.titre} : le total général, rangée par rangée.`,
    onglet: 'ventilation',
    title: table.titre,
    note: [NOTE_DES_TABLES, ...(bases.colonnes.length === 0 ? [] : [NOTE_DES_BASES]), ...annees.note].join(' '),
    columns: [
      { title: 'N°', width: 7, style: 'numero' },
      { title: 'Code', width: 18, style: 'code', hidden: code === undefined },
      { title: table.entete, width: 58, style: 'renvoi' },
      { title: 'Montant', width: 20, style: 'montant' },
      { title: 'Part du total', width: 11, style: 'pourcent' },
      { title: 'Lignes à l’édition', width: 12, style: 'lienEntier' },
      { title: 'Nom du chiffre', width: 34, style: 'nomDeChiffre', folded: true },
      ...bases.colonnes,
      ...annees.colonnes,
    ],
    frozenColumns: 3,
  });
  const entete = feuille.addHeads();
  for (const [rang, rangee] of listees.entries()) {
    ajouter(contexte, feuille, numerotee, rang + 1, rangee, aCote);
    const filtres = [filtreDeLaPlace('internationale'), filtreDe(table.nom, rangee, rang + 1)];
    const [premiere] = rangee.lignes;
    if (premiere !== undefined) feuille.link(columnLetter(5), lienVersParts(contexte, premiere, filtres));
  }
  if (autres !== undefined)
    ajouter(
      contexte,
      feuille,
      numerotee,
      0,
      {
        cle: '',
        nom: '',
        libelle: AUTRES,
        montant: autres,
        lignes: [],
        autresBases: basesHors(table.autresBases, listees),
      },
      aCote,
    );
  const derniere = feuille.nextRow - 1;
  ajouterTotal(contexte, feuille, table, [entete + 1, derniere], aCote);
  if (listees.length > 0)
    ajouterControleDesLibelles(contexte, feuille, table.nom, [entete + 1, entete + listees.length]);
  annees.ajouterLesDisparues(feuille);
  feuille.close({
    ...enListe(feuille, entete, derniere),
    printArea: impression(feuille),
    ...(code !== undefined && derniere > entete && { codes: [`B${entete + 1}:B${derniere}`] }),
  });
  return {
    feuille: nom,
    libelles: {
      reference: feuille.reference('C', entete + 1, derniere),
      values: [...listees.map(({ libelle }) => libelle), ...(autres === undefined ? [] : [AUTRES])],
    },
    montants: {
      reference: feuille.reference('D', entete + 1, derniere),
      values: [...listees.map((rangee) => rangee.montant), ...(autres === undefined ? [] : [autres])].map(asEuros),
    },
  };
}

function ajouter(
  { jaune }: Contexte,
  feuille: Sheet,
  { table: { nom, total }, listees }: TableNumerotee,
  numero: number,
  rangee: Rangee,
  { bases, annees }: ACote,
): void {
  const { libelle, montant, lignes, cle, autresBases } = rangee;
  const { nextRow: rang } = feuille;
  const code = TABLES_DECRITES[nom].code === 'cle' ? cle : ecrireCode(nom, rangee, jaune);
  feuille.add([
    numero,
    code,
    libelle,
    amountFormula(sommeSi('internationale', [colonneDesRangs(nom), `A${rang}`]), montant),
    shareFormula(`D${rang}`, NOMS.total, montant, total),
    numero === 0 ? undefined : lignes.length,
    rangee.nom === '' ? undefined : `${nom}.${rangee.nom}`,
    ...bases.cellules(rang, [colonneDesRangs(nom), `A${rang}`], { montant, nombre: lignes.length, autresBases }),
    ...(numero === 0 ? annees.autres(rang, montant, listees) : annees.cellules(rang, rangee)),
  ]);
}

function ajouterTotal(
  contexte: Contexte,
  feuille: Sheet,
  { nom, total, autresBases }: TableNumerotee['table'],
  [premiere, derniere]: readonly [number, number],
  { bases, annees }: ACote,
): void {
  const somme = derniere < premiere ? '0' : `ROUND(SUM(D${premiere}:D${derniere}),2)`;
  const { nextRow: rang } = feuille;
  feuille.addTotal([
    undefined,
    undefined,
    'Total hors opérations exceptionnelles',
    amountFormula(somme, total),
    shareFormula(`D${rang}`, NOMS.total, total, total),
    undefined,
    'synthese.total',
    ...bases.total(rang, [premiere, derniere], {
      montant: total,
      nombre: contexte.jaune.partition.internationale.lignes,
      autresBases,
    }),
    ...annees.total(rang, total),
  ]);
  ajouterControle(contexte, feuille, { nom, colonne: 'D' }, `D${rang}`, sommeSi('internationale'));
  bases.controler(feuille, rang);
}

/** The checks that labels of `Parts` are those of their ranks, for the synthesis. */
export function controlesDesLibelles(tables: TablesNumerotees): readonly ControleDit[] {
  return [...tables.values()].flatMap(({ table: { nom }, listees }) => {
    const { colonneLue, feuille } = TABLES_DECRITES[nom];
    if (colonneLue === undefined || listees.length === 0) return [];
    return [[`libelles_${nom}`, `${feuille} : chaque libellé de Parts est celui de son rang`] as const];
  });
}

/** Counts the parts of which the label is not that of their rank: typed over the formula that finds it. */
function ajouterControleDesLibelles(
  { classeur }: Contexte,
  feuille: Sheet,
  nom: NomTable,
  [premiere, derniere]: readonly [number, number],
): void {
  const { colonneLue } = TABLES_DECRITES[nom];
  if (colonneLue === undefined) return;
  const [rangs, libelles] = [dans(colonneDesRangs(nom)), dans(colonneLue)];
  const enColonne = (colonne: string) => `$${colonne}$${premiere}:$${colonne}$${derniere}`;
  const dit = `LOOKUP(${rangs}+(${rangs}=0),${enColonne('A')},${enColonne('C')})`;
  const autres = `(${rangs}=0)*(${dans(COLONNES.ligne)}>0)*(${libelles}<>"${AUTRES}")`;
  const fautes = `SUMPRODUCT((${rangs}>0)*(${libelles}<>${dit})+${autres})`;
  const rang = feuille.addStyled('controle', [
    undefined,
    undefined,
    `« ${colonneLue} » de Parts est celui du rang`,
    { formula: `IF(${fautes}=0,"OK",${fautes})`, result: 'OK' },
  ]);
  feuille.markCheck('D');
  classeur.nameCells(nomDuControle(`libelles_${nom}`), feuille.reference('D', rang));
}

const NOTE_DES_CROISEES =
  'Montants internationaux hors opérations exceptionnelles, en formules sur la feuille Parts ; chacun mène à sa première ligne. Les numéros sont ceux des deux feuilles croisées ici. Le nom d’un chiffre est celui de sa rangée, « / », puis celui de sa colonne.';
/** Columns that stand before those of the table. */
const AVANT = 2;
/** Room for names longer than their columns. */
const HAUTEUR_DES_NOMS = 38;

/** One value of a side of the table: its number, its label and name, the ranks that it gathers in the table of the jaune. */
interface Bord {
  readonly numero: number;
  readonly libelle: string;
  readonly nom: string;
  readonly rangs: readonly number[];
}

/** A two-way table with its sides numbered as the one-way sheets number them. */
interface Croisement {
  readonly croisee: TableCroisee;
  readonly lignes: NomTable;
  readonly colonnes: NomTable;
  readonly enLignes: readonly Bord[];
  readonly enColonnes: readonly Bord[];
}

/** The sheet of a two-way table: each cell a live sum over `Parts`, totals on both sides, and the check. */
export function ecrireFeuilleCroisee(contexte: Contexte, nomDeTable: NomCroisee): PlageCroisee | undefined {
  const croisee = contexte.jaune.croisees.find(({ nom }) => nom === nomDeTable);
  if (croisee === undefined) return undefined;
  const {
    feuille: nom,
    bords: [lignes, colonnes],
  } = CROISEES_DECRITES[nomDeTable];
  const enLignes = bordDe(lignes, croisee.lignes, contexte.tables.get(lignes));
  const enColonnes = bordDe(colonnes, croisee.colonnes, contexte.tables.get(colonnes));
  const feuille = commencer(contexte, {
    name: nom,
    objet: `${croisee.titre} : le total général à deux entrées.`,
    onglet: 'ventilation',
    title: croisee.titre,
    note: NOTE_DES_CROISEES,
    avantEntete: 1,
    frozenColumns: AVANT,
    columns: [
      { title: 'N°', width: 7, style: 'numero' },
      { title: contexte.tables.get(lignes)?.table.entete ?? '', width: 40, style: 'renvoi' },
      ...enColonnes.map(({ libelle }) => ({ title: libelle, width: 18, style: 'montantOuTiret' as const })),
      { title: 'Total', width: 20, style: 'montantGras' },
      { title: 'Nom', width: 26, style: 'nomDeChiffre', folded: true },
    ],
  });
  const premiere = remplir(contexte, feuille, { croisee, lignes, colonnes, enLignes, enColonnes });
  const derniere = premiere + enLignes.length - 1;
  feuille.close({ ...enListe(feuille, premiere - 1, derniere), printArea: impression(feuille) });
  return {
    feuille: nom,
    libelles: {
      reference: feuille.reference('B', premiere, derniere),
      values: enLignes.map(({ libelle }) => libelle),
    },
    colonnes: enColonnes.map((colonne, indice) => {
      const lettre = columnLetter(indice + AVANT);
      return {
        nom: { reference: feuille.reference(lettre, premiere - 1), values: [colonne.libelle] },
        montants: {
          reference: feuille.reference(lettre, premiere, derniere),
          values: enLignes.map(({ rangs }) => asEuros(sommeCellules(croisee, rangs, colonne.rangs))),
        },
      };
    }),
  };
}

/** @returns the first row of the table, under its heads */
function remplir(contexte: Contexte, feuille: Sheet, croisement: Croisement): number {
  const { croisee, enLignes, enColonnes } = croisement;
  const vides = Array.from({ length: AVANT }, () => undefined);
  const numeros = feuille.addStyled('numero', [...vides, ...enColonnes.map(({ numero }) => numero)]);
  feuille.addHeads();
  const premiere = feuille.nextRow;
  for (const bord of enLignes) ajouterRangee(contexte, feuille, croisement, bord, numeros);
  const derniere = feuille.nextRow - 1;
  const enColonne = (indice: number, centimes: Montant) => {
    const colonne = columnLetter(indice + AVANT);
    const formule = derniere < premiere ? '0' : `ROUND(SUM(${colonne}${premiere}:${colonne}${derniere}),2)`;
    return amountFormula(formule, centimes);
  };
  const totaux = enColonnes.map(({ rangs }, indice) => enColonne(indice, sommeDe(croisee.colonnes, rangs)));
  const enTout = enColonne(enColonnes.length, croisee.total);
  const total = feuille.addTotal([undefined, 'Total hors opérations exceptionnelles', ...totaux, enTout]);
  const noms = ['Nom', ...enColonnes.map(({ nom }) => nom)];
  feuille.add(
    [undefined, ...noms],
    [undefined, ...noms].map(() => 'nomDeChiffreRenvoi'),
    HAUTEUR_DES_NOMS,
  );
  const colonne = columnLetter(enColonnes.length + AVANT);
  ajouterControle(contexte, feuille, { nom: croisee.nom, colonne }, `${colonne}${total}`, sommeSi('internationale'));
  return premiere;
}

function ajouterRangee(
  contexte: Contexte,
  feuille: Sheet,
  { croisee, lignes, colonnes, enColonnes }: Croisement,
  bord: Bord,
  numeros: number,
): void {
  const { nextRow: rang } = feuille;
  const cellules = enColonnes.map((colonne, indice) => {
    const parLigne = [colonneDesRangs(lignes), `$A${rang}`] as const;
    const parColonne = [colonneDesRangs(colonnes), `${columnLetter(indice + AVANT)}$${numeros}`] as const;
    const centimes = sommeCellules(croisee, bord.rangs, colonne.rangs);
    return amountFormula(sommeSi('internationale', parLigne, parColonne), centimes);
  });
  const finale = columnLetter(enColonnes.length + AVANT - 1);
  const enTout = enColonnes.length === 0 ? '0' : `ROUND(SUM(C${rang}:${finale}${rang}),2)`;
  const total = amountFormula(enTout, sommeDe(croisee.lignes, bord.rangs));
  feuille.add([bord.numero, bord.libelle, ...cellules, total, bord.nom]);
  for (const [indice, colonne] of enColonnes.entries()) {
    const [enLigne, enColonne] = [croisee.lignes[bord.rangs[0] ?? -1], croisee.colonnes[colonne.rangs[0] ?? -1]];
    const [ligne] = croisee.cellules[bord.rangs[0] ?? -1]?.[colonne.rangs[0] ?? -1]?.lignes ?? [];
    if (enLigne === undefined || enColonne === undefined || ligne === undefined) continue;
    const filtres = [filtreDe(lignes, enLigne, bord.numero), filtreDe(colonnes, enColonne, colonne.numero)];
    feuille.link(
      columnLetter(indice + AVANT),
      lienVersParts(contexte, ligne, [filtreDeLaPlace('internationale'), ...filtres]),
    );
  }
}

/** Numbers a side as its one-way sheet does; what that sheet does not list is gathered under 0. */
function bordDe(nom: NomTable, rangees: readonly Rangee[], table: TableNumerotee | undefined): readonly Bord[] {
  const numeros = new Map(table?.listees.map(({ cle }, rang) => [cle, rang + 1]));
  const bord: Bord[] = [];
  const hors: number[] = [];
  for (const [rang, rangee] of rangees.entries()) {
    const numero = numeros.get(rangee.cle);
    if (numero === undefined) hors.push(rang);
    else bord.push({ numero, libelle: rangee.libelle, nom: `${nom}.${rangee.nom}`, rangs: [rang] });
  }
  // Values that only lines out of the total have: a change of verdict brings them in.
  for (const [rang, { nom: figure, libelle }] of table?.listees.entries() ?? [])
    if (figure === '') bord.push({ numero: rang + 1, libelle, nom: '', rangs: [] });
  if (hors.length > 0 || table?.autres !== undefined) bord.push({ numero: 0, libelle: AUTRES, nom: '', rangs: hors });
  return bord;
}

function sommeDe(rangees: readonly Rangee[], rangs: readonly number[]): Montant {
  return somme(rangs.map((rang) => rangees[rang]?.montant ?? montant(0)));
}

function sommeCellules({ cellules }: TableCroisee, lignes: readonly number[], colonnes: readonly number[]): Montant {
  return somme(lignes.flatMap((ligne) => colonnes.map((colonne) => cellules[ligne]?.[colonne]?.montant ?? montant(0))));
}
