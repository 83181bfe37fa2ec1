import { chiffresAVoter } from '../../compile/vote-par-chiffre.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { titreDuVote } from '../textes/vote-dit.ts';
import type { Liste } from './liste.ts';

/** What is voted for the next exercice, figure by figure, those that this edition does not have among them. */
export const voteSuivant: Liste = {
  nom: 'vote-suivant',
  titre: 'Voté pour l’exercice suivant',
  dire: (jaune) => {
    const { voteSuivant: vote, exercice } = jaune.enTete;
    if (vote === undefined) return { chapeau: '', elements: [] };
    const libelles = chiffresAVoter(jaune);
    return {
      chapeau: `${titreDuVote(vote)}, selon : ${vote.document}. Montré à côté des montants de ${exercice}, ajouté à aucun.`,
      elements: vote.montants.map(({ chiffre, montant }) => ({
        sujet: chiffre,
        texte: formaterEuros(montant),
        precision: libelles.get(chiffre) ?? `Sans chiffre en ${exercice}`,
      })),
    };
  },
  json: (jaune) => {
    const { voteSuivant: vote } = jaune.enTete;
    if (vote === undefined) return {};
    const libelles = chiffresAVoter(jaune);
    return {
      vote_suivant: {
        exercice: Number(vote.exercice),
        base: vote.base,
        document: vote.document,
        montants: vote.montants.map(({ chiffre, montant: centimes }) => ({
          chiffre,
          centimes,
          dans_l_edition: libelles.has(chiffre),
        })),
      },
    };
  },
};
