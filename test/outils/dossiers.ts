/** Dossiers for tests: laid out of folders put one over the other, and the commands run on them as officers would. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { runProgram } from '../../src/cli/program.ts';

/** What a command wrote, and its exit code. */
export interface Execution {
  readonly sortie: string;
  readonly erreur: string;
  readonly code: number;
}

/** A folder to run commands from; the dossier is `dossier/` in it. */
export interface Poste {
  readonly racine: string;
  readonly dossier: string;
  ranger(): void;
}

/** Copies folders one over the other into a fresh `dossier/`. To tidy up in the end. */
export function poserDossier(...couches: readonly string[]): Poste {
  const racine = mkdtempSync(join(tmpdir(), 'jaune-essai-'));
  const dossier = join(racine, 'dossier');
  // What a case says of itself is no part of the dossier.
  const filter = (chemin: string) => !/[\\/](?:attendu\.txt|commande\.txt|classeur\.json|pendant\.json)$/.test(chemin);
  for (const couche of couches) {
    // A link takes the place of the file of an earlier layer, which Node refuses to write over.
    for (const entree of readdirSync(couche, { recursive: true, withFileTypes: true }))
      if (entree.isSymbolicLink())
        rmSync(join(dossier, relative(couche, entree.parentPath), entree.name), { force: true });
    cpSync(couche, dossier, { recursive: true, filter });
  }
  return { racine, dossier, ranger: () => rmSync(racine, { recursive: true, force: true }) };
}

/** Runs `jaune controler dossier` and the like in this process, from a folder. One at a time. */
export function lancerIci(commande: string, depuis: string): Promise<Execution> {
  return courirIci(commande.trim().split(/\s+/).slice(1), depuis);
}

/** Runs the program in this process, by its words, from a folder. One at a time: the folder is that of the process. */
export async function courirIci(mots: readonly string[], depuis = process.cwd()): Promise<Execution> {
  const ecrits = { sortie: '', erreur: '' };
  const noter = (flux: keyof typeof ecrits) => ({
    write: (texte: string) => {
      ecrits[flux] += texte;
    },
  });
  const retour = process.cwd();
  process.chdir(depuis);
  try {
    const code = await runProgram(mots, { stdout: noter('sortie'), stderr: noter('erreur'), env: { NO_COLOR: '1' } });
    return { ...ecrits, code };
  } finally {
    process.chdir(retour);
  }
}

const PROGRAMME = resolve('dist/jaune.js');

/** Runs the bundled program, built first when a source is newer. */
export function lancerProgramme(commande: string, depuis: string): Execution {
  const [, ...mots] = commande.trim().split(/\s+/);
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAMME, ...mots], {
    cwd: depuis,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { sortie: stdout, erreur: stderr, code: status ?? -1 };
}

/** Builds the program if it is older than its sources. */
export function construireProgramme(): void {
  const bati = statSync(PROGRAMME, { throwIfNoEntry: false })?.mtimeMs ?? -1;
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((nom) => join('src', nom));
  if (sources.every((source) => statSync(source).mtimeMs <= bati)) return;
  const construction = spawnSync(process.execPath, ['.ci/build.mjs'], { encoding: 'utf8' });
  if (construction.status !== 0) throw new Error(construction.stderr);
}
