import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lireDeclarations, type SourceEcrite } from '../outils/lecteur-naif.ts';
import { COLONNES } from './colonnes.ts';
import { ENCODAGES } from './encodages.ts';
import type { Genre } from './genres.ts';
import { Hasard } from './hasard.ts';
import { LIGNES } from './lignes.ts';
import { OCTETS } from './octets.ts';
import { SIGNES } from './signes.ts';

export const GENRES: readonly Genre[] = [...COLONNES, ...OCTETS, ...ENCODAGES, ...SIGNES, ...LIGNES];

/** One damaged file: which kind of damage, to which source. */
export interface Tirage {
  readonly rang: number;
  readonly genre: Genre;
  readonly source: SourceEcrite;
  readonly octets: Buffer;
}

/** Draws damaged files from the sources of a dossier: the same for the same seed and rank. */
export function tireur(dossier: string): (graine: number, rang: number) => Tirage {
  const sources = lireDeclarations(dossier).map((source) => ({
    source,
    octets: readFileSync(join(dossier, source.fichier)),
  }));
  return (graine, rang) => {
    const hasard = new Hasard(graine * 1_000_003 + rang);
    // Each kind in its turn, and each time on another source.
    const genre = GENRES[rang % GENRES.length];
    const tour = Math.floor(rang / GENRES.length);
    const sujet = sources[(rang + tour * 7) % sources.length];
    if (!genre || !sujet) throw new RangeError('ni genre ni source');
    const autre = hasard.un(sources).octets;
    return { rang, genre, source: sujet.source, octets: genre.muter({ ...sujet, hasard, autre }) };
  };
}
