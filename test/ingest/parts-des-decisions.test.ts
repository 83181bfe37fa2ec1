import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { montant } from '../../src/domain/argent/montant.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import type { LigneBudgetaire } from '../../src/domain/lignes/ligne-budgetaire.ts';
import { PartsDesDecisions } from '../../src/ingest/soupcons/parts-des-decisions.ts';
import type { ContexteDeSoupcon } from '../../src/ingest/soupcons/soupcon.ts';

interface Subvention {
  readonly decision: string;
  readonly ecrit: number;
  readonly compte: number;
}

/** The codes and messages that these grants provoke. */
function dire(subventions: readonly Subvention[]): string[] {
  const constats = new Constats();
  const contexte = { source: { nom: 'sources/a.csv', part: 'Part' }, base: 'engagements', constats };
  const soupcon = new PartsDesDecisions(contexte as unknown as ContexteDeSoupcon);
  subventions.forEach(({ decision, ecrit, compte }, rang) => {
    const ligne = {
      numero: rang + 2,
      organisme: 'Région',
      reference: decision,
      libelle: 'Objet',
      montantEcrit: montant(ecrit),
      montants: { engagements: montant(compte) },
    };
    soupcon.ligne(ligne as unknown as LigneBudgetaire);
  });
  soupcon.fin();
  return constats.liste.map(({ code, message }) => `${code} ${message}`);
}

/** Shares in hundredths that make 1. */
const parts = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 })
  .map((coupes) =>
    [...coupes.sort((a, b) => a - b), 100].map((borne, rang, bornes) => borne - (bornes[rang - 1] ?? 0)),
  );

describe('les parts d’une décision', () => {
  test('qui font 1 ne disent rien, même si une décision a plusieurs subventions du même montant', () => {
    const decisions = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5_000 }), parts));
    fc.assert(
      fc.property(decisions, (tirees) => {
        const lignes = tirees.flatMap(([decision, euros, siennes]) =>
          siennes.map((part) => ({ decision: `D${decision}`, ecrit: euros * 100, compte: euros * part })),
        );
        expect(dire(lignes)).toEqual([]);
      }),
      { seed: 13 },
    );
  });

  test('dont une manque se disent, avec ce qui manque', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), parts, (euros, siennes) => {
        const lignes = siennes.slice(1).map((part) => ({ decision: 'D', ecrit: euros * 100, compte: euros * part }));
        expect(dire(lignes)).toEqual([
          expect.stringMatching(/^A-PARTS-INCOMPLETES 1 décision dont les parts ne font pas 1/),
        ]);
      }),
      { seed: 14 },
    );
  });

  test('dont les montants étaient déjà partagés se disent, à l’euro d’arrondi près', () => {
    const inegales = parts.filter((siennes) => new Set(siennes).size === siennes.length && siennes.length > 1);
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 900_000 }), inegales, (euros, siennes) => {
        const lignes = siennes.map((part) => {
          const ecrits = Math.round((euros * part) / 100);
          return { decision: 'D', ecrit: ecrits * 100, compte: ecrits * part };
        });
        expect(dire(lignes)).toEqual([expect.stringMatching(/^A-MONTANTS-DEJA-PARTAGES 1 décision/)]);
      }),
      { seed: 15, numRuns: 60 },
    );
  });

  test('deux subventions déjà partagées par une même décision se disent ensemble', () => {
    const deux = [
      { decision: 'D', ecrit: 30_000, compte: 9_000 },
      { decision: 'D', ecrit: 70_000, compte: 49_000 },
      { decision: 'D', ecrit: 120_000, compte: 72_000 },
      { decision: 'D', ecrit: 80_000, compte: 32_000 },
    ];
    expect(dire(deux)).toEqual([expect.stringMatching(/^A-MONTANTS-DEJA-PARTAGES 1 décision .* 4 lignes/)]);
  });
});
