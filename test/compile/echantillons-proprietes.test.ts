import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EchantillonDeLignes } from '../../src/compile/semblables/echantillon-de-lignes.ts';
import { MontantsVus } from '../../src/compile/semblables/montants-vus.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import type { Sens } from '../../src/domain/lignes/ligne-budgetaire.ts';

const GARDEES = 1_000;

interface LigneTiree {
  readonly empreinte: string;
  readonly centimes: number;
  readonly sens: Sens;
}

/** Lines by a number: those of one number are alike, and hashes begin alike for many of them. */
function ligne(n: number): LigneTiree {
  const haut = (Math.imul(n % 400, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  const bas = (Math.imul(n, 0x85ebca6b) >>> 0).toString(16).padStart(8, '0');
  return { empreinte: haut + bas, centimes: (n % 50) * 150 - 300, sens: n % 3 === 0 ? 'recette' : 'depense' };
}

const lignes = fc
  .tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 2_600 }), fc.integer({ min: 1, max: 3 }))
  .map(([debut, nombre, fois]) =>
    Array.from({ length: nombre * fois }, (_, rang) => ligne(debut + ((rang * 7) % nombre))),
  );

/** The same by what is asked of a sample, in texts: how often each of the smallest hashes came, and the first that is not kept. */
function compter(tirees: readonly LigneTiree[]) {
  const nombres = new Map<string, number>();
  for (const { empreinte } of tirees) nombres.set(empreinte, (nombres.get(empreinte) ?? 0) + 1);
  const triees = [...nombres].sort(([une], [autre]) => (une < autre ? -1 : 1));
  return { nombres, borne: triees[GARDEES]?.[0] ?? 'z' };
}

it('Des échantillons disent ce que diraient toutes les lignes en deçà de leur borne', () => {
  fc.assert(
    fc.property(lignes, lignes, (siennes, autres) => {
      const faire = (tirees: readonly LigneTiree[]) => {
        const fait = new EchantillonDeLignes();
        tirees.forEach(({ empreinte, centimes, sens }, rang) => {
          fait.ajouter(empreinte, montant(centimes), sens);
          // A memory that was retouched: no line.
          if (rang % 1_000 === 0) fait.ajouter('illisible-0000000', montant(1), sens);
        });
        return fait;
      };
      const [ici, la] = [compter(siennes), compter(autres)];
      const [borne = 'z'] = [ici.borne, la.borne].sort();
      let regardees = 0;
      let presentes = 0;
      for (const [empreinte, nombre] of ici.nombres) {
        if (empreinte >= borne) continue;
        regardees += nombre;
        presentes += Math.min(nombre, la.nombres.get(empreinte) ?? 0);
      }
      const une = faire(siennes);
      const autre = faire(autres);
      expect(une.presentesDans(autre)).toEqual({ regardees, lignes: presentes, exact: borne === 'z' });
      expect(une.comparer(autre).lignes).toBe(presentes);
      expect(une.taille).toBe(Math.min(GARDEES, ici.nombres.size));
    }),
    { numRuns: 30 },
  );
});

it('Un échantillon de montants est le même dans quelque ordre qu’ils viennent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_600 }), fc.integer({ min: 1, max: 3 }), (nombre, fois) => {
      const centimes = Array.from({ length: nombre * fois }, (_, rang) => (rang % nombre) * 137 + 1);
      const faire = (ordre: readonly number[]) => {
        const vus = new MontantsVus();
        const gardes: [number, number][] = [];
        for (const n of ordre) vus.ajouter(n, 'depense');
        vus.elements((...garde) => gardes.push(garde));
        return gardes;
      };
      const gardes = faire(centimes);
      expect(gardes).toEqual(faire([...centimes].reverse()));
      expect(gardes).toEqual(faire([...centimes].sort((un, deux) => (un % 101) - (deux % 101) || deux - un)));
      expect(new Set(gardes.map(([, combien]) => combien)).size).toBeLessThan(2);
    }),
    { numRuns: 30 },
  );
});

it('Des montants gardés sont comptés autant de fois qu’ils sont venus', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -900, max: 900 }), { maxLength: 2_500 }), (centimes) => {
      const vus = new MontantsVus();
      const nombres = new Map<number, number>();
      for (const n of centimes) {
        vus.ajouter(n, 'depense');
        if (n !== 0) nombres.set(Math.abs(n), (nombres.get(Math.abs(n)) ?? 0) + 1);
      }
      const gardes = new Map<number, number>();
      vus.elements((net, nombre) => gardes.set(net, nombre));
      expect(gardes).toEqual(nombres);
    }),
    { numRuns: 30 },
  );
});
