import * as z from 'zod';
import { BASES } from '../../domain/argent/base.ts';
import { estUnSiret } from '../../domain/codes/siren.ts';
import { estUneDate, refusDeDate } from '../../domain/textes/date.ts';
import { PRECISIONS_MAX } from '../precisions.ts';

/** The number of an association in its national register. */
export const FORME_DE_RNA = /^W\d{9}$/;

const texte = z.string().trim().min(1);
const siret = z
  .string()
  .refine(estUnSiret, 'quatorze chiffres d’un SIRET sont attendus, entre guillemets, sa clé juste');
const date = z.string().refine(estUneDate, { error: ({ input }) => refusDeDate(String(input)) });
const versement = z
  .string()
  .refine(
    estUnVersement,
    'une date AAAA-MM-JJ est attendue, ou une période AAAA-MM-JJ/AAAA-MM-JJ dans l’ordre du temps',
  );

const precision = z.strictObject({
  si: z.unknown().optional(),
  date: date.optional(),
  versement: versement.optional(),
  conditions: texte.max(256, '256 signes au plus sont attendus').optional(),
  notification_ue: z.enum(['oui', 'non']).optional(),
  siret: siret.optional(),
  rna: z.string().regex(FORME_DE_RNA, 'W et neuf chiffres sont attendus').optional(),
  rae: texte.max(5, 'cinq signes au plus sont attendus').optional(),
  dispositif: texte.optional(),
});

/** The block `scdl` of `declarations.yaml`. */
export const blocScdl = z.strictObject({
  attribuants: z
    .record(texte, siret)
    .refine((noms) => Object.keys(noms).length > 0, 'le SIRET d’un attribuant au moins est attendu'),
  base: z.enum(BASES).default('engagements'),
  subventions: z.unknown().optional(),
  dates: z.record(texte, date).default({}),
  precisions: z.array(precision).max(PRECISIONS_MAX, `${PRECISIONS_MAX} précisions au plus sont attendues`).default([]),
});

export type BlocScdl = z.output<typeof blocScdl>;
/** What may be said of grants; each key is that of the first that says it. */
export type PrecisionScdl = BlocScdl['precisions'][number];

/** A day, or two of them in order. */
function estUnVersement(ecrit: string): boolean {
  const [debut = '', fin, ...autres] = ecrit.split('/');
  return autres.length === 0 && estUneDate(debut) && (fin === undefined || (estUneDate(fin) && debut <= fin));
}
