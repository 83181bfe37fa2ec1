import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { dossierDEssai } from './outils/atelier.ts';
import { dossierDeNavarre } from './outils/dossier-de-navarre.ts';
import { courirIci } from './outils/dossiers.ts';
import { editionDe } from './outils/edition-2012.ts';
import { poserReel } from './outils/edition-reelle.ts';
import { decrireAvecDonnees } from './outils/partage.ts';
import { comparerAuTexte } from './outils/texte-attendu.ts';

const CAS = join(import.meta.dirname, 'cas', 'entre');
/** Cases in which a dossier does not compile. */
const FAUTIFS: ReadonlySet<string> = new Set(['deux-fautifs']);

interface Case {
  readonly centimes: number;
  readonly par_habitant: number | null;
}
interface Rangee {
  readonly cle: string;
  readonly libelle: string;
  readonly cases: readonly (Case | null)[];
}
interface Entre {
  readonly ok: boolean;
  readonly editions: readonly {
    readonly numero: number;
    readonly collectivite: string;
    readonly base: string;
    readonly population: { readonly habitants: number } | null;
    readonly ouvert: { readonly lignes: number; readonly centimes: number; readonly total_si_tout: number };
  }[];
  readonly grille: {
    readonly total: readonly Case[];
    readonly exceptionnelles: readonly Case[];
    readonly reste_a_charge: readonly (Case | null)[];
    readonly domaine: readonly Rangee[];
    readonly territoire: readonly Rangee[];
  };
  readonly autres_bases: readonly { readonly base: string; readonly cases: readonly Case[] }[];
  readonly reserves: readonly { readonly type: string; readonly editions: readonly number[]; readonly texte: string }[];
}

/** Lays out the dossiers of a case, each over the one from which all depart, in the order of their names. */
function poser(cas: string): { readonly racine: string; readonly dossiers: readonly string[] } {
  const racine = dossierDEssai();
  const dossiers = readdirSync(join(CAS, cas))
    .filter((nom) => /^\d$/.test(nom))
    .sort();
  for (const nom of dossiers) {
    cpSync(join(CAS, 'depart'), join(racine, nom), { recursive: true });
    cpSync(join(CAS, cas, nom), join(racine, nom), { recursive: true });
  }
  return { racine, dossiers };
}

const entre = (dossiers: readonly string[], options: readonly string[] = [], depuis = process.cwd()) =>
  courirIci(['comparer', '--entre', ...dossiers, ...options], depuis);

async function lire(dossiers: readonly string[], depuis = process.cwd()): Promise<Entre> {
  const { code, sortie, erreur } = await entre(dossiers, ['--json'], depuis);
  expect({ code, erreur }).toEqual({ code: 0, erreur: '' });
  return JSON.parse(sortie);
}

/** Cents by a number of people, half away from zero, in whole numbers. */
function quotient(centimes: number, habitants: number): number {
  const [amount, people] = [BigInt(Math.abs(centimes)), BigInt(habitants)];
  const rounded = Number((2n * amount + people) / (2n * people));
  return centimes < 0 && rounded !== 0 ? -rounded : rounded;
}

/** Each column makes its total by domain and by territory, and each quotient is that of its amount. */
function verifierLesColonnes({ editions, grille }: Entre): void {
  const { total, exceptionnelles, domaine, territoire } = grille;
  for (const [rang, { population }] of editions.entries()) {
    for (const table of [domaine, territoire])
      expect(table.reduce((somme, { cases }) => somme + (cases[rang]?.centimes ?? 0), 0)).toBe(total[rang]?.centimes);
    const cases = [total, exceptionnelles, ...[...domaine, ...territoire].map((rangee) => rangee.cases)];
    for (const une of cases.flatMap((siennes) => siennes[rang] ?? []))
      expect(une.par_habitant).toBe(population === null ? null : quotient(une.centimes, population.habitants));
  }
}

