import type { ChalkInstance } from 'chalk';
import type { Deplacement, Difference } from '../../compile/difference.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { estEntiere } from '../../domain/argent/fraction.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import {
  DIMENSIONS,
  decideur,
  ecrireQuotePart,
  LIBELLES_PLACES,
  PLACES,
  type Reponse,
  type Verdict,
} from '../../domain/verdict/verdict.ts';
import type { Preparation } from '../../edition.ts';
import { printable } from '../findings-text.ts';
import type { Essai, Mesure } from './measure-trial.ts';

/** Lines that change told in a terminal; `--json` gives them all. */
export const DEPLACEMENTS_MONTRES = 50;
const VALEURS_MONTREES = 8;

/** What a trial would change, for a terminal: the four figures, the places, the breakdown, then line by line. */
export function writeDifference(
  essai: Essai,
  { difference, remplaces }: Mesure,
  preparation: Preparation,
  couleurs: ChalkInstance,
): string {
  const { enTete } = preparation.dossier;
  return [
    couleurs.bold(`Ce qui changerait ${writeTrial(essai)}`),
    `Base : ${LIBELLES_BASES[enTete.base]}`,
    ...remplaces.map((nom) => `Le fichier essayé prend la place de ${nom}.`),
    '',
    ...writeFigures(difference, enTete.libellePilote, couleurs),
    ...section('Les places', writePlaces(difference), couleurs),
    ...section('Dans le total', writeBreakdown(difference, preparation), couleurs),
    '',
    ...writeMovements(difference, couleurs),
    '',
  ]
    .map((ligne) => (ligne.includes('\u001b') ? ligne : printable(ligne)))
    .join('\n');
}

function writeTrial({ sans, avec }: Essai): string {
  const citer = (noms: readonly string[]) => noms.map((nom) => `« ${nom} »`).join(', ');
  return [
    ...(sans.length > 0 ? [`sans ${sans.length > 1 ? 'les règles' : 'la règle'} ${citer(sans)}`] : []),
    ...(avec.length > 0 ? [`avec ${citer(avec)}`] : []),
  ].join(' et ');
}

function section(titre: string, lignes: readonly string[], couleurs: ChalkInstance): string[] {
  return lignes.length === 0 ? [] : ['', couleurs.bold(titre), ...lignes];
}

function writeFigures({ avant, apres }: Difference, libellePilote: string, couleurs: ChalkInstance): string[] {
  const figures: [string, Montant, Montant][] = [
    [libellePilote, avant.synthese.secteurPilote, apres.synthese.secteurPilote],
    ['Autres secteurs', avant.synthese.autresSecteurs, apres.synthese.autresSecteurs],
    ['Total hors exceptionnelles', avant.synthese.totalHorsExceptionnelles, apres.synthese.totalHorsExceptionnelles],
    ['Pour mémoire, exceptionnelles', avant.synthese.exceptionnelles, apres.synthese.exceptionnelles],
  ];
  const largeur = Math.max(...figures.map(([libelle]) => libelle.length));
  return [
    couleurs.dim(
      `  ${''.padEnd(largeur)}  ${'aujourd’hui'.padStart(20)}  ${'à l’essai'.padStart(20)}  ${'écart'.padStart(20)}`,
    ),
    ...figures.map(([libelle, valeur, autre]) => {
      const ecart = montant(autre - valeur);
      return `  ${libelle.padEnd(largeur)}  ${formaterEuros(valeur).padStart(20)}  ${formaterEuros(autre).padStart(20)}  ${writeChange(ecart).padStart(20)}`;
    }),
  ];
}

/** The places that gain or lose lines or euros. */
function writePlaces({ avant, apres }: Difference): string[] {
  return PLACES.flatMap((place) => {
    const [valeur, autre] = [avant.partition[place], apres.partition[place]];
    if (valeur.lignes === autre.lignes && valeur.centimes === autre.centimes) return [];
    const lignes = `${formaterEntier(valeur.lignes)} → ${accord(autre.lignes, 'ligne')}`;
    return [
      `  ${LIBELLES_PLACES[place].padEnd(30)}  ${lignes.padStart(24)}  ${writeChange(montant(autre.centimes - valeur.centimes)).padStart(20)}`,
    ];
  });
}

