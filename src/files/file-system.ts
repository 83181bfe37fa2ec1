import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { comparer } from '../domain/textes/ordre.ts';

/**
 * Makes sure, before a file is opened, that it is one: to open a named pipe waits for somebody to write in it, and a device
 * never ends. Folders are left to whoever opens them, which the system refuses by itself.
 * @throws an error of the file system
 */
export function requireOrdinaryFile(path: string): void {
  const state = statSync(path);
  if (state.isFile() || state.isDirectory()) return;
  throw Object.assign(new Error('ce n’est pas un fichier ordinaire'), {
    code: 'EFTYPE',
    syscall: 'open',
    path,
  });
}

/**
 * Whether nothing is at a path. What cannot be looked at, for want of the right to enter a folder, is not missing: who reads it
 * will tell why it cannot.
 */
export function isMissing(path: string): boolean {
  try {
    statSync(path);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
  }
}

/**
 * Writes bytes where an open file stands, all of them: a disk may take less than it is given at once.
 * @throws the errors of the file system
 */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

/** Letters of a text that are written at a time. */
const BLOCK = 1 << 18;

/**
 * Writes a file piece after piece: whole, its text may be larger than all that it was made from.
 * @throws the errors of the file system
 */
export function writePieces(path: string, pieces: Iterable<string>): void {
  const descriptor = openSync(path, 'w');
  try {
    let block = '';
    for (const piece of pieces) {
      block += piece;
      if (block.length < BLOCK) continue;
      writeAll(descriptor, Buffer.from(block));
      block = '';
    }
    writeAll(descriptor, Buffer.from(block));
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The files under a folder, its subfolders included, as paths from it with `/`, in the order of their names: never that of
 * the disk. Links are listed, not followed.
 * @throws the errors of the file system
 */
export function listFiles(folder: string): string[] {
  return listUnder(folder, '').sort(comparer);
}

function listUnder(folder: string, under: string): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    return entry.isDirectory() ? listUnder(folder, name) : [name];
  });
}
