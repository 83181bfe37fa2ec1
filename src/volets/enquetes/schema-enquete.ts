import * as z from 'zod';

const texte = z.string().trim().min(1);
const compte = z
  .string()
  .regex(/^\d{1,9}$/, 'un nombre entier est attendu, sans espace : 171')
  .transform(Number);

/** `enquetes/<nom>.yaml`, every scalar a text. */
export const schemaEnquete = z.strictObject({
  titre: texte,
  source: texte,
  date: texte,
  /** How many answered the whole of it. */
  reponses: compte,
  note: texte.optional(),
  questions: z
    .array(
      z.strictObject({
        question: texte,
        note: texte.optional(),
        base: compte.optional(),
        /** What the base counts: témoignages, propositions. */
        base_de: texte.optional(),
        plusieurs: z.enum(['oui', 'non']).optional(),
        citations: z
          .array(z.strictObject({ reponse: texte, nombre: compte }))
          .min(1)
          .optional(),
        rangs: z.array(texte).min(1).optional(),
      }),
    )
    .min(1),
});

export type EnqueteEcrite = z.output<typeof schemaEnquete>;
export type QuestionEcrite = EnqueteEcrite['questions'][number];
