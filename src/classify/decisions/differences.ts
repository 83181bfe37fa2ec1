import { ecrirePart } from '../../domain/part.ts';
import { type DecisionLue, direConclusion } from './decision.ts';

const NOMS = {
  decision: 'la décision',
  part: 'la part',
  cle: 'la clé de la part',
  axe: 'l’axe',
  domaine: 'le domaine',
  territoire: 'le territoire',
  pays: 'le pays',
  motif: 'le motif',
  auteur: 'l’auteur',
  date: 'la date',
} as const;

/** What differs between two decisions of one line, in words: « le motif », « la date ». Empty when they say the same. */
export function direDifferences(gauche: DecisionLue, droite: DecisionLue): string[] {
  const [avant, apres] = [champsDe(gauche), champsDe(droite)];
  return (Object.keys(NOMS) as (keyof typeof NOMS)[]).flatMap((champ) =>
    avant[champ] === apres[champ] ? [] : [NOMS[champ]],
  );
}

function champsDe(decision: DecisionLue): Readonly<Record<keyof typeof NOMS, string>> {
  const { place, quotePart, cle, dimensions, motif, auteur, date } = decision;
  const cellule = (nom: 'axe' | 'domaine' | 'territoire' | 'pays') => dimensions.get(nom) ?? '';
  return {
    decision: place,
    part: ecrirePart(quotePart),
    cle,
    axe: cellule('axe'),
    domaine: cellule('domaine'),
    territoire: cellule('territoire'),
    pays: cellule('pays'),
    motif,
    auteur,
    date,
  };
}

/**
 * A decision on one line of text, its cells included: « internationale à 30 % (axe jeunesse) ».
 * @param pays the country as people wrote it, rather than its code, when it is at hand
 */
export function direDecision(decision: DecisionLue, pays = ''): string {
  const cellules = [...decision.dimensions].map(
    ([dimension, valeur]) => `${dimension} ${dimension === 'pays' && pays !== '' ? pays : valeur}`,
  );
  return `${direConclusion(decision)}${cellules.length === 0 ? '' : ` (${cellules.join(', ')})`}`;
}
