import type { ChalkInstance } from 'chalk';
import type { Case, Cases, Grille, RangeeDeGrille, TableEnGrille } from '../../compile/grille/grille.ts';
import { reservesDe } from '../../compile/grille/reserves.ts';
import { LIBELLES_BASES, TITRES_BASES } from '../../domain/argent/base.ts';
import { suiteDuJour } from '../../domain/dossier/edition-nommee.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { ecourter } from '../../domain/textes/texte.ts';
import { printable } from '../findings-text.ts';
import { section } from '../summary-text.ts';
import type { EditionOfGrid } from './edition-of-grid.ts';
import { columnName, populationText, reserveText } from './reserves-text.ts';

const EUROS_WIDTH = 20;
const TITLE_WIDTH = 46;
/** What stands for an amount of which an edition says nothing. */
const NOTHING = '–';

/** Editions of several collectivités, for a terminal: which they are, the grid, and what of it does not compare. */
export function writeGrid(grille: Grille, editions: readonly EditionOfGrid[], colours: ChalkInstance): string {
  const heads = columnHeads(editions);
  return [
    colours.bold(`Entre collectivités : ${accord(editions.length, 'édition')} sur une même grille`),
    ...editions.flatMap(editionText),
    'Une colonne est une édition, sur sa base, en euros de son exercice : les colonnes ne s’additionnent pas.',
    ...(grille.total.some((one) => one?.parHabitant !== undefined)
      ? [
          'Par habitant : le montant divisé par la population, arrondi au centime ; ces quotients ne s’additionnent pas.',
        ]
      : []),
    ...section('Total', [...heads, ...totalsText(grille)], colours),
    ...grille.tables.flatMap((table) => section(table.titre, [...heads, ...tableText(table, grille)], colours)),
    ...section('Ce qui ne se compare pas', notesText(grille, editions), colours),
    '',
  ]
    .map((ligne) => (ligne.includes('\u001b') ? ligne : printable(ligne)))
    .join('\n');
}

function editionText({ path, colonne: { enTete }, colonne }: EditionOfGrid, rank: number): string[] {
  const { collectivite, exercice, base, norme, dateEdition, mention } = enTete;
  return [
    `  ${columnName(rank)} ${collectivite}, ${exercice} : ${path}, édition du ${dateEdition}${suiteDuJour(enTete)}`,
    `      ${LIBELLES_BASES[base]} ; norme ${norme} ; ${populationText(colonne)}`,
    ...(mention === '' ? [] : [`      ${mention}`]),
  ];
}

function columnHeads(editions: readonly EditionOfGrid[]): string[] {
  const line = (tell: (edition: EditionOfGrid, rank: number) => string) =>
    `  ${''.padEnd(TITLE_WIDTH)}${editions.map((edition, rank) => `  ${ecourter(tell(edition, rank), EUROS_WIDTH).padStart(EUROS_WIDTH)}`).join('')}`;
  return [
    line(({ colonne }, rank) => `${columnName(rank)} ${colonne.enTete.collectivite}`),
    line(({ colonne }) => `${colonne.enTete.exercice}, ${TITRES_BASES[colonne.enTete.base]}`),
  ];
}

function totalsText({ total, exceptionnelles, resteACharge, autresBases }: Grille): string[] {
  return [
    ...rowText('Total hors opérations exceptionnelles', total),
    ...(resteACharge.some((one) => one !== undefined)
      ? rowText('Reste à charge, recettes déduites', resteACharge)
      : []),
    ...rowText('Pour mémoire, opérations exceptionnelles', exceptionnelles),
    ...autresBases.flatMap(({ base, cases }) => rowText(`Le total, sur la base « ${TITRES_BASES[base]} »`, cases)),
  ];
}

/** Rows that are nothing everywhere are named together. */
function tableText({ rangees }: TableEnGrille, { total }: Grille): string[] {
  const isNothing = ({ cases }: RangeeDeGrille) => cases.every((one) => one?.montant === 0);
  const nothing = rangees.filter(isNothing).map(({ libelle }) => libelle);
  return [
    ...rangees.filter((rangee) => !isNothing(rangee)).flatMap(({ libelle, cases }) => rowText(libelle, cases)),
    amountsText('Total', total),
    ...(nothing.length === 0 ? [] : [`  0 € dans chacune : ${nothing.join(', ')}.`]),
  ];
}

/** A row of amounts and, where any edition says its population, what they are per inhabitant. */
function rowText(title: string, cases: Cases): string[] {
  return [
    amountsText(title, cases),
    ...(cases.some((one) => one?.parHabitant !== undefined)
      ? [cellsText('    par habitant', cases, ({ parHabitant }) => parHabitant)]
      : []),
  ];
}

function amountsText(title: string, cases: Cases): string {
  return cellsText(title, cases, ({ montant }) => montant);
}

function cellsText(title: string, cases: Cases, read: (one: Case) => Case['parHabitant']): string {
  const cells = cases.map((one) => {
    const amount = one && read(one);
    return `  ${(amount === undefined ? NOTHING : formaterEuros(amount)).padStart(EUROS_WIDTH)}`;
  });
  return `  ${title.padEnd(TITLE_WIDTH)}${cells.join('')}`;
}

function notesText(grille: Grille, editions: readonly EditionOfGrid[]): string[] {
  const warned = editions.flatMap(({ warnings }, rank) =>
    warnings === 0 ? [] : [`${columnName(rank)} ${accord(warnings, 'avertissement')}`],
  );
  return [
    ...reservesDe(grille).map(({ type, colonnes }) => reserveText(type, colonnes, grille, editions)),
    'Axes et secteurs sont ceux de chaque collectivité : ils ne sont pas sur la grille.',
    ...(warned.length === 0 ? [] : [`Avertissements : ${warned.join(' ; ')}. jaune controler les dit.`]),
  ].map((note) => `  ${note}`);
}
