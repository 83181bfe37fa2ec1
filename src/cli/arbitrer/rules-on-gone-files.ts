import type { Regle } from '../../classify/regles/regle.ts';
import { chercheurDeFichiersAbsents } from '../../domain/conditions/chercheur-de-fichiers-absents.ts';

/** A rule that names a file by its whole name, which no source of the dossier has. */
export interface RuleOnGoneFile {
  readonly id: string;
  /** `regles/10-perimetre.yaml:37`. */
  readonly lieu: string;
  readonly fichier: string;
}

/** The rules that hold no more for the lines of a file, since it was renamed or taken away. */
export function rulesOnGoneFiles(rules: readonly Regle[], sources: readonly string[]): readonly RuleOnGoneFile[] {
  const goneFrom = chercheurDeFichiersAbsents(sources);
  return rules.flatMap(({ condition, citee: { id, lieu } }) =>
    goneFrom(condition).map((fichier) => ({ id, lieu, fichier })),
  );
}
