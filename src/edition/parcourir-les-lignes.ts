import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';
import type { Puits } from '../ingest/lecture-de-source.ts';
import { lireSource } from '../ingest/lecture-en-fil.ts';
import { contexteDe, type Preparation } from './preparation.ts';

/**
 * Shows every line of every source of a dossier, in their order.
 * @returns the sources that could be read
 */
export async function parcourirLesLignes(
  preparation: Preparation,
  ligne: Puits['ligne'],
  ecartee: Puits['ecartee'] = () => undefined,
): Promise<readonly SourceLue[]> {
  const lues: SourceLue[] = [];
  for (const source of preparation.dossier.sources) {
    const lue = await lireUneSource(preparation, source, { ligne, ecartee });
    if (lue) lues.push(lue);
  }
  return lues;
}

export function lireUneSource(
  preparation: Preparation,
  source: SourceDeclaree,
  puits: Puits,
): Promise<SourceLue | undefined> {
  const commencee = preparation.commencees.get(source);
  preparation.commencees.delete(source);
  const { fichier, nom } = source;
  return lireSource(
    source,
    contexteDe(preparation, source),
    { ...puits, apresMorceau: (octets, lignes) => preparation.avancement.tell(fichier, nom, octets, lignes) },
    commencee,
  );
}
