import * as z from 'zod';
import { schemaEnquete } from '../volets/enquetes/schema-enquete.ts';
import { choix, decrire, forme } from './textes-ecrits.ts';

const compte = forme(/^\d{1,9}$/, 'Un nombre entier est attendu, sans espace : 171.');
const question = schemaEnquete.shape.questions.element;
const citation = question.shape.citations.unwrap().element;

const questionPourEditeur = decrire(question, {
  question: { titre: 'Question', sens: 'Ce qui fut demandé, en quelques mots.' },
  note: { titre: 'Note', sens: 'Ce qu’il faut savoir pour lire ces réponses.' },
  base: { titre: 'Base', sens: 'Sur combien les parts sont calculées : 42.', schema: compte },
  base_de: { titre: 'De quoi', sens: 'Ce que la base compte : témoignages, propositions.' },
  plusieurs: {
    titre: 'Plusieurs réponses',
    sens: 'Si chacun pouvait en donner plusieurs : les parts font alors ensemble plus de 100 %.',
    schema: choix(['oui', 'non']),
  },
  citations: {
    titre: 'Citations',
    sens: 'Combien de fois chaque réponse fut donnée.',
    schema: z
      .array(
        decrire(citation, {
          reponse: { titre: 'Réponse', sens: 'Ce qui fut répondu.' },
          nombre: { titre: 'Nombre', sens: 'Combien de fois : 20.', schema: compte },
        }),
      )
      .min(1),
  },
  rangs: { titre: 'Rangs', sens: 'Les réponses, la première d’abord, quand l’ordre seul est connu.' },
});

/** `enquetes/*.yaml`, as an editor knows it. */
export const enquetePourEditeur: z.ZodType = decrire(schemaEnquete, {
  titre: { titre: 'Titre', sens: 'Le nom de l’enquête, que les documents montrent.' },
  source: { titre: 'Source', sens: 'Qui l’a faite, et pour qui.' },
  date: { titre: 'Date', sens: 'Quand : janvier 2013.' },
  reponses: { titre: 'Réponses', sens: 'Combien ont répondu à tout : 171.', schema: compte },
  note: { titre: 'Note', sens: 'Ce qu’il faut savoir pour la lire.' },
  questions: {
    titre: 'Questions',
    sens: 'Chacune avec ses citations et leur base, ou ses rangs.',
    schema: z.array(questionPourEditeur).min(1),
  },
}).meta({ title: 'Enquête', description: 'Ce qui fut demandé à beaucoup, et combien ont répondu quoi.' });
