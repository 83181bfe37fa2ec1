import * as z from 'zod';
import { QUESTIONS } from '../../domain/verdict.ts';

const texte = z.string().trim().min(1, 'le texte est vide');
const exemple = z.record(z.string(), z.string());

/** The shape of a rule, as `docs/dossier.md` describes it; its condition and conclusion are read apart. */
export const schemaRegle = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'un identifiant est en minuscules sans accent, chiffres et tirets'),
  question: z.enum(QUESTIONS),
  si: z.unknown(),
  conclusion: z.unknown(),
  motif: texte,
  reference: texte.optional(),
  exercices: z
    .union([z.string(), z.array(z.string())], 'un exercice, un intervalle 2005..2023 ou une liste')
    .optional(),
  exemples: z.strictObject({
    attrape: z.array(exemple).min(1, 'au moins un exemple de ligne attrapée est attendu'),
    laisse: z.array(exemple).default([]),
  }),
});

/** The shape of a file of rules. */
export const schemaRegles = z.array(schemaRegle, 'une liste de règles est attendue');
/** A file of rules as a bare list: each rule is then checked by itself, so that one at fault does not hide the others. */
export const schemaListeDeRegles = z.array(z.unknown(), 'une liste de règles est attendue');

/** A rule as it is written, its condition and conclusion still to be understood. */
export type RegleEcrite = z.output<typeof schemaRegle>;
