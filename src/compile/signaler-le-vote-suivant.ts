import type { Constats } from '../domain/constats/constat.ts';
import { formaterEuros } from '../domain/textes/format.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import type { Jaune } from './jaune.ts';
import { chiffresAVoter } from './vote-par-chiffre.ts';

/** Tells what is voted for a figure that this edition does not have: no table can show it beside. */
export function signalerLeVoteSuivant(jaune: Jaune, constats: Constats): void {
  const { voteSuivant } = jaune.enTete;
  if (voteSuivant === undefined) return;
  const connus = [...chiffresAVoter(jaune).keys()];
  for (const { chiffre, montant, place } of voteSuivant.montants) {
    if (connus.includes(chiffre)) continue;
    const proche = nomLePlusProche(chiffre, connus);
    constats.ajouter({
      code: 'A-VOTE-SANS-CHIFFRE',
      ...place,
      message: `« ${chiffre} » n’est un chiffre d’aucun tableau de ${jaune.enTete.exercice} : ${formaterEuros(montant)} votés ne sont à côté de rien`,
      remede: `${proche === undefined ? '' : `Vouliez-vous écrire ${proche} ? `}Le nom d’un chiffre est dans le classeur, colonne « Nom du chiffre ». Si rien ne le porte cette année, rien n’est à faire : la liste « Voté pour l’exercice suivant » le dit.`,
    });
  }
}
