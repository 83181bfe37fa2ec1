/** Dossiers for tests: laid out of folders put one over the other, and the commands run on them as officers would. */
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../src/cli/program.ts';
import { dossierDEssai } from './atelier.ts';
import { type Course, jaune } from './paquet.ts';

/** A folder to run commands from; the dossier is `dossier/` in it. */
export interface Poste {
  readonly racine: string;
  readonly dossier: string;
}

/** Copies folders one over the other into a fresh `dossier/`. */
export function poserDossier(...couches: readonly string[]): Poste {
  const racine = dossierDEssai();
  const dossier = join(racine, 'dossier');
  for (const couche of couches) copier(couche, dossier);
  return { racine, dossier };
}

/** What a case says of itself is no part of the dossier. */
const DU_CAS = new Set(['attendu.txt', 'commande.txt', 'classeur.json', 'pendant.json', 'enregistres']);

/** Thousands of small folders: with fewer gestures than Node makes for any folder. */
function copier(de: string, vers: string): void {
  mkdirSync(vers, { recursive: true });
  for (const entree of readdirSync(de, { withFileTypes: true })) {
    const [source, cible] = [join(de, entree.name), join(vers, entree.name)];
    if (DU_CAS.has(entree.name)) continue;
    if (entree.isDirectory()) copier(source, cible);
    else if (entree.isFile()) copyFileSync(source, cible);
    else {
      // A link takes the place of the file of an earlier layer, which Node refuses to write over.
      rmSync(cible, { force: true });
      cpSync(source, cible);
    }
  }
}

/** Runs `jaune controler dossier` and the like in this process, from a folder; variables before it, as in a shell. One at a time. */
export function lancerIci(commande: string, depuis: string): Promise<Course> {
  const mots = commande.trim().split(/\s+/);
  const debut = mots.indexOf('jaune');
  const variables = mots.slice(0, debut).map((mot) => mot.split('=', 2));
  return courirIci(mots.slice(debut + 1), depuis, Object.fromEntries(variables));
}

/** Runs the program in this process, by its words, from a folder. One at a time: the folder is that of the process. */
export async function courirIci(
  mots: readonly string[],
  depuis = process.cwd(),
  variables: Readonly<Record<string, string>> = {},
): Promise<Course> {
  const ecrits = { sortie: '', erreur: '' };
  const noter = (flux: keyof typeof ecrits) => ({
    write: (texte: string) => {
      ecrits[flux] += texte;
    },
  });
  const env = { NO_COLOR: '1', ...variables };
  const retour = process.cwd();
  process.chdir(depuis);
  try {
    const code = await runProgram(mots, { stdout: noter('sortie'), stderr: noter('erreur'), env });
    return { ...ecrits, code };
  } finally {
    process.chdir(retour);
  }
}

/** Runs the program as it is delivered, from a folder. */
export function lancerProgramme(commande: string, depuis: string): Promise<Course> {
  const [, ...mots] = commande.trim().split(/\s+/);
  return jaune.courir(mots, { NO_COLOR: '1' }, depuis);
}
