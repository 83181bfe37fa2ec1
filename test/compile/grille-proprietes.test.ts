/** Editions side by side: each column makes its total, whatever the labels, and a quotient is that of its amount. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Colonne } from '../../src/compile/grille/colonne.ts';
import { compilerLaGrille } from '../../src/compile/grille/grille.ts';
import { reservesDe } from '../../src/compile/grille/reserves.ts';
import type { Rangee } from '../../src/compile/jaune.ts';
import { BASES } from '../../src/domain/argent/base.ts';
import { montant, NUL, somme } from '../../src/domain/argent/montant.ts';
import { Organismes } from '../../src/domain/dossier/organismes.ts';

const GRAINE = { seed: 20121213 };

/** Some of them are one label, some nothing, some only look alike. */
const LIBELLES = [
  'Export',
  'EXPORT',
  'éxport ',
  'Solidarité',
  'Solidarité internationale',
  '__proto__',
  '0',
  'constructor',
];

const centimes = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
const rangee = fc.record({ libelle: fc.constantFrom('', ...LIBELLES), centimes });

const colonne = fc.record({
  base: fc.constantFrom(...BASES),
  exercice: fc.constantFrom('2012', '2013'),
  habitants: fc.option(fc.integer({ min: 1, max: 20_000_000 })),
  domaines: fc.array(rangee, { maxLength: 8 }),
  ailleurs: fc.array(fc.constantFrom(...BASES), { maxLength: 2 }),
  territoires: fc.array(centimes, { maxLength: 8 }),
});

type Voulue = typeof colonne extends fc.Arbitrary<infer T> ? T : never;

function faire({ base, exercice, habitants, domaines, ailleurs, territoires }: Voulue): Colonne {
  const rangees = (lues: readonly { libelle: string; centimes: number }[]): Rangee[] =>
    lues.map(({ libelle, centimes: valeur }, rang) => ({
      cle: libelle === '' ? '' : `cle-${rang}`,
      nom: `${rang}`,
      libelle,
      montant: montant(valeur),
      lignes: [rang],
      autresBases: new Map(),
    }));
  const domaine = rangees(domaines);
  const total = somme(domaine.map((une) => une.montant));
  const places = territoires.map((valeur, rang) => ({ libelle: `Territoire ${rang}`, centimes: valeur }));
  const reste = territoires.reduce((cumul, valeur) => cumul - valeur, Number(total));
  return {
    enTete: {
      exercice,
      base,
      collectivite: `Région ${base}`,
      norme: 'M71',
      domaines: new Map(domaine.flatMap(({ cle, libelle }) => (cle === '' ? [] : [[cle, libelle]]))),
      organismes: new Organismes(),
      ...(habitants !== null && { population: { habitants, annee: '2012', source: 'essai' } }),
    } as unknown as Colonne['enTete'],
    total,
    exceptionnelles: NUL,
    recu: { lignes: 1, centimes: total, recettes: { lignes: 0, centimes: NUL } },
    fichiers: 1,
    ouvert: { lignes: 0, centimes: NUL },
    totalSiTout: total,
    net: NUL,
    recettes: NUL,
    illustratif: 'non',
    bases: new Map([...ailleurs, base].map((une) => [une, une === base ? total : montant(une.length)])),
    tables: new Map([
      ['domaine', domaine],
      ['territoire', rangees([...places, { libelle: '', centimes: reste }])],
    ]),
  };
}

it('chaque colonne fait son total, un libellé qui n’y est pas n’est pas 0 €, et rien ne s’ajoute d’une base à l’autre', () => {
  fc.assert(
    fc.property(fc.array(colonne, { minLength: 2, maxLength: 5 }), (voulues) => {
      const colonnes = voulues.map(faire);
      const grille = compilerLaGrille(colonnes);
      for (const [rang, { total, enTete, tables, bases }] of colonnes.entries()) {
        for (const { nom, rangees } of grille.tables) {
          expect(somme(rangees.flatMap(({ cases }) => cases[rang]?.montant ?? []))).toBe(total);
          const dits = new Set(
            (tables.get(nom) ?? []).filter(({ cle }) => cle !== '').map(({ libelle }) => libelle.trim()),
          );
          const vides = rangees.filter(({ cases }) => cases[rang] === undefined);
          for (const { libelle } of vides) expect(dits.has(libelle.trim())).toBe(false);
        }
        for (const { cases } of [...grille.tables.flatMap(({ rangees }) => rangees), { cases: grille.total }]) {
          const une = cases[rang];
          if (une === undefined) continue;
          const { population } = enTete;
          if (population === undefined) expect(une.parHabitant).toBeUndefined();
          // Within half a cent of the amount, on the far side from zero when it falls on it.
          else {
            const ecart = BigInt(une.parHabitant ?? 0) * BigInt(population.habitants) - BigInt(une.montant);
            const double = 2n * (une.montant < 0 ? -ecart : ecart);
            expect(double <= BigInt(population.habitants) && double > -BigInt(population.habitants)).toBe(true);
          }
        }
        for (const { base, cases } of grille.autresBases) expect(cases[rang]?.montant).toBe(bases.get(base));
      }
      const bases = new Set(colonnes.map(({ enTete }) => enTete.base));
      expect(reservesDe(grille).some(({ type }) => type === 'bases')).toBe(bases.size > 1);
    }),
    GRAINE,
  );
});
