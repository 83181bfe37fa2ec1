import * as z from 'zod';
import { GENRES_DE_FINANCEURS } from '../domain/dossier/operations.ts';
import { schemaExercice } from '../dossier/schema-exercice.ts';
import { choix, decrire, identifiantDeclare, montantEcrit } from './textes-ecrits.ts';

const { shape } = schemaExercice;

export const operationsPourEditeur: z.ZodType = z.record(
  identifiantDeclare as z.ZodType<string, string>,
  decrire(shape.operations.unwrap().valueType, {
    libelle: { titre: 'Libellé', sens: 'Le nom que les documents montrent.' },
    cout_total: { titre: 'Coût total', sens: 'Tous financeurs, en euros : 25 000,00.', schema: montantEcrit },
    cle: { titre: 'Clé', sens: 'Comment les parts ont été fixées : parts égales, 20 % par membre.' },
    convention: { titre: 'Convention', sens: 'La convention ou la délibération qui lie les financeurs.' },
    annees: { titre: 'Années', sens: 'Les exercices de l’opération, s’il y en a plusieurs : [2010, 2011].' },
    financeurs: {
      titre: 'Financeurs',
      sens: 'Qui d’autre finance, et ce qu’il annonce.',
      schema: z.array(
        decrire(shape.operations.unwrap().valueType.shape.financeurs.unwrap().element, {
          nom: { titre: 'Nom', sens: 'Le financeur, comme les recettes l’écrivent : Département de l’Essonne.' },
          genre: {
            titre: 'Genre',
            sens: 'Ce qu’il est.',
            schema: choix(Object.keys(GENRES_DE_FINANCEURS), GENRES_DE_FINANCEURS),
          },
          annonce: { titre: 'Annonce', sens: 'Ce qu’il annonce, en euros : 5 000,00.', schema: montantEcrit },
        }),
      ),
    },
  }),
);
