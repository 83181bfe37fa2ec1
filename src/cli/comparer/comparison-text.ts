import type { ChalkInstance } from 'chalk';
import { type Cause, libelleDeLaCause, type Rapport } from '../../compile/comparaison/causes.ts';
import { comparerLesObjectifs } from '../../compile/comparaison/comparer-les-objectifs.ts';
import type { Effet } from '../../compile/comparaison/effets.ts';
import {
  type Decideur,
  type LigneComparable,
  quotePartDe,
  retenuDe,
} from '../../compile/comparaison/ligne-comparable.ts';
import type { EtapeDuPont, Pont, RangeeDuPont, Regard } from '../../compile/comparaison/pont.ts';
import type { IndiceDePaire, Paire } from '../../compile/comparaison/rapprocher.ts';
import { LIBELLES_INDICES } from '../../compile/evolution/evolution.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { ecrireFraction, estEntiere } from '../../domain/argent/fraction.ts';
import { type Montant, somme } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { suiteDuJour } from '../../domain/dossier/edition-nommee.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import { ecourter, plier } from '../../domain/textes/texte.ts';
import { LIBELLES_PLACES, NON_VENTILE } from '../../domain/verdict/verdict.ts';
import type { ExplicationDesEffets } from '../../render/textes/expliquer-l-effet.ts';
import { printable } from '../findings-text.ts';
import { section, signed } from '../summary-text.ts';
import type { ComparableEdition, EditionComparison } from './compare-editions.ts';
import { voletsText } from './volets-text.ts';

const EUROS_WIDTH = 20;
const TITLE_WIDTH = 52;

/** What changed from an edition to another, for a terminal: the bridge, sectors and axes, then step by step its lines. */
export function writeComparison(
  comparison: EditionComparison,
  pont: Pont,
  regard: Regard,
  explain: ExplicationDesEffets,
  linesPerStep: number,
  colours: ChalkInstance,
): string {
  const { avant, apres, rapport } = comparison;
  const names: readonly [string, string] = nameEditions(comparison);
  return [
    colours.bold(`Ce qui change de ${names[0]} à ${names[1]}`),
    `Base : ${LIBELLES_BASES[apres.jaune.enTete.base]}`,
    ...editionsText(comparison),
    ...mentions([avant, apres]),
    ...writeScope(regard),
    ...section('Du premier total au second', writeBridge(pont, names, rapport, colours), colours),
    ...(Object.keys(regard).length > 0 ? [] : [`  ${writeExceptional(comparison)}`]),
    ...section('Par secteur', writeTable(pont.secteurs, names, rapport, 'Secteur non renseigné'), colours),
    ...section('Par axe', writeTable(pont.axes, names, rapport, NON_VENTILE), colours),
    ...(Object.keys(regard).length > 0 ? [] : goalsText(comparison, names, colours)),
    ...pont.etapes.flatMap((step) => writeStep(step, rapport, explain, linesPerStep, colours)),
    ...[...voletsText(comparison, linesPerStep), ...comparisonNotes(comparison)].flatMap(({ title, lignes }) =>
      section(title, lignes, colours),
    ),
    '',
  ]
    .map((ligne) => (ligne.includes('\u001b') ? ligne : printable(ligne)))
    .join('\n');
}

/** The exercices, or of two editions of one what they are called, else their dates. */
export function nameEditions({ avant, apres, rapport }: EditionComparison): [string, string] {
  const [formerHead, laterHead] = [avant.jaune.enTete, apres.jaune.enTete];
  if (rapport !== 'meme_exercice') return [formerHead.exercice, laterHead.exercice];
  if ((formerHead.edition ?? laterHead.edition) && formerHead.edition?.nom !== laterHead.edition?.nom)
    return [nameOf(formerHead), nameOf(laterHead)];
  if (formerHead.dateEdition !== laterHead.dateEdition) return [dayOf(formerHead), dayOf(laterHead)];
  return ['la première édition', 'la seconde'];
}

function nameOf(head: EnTete): string {
  return head.edition === undefined ? dayOf(head) : `l’édition « ${head.edition.nom} »`;
}

function dayOf({ dateEdition }: EnTete): string {
  return `l’édition du ${dateEdition}`;
}

/** What each edition is, where its names in the tables say less. */
function editionsText({ avant, apres }: EditionComparison): string[] {
  const heads = [avant.jaune.enTete, apres.jaune.enTete];
  if (heads.every(({ edition }) => edition === undefined)) return [];
  return heads.map((head) => `${head.exercice} : édition du ${head.dateEdition}${suiteDuJour(head)}`);
}

