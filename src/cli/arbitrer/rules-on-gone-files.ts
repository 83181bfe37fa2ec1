import type { Regle } from '../../classify/regles/regle.ts';
import { parcourirAttentes } from '../../domain/conditions/condition.ts';
import { attentesSimples } from '../../domain/conditions/mecanismes.ts';
import { plier } from '../../domain/textes/texte.ts';

/** A rule that names a file by its whole name, which no source of the dossier has. */
export interface RuleOnGoneFile {
  readonly id: string;
  /** `regles/10-perimetre.yaml:37`. */
  readonly lieu: string;
  readonly fichier: string;
}

/** The rules that hold no more for the lines of a file, since it was renamed or taken away. */
export function rulesOnGoneFiles(rules: readonly Regle[], sources: readonly string[]): readonly RuleOnGoneFile[] {
  const there = new Set(sources.map(plier));
  return rules.flatMap(({ condition, citee: { id, lieu } }) => {
    const gone = new Set<string>();
    parcourirAttentes(condition, (champ, attente) => {
      if (champ !== 'fichier') return;
      for (const simple of attentesSimples(attente))
        if (simple.type === 'egal' && !there.has(plier(simple.valeur))) gone.add(simple.valeur);
    });
    return [...gone].map((fichier) => ({ id, lieu, fichier }));
  });
}
