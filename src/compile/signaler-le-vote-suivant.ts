import { montant } from '../domain/argent/montant.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { MontantVote } from '../domain/dossier/vote-suivant.ts';
import { formaterEuros } from '../domain/textes/format.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { TOTAL } from './figures.ts';
import type { Jaune } from './jaune.ts';
import { TABLES } from './tables-decrites.ts';
import { chiffresAVoter } from './vote-par-chiffre.ts';

const SE_DONNENT =
  'Un vote se dit des quatre chiffres (synthese.total…) et des rangées des tableaux (axe.jeunesse, pays.senegal) : leurs noms sont dans le classeur, colonne « Nom du chiffre ».';

/** Refuses what no edition could show beside a figure, then tells what is voted for a row that this one does not have. */
export function signalerLeVoteSuivant(jaune: Jaune, constats: Constats): void {
  const { voteSuivant } = jaune.enTete;
  if (voteSuivant === undefined) return;
  const { montants } = voteSuivant;
  const aVoter = chiffresAVoter(jaune);
  const connus = [...aVoter.keys()];
  for (const { chiffre, montant: centimes, place } of montants) {
    if (aVoter.has(chiffre)) continue;
    const proche = chiffreLePlusProche(chiffre, connus);
    const vouliez = proche === undefined ? '' : `Vouliez-vous écrire ${proche} ? `;
    if (tableDe(chiffre) !== undefined)
      constats.ajouter({
        code: 'A-VOTE-SANS-CHIFFRE',
        ...place,
        message: `« ${chiffre} » n’est un chiffre d’aucun tableau de ${jaune.enTete.exercice} : ${formaterEuros(centimes)} votés ne sont à côté de rien`,
        remede: `${vouliez}${SE_DONNENT} Si rien ne le porte cette année, rien n’est à faire : la liste « Voté pour l’exercice suivant » le dit.`,
      });
    else
      constats.ajouter({
        code: 'E-EXERCICE-INCOHERENT',
        ...place,
        message: `« ${chiffre} » n’est ni l’un des quatre chiffres, ni une rangée d’un tableau : ${formaterEuros(centimes)} votés n’auraient de case nulle part`,
        remede: `${vouliez === '' ? 'Retirez-le. ' : vouliez}${SE_DONNENT}`,
      });
  }
  refuserLesSommes(montants, constats);
}

/** The rows of a table share the total out, those that this edition does not have among them: what is voted for them is in it. */
function refuserLesSommes(montants: readonly MontantVote[], constats: Constats): void {
  const total = montants.find(({ chiffre }) => chiffre === TOTAL)?.montant;
  if (total === undefined) return;
  for (const table of TABLES) {
    const siens = montants.filter(({ chiffre }) => tableDe(chiffre) === table);
    const somme = montant(siens.reduce((ensemble, vote) => ensemble + vote.montant, 0));
    const dernier = siens.at(-1);
    if (dernier === undefined || somme <= total) continue;
    constats.ajouter({
      code: 'E-EXERCICE-INCOHERENT',
      ...dernier.place,
      message: `les montants votés pour les rangées de « ${table} » font ${formaterEuros(somme)}, plus que le total qu’elles se partagent, ${formaterEuros(total)}`,
      remede: 'Corrigez l’un d’eux ou le total, ou retirez ceux que le document voté ne dit pas.',
    });
  }
}

/** The table of which a name may be a row, in this edition or another. */
function tableDe(chiffre: string): string | undefined {
  return chiffre.includes('/') ? undefined : TABLES.find((table) => chiffre.startsWith(`${table}.`));
}

/** A slip in a name of its table; `pays.mali` is not one of `pays.somalie`. */
function chiffreLePlusProche(chiffre: string, connus: readonly string[]): string | undefined {
  const debut = chiffre.slice(0, chiffre.indexOf('.') + 1);
  const siens = connus.filter((connu) => connu.startsWith(debut)).map((connu) => connu.slice(debut.length));
  const proche = nomLePlusProche(chiffre.slice(debut.length), siens);
  return proche === undefined ? undefined : debut + proche;
}
