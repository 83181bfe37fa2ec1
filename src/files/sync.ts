import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Refus } from '../domain/constats/refus.ts';
import { systemFailure } from './unreadable.ts';

/** What systems answer that do not have the content of a folder put down to the disk: Windows, and some shares. */
const WITHOUT_FOLDERS = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'ENOSYS', 'EBADF']);

/**
 * Has the disk keep what was written in a file: whoever then gives it its name shows it whole, even after a power cut.
 * @throws the errors of the file system
 */
export function syncFile(path: string): void {
  // Windows asks for the right to write.
  sync(path, 'r+');
}

/**
 * Has the disk keep a folder and all that is in it.
 * @throws the errors of the file system
 */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncFile(path);
  }
  syncFolder(folder);
}

/**
 * Has the disk keep the names in a folder that something was just given.
 * @param shown what was given one: it stands there whatever the disk answers
 * @throws Refus when the disk does not answer that it does
 */
export function syncShown(folder: string, shown: string): void {
  try {
    syncFolder(folder);
  } catch (error) {
    const failure = systemFailure(error);
    if (failure === undefined) throw error;
    throw new Refus(
      'donnees',
      `${shown} est écrit, mais le disque n’a pas confirmé qu’il le garde : ${failure}`,
      'Vérifiez ce disque, puis relancez la commande avant de compter sur ce fichier.',
    );
  }
}

function syncFolder(folder: string): void {
  try {
    sync(folder, 'r');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && WITHOUT_FOLDERS.has(String(error.code)))) throw error;
  }
}

function sync(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
