import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Base } from '../domain/argent/base.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { Operations } from '../domain/dossier/operations.ts';
import type { Organismes } from '../domain/dossier/organismes.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { pathIn } from '../files/path-in.ts';
import { parseYaml, readYaml } from '../files/yaml-document.ts';
import { validateYaml } from '../files/yaml-validation.ts';
import { lireLesSourcesDeclarees } from './deplier-la-source.ts';
import { EXERCICE, exigerUnDossier } from './exiger-un-dossier.ts';
import { nomDeSource } from './lire-le-format.ts';
import { lireLesOperations } from './lire-les-operations.ts';
import { lireLesOrganismes } from './lire-les-organismes.ts';
import { type ExerciceEcrit, schemaExercice } from './schema-exercice.ts';

/** A dossier that waits for its files or for its date is read all the same: only what is there counts. */
const schemaEnAttente = schemaExercice.extend({ date_edition: z.string().catch('') });

/** What a dossier that is not complete declares. */
export interface Declaration {
  /** As written; `date_edition` is empty when it was left blank. */
  readonly ecrit: ExerciceEcrit;
  /** The sources whose file is there. */
  readonly sources: readonly SourceDeclaree[];
  readonly organismes: Organismes;
  readonly operations: Operations;
  /** Names of those whose file is not. */
  readonly absentes: readonly string[];
}

/**
 * Reads what `exercice.yaml` declares of a dossier in the making: its date may be blank and files may be missing, all the rest
 * must be right. `undefined` when it is not.
 * @param racine where the files of the sources are looked for
 */
export function lireLaDeclaration(texte: string, racine: string, constats: Constats): Declaration | undefined {
  const document = parseYaml(texte, 'exercice.yaml', constats);
  const ecrit = document && validateYaml(document, schemaEnAttente, constats);
  if (!document || !ecrit) return undefined;
  const estLa = (fichier: string) => existsSync(pathIn(racine, fichier));
  const avant = constats.erreurs;
  const contexte = { document, constats, racine, enAttente: true };
  const sources = ecrit.sources.flatMap((source, rang) =>
    estLa(source.fichier) ? lireLesSourcesDeclarees(source, rang, ecrit, contexte) : [],
  );
  const organismes = lireLesOrganismes(ecrit, contexte);
  const operations = lireLesOperations(ecrit, contexte);
  if (constats.erreurs > avant) return undefined;
  return {
    ecrit,
    sources,
    organismes,
    operations,
    absentes: ecrit.sources.filter(({ fichier }) => !estLa(fichier)).map(nomDeSource),
  };
}

/** A dossier that is there only to read a source as any other is read. */
function exerciceDEssai({ exercice, norme, vote, base }: CadreDEssai): string {
  return [
    `exercice: ${exercice}`,
    'collectivite: essai',
    'titre: essai',
    `norme: ${norme}`,
    `vote: ${vote}`,
    `base: ${base}`,
    'date_edition: 2000-01-01',
    'secteur_pilote: essai',
    'code_inconnu: avertissement',
    'sources:',
    '',
  ].join('\n');
}

interface CadreDEssai {
  readonly exercice: string;
  readonly norme: string;
  readonly vote: string;
  readonly base: Base;
}

/**
 * Reads a block of `sources:` by itself, through the very schema and checks of `exercice.yaml`. What it leaves blank for the
 * officer (`secteur`, `organisme`) takes a word that stands for it.
 * @param racine where its file is looked for
 * @returns none when it is not right; several where columns are unfolded
 */
export function lireLesSourcesProposees(
  bloc: string,
  cadre: CadreDEssai,
  racine: string,
  constats: Constats,
): readonly SourceDeclaree[] {
  const rempli = bloc.replace(/^( {4}(?:secteur|organisme):) # à remplir.*$/gm, '$1 à remplir');
  const document = parseYaml(exerciceDEssai(cadre) + rempli, 'exercice.yaml', constats);
  const ecrit = document && validateYaml(document, schemaExercice, constats);
  const [source] = ecrit?.sources ?? [];
  if (!document || !ecrit || source === undefined) return [];
  return lireLesSourcesDeclarees(source, 0, ecrit, { document, constats, racine });
}

const { exercice, collectivite, norme, nomenclature, vote, base, code_inconnu } = schemaExercice.shape;

/** The rest of a dossier in the making may be blank, or wrong: its frame holds by itself. */
const schemaDuCadre = z.object({
  exercice,
  collectivite: collectivite.catch(''),
  norme,
  nomenclature,
  vote,
  base,
  code_inconnu,
});

/** What `exercice.yaml` says that its sources are read under. */
export type CadreDuDossier = z.output<typeof schemaDuCadre>;

/**
 * Reads the frame of a dossier, complete or not; tells what is wrong with it and then gives nothing.
 * @throws ConstatsBloquants when there is no dossier
 */
export function lireLeCadre(racine: string, constats: Constats): CadreDuDossier | undefined {
  exigerUnDossier(racine, constats);
  const document = readYaml(join(racine, EXERCICE), EXERCICE, constats);
  return document && validateYaml(document, schemaDuCadre, constats);
}