function mentions(editions: readonly ComparableEdition[]): string[] {
  return editions.flatMap(({ jaune: { enTete } }) =>
    enTete.mention === '' ? [] : [`${enTete.exercice} : ${enTete.mention}`],
  );
}

function writeScope({ secteur, axe }: Regard): string[] {
  return [...(secteur === undefined ? [] : [`Secteur : ${secteur}`]), ...(axe === undefined ? [] : [`Axe : ${axe}`])];
}

function writeBridge(
  { avant, apres, etapes }: Pont,
  [former, later]: readonly [string, string],
  rapport: Rapport,
  colours: ChalkInstance,
): string[] {
  const level = (title: string, value: Montant) =>
    colours.bold(`  ${title.padEnd(TITLE_WIDTH)}  ${formaterEuros(value).padStart(EUROS_WIDTH)}`);
  return [
    level(`Total de ${former}`, avant),
    ...(etapes.length === 0 ? ['  Aucune ligne ne change.'] : []),
    ...etapes.map(
      ({ cause, centimes, effets }) =>
        `    ${libelleDeLaCause(cause, rapport).padEnd(TITLE_WIDTH - 2)}  ${signed(centimes).padStart(EUROS_WIDTH)}  ${accord(effets.length, 'ligne').padStart(12)}`,
    ),
    level(`Total de ${later}`, apres),
  ];
}

function writeExceptional({ avant, apres }: EditionComparison): string {
  const [former, later] = [avant, apres].map(({ jaune }) => formaterEuros(jaune.synthese.exceptionnelles));
  return `Pour mémoire, opérations exceptionnelles, hors de ces totaux : ${former} puis ${later}.`;
}

function writeTable(
  rows: readonly RangeeDuPont[],
  [former, later]: readonly [string, string],
  rapport: Rapport,
  unnamed: string,
): string[] {
  const heading = (text: string) =>
    ecourter(text.replace(/^l’édition (?:du )?/, '').replace(/^la /, ''), EUROS_WIDTH).padStart(EUROS_WIDTH);
  return [
    `  ${''.padEnd(TITLE_WIDTH)}  ${heading(former)}  ${heading(later)}  ${heading('écart')}`,
    ...rows.flatMap(({ libelle, avant, apres, etapes }) => [
      `  ${(libelle === '' ? unnamed : libelle).padEnd(TITLE_WIDTH)}  ${formaterEuros(avant).padStart(EUROS_WIDTH)}  ${formaterEuros(apres).padStart(EUROS_WIDTH)}  ${signed((apres - avant) as Montant).padStart(EUROS_WIDTH)}`,
      ...etapes.map(({ cause, centimes }) => writeRowEffect(cause, centimes, rapport)),
    ]),
  ];
}

/** Goal by goal where both editions speak of one series; else why not. */
function goalsText(
  { avant, apres, rapport }: EditionComparison,
  names: readonly [string, string],
  colours: ChalkInstance,
): string[] {
  const { series, raison } = comparerLesObjectifs(avant.jaune, apres.jaune, names);
  return [
    ...series.flatMap(({ titre, rangees }) =>
      section(titre, writeTable(rangees, names, rapport, NON_VENTILE), colours),
    ),
    ...section('Par objectif', raison === undefined ? [] : [`  ${raison}`], colours),
  ];
}

function writeRowEffect(cause: Cause, centimes: Montant, rapport: Rapport): string {
  return `      ${libelleDeLaCause(cause, rapport).padEnd(TITLE_WIDTH - 4)}  ${''.padEnd(EUROS_WIDTH)}  ${''.padEnd(EUROS_WIDTH)}  ${signed(centimes).padStart(EUROS_WIDTH)}`;
}

function writeStep(
  { cause, centimes, effets, decideurs }: EtapeDuPont,
  rapport: Rapport,
  explain: ExplicationDesEffets,
  toShow: number,
  colours: ChalkInstance,
): string[] {
  const rest = effets.length - toShow;
  return [
    '',
    colours.bold(`${libelleDeLaCause(cause, rapport)} : ${signed(centimes)}, ${accord(effets.length, 'ligne')}`),
    ...(cause === 'ventilation'
      ? ['  Sans effet sur le total : ce qu’un secteur ou un axe perd, un autre le gagne.']
      : []),
    ...decideurs.map(
      (part) =>
        `  ${decisionText(part.par, 'toutes')}${part.de === 'avant' ? ', avant' : ''} : ${signed(part.centimes)}, ${accord(part.lignes, 'ligne')}`,
    ),
    ...effets.slice(0, toShow).flatMap((effect) => effectText(effect, explain(effect))),
    ...(rest > 0
      ? [`  … et ${accord(rest, 'ligne')} de plus ; --lignes en montre davantage, --json les donne toutes.`]
      : []),
  ];
}

