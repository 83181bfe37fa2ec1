import type { Reponse } from './lire-les-reponses.ts';
import { cleDeDemande, type Demande } from './plan.ts';
import type { Etat } from './statut.ts';

/** What holds at each place of the tables of answers, all of them counted. */
export type Comptes = Readonly<Record<Etat, number>>;

/** What was answered where something was asked; `non saisie` where no file says anything of it. */
export function etatDe(demande: Demande | undefined, reponses: ReadonlyMap<string, Reponse>): Etat {
  if (demande === undefined) return 'non posée';
  return reponses.get(cleDeDemande(demande))?.statut ?? 'non saisie';
}

export function compter(etats: Iterable<Etat>): Comptes {
  const comptes: Record<Etat, number> = {
    réponse: 0,
    oui: 0,
    non: 0,
    'sans réponse déclarée': 0,
    vide: 0,
    'non posée': 0,
    'non saisie': 0,
  };
  for (const etat of etats) comptes[etat] += 1;
  return comptes;
}

/** Whether something was said: a « non » says something. */
export function repond(etat: Etat): boolean {
  return etat === 'réponse' || etat === 'oui' || etat === 'non';
}
