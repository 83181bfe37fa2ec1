import type { ChalkInstance } from 'chalk';
import { accord } from '../../domain/textes/format.ts';
import { type Bilan, faireUnDossier, type LaisseePourLecteurs, type Poste } from '../../init/faire-un-dossier.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { printable } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import type { InitOptions } from './command.ts';

/** Decisions told one by one in a terminal, of each kind; `--json` gives them all. */
const DECISIONS_MONTREES = 20;
const DETAILS_MONTRES = 10;

/** `jaune init`: makes a dossier, new or from that of an earlier exercice, and tells what came and what did not. */
export function runInit(dossier: string, { json, ...options }: InitOptions, io: Io): Promise<number> {
  return withFindings({ json }, io, async (constats) => {
    const bilan = await faireUnDossier(dossier, options, constats);
    if (json) {
      const { aFaire, ...reste } = bilan;
      printJson(io, { ok: true, ...reste, a_faire: aFaire, ...findingsJson(constats) });
    } else io.stdout.write(writeReport(bilan, coloursFor(io, 'stdout')));
  });
}

function writeReport(bilan: Bilan, couleurs: ChalkInstance): string {
  const titre = (texte: string) => ['', couleurs.bold(texte)];
  const { repris, laisses, decisions, aFaire } = bilan;
  return [
    couleurs.bold(printable(doneText(bilan))),
    ...(repris.length > 0 ? [...titre('Repris'), ...writeItems(repris)] : []),
    ...(laisses.length > 0 ? [...titre('Laissé'), ...writeItems(laisses)] : []),
    ...(bilan.type === 'neuf' ? [] : [...titre('Décisions'), ...writeDecisions(decisions)]),
    ...(aFaire.length > 0
      ? [...titre('À faire'), ...aFaire.map((tache, rang) => `  ${rang + 1}. ${printable(tache)}`)]
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

function writeItems(postes: readonly Poste[]): string[] {
  const largeur = Math.max(...postes.map(({ quoi }) => quoi.length));
  return postes.flatMap(({ quoi, dit, details }) => [
    `  ${quoi.padEnd(largeur)}  ${printable(dit)}`,
    ...limit(details, DETAILS_MONTRES).map((detail) => `  ${''.padEnd(largeur)}    ${printable(detail)}`),
  ]);
}

function writeDecisions({ reprises, laissees }: Bilan['decisions']): string[] {
  if (reprises.length + laissees.length === 0) return ['  Aucune à reprendre.'];
  const reprisesDites = reprises.map(({ de, ref, libelle, decision }) =>
    de === ref ? `${ref} · ${libelle} · ${decision}` : `${de} → ${ref} · ${libelle} · ${decision}`,
  );
  // Those that wait for one file are told together.
  const enAttente = new Map<string, number>();
  const autres: LaisseePourLecteurs[] = [];
  let deja = 0;
  for (const laissee of laissees)
    if (laissee.raison === 'deja_decidee') deja += 1;
    else if (laissee.raison === 'source_absente' || laissee.raison === 'source_fautive')
      enAttente.set(laissee.dit, (enAttente.get(laissee.dit) ?? 0) + 1);
    else autres.push(laissee);
  const section = (titre: string, lignes: readonly string[]) =>
    lignes.length === 0
      ? []
      : [`  ${titre}`, ...limit(lignes, DECISIONS_MONTREES).map((ligne) => `    ${printable(ligne)}`)];
  return [
    ...section(`${accord(reprises.length, 'reprise')}, auteur et date gardés :`, reprisesDites),
    ...section(
      `${accord(autres.length, 'laissée')} :`,
      autres.map(({ de, libelle, dit }) => `${de} · ${libelle} · ${dit}`),
    ),
    ...(deja > 0
      ? [`  ${accord(deja, 'ligne')} de ce dossier déjà décidée${deja > 1 ? 's' : ''} : rien n’y change.`]
      : []),
    ...section(
      'En attente :',
      [...enAttente].map(([dit, nombre]) => `${accord(nombre, 'décision')} : ${dit}`),
    ),
  ];
}

function limit(lignes: readonly string[], nombre: number): string[] {
  const reste = lignes.length - nombre;
  return reste > 0
    ? [...lignes.slice(0, nombre), `… et ${accord(reste, 'autre')} ; --json les donne toutes.`]
    : [...lignes];
}
