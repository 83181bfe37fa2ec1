import type { Predicat } from '../domain/conditions/attente.ts';
import { type Condition, compilerCondition } from '../domain/conditions/condition.ts';
import type { Enregistrement } from '../formats/source-ouverte.ts';
import type { Colonnes } from './colonnes.ts';

/** A condition on the columns of a file, by their titles, ready to be put to its records. */
export function compilerParTitres(
  condition: Condition,
  { titres }: Pick<Colonnes, 'titres'>,
): Predicat<Enregistrement> {
  return compilerCondition<Enregistrement>(condition, {
    texte: (colonne) => {
      const rang = titres.indexOf(colonne);
      return rang < 0 ? undefined : (vu) => vu.champ(rang).trim();
    },
    estCode: () => false,
  });
}
