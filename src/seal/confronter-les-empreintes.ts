import { join } from 'node:path';
import type { Alteration } from './chercher-les-alterations.ts';
import { lireUnePiece } from './lire-une-piece.ts';
import { DOSSIERS_D_ARCHIVE } from './manifeste-d-archive.ts';
import { lireLePaquet, PAQUET } from './paquet.ts';
import { lireLesSommes, SOMMES } from './sommes.ts';

/**
 * The files of an archive of which the seal of its documents says another digest than its own checksums: who made the latter again
 * did not make the former.
 */
export function confronterLesEmpreintes(racine: string, presents: readonly string[]): Alteration[] {
  const la = new Set(presents);
  const lire = (fichier: string) => (la.has(fichier) ? lireUnePiece(join(racine, fichier), fichier) : '');
  const { parNom: sommes } = lireLesSommes(lire(SOMMES));
  const { dossier, outil, documents } = DOSSIERS_D_ARCHIVE;
  const ecarts = new Map<string, string>();
  const comparer = (par: string, sous: string, dites: Iterable<readonly [nom: string, sha256: string]>) => {
    for (const [nom, dite] of dites) {
      const somme = sommes.get(`${sous}/${nom}`);
      if (somme !== undefined && somme !== dite) ecarts.set(`${sous}/${nom}`, par);
    }
  };
  const [paquet, scelles] = [`${documents}/${PAQUET}`, `${documents}/${SOMMES}`];
  comparer(scelles, documents, lireLesSommes(lire(scelles)).parNom);
  const lu = lireLePaquet(lire(paquet));
  for (const [sous, peses] of [
    [documents, lu?.documents],
    [dossier, lu?.entrees],
    [outil, lu?.outil],
  ] as const)
    comparer(
      paquet,
      sous,
      (peses ?? []).map(({ nom, sha256 }) => [nom, sha256]),
    );
  return [...ecarts].map(([fichier, par]) => ({
    fichier,
    quoi: 'incoherent',
    precision: `${par} en dit une autre empreinte`,
  }));
}
