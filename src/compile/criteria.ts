import type { NomTable } from './tables-decrites.ts';

/**
 * What a figure counts. All criteria of a figure must hold:
 * - a table and the name of one of its rows: `pays=senegal`;
 * - `verdict`: the place of a part, several joined by `+`, `tous` for all of them; without it, international parts are meant;
 * - `pilote`: whether a part is counted to the pilot sector, `oui` or `non`;
 * - `recu=pilote`: lines received under the pilot sector;
 * - `exclusion`: the reason for which a line is left out;
 * - `sortie`: the step of the bridge by which a part leaves the pilot sector;
 * - `transfert=net`: parts that move between the pilot sector and the others, those that come to it as negative amounts;
 * - `source`, `ligne`: the file, or the one line, that it comes from;
 * - `base`: amounts of another base than the edition's, of the lines that give it;
 * - `couverture`: who decided a line, or what speaks of it;
 * - `regle`: whole lines of which a rule decides (`cle`), those on which another comes before it (`cle/devancee`), those
 *   on which that other says otherwise (`cle/contredite`).
 */
export type Critere = readonly [champ: ChampDeCritere, valeur: string];

type ChampDeCritere =
  | NomTable
  | 'verdict'
  | 'pilote'
  | 'recu'
  | 'exclusion'
  | 'sortie'
  | 'transfert'
  | 'source'
  | 'ligne'
  | 'base'
  | 'couverture'
  | 'regle';
