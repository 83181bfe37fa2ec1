/** The program run under watch: how it ends, in how much time and memory, and whether what it says is fit for an officer. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/files/tool.ts';
import type { Course } from '../outils/paquet.ts';

/** A run that was watched. */
export interface CourseSurveillee extends Course {
  readonly signal: NodeJS.Signals | null;
  /** Seconds of processor, and peak of memory in MB; nothing when it was killed. */
  readonly cout?: { readonly processeur: number; readonly megaoctets: number };
}

/** How to run it. */
export interface Surveillance {
  readonly depuis: string;
  /** Where its temporary files go. */
  readonly temporaires?: string;
  /** Killed after so many milliseconds. */
  readonly tuerApres?: number;
}

/** Whatever the machine does beside, nothing of an attempt takes as long. */
const PATIENCE_MS = 120_000;
const PROCESSEUR_S = 20;
const MEGAOCTETS = 700;
const TAS_MO = 300;
/** Codes that the guide documents. */
const CODES = [0, 1, 2, 3];

let courses = 0;

/** Runs it to its end, or until it is killed. */
export function courir(
  programme: string,
  mots: readonly string[],
  { depuis, temporaires, tuerApres }: Surveillance,
): Promise<CourseSurveillee> {
  courses += 1;
  const pic = join(depuis, `.pic-${courses}.json`);
  if (temporaires !== undefined) mkdirSync(temporaires, { recursive: true });
  const lieuTemporaire = temporaires === undefined ? {} : { TMPDIR: temporaires, TEMP: temporaires, TMP: temporaires };
  const { FORCE_COLOR: _, ...herite } = process.env;
  return new Promise((resolve, reject) => {
    const options = [`--max-old-space-size=${TAS_MO}`, '--import', join(packageRoot(), 'test/bench/peak.mjs')];
    const processus = spawn(process.execPath, [...options, programme, ...mots], {
      cwd: depuis,
      env: { ...herite, ...lieuTemporaire, NO_COLOR: '1', BENCH_PIC: pic },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const minuterie = setTimeout(() => processus.kill('SIGKILL'), tuerApres ?? PATIENCE_MS);
    let [sortie, erreur] = ['', ''];
    processus.stdout.setEncoding('utf8').on('data', (texte: string) => {
      sortie += texte;
    });
    processus.stderr.setEncoding('utf8').on('data', (texte: string) => {
      erreur += texte;
    });
    processus.on('error', reject).on('close', (code, signal) => {
      clearTimeout(minuterie);
      const fin = { code, signal, sortie, erreur };
      if (!existsSync(pic)) return resolve(fin);
      const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(pic, 'utf8') || '{}');
      rmSync(pic, { force: true });
      const cout = { processeur: (userCPUTime + systemCPUTime) / 1e6, megaoctets: maxRSS / 1024 };
      resolve(maxRSS === undefined ? fin : { ...fin, cout });
    });
  });
}

/** What betrays a program that fell: its stack, or the words of a library. */
const PILE = /^\s+at .*[(:]\d+:\d+\)?$|\bnode:internal|\b(?:Type|Range|Reference|Syntax)Error\b|\bUnhandled/m;
const ANGLAIS =
  /\b(?:the|is not|must be|error|expect(?:ed|ing)|unexpected|invalid|cannot|could not|failed|exceeded|undefined|null|NaN|Infinity|unknown|unclosed|missing|too (?:big|long|many))\b|\[object /i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
const COMMANDES_DE_TERMINAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u009b]/;

/** What is wrong with how a run ended, whatever it was given. */
export function fauteDe({ code, signal, sortie, erreur, cout }: CourseSurveillee): string | undefined {
  const dit = `${sortie}${erreur}`;
  if (signal !== null) return `arrêté par ${signal} : ${erreur.slice(0, 200)}`;
  if (code === null || !CODES.includes(code)) return `code ${code} : ${erreur.slice(0, 300)}`;
  const pile = PILE.exec(dit);
  if (pile) return `pile d’appels : ${pile[0].trim()}`;
  // What is quoted from the files is theirs: excerpts, and what stands in quotation marks.
  const motsDuProgramme = erreur.replaceAll(/^.*│.*$/gm, '').replaceAll(/«[^»]*»/g, '');
  const anglais = ANGLAIS.exec(motsDuProgramme);
  if (anglais) return `anglais, « ${anglais[0]} » : ${autour(motsDuProgramme, anglais.index)}`;
  const commande = COMMANDES_DE_TERMINAL.exec(dit);
  if (commande) return `un signe de commande sur l’écran : ${JSON.stringify(autour(dit, commande.index))}`;
  if (code !== 0 && dit.trim() === '') return `code ${code}, sans un mot`;
  if (cout && cout.processeur > PROCESSEUR_S) return `${cout.processeur.toFixed(1)} s de processeur`;
  if (cout && cout.megaoctets > MEGAOCTETS) return `${Math.round(cout.megaoctets)} Mo`;
  return undefined;
}

function autour(texte: string, rang: number): string {
  return texte.slice(Math.max(0, rang - 80), rang + 80).replaceAll('\n', ' ');
}
