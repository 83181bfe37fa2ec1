import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { traceLine } from '../src/cli/expliquer/trace-line.ts';
import { Constats } from '../src/domain/constats/constat.ts';
import { type Preparation, preparer } from '../src/edition/preparation.ts';
import { compilerLEdition } from '../src/edition.ts';
import { dossierDEssai } from './outils/atelier.ts';
import { compterSources } from './outils/lecteur-naif.ts';
import { aLaPlace, compter, type Enregistrement, lireCsvProduit, placesEcrites } from './outils/sorties.ts';
import { type DeuxSens, verifierLesPlaces } from './outils/verifier-les-places.ts';

const DONNEES = join(import.meta.dirname, '../data');
const LISEZ_MOI = readFileSync(join(DONNEES, '2011/LISEZ-MOI.md'), 'utf8');

const constats = new Constats();
const edition = dossierDEssai();
let lignes: Enregistrement[] = [];
// biome-ignore lint/suspicious/noExplicitAny: what a reader of the published JSON holds, seen from outside
let json: any;

beforeAll(async () => {
  await compilerLEdition(join(DONNEES, '2011'), join(edition, 'sortie'), constats);
  lignes = lireCsvProduit(join(edition, 'sortie'), 'lignes-2011.csv');
  json = JSON.parse(readFileSync(join(edition, 'sortie/synthese-2011.json'), 'utf8'));
});

describe('le dossier 2011', () => {
  test('se compile sans un seul constat', () => {
    expect(constats.liste).toEqual([]);
  });

  test('les places font les sources, relues par un lecteur naïf, dépenses et recettes à part', () => {
    verifierLesPlaces(json.partition as Record<string, DeuxSens>, compterSources(join(DONNEES, '2011')), 'engagements');
  });

  test('tout y est illustratif, et le dit', () => {
    expect(json.mention).toContain("rien n'a été publié pour 2011");
    expect(lignes.filter(({ caractere }) => caractere !== 'illustratif')).toEqual([]);
  });

  test('des règles et des personnes y disent oui et non : une mémoire de « oui » seuls n’apprend rien', () => {
    const nombre = (place: string, parArbitrage: boolean) =>
      compter(aLaPlace(lignes, place).filter(({ regle }) => (regle === 'arbitrage') === parArbitrage)).lignes;
    for (const place of ['internationale', 'non_internationale']) {
      expect(nombre(place, true), place).toBeGreaterThan(3);
      expect(nombre(place, false), place).toBeGreaterThan(70);
    }
  });

  test('LISEZ-MOI.md dit vrai : ses places et ses fichiers', () => {
    expect(placesEcrites(LISEZ_MOI)).toEqual(json.partition);
    const fichiers = [...LISEZ_MOI.matchAll(/^\| `([a-z-]+\.csv)` \| (\d+) \|/gm)];
    expect(fichiers.map(([, nom, nombre]) => [`sources/${nom}`, Number(nombre)])).toEqual(
      json.sources.map(({ fichier, lignes: depenses, recettes }: DeuxSens & { fichier: string }) => [
        fichier,
        depenses + recettes.lignes,
      ]),
    );
  });
});

describe('la mémoire de 2012', () => {
  let preparation: Preparation;
  beforeAll(async () => {
    preparation = await preparer(join(DONNEES, '2012'), new Constats());
  });

  test('est, à l’octet près, ce que 2011 a publié', () => {
    const publie = readFileSync(join(edition, 'sortie/lignes-2011.csv'));
    expect(readFileSync(join(DONNEES, '2012/memoire/lignes-2011.csv')).equals(publie)).toBe(true);
  });

  test.each([
    ['jeunesse.csv:20', 'a_arbitrer', 'internationale', 'même bénéficiaire, 1 ligne, internationale'],
    ['culture.csv:63', 'a_arbitrer', 'internationale', 'même bénéficiaire, 1 ligne, internationale'],
    // Nothing else speaks of this one: without memory, it would not be looked at.
    ['culture.csv:115', 'a_arbitrer', 'internationale', 'même libellé, 2 lignes, toutes internationales'],
    // A signal speaks of these two, and people had said no.
    ['culture.csv:108', 'a_arbitrer', 'non_internationale', 'même bénéficiaire, 1 ligne, non internationale'],
    ['lycees.csv:125', 'a_arbitrer', 'non_internationale', 'même bénéficiaire, 2 lignes, aucune internationale'],
    // Memory never decides: a line of which it says no stays not examined.
    ['lycees.csv:131', 'non_examinee', 'non_internationale', 'même libellé, 1 ligne, non internationale'],
  ])('%s : %s, elle suggère %s', async (ref, place, conclusion, raison) => {
    const trace = await traceLine(preparation, `sources/${ref}`);
    if (trace.type !== 'ligne') throw new Error(trace.type);
    expect(trace.affectation.verdict.place).toBe(place);
    expect(trace.examen.examen.suggestion).toEqual({ conclusion, motif: expect.stringContaining(raison) });
    expect(trace.examen.examen.suggestion?.motif).toMatch(/^comme en 2011 : /);
  });
});
