import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadGeographie } from '../dossier/reference-tables.ts';
import { schemasPourEditeurs } from './all-schemas.ts';

/** Writes the schemas of the project at `racine`, under `schemas/`. Run by `npm run schemas`, never by the tool. */
export function writeSchemas(racine: string): void {
  mkdirSync(join(racine, 'schemas'), { recursive: true });
  for (const [nom, texte] of schemasPourEditeurs(loadGeographie(join(racine, 'data'))))
    writeFileSync(join(racine, 'schemas', nom), texte);
}
