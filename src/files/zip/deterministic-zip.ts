import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { Zip } from 'fflate';
import { writeAll } from '../write-all.ts';
import { PartieComprimee } from './deflated-part.ts';

/** What is read at a time; fixed, since the cuts show in the compressed bytes. */
const BLOC = 1 << 16;
const NIVEAU = 6;
/** A zip without extensions tells sizes on 32 bits; every tool reads those. */
const TAILLE_MAX = 0xffff_fffe;

/** A file to put in an archive: its name there, and its bytes or where they lie. */
export interface EntreeDArchive {
  readonly nom: string;
  readonly contenu: Uint8Array | { readonly chemin: string };
}

/** Thrown when what is to be archived does not fit in a zip that every tool can read. */
export class ArchiveTropGrande extends Error {
  constructor(nom: string) {
    super(`${nom} est trop grand pour une archive zip que tout outil sache lire (4 Gio)`);
    this.name = 'ArchiveTropGrande';
  }
}

/**
 * Writes a zip: entries in the order given, no date, compressed by code of ours rather than by the machine's zlib. The same
 * entries give the same bytes on every machine. Files are never held whole.
 * @throws ArchiveTropGrande beyond 4 GiB
 * @throws the errors of the file system
 */
export function writeZip(cible: string, entrees: readonly EntreeDArchive[]): void {
  const ecrit = openSync(cible, 'w');
  try {
    let total = 0;
    const zip = new Zip((erreur, octets) => {
      if (erreur) throw erreur;
      total += octets.length;
      if (total > TAILLE_MAX) throw new ArchiveTropGrande('L’ensemble');
      writeAll(ecrit, octets);
    });
    for (const { nom, contenu } of entrees) {
      const partie = new PartieComprimee(nom, NIVEAU);
      zip.add(partie);
      if (contenu instanceof Uint8Array) pousser(partie, contenu);
      else pousserFichier(partie, contenu.chemin, nom);
    }
    zip.end();
  } finally {
    closeSync(ecrit);
  }
}

function pousser(partie: PartieComprimee, octets: Uint8Array): void {
  for (let fait = 0; fait < octets.length - BLOC; fait += BLOC) partie.push(octets.slice(fait, fait + BLOC));
  partie.push(octets.slice(Math.max(0, Math.ceil(octets.length / BLOC) - 1) * BLOC), true);
}

function pousserFichier(partie: PartieComprimee, chemin: string, nom: string): void {
  const taille = statSync(chemin).size;
  if (taille > TAILLE_MAX) throw new ArchiveTropGrande(nom);
  const lu = openSync(chemin, 'r');
  try {
    let fait = 0;
    do {
      // A new block each time: fflate keeps what it was given.
      const bloc = new Uint8Array(Math.min(BLOC, taille - fait));
      if (readSync(lu, bloc, 0, bloc.length, fait) !== bloc.length) throw new Error(`${nom} : fichier tronqué`);
      fait += bloc.length;
      partie.push(bloc, fait === taille);
    } while (fait < taille);
  } finally {
    closeSync(lu);
  }
}