/** Something to know of a comparison, under a title. */
interface Note {
  readonly title: string;
  readonly lignes: readonly string[];
}

/** How lines were matched, what could not be, and what the comparison does not know. */
function comparisonNotes(comparison: EditionComparison): Note[] {
  return [
    { title: 'Rapprochements', lignes: matchingText(comparison) },
    { title: 'Table de passage constatée', lignes: crosswalkText(comparison) },
    { title: 'À savoir', lignes: restText(comparison) },
  ];
}

function matchingText({ ecart: { rapprochees } }: EditionComparison): string[] {
  const { paires, seulesAvant, seulesApres } = rapprochees;
  const inTotal = paires.filter((pair) => [pair.avant, pair.apres].some(isInTotal));
  const alone = [...seulesAvant, ...seulesApres].filter(isInTotal);
  const sure = inTotal.filter(({ certain }) => certain).length;
  return [
    `  ${accord(inTotal.length, 'ligne')} du total ont une pareille : ${formaterEntier(sure)} avec certitude, ${accord(inTotal.length - sure, 'probable')}.`,
    ...countByClue(inTotal),
    ...(alone.length === 0
      ? []
      : [
          `  Sans pareille : ${countAlone(seulesAvant)} avant, ${countAlone(seulesApres)} après, dites plus haut avec ce qui est nouveau, terminé, arrivé ou parti.`,
        ]),
  ];
}

function countByClue(pairs: readonly Paire[]): string[] {
  const tallies = new Map<IndiceDePaire, number>();
  for (const { indice } of pairs) tallies.set(indice, (tallies.get(indice) ?? 0) + 1);
  return [...tallies]
    .sort(([, left], [, right]) => right - left)
    .map(([clue, count]) => `    ${CLUE_WORDS[clue]} : ${accord(count, 'ligne')}`);
}

function countAlone(lignes: readonly LigneComparable[]): string {
  const inTotal = lignes.filter(isInTotal);
  return `${accord(inTotal.length, 'ligne')} (${formaterEuros(somme(inTotal.map(retenuDe)))})`;
}

function isInTotal({ place }: LigneComparable): boolean {
  return place === 'internationale';
}

function crosswalkText({ passages, avant, apres }: EditionComparison): string[] {
  if (passages.length === 0) return [];
  const [formerNorm, laterNorm] = [avant, apres].map(({ jaune }) => jaune.enTete.norme);
  return [
    `  Les fonctions que portent, en ${formerNorm} puis en ${laterNorm}, les lignes rapprochées par leur libellé et leur bénéficiaire. C’est un constat, non une équivalence.`,
    ...passages.map(
      (passage) =>
        `    ${passage.avant || 'sans fonction'} → ${passage.apres || 'sans fonction'} : ${accord(passage.lignes, 'ligne')}, ${formaterEuros(passage.centimesAvant)} puis ${formaterEuros(passage.centimesApres)}`,
    ),
  ];
}

function restText(comparison: EditionComparison): string[] {
  const { avant, apres, rapport } = comparison;
  const [formerHead, laterHead] = [avant.jaune.enTete, apres.jaune.enTete];
  const yearsApart = Number(laterHead.exercice) - Number(formerHead.exercice);
  return [
    ...(rapport === 'autre_norme'
      ? [
          `${formerHead.exercice} suit la ${formerHead.norme}, ${laterHead.exercice} la ${laterHead.norme} : leurs codes ne se comparent pas. Les lignes ne sont rapprochées que par leur libellé et leur bénéficiaire, jamais avec certitude.`,
        ]
      : []),
    ...(yearsApart > 1
      ? [`${yearsApart} ans séparent ces exercices : ce qui s’est passé entre eux ne se voit pas.`]
      : []),
    ...(plier(formerHead.collectivite) === plier(laterHead.collectivite)
      ? []
      : [
          `Ces dossiers sont ceux de deux collectivités : « ${formerHead.collectivite} » et « ${laterHead.collectivite} ».`,
        ]),
    ...restatementText(comparison),
    ...warningsText('ancien', avant),
    ...warningsText('récent', apres),
  ].map((ligne) => `  ${ligne}`);
}

