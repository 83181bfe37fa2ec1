import { join } from 'node:path';
import { z } from 'zod';
import type { Constats } from '../domain/constats/constat.ts';
import { readYaml, reportInYaml } from '../files/yaml-document.ts';
import { validateYamlPart } from '../files/yaml-validation.ts';
import type { Export, MatiereDExport } from './export.ts';
import { EXPORTS } from './exports.ts';

/** What a dossier says for its exports: a block for each, by its name. */
export const DECLARATIONS = 'declarations.yaml';

const blocs = z.strictObject(Object.fromEntries(EXPORTS.map(({ nom, bloc = nom }) => [bloc, z.unknown().optional()])));

/** What a dossier says for an export, and how what is wrong with it is told. */
export interface Declare {
  readonly contenu: unknown;
  readonly refuser: MatiereDExport['refuser'];
}

/**
 * The block of an export in `declarations.yaml`, which a dossier need not have.
 * @param fichier its path in the dossier; `undefined` for none
 * @returns `undefined` when it is at fault, which is then told
 */
export function lireLesDeclarations(
  racine: string,
  fichier: string | undefined,
  { nom, bloc = nom, schema }: Export,
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
  const document = readYaml(join(racine, fichier), fichier, constats);
  const tous = document && validateYamlPart(document, document.content() ?? {}, [], blocs, constats);
  if (!document || !tous) return undefined;
  const contenu = validateYamlPart(document, tous[bloc] ?? {}, [bloc], schema, constats);
  if (contenu === undefined) return undefined;
  return {
    contenu,
    refuser: (code, chemin, message, remede, sur) =>
      reportInYaml(document, constats, code, [bloc, ...chemin], message, remede, sur),
  };
}
