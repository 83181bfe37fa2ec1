import { closeSync, openSync, readSync } from 'node:fs';
import type { CsvFormat } from '../../files/csv-format.ts';
import { openDecoder } from '../../files/decoder.ts';

/** What stands above titles is short; a preamble that goes on beyond is read no further. */
const OCTETS_LUS = 64 * 1024;

/** The filled cells of the lines above the titles, which the reading skips. */
export function lignesDuDessus(chemin: string, { encodage, separateur, preambule }: CsvFormat): readonly string[] {
  if (preambule === 0) return [];
  const tampon = Buffer.alloc(OCTETS_LUS);
  const fichier = openSync(chemin, 'r');
  let lus = 0;
  try {
    lus = readSync(fichier, tampon, 0, OCTETS_LUS, 0);
  } finally {
    closeSync(fichier);
  }
  const decodeur = openDecoder(encodage);
  const texte = Buffer.concat([decodeur.decode(tampon.subarray(0, lus)), decodeur.end()]).toString('utf8');
  return texte
    .split(/\r\n|\n|\r/, preambule)
    .flatMap((ligne) => ligne.split(separateur))
    .map((cellule) => cellule.trim().replace(/^"(.*)"$/, '$1'))
    .filter((cellule) => cellule !== '');
}
