import * as z from 'zod';

/** Names of themes end in those of sheets. */
const THEME_MAX = 20;
/** Never a number, which JavaScript would put before the others. */
const FORME = /^[a-z][a-z0-9-]*$/;
const SENS = 'un identifiant est en minuscules sans accent, chiffres et tirets, et commence par une lettre';

const identifiant = z.string().regex(FORME, SENS);
const texte = z.string().trim().min(1, 'ce texte est vide');

const question = z.strictObject({
  question: z.string().regex(/^[1-9][0-9]{0,2}[a-z]?$/, 'un numéro de question est attendu : 1, 2 ou 2b'),
  libelle: texte,
  theme: identifiant,
  dimensions: z.array(identifiant).min(1).optional(),
});

const groupe = z.strictObject({
  libelle: texte,
  acteurs: z.record(identifiant, texte),
  questions: z.array(question).min(1),
});

/** `questionnaires/plan.yaml`: who was asked what. */
export const schemaDuPlan = z.strictObject({
  origine: texte.optional(),
  themes: z.record(identifiant.max(THEME_MAX, `${THEME_MAX} caractères au plus`), texte),
  dimensions: z.record(identifiant, texte).optional(),
  groupes: z.record(identifiant, groupe),
});

export type PlanEcrit = z.output<typeof schemaDuPlan>;
