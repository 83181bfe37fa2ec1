import { join } from 'node:path';
import * as z from 'zod';
import type { Constats } from '../domain/constat.ts';
import { readYaml } from '../files/yaml-document.ts';
import { validateYaml } from '../files/yaml-validation.ts';
import { schemaExercice } from './schema-exercice.ts';

const { exercice, collectivite, norme, vote, base, code_inconnu } = schemaExercice.shape;

/** The rest of a dossier in the making may be blank, or wrong: its frame holds by itself. */
const schemaDuCadre = z.object({ exercice, collectivite: collectivite.catch(''), norme, vote, base, code_inconnu });

/** What `exercice.yaml` says that its sources are read under. */
export type CadreDuDossier = z.output<typeof schemaDuCadre>;

/** Reads the frame of a dossier, complete or not; tells what is wrong with it and then gives nothing. */
export function readFrame(racine: string, constats: Constats): CadreDuDossier | undefined {
  const document = readYaml(join(racine, 'exercice.yaml'), 'exercice.yaml', constats);
  return document && validateYaml(document, schemaDuCadre, constats);
}
