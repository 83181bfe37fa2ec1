import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../src/domain/argent/montant.ts';
import { comparerEnjeux, type Enjeu, PlusGrandsEnjeux, resteDesEnjeux } from '../../src/review/plus-grands-enjeux.ts';

const enjeu: fc.Arbitrary<Enjeu> = fc.record({
  fichier: fc.constantFrom('sources/a.csv', 'sources/b.csv'),
  numero: fc.integer({ min: 2, max: 40 }),
  sens: fc.constantFrom('depense', 'recette'),
  montant: fc
    .oneof(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 9e14, max: 9e14 + 5 }))
    .map((centimes) => montant(centimes)),
  doute: fc.integer({ min: 0, max: 1000 }),
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

  it('euros × doute au centime près, même au-delà de ce qu’un nombre compte', () => {
    const base = { fichier: 'sources/a.csv', numero: 2, sens: 'depense' } as const;
    const gauche = { ...base, montant: montant(900_000_000_000_001), doute: 999 };
    const droite = { ...base, montant: montant(900_000_000_000_000), doute: 999 };
    expect(comparerEnjeux(gauche, droite)).toBeLessThan(0);
    expect(
      comparerEnjeux({ ...base, montant: montant(-200), doute: 500 }, { ...base, montant: montant(199), doute: 500 }),
    ).toBeLessThan(0);
    expect(
      comparerEnjeux({ ...base, montant: montant(100), doute: 1000 }, { ...base, montant: montant(900), doute: 100 }),
    ).toBeLessThan(0);
    expect(
      comparerEnjeux(
        { ...base, numero: 9, montant: montant(1), doute: 1 },
        { ...base, numero: 10, montant: montant(1), doute: 1 },
      ),
    ).toBeLessThan(0);
  });
});

function cle({ fichier, numero, montant: centimes, doute }: Enjeu): string {
  return `${fichier}:${numero} ${centimes} ${doute}`;
}

function sommes(enjeux: readonly Enjeu[]) {
  const de = (sens: Enjeu['sens']) => enjeux.filter((enjeu) => enjeu.sens === sens);
  const total = (certains: readonly Enjeu[]) => certains.reduce((somme, { montant: n }) => somme + BigInt(n), 0n);
  const recettes = de('recette');
  return {
    lignes: enjeux.length,
    centimes: total(de('depense')),
    recettes: { lignes: recettes.length, centimes: total(recettes) },
  };
}