/** By dimension, the values that move most. */
function writeBreakdown({ ventilation }: Difference, { libelles }: Preparation): string[] {
  return DIMENSIONS.flatMap((dimension) => {
    const ecarts = ventilation.filter((ecart) => ecart.dimension === dimension);
    const reste = ecarts.length - VALEURS_MONTREES;
    return [
      ...ecarts.slice(0, VALEURS_MONTREES).map(({ cle, ecart }) => {
        const nom = dimension === 'secteur' ? cle : (libelles[dimension].get(cle) ?? cle);
        return `  ${dimension.padEnd(10)}  ${(nom === '' ? 'non ventilé' : nom).padEnd(42)}  ${writeChange(ecart).padStart(20)}`;
      }),
      ...(reste > 0 ? [`  ${dimension.padEnd(10)}  … et ${accord(reste, 'valeur')} de plus`] : []),
    ];
  });
}

function writeMovements({ comptes, deplacements }: Difference, couleurs: ChalkInstance): string[] {
  const { place, ventilation, raison } = comptes;
  const nombre = place.lignes + ventilation.lignes;
  if (nombre + raison.lignes === 0) return ['Aucune ligne ne changerait.'];
  const montrees = deplacements.filter(({ nature }) => nature !== 'raison').slice(0, DEPLACEMENTS_MONTRES);
  const bilan = [
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
    couleurs.bold('Ligne par ligne'),
    `  Changeraient ${bilan.join(', ')}.`,
    ...montrees.flatMap(writeMovement),
    ...(nombre > montrees.length
      ? ['', `… et ${accord(nombre - montrees.length, 'ligne')} de plus, pour moins d’euros ; --json les donne toutes.`]
      : []),
  ];
}

function writeMovement(deplacement: Deplacement): string[] {
  const { nature, ref, libelle, avant, apres, deplaces, auTotal, auxExceptionnelles } = deplacement;
  const effets = [
    ...(auTotal === 0 ? [] : [`${writeChange(auTotal)} au total`]),
    ...(auxExceptionnelles === 0 ? [] : [`${writeChange(auxExceptionnelles)} aux exceptionnelles`]),
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
    `      ${[`${formaterEuros(deplaces)} déplacés`, ...effets].join(', ')}`,
    ...passage.map((ligne) => `      ${ligne}`),
  ];
}

/** Dimension by dimension, what is concluded and by what. */
function writeBreakdownChange(avant: Verdict, apres: Verdict): string[] {
  const reponses = (verdict: Verdict) => new Map(verdict.reponses.map((reponse) => [keyOf(reponse), reponse]));
  const [anciennes, nouvelles] = [reponses(avant), reponses(apres)];
  const ecrire = (reponse: Reponse | undefined) =>
    reponse === undefined ? 'non ventilée' : `${reponse.conclusion} (${writeDecider(reponse)})`;
  return [...new Set([...anciennes.keys(), ...nouvelles.keys()])].flatMap((cle) => {
    const [ancienne, nouvelle] = [anciennes.get(cle), nouvelles.get(cle)];
    return cle === '' || ancienne?.conclusion === nouvelle?.conclusion
      ? []
      : [`${ecrire(ancienne)} → ${ecrire(nouvelle)}`];
  });
}

/** A country answers for its territory. */
function keyOf({ dimension }: Reponse): string {
  return dimension === 'pays' ? 'territoire' : (dimension ?? '');
}

function writeVerdict(verdict: Verdict): string {
  const part = estEntiere(verdict.quotePart) ? '' : ` à ${ecrireQuotePart(verdict)}`;
  return `${LIBELLES_PLACES[verdict.place]}${part}`;
}

function writeDecider(reponse: Reponse): string {
  const { type } = reponse.auteur;
  if (type === 'regle') return `règle « ${decideur(reponse)} »`;
  if (type === 'decision') return 'une décision';
  if (type === 'source') return 'le lieu reçu';
  return type === 'signal' ? 'des signaux' : 'rien ni personne';
}

/** An amount with its sign. */
function writeChange(ecart: Montant): string {
  return ecart > 0 ? `+${formaterEuros(ecart)}` : formaterEuros(ecart);
}
