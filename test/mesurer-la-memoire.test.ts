import { join } from 'node:path';
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeMemoryMeasure } from '../src/cli/controler/memory-text.ts';
import { measureMemory } from '../src/cli/measure-memory.ts';
import { Constats } from '../src/domain/constats/constat.ts';
import { preparer } from '../src/edition/preparation.ts';
import { avecDossier } from './outils/atelier.ts';
import { deposer, deposerDossier } from './outils/dossier-temporaire.ts';

const SOURCE = {
  fichier: 'sources/a.csv',
  contenu: 'Objet;Engagé\nVoirie;5 000,00\n',
  declaration: { colonnes: { libelle: 'Objet' } },
};

interface Passee {
  readonly beneficiaire: string;
  readonly centimes: number;
  readonly oui: boolean;
}

const passee: fc.Arbitrary<Passee> = fc.record({
  beneficiaire: fc.constantFrom('Ville de Dakar', 'Commune de Lens', 'Comité A', 'Comité B', ''),
  centimes: fc.oneof(fc.integer({ min: -5_000, max: 50_000 }), fc.constant(900_000_000_000)),
  oui: fc.boolean(),
});
const annee = fc.array(passee, { minLength: 1, maxLength: 30 });

const TITRES =
  'ref;exercice;sens;programme;programme_libelle;action;action_libelle;libelle;beneficiaire;lieu;verdict;quote_part;montant_centimes;montant_retenu_centimes';

function fichierDe(exercice: number, lignes: readonly Passee[]): string {
  const rangees = lignes.map(({ beneficiaire, centimes, oui }, rang) => {
    const verdict = oui ? 'internationale' : 'non_internationale';
    return `a.csv:${rang + 2};${exercice};depense;;;;;Subvention;${beneficiaire};;${verdict};100 %;${centimes};${oui ? centimes : ''}`;
  });
  return `${[TITRES, ...rangees].join('\n')}\n`;
}

async function mesurer(annees: Readonly<Record<number, string>>, laissee: string) {
  const constats = new Constats();
  const mesure = await avecDossier(async (racine) => {
    const dossier = join(racine, 'dossier');
    deposerDossier(dossier, { sources: [SOURCE] });
    for (const [exercice, contenu] of Object.entries(annees))
      deposer(dossier, `memoire/lignes-${exercice}.csv`, contenu);
    return measureMemory(await preparer(dossier, constats), laissee).catch(() => undefined);
  });
  return { mesure, codes: constats.liste.map(({ code, message }) => `${code} ${message}`) };
}

const inverser = (lignes: readonly Passee[]) => lignes.map((ligne) => ({ ...ligne, oui: !ligne.oui }));

describe('une année laissée de côté', () => {
  it('n’apprend rien d’elle-même : ses réponses ne changent pas l’ordre où ses lignes viennent', () =>
    fc.assert(
      fc.asyncProperty(annee, annee, async (avant, laissee) => {
        const annees = (lignes: readonly Passee[]) => ({ 2010: fichierDe(2010, avant), 2011: fichierDe(2011, lignes) });
        const { mesure } = await mesurer(annees(laissee), '2011');
        const { mesure: inverse } = await mesurer(annees(inverser(laissee)), '2011');
        expect(mesure?.apprises).toEqual(['2010']);
        const suite = (de: typeof mesure) => de?.courbe.map(({ lignes, seuil }) => [lignes, seuil]);
        expect(suite(inverse)).toEqual(suite(mesure));
        expect((mesure?.internationales ?? 0) + (inverse?.internationales ?? 0)).toBe(laissee.length);
      }),
      { numRuns: 30 },
    ));

  it('est comptée toute : suggestions et courbe font ses lignes, ses internationales et son argent', () =>
    fc.assert(
      fc.asyncProperty(fc.array(annee, { minLength: 1, maxLength: 3 }), async (passees) => {
        const annees = Object.fromEntries(passees.map((lignes, rang) => [2005 + rang, fichierDe(2005 + rang, lignes)]));
        const { mesure } = await mesurer(annees, '2005');
        const siennes = passees[0] ?? [];
        const oui = siennes.filter((ligne) => ligne.oui);
        const argent = oui.reduce((somme, { centimes }) => somme + BigInt(Math.abs(centimes)), 0n);
        expect(mesure).toMatchObject({ lignes: siennes.length, internationales: oui.length, centimes: argent });
        const dites = Object.values(mesure?.suggestions ?? {});
        expect(dites.reduce((somme, { lignes }) => somme + lignes, 0)).toBe(siennes.length);
        expect(mesure?.courbe.at(-1)).toMatchObject({
          lignes: siennes.length,
          internationales: oui.length,
          trouve: argent,
        });
      }),
      { numRuns: 30 },
    ));

  it('seule en mémoire, est notée par moitiés : une moitié sait ce que l’autre fut', async () => {
    const lignes = [true, true, false, false].map((oui) => ({
      beneficiaire: oui ? 'Comité A' : 'Comité B',
      centimes: 1_000,
      oui,
    }));
    const { mesure } = await mesurer({ 2011: fichierDe(2011, lignes) }, '2011');
    expect(mesure).toMatchObject({ apprises: [], lignes: 4, internationales: 2 });
    expect(mesure?.suggestions.internationale).toEqual({ lignes: 0, internationales: 0 });
  });

  it('dit les montants qui n’en sont pas, ou qui débordent', async () => {
    const juste = fichierDe(2011, [{ beneficiaire: 'A', centimes: 1, oui: true }]);
    const avec = (montant: string) => juste.replace('100 %;1;1', `100 %;${montant};1`);
    expect(await mesurer({ 2011: avec('1,5') }, '2011')).toMatchObject({
      mesure: undefined,
      codes: [expect.stringContaining('E-MEMOIRE-ILLISIBLE « 1,5 » n’est pas un nombre de centimes')],
    });
    const enorme = `${fichierDe(2011, Array(12).fill({ beneficiaire: 'A', centimes: 900_000_000_000_000, oui: true }))}`;
    const { mesure, codes } = await mesurer({ 2011: enorme }, '2011');
    expect(mesure).toBeUndefined();
    expect(codes.join()).toContain('font plus que ce qui se compte au centime');
  });

  it('dit ce que trouvent les lignes qu’une liste peut tenir, et n’invente pas d’argent où il n’y en a pas', async () => {
    const lignes = [true, false].map((oui) => ({ beneficiaire: 'Ville de Dakar', centimes: 1_000, oui }));
    const { mesure } = await mesurer({ 2010: fichierDe(2010, lignes), 2011: fichierDe(2011, lignes) }, '2011');
    if (mesure === undefined) throw new Error('rien n’est mesuré');
    const couleurs = new Chalk({ level: 0 });
    expect(writeMemoryMeasure(mesure, couleurs)).toContain('trouvent 100,0\u202f% de l’argent international de 2011');
    const ailleurs = { ...mesure, centimes: mesure.centimes * 4n };
    expect(writeMemoryMeasure(ailleurs, couleurs)).toContain('trouvent 25,0\u202f% de l’argent international de 2011');
    const sansMontants = { ...mesure, centimes: 0n };
    expect(writeMemoryMeasure(sansMontants, couleurs)).toContain('leurs montants sont absents ou nuls');
  });
});
