import { closeSync, openSync, readSync } from 'node:fs';
import { Zip } from 'fflate';
import { writeAll } from '../write-all.ts';
import { PartieComprimee } from '../zip/deflated-part.ts';
import { BLOCK, byPlace, LEVEL } from './parts-in-order.ts';
import { lirePartiesRangees, type PartieRangee } from './stored-zip.ts';

/**
 * Makes a document of the file that the streaming writer left (parts stored as they are, in the order in which they were
 * ready): parts in a fixed order, `[Content_Types].xml` first, no date, compressed by code of ours rather than by the
 * machine's zlib. The same parts give the same bytes everywhere. Parts are never held whole.
 *
 * @throws Error when a file cannot be read or written, or the first is not what the streaming writer leaves
 */
export function rezip(entree: string, sortie: string): void {
  const lu = openSync(entree, 'r');
  try {
    const ecrit = openSync(sortie, 'w');
    try {
      const parties = [...lirePartiesRangees(lu)].sort((gauche, droite) => byPlace(gauche.nom, droite.nom));
      compresser(lu, ecrit, parties);
    } finally {
      closeSync(ecrit);
    }
  } finally {
    closeSync(lu);
  }
}

function compresser(lu: number, ecrit: number, parties: readonly PartieRangee[]): void {
  const zip = new Zip((erreur, octets) => {
    if (erreur) throw erreur;
    writeAll(ecrit, octets);
  });
  for (const { nom, debut, taille } of parties) {
    const partie = new PartieComprimee(nom, LEVEL);
    zip.add(partie);
    let fait = 0;
    do {
      // A new block each time: fflate keeps what it was given.
      const bloc = new Uint8Array(Math.min(BLOCK, taille - fait));
      if (readSync(lu, bloc, 0, bloc.length, debut + fait) !== bloc.length) throw new Error(`${nom} : fichier tronqué`);
      fait += bloc.length;
      partie.push(bloc, fait === taille);
    } while (fait < taille);
  }
  zip.end();
}
