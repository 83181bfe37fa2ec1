import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant, somme } from '../../src/domain/argent/montant.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';
import { ConstructeurDePont, type PartDuTotal, partsDuTotal } from '../../src/exports/pont.ts';

const centimes = fc.integer({ min: -10_000_000, max: 10_000_000 }).map(montant);
const part = fc.record({
  retenu: centimes,
  declarable: fc.option(centimes, { nil: undefined }),
  laissee: fc.constantFrom('', 'hors_liste', 'entreprises'),
  fondsDAutrui: centimes,
});

/** A part of a line of which nothing but its reference is read. */
function partDe(rang: number, { retenu, declarable }: Pick<PartDuTotal, 'retenu' | 'declarable'>): PartDuTotal {
  const ligne = { fichier: 'sources/a.csv', numero: rang + 2 };
  return { affectation: { ligne } as Affectation, part: {} as PartDuTotal['part'], rang: 0, retenu, declarable };
}

describe('le pont d’un export', () => {
  it('mène au centime du total à ce qui est déclaré, quoi qu’on laisse et quoi qu’on retire', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const pont = new ConstructeurDePont('mandats');
        const declares = parts.map((celle, rang) => {
          const dite = partDe(rang, celle);
          if (celle.laissee !== '') {
            pont.laisser(celle.laissee, celle.laissee, dite);
            return montant(0);
          }
          return pont.declarer(dite, [{ cle: 'autrui', libelle: 'fonds d’autrui', centimes: celle.fondsDAutrui }]);
        });
        const total = somme(parts.map(({ retenu }) => retenu));
        const { etapes, declare } = pont.finir(total);
        expect(declare).toBe(somme(declares));
        expect(total + somme(etapes.map((etape) => etape.centimes))).toBe(declare);
      }),
      { seed: 2012 },
    );
  });

  it('refuse de mener quelque part si une part a été oubliée', () => {
    const pont = new ConstructeurDePont('mandats');
    pont.declarer(partDe(0, { retenu: montant(500), declarable: montant(400) }));
    expect(() => pont.finir(montant(700))).toThrow('des parts ont été oubliées');
  });

  it('ne part que des parts internationales, sur les deux bases', () => {
    const ligne = {
      fichier: 'sources/a.csv',
      numero: 2,
      montants: { engagements: montant(1000), mandats: montant(500) },
    };
    const moitie = { numerateur: 1n, denominateur: 2n };
    const parts = [
      { place: 'internationale', part: moitie },
      { place: 'non_internationale', part: moitie },
    ];
    const affectation = { ligne, verdict: { parts }, montant: montant(1000), montants: [montant(500), montant(500)] };
    const [seule, ...autres] = partsDuTotal([affectation as unknown as Affectation], 'mandats');
    expect(autres).toEqual([]);
    expect(seule).toMatchObject({ rang: 0, retenu: 500, declarable: 250 });
  });
});
