import type { Mouvement, Section, Sens } from '../domain/ligne-budgetaire.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import { plier } from '../domain/texte.ts';

/** Turns what a file writes into the word that the tool expects. */
export interface Traducteur<T extends string> {
  readonly champ: 'sens' | 'mouvement' | 'section';
  /** What the file may write, for messages. */
  readonly attendus: readonly string[];
  /** `undefined` for an empty cell and for a word that was not declared; tell them apart with {@link comprend}. */
  traduire(texte: string): T | undefined;
  /** Whether a cell is empty or a known word. */
  comprend(texte: string): boolean;
}

/** The translators of a source, from what it declares under `valeurs`; the tool's own words are always understood. */
export function creerTraducteurs(source: SourceDeclaree) {
  return {
    sens: creerTraducteur<Sens>('sens', ['depense', 'recette'], source),
    mouvement: creerTraducteur<Mouvement>('mouvement', ['reel', 'ordre'], source),
    section: creerTraducteur<Exclude<Section, ''>>('section', ['fonctionnement', 'investissement'], source),
  };
}

function creerTraducteur<T extends string>(
  champ: Traducteur<T>['champ'],
  mots: readonly T[],
  source: SourceDeclaree,
): Traducteur<T> {
  const declares = source.valeurs.get(champ) ?? new Map<string, string>();
  const connus = new Map<string, T>(mots.map((mot) => [mot, mot]));
  for (const [ecrit, mot] of declares) {
    const cible = mots.find((element) => element === plier(mot));
    if (cible !== undefined) connus.set(plier(ecrit), cible);
  }
  const memoire = new Map<string, T | undefined>();
  const traduire = (texte: string): T | undefined => {
    if (memoire.has(texte)) return memoire.get(texte);
    const mot = connus.get(plier(texte));
    if (memoire.size < 1000) memoire.set(texte, mot);
    return mot;
  };
  return {
    champ,
    attendus: [...declares.keys(), ...mots],
    traduire,
    comprend: (texte) => texte === '' || traduire(texte) !== undefined,
  };
}
