import { join } from 'node:path';
import type { Alteration } from './chercher-les-alterations.ts';
import { lireUnePiece } from './lire-une-piece.ts';
import { DOSSIERS_D_ARCHIVE, LISEZ_MOI, MANIFESTE } from './manifeste-d-archive.ts';
import { lireLaVersionDuPaquet, PAQUET } from './paquet.ts';

/** Where an archive says too which version made it, and how it is read there; nothing where it is not said. */
const AILLEURS: readonly (readonly [fichier: string, lire: (texte: string) => readonly string[]])[] = [
  [
    LISEZ_MOI,
    (texte) =>
      [...texte.matchAll(/L'archive a été faite par jaune (\d+\.\d+\.\d+)/g)]
        .map(([, version = '']) => version)
        .slice(-1),
  ],
  [`${DOSSIERS_D_ARCHIVE.outil}/package.json`, (texte) => /"version"\s*:\s*"([^"]*)"/.exec(texte)?.slice(1) ?? []],
  [`${DOSSIERS_D_ARCHIVE.documents}/${PAQUET}`, lireLaVersionDuPaquet],
];

/**
 * What an archive says of the version that made it elsewhere than in its manifest, where it is another.
 * @returns that of the manifest or, where it says none, the first that is said; and the contradictions
 */
export function confronterLesVersions(
  racine: string,
  presents: readonly string[],
  version: string,
): { readonly version: string; readonly contradictions: readonly Alteration[] } {
  const la = new Set(presents);
  const dites = AILLEURS.filter(([fichier]) => la.has(fichier)).flatMap(([fichier, lire]) =>
    lire(lireUnePiece(join(racine, fichier), fichier)).map((dite) => ({ fichier, dite })),
  );
  const reference = version === '' ? (dites[0]?.dite ?? '') : version;
  const par = version === '' ? (dites[0]?.fichier ?? '') : MANIFESTE;
  const autres = new Map(dites.filter(({ dite }) => dite !== reference).map(({ fichier, dite }) => [fichier, dite]));
  return {
    version: reference,
    contradictions: [...autres].map(([fichier, dite]) => ({
      fichier,
      quoi: 'incoherent',
      precision: `il dit jaune ${dite}, ${par} dit jaune ${reference}`,
    })),
  };
}