describe('les cas', () => {
  test.each(readdirSync(CAS).filter((nom) => nom !== 'depart'))('%s', async (cas) => {
    const { racine, dossiers } = poser(cas);
    const { code, sortie, erreur } = await entre(dossiers, [], racine);
    expect(code, erreur).toBe(FAUTIFS.has(cas) ? 1 : 0);
    const commande = `$ jaune comparer --entre ${dossiers.join(' ')}`;
    comparerAuTexte(join(CAS, cas, 'attendu.txt'), `${commande}\n${sortie}${erreur}`);
    const json = await entre(dossiers, ['--json'], racine);
    expect({ code: json.code, erreur: json.erreur }).toEqual({ code, erreur: '' });
    const lu = JSON.parse(json.sortie);
    expect(lu.ok).toBe(code === 0);
    if (code !== 0) return;
    verifierLesColonnes(lu);
    // What is said of what does not compare is the same on the terminal.
    for (const { texte } of lu.reserves) expect(sortie).toContain(texte);
  });
});

decrireAvecDonnees(
  'des éditions réelles',
  ['navarra-2023.csv', 'navarra-2024.csv', 'montreuil-lignes-2016-2018.csv'],
  () => {
    test('Navarre 2023 et 2024, Montreuil 2018 : chaque colonne a son total publié', async () => {
      const dossiers = [
        dossierDeNavarre('2023', 'mandats'),
        dossierDeNavarre('2024', 'mandats'),
        poserReel(dossierDEssai(), 'montreuil', '2018', 'montreuil-lignes-2016-2018.csv', 'lien'),
      ];
      const lu = await lire(dossiers);
      verifierLesColonnes(lu);
      expect(lu.grille.total.map(({ centimes }) => centimes)).toEqual([2_337_006_995, 2_494_888_187, 38_795_964]);
      const sujets = lu.reserves.map(({ type, editions }) => [type, editions]);
      expect(sujets).toEqual(
        expect.arrayContaining([
          ['meme_collectivite', [1, 2]],
          ['exercices', [1, 2, 3]],
          ['normes', [1, 2, 3]],
          ['population_absente', [1, 2, 3]],
          ['sans_domaine', [1, 2, 3]],
        ]),
      );
      // All are on what was paid; none declares a domain.
      expect(sujets.map(([type]) => type)).not.toContain('bases');
      expect(lu.grille.domaine.map(({ cle, cases }) => [cle, cases[0]?.centimes])).toEqual([['', 2_337_006_995]]);
    });
  },
);

describe('les dossiers du dépôt', () => {
  test('ce que dit la grille est ce que dit chaque édition', async () => {
    const lu = await lire(['data/2011', 'data/2012']);
    verifierLesColonnes(lu);
    const synthese = JSON.parse(readFileSync(join(await editionDe('2012'), 'synthese-2012.json'), 'utf8'));
    expect(lu.grille.total[1]?.centimes).toBe(4_619_000_000);
    expect(lu.grille.exceptionnelles[1]?.centimes).toBe(2_816_900_000);
    expect(lu.reserves.find(({ type }) => type === 'illustratifs')?.texte).toContain('(1) tous ; (2) en partie');
    expect(lu.grille.reste_a_charge[1]?.centimes).toBe(synthese.cofinancements.reste_a_charge);
    expect(lu.editions[1]?.ouvert.total_si_tout).toBe(synthese.couverture.total_si_tout);
    for (const table of ['domaine', 'territoire'] as const) {
      const publies = Object.fromEntries(
        synthese.tables[table].map((rangee: { libelle: string; centimes: number }) => [
          rangee.libelle,
          rangee.centimes,
        ]),
      );
      for (const { libelle, cases } of lu.grille[table]) expect(cases[1]?.centimes ?? 0).toBe(publies[libelle] ?? 0);
    }
    const renvoi = lu.reserves.find(({ type }) => type === 'meme_collectivite');
    expect(renvoi?.texte).toContain('« jaune comparer data/2011 data/2012 »');
  });

  test('écrit brut ou net, un même achat laisse la même charge', async () => {
    const lu = await lire(['data/2010', 'data/2010-net']);
    expect(lu.grille.total.map(({ centimes }) => centimes)).toEqual([2_500_000, 500_000]);
    expect(lu.grille.reste_a_charge.map((une) => une?.centimes)).toEqual([500_000, 500_000]);
    expect(lu.reserves.map(({ type }) => type)).toContain('nets');
  });

  test('--sortie l’écrit en CSV : chaque colonne y fait son total', async () => {
    const cible = join(dossierDEssai(), 'grille.csv');
    const { racine, dossiers } = poser('tout-differe');
    const { code, sortie, erreur } = await entre(dossiers, ['--sortie', cible], racine);
    expect({ code, erreur }).toEqual({ code: 0, erreur: '' });
    expect(sortie).toContain(`Écrit dans ${cible}.`);
    const texte = readFileSync(cible, 'utf8');
    const rangees = parse(texte, { delimiter: ';', columns: true }) as Record<string, string>[];
    const lu = await lire(dossiers, racine);
    for (const [rang, dossier] of dossiers.entries())
      for (const tableau of ['Par domaine', 'Par territoire', 'Total']) {
        const siennes = rangees.filter(
          (rangee) =>
            rangee.tableau === tableau &&
            rangee.mesure === 'euros' &&
            rangee.ligne !== 'Reste à charge, recettes déduites',
        );
        const somme = siennes.reduce(
          (total, rangee) => total + Number(rangee[`(${rang + 1}) ${dossier}`]?.replace(',', '') || 0),
          0,
        );
        expect(somme).toBe(lu.grille.total[rang]?.centimes);
      }
    for (const { texte: reserve } of lu.reserves) expect(rangees.map(({ ligne }) => ligne)).toContain(reserve);
    const encore = await entre(dossiers, ['--sortie', cible], racine);
    expect(encore.code).toBe(1);
    expect(encore.erreur).toContain('existe déjà');
    expect(readFileSync(cible, 'utf8')).toBe(texte);
  });
});

