import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { packageRoot } from '../../src/files/tool.ts';
import { dansLesEssais } from './atelier.ts';

/** What a run of the program wrote, and its exit code (`null` when it was killed). */
export interface Course {
  readonly code: number | null;
  readonly sortie: string;
  readonly erreur: string;
}

const CHEMIN = dansLesEssais('programme', 'jaune.js');

/** The program as it is delivered, built before all tests, run by Node in a process of its own. */
export const jaune = {
  chemin: CHEMIN,

  /** Runs it, its streams being pipes, from the root of the project unless told otherwise. */
  courir(
    arguments_: readonly string[],
    environnement: Readonly<Record<string, string>> = {},
    dossier = packageRoot(),
  ): Promise<Course> {
    return new Promise((resolve, reject) => {
      const { FORCE_COLOR: _, NO_COLOR: __, ...herite } = process.env;
      const processus = spawn(process.execPath, [CHEMIN, ...arguments_], {
        cwd: dossier,
        env: { ...herite, ...environnement },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let [sortie, erreur] = ['', ''];
      processus.stdout.setEncoding('utf8').on('data', (texte: string) => {
        sortie += texte;
      });
      processus.stderr.setEncoding('utf8').on('data', (texte: string) => {
        erreur += texte;
      });
      processus.on('error', reject).on('close', (code) => resolve({ code, sortie, erreur }));
    });
  },

  /** Puts a copy of it somewhere else; gives what Node is to run there. */
  copierDans(dossier: string): string {
    cpSync(dirname(CHEMIN), dossier, { recursive: true });
    return join(dossier, basename(CHEMIN));
  },
};

/** Path of a small program of `programmes/`, by its name. */
export function petitProgramme(nom: string): string {
  return dansLesEssais('petits-programmes', `${nom}.mjs`);
}
