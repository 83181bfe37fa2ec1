import type { ChalkInstance } from 'chalk';
import type { Compte, Jaune } from '../compile/jaune.ts';
import { LIBELLES_BASES } from '../domain/argent/base.ts';
import type { Montant } from '../domain/argent/montant.ts';
import { formaterEntier, formaterEuros, formaterMillions } from '../domain/textes/format.ts';
import { LIBELLE_DU_TOTAL_RECU, LIBELLES_PLACES, PLACES } from '../domain/verdict/verdict.ts';

export function writeSummary(jaune: Jaune, colours: ChalkInstance): string {
  const { enTete, synthese, partition, couverture } = jaune;
  const lignes: [string, Montant][] = [
    [enTete.libellePilote, synthese.secteurPilote],
    ['Autres secteurs (hors opérations exceptionnelles)', synthese.autresSecteurs],
    ['Total général hors opérations exceptionnelles', synthese.totalHorsExceptionnelles],
    ['Pour mémoire, opérations exceptionnelles', synthese.exceptionnelles],
  ];
  const width = Math.max(...lignes.map(([label]) => label.length), 50);
  const figures = lignes.map(([label, value], rank) => {
    const text = `  ${label.padEnd(width)}  ${formaterMillions(value).padStart(12)}  ${formaterEuros(value).padStart(18)}`;
    return rank === 2 ? colours.bold.yellow(text) : text;
  });
  const places = [...PLACES, 'total' as const].map((place) => {
    const label = place === 'total' ? LIBELLE_DU_TOTAL_RECU : LIBELLES_PLACES[place];
    const text = row(label, partition[place]);
    return place === 'total' ? colours.bold(text) : text;
  });
  return [
    colours.bold(`${enTete.titre} — ${enTete.collectivite}, ${enTete.exercice}`),
    `Base : ${LIBELLES_BASES[enTete.base]}`,
    ...(enTete.mention === '' ? [] : [enTete.mention]),
    '',
    colours.bold('Synthèse'),
    ...figures,
    '',
    colours.bold('Partition : chaque ligne reçue est à une place et une seule'),
    ...places,
    '',
    colours.bold('Couverture : qui a décidé, et ce qui parle du reste'),
    ...writeCoverage(couverture),
    `Total publié : ${formaterEuros(synthese.totalHorsExceptionnelles)} si rien de ce qui est ouvert n’entre, ${formaterEuros(couverture.totalSiTout)} si tout entre.`,
    '',
  ].join('\n');
}

function writeCoverage(coverage: Jaune['couverture']): string[] {
  const { parRegle, parDecision, suggereesOui, suggereesNon, signalees, silencieuses } = coverage;
  const lignes: [string, Compte][] = [
    ['Décidé par une règle', parRegle],
    ['Décidé par une personne', parDecision],
    ['Ouvert, la mémoire suggère oui', suggereesOui],
    ['Ouvert, la mémoire suggère non', suggereesNon],
    ['Ouvert, un signal parle', signalees],
    ['Ouvert, rien ne parle', silencieuses],
  ];
  return lignes.map(([label, tally]) => row(label, tally));
}

function row(label: string, { lignes, centimes }: Compte): string {
  return `  ${label.padEnd(32)}  ${formaterEntier(lignes).padStart(9)}  ${formaterEuros(centimes).padStart(22)}`;
}

/** What is told under a title; nothing without lines. */
export function section(title: string, lignes: readonly string[], colours: ChalkInstance): string[] {
  return lignes.length === 0 ? [] : ['', colours.bold(title), ...lignes];
}

/** A difference, its sign told even when it is a gain. */
export function signed(centimes: Montant): string {
  return centimes > 0 ? `+${formaterEuros(centimes)}` : formaterEuros(centimes);
}
