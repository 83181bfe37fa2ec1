import { writeSync } from 'node:fs';

/**
 * Writes bytes where an open file stands, all of them: a disk may take less than it is given at once.
 * @throws the errors of the file system
 */
export function writeAll(descripteur: number, octets: Uint8Array): void {
  for (let ecrits = 0; ecrits < octets.length; ) ecrits += writeSync(descripteur, octets, ecrits);
}
