import { crc32, inflateRawSync } from 'node:zlib';
import { FileBytes } from './file-bytes.ts';
import { readDirectory } from './read-directory.ts';
import { RefusedArchive } from './refused-archive.ts';
import { localHeader, STORED } from './zip-records.ts';

/**
 * The bytes of one file of an archive, which is read no further than its directory.
 * @param largest bytes that it may have
 * @returns nothing when the archive has none of that name
 * @throws RefusedArchive when it is no archive, or damaged, or the file is larger
 * @throws the errors of the file system
 */
export function readEntry(path: string, name: string, largest: number): Buffer | undefined {
  const file = new FileBytes(path);
  try {
    const record = readDirectory(file).find((record) => Buffer.from(record.name).toString() === name);
    if (record === undefined) return undefined;
    const { size, compressed, method, checksum } = record;
    if (Math.max(size, compressed) > largest) throw new RefusedArchive(`« ${name} » est trop grand`);
    const content = file.read(record.offset + localHeader(record).length, compressed);
    const bytes = method === STORED ? Buffer.from(content) : inflate(content, size, name);
    if (bytes.length !== size || crc32(bytes) !== checksum) throw new RefusedArchive(`« ${name} » est abîmé`);
    return bytes;
  } finally {
    file.close();
  }
}

function inflate(content: Uint8Array, size: number, name: string): Buffer {
  try {
    return inflateRawSync(content, { maxOutputLength: size + 1 });
  } catch {
    throw new RefusedArchive(`« ${name} » est abîmé`);
  }
}
