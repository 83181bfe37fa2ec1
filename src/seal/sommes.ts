import { trierPar } from '../domain/textes/ordre.ts';
import type { FichierPese } from './peser.ts';

/** The file of checksums of an edition and of an archive. */
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
    const [, somme = '', nom = ''] = /^([0-9a-f]{64}) [ *](.+)$/.exec(ligne.replace(/\r$/, '')) ?? [];
    if (nom === '' || parNom.has(nom)) illisibles.push(rang + 1);
    else parNom.set(nom, somme);
  }
  return { parNom, illisibles };
}
