import * as z from 'zod';
import { schemaDuPlan } from '../volets/questionnaires/schema-du-plan.ts';
import { decrire } from './textes-ecrits.ts';

const groupe = schemaDuPlan.shape.groupes.valueType;

const questionPourEditeur = decrire(groupe.shape.questions.element, {
  question: { titre: 'Question', sens: 'Son numéro dans ce groupe : 1, 2, 2b.' },
  libelle: { titre: 'Libellé', sens: 'Ce qui fut demandé, en quelques mots.' },
  theme: { titre: 'Thème', sens: 'L’un de ceux de « themes » : il rapproche les questions de groupes différents.' },
  dimensions: {
    titre: 'Dimensions',
    sens: 'Celles de « dimensions » pour lesquelles elle fut posée ; aucune si elle le fut d’un seul tenant.',
  },
});

/** `questionnaires/plan.yaml`, as an editor knows it. */
export const planPourEditeur: z.ZodType = decrire(schemaDuPlan, {
  origine: { titre: 'Origine', sens: 'D’où viennent les réponses ; les documents le montrent.' },
  themes: { titre: 'Thèmes', sens: 'Un identifiant court et son intitulé, territoires: Territoires.' },
  dimensions: {
    titre: 'Dimensions',
    sens: 'Les domaines, territoires, durées… Un identifiant de territoire du jaune (europe, asie) fait dire les pays cités ailleurs qu’à leur place.',
  },
  groupes: {
    titre: 'Groupes',
    sens: 'Ceux qui ont reçu les mêmes questions, chacun sous un identifiant que les réponses reprennent.',
    schema: z.record(
      schemaDuPlan.shape.groupes.keyType,
      decrire(groupe, {
        libelle: { titre: 'Libellé', sens: 'Le nom que les documents montrent : Conseils régionaux.' },
        acteurs: { titre: 'Acteurs', sens: 'Un identifiant et un nom, alsace: Région Alsace.' },
        questions: {
          titre: 'Questions',
          sens: 'Ce qui leur fut demandé.',
          schema: z.array(questionPourEditeur).min(1),
        },
      }),
    ),
  },
}).meta({ title: 'Plan des questionnaires', description: 'Qui fut interrogé, et sur quoi.' });
