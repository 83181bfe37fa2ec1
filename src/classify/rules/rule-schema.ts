import * as z from 'zod';
import { QUESTIONS } from '../../domain/verdict.ts';

const texte = z.string().trim().min(1, 'le texte est vide');
const exemple = z.record(z.string(), z.string());

/** The shape of a file of rules, as `docs/dossier.md` describes it; conditions and conclusions are read apart. */
export const schemaRegles = z.array(
  z.strictObject({
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
  }),
  'une liste de règles est attendue',
);

/** A rule as it is written, its condition and conclusion still to be understood. */
export type RegleEcrite = z.output<typeof schemaRegles>[number];
