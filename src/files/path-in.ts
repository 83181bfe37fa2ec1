import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMissing } from './file-system.ts';

/**
 * The one form in which a name is kept and compared: a Mac writes `é` as two signs in the names of a zip, others as one, and
 * people see the same.
 */
export function oneForm(name: string): string {
  return name.normalize('NFC');
}

/**
 * Where a file of a folder is on the disk, whatever the form of its name there. One that is not there is where its name says: who
 * reads it tells it.
 * @param file path in the folder, with `/`
 */
export function pathIn(root: string, file: string): string {
  const asWritten = join(root, file);
  if (isAscii(file) || !isMissing(asWritten)) return asWritten;
  let path = root;
  for (const step of file.split('/')) {
    const found = namesIn(path).find((name) => oneForm(name) === oneForm(step));
    if (found === undefined) return asWritten;
    path = join(path, found);
  }
  return path;
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
