import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { comparer } from '../domain/ordre.ts';

/**
 * The files under a folder, its subfolders included, as paths from it with `/`, in the order of their names: never that of
 * the disk. Links are listed, not followed.
 * @throws the errors of the file system
 */
export function listFiles(dossier: string): string[] {
  return lister(dossier, '').sort(comparer);
}

function lister(dossier: string, sous: string): string[] {
  return readdirSync(join(dossier, sous), { withFileTypes: true }).flatMap((entree) => {
    const nom = sous === '' ? entree.name : `${sous}/${entree.name}`;
    return entree.isDirectory() ? lister(dossier, nom) : [nom];
  });
}
