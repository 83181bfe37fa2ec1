import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { direLePlan } from '../../src/compile/cofinancements/plan-de-financement.ts';
import { lireLeSite } from '../outils/site-partage.ts';

/** The plan of an operation of two funders at 5 000 €, of these lines. */
async function planDe(cout: string, lignes: readonly string[]) {
  const { jaune } = await lireLeSite(lignes, {
    site: {
      libelle: 'Site',
      cout_total: cout,
      financeurs: ['A', 'B'].map((nom) => ({ nom, genre: 'departement', annonce: '5 000,00' })),
    },
  });
  return jaune?.cofinancements.operations[0]?.plan;
}

const depense = (montant: string, est: 'brut' | 'net' | '' = 'brut') =>
  `Site;Prestataire;dépense;site;${est};;;${montant}`;
const recette = (nom: string, montant: string) => `Part;${nom};recette;site;;;;${montant}`;
/** A paid all; 1 000 € of B are cancelled: 4 000 € of 5 000 €. */
const RECUES = [recette('A', '5 000,00'), recette('B', '5 000,00'), recette('B', '-1 000,00')];

describe('le plan de financement d’une opération', () => {
  it('tient quand la dépense brute fait le coût : 25 000, dont 9 000 reçus et 1 000 en attente', async () => {
    // In the end: the region 25 000 − 10 000 = 15 000, the funders 10 000.
    expect(await planDe('25 000,00', [depense('25 000,00'), ...RECUES])).toEqual({
      cout: 2_500_000,
      region: 1_500_000,
      autres: 1_000_000,
      ecart: 0,
      enAttente: 100_000,
    });
  });

  it('ne compte qu’une fois ce qui est annoncé et pas reçu : 22 000 − 25 000 = −3 000', async () => {
    // Bearing 16 000 meanwhile beside 10 000 of announcements would count the 1 000 of B twice: −4 000.
    const plan = await planDe('22 000,00', [depense('25 000,00'), ...RECUES]);
    expect(plan).toMatchObject({ region: 1_500_000, autres: 1_000_000, ecart: -300_000, enAttente: 100_000 });
  });

  it('n’attend rien pour une Région qui ne porte plus rien : 25 000 − 8 000 − 1 000 = 16 000', async () => {
    // The region has 8 000 − 9 000 = −1 000 already: the 1 000 of B that are to come pay what it does not spend.
    const plan = await planDe('25 000,00', [depense('8 000,00'), ...RECUES]);
    expect(plan).toMatchObject({ region: -100_000, autres: 1_000_000, ecart: 1_600_000, enAttente: 0 });
  });

  it('n’attend pas plus que ce que la Région porte : un titre annulé de 1 000, sans dépense', async () => {
    // The region bears 0 + 1 000, which A owes; the 5 000 of B and the 5 000 of A pay elsewhere.
    const plan = await planDe('25 000,00', [depense('0,00'), recette('A', '-1 000,00')]);
    expect(plan).toMatchObject({ region: 0, autres: 1_000_000, ecart: 1_500_000, enAttente: 100_000 });
  });

  it('ne prend pas pour un manque ce qu’un financeur verse au-delà de son annonce', async () => {
    const plan = await planDe('25 000,00', [depense('25 000,00'), recette('A', '6 000,00'), recette('B', '5 000,00')]);
    expect(plan).toMatchObject({ region: 1_400_000, autres: 1_100_000, ecart: 0, enAttente: 0 });
  });

  it('laisse payer ailleurs un financeur qui n’a rien versé à la Région, pour ce qui manque au coût', async () => {
    // 20 000 + 5 000 of B elsewhere = 25 000; A has paid.
    const ailleurs = await planDe('25 000,00', [depense('20 000,00'), recette('A', '5 000,00')]);
    expect(ailleurs).toMatchObject({ region: 1_500_000, autres: 1_000_000, ecart: 0, enAttente: 0 });
    // 22 000 + 3 000 of B elsewhere; its other 2 000 are awaited.
    const enPartie = await planDe('25 000,00', [depense('22 000,00'), recette('A', '5 000,00')]);
    expect(enPartie).toMatchObject({ region: 1_500_000, autres: 1_000_000, ecart: 0, enAttente: 200_000 });
  });

  it('ôte du net tout ce qui est annoncé : 25 000 − 12 000 − 10 000 = 3 000', async () => {
    const plan = await planDe('25 000,00', [depense('12 000,00', 'net')]);
    expect(plan).toMatchObject({ region: 1_200_000, autres: 1_000_000, ecart: 300_000, enAttente: 0 });
  });

  it('connaît un financeur déclaré qui paie après mille autres', async () => {
    const autres = Array.from({ length: 1_200 }, (_, rang) => recette(`Don ${rang}`, '1,00'));
    const plan = await planDe('25 000,00', [
      depense('25 000,00'),
      ...autres,
      recette('A', '5 000,00'),
      recette('B', '5 000,00'),
    ]);
    expect(plan).toMatchObject({ ecart: 0, enAttente: 0 });
  });

  it('fait toujours le coût : Région + financeurs + écart, et ne compte pas l’annonce à côté d’une dépense qui l’a déjà', async () => {
    const euros = fc.integer({ min: -9_000, max: 30_000 }).map((entier) => `${entier},00`);
    const lignes = fc.record({
      cout: fc.integer({ min: 10_000, max: 60_000 }).map((entier) => `${entier},00`),
      depenses: fc.array(fc.tuple(euros, fc.constantFrom('brut' as const, '' as const)), {
        minLength: 1,
        maxLength: 3,
      }),
      recettes: fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), euros), { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(lignes, async ({ cout, depenses, recettes }) => {
        const plan = await planDe(cout, [
          ...depenses.map(([montant, est]) => depense(montant, est)),
          ...recettes.map(([nom, montant]) => recette(nom, montant)),
        ]);
        if (plan === undefined) throw new Error('le plan se connaît');
        expect(plan.region + plan.autres + plan.ecart).toBe(plan.cout);
        expect(plan.enAttente).toBeGreaterThanOrEqual(0);
        const centimes = (montants: readonly string[]) =>
          montants.reduce((total, dit) => total + Number.parseInt(dit, 10) * 100, 0);
        const paye = centimes(depenses.map(([montant]) => montant));
        // What is announced is never counted beside an expense that holds it.
        if (paye >= plan.cout) expect(plan.ecart).toBe(plan.cout - paye);
        expect(plan.ecart).toBeLessThanOrEqual(Math.max(plan.cout - paye, 0));
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it('se dit en mots qui s’additionnent', async () => {
    const plan = await planDe('22 000,00', [depense('25 000,00'), ...RECUES]);
    const espaces = (texte: string) => texte.replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(plan && espaces(direLePlan(plan))).toBe(
      'la Région porte 15 000,00 € et les financeurs 10 000,00 €, dont 1 000,00 € annoncés et pas encore reçus, ce qui ne fait pas le coût total, 22 000,00 € : il y a de trop 3 000,00 €',
    );
  });
});
