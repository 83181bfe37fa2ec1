import type { ChalkInstance } from 'chalk';
import type { Compte, CompteDesDeuxSens } from '../compile/compte.ts';
import type { Jaune } from '../compile/jaune.ts';
import { LIBELLES_DE_SYNTHESE } from '../compile/synthese.ts';
import { LIBELLES_BASES } from '../domain/argent/base.ts';
import { type Montant, NUL } from '../domain/argent/montant.ts';
import { finDesNoms, suiteDuJour } from '../domain/dossier/edition-nommee.ts';
import { direMiseAEcart, type MiseAEcart } from '../domain/dossier/source-lue.ts';
import { accord, formaterEntier, formaterEuros, formaterMillions } from '../domain/textes/format.ts';
import { LIBELLE_DU_TOTAL_RECU, LIBELLES_PLACES, PLACES } from '../domain/verdict/verdict.ts';
import { printable } from './findings-text.ts';

/** Reasons for which rows were left out that a terminal shows. */
const SHOWN_LEFT_OUT = 8;

export function writeSummary(jaune: Jaune, colours: ChalkInstance): string {
  const { enTete, synthese, partition, couverture } = jaune;
  const lignes: [string, Montant][] = [
    [enTete.libellePilote, synthese.secteurPilote],
    [LIBELLES_DE_SYNTHESE.autresSecteurs, synthese.autresSecteurs],
    [LIBELLES_DE_SYNTHESE.totalHorsExceptionnelles, synthese.totalHorsExceptionnelles],
    [LIBELLES_DE_SYNTHESE.exceptionnelles, synthese.exceptionnelles],
  ];
  const width = Math.max(...lignes.map(([label]) => label.length), 50);
  const figures = lignes.map(([label, value], rank) => {
    const text = `  ${label.padEnd(width)}  ${formaterMillions(value).padStart(12)}  ${formaterEuros(value).padStart(18)}`;
    return rank === 2 ? colours.bold.yellow(text) : text;
  });
  const receipts = partition.total.recettes.lignes > 0;
  const places = [...PLACES, 'total' as const].map((place) => {
    const label = place === 'total' ? LIBELLE_DU_TOTAL_RECU : LIBELLES_PLACES[place];
    const text = row(label, partition[place], receipts);
    return place === 'total' ? colours.bold(text) : text;
  });
  return [
    colours.bold(`${enTete.titre} — ${enTete.collectivite}, ${enTete.exercice}${suiteDuJour(enTete)}`),
    `Base : ${LIBELLES_BASES[enTete.base]}`,
    ...(enTete.mention === '' ? [] : [enTete.mention]),
    '',
    colours.bold('Synthèse'),
    ...figures,
    ...writeBorne(jaune),
    '',
    colours.bold('Partition : chaque ligne reçue est à une place et une seule'),
    ...(receipts ? [colours.dim(heads())] : []),
    ...places,
    '',
    ...writeLeftOut(jaune, colours),
    ...writeRemade(jaune, colours),
    colours.bold('Couverture : qui a décidé, et ce qui parle du reste'),
    ...writeCoverage(couverture, receipts),
    `Total publié : ${formaterEuros(synthese.totalHorsExceptionnelles)} si rien de ce qui est ouvert n’entre, ${formaterEuros(couverture.totalSiTout)} si tout entre.`,
    '',
  ].join('\n');
}

/** That the headline is gross, and what remains to be borne, where receipts make them differ. */
function writeBorne({ cofinancements }: Jaune): string[] {
  const { net, recettes, resteACharge } = cofinancements;
  if (recettes === 0) return [];
  const alreadyNet = net === 0 ? '' : `, dont ${formaterEuros(net)} déjà nets`;
  return [
    `  Le total est brut${alreadyNet} : d’autres en remboursent ${formaterEuros(recettes)}. Reste à charge : ${formaterEuros(resteACharge)}.`,
  ];
}

/** The cells that are not read as they were received, by source and field. */
function writeRemade({ sources }: Jaune, colours: ChalkInstance): string[] {
  const shown = sources.flatMap(({ fichier, refaites }) =>
    refaites.map(({ cle, dit }) => `  ${dit} · ${printable(fichier)} · ${cle}`),
  );
  return shown.length === 0
    ? []
    : [colours.bold('À la lecture : des cellules changées comme exercice.yaml le déclare'), ...shown, ''];
}

/** The rows that are no lines, by source and reason, the heaviest first: what was left at the door is not in silence. */
function writeLeftOut({ sources, enTete }: Jaune, colours: ChalkInstance): string[] {
  const items = sources.flatMap(({ fichier, misesAEcart }) =>
    misesAEcart.filter(({ lignes }) => lignes > 0).map((item) => ({ fichier, item })),
  );
  const weight = ({ montant, recettes = NUL }: MiseAEcart) => Math.max(Math.abs(montant), Math.abs(recettes));
  const heaviest = [...items].sort((a, b) => weight(b.item) - weight(a.item));
  const shown = heaviest
    .slice(0, SHOWN_LEFT_OUT)
    .map(({ fichier, item }) => `  ${direMiseAEcart(item)} · ${printable(fichier)} · ${printable(item.motif)}`);
  const rest = items.length - shown.length;
  if (rest > 0) shown.push(`  … et ${accord(rest, 'autre')}, dans lignes-ecartees-${finDesNoms(enTete)}.csv`);
  return shown.length === 0
    ? []
    : [colours.bold('Laissé à la porte : des rangées qui ne sont dans aucune place'), ...shown, ''];
}

function writeCoverage(coverage: Jaune['couverture'], receipts: boolean): string[] {
  const { parRegle, parDecision, suggereesOui, suggereesNon, signalees, silencieuses } = coverage;
  const lignes: [string, CompteDesDeuxSens][] = [
    ['Décidé par une règle', parRegle],
    ['Décidé par une personne', parDecision],
    ['Ouvert, la mémoire suggère oui', suggereesOui],
    ['Ouvert, la mémoire suggère non', suggereesNon],
    ['Ouvert, un signal parle', signalees],
    ['Ouvert, rien ne parle', silencieuses],
  ];
  return lignes.map(([label, tally]) => row(label, tally, receipts));
}

/** Expenses, and receipts in face of them where the dossier has any. */
function row(label: string, { recettes, ...depenses }: CompteDesDeuxSens, receipts: boolean): string {
  return `  ${label.padEnd(32)}${cells(depenses)}${receipts ? cells(recettes) : ''}`;
}

function cells({ lignes, centimes }: Compte): string {
  return `  ${formaterEntier(lignes).padStart(9)}  ${formaterEuros(centimes).padStart(22)}`;
}

function heads(): string {
  return `  ${''.padEnd(32)}${['Dépenses', 'Recettes'].map((head) => `  ${'Lignes'.padStart(9)}  ${head.padStart(22)}`).join('')}`;
}

/** What is told under a title; nothing without lines. */
export function section(title: string, lignes: readonly string[], colours: ChalkInstance): string[] {
  return lignes.length === 0 ? [] : ['', colours.bold(title), ...lignes];
}

/** A difference, its sign told even when it is a gain. */
export function signed(centimes: Montant): string {
  return centimes > 0 ? `+${formaterEuros(centimes)}` : formaterEuros(centimes);
}
