import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { trierPar } from '../domain/textes/ordre.ts';
import { oneForm } from '../files/path-in.ts';

export const SOMMES = 'SHA256SUMS';

/** Checksums as `sha256sum -c` reads them, in the order of the names. */
export function ecrireLesSommes(fichiers: readonly FichierPese[]): string {
  return trierPar(fichiers, ({ nom }) => nom)
    .map(({ nom, sha256 }) => `${sha256}  ${nom}\n`)
    .join('');
}

/** What a file of checksums says: a digest by name, and the numbers of the lines that say nothing of the kind. */
interface SommesLues {
  readonly parNom: ReadonlyMap<string, string>;
  readonly illisibles: readonly number[];
}

/** Reads a file of checksums, in text or binary mode (` ` or `*` before the name). A name given twice is unreadable. */
export function lireLesSommes(texte: string): SommesLues {
  const parNom = new Map<string, string>();
  const illisibles: number[] = [];
  for (const [rang, ligne] of texte.split('\n').entries()) {
    if (ligne === '') continue;
    const [, somme = '', ecrit = ''] = /^([0-9a-f]{64}) [ *](.+)$/.exec(ligne.replace(/\r$/, '')) ?? [];
    const nom = oneForm(ecrit);
    if (nom === '' || parNom.has(nom)) illisibles.push(rang + 1);
    else parNom.set(nom, somme);
  }
  return { parNom, illisibles };
}

/** A file weighed: what tells it from any other. */
export interface FichierPese {
  /** Path with `/`, from the folder that it is weighed in. */
  readonly nom: string;
  readonly octets: number;
  /** SHA-256 of its bytes, 64 digits. */
  readonly sha256: string;
}

interface FichierAPeser {
  readonly nom: string;
  readonly chemin: string;
}

/** Up to this size a file is read at once: rules, texts and tables are many and small. */
const MORCEAU = 1024 * 1024;

/**
 * Weighs a file, whatever its size.
 * @throws the errors of the file system
 */
export async function peserUnFichier(fichier: FichierAPeser): Promise<FichierPese> {
  return peserLeFichier(fichier);
}

/** The same, at once. */
export function peserLeFichier({ nom, chemin }: FichierAPeser): FichierPese {
  if (statSync(chemin).size <= MORCEAU) return peserDesOctets(nom, readFileSync(chemin));
  const hachage = createHash('sha256');
  const descripteur = openSync(chemin, 'r');
  try {
    // One piece of memory for all: those that a stream makes wait by tens of megabytes to be let go of.
    const morceau = Buffer.allocUnsafe(MORCEAU);
    let octets = 0;
    for (let lus = MORCEAU; lus > 0; octets += lus) {
      lus = readSync(descripteur, morceau);
      hachage.update(morceau.subarray(0, lus));
    }
    return { nom, octets, sha256: hachage.digest('hex') };
  } finally {
    closeSync(descripteur);
  }
}

export function peserDesOctets(nom: string, octets: Uint8Array): FichierPese {
  return { nom, octets: octets.length, sha256: createHash('sha256').update(octets).digest('hex') };
}
