import type { Montant } from '../domain/argent/montant.ts';
import { figuresDeSynthese } from './figures.ts';
import type { Jaune } from './jaune.ts';
import type { NomTable } from './tables-decrites.ts';

/** The figures beside which an amount voted for the next exercice may stand, with their labels: the four, and the rows of tables. */
export function chiffresAVoter(jaune: Jaune): ReadonlyMap<string, string> {
  return new Map([
    ...figuresDeSynthese(jaune).map(({ nom, libelle }) => [nom, libelle] as const),
    ...jaune.tables.flatMap(({ nom, titre, rangees }) =>
      rangees.map((rangee) => [`${nom}.${rangee.nom}`, `${titre}, ${rangee.libelle || rangee.cle}`] as const),
    ),
  ]);
}

/** Whether something is voted for the rows of a table: what is voted for the total alone is not. */
export function estVotee(nom: NomTable, vote: ReadonlyMap<string, Montant>): boolean {
  return [...vote.keys()].some((chiffre) => chiffre.startsWith(`${nom}.`));
}

/** What is voted for the next exercice, by the name of the figure; empty where nothing is said. */
export function voteParChiffre({ enTete }: Pick<Jaune, 'enTete'>): ReadonlyMap<string, Montant> {
  return new Map((enTete.voteSuivant?.montants ?? []).map(({ chiffre, montant }) => [chiffre, montant]));
}
