import * as z from 'zod';
import { conditionDeChoix } from '../conditions.ts';
import { texte } from '../textes-ecrits.ts';

/** Its form is that of its list, which no editor knows. */
const code = texte.meta({ title: 'Code', description: 'Un code des listes du CAD, dans data/cad : 14030, C01.' });
const codes = z.record(texte as z.ZodType<string, string>, texte).meta({
  title: 'Codes',
  description: 'Plusieurs codes, avec leurs parts, qui font le tout : { 43030: 60 %, 15112: 40 % }.',
});
/** What chooses lines, in every block. */
export const si: z.ZodType = conditionDeChoix.meta({
  title: 'Si',
  description: 'Les lignes que cela retient ; sans « si », toutes celles qui restent.',
});

/** Codes for the lines that conditions choose. */
export const correspondancesDeCodes: z.ZodType = z.array(z.strictObject({ si: si.optional(), code }));

/** The same, where euros may go under several codes. */
export const correspondancesAvecParts: z.ZodType = z.array(
  z.strictObject({ si: si.optional(), code: code.optional(), codes: codes.optional() }),
);