describe('un mauvais usage', () => {
  test.each([
    ['un seul dossier', ['data/2012'], [], 2, 'il manque <nouveau>'],
    ['le même dossier', ['data/2012', 'data/2011', 'data/../data/2012/'], [], 2, 'sont le même dossier'],
    ['avec --fichiers', ['data/2012', 'data/2011'], ['--fichiers'], 2, '--fichiers ne va pas avec --entre'],
    [
      'avec ce qui coupe',
      ['data/2012', 'data/2011'],
      ['--secteur', 'Culture', '--lignes', '3'],
      2,
      '--secteur et --lignes ne vont pas avec --entre',
    ],
    ['une édition publiée', ['data/2010', 'EDITION'], [], 2, 'est une édition publiée'],
    ['un dossier absent', ['data/2010', 'data/1999'], [], 1, 'data/1999 : 1 erreur'],
    ['une sortie qui n’est pas un CSV', ['data/2012', 'data/2011'], ['--sortie', 'grille.xlsx'], 1, 'finit par .csv'],
    [
      'une sortie dans un dossier',
      ['data/2012', 'data/2011'],
      ['--sortie', 'data/2011/grille.csv'],
      1,
      'est dans le dossier data/2011',
    ],
  ] as const)('%s', async (_, donnes, options, attendu, message) => {
    const dossiers = await Promise.all(donnes.map((nom) => (nom === 'EDITION' ? editionDe('2012') : nom)));
    const { code, sortie, erreur } = await entre(dossiers, options);
    expect({ code, sortie }).toEqual({ code: attendu, sortie: '' });
    expect(erreur).toContain(message);
    expect(existsSync('data/2011/grille.csv')).toBe(false);
    const json = await entre(dossiers, [...options, '--json']);
    expect({ code: json.code, erreur: json.erreur }).toEqual({ code: attendu, erreur: '' });
    expect(JSON.parse(json.sortie)).toMatchObject({ ok: false });
  });

  test.each([
    [
      'trois dossiers sans --entre',
      ['data/2011', 'data/2012', 'data/2013'],
      'ou --entre pour mettre plusieurs éditions',
    ],
    ['--sortie sans --entre', ['data/2011', 'data/2012', '--sortie', 'grille.csv'], '--sortie va avec --entre'],
    ['trois fichiers', ['--fichiers', 'a.csv', 'b.csv', 'c.csv'], '3 fichiers sont donnés'],
  ])('%s', async (_, mots, message) => {
    const { code, sortie, erreur } = await courirIci(['comparer', ...mots]);
    expect({ code, sortie }).toEqual({ code: 2, sortie: '' });
    expect(erreur).toContain(message);
  });
});
