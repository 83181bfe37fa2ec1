import type { CsvFormat } from '../../files/csv-format.ts';
import { openDecoder } from '../../files/decoder.ts';
import { readHead } from '../../files/read-head.ts';

/** What stands above titles is short; a preamble that goes on beyond is read no further. */
const OCTETS_LUS = 64 * 1024;

/** The filled cells of the lines above the titles, which the reading skips. */
export function lignesDuDessus(chemin: string, { encodage, separateur, preambule }: CsvFormat): readonly string[] {
  if (preambule === 0) return [];
  const decodeur = openDecoder(encodage);
  const texte = Buffer.concat([decodeur.decode(readHead(chemin, OCTETS_LUS)), decodeur.end()]).toString('utf8');
  return texte
    .split(/\r\n|\n|\r/, preambule)
    .flatMap((ligne) => ligne.split(separateur))
    .map((cellule) => cellule.trim().replace(/^"(.*)"$/, '$1'))
    .filter((cellule) => cellule !== '');
}
