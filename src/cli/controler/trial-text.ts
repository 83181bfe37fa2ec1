import type { ChalkInstance } from 'chalk';
import type { Deplacement, Difference } from '../../compile/difference.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { estEntiere } from '../../domain/argent/fraction.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import { DIMENSIONS, dimensionDecrite } from '../../domain/verdict/dimensions.ts';
import {
  decideur,
  ecrireQuotePart,
  LIBELLES_PLACES,
  PLACES,
  type Reponse,
  type Verdict,
} from '../../domain/verdict/verdict.ts';
import type { Preparation } from '../../edition/preparation.ts';
import { printable } from '../findings-text.ts';
import { section, signed } from '../summary-text.ts';
import type { Measurement, Trial } from './measure-trial.ts';

/** Lines that change told in a terminal; `--json` gives them all. */
export const SHOWN_MOVEMENTS = 50;
const SHOWN_VALUES = 8;

/** What a trial would change, for a terminal: the four figures, the places, the breakdown, then line by line. */
export function writeDifference(
  trial: Trial,
  { difference, replaced }: Measurement,
  preparation: Preparation,
  colours: ChalkInstance,
): string {
  const { enTete } = preparation.dossier;
  return [
    colours.bold(`Ce qui changerait ${writeTrial(trial)}`),
    `Base : ${LIBELLES_BASES[enTete.base]}`,
    ...replaced.map((name) => `Le fichier essayé prend la place de ${name}.`),
    '',
    ...writeFigures(difference, enTete.libellePilote, colours),
    ...section('Les places', writePlaces(difference), colours),
    ...section('Dans le total', writeBreakdown(difference, preparation), colours),
    '',
    ...writeMovements(difference, colours),
    '',
  ]
    .map((ligne) => (ligne.includes('\u001b') ? ligne : printable(ligne)))
    .join('\n');
}

function writeTrial({ sans, avec }: Trial): string {
  const quote = (names: readonly string[]) => names.map((name) => `« ${name} »`).join(', ');
  return [
    ...(sans.length > 0 ? [`sans ${sans.length > 1 ? 'les règles' : 'la règle'} ${quote(sans)}`] : []),
    ...(avec.length > 0 ? [`avec ${quote(avec)}`] : []),
  ].join(' et ');
}

function writeFigures({ avant, apres }: Difference, pilotLabel: string, colours: ChalkInstance): string[] {
  const figures: [string, Montant, Montant][] = [
    [pilotLabel, avant.synthese.secteurPilote, apres.synthese.secteurPilote],
    ['Autres secteurs', avant.synthese.autresSecteurs, apres.synthese.autresSecteurs],
    ['Total hors exceptionnelles', avant.synthese.totalHorsExceptionnelles, apres.synthese.totalHorsExceptionnelles],
    ['Pour mémoire, exceptionnelles', avant.synthese.exceptionnelles, apres.synthese.exceptionnelles],
  ];
  const width = Math.max(...figures.map(([label]) => label.length));
  return [
    colours.dim(
      `  ${''.padEnd(width)}  ${'aujourd’hui'.padStart(20)}  ${'à l’essai'.padStart(20)}  ${'écart'.padStart(20)}`,
    ),
    ...figures.map(([label, value, other]) => {
      const gap = montant(other - value);
      return `  ${label.padEnd(width)}  ${formaterEuros(value).padStart(20)}  ${formaterEuros(other).padStart(20)}  ${signed(gap).padStart(20)}`;
    }),
  ];
}

function writePlaces({ avant, apres }: Difference): string[] {
  return PLACES.flatMap((place) => {
    const [value, other] = [avant.partition[place], apres.partition[place]];
    if (value.lignes === other.lignes && value.centimes === other.centimes) return [];
    const lignes = `${formaterEntier(value.lignes)} → ${accord(other.lignes, 'ligne')}`;
    return [
      `  ${LIBELLES_PLACES[place].padEnd(30)}  ${lignes.padStart(24)}  ${signed(montant(other.centimes - value.centimes)).padStart(20)}`,
    ];
  });
}

