import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Constats } from '../domain/constat.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import { parseYaml } from '../files/yaml-document.ts';
import { validateYaml } from '../files/yaml-validation.ts';
import { nomDeSource } from './read-format.ts';
import { lireSourceDeclaree } from './read-source.ts';
import { type ExerciceEcrit, schemaExercice } from './schema-exercice.ts';

/** A dossier that waits for its files or for its date is read all the same: only what is there counts. */
const schemaEnAttente = schemaExercice.extend({ date_edition: z.string().catch('') });

/** What a dossier that is not complete declares. */
export interface Declaration {
  /** As written; `date_edition` is empty when it was left blank. */
  readonly ecrit: ExerciceEcrit;
  /** The sources whose file is there. */
  readonly sources: readonly SourceDeclaree[];
  /** Names of those whose file is not. */
  readonly absentes: readonly string[];
}

/**
 * Reads what `exercice.yaml` declares of a dossier in the making: its date may be blank and files may be missing, all the rest
 * must be right. `undefined` when it is not.
 * @param racine where the files of the sources are looked for
 */
export function readDeclaration(texte: string, racine: string, constats: Constats): Declaration | undefined {
  const document = parseYaml(texte, 'exercice.yaml', constats);
  const ecrit = document && validateYaml(document, schemaEnAttente, constats);
  if (!document || !ecrit) return undefined;
  const estLa = (fichier: string) => existsSync(join(racine, fichier));
  const avant = constats.erreurs;
  const sources = ecrit.sources.flatMap((source, rang) =>
    estLa(source.fichier) ? (lireSourceDeclaree(source, rang, ecrit, { document, constats, racine }) ?? []) : [],
  );
  if (constats.erreurs > avant) return undefined;
  return {
    ecrit,
    sources,
    absentes: ecrit.sources.filter(({ fichier }) => !estLa(fichier)).map(nomDeSource),
  };
}
