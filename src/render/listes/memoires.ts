import { accord } from '../../domain/textes/format.ts';
import type { Liste } from './liste.ts';

/** The files of earlier exercices that suggestions come from. */
export const memoires: Liste = {
  nom: 'memoires',
  titre: 'Lignes publiées des années passées',
  dire: ({ memoires: lues }) => ({
    chapeau: lues.length === 0 ? '' : 'Les suggestions viennent d’elles ; elles ne changent aucun montant.',
    elements: lues.map(({ fichier, sha256, apprises }) => ({
      sujet: fichier,
      texte: `${accord(apprises, 'ligne')} avec leur décision`,
      empreinte: sha256,
    })),
  }),
  json: ({ memoires: lues }) => ({
    memoire: lues.map(({ fichier, sha256, octets, apprises }) => ({ fichier, sha256, octets, apprises })),
  }),
};
