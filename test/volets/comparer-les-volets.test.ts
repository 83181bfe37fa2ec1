import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparerLesVolets, type TableauChange } from '../../src/compile/comparaison/comparer-les-volets.ts';
import { tableauFabrique, voletFabrique, voletsQuelconques } from './volet-fabrique.ts';

/** What changed, whatever the order of tables, rows and cells; backwards when asked. */
function aPlat(changes: readonly TableauChange[], retourne: boolean): string[] {
  const types = { nouvelle: 'disparue', disparue: 'nouvelle', changee: 'changee' } as const;
  return changes
    .flatMap(({ volet, tableau, rangees }) =>
      rangees.flatMap(({ cle, type, cellules }) => {
        const ou = [volet.nom, tableau.nom, cle, retourne ? types[type] : type];
        const dites = cellules.map(({ colonne, avant, apres }) => [
          ...ou,
          colonne.cle,
          ...(retourne ? [apres, avant] : [avant, apres]).map((valeur) => valeur ?? null),
        ]);
        return cellules.length === 0 ? [ou] : dites;
      }),
    )
    .map((dite) => JSON.stringify(dite))
    .sort();
}

describe('comparer les volets de deux éditions', () => {
  it('ne trouve rien entre une édition et elle-même', () => {
    fc.assert(
      fc.property(voletsQuelconques, (volets) => {
        expect(comparerLesVolets(volets, volets)).toEqual([]);
      }),
    );
  });

  it('dit à l’envers ce qui change à l’envers', () => {
    fc.assert(
      fc.property(voletsQuelconques, voletsQuelconques, (avant, apres) => {
        expect(aPlat(comparerLesVolets(apres, avant), true)).toEqual(aPlat(comparerLesVolets(avant, apres), false));
      }),
    );
  });

  it('dit une colonne que l’une des deux n’a pas', () => {
    const avec = tableauFabrique('t', ['Dakar']);
    const sans = { ...avec, colonnes: avec.colonnes.slice(0, 1) };
    const [change] = comparerLesVolets([voletFabrique('v', [avec])], [voletFabrique('v', [sans])]);
    expect(change?.rangees[0]?.cellules.map(({ colonne, apres }) => [colonne.cle, apres])).toEqual(
      avec.colonnes.slice(1).map(({ cle }) => [cle, undefined]),
    );
  });

  it('compare deux cent mille rangées d’un trait', () => {
    const rangees = (valeur: string) =>
      Array.from({ length: 200_000 }, (_, rang) => ({ cle: `r${rang}`, cellules: [`r${rang}`, valeur] }));
    const [avant, apres] = ['a', 'b'].map((valeur) => [
      voletFabrique('v', [{ ...tableauFabrique('t', []), rangees: rangees(valeur) }]),
    ]);
    expect(comparerLesVolets(avant ?? [], apres ?? [])[0]?.rangees).toHaveLength(200_000);
  });
});
