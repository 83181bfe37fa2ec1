import { InvalidArgumentError } from 'commander';
import { BASES, type Base } from '../domain/base.ts';

/** What the help of `source` adds. */
export const SOURCE_HELP = `
Rien n’est écrit : ce qui sort est du YAML à relire, chaque choix avec sa raison, « sûr » ou « à confirmer ». Tout peut se coller
sous « sources: », commentaires compris ; compiler ne lit que ce qu’exercice.yaml déclare.

Exemple :
  jaune source reçus/culture.csv
  jaune source reçus/culture.csv --dossier data/2012
  jaune source reçus/budget-2005-2012.csv --exercice 2012 --base mandats
`;

/**
 * Reads the value of `--base`.
 * @throws InvalidArgumentError when it is none
 */
export function lireBase(ecrit: string): Base {
  const base = BASES.find((connue) => connue === ecrit);
  if (base === undefined) throw new InvalidArgumentError(`écrivez ${BASES.join(', ')}`);
  return base;
}
