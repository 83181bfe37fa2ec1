import type { z } from 'zod';
import type { Geographie } from '../domain/geographie.ts';
import { exercicePourEditeur } from './exercice.ts';
import { listesPourEditeur } from './listes.ts';
import { reglesPourEditeur } from './regles.ts';
import { versJsonSchema } from './to-json-schema.ts';

/**
 * The JSON Schemas of the files that officers write, for the editors that complete and check YAML.
 * @param geographie proposes countries and territories
 * @returns the name of each file under `schemas/`, with its text
 */
export function schemasPourEditeurs(geographie: Geographie): ReadonlyMap<string, string> {
  const schemas: readonly (readonly [nom: string, schema: z.ZodType])[] = [
    ['exercice.schema.json', exercicePourEditeur],
    ['regles.schema.json', reglesPourEditeur(geographie)],
    ['listes.schema.json', listesPourEditeur],
  ];
  return new Map(schemas.map(([nom, schema]) => [nom, versJsonSchema(schema)]));
}
