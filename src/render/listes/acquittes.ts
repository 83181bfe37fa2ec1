import { ecrireDate } from '../../domain/textes/date.ts';
import { formaterEntier } from '../../domain/textes/format.ts';
import type { Liste } from './liste.ts';

/** The warnings that a person accepted: why, who, when, and what was said. */
export const acquittes: Liste = {
  nom: 'acquittes',
  titre: 'Avertissements lus et acceptés',
  dire: ({ acquittes: listes }) => ({
    chapeau:
      listes.length === 0
        ? ''
        : 'L’outil a signalé ceci, et une personne l’a accepté dans le dossier ; chacun se redit dès que ce dont il parle change.',
    elements: listes.map(({ constat, fichier, ligne, nombre, messages, motif, auteur, date }) => {
      const autres = nombre - messages.length;
      return {
        sujet: [constat, fichier, ligne].filter((element) => element !== undefined).join(' · '),
        texte: `${motif} (${auteur}, ${ecrireDate(date)})`,
        precision: [...messages, ...(autres > 0 ? [`et ${formaterEntier(autres)} de plus`] : [])].join(' ; '),
      };
    }),
  }),
  json: ({ acquittes: listes }) => ({
    avertissements_acquittes: listes.map(({ constat, fichier, ligne, nombre, messages, motif, auteur, date }) => ({
      constat,
      fichier,
      ligne,
      nombre,
      messages,
      motif,
      auteur,
      date,
    })),
  }),
};
