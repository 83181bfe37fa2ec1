import * as z from 'zod';
import { FORMES_DE_FRACTION } from '../domain/argent/fraction.ts';
import { FORME_DE_MONTANT } from '../domain/argent/montant.ts';
import { decrireNorme, NORMES, VOTES } from '../domain/codes/normes.ts';
import { FORME_D_IDENTIFIANT } from '../domain/conditions/listes-nommees.ts';
import type { NomDeChamp } from '../domain/lignes/champs.ts';
import { TABLE_DES_CHAMPS } from '../domain/lignes/table-des-champs.ts';
import { plier } from '../domain/textes/texte.ts';

/** A text of some form; `attendu` is what the editor says of another. */
export function forme(motif: RegExp, attendu: string): z.ZodType {
  return z.string().regex(motif).meta({ patternErrorMessage: attendu });
}

/** The same, with texts that the editor proposes: not the only ones. */
export function propose(schema: z.ZodType, valeurs: readonly string[]): z.ZodType {
  return schema.meta({ defaultSnippets: valeurs.map((valeur) => ({ label: valeur, body: valeur })) });
}

export const texte: z.ZodType = forme(/\S/, 'Le texte est vide.');

/** A text of which there is something to compare: a letter or a digit, not only hyphens and apostrophes. */
export const motAComparer: z.ZodType = forme(/[^\s'’`´‘\-‐‑–—_/]/, 'Une lettre ou un chiffre est attendu.');

export function choix(valeurs: readonly string[], sens?: Readonly<Record<string, string>>): z.ZodType {
  const schema = z.enum(valeurs as [string, ...string[]]);
  return sens === undefined ? schema : schema.meta({ enumDescriptions: valeurs.map((valeur) => sens[valeur] ?? '') });
}

/** A choice of numbers, which an editor reads as such where they are not between quotation marks. */
export function choixDeNombres(valeurs: readonly string[]): z.ZodType {
  return z.literal([...valeurs, ...valeurs.map(Number)]);
}

/** A norm, with who keeps a budget by it. */
export const choixDeNorme: z.ZodType = choix(
  NORMES,
  Object.fromEntries(NORMES.map((norme) => [norme, decrireNorme(norme).sens])),
);

export const choixDeVote: z.ZodType = choix(VOTES, {
  par_fonction: 'Chapitres 90x et 93x.',
  par_nature: 'Chapitres 011, 65…',
});

export const montantEcrit: z.ZodType = forme(
  entier([FORME_DE_MONTANT]),
  'Un montant en euros est attendu, par exemple 12 345,67.',
);

/** The euro sign makes an amount of a share. */
const AVEC_EURO = new RegExp(`(?=.*€\\s*$)${FORME_DE_MONTANT.source.replace(/^\^/, '')}`);

/** A share: a percentage, a fraction, or, with its euro sign, an exact amount. */
export const partEcrite: z.ZodType = forme(
  entier([...FORMES_DE_FRACTION, AVEC_EURO]),
  'Une part s’écrit 30 %, "12,5 %", 1/3 ou 12 500 €.',
);

export const nomDeListeEcrit: z.ZodType = forme(
  entier([FORME_D_IDENTIFIANT]),
  'Un nom de liste est en minuscules sans accent, chiffres et tirets.',
);

/** A text that is one of these forms from end to end, white space around it aside. */
export function entier(formes: readonly RegExp[]): RegExp {
  return new RegExp(`^\\s*(?:${formes.map(({ source }) => source.replace(/^\^|\$$/g, '')).join('|')})\\s*$`);
}

/**
 * A text that folds to one of these words, or anything that `autres` matches. An editor cannot fold: each letter stands for
 * all those that fold to it, so that « Dépense » is not underlined.
 */
export function motsPlies(mots: readonly string[], autres: readonly string[] = []): RegExp {
  const plies = mots.map((mot) => [...mot].map((lettre) => `[${variantes(lettre)}][\\u0300-\\u036f]*`).join(''));
  return new RegExp(`^\\s*(?:${[...plies, ...autres].join('|')})\\s*$`);
}

/** Letters of Western Europe. */
const NOMBRE_DE_LETTRES = 0x100;

function variantes(lettre: string): string {
  const codes = Array.from({ length: NOMBRE_DE_LETTRES }, (_, code) => String.fromCharCode(code));
  return codes.filter((candidate) => /\p{L}/u.test(candidate) && plier(candidate) === lettre).join('');
}

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

/** How rules and decisions call what `exercice.yaml` lists. */
export const identifiantDeclare = forme(
  /^[a-z][a-z0-9-]*$/,
  'Un identifiant d’exercice.yaml est attendu : minuscules, chiffres et tirets.',
);
