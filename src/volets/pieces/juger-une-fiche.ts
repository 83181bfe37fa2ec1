import { type Droit, type Regime, regimeDu, type Voie } from './droit.ts';
import type { LireUnePiece } from './exigence.ts';

/** What the dossier holds for an action: facts, and nothing of what they are worth. */
export const ETATS = {
  'pieces-completes': 'pièces complètes',
  'il-manque': 'il manque',
  'sans-objet': 'sans objet',
  'non-renseigne': 'non renseigné',
} as const;
export type Etat = keyof typeof ETATS;

export interface Jugement {
  readonly etat: Exclude<Etat, 'non-renseigne'>;
  /** The text that applies on the day of the deliberation; nothing when that day is not known. */
  readonly regime?: Regime;
  /** What is missing, in words; nothing unless that is the state. */
  readonly manque: readonly string[];
  /** Why the text has nothing to say of it; empty unless that is the state. */
  readonly motif: string;
  /** What is worth saying besides. */
  readonly aNoter: readonly string[];
}

/** Compares what a row says with what the text of the day of its deliberation asks for. */
export function jugerUneFiche(lire: LireUnePiece, droit: Droit): Jugement {
  const deliberation = lire('deliberation');
  const regime = deliberation === '' ? undefined : regimeDu(deliberation, droit);
  const commun = { ...(regime && { regime }), manque: [], motif: '', aNoter: [] };
  const motif = droit.horsObjet.get(lire('nature')) || regime?.sansObjet;
  if (motif) return { ...commun, etat: 'sans-objet', motif };
  const manque = [
    ...(deliberation === '' ? ['la date de la délibération'] : []),
    ...(lire('nature') === '' ? ['la nature de l’action'] : []),
    ...(regime === undefined ? [] : [...manquesDesVoies(regime.voies, lire), ...manquesDe(regime.toujours, lire)]),
  ];
  const aNoter = manquesDe(regime?.aNoter ?? [], lire);
  return {
    ...commun,
    manque: [...new Set(manque)],
    aNoter,
    etat: manque.length === 0 ? 'pieces-completes' : 'il-manque',
  };
}

function manquesDe(exigences: Voie['exigences'], lire: LireUnePiece): string[] {
  return exigences.flatMap((exigence) => exigence.manques(lire));
}

/** One way is enough. Of those that were begun, what the nearest lacks; where none was, all of them are named. */
function manquesDesVoies(voies: readonly Voie[], lire: LireUnePiece): string[] {
  if (voies.length === 0) return [];
  const vues = voies.map((voie) => ({ voie, manques: manquesDe(voie.exigences, lire) }));
  if (vues.some(({ manques }) => manques.length === 0)) return [];
  const commencees = vues.filter(({ voie }) => voie.exigences.some((exigence) => exigence.commencee(lire)));
  const [premiere, ...autres] = commencees;
  if (premiere === undefined) return [voies.map(({ dite }) => dite).join(', ou ')];
  return autres.reduce((proche, vue) => (vue.manques.length < proche.manques.length ? vue : proche), premiere).manques;
}
