import { ecrireLieu } from '../../domain/constats/constat.ts';
import { accord } from '../../domain/textes/format.ts';
import type { ElementDeListe, Liste } from './liste.ts';

/** The warnings of the compilation that nobody accepted: what whoever reads the figures is to know of them. */
export const avertissements: Liste = {
  nom: 'avertissements',
  titre: 'Avertissements à la compilation',
  dire: ({ avertissements: listes }) => ({
    chapeau:
      listes.length === 0
        ? 'La compilation n’a laissé aucun avertissement.'
        : 'L’outil a signalé ceci, et personne ne l’a encore accepté dans le dossier.',
    elements: listes.flatMap(({ constat, nombre, premiers }): ElementDeListe[] => {
      const autres = nombre - premiers.length;
      return [
        ...premiers.map(({ lieu, message }) => ({ sujet: `${constat} · ${ecrireLieu(lieu)}`, texte: message })),
        ...(autres > 0 ? [{ sujet: constat, texte: `… et ${accord(autres, 'autre')}` }] : []),
      ];
    }),
  }),
  json: ({ avertissements: listes }) => ({
    avertissements: listes.map(({ constat, nombre, premiers }) => ({
      constat,
      nombre,
      premiers: premiers.map(({ lieu, message }) => ({ lieu: ecrireLieu(lieu), message })),
    })),
  }),
};
