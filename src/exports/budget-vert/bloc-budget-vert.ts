import * as z from 'zod';
import { BASES } from '../../domain/argent/base.ts';
import { lireFraction } from '../../domain/argent/fraction.ts';
import { PRECISIONS_MAX } from '../precisions.ts';

/** The axes of the annex « Impact du budget pour la transition écologique » (decree 2024-686): those of the European taxonomy. */
export const AXES_VERTS = {
  attenuation: 'Atténuation du changement climatique',
  adaptation: 'Adaptation au changement climatique et prévention des risques naturels',
  eau: 'Gestion des ressources en eau',
  dechets: 'Économie circulaire, déchets, prévention des risques technologiques',
  pollution: 'Prévention et contrôle des pollutions de l’air et des sols',
  biodiversite: 'Préservation de la biodiversité, protection des espaces naturels, agricoles et sylvicoles',
} as const;
export type AxeVert = keyof typeof AXES_VERTS;
export const NOMS_DES_AXES = Object.keys(AXES_VERTS) as readonly AxeVert[];

/** The ratings that somebody may give. Where nobody rated, nothing is written: that is none of them. */
export const COTATIONS = ['favorable', 'défavorable', 'mixte', 'neutre', 'non cotée'] as const;
export type Cotation = (typeof COTATIONS)[number];

const cotation = z.enum(COTATIONS);
const part = z
  .string()
  .refine((ecrite) => lireFraction(ecrite) !== undefined, 'une part est attendue, comme 60 %, 1/3 ou "12,5 %"');
const coteeEnPartie = z.strictObject({ cotation, part });
/** The rating of an axis: `favorable`, or `{ cotation: favorable, part: 60 % }`. */
const coteSurUnAxe = z.union([cotation, coteeEnPartie], {
  error: `une cotation est attendue (${COTATIONS.join(', ')}), ou { cotation: favorable, part: 60 % }`,
});

const precision = z.strictObject({
  si: z.record(z.string(), z.unknown()).optional(),
  axes: z
    .strictObject(
      Object.fromEntries(NOMS_DES_AXES.map((axe) => [axe, coteSurUnAxe.optional()])) as Record<
        AxeVert,
        z.ZodOptional<typeof coteSurUnAxe>
      >,
    )
    .refine((axes) => Object.keys(axes).length > 0, 'un axe au moins est attendu'),
  motif: z.string().trim().min(1),
});

/** The block `budget-vert` of `declarations.yaml`. */
export const blocBudgetVert = z.strictObject({
  base: z.enum(BASES).optional(),
  perimetre: z.enum(['tout', 'investissement']).default('tout'),
  cotations: z.array(precision).max(PRECISIONS_MAX, `${PRECISIONS_MAX} cotations au plus sont attendues`).default([]),
});

export type BlocBudgetVert = z.output<typeof blocBudgetVert>;
export type PrecisionVerte = BlocBudgetVert['cotations'][number];
