import { InvalidArgumentError } from 'commander';
import { NORMES, type Norme } from '../domain/nomenclature.ts';

/** What the help of `init` adds: examples, and what asking twice does. */
export const INIT_HELP = `
Le dossier vient entier, ou pas du tout ; rien de ce qui existe n’est touché. Il peut déjà contenir sources/ et rien d’autre.
Avec --depuis, la même commande, relancée quand les fichiers de l’année sont dans sources/, ajoute les décisions dont la ligne
revient, et ne change rien d’autre.

Exemple :
  jaune init data/2013
  jaune init data/2013 --depuis data/2012
`;

/**
 * Reads the value of `--exercice`.
 * @throws InvalidArgumentError when it is no year
 */
export function lireExercice(ecrit: string): string {
  if (!/^\d{4}$/.test(ecrit)) throw new InvalidArgumentError('écrivez une année sur quatre chiffres, par exemple 2013');
  return ecrit;
}

/**
 * Reads the value of `--norme`.
 * @throws InvalidArgumentError when it is none
 */
export function lireNorme(ecrit: string): Norme {
  const norme = NORMES.find((connue) => connue === ecrit.toUpperCase());
  if (norme === undefined) throw new InvalidArgumentError(`écrivez ${NORMES.join(', ')}`);
  return norme;
}
