import { plier } from '../textes/texte.ts';
import { type Condition, parcourirAttentes } from './condition.ts';
import { attentesSimples } from './mecanismes.ts';

/** The files that a condition names by their whole name and that no source has: renamed since, or taken away. */
export function chercheurDeFichiersAbsents(sources: readonly string[]): (condition: Condition) => readonly string[] {
  const presents = new Set(sources.map(plier));
  return (condition) => {
    const absents = new Set<string>();
    parcourirAttentes(condition, (champ, attente) => {
      if (champ !== 'fichier') return;
      for (const simple of attentesSimples(attente))
        if (simple.type === 'egal' && !presents.has(plier(simple.valeur))) absents.add(simple.valeur);
    });
    return [...absents];
  };
}
