import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ditMoinsDeCodes, PiedsDeSousTotaux, TetesDeSousTotaux } from '../../src/domain/lignes/sous-totaux.ts';

interface Rangee {
  readonly codes: readonly string[];
  readonly montant: number;
  readonly total: boolean;
}

/** Chapters, each with two lines or more, positive. */
const chapitres = fc.array(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 6 }), {
  minLength: 1,
  maxLength: 9,
});

/** The rows of chapters with their totals, above or below. */
function rangees(montants: readonly (readonly number[])[], dessus: boolean, ecart = 0): Rangee[] {
  return montants.flatMap((siens, rang) => {
    const chapitre = `93${rang}`;
    const lignes = siens.map((montant, ligne) => ({ codes: [chapitre, `0${ligne}1`], montant, total: false }));
    const somme = siens.reduce((cumul, montant) => cumul + montant, 0) + ecart;
    const total = { codes: [chapitre, ''], montant: somme, total: true };
    return dessus ? [total, ...lignes] : [...lignes, total];
  });
}

function trouver(lignes: readonly Rangee[], dessus: boolean): Rangee[] {
  const trouves: Rangee[] = [];
  const noter = ({ ligne }: { readonly ligne: Rangee }) => trouves.push(ligne);
  if (dessus) {
    const tetes = new TetesDeSousTotaux<Rangee>(noter);
    for (const ligne of lignes) tetes.ajouter(ligne.codes, ligne.montant, ligne);
    tetes.fin();
  } else {
    const pieds = new PiedsDeSousTotaux<Rangee>(noter);
    for (const ligne of lignes) pieds.ajouter(ligne.codes, ligne.montant, ligne);
  }
  return trouves;
}

describe('les sous-totaux par les codes', () => {
  test('sont tous trouvés, et eux seuls', () => {
    fc.assert(
      fc.property(chapitres, fc.boolean(), (montants, dessus) => {
        const lignes = rangees(montants, dessus);
        expect(trouver(lignes, dessus)).toEqual(lignes.filter(({ total }) => total));
      }),
    );
  });

  test('un centime d’écart, et ce n’en est pas un', () => {
    fc.assert(
      fc.property(chapitres, fc.boolean(), fc.integer({ min: 1, max: 99 }), (montants, dessus, ecart) => {
        expect(trouver(rangees(montants, dessus, ecart), dessus)).toEqual([]);
      }),
    );
  });

  test('le total de tous se trouve par-dessus les leurs', () => {
    fc.assert(
      fc.property(chapitres, fc.boolean(), (montants, dessus) => {
        const lignes = rangees(montants, dessus);
        const somme = lignes.reduce((cumul, { total, montant }) => (total ? cumul + montant : cumul), 0);
        const tout = { codes: ['', ''], montant: somme, total: true };
        const avecTout = dessus ? [tout, ...lignes] : [...lignes, tout];
        expect(trouver(avecTout, dessus)).toContain(tout);
      }),
    );
  });

  test('des codes disent moins que ceux qu’ils commencent', () => {
    expect(ditMoinsDeCodes(['930', ''], ['930', '048'])).toBe(true);
    expect(ditMoinsDeCodes(['', '04'], ['', '048'])).toBe(true);
    expect(ditMoinsDeCodes(['930', '048'], ['930', '048'])).toBe(false);
    expect(ditMoinsDeCodes(['930', ''], ['933', '311'])).toBe(false);
    expect(ditMoinsDeCodes(['930', ''], ['', '048'])).toBe(false);
  });
});
