import type { ChampDeFlux } from './consolidation/champs-de-flux.ts';
import type { NomTable } from './tables-decrites.ts';

/**
 * What a figure counts. All criteria of a figure must hold:
 * - a table and the name of one of its rows: `pays=senegal`;
 * - `verdict`: the place of a part, several joined by `+`, `tous` for all of them; without it, international parts are meant;
 * - `sens`: `recette` for receipts, `reste` for expenses less receipts; without it, expenses are meant;
 * - `operation`: the operation to which a line is tied, `sans-operation` for none;
 * - `montant_est`: `net` for what lines say is already net, `brut` for all else;
 * - `financeur`, `genre_financeur`: who paid a receipt, and of which kind it is;
 * - `pilote`: whether a part is counted to the pilot sector, `oui` or `non`;
 * - `recu=pilote`: lines received under the pilot sector;
 * - `exclusion`: the reason for which a line is left out;
 * - `sortie`: the step of the bridge by which a part leaves the pilot sector;
 * - `apport`: the sector that brings it to the bridge of receipts;
 * - `transfert=net`: parts that move between the pilot sector and the others, those that come to it as negative amounts;
 * - `source`, `ligne`: the file, or the one line, that it comes from;
 * - `base`: amounts of another base than the edition's, of the lines that give it;
 * - `decide_par`: who put a line where it is, `regle`, `personne`, `rien`; `decideur`: who signed the decision on it;
 * - `couverture`: what speaks of a line that is open;
 * - `regle`: whole lines of which a rule decides (`cle`), those on which another comes before it (`cle/devancee`), those
 *   on which that other says otherwise (`cle/contredite`);
 * - what {@link CHAMPS_DE_FLUX} asks of flows: `flux=crt`;
 * - a field that a volet adds: `volet-fondement=il-manque`.
 */
export type Critere = readonly [champ: ChampDeCritere, valeur: string];

/** A field of lines that a volet of the dossier adds, by its name. */
export type ChampAjoute = `volet-${string}`;

/** What criteria may speak of. */
export type ChampDeCritere =
  | NomTable
  | ChampDeFlux
  | ChampAjoute
  | 'verdict'
  | 'sens'
  | 'pilote'
  | 'recu'
  | 'exclusion'
  | 'sortie'
  | 'apport'
  | 'transfert'
  | 'source'
  | 'ligne'
  | 'base'
  | 'couverture'
  | 'decide_par'
  | 'decideur'
  | 'regle'
  | 'operation'
  | 'montant_est'
  | 'financeur'
  | 'genre_financeur';

export function nomDuChampAjoute(nom: string): ChampAjoute {
  return `volet-${nom}`;
}

export function estAjoute(champ: ChampDeCritere): champ is ChampAjoute {
  return champ.startsWith('volet-');
}
