import type { ChalkInstance } from 'chalk';
import { type Cause, libelleDeLaCause, type Rapport } from '../../compile/comparaison/causes.ts';
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
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import { plier } from '../../domain/textes/texte.ts';
import { LIBELLES_PLACES, NON_VENTILE } from '../../domain/verdict/verdict.ts';
import { printable } from '../findings-text.ts';
import type { ComparaisonDEditions, EditionACompare } from './compare-editions.ts';

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
  const noms: readonly [string, string] = nameEditions(comparaison);
  return [
    couleurs.bold(`Ce qui change de ${noms[0]} à ${noms[1]}`),
    `Base : ${LIBELLES_BASES[apres.jaune.enTete.base]}`,
    ...mentions([avant, apres]),
    ...writeScope(regard),
    ...section('Du premier total au second', writeBridge(pont, noms, rapport, couleurs), couleurs),
    ...(Object.keys(regard).length > 0 ? [] : [`  ${writeExceptional(comparaison)}`]),
    ...section('Par secteur', writeTable(pont.secteurs, noms, rapport, 'Secteur non renseigné'), couleurs),
    ...section('Par axe', writeTable(pont.axes, noms, rapport, NON_VENTILE), couleurs),
    ...pont.etapes.flatMap((etape) => writeStep(etape, rapport, lignesParEtape, couleurs)),
    ...comparisonNotes(comparaison).flatMap(({ titre, lignes }) => section(titre, lignes, couleurs)),
    '',
  ]
    .map((ligne) => (ligne.includes('\u001b') ? ligne : printable(ligne)))
    .join('\n');
}

/** The exercices, or the dates of two editions of one; both when even these are the same. */
function nameEditions({ avant, apres, rapport }: ComparaisonDEditions): [string, string] {
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

function writeScope({ secteur, axe }: Regard): string[] {
  return [...(secteur === undefined ? [] : [`Secteur : ${secteur}`]), ...(axe === undefined ? [] : [`Axe : ${axe}`])];
}

function section(titre: string, lignes: readonly string[], couleurs: ChalkInstance): string[] {
  return lignes.length === 0 ? [] : ['', couleurs.bold(titre), ...lignes];
}

function writeBridge(
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

function writeExceptional({ avant, apres }: ComparaisonDEditions): string {
  const [ancien, nouveau] = [avant, apres].map(({ jaune }) => formaterEuros(jaune.synthese.exceptionnelles));
  return `Pour mémoire, opérations exceptionnelles, hors de ces totaux : ${ancien} puis ${nouveau}.`;
}

function writeTable(
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
      ...etapes.map(({ cause, centimes }) => writeRowEffect(cause, centimes, rapport)),
    ]),
  ];
}

function writeRowEffect(cause: Cause, centimes: Montant, rapport: Rapport): string {
  return `      ${libelleDeLaCause(cause, rapport).padEnd(TITRE - 4)}  ${''.padEnd(EUROS)}  ${''.padEnd(EUROS)}  ${signed(centimes).padStart(EUROS)}`;
}

