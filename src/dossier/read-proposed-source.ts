import type { Base } from '../domain/base.ts';
import type { Constats } from '../domain/constat.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import { parseYaml } from '../files/yaml-document.ts';
import { validateYaml } from '../files/yaml-validation.ts';
import { lireSourceDeclaree } from './read-source.ts';
import { schemaExercice } from './schema-exercice.ts';

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

/** Under what a block is read. */
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
 */
export function readProposedSource(
  bloc: string,
  cadre: CadreDEssai,
  racine: string,
  constats: Constats,
): SourceDeclaree | undefined {
  const rempli = bloc.replace(/^( {4}(?:secteur|organisme):) # à remplir.*$/gm, '$1 à remplir');
  const document = parseYaml(exerciceDEssai(cadre) + rempli, 'exercice.yaml', constats);
  const ecrit = document && validateYaml(document, schemaExercice, constats);
  const [source] = ecrit?.sources ?? [];
  if (!document || !ecrit || source === undefined) return undefined;
  return lireSourceDeclaree(source, 0, ecrit, { document, constats, racine });
}
