import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Candidats } from '../../src/compile/semblables/candidats.ts';
import { EchantillonDeLignes } from '../../src/compile/semblables/echantillon-de-lignes.ts';
import { MontantsVus } from '../../src/compile/semblables/montants-vus.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import type { Sens } from '../../src/domain/lignes/ligne-budgetaire.ts';

function echantillon(lignes: readonly number[], euros = 1, sens: Sens = 'depense'): EchantillonDeLignes {
  const fait = new EchantillonDeLignes();
  for (const ligne of lignes)
    fait.ajouter(createHash('sha256').update(`${ligne}`).digest('hex').slice(0, 16), montant(euros * 100), sens);
  return fait;
}

const de = (debut: number, fin: number) => Array.from({ length: fin - debut }, (_, rang) => debut + rang);

describe('Ce que deux sources ont en commun', () => {
  it('est compté exactement jusqu’à mille lignes chacune', () => {
    expect(echantillon(de(0, 1_000)).comparer(echantillon(de(900, 1_900)))).toEqual({
      regardees: 1_000,
      lignes: 100,
      depenses: 10_000,
      recettes: 0,
      exact: true,
    });
  });

  it('compte une ligne répétée autant de fois que celle des deux qui l’a le moins', () => {
    expect(echantillon([1, 1, 1, 2]).comparer(echantillon([1, 1, 3, 4, 5]))).toMatchObject({ regardees: 4, lignes: 2 });
  });

  it('ne tient pas pour la même une ligne d’un autre montant', () => {
    expect(echantillon(de(0, 5)).comparer(echantillon(de(0, 5), 2))).toMatchObject({ lignes: 0, depenses: 0 });
  });

  it('dit les recettes à part, et ne tient pas pour la même une ligne de l’autre sens', () => {
    const recettes = echantillon(de(0, 5), 1, 'recette');
    expect(recettes.comparer(echantillon(de(0, 5), 1, 'recette'))).toMatchObject({ depenses: 0, recettes: 500 });
    expect(recettes.comparer(echantillon(de(0, 5)))).toMatchObject({ lignes: 0, depenses: 0, recettes: 0 });
  });

  it('au-delà, vient d’un échantillon, le même dans quelque ordre que les lignes soient lues', () => {
    const tout = echantillon(de(0, 20_000));
    expect(tout.comparer(echantillon(de(0, 20_000).reverse()))).toMatchObject({
      regardees: 1_000,
      lignes: 1_000,
      exact: false,
    });
    const { regardees, lignes } = tout.comparer(echantillon(de(10_000, 30_000)));
    expect(lignes / regardees).toBeGreaterThan(0.44);
    expect(lignes / regardees).toBeLessThan(0.56);
    expect(tout.comparer(echantillon(de(20_000, 40_000)))).toMatchObject({ lignes: 0 });
  });

  it('voit un petit fichier qui est dans un grand', () => {
    const { regardees, lignes } = echantillon(de(5_000, 6_000)).comparer(echantillon(de(0, 20_000)));
    expect(regardees).toBeGreaterThan(20);
    expect(lignes).toBe(regardees);
  });
});

describe('Les montants que deux sources ont en commun', () => {
  const montants = (centimes: readonly number[], sens: Sens = 'depense') => {
    const vus = new MontantsVus();
    for (const n of centimes) vus.ajouter(n, sens);
    return vus;
  };

  it('sont comptés sans leur signe, les ronds à part, chacun autant de fois que celle des deux qui l’a le moins', () => {
    expect(montants([150, 150, -275, 20_000]).comparer(montants([150, 275, 20_000, 999]))).toEqual({
      regardes: 3,
      communs: 2,
    });
  });

  it('ne sont pas ceux de l’autre sens', () => {
    expect(montants([150, 275], 'recette').comparer(montants([150, 275]))).toEqual({ regardes: 2, communs: 0 });
    expect(montants([150, -275], 'recette').comparer(montants([150, 275], 'recette'))).toEqual({
      regardes: 2,
      communs: 2,
    });
  });

  it('au-delà de mille, viennent d’un échantillon, le même dans quelque ordre que les lignes soient lues', () => {
    const tous = de(0, 20_000).map((n) => n * 137 + 1);
    const { regardes, communs } = montants(tous).comparer(montants([...tous].reverse().map((n) => -n)));
    expect(communs).toBe(regardes);
    expect(regardes).toBeGreaterThan(900);
    const moitie = montants(tous).comparer(montants(de(10_000, 30_000).map((n) => n * 137 + 1)));
    expect(moitie.communs / moitie.regardes).toBeGreaterThan(0.44);
    expect(moitie.communs / moitie.regardes).toBeLessThan(0.56);
  });
});

describe('Les sources qui peuvent se ressembler', () => {
  /** A few numbers, often repeated, in a list of any length: whole, or beyond what a sample keeps. */
  const liste = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }),
    fc
      .tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 900, max: 2_500 }))
      .map(([debut, n]) => de(debut, debut + n)),
  );

  it('sont toutes celles qui ont en commun ce qui est demandé, et la plus proche l’est de toutes', () => {
    const seuil = { communs: 2, part: 0.5 };
    fc.assert(
      fc.property(fc.array(liste, { minLength: 1, maxLength: 6 }), (listes) => {
        const sources = listes.map((numeros) => echantillon(numeros));
        const candidats = new Candidats(sources);
        for (const [sien, source] of sources.entries()) {
          const rangs = candidats.de(sien, seuil);
          const comptes = sources.map((autre) => source.comparer(autre));
          comptes.forEach(({ lignes, regardees }, rang) => {
            if (rang !== sien && lignes >= seuil.communs && lignes >= regardees * seuil.part)
              expect(rangs).toContain(rang);
          });
          const presentes = sources.map((autre) => source.presentesDans(autre).lignes);
          const proche = candidats.plusProche(
            source,
            (rang) => presentes[rang] ?? 0,
            (lignes) => lignes,
          );
          const plus = Math.max(...presentes);
          expect(proche?.rang).toBe(plus === 0 ? undefined : presentes.indexOf(plus));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('ne sont pas celles qui n’ont rien en commun', () => {
    const sources = [de(0, 5), de(5, 10), de(3, 8)].map((numeros) => echantillon(numeros));
    const candidats = new Candidats(sources);
    const rangs = sources.map((_, rang) => candidats.de(rang, { communs: 1, part: 0.5 }));
    // Two lines of five are not the half of them, three are.
    expect(rangs).toEqual([[], [2], [1]]);
  });
});
