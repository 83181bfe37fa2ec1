import * as z from 'zod';
import { FORMES_DE_FRACTION } from '../domain/argent/fraction.ts';
import { FORME_DE_MONTANT } from '../domain/argent/montant.ts';
import { FORME_D_IDENTIFIANT } from '../domain/conditions/listes-nommees.ts';
import { plier } from '../domain/textes/texte.ts';

/** A text of some form; `attendu` is what the editor says of another. */
export function forme(motif: RegExp, attendu: string): z.ZodType {
  return z.string().regex(motif).meta({ patternErrorMessage: attendu });
}

/** The same, with texts that the editor proposes: not the only ones. */
export function propose(schema: z.ZodType, valeurs: readonly string[]): z.ZodType {
  return schema.meta({ defaultSnippets: valeurs.map((valeur) => ({ label: valeur, body: valeur })) });
}

/** A text that says something. */
export const texte: z.ZodType = forme(/\S/, 'Le texte est vide.');

/** A text of which there is something to compare: a letter or a digit, not only hyphens and apostrophes. */
export const motAComparer: z.ZodType = forme(/[^\s'’`´‘\-‐‑–—_/]/, 'Une lettre ou un chiffre est attendu.');

/** One of a few texts, each with its meaning. */
export function choix(valeurs: readonly string[], sens?: Readonly<Record<string, string>>): z.ZodType {
  const schema = z.enum(valeurs as [string, ...string[]]);
  return sens === undefined ? schema : schema.meta({ enumDescriptions: valeurs.map((valeur) => sens[valeur] ?? '') });
}

/** An amount in euros, as officers write it. */
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

/** The name of a list of `listes.yaml`. */
export const nomDeListeEcrit: z.ZodType = forme(
  entier([FORME_D_IDENTIFIANT]),
  'Un nom de liste est en minuscules sans accent, chiffres et tirets.',
);

/** A text that is one of these forms from end to end, white space around it aside. */
function entier(formes: readonly RegExp[]): RegExp {
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
