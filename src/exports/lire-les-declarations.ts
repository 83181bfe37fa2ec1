import { join } from 'node:path';
import * as z from 'zod';
import type { Constats } from '../domain/constats/constat.ts';
import { readYaml, reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import { validateYamlPart } from '../files/yaml-validation.ts';
import type { Export, ExportAnnonce, MatiereDUnBloc } from './export.ts';
import { EXPORTS } from './exports.ts';

/** What a dossier says for its exports: a block for each, by its name. */
export const DECLARATIONS = 'declarations.yaml';

const blocs = z.strictObject(Object.fromEntries(EXPORTS.map(({ nom, bloc = nom }) => [bloc, z.unknown().optional()])));

/** What a dossier says for an export, and how what is wrong with it is told. */
export interface Declare {
  readonly contenu: unknown;
  readonly refuser: MatiereDUnBloc['refuser'];
}

/**
 * The block of an export in `declarations.yaml`, which a dossier need not have.
 * @param fichier its path in the dossier; `undefined` for none
 * @returns `undefined` when it is at fault, which is then told
 */
export function lireLesDeclarations(
  racine: string,
  fichier: string | undefined,
  { nom, bloc = nom, schema }: Pick<ExportAnnonce, 'nom' | 'bloc'> & Pick<Export, 'schema'>,
  constats: Constats,
): Declare | undefined {
  if (fichier === undefined) {
    const lu = schema.safeParse({});
    if (lu.success)
      return {
        contenu: lu.data,
        refuser: (code, _chemin, message, remede) => {
          constats.ajouter({ code, lieu: { fichier: DECLARATIONS }, message, remede });
        },
      };
    constats.ajouter({
      code: 'E-FICHIER-ILLISIBLE',
      lieu: { fichier: DECLARATIONS },
      message: `ce fichier manque, et l’export ${nom} en a besoin`,
      remede: `Écrivez-le à côté d’exercice.yaml, avec un bloc « ${bloc}: » ; docs/dossier.md dit ce qu’il contient.`,
    });
    return undefined;
  }
  const declarations = ouvrirLesDeclarations(racine, fichier, constats);
  return declarations && lireUnBloc(declarations, bloc, schema, constats);
}

/**
 * Tells all that is wrong with the blocks that a dossier has in `declarations.yaml`, whatever is exported later.
 * @param fichier its path in the dossier; `undefined` for none, of which nothing is told
 */
export async function verifierLesDeclarations(
  racine: string,
  fichier: string | undefined,
  matiere: Omit<MatiereDUnBloc, 'refuser'>,
  constats: Constats,
): Promise<void> {
  const declarations = fichier === undefined ? undefined : ouvrirLesDeclarations(racine, fichier, constats);
  if (declarations === undefined) return;
  const vus = new Set<string>();
  for (const { nom, bloc = nom, charger } of EXPORTS) {
    if (vus.has(bloc) || declarations.blocs[bloc] === undefined) continue;
    vus.add(bloc);
    const { schema, lire } = await charger();
    const declare = lireUnBloc(declarations, bloc, schema, constats);
    if (declare !== undefined) lire(declare.contenu, { ...matiere, refuser: declare.refuser });
  }
}

interface Declarations {
  readonly document: YamlDocument;
  readonly blocs: z.output<typeof blocs>;
}

function ouvrirLesDeclarations(racine: string, fichier: string, constats: Constats): Declarations | undefined {
  const document = readYaml(join(racine, fichier), fichier, constats);
  const tous = document && validateYamlPart(document, document.content() ?? {}, [], blocs, constats);
  return document && tous && { document, blocs: tous };
}

function lireUnBloc(
  { document, blocs: tous }: Declarations,
  bloc: string,
  schema: z.ZodType,
  constats: Constats,
): Declare | undefined {
  const contenu = validateYamlPart(document, tous[bloc] ?? {}, [bloc], schema, constats);
  if (contenu === undefined) return undefined;
  return {
    contenu,
    refuser: (code, chemin, message, remede, sur) =>
      reportInYaml(document, constats, code, [bloc, ...chemin], message, remede, sur),
  };
}
