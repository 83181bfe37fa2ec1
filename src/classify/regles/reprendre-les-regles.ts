import { parse } from 'yaml';
import { YamlEdits } from '../../files/yaml-edits.ts';
import { lireValidite, type RegleEcrite } from './regle-ecrite.ts';

/** A rule that is not carried, since its exercices are over. */
export interface RegleLaissee {
  readonly id: string;
  readonly fichier: string;
  /** Its exercices, as written. */
  readonly exercices: string;
}

/** A file of rules, made ready for a later exercice. */
export interface ReglesReprises {
  /** The file; empty when none of its rules is carried. */
  readonly texte: string;
  readonly nombre: number;
  readonly laissees: readonly RegleLaissee[];
}

/**
 * Carries a file of rules to a later exercice as it is, less the rules whose exercices are over by then.
 * @param texte the file, read without a fault
 */
export function reprendreLesRegles(texte: string, fichier: string, exercice: string): ReglesReprises {
  const regles = parse(texte, { schema: 'failsafe' }) as readonly Pick<RegleEcrite, 'id' | 'exercices'>[];
  const retouches = new YamlEdits(texte);
  const laissees = regles.flatMap(({ id, exercices: ecrits }, rang): RegleLaissee[] => {
    const exercices = [ecrits ?? []].flat();
    if (lireValidite(exercices, Number(exercice), () => undefined) !== 'passee') return [];
    retouches.retirer([rang]);
    return [{ id, fichier, exercices: exercices.map((annees) => annees.trim()).join(', ') }];
  });
  const nombre = regles.length - laissees.length;
  return { texte: nombre === 0 ? '' : `${retouches.resultat().trimEnd()}\n`, nombre, laissees };
}
