import type { Constats } from '../domain/constats/constat.ts';
import { formaterEuros } from '../domain/textes/format.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { figuresDe } from './figures.ts';
import type { Jaune } from './jaune.ts';
import { chiffresAVoter } from './vote-par-chiffre.ts';

/** Tells what is voted for a figure that this edition does not have: no table can show it beside. */
export function signalerLeVoteSuivant(jaune: Jaune, constats: Constats): void {
  const { voteSuivant } = jaune.enTete;
  if (voteSuivant === undefined) return;
  const aVoter = chiffresAVoter(jaune);
  const inconnus = voteSuivant.montants.filter(({ chiffre }) => !aVoter.has(chiffre));
  if (inconnus.length === 0) return;
  const figures = figuresDe(jaune);
  const connus = [...aVoter.keys()];
  for (const { chiffre, montant, place } of inconnus) {
    const quoi = figures.has(chiffre)
      ? 'n’est ni l’un des quatre chiffres, ni une rangée d’un tableau'
      : `n’est un chiffre d’aucun tableau de ${jaune.enTete.exercice}`;
    const proche = chiffreLePlusProche(chiffre, connus);
    constats.ajouter({
      code: 'A-VOTE-SANS-CHIFFRE',
      ...place,
      message: `« ${chiffre} » ${quoi} : ${formaterEuros(montant)} votés ne sont à côté de rien`,
      remede: `${proche === undefined ? '' : `Vouliez-vous écrire ${proche} ? `}Un vote se dit des quatre chiffres (synthese.total…) et des rangées des tableaux (axe.jeunesse, pays.senegal) : leurs noms sont dans le classeur, colonne « Nom du chiffre ». Si rien ne le porte cette année, rien n’est à faire : la liste « Voté pour l’exercice suivant » le dit.`,
    });
  }
}

/** A slip in a name of its table; `pays.mali` is not one of `pays.somalie`. */
function chiffreLePlusProche(chiffre: string, connus: readonly string[]): string | undefined {
  const debut = chiffre.slice(0, chiffre.indexOf('.') + 1);
  const siens = connus.filter((connu) => connu.startsWith(debut)).map((connu) => connu.slice(debut.length));
  const proche = nomLePlusProche(chiffre.slice(debut.length), siens);
  return proche === undefined ? undefined : debut + proche;
}
