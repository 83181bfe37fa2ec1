import { FileBytes } from './file-bytes.ts';

const BLOCK = 1024 * 1024;

/**
 * Whether a file has one of some words in it, as they are written; a block at a time, whatever its size.
 * @throws the errors of the file system
 */
export function fileHolds(path: string, words: readonly string[]): boolean {
  const file = new FileBytes(path);
  // A word may stand over two blocks.
  const overlap = Math.max(...words.map((word) => Buffer.byteLength(word)));
  try {
    for (let start = 0; start < file.size; start += BLOCK) {
      const bytes = file.read(start, BLOCK + overlap);
      if (words.some((word) => bytes.includes(word))) return true;
    }
    return false;
  } finally {
    file.close();
  }
}
