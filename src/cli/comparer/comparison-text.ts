import type { ChalkInstance } from 'chalk';
import { type Cause, libelleDeLaCause, type Rapport } from '../../compile/comparaison/causes.ts';
import type { EtapeDuPont, Pont, RangeeDuPont, Regard } from '../../compile/comparaison/pont.ts';
import { LIBELLES_BASES } from '../../domain/base.ts';
import { accord, formaterEuros } from '../../domain/format.ts';
import type { Montant } from '../../domain/montant.ts';
import { printable } from '../findings-text.ts';
import type { ComparaisonDEditions, EditionACompare } from './compare-editions.ts';
import { comparisonNotes } from './comparison-notes.ts';
import { decisionText, effectText, signed } from './effect-text.ts';

const EUROS = 20;
const TITRE = 52;

/** What changed from an edition to another, for a terminal: the bridge, sectors and axes, then step by step its lines. */
export function writeComparison(
  comparaison: ComparaisonDEditions,
  pont: Pont,
  regard: Regard,
  lignesParEtape: number,
  couleurs: ChalkInstance,
): string {
  const { avant, apres, rapport } = comparaison;
  const noms: readonly [string, string] = nommer(comparaison);
  return [
    couleurs.bold(`Ce qui change de ${noms[0]} à ${noms[1]}`),
    `Base : ${LIBELLES_BASES[apres.jaune.enTete.base]}`,
    ...mentions([avant, apres]),
    ...ecrireLeRegard(regard),
    ...section('Du premier total au second', ecrirePont(pont, noms, rapport, couleurs), couleurs),
    ...(Object.keys(regard).length > 0 ? [] : [`  ${ecrireLesExceptionnelles(comparaison)}`]),
    ...section('Par secteur', ecrireTable(pont.secteurs, noms, rapport, 'Secteur non renseigné'), couleurs),
    ...section('Par axe', ecrireTable(pont.axes, noms, rapport, 'Non ventilé'), couleurs),
    ...pont.etapes.flatMap((etape) => ecrireEtape(etape, rapport, lignesParEtape, couleurs)),
    ...comparisonNotes(comparaison).flatMap(({ titre, lignes }) => section(titre, lignes, couleurs)),
    '',
  ]
    .map((ligne) => (ligne.includes('\u001b') ? ligne : printable(ligne)))
    .join('\n');
}

/** The exercices, or the dates of two editions of one; both when even these are the same. */
function nommer({ avant, apres, rapport }: ComparaisonDEditions): [string, string] {
  const [a, b] = [avant.jaune.enTete, apres.jaune.enTete];
  if (rapport !== 'meme_exercice') return [a.exercice, b.exercice];
  if (a.dateEdition !== b.dateEdition)
    return [a.dateEdition, b.dateEdition].map((date) => `l’édition du ${date}`) as [string, string];
  return ['la première édition', 'la seconde'];
}

function mentions(editions: readonly EditionACompare[]): string[] {
  return editions.flatMap(({ jaune: { enTete } }) =>
    enTete.mention === '' ? [] : [`${enTete.exercice} : ${enTete.mention}`],
  );
}

function ecrireLeRegard({ secteur, axe }: Regard): string[] {
  return [...(secteur === undefined ? [] : [`Secteur : ${secteur}`]), ...(axe === undefined ? [] : [`Axe : ${axe}`])];
}

function section(titre: string, lignes: readonly string[], couleurs: ChalkInstance): string[] {
  return lignes.length === 0 ? [] : ['', couleurs.bold(titre), ...lignes];
}

function ecrirePont(
  { avant, apres, etapes }: Pont,
  [ancien, nouveau]: readonly [string, string],
  rapport: Rapport,
  couleurs: ChalkInstance,
): string[] {
  const palier = (titre: string, valeur: Montant) =>
    couleurs.bold(`  ${titre.padEnd(TITRE)}  ${formaterEuros(valeur).padStart(EUROS)}`);
  return [
    palier(`Total de ${ancien}`, avant),
    ...(etapes.length === 0 ? ['  Aucune ligne ne change.'] : []),
    ...etapes.map(
      ({ cause, centimes, effets }) =>
        `    ${libelleDeLaCause(cause, rapport).padEnd(TITRE - 2)}  ${signed(centimes).padStart(EUROS)}  ${accord(effets.length, 'ligne').padStart(12)}`,
    ),
    palier(`Total de ${nouveau}`, apres),
  ];
}

function ecrireLesExceptionnelles({ avant, apres }: ComparaisonDEditions): string {
  const [ancien, nouveau] = [avant, apres].map(({ jaune }) => formaterEuros(jaune.synthese.exceptionnelles));
  return `Pour mémoire, opérations exceptionnelles, hors de ces totaux : ${ancien} puis ${nouveau}.`;
}

function ecrireTable(
  rangees: readonly RangeeDuPont[],
  [ancien, nouveau]: readonly [string, string],
  rapport: Rapport,
  sansNom: string,
): string[] {
  const titre = (texte: string) =>
    texte
      .replace(/^l’édition du /, '')
      .replace(/^la /, '')
      .padStart(EUROS);
  return [
    `  ${''.padEnd(TITRE)}  ${titre(ancien)}  ${titre(nouveau)}  ${titre('écart')}`,
    ...rangees.flatMap(({ libelle, avant, apres, etapes }) => [
      `  ${(libelle === '' ? sansNom : libelle).padEnd(TITRE)}  ${formaterEuros(avant).padStart(EUROS)}  ${formaterEuros(apres).padStart(EUROS)}  ${signed((apres - avant) as Montant).padStart(EUROS)}`,
      ...etapes.map(({ cause, centimes }) => ecrireEffetDeRangee(cause, centimes, rapport)),
    ]),
  ];
}

function ecrireEffetDeRangee(cause: Cause, centimes: Montant, rapport: Rapport): string {
  return `      ${libelleDeLaCause(cause, rapport).padEnd(TITRE - 4)}  ${''.padEnd(EUROS)}  ${''.padEnd(EUROS)}  ${signed(centimes).padStart(EUROS)}`;
}

function ecrireEtape(
  { cause, centimes, effets, decideurs }: EtapeDuPont,
  rapport: Rapport,
  aMontrer: number,
  couleurs: ChalkInstance,
): string[] {
  const reste = effets.length - aMontrer;
  return [
    '',
    couleurs.bold(`${libelleDeLaCause(cause, rapport)} : ${signed(centimes)}, ${accord(effets.length, 'ligne')}`),
    ...(cause === 'ventilation'
      ? ['  Sans effet sur le total : ce qu’un secteur ou un axe perd, un autre le gagne.']
      : []),
    ...decideurs.map(
      (part) =>
        `  ${decisionText(part.par, 'toutes')}${part.de === 'avant' ? ', avant' : ''} : ${signed(part.centimes)}, ${accord(part.lignes, 'ligne')}`,
    ),
    ...effets.slice(0, aMontrer).flatMap(effectText),
    ...(reste > 0
      ? [`  … et ${accord(reste, 'ligne')} de plus ; --lignes en montre davantage, --json les donne toutes.`]
      : []),
  ];
}