function writeBreakdown({ ventilation }: Difference, { libelles }: Preparation): string[] {
  return DIMENSIONS.flatMap((dimension) => {
    const gaps = ventilation.filter((gap) => gap.dimension === dimension);
    const rest = gaps.length - SHOWN_VALUES;
    return [
      ...gaps.slice(0, SHOWN_VALUES).map(({ cle, ecart }) => {
        const name = libelles[dimension].get(cle) ?? cle;
        return `  ${dimension.padEnd(10)}  ${(name === '' ? 'non ventilé' : name).padEnd(42)}  ${signed(ecart).padStart(20)}`;
      }),
      ...(rest > 0 ? [`  ${dimension.padEnd(10)}  … et ${accord(rest, 'valeur')} de plus`] : []),
    ];
  });
}

function writeMovements({ comptes, deplacements }: Difference, colours: ChalkInstance): string[] {
  const { place, ventilation, raison } = comptes;
  const count = place.lignes + ventilation.lignes;
  if (count + raison.lignes === 0) return ['Aucune ligne ne changerait.'];
  const shown = deplacements.filter(({ nature }) => nature !== 'raison').slice(0, SHOWN_MOVEMENTS);
  const report = [
    ...(place.lignes > 0
      ? [`${accord(place.lignes, 'ligne')} de place ou de part (${formaterEuros(place.centimes)})`]
      : []),
    ...(ventilation.lignes > 0
      ? [`${accord(ventilation.lignes, 'ligne')} de ventilation (${formaterEuros(ventilation.centimes)})`]
      : []),
    ...(raison.lignes > 0
      ? [`${accord(raison.lignes, 'ligne')} de raison seulement, sans qu’aucun euro ne bouge`]
      : []),
  ];
  return [
    colours.bold('Ligne par ligne'),
    `  Changeraient ${report.join(', ')}.`,
    ...shown.flatMap(writeMovement),
    ...(count > shown.length
      ? ['', `… et ${accord(count - shown.length, 'ligne')} de plus, pour moins d’euros ; --json les donne toutes.`]
      : []),
  ];
}

function writeMovement(movement: Deplacement): string[] {
  const { nature, ref, libelle, avant, apres, deplaces, auTotal, auxExceptionnelles } = movement;
  const effects = [
    ...(auTotal === 0 ? [] : [`${signed(auTotal)} au total`]),
    ...(auxExceptionnelles === 0 ? [] : [`${signed(auxExceptionnelles)} aux exceptionnelles`]),
  ];
  const passage =
    nature === 'ventilation'
      ? writeBreakdownChange(avant, apres)
      : [
          `${writeVerdict(avant)} → ${writeVerdict(apres)}`,
          `${writeDecider(avant.decisive)} → ${writeDecider(apres.decisive)}`,
        ];
  return [
    '',
    `  ${ref}  ${libelle}`,
    `      ${[`${formaterEuros(deplaces)} déplacés`, ...effects].join(', ')}`,
    ...passage.map((ligne) => `      ${ligne}`),
  ];
}

function writeBreakdownChange(former: Verdict, later: Verdict): string[] {
  const answers = (verdict: Verdict) => new Map(verdict.reponses.map((answer) => [keyOf(answer), answer]));
  const [formerAnswers, laterAnswers] = [answers(former), answers(later)];
  const write = (answer: Reponse | undefined) =>
    answer === undefined ? 'non ventilée' : `${answer.conclusion} (${writeDecider(answer)})`;
  return [...new Set([...formerAnswers.keys(), ...laterAnswers.keys()])].flatMap((key) => {
    const [formerAnswer, laterAnswer] = [formerAnswers.get(key), laterAnswers.get(key)];
    return key === '' || formerAnswer?.conclusion === laterAnswer?.conclusion
      ? []
      : [`${write(formerAnswer)} → ${write(laterAnswer)}`];
  });
}

/** A country answers for its territory. */
function keyOf({ dimension }: Reponse): string {
  return dimension === undefined ? '' : (dimensionDecrite(dimension).donne ?? dimension);
}

function writeVerdict(verdict: Verdict): string {
  const part = estEntiere(verdict.quotePart) ? '' : ` à ${ecrireQuotePart(verdict)}`;
  return `${LIBELLES_PLACES[verdict.place]}${part}`;
}

function writeDecider(answer: Reponse): string {
  const { type } = answer.auteur;
  if (type === 'regle') return `règle « ${decideur(answer)} »`;
  if (type === 'decision') return 'une décision';
  if (type === 'source') return 'le lieu reçu';
  return type === 'signal' ? 'des signaux' : 'rien ni personne';
}
