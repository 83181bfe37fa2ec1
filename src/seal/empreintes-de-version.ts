import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Where the digests of each version lie, in the folder of the tool. */
export const DOSSIER_DES_EMPREINTES = 'data/empreintes';

const empreintes = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));
const schema = z.strictObject({
  version: z.string(),
  /** Its tables and templates. */
  outil: empreintes,
  /** Its program; not there until the version is published. */
  programme: empreintes.optional(),
  /** States of the tool that bore the same number before it was published, of which archives were kept: what was otherwise. */
  anterieurs: z.array(z.strictObject({ revision: z.string(), outil: empreintes })).default([]),
});

/** The digests of the files of a version of the tool, as published: what an archive is said to be made with, and by. */
export type EmpreintesDeVersion = z.output<typeof schema>;

export function cheminDesEmpreintes(racine: string, version: string): string {
  return join(racine, DOSSIER_DES_EMPREINTES, `${version}.json`);
}

/**
 * The digests of a version; nothing for one that this tool does not know.
 * @param racine the folder of the tool
 */
export function lireLesEmpreintes(racine: string, version: string): EmpreintesDeVersion | undefined {
  const chemin = cheminDesEmpreintes(racine, version);
  return existsSync(chemin) ? schema.parse(JSON.parse(readFileSync(chemin, 'utf8'))) : undefined;
}
