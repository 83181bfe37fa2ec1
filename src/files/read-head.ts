import { closeSync, openSync, readSync } from 'node:fs';

/**
 * The first bytes of a file, at most `size` of them.
 * @throws the errors of the file system
 */
export function readHead(path: string, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  const descriptor = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}
