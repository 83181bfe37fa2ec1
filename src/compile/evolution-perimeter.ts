import { cleDeLEmetteur, type Emetteurs } from '../domain/emetteurs.ts';
import { type Montant, montant } from '../domain/montant.ts';
import { comparer } from '../domain/ordre.ts';
import type { ActionDUneAnnee } from './evolution-actions.ts';
import { figure } from './evolution-figure.ts';
import type { ApportDEmetteur, PerimetreCompare } from './evolution-model.ts';

/** One year's actions, and all those who sent lines that year, international or not. */
export interface AnneeDEnvois {
  readonly actions: readonly ActionDUneAnnee[];
  readonly emetteurs: Emetteurs;
}

/** Parts what the change owes to senders of both years from what it owes to those who came or left. */
export function comparePerimeters(avant: AnneeDEnvois, maintenant: AnneeDEnvois): PerimetreCompare {
  return {
    constant: figure(
      montantDe(avant.actions.filter(({ emetteur }) => maintenant.emetteurs.connait(emetteur))),
      montantDe(maintenant.actions.filter(({ emetteur }) => avant.emetteurs.connait(emetteur))),
    ),
    arrives: apports(maintenant.actions, avant.emetteurs),
    partis: apports(avant.actions, maintenant.emetteurs),
  };
}

/** What those weigh who are not among the senders of the other year, largest first. */
function apports(actions: readonly ActionDUneAnnee[], autres: Emetteurs): ApportDEmetteur[] {
  const groupes = new Map<string, ActionDUneAnnee[]>();
  for (const action of actions) {
    if (autres.connait(action.emetteur)) continue;
    const cle = cleDeLEmetteur(action.emetteur);
    const groupe = groupes.get(cle);
    if (groupe) groupe.push(action);
    else groupes.set(cle, [action]);
  }
  return [...groupes]
    .flatMap(([cle, groupe]) => {
      const [premiere] = groupe;
      return premiere
        ? [{ cle, apport: { ...premiere.emetteur, montant: montantDe(groupe), actions: groupe.length } }]
        : [];
    })
    .sort((gauche, droite) => droite.apport.montant - gauche.apport.montant || comparer(gauche.cle, droite.cle))
    .map(({ apport }) => apport);
}

function montantDe(actions: readonly ActionDUneAnnee[]): Montant {
  return montant(actions.reduce((total, action) => total + action.montant, 0));
}
