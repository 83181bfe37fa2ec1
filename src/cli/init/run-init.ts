import type { ChalkInstance } from 'chalk';
import { accord } from '../../domain/textes/format.ts';
import { type Bilan, faireUnDossier, type LaisseePourLecteurs, type Poste } from '../../init/faire-un-dossier.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { printable } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import type { InitOptions } from './command.ts';

/** Decisions told one by one in a terminal, of each kind; `--json` gives them all. */
const SHOWN_DECISIONS = 20;
const SHOWN_DETAILS = 10;

/** `jaune init`: makes a dossier, new or from that of an earlier exercice, and tells what came and what did not. */
export function runInit(dossier: string, { json, ...options }: InitOptions, io: Io): Promise<number> {
  return withFindings({ json }, io, async (constats) => {
    const report = await faireUnDossier(dossier, options, constats);
    if (json) {
      const { aFaire, ...rest } = report;
      printJson(io, { ok: true, ...rest, a_faire: aFaire, ...findingsJson(constats) });
    } else io.stdout.write(writeReport(report, coloursFor(io, 'stdout')));
  });
}

function writeReport(report: Bilan, colours: ChalkInstance): string {
  const title = (text: string) => ['', colours.bold(text)];
  const { repris, laisses, decisions, aFaire } = report;
  return [
    colours.bold(printable(doneText(report))),
    ...(repris.length > 0 ? [...title('Repris'), ...writeItems(repris)] : []),
    ...(laisses.length > 0 ? [...title('Laissé'), ...writeItems(laisses)] : []),
    ...(report.type === 'neuf' ? [] : [...title('Décisions'), ...writeDecisions(decisions)]),
    ...(aFaire.length > 0
      ? [...title('À faire'), ...aFaire.map((task, rank) => `  ${rank + 1}. ${printable(task)}`)]
      : []),
    '',
  ].join('\n');
}

function doneText({ type, dossier, exercice, depuis, decisions }: Bilan): string {
  if (type === 'neuf') return `${dossier} : un dossier pour ${exercice}, à remplir.`;
  if (type === 'suite') return `${dossier} : le dossier de ${exercice}, depuis ${depuis?.dossier}.`;
  const { length } = decisions.reprises;
  return length === 0
    ? `${dossier} est là, et n’a pas changé : aucune décision de ${depuis?.exercice} à ajouter.`
    : `${dossier} est là : ${accord(length, 'décision')} de ${depuis?.exercice} ajoutée${length > 1 ? 's' : ''} à arbitrages.csv, rien d’autre n’y change.`;
}

function writeItems(items: readonly Poste[]): string[] {
  const width = Math.max(...items.map(({ quoi }) => quoi.length));
  return items.flatMap(({ quoi, dit, details }) => [
    `  ${quoi.padEnd(width)}  ${printable(dit)}`,
    ...limit(details, SHOWN_DETAILS).map((detail) => `  ${''.padEnd(width)}    ${printable(detail)}`),
  ]);
}

function writeDecisions({ reprises, laissees }: Bilan['decisions']): string[] {
  if (reprises.length + laissees.length === 0) return ['  Aucune à reprendre.'];
  const carriedOver = reprises.map(({ de, ref, libelle, decision }) =>
    de === ref ? `${ref} · ${libelle} · ${decision}` : `${de} → ${ref} · ${libelle} · ${decision}`,
  );
  // Those that wait for one file are told together.
  const waiting = new Map<string, number>();
  const others: LaisseePourLecteurs[] = [];
  let already = 0;
  for (const leftBehind of laissees)
    if (leftBehind.raison === 'deja_decidee') already += 1;
    else if (leftBehind.raison === 'source_absente' || leftBehind.raison === 'source_fautive')
      waiting.set(leftBehind.dit, (waiting.get(leftBehind.dit) ?? 0) + 1);
    else others.push(leftBehind);
  const section = (title: string, lignes: readonly string[]) =>
    lignes.length === 0
      ? []
      : [`  ${title}`, ...limit(lignes, SHOWN_DECISIONS).map((ligne) => `    ${printable(ligne)}`)];
  return [
    ...section(`${accord(reprises.length, 'reprise')}, auteur et date gardés :`, carriedOver),
    ...section(
      `${accord(others.length, 'laissée')} :`,
      others.map(({ de, libelle, dit }) => `${de} · ${libelle} · ${dit}`),
    ),
    ...(already > 0
      ? [`  ${accord(already, 'ligne')} de ce dossier déjà décidée${already > 1 ? 's' : ''} : rien n’y change.`]
      : []),
    ...section(
      'En attente :',
      [...waiting].map(([reason, count]) => `${accord(count, 'décision')} : ${reason}`),
    ),
  ];
}

function limit(lignes: readonly string[], count: number): string[] {
  const rest = lignes.length - count;
  return rest > 0
    ? [...lignes.slice(0, count), `… et ${accord(rest, 'autre')} ; --json les donne toutes.`]
    : [...lignes];
}
