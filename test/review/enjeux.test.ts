import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../src/domain/argent/montant.ts';
import { enjeuDe } from '../../src/domain/verdict/indice.ts';
import { comparerEnjeux, type Enjeu, PlusGrandsEnjeux, resteDesEnjeux } from '../../src/review/plus-grands-enjeux.ts';

const enjeu: fc.Arbitrary<Enjeu> = fc.record({
  fichier: fc.constantFrom('sources/a.csv', 'sources/b.csv'),
  numero: fc.integer({ min: 2, max: 40 }),
  sens: fc.constantFrom('depense', 'recette'),
  montant: fc
    .oneof(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 9e14, max: 9e14 + 5 }))
    .map((centimes) => montant(centimes)),
  enjeu: fc.nat(400).map((centimes) => montant(centimes)),
});

describe('les lignes où le plus dépend de la réponse', () => {
  it('sont celles d’un tri de toutes, quel que soit l’ordre où elles passent', () => {
    fc.assert(
      fc.property(fc.array(enjeu), fc.integer({ min: 1, max: 8 }), (tous, maximum) => {
        const gardes = new PlusGrandsEnjeux<Enjeu>(maximum);
        for (const chacun of tous) gardes.ajouter(chacun, () => chacun);
        expect(gardes.liste.map(cle)).toEqual([...tous].sort(comparerEnjeux).slice(0, maximum).map(cle));
        expect(gardes.vues).toEqual(sommes(tous));
        expect(gardes.gardees).toEqual(sommes(gardes.liste));
        expect(resteDesEnjeux(gardes.vues, gardes.gardees)).toEqual(
          sommes([...tous].sort(comparerEnjeux).slice(maximum)),
        );
      }),
    );
  });

  it('euros attendus d’abord, puis euros, puis fichier et ligne', () => {
    const base = { fichier: 'sources/a.csv', numero: 2, sens: 'depense' } as const;
    const avec = (centimes: number, attendus: number) => ({
      ...base,
      montant: montant(centimes),
      enjeu: montant(attendus),
    });
    expect(comparerEnjeux(avec(100, 60), avec(900, 59))).toBeLessThan(0);
    expect(comparerEnjeux(avec(-200, 50), avec(199, 50))).toBeLessThan(0);
    expect(comparerEnjeux({ ...avec(1, 1), numero: 9 }, { ...avec(1, 1), numero: 10 })).toBeLessThan(0);
  });

  it('sous le seuil, aucune n’est gardée, et toutes sont comptées', () => {
    fc.assert(
      fc.property(fc.array(enjeu), fc.nat(400), (tous, seuil) => {
        const gardes = new PlusGrandsEnjeux<Enjeu>(1_000, montant(seuil));
        for (const chacun of tous) gardes.ajouter(chacun, () => chacun);
        expect(gardes.liste.map(cle)).toEqual(
          [...tous]
            .sort(comparerEnjeux)
            .filter((chacun) => chacun.enjeu >= seuil)
            .map(cle),
        );
        expect(gardes.vues).toEqual(sommes(tous));
      }),
    );
  });

  it('l’enjeu est le montant × la chance, au centime près, même au-delà de ce qu’un nombre compte', () => {
    expect(enjeuDe(montant(20_001), 0)).toBe(10_001);
    expect(enjeuDe(montant(-1_000_000), -13)).toBe(47_727);
    expect(enjeuDe(montant(900_000_000_000_001), 90)).toBe(900_000_000_000_001);
    expect(enjeuDe(montant(900_000_000_000_001), 30)).toBe(899_100_900_000_001);
    expect(enjeuDe(montant(900_000_000_000_001), -90)).toBe(0);
  });
});

function cle({ fichier, numero, montant: centimes, enjeu: attendus }: Enjeu): string {
  return `${fichier}:${numero} ${centimes} ${attendus}`;
}

function sommes(enjeux: readonly Enjeu[]) {
  const de = (sens: Enjeu['sens']) => enjeux.filter((enjeu) => enjeu.sens === sens);
  const total = (certains: readonly Enjeu[]) => certains.reduce((somme, { montant: n }) => somme + BigInt(n), 0n);
  const recettes = de('recette');
  return {
    lignes: enjeux.length,
    centimes: total(de('depense')),
    enjeu: de('depense').reduce((somme, { enjeu: n }) => somme + BigInt(n), 0n),
    recettes: { lignes: recettes.length, centimes: total(recettes) },
  };
}
