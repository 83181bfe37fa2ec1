import { accord } from '../../domain/textes/format.ts';
import { NOM_MASQUE } from '../../domain/textes/noms-masques.ts';
import type { Liste } from './liste.ts';

/** The sources of which names of persons are masked; in the JSON, each source says it. */
export const nomsMasques: Liste = {
  nom: 'noms-masques',
  titre: 'Noms de personnes masqués',
  dire: ({ sources }) => ({
    chapeau: '',
    elements: sources.flatMap(({ fichier, lignesAuNomMasque = 0 }) =>
      lignesAuNomMasque === 0
        ? []
        : [
            {
              sujet: fichier,
              texte: `${accord(lignesAuNomMasque, 'ligne')} : « ${NOM_MASQUE} » y tient la place du nom reçu.`,
            },
          ],
    ),
  }),
  json: () => ({}),
};
