import type { ChalkInstance } from 'chalk';
import type { EffetRegle, RencontreDeRegles } from '../../compile/jaune.ts';
import { ecrireFraction } from '../../domain/argent/fraction.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import type { Preparation } from '../../edition.ts';

/** What the control says of the rules of a dossier. */
interface EtatDesRegles {
  readonly regles: readonly EffetRegle[];
  readonly rencontres: readonly RencontreDeRegles[];
  readonly misesDeCote: Preparation['classement']['misesDeCote'];
  readonly incompletes: Preparation['classement']['incompletes'];
}

/** The section on rules, for a terminal: those that raise a question, or all, with their lines and euros. */
export function writeRules(etat: EtatDesRegles, toutes: boolean, couleurs: ChalkInstance): string {
  const { regles, rencontres, misesDeCote, incompletes } = etat;
  const muettes = regles.filter(({ emporte }) => emporte.lignes === 0);
  const contraires = rencontres.filter((rencontre) => rencontre.contraires);
  const enCause = new Set([...muettes.map(({ regle }) => regle.id), ...contraires.map(({ devancee }) => devancee.id)]);
  const montrees = toutes ? regles : regles.filter(({ regle }) => enCause.has(regle.id));
  const incompletesDites = incompletes
    .map(({ id, dimension, reste }) => `${id} (${dimension} : ${ecrireFraction(reste)})`)
    .join(', ');
  return [
    couleurs.bold('Les règles'),
    `  ${[
      `${formaterEntier(regles.length)} en vigueur`,
      muettes.length === 0 ? 'toutes décident d’au moins une ligne' : `${formaterEntier(muettes.length)} sans effet`,
      ...(contraires.length > 0 ? [`${accord(contraires.length, 'désaccord')} entre règles`] : []),
      ...(misesDeCote.length > 0
        ? [`${formaterEntier(misesDeCote.length)} ${misesDeCote.length > 1 ? 'mises' : 'mise'} de côté`]
        : []),
    ].join(' ; ')}.`,
    ...(incompletes.length > 0 ? [`  Laissent une part non ventilée : ${incompletesDites}.`] : []),
    ...(montrees.length > 0 ? writeTable(montrees, couleurs) : []),
    ...(toutes ? [] : ['  Toutes les règles, avec leurs lignes et leurs euros : --regles.']),
    '',
  ].join('\n');
}

/** Rules with the lines they decide, and those that others take before them. */
export function writeTable(regles: readonly EffetRegle[], couleurs: ChalkInstance): string[] {
  const largeur = Math.max(5, ...regles.map(({ regle }) => regle.id.length));
  const titres = `  ${'règle'.padEnd(largeur)}  ${'question'.padEnd(13)}  ${'décide de'.padStart(10)}  ${'euros'.padStart(20)}  ${'devancée sur'.padStart(12)}  ${'euros'.padStart(20)}`;
  return [
    couleurs.dim(titres),
    ...regles.map(
      ({ regle, question, emporte, devance }) =>
        `  ${regle.id.padEnd(largeur)}  ${question.padEnd(13)}  ${formaterEntier(emporte.lignes).padStart(10)}  ${formaterEuros(emporte.centimes).padStart(20)}  ${formaterEntier(devance.lignes).padStart(12)}  ${formaterEuros(devance.centimes).padStart(20)}`,
    ),
  ];
}
