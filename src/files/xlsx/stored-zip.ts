import { fstatSync, readSync } from 'node:fs';

/** A part of a zip file whose parts are not compressed: where its bytes lie. */
export interface PartieRangee {
  readonly nom: string;
  readonly debut: number;
  readonly taille: number;
}

const SIGNATURE_FIN = 0x06054b50;
const TAILLE_FIN = 22;
const TAILLE_ENTREE = 46;
const TAILLE_LOCALE = 30;
const RANGEE = 0;

/**
 * The parts of a zip file written by this program without compression nor comment, folders apart, from its directory.
 * @throws Error when it is something else
 */
export function lirePartiesRangees(fichier: number): PartieRangee[] {
  const { size } = fstatSync(fichier);
  const fin = lire(fichier, size - TAILLE_FIN, TAILLE_FIN);
  if (fin.readUInt32LE(0) !== SIGNATURE_FIN) throw new Error('fichier intermédiaire du classeur illisible');
  const repertoire = lire(fichier, fin.readUInt32LE(16), fin.readUInt32LE(12));
  const parties: PartieRangee[] = [];
  for (let rang = 0; rang < repertoire.length; ) {
    const finNom = rang + TAILLE_ENTREE + repertoire.readUInt16LE(rang + 28);
    const nom = repertoire.toString('utf8', rang + TAILLE_ENTREE, finNom);
    if (repertoire.readUInt16LE(rang + 10) !== RANGEE) throw new Error(`${nom} : partie compressée`);
    const local = repertoire.readUInt32LE(rang + 42);
    const tete = lire(fichier, local, TAILLE_LOCALE);
    const debut = local + TAILLE_LOCALE + tete.readUInt16LE(26) + tete.readUInt16LE(28);
    if (!nom.endsWith('/')) parties.push({ nom, debut, taille: repertoire.readUInt32LE(rang + 24) });
    rang = finNom + repertoire.readUInt16LE(rang + 30) + repertoire.readUInt16LE(rang + 32);
  }
  return parties;
}

function lire(fichier: number, position: number, taille: number): Buffer {
  const octets = Buffer.alloc(taille);
  if (position < 0 || readSync(fichier, octets, 0, taille, position) !== taille)
    throw new Error('fichier intermédiaire du classeur tronqué');
  return octets;
}
