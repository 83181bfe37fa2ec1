import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { writeAll } from './file-system.ts';
import { tidyIfInterrupted } from './interruption.ts';
import { nameInTheMaking, removeQuietly, sweepLeftovers } from './leftovers.ts';
import { UnwritableOutput } from './output-folder.ts';
import { systemFailure, systemRemedy } from './unreadable.ts';

/**
 * Puts a file in place of another, or where there was none, by renaming: readers find the former or the new one whole, and
 * on failure the former is untouched and nothing is left beside it.
 * @param fabriquer makes the new file at the path that it is given, in a folder of its own on the same disk
 * @param verifier runs once all is written, just before the new file is shown; what it throws stops everything
 * @throws UnwritableOutput when the system refuses
 */
export async function replaceFile(
  cible: string,
  fabriquer: (chemin: string) => Promise<void> | void,
  verifier: () => void = () => {},
): Promise<void> {
  // Through a link, it is the file at its end that is replaced, not the link.
  const vraie = existsSync(cible) ? realpathSync(cible) : cible;
  const atelier = nameInTheMaking(vraie);
  sweepLeftovers(vraie);
  const rendreLesSignaux = tidyIfInterrupted(() => rmSync(atelier, { recursive: true, force: true }));
  try {
    mkdirSync(atelier);
    const brouillon = join(atelier, basename(vraie));
    await fabriquer(brouillon);
    verifier();
    renameSync(brouillon, vraie);
  } catch (erreur) {
    const panne = systemFailure(erreur);
    if (panne === undefined) throw erreur;
    throw new UnwritableOutput(
      `${cible} ne peut pas être écrit : ${panne}`,
      systemRemedy(
        erreur,
        'Vérifiez que vous avez le droit d’écrire à cet endroit, et qu’il n’est pas protégé ; puis relancez.',
      ),
    );
  } finally {
    rendreLesSignaux();
    removeQuietly(atelier);
  }
}

/** Writes bytes in a new file, down to the disk. */
export function writeWhole(chemin: string, octets: Uint8Array): void {
  const descripteur = openSync(chemin, 'w');
  try {
    writeAll(descripteur, octets);
    fsyncSync(descripteur);
  } finally {
    closeSync(descripteur);
  }
}

/** The bytes of a file, or nothing when there is none. */
export function readIfThere(chemin: string): Buffer | undefined {
  return existsSync(chemin) ? readFileSync(chemin) : undefined;
}
