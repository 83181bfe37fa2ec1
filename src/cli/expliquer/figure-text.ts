import type { ChalkInstance } from 'chalk';
import { type Critere, estAjoute } from '../../compile/critere.ts';
import type { Figure } from '../../compile/figures.ts';
import { TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { type Base, LIBELLES_BASES } from '../../domain/argent/base.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS, type GenreDeFinanceur } from '../../domain/dossier/operations.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import { type GenreDeFlux, LIBELLES_DES_FLUX } from '../../domain/verdict/flux.ts';
import { ecrirePartVentilee, LIBELLES_PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { printable } from '../findings-text.ts';
import type { CountedLine, DossierFigures, FigureTrace } from './trace-figure.ts';

const AMOUNT_WIDTH = 20;
const NAME_WIDTH = 44;
/** Parts of one line told one by one. */
const TOLD_PARTS = 3;

/** A figure and the lines that make it, for a terminal; `shown` are the largest, the largest first. */
export function writeFigure(
  dossierFigures: DossierFigures,
  trace: FigureTrace,
  shown: readonly CountedLine[],
  colours: ChalkInstance,
): string {
  const { figure, lignes, sum } = trace;
  const base = (figure.criteres.find(([field]) => field === 'base')?.[1] ??
    dossierFigures.preparation.dossier.enTete.base) as Base;
  const hidden = lignes - shown.length;
  const rest = montant(shown.reduce<number>((total, { counted }) => total - counted, sum));
  return [
    colours.bold(`${figure.nom} → ${formaterEuros(figure.montant)}`),
    ...(figure.libelle === '' ? [] : [figure.libelle]),
    `Base : ${LIBELLES_BASES[base]}`,
    `Comptent : ${criteriaText(dossierFigures, figure.criteres)}.`,
    ...(lignes === 0
      ? []
      : [
          '',
          colours.bold('Les lignes, de la plus forte à la plus faible'),
          '  Sans autre mention, la ligne compte en entier.',
        ]),
    ...shown.flatMap(writeLine),
    ...(hidden > 0 ? [row(rest, `… et ${accord(hidden, 'autre')}, --json les donne toutes`)] : []),
    '',
    colours.bold('La somme'),
    ...(trace.termes.length === 0 ? [] : writeTerms(trace)),
    `  ${sumText(trace)}`,
    '',
  ]
    .map((ligne) => (ligne.includes('\u001b') ? ligne : printable(ligne)))
    .join('\n');
}

export function writeFigures(figures: Iterable<Figure>): string {
  const lignes = [...figures].map(
    ({ nom, montant: value, libelle }) =>
      `${nom.padEnd(NAME_WIDTH)}  ${formaterEuros(value).padStart(AMOUNT_WIDTH)}  ${libelle}`,
  );
  return `${lignes.map((ligne) => printable(ligne.trimEnd())).join('\n')}\n`;
}

function writeLine({ affectation, parts, counted, total }: CountedLine): string[] {
  const { ligne, verdict } = affectation;
  const label = [referenceDe(ligne), ligne.libelle, ligne.beneficiaire].filter((text) => text !== '').join(' · ');
  if (parts.length === verdict.parts.length && Math.abs(counted) === Math.abs(total)) return [row(counted, label)];
  const told = parts.flatMap(({ rang }) => verdict.parts[rang] ?? []).map(ecrirePartVentilee);
  const partsText = told.length > TOLD_PARTS ? accord(told.length, 'part') : told.join(' + ');
  const key = verdict.cle === '' ? '' : ` ; clé : ${verdict.cle}`;
  return [row(counted, label), `${''.padEnd(AMOUNT_WIDTH + 4)}${partsText} de ${formaterEuros(total)}${key}`];
}

function writeTerms({ figure, termes }: FigureTrace): string[] {
  return [
    ...termes.map(({ signe, nom, libelle, montant: value }, rank) =>
      row(value, `${libelle} (${nom})`, signe < 0 ? '−' : rank > 0 ? '+' : ' '),
    ),
    row(figure.montant, figure.nom, '='),
  ];
}

/** How the sum of the lines gives the figure, in one sentence. */
function sumText({ figure, lignes, parts, remainders, sum }: FigureTrace): string {
  if (lignes === 0) return 'Aucune ligne ne compte : le chiffre publié est nul.';
  const countedText = `${accord(parts, 'part')} de ${accord(lignes, 'ligne')}`;
  const verb = parts > 1 ? 'font' : 'fait';
  const remainderText =
    remainders === 0
      ? ''
      : ` ${remainders > 1 ? `${formaterEntier(remainders)} de ces lignes sont classées` : 'Une de ces lignes est classée'} ailleurs, et seul leur reste compte ici : le document compte ${accord(figure.nombre, 'ligne')}, chacune à sa place.`;
  return `${countedText} ${verb} ${formaterEuros(sum)}, le chiffre publié.${remainderText}`;
}

function row(value: Montant, text: string, sign = ' '): string {
  return `${sign} ${formaterEuros(value).padStart(AMOUNT_WIDTH)}  ${text}`;
}

function criteriaText(dossierFigures: DossierFigures, criteria: readonly Critere[]): string {
  const place = criteria.some(([field]) => field === 'verdict') ? [] : ['les parts internationales'];
  const clauses = [...place, ...criteria.flatMap((criterion) => criterionText(dossierFigures, criterion))];
  return clauses.map((clause) => clause.replace(/\.$/, '')).join(' ; ');
}

const FLOW_ENDS = {
  verse: 'versées par un autre',
  recu: 'reçues par l’organisme',
  detail: 'dépensées par l’organisme, et comptées chez le payeur',
} as const;

function criterionText({ figures, preparation }: DossierFigures, [field, value]: Critere): string[] {
  const { secteurPilote } = preparation.dossier.enTete;
  const named = (name: string) => figures.get(name)?.libelle || value;
  switch (field) {
    case 'verdict':
      if (value === 'tous') return ['toutes les parts, quelle que soit leur place'];
      return [
        `les parts à la place ${value
          .split('+')
          .map((place) => `« ${LIBELLES_PLACES[place as Place]} »`)
          .join(' ou ')}`,
      ];
    case 'sens':
      return [value === 'reste' ? 'les dépenses, et les recettes en moins' : 'recettes'];
    case 'operation':
      return [`opération : ${named(`cofinancement.${value}.brut`).replace(/, dépenses brutes$/, '')}`];
    case 'montant_est':
      return [value === 'net' ? 'montants déclarés nets' : 'montants bruts, ou dont rien n’est dit'];
    case 'financeur':
      return [`financeur : ${named(`financeur.${value}`).replace(/, recettes$/, '')}`];
    case 'genre_financeur':
      return [`financeurs : ${GENRES_DE_FINANCEURS[value as GenreDeFinanceur]}`];
    case 'pilote':
      return [value === 'oui' ? `comptées au secteur « ${secteurPilote} »` : 'comptées aux autres secteurs'];
    case 'recu':
      return [`reçues sous le secteur « ${secteurPilote} »`];
    case 'transfert':
      return [`passées du secteur « ${secteurPilote} » à un autre, ou l’inverse (en moins)`];
    case 'exclusion':
      return [`motif : ${named(`exclusion.${value}`)}`];
    case 'sortie':
      return [figures.get(`passerelle.sortie.${value}`)?.libelle ?? named(`passerelle.sortie.${value}/recettes`)];
    case 'apport':
      return [`secteur : ${named(`passerelle.apport.${value}/recettes`)}`];
    case 'source':
      return [`source : ${named(`source.${value}`)}`];
    case 'ligne':
      return ['cette seule ligne'];
    case 'base':
      return ['lignes qui donnent cette base'];
    case 'flux':
      return [`flux vers ${preparation.dossier.enTete.organismes.pour(value)?.nom ?? value}`];
    case 'genre_de_flux':
      return [LIBELLES_DES_FLUX[value as GenreDeFlux].toLowerCase()];
    case 'bout':
      return [
        value
          .split('+')
          .map((end) => FLOW_ENDS[end as keyof typeof FLOW_ENDS])
          .join(' ou '),
      ];
    case 'consolide':
      return [value === 'oui' ? 'comptées dans le total consolidé' : 'comptées à l’autre bout d’un flux'];
    case 'porteur':
      return [`lignes de : ${(figures.get(`consolidation.${value}/recu`)?.libelle ?? value).replace(/, [^,]*$/, '')}`];
    case 'decide_par':
    case 'decideur':
    case 'couverture':
      return [[...figures.values()].find((figure) => carries(figure, field, value))?.libelle ?? value];
    case 'regle':
      return [[...figures.values()].find((figure) => carries(figure, field, value))?.libelle ?? value];
    default:
      if (estAjoute(field))
        return [[...figures.values()].find((figure) => carries(figure, field, value))?.libelle ?? value];
      return [`${TABLES_DECRITES[field].entete.toLowerCase()} : ${named(`${field}.${value}`)}`];
  }
}

function carries({ criteres }: Figure, field: Critere[0], value: string): boolean {
  return criteres.some(([other, ownValue]) => other === field && ownValue === value);
}
