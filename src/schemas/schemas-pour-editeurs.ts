import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { FORME_D_IDENTIFIANT } from '../domain/conditions/listes-nommees.ts';
import type { Geographie } from '../domain/lieux/geographie.ts';
import { chargerLaGeographie } from '../dossier/tables-de-reference.ts';
import { elementDeListe } from './conditions.ts';
import { exercicePourEditeur } from './exercice.ts';
import { reglesPourEditeur } from './regles.ts';
import { versJsonSchema } from './vers-json-schema.ts';

const nom = z.string().regex(FORME_D_IDENTIFIANT).meta({
  patternErrorMessage: 'Un nom de liste est en minuscules sans accent, chiffres et tirets.',
});
const liste = z.array(elementDeListe).min(1).meta({
  title: 'Liste',
  description:
    'Des valeurs, des familles (04*), des intervalles (041..044), des mots, ou d’autres listes : { liste: autre }.',
});

/** `listes.yaml`, as an editor knows it; a file of comments alone has no lists yet. */
const listesPourEditeur: z.ZodType = z.union([z.record(nom, liste), z.null()]).meta({
  title: 'Listes du jaune',
  description: 'Des listes nommées, communes à plusieurs règles : villes-partenaires: [Dakar, Hanoï].',
});

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

/** Writes the schemas of the project at `racine`, under `schemas/`. Run by `npm run schemas`, never by the tool. */
export function ecrireLesSchemas(racine: string): void {
  mkdirSync(join(racine, 'schemas'), { recursive: true });
  for (const [nom, texte] of schemasPourEditeurs(chargerLaGeographie(join(racine, 'data'))))
    writeFileSync(join(racine, 'schemas', nom), texte);
}