function writeStep(
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

/** Something to know of a comparison, under a title. */
interface Note {
  readonly titre: string;
  readonly lignes: readonly string[];
}

/** How lines were matched, what could not be, and what the comparison does not know. */
function comparisonNotes(comparaison: ComparaisonDEditions): Note[] {
  return [
    { titre: 'Rapprochements', lignes: matchingText(comparaison) },
    { titre: 'Table de passage constatée', lignes: crosswalkText(comparaison) },
    { titre: 'À savoir', lignes: restText(comparaison) },
  ];
}

function matchingText({ ecart: { rapprochees } }: ComparaisonDEditions): string[] {
  const { paires, seulesAvant, seulesApres } = rapprochees;
  const duTotal = paires.filter((paire) => [paire.avant, paire.apres].some(isInTotal));
  const seules = [...seulesAvant, ...seulesApres].filter(isInTotal);
  const certains = duTotal.filter(({ certain }) => certain).length;
  return [
    `  ${accord(duTotal.length, 'ligne')} du total ont une pareille : ${formaterEntier(certains)} avec certitude, ${accord(duTotal.length - certains, 'probable')}.`,
    ...countByClue(duTotal),
    ...(seules.length === 0
      ? []
      : [
          `  Sans pareille : ${countAlone(seulesAvant)} avant, ${countAlone(seulesApres)} après, dites plus haut avec ce qui est nouveau, terminé, arrivé ou parti.`,
        ]),
  ];
}

function countByClue(paires: readonly Paire[]): string[] {
  const comptes = new Map<IndiceDePaire, number>();
  for (const { indice } of paires) comptes.set(indice, (comptes.get(indice) ?? 0) + 1);
  return [...comptes]
    .sort(([, gauche], [, droite]) => droite - gauche)
    .map(([indice, nombre]) => `    ${MOTS_DES_INDICES[indice]} : ${accord(nombre, 'ligne')}`);
}

function countAlone(lignes: readonly LigneComparable[]): string {
  const duTotal = lignes.filter(isInTotal);
  return `${accord(duTotal.length, 'ligne')} (${formaterEuros(somme(duTotal.map(retenuDe)))})`;
}

function isInTotal({ place }: LigneComparable): boolean {
  return place === 'internationale';
}

function crosswalkText({ passages, avant, apres }: ComparaisonDEditions): string[] {
  if (passages.length === 0) return [];
  const [ancienne, nouvelle] = [avant, apres].map(({ jaune }) => jaune.enTete.norme);
  return [
    `  Les fonctions que portent, en ${ancienne} puis en ${nouvelle}, les lignes rapprochées par leur libellé et leur bénéficiaire. C’est un constat, non une équivalence.`,
    ...passages.map(
      (passage) =>
        `    ${passage.avant || 'sans fonction'} → ${passage.apres || 'sans fonction'} : ${accord(passage.lignes, 'ligne')}, ${formaterEuros(passage.centimesAvant)} puis ${formaterEuros(passage.centimesApres)}`,
    ),
  ];
}

function restText(comparaison: ComparaisonDEditions): string[] {
  const { avant, apres, rapport } = comparaison;
  const [a, b] = [avant.jaune.enTete, apres.jaune.enTete];
  const ecart = Number(b.exercice) - Number(a.exercice);
  return [
    ...(rapport === 'autre_norme'
      ? [
          `${a.exercice} suit la ${a.norme}, ${b.exercice} la ${b.norme} : leurs codes ne se comparent pas. Les lignes ne sont rapprochées que par leur libellé et leur bénéficiaire, jamais avec certitude.`,
        ]
      : []),
    ...(ecart > 1 ? [`${ecart} ans séparent ces exercices : ce qui s’est passé entre eux ne se voit pas.`] : []),
    ...(plier(a.collectivite) === plier(b.collectivite)
      ? []
      : [`Ces dossiers sont ceux de deux collectivités : « ${a.collectivite} » et « ${b.collectivite} ».`]),
    ...restatementText(comparaison),
    ...warningsText('ancien', avant),
    ...warningsText('récent', apres),
  ].map((ligne) => `  ${ligne}`);
}

function restatementText({ retraitement, avant, apres }: ComparaisonDEditions): string[] {
  const [ancien, nouveau] = [avant, apres].map(({ jaune }) => jaune.enTete.exercice);
  switch (retraitement.type) {
    case 'sans_objet':
      return [];
    case 'sans_memoire':
      return [
        `Le dossier de ${nouveau} ne garde pas les lignes publiées de ${ancien} (memoire/lignes-${ancien}.csv) : si ses montants ont été retraités depuis, cela ne se voit pas.`,
      ];
    case 'autre_base':
      return [
        `${retraitement.fichier.fichier} est sur la base « ${LIBELLES_BASES[retraitement.fichier.base]} » : il n’a pas été comparé à ce que donne le dossier de ${ancien}.`,
      ];
    case 'aucun':
      return [
        `${retraitement.fichier.fichier} du dossier de ${nouveau} dit du total de ${ancien} ce qu’en donne son dossier : rien n’a été retraité.`,
      ];
    case 'retraite':
      return [
        `${retraitement.fichier.fichier} du dossier de ${nouveau} ne dit pas du total de ${ancien} ce qu’en donne son dossier : la première étape en fait le compte, et les suivantes partent de ce fichier.`,
      ];
  }
}

function warningsText(lequel: string, { preparation }: EditionACompare): string[] {
  const nombre = preparation.constats.compter('A-');
  return nombre === 0
    ? []
    : [`Le plus ${lequel} des dossiers a ${accord(nombre, 'avertissement')} ; jaune controler les dit.`];
}

/** What readers see for how two lines were matched. */
const MOTS_DES_INDICES: Readonly<Record<IndiceDePaire, string>> = {
  ...LIBELLES_INDICES,
  meme_enregistrement: 'le même enregistrement',
  meme_place: 'même place, même libellé, même bénéficiaire',
  memes_mots: 'même libellé, même bénéficiaire ; codes non comparés',
};

/** An amount with its sign. */
export function signed(centimes: Montant): string {
  return centimes > 0 ? `+${formaterEuros(centimes)}` : formaterEuros(centimes);
}

/** A rule or a decision, with where it is written. @param nombre whether all decisions are meant, or this one */
function decisionText(par: Decideur, nombre: 'une' | 'toutes' = 'une'): string {
  if (par.type === 'regle') return `règle « ${par.id} »${par.lieu === undefined ? '' : ` (${par.lieu})`}`;
  if (par.type === 'personne') return 'rien ni personne';
  if (nombre === 'toutes') return 'décisions';
  const signe = par.auteur === undefined ? '' : ` de ${par.auteur} du ${par.date}`;
  return `décision${signe}${par.lieu === undefined ? '' : ` (${par.lieu})`}`;
}

/** One line of a step: what it does, then the line in each edition, and how the two were matched. */
function effectText(effet: Effet): string[] {
  const { avant, apres, centimes, rapprochement, par, de } = effet;
  const { libelle, beneficiaire } = apres ?? avant ?? { libelle: '', beneficiaire: '' };
  const certitude = rapprochement?.certain === false ? ` (probable : ${MOTS_DES_INDICES[rapprochement.indice]})` : '';
  return [
    '',
    `  ${signed(centimes)}  ${[libelle, beneficiaire].filter(Boolean).join(' — ')}`,
    ...(avant ? [`      avant : ${writeLine(avant)}`] : []),
    ...(apres ? [`      après : ${writeLine(apres)}${certitude}`] : []),
    ...(par ? [`      par : ${decisionText(par)}${de === 'avant' ? ', avant' : ''}`] : []),
    ...(centimes === 0 ? writeCells(effet) : []),
  ];
}

function writeLine(ligne: LigneComparable): string {
  const { ref, montant, place, decideur } = ligne;
  const part = quotePartDe(ligne);
  const dehors = place !== 'internationale';
  const retenu = dehors ? '' : `, ${formaterEuros(retenuDe(ligne))} au total`;
  const quotePart =
    dehors || estEntiere(part)
      ? ''
      : ` à ${ligne.exact === undefined ? ecrireFraction(part) : formaterEuros(ligne.exact)}`;
  return `${ref}, ${formaterEuros(montant)}, ${LIBELLES_PLACES[place]}${quotePart}${quotePart === '' ? '' : retenu}, ${decisionText(decideur)}`;
}

/** What a line that moves nothing in all moves from one cell to another. */
function writeCells({ cellules }: Effet): string[] {
  return cellules.map(
    ({ secteur, axe, centimes }) => `      ${signed(centimes)} : ${secteur}, ${axe === '' ? 'sans axe' : axe}`,
  );
}
