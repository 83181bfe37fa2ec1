import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { replaceFile } from './replace-file.ts';
import { UnwritableOutput } from './unwritable-output.ts';

const MARK = '\ufeff';

/** A file of a dossier as it was before it was read: whoever adds to it adds to that, and to nothing that came since. */
export interface OpenedFile {
  readonly path: string;
  /** Nothing when there was none. */
  readonly bytes: Buffer | undefined;
}

export function openOwnFile(path: string): OpenedFile {
  return { path, bytes: readIfThere(path) };
}

function readIfThere(path: string): Buffer | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined;
}

/**
 * Writes a file again, line by line, with the mark and the line ends that it had. It is replaced whole or not at all.
 * @throws UnwritableOutput when it cannot be written, or changed since it was opened
 */
export async function rewriteOwnFile({ path, bytes: before }: OpenedFile, lines: readonly string[]): Promise<void> {
  const end = before?.includes('\r\n') ? '\r\n' : '\n';
  const mark = before?.subarray(0, 3).equals(Buffer.from(MARK)) ? MARK : '';
  const bytes = Buffer.from(`${mark}${lines.join(end)}${end}`, 'utf8');
  await replaceFile(
    path,
    (draft) => writeFileSync(draft, bytes),
    () => requireUnchanged(path, before),
  );
}

/**
 * Somebody may have saved the file meanwhile: what they wrote is not lost under ours.
 * @throws UnwritableOutput when they did
 */
export function requireUnchanged(path: string, before: Buffer | undefined): void {
  const now = readIfThere(path);
  const same = before === undefined ? now === undefined : now?.equals(before) === true;
  if (!same)
    throw new UnwritableOutput(
      `${join(dirname(resolve(path)), basename(path))} a changé pendant la lecture`,
      'Quelqu’un l’a enregistré entre-temps : relancez la commande.',
    );
}

/** A cell as files of a dossier hold it, quoted where it must be. */
export function quoteCell(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The cells of a row of such a file as they stand, quotation marks included. */
export function rawCells(row: string): string[] {
  const cells: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < row.length; index++) {
    if (row[index] === '"') quoted = !quoted;
    else if (row[index] === ';' && !quoted) {
      cells.push(row.slice(start, index));
      start = index + 1;
    }
  }
  return [...cells, row.slice(start)];
}
