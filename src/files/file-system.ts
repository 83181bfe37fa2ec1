import { readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { comparer } from '../domain/textes/ordre.ts';

/**
 * Makes sure, before a file is opened, that it is one: to open a named pipe waits for somebody to write in it, and a device
 * never ends. Folders are left to whoever opens them, which the system refuses by itself.
 * @throws an error of the file system
 */
export function requireOrdinaryFile(chemin: string): void {
  const etat = statSync(chemin);
  if (etat.isFile() || etat.isDirectory()) return;
  throw Object.assign(new Error('ce n’est pas un fichier ordinaire'), {
    code: 'EFTYPE',
    syscall: 'open',
    path: chemin,
  });
}

/**
 * Whether nothing is at a path. What cannot be looked at, for want of the right to enter a folder, is not missing: who reads it
 * will tell why it cannot.
 */
export function isMissing(chemin: string): boolean {
  try {
    statSync(chemin);
    return false;
  } catch (erreur) {
    return erreur instanceof Error && 'code' in erreur && (erreur.code === 'ENOENT' || erreur.code === 'ENOTDIR');
  }
}

/**
 * Writes bytes where an open file stands, all of them: a disk may take less than it is given at once.
 * @throws the errors of the file system
 */
export function writeAll(descripteur: number, octets: Uint8Array): void {
  for (let ecrits = 0; ecrits < octets.length; ) ecrits += writeSync(descripteur, octets, ecrits);
}

/**
 * The files under a folder, its subfolders included, as paths from it with `/`, in the order of their names: never that of
 * the disk. Links are listed, not followed.
 * @throws the errors of the file system
 */
export function listFiles(dossier: string): string[] {
  return listUnder(dossier, '').sort(comparer);
}

function listUnder(dossier: string, sous: string): string[] {
  return readdirSync(join(dossier, sous), { withFileTypes: true }).flatMap((entree) => {
    const nom = sous === '' ? entree.name : `${sous}/${entree.name}`;
    return entree.isDirectory() ? listUnder(dossier, nom) : [nom];
  });
}
