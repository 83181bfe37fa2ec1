import type { Jaune } from '../../compile/jaune.ts';
import { cleDExclusion, cleDeReponse } from '../../compile/valeurs-nommees.ts';
import type { Affectation } from '../../domain/affectation.ts';

/** For each line that documents name, the number of its row in the sheets of rules, sources and exclusions; 0 for none. */
export interface NumerosDePieces {
  readonly regle: Int32Array;
  readonly source: Int32Array;
  readonly exclusion: Int32Array;
}

/** The row of the sheet of rules for lines that a person decided, after all the rules. */
export function numeroDesArbitrages({ regles }: Pick<Jaune, 'regles'>): number {
  return regles.length + 1;
}

/** Numbers the lines by what decided them, the file they come from, and the reason for which they are left out. */
export function numeroterLesPieces(jaune: Jaune): NumerosDePieces {
  const regles = numeros(jaune.regles.map(({ regle }) => regle.id));
  const sources = numeros(jaune.sources.map(({ fichier }) => fichier));
  const exclusions = numeros(jaune.exclusions.map(cleDExclusion));
  const deLignes = (numero: (affectation: Affectation) => number | undefined) =>
    Int32Array.from(jaune.lignes, (affectation) => numero(affectation) ?? 0);
  return {
    regle: deLignes(({ verdict: { decisive } }) => {
      if (decisive.auteur.type === 'decision') return numeroDesArbitrages(jaune);
      return decisive.auteur.type === 'regle' ? regles.get(decisive.auteur.regle.id) : 0;
    }),
    source: deLignes(({ ligne }) => sources.get(ligne.fichier)),
    exclusion: deLignes(({ verdict: { place, decisive } }) =>
      place === 'exclue' ? exclusions.get(cleDeReponse(decisive)) : 0,
    ),
  };
}

function numeros(cles: readonly string[]): ReadonlyMap<string, number> {
  return new Map(cles.map((cle, rang) => [cle, rang + 1]));
}