function restatementText({ restatement, avant, apres }: EditionComparison): string[] {
  const [former, later] = [avant, apres].map(({ jaune }) => jaune.enTete.exercice);
  switch (restatement.type) {
    case 'sans_objet':
      return [];
    case 'sans_memoire':
      return [
        `Le dossier de ${later} ne garde pas les lignes publiées de ${former} (memoire/lignes-${former}.csv) : si ses montants ont été retraités depuis, cela ne se voit pas.`,
      ];
    case 'autre_base':
      return [
        `${restatement.fichier.fichier} est sur la base « ${LIBELLES_BASES[restatement.fichier.base]} » : il n’a pas été comparé à ce que donne le dossier de ${former}.`,
      ];
    case 'aucun':
      return [
        `${restatement.fichier.fichier} du dossier de ${later} dit du total de ${former} ce qu’en donne son dossier : rien n’a été retraité.`,
      ];
    case 'retraite':
      return [
        `${restatement.fichier.fichier} du dossier de ${later} ne dit pas du total de ${former} ce qu’en donne son dossier : la première étape en fait le compte, et les suivantes partent de ce fichier.`,
      ];
  }
}

function warningsText(which: string, { preparation }: ComparableEdition): string[] {
  const count = preparation.constats.compter('A-');
  return count === 0
    ? []
    : [`Le plus ${which} des dossiers a ${accord(count, 'avertissement')} ; jaune controler les dit.`];
}

const CLUE_WORDS: Readonly<Record<IndiceDePaire, string>> = {
  ...LIBELLES_INDICES,
  meme_enregistrement: 'le même enregistrement',
  meme_place: 'même place, même libellé, même bénéficiaire',
  memes_mots: 'même libellé, même bénéficiaire ; codes non comparés',
};

/** A rule or a decision, with where it is written. @param count whether all decisions are meant, or this one */
function decisionText(decider: Decideur, count: 'une' | 'toutes' = 'une'): string {
  if (decider.type === 'regle')
    return `règle « ${decider.id} »${decider.lieu === undefined ? '' : ` (${decider.lieu})`}`;
  if (decider.type === 'personne') return 'rien ni personne';
  if (count === 'toutes') return 'décisions';
  const mark = decider.auteur === undefined ? '' : ` de ${decider.auteur} du ${decider.date}`;
  return `décision${mark}${decider.lieu === undefined ? '' : ` (${decider.lieu})`}`;
}

/** One line of a step: what it does, then the line in each edition, and how the two were matched. @param why empty where it reads so */
function effectText(effect: Effet, why: string): string[] {
  const { avant, apres, centimes, rapprochement, par, de } = effect;
  const { libelle, beneficiaire } = apres ?? avant ?? { libelle: '', beneficiaire: '' };
  const certainty = rapprochement?.certain === false ? ` (probable : ${CLUE_WORDS[rapprochement.indice]})` : '';
  return [
    '',
    `  ${signed(centimes)}  ${[libelle, beneficiaire].filter(Boolean).join(' — ')}`,
    ...(avant ? [`      avant : ${writeLine(avant)}`] : []),
    ...(apres ? [`      après : ${writeLine(apres)}${certainty}`] : []),
    ...(par ? [`      par : ${decisionText(par)}${de === 'avant' ? ', avant' : ''}`] : []),
    ...(why === '' ? [] : [`      ${why}`]),
    ...(centimes === 0 ? writeCells(effect) : []),
  ];
}

function writeLine(ligne: LigneComparable): string {
  const { ref, montant, place, decideur } = ligne;
  const part = quotePartDe(ligne);
  const outside = place !== 'internationale';
  const counted = outside ? '' : `, ${formaterEuros(retenuDe(ligne))} au total`;
  const share =
    outside || estEntiere(part)
      ? ''
      : ` à ${ligne.exact === undefined ? ecrireFraction(part) : formaterEuros(ligne.exact)}`;
  return `${ref}, ${formaterEuros(montant)}, ${LIBELLES_PLACES[place]}${share}${share === '' ? '' : counted}, ${decisionText(decideur)}`;
}

/** What a line that moves nothing in all moves from one cell to another. */
function writeCells({ cellules }: Effet): string[] {
  return cellules.map(
    ({ secteur, axe, centimes }) => `      ${signed(centimes)} : ${secteur}, ${axe === '' ? 'sans axe' : axe}`,
  );
}
