import { execFileSync, spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { packageRoot } from '../../src/files/package-root.ts';
import { dansLesEssais } from './essais.ts';

/** What a run of the program wrote, and its exit code (`null` when it was killed). */
export interface Course {
  readonly code: number | null;
  readonly sortie: string;
  readonly erreur: string;
}

/** The program as it is delivered, run by Node in a process of its own. */
export interface Programme {
  readonly chemin: string;
  /** Runs it, its streams being pipes, from the root of the project unless told otherwise. */
  courir(
    arguments_: readonly string[],
    environnement?: Readonly<Record<string, string>>,
    dossier?: string,
  ): Promise<Course>;
  /** Puts a copy of it somewhere else; gives what Node is to run there. */
  copierDans(dossier: string): string;
  ranger(): void;
}

/** Bundles the program for one test file; under the project, where it finds its templates and tables. */
export function construire(nom: string): Programme {
  const racine = packageRoot();
  const chemin = dansLesEssais(nom, 'jaune.js');
  execFileSync(process.execPath, ['.ci/build.mjs', chemin], { cwd: racine });
  return {
    chemin,
    courir: (arguments_, environnement = {}, dossier = racine) =>
      new Promise((resolve, reject) => {
        const { FORCE_COLOR: _, NO_COLOR: __, ...herite } = process.env;
        const processus = spawn(process.execPath, [chemin, ...arguments_], {
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
      }),
    copierDans: (dossier) => {
      cpSync(dirname(chemin), dossier, { recursive: true });
      return join(dossier, basename(chemin));
    },
    ranger: () => rmSync(dansLesEssais(nom), { recursive: true, force: true }),
  };
}
