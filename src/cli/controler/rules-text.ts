import type { ChalkInstance } from 'chalk';
import type { EffetRegle, RencontreDeRegles } from '../../compile/jaune.ts';
import { ecrireFraction } from '../../domain/argent/fraction.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import type { Preparation } from '../../edition/preparation.ts';

interface RulesState {
  readonly regles: readonly EffetRegle[];
  readonly rencontres: readonly RencontreDeRegles[];
  readonly misesDeCote: Preparation['classement']['misesDeCote'];
  readonly incompletes: Preparation['classement']['incompletes'];
}

/** The section on rules, for a terminal: those that raise a question, or all, with their lines and euros. */
export function writeRules(state: RulesState, all: boolean, colours: ChalkInstance): string {
  const { regles, rencontres, misesDeCote, incompletes } = state;
  const silent = regles.filter(({ emporte }) => emporte.lignes === 0);
  const opposed = rencontres.filter((meeting) => meeting.contraires);
  const involved = new Set([...silent.map(({ regle }) => regle.id), ...opposed.map(({ devancee }) => devancee.id)]);
  const shown = all ? regles : regles.filter(({ regle }) => involved.has(regle.id));
  const incompleteText = incompletes
    .map(({ id, dimension, reste }) => `${id} (${dimension} : ${ecrireFraction(reste)})`)
    .join(', ');
  return [
    colours.bold('Les règles'),
    `  ${[
      `${formaterEntier(regles.length)} en vigueur`,
      silent.length === 0 ? 'toutes décident d’au moins une ligne' : `${formaterEntier(silent.length)} sans effet`,
      ...(opposed.length > 0 ? [`${accord(opposed.length, 'désaccord')} entre règles`] : []),
      ...(misesDeCote.length > 0
        ? [`${formaterEntier(misesDeCote.length)} ${misesDeCote.length > 1 ? 'mises' : 'mise'} de côté`]
        : []),
    ].join(' ; ')}.`,
    ...(incompletes.length > 0 ? [`  Laissent une part non ventilée : ${incompleteText}.`] : []),
    ...(shown.length > 0 ? writeTable(shown, colours) : []),
    ...(all ? [] : ['  Toutes les règles, avec leurs lignes et leurs euros : --regles.']),
    '',
  ].join('\n');
}

/** Rules with the lines they decide, and those that others take before them. */
export function writeTable(regles: readonly EffetRegle[], colours: ChalkInstance): string[] {
  const width = Math.max(5, ...regles.map(({ regle }) => regle.id.length));
  const titles = `  ${'règle'.padEnd(width)}  ${'question'.padEnd(13)}  ${'décide de'.padStart(10)}  ${'euros'.padStart(20)}  ${'devancée sur'.padStart(12)}  ${'euros'.padStart(20)}`;
  return [
    colours.dim(titles),
    ...regles.map(
      ({ regle, question, emporte, devance }) =>
        `  ${regle.id.padEnd(width)}  ${question.padEnd(13)}  ${formaterEntier(emporte.lignes).padStart(10)}  ${formaterEuros(emporte.centimes).padStart(20)}  ${formaterEntier(devance.lignes).padStart(12)}  ${formaterEuros(devance.centimes).padStart(20)}`,
    ),
  ];
}
