import * as z from 'zod';
import { BASES, LIBELLES_BASES } from '../../domain/argent/base.ts';
import { FORMES_DE_FRACTION } from '../../domain/argent/fraction.ts';
import { AXES_VERTS, blocBudgetVert, COTATIONS, NOMS_DES_AXES } from '../../exports/budget-vert/bloc-budget-vert.ts';
import { choix, decrire, entier, forme } from '../textes-ecrits.ts';
import { si } from './correspondances-ecrites.ts';

const cotation = choix(COTATIONS);
const coteeEnPartie = z.strictObject({
  cotation: cotation.meta({ title: 'Cotation', description: 'Ce que vaut la part du montant.' }),
  part: forme(entier(FORMES_DE_FRACTION), 'Une part s’écrit 60 %, 1/3 ou "12,5 %".').meta({
    title: 'Part',
    description: 'Celle du montant qui est cotée ; le reste ne l’est pas.',
  }),
});
const coteSurUnAxe = z.union([cotation, coteeEnPartie]);

/** The block `budget-vert`, as an editor knows it. */
export const budgetVertPourEditeur: z.ZodType = decrire(blocBudgetVert, {
  base: {
    titre: 'Base',
    sens: 'Celle du pont ; sans elle, celle du dossier.',
    schema: choix(BASES, LIBELLES_BASES),
  },
  perimetre: {
    titre: 'Périmètre',
    sens: 'Tout, ou l’investissement seul, sur quoi porte l’annexe au compte.',
    schema: choix(['tout', 'investissement']),
  },
  cotations: {
    titre: 'Cotations',
    sens: 'Ce qui est coté, par axe : la première qui retient la ligne l’emporte. Ce que personne n’a coté reste vide.',
    schema: z.array(
      decrire(blocBudgetVert.shape.cotations.unwrap().element, {
        si: { titre: 'Si', sens: 'Les lignes que cela retient ; sans « si », toutes.', schema: si },
        axes: {
          titre: 'Axes',
          sens: 'Une cotation par axe : eau: favorable, ou { cotation: favorable, part: 40 % }.',
          schema: z
            .strictObject(
              Object.fromEntries(
                NOMS_DES_AXES.map((axe) => [
                  axe,
                  coteSurUnAxe.optional().meta({ title: AXES_VERTS[axe], description: `${COTATIONS.join(', ')}.` }),
                ]),
              ),
            )
            .meta({ minProperties: 1 }),
        },
        motif: { titre: 'Motif', sens: 'Pourquoi : l’annexe le montre.' },
      }),
    ),
  },
}).meta({ title: 'Budget vert', description: 'Pour « jaune exporter --vers budget-vert ».' });
