import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { fichiersDeLOutil, outillageDe } from '../dossier/outillage.ts';
import type { ToolFile } from '../files/tool.ts';
import { cheminDesEmpreintes, type EmpreintesDeVersion, lireLesEmpreintes } from '../seal/empreintes-de-version.ts';

/**
 * The digests of the version of a tree, as `data/empreintes/<version>.json` keeps them.
 * @param programme files of the program, when it is published with them
 * @throws Error when the version was published and its tables, templates or program are others: one number, one wording
 */
export function empreintesDeLArbre(racine: string, version: string, programme?: readonly ToolFile[]): string {
  const outil = peserTous(fichiersDeLOutil(outillageDe(racine)).map((nom) => ({ nom, chemin: join(racine, nom) })));
  const avant = lireLesEmpreintes(racine, version);
  const publie = programme === undefined ? avant?.programme : peserTous(programme);
  const empreintes: Partial<EmpreintesDeVersion> = {
    version,
    outil,
    ...(publie === undefined ? {} : { programme: publie }),
    ...(avant === undefined || avant.anterieurs.length === 0 ? {} : { anterieurs: avant.anterieurs }),
  };
  if (avant?.programme !== undefined && !isDeepStrictEqual({ ...avant }, { anterieurs: [], ...empreintes }))
    throw new Error(
      `jaune ${version} est publié : ses tables, ses gabarits et son programme ne changent plus. Donnez un autre numéro à package.json.`,
    );
  return `${JSON.stringify(empreintes, undefined, 2)}\n`;
}

function peserTous(fichiers: readonly ToolFile[]): Record<string, string> {
  return Object.fromEntries(
    fichiers.map(({ nom, chemin }) => [nom, createHash('sha256').update(readFileSync(chemin)).digest('hex')]),
  );
}

/** `npm run empreintes`: writes the digests of the version of a tree. */
export function ecrireLesEmpreintes(racine: string, version: string, programme?: readonly ToolFile[]): void {
  const chemin = cheminDesEmpreintes(racine, version);
  const ecrites = empreintesDeLArbre(racine, version, programme);
  mkdirSync(dirname(chemin), { recursive: true });
  writeFileSync(chemin, ecrites);
}
