import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Entry } from 'yauzl';

const FIN = 0x06054b50;
const TAILLE_FIN = 22;
const LOCAL = 0x04034b50;
const TAILLE_LOCALE = 30;
/** Sizes told after the content rather than before: bit 3; how long they are, with or without their mark. */
const DITE_APRES = 0x8;
const SUITES = [12, 16, 20, 24];

/**
 * Whether an archive is nothing but its entries, its directory and its end, one after the other: two archives end to end are
 * one to a program and the other to another, which would be verified and which would be read.
 */
export function estSansReste(chemin: string, entrees: readonly Entry[]): boolean {
  const descripteur = openSync(chemin, 'r');
  const lire = (position: number, longueur: number): Buffer => {
    const octets = Buffer.alloc(longueur);
    return octets.subarray(0, readSync(descripteur, octets, 0, longueur, position));
  };
  try {
    const taille = fstatSync(descripteur).size;
    const fin = lire(taille - TAILLE_FIN, TAILLE_FIN);
    if (fin.length < TAILLE_FIN || fin.readUInt32LE(0) !== FIN || fin.readUInt16LE(20) !== 0) return false;
    const repertoire = fin.readUInt32LE(16);
    if (repertoire + fin.readUInt32LE(12) !== taille - TAILLE_FIN) return false;
    const parPlace = [...entrees].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
    let attendues = [0];
    for (const { relativeOffsetOfLocalHeader: place, compressedSize, generalPurposeBitFlag } of parPlace) {
      if (!attendues.includes(place)) return false;
      const tete = lire(place, TAILLE_LOCALE);
      if (tete.length < TAILLE_LOCALE || tete.readUInt32LE(0) !== LOCAL) return false;
      const apres = place + TAILLE_LOCALE + tete.readUInt16LE(26) + tete.readUInt16LE(28) + compressedSize;
      attendues = (generalPurposeBitFlag & DITE_APRES) === 0 ? [apres] : SUITES.map((suite) => apres + suite);
    }
    return attendues.includes(repertoire);
  } finally {
    closeSync(descripteur);
  }
}
