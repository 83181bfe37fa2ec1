import type { DefinitionsDeListes } from './named-lists.ts';

/** A reference that closes a circle: list `de` refers, by its element `rang`, to one that leads back to it. */
export interface CycleDeListes {
  readonly de: string;
  readonly rang: number;
  /** The circle, its first name repeated at the end: `a`, `b`, `a`. */
  readonly noms: readonly string[];
}

interface Etape {
  readonly nom: string;
  rang: number;
}

/** The circles among lists, in the order of the file. Goes down without calling itself, whatever the length of a chain. */
export function chercherCycles(definitions: DefinitionsDeListes): CycleDeListes[] {
  const cycles: CycleDeListes[] = [];
  const finies = new Set<string>();
  for (const racine of definitions.keys()) {
    if (finies.has(racine)) continue;
    const pile: Etape[] = [{ nom: racine, rang: 0 }];
    const surLaPile = new Map([[racine, 0]]);
    for (let etape = pile.at(-1); etape; etape = pile.at(-1)) {
      const { nom, rang } = etape;
      const element = definitions.get(nom)?.[rang];
      if (element === undefined) {
        finies.add(nom);
        surLaPile.delete(nom);
        pile.pop();
        continue;
      }
      etape.rang += 1;
      if ('valeur' in element || finies.has(element.liste)) continue;
      const debut = surLaPile.get(element.liste);
      if (debut !== undefined) {
        const noms = [...pile.slice(debut).map((sur) => sur.nom), element.liste];
        cycles.push({ de: nom, rang, noms });
      } else {
        surLaPile.set(element.liste, pile.length);
        pile.push({ nom: element.liste, rang: 0 });
      }
    }
  }
  return cycles;
}
