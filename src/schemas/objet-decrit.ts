import * as z from 'zod';
import type { NomDeChamp } from '../domain/lignes/champs.ts';
import { TABLE_DES_CHAMPS } from '../domain/lignes/table-des-champs.ts';

/** What an editor says of a key: a short name, then what it means, with an example. */
export interface Mot {
  readonly titre: string;
  readonly sens: string;
}

/** What an editor says of a key that it knows more closely than the tool's own schema does. */
export interface MotAffine extends Mot {
  /** Takes the place of the schema by which the tool reads the key, for the editor only. */
  readonly schema?: z.ZodType;
  /** Whether the key is required although the tool's schema lets it go: what reads it refuses to do without. */
  readonly obligatoire?: true;
}

/**
 * A schema by which the tool reads, made to speak in an editor. Which keys there are, and which are required, stays what
 * the tool's schema says; the compiler refuses words for a key that it does not have, and a key without words.
 */
export function decrire<F extends z.core.$ZodLooseShape>(
  objet: z.ZodObject<F>,
  mots: Readonly<Record<keyof F & string, MotAffine>>,
): z.ZodObject {
  const cles = Object.keys(mots) as (keyof F & string)[];
  return z.strictObject(
    Object.fromEntries(
      cles.map((cle) => {
        const lu = objet.shape[cle] as unknown as z.ZodType;
        const { titre, sens, schema = lu, obligatoire } = mots[cle];
        const affine = schema !== lu && !obligatoire && accepteLAbsence(lu) ? schema.optional() : schema;
        return [cle, affine.meta({ title: titre, description: sens })];
      }),
    ),
  );
}

/** Keys that may all be missing, each with its words. */
export function cles<C extends string>(
  noms: readonly C[],
  mots: Readonly<Record<C, Mot>>,
  schemaDe: (nom: C) => z.ZodType,
): Record<C, z.ZodType> {
  return Object.fromEntries(
    noms.map((nom) => [nom, schemaDe(nom).optional().meta({ title: mots[nom].titre, description: mots[nom].sens })]),
  ) as unknown as Record<C, z.ZodType>;
}

function accepteLAbsence(schema: z.ZodType): boolean {
  return schema.safeParse(undefined).success;
}

/** The fields that officers name: those of a line, and its amount. */
export type Champ = NomDeChamp | 'montant';

/** What each field means, as an editor shows it to those who write `exercice.yaml` and the rules. */
export const MOTS_DES_CHAMPS: Readonly<Record<Champ, Mot>> = {
  ...TABLE_DES_CHAMPS,
  montant: {
    titre: 'Montant',
    sens: 'Le montant de la ligne dans la base du dossier, en euros : { min: 1 000, max: 5 000,50 }, bornes comprises.',
  },
};
