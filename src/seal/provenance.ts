import { join } from 'node:path';
import { trierPar } from '../domain/ordre.ts';
import { VERSION } from '../files/tool.ts';
import type { Provenance } from './paquet.ts';
import { type FichierPese, peserUnFichier } from './peser.ts';

/** Files of a folder. */
interface Fichiers {
  readonly racine: string;
  /** Paths in it. */
  readonly noms: readonly string[];
}

/**
 * What an edition was made from, weighed.
 * @param lus what was weighed while it was read: its digest is that of the bytes that were compiled, whatever became of the
 *   file since
 * @throws the errors of the file system
 */
export async function peserLaProvenance(
  dossier: Fichiers,
  outil: Fichiers,
  lus: readonly { readonly fichier: string; readonly octets: number; readonly sha256: string }[],
): Promise<Provenance> {
  const dejaPeses = new Map(lus.map(({ fichier, octets, sha256 }) => [fichier, { nom: fichier, octets, sha256 }]));
  const peser = async ({ racine, noms }: Fichiers): Promise<FichierPese[]> => {
    const peses = noms.map((nom) => dejaPeses.get(nom) ?? peserUnFichier({ nom, chemin: join(racine, nom) }));
    return trierPar(await Promise.all(peses), ({ nom }) => nom);
  };
  return { version: VERSION, entrees: await peser(dossier), outil: await peser(outil) };
}
