/** Years side by side, on the real budgets of Navarra, and on the demonstration: counted again from the files themselves. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { dossierDEssai } from './outils/atelier.ts';
import { AXES, deSolidarite, dossierDeNavarre } from './outils/dossier-de-navarre.ts';
import { courirIci } from './outils/dossiers.ts';
import { texteDe } from './outils/page-lue.ts';
import { decrireAvecDonnees, donneePartagee } from './outils/partage.ts';
import { lireCsvProduit } from './outils/sorties.ts';

interface TablePubliee {
  readonly rangees: readonly { readonly cle: string; readonly libelle: string; readonly centimes: number }[];
  readonly disparues: readonly { readonly libelle: string; readonly centimes: number }[];
  readonly total: number;
}

interface Synthese {
  readonly synthese: Readonly<Record<string, number>>;
  readonly tables: Readonly<
    Record<string, readonly { readonly cle: string; readonly libelle: string; readonly centimes: number }[]>
  >;
  readonly redressements?: readonly {
    readonly exercice: number;
    readonly fichier: string;
    readonly montants: readonly Readonly<Record<string, unknown>>[];
  }[];
  readonly vote_suivant?: unknown;
  readonly annees?: readonly {
    readonly exercice: number;
    readonly comparable: boolean;
    readonly raison?: string;
    readonly synthese: Readonly<Record<string, number>>;
    readonly tables: Readonly<Record<string, TablePubliee>>;
  }[];
}

async function compiler(racine: string, annee: string) {
  const sortie = join(dossierDEssai(), 'edition');
  const { code, erreur } = await courirIci(['compiler', racine, '--sortie', sortie]);
  expect(erreur).not.toContain('[E-');
  expect(code).toBe(0);
  return {
    sortie,
    synthese: JSON.parse(readFileSync(join(sortie, `synthese-${annee}.json`), 'utf8')) as Synthese,
    page: readFileSync(join(sortie, `jaune-${annee}.html`), 'utf8'),
  };
}

/** The same sums out of the file itself, by another reading: cents as whole numbers, from the digits. */
function recompter(annee: string, colonne: number, retenir: (programme: string) => boolean): number {
  return (parse(readFileSync(donneePartagee(`navarra-${annee}.csv`), 'utf8')) as string[][])
    .filter(([, , , , programme = '']) => programme.startsWith('14') && retenir(programme))
    .reduce((total, ligne) => {
      const [entiers = '0', decimales = ''] = (ligne[colonne] ?? '0').split(',');
      const signe = entiers.startsWith('-') ? -1 : 1;
      return total + signe * (Math.abs(Number(entiers)) * 100 + Number(decimales.padEnd(2, '0')));
    }, 0);
}

decrireAvecDonnees('de 2023 à 2024, sur les budgets de Navarre', ['navarra-2023.csv', 'navarra-2024.csv'], () => {
  const EXECUTE = 8;
  let memoire = '';
  let compilee: Awaited<ReturnType<typeof compiler>>;
  beforeAll(async () => {
    const { sortie } = await compiler(dossierDeNavarre('2023', 'mandats'), '2023');
    memoire = join(sortie, 'lignes-2023.csv');
    compilee = await compiler(dossierDeNavarre('2024', 'mandats', { memoires: [memoire] }), '2024');
  });

  it('le total de chaque année est celui que la Navarre a publié', () => {
    const { synthese, annees } = compilee.synthese;
    expect([synthese.total_hors_exceptionnelles, recompter('2024', EXECUTE, () => true)]).toEqual([
      2_494_888_187, 2_494_888_187,
    ]);
    expect(annees?.map(({ exercice, synthese: passee }) => [exercice, passee.total_hors_exceptionnelles])).toEqual([
      [2023, 2_337_006_995],
    ]);
    expect(recompter('2023', EXECUTE, () => true)).toBe(2_337_006_995);
  });

  it('chaque axe a, à côté de son montant, celui de 2023 et l’écart', () => {
    const [annee] = compilee.synthese.annees ?? [];
    const attendus = [
      ['solidarite', deSolidarite],
      ['exterieur', (programme: string) => !deSolidarite(programme)],
    ] as const;
    for (const [cle, retenir] of attendus) {
      const avant = recompter('2023', EXECUTE, retenir);
      const maintenant = recompter('2024', EXECUTE, retenir);
      expect(annee?.tables.axe?.rangees.find((rangee) => rangee.cle === cle)?.centimes).toBe(avant);
      expect(compilee.synthese.tables.axe?.find((rangee) => rangee.cle === cle)?.centimes).toBe(maintenant);
      expect(rangeeDeLaPage(compilee.page, 'axe', AXES[cle])).toEqual([avant, maintenant - avant]);
    }
    expect(annee?.tables.axe?.disparues).toEqual([]);
  });

  it('un axe renommé n’est pas rapproché : son année passée est dite à part, et les colonnes font leur total', async () => {
    const axes = { ...AXES, exterieur: 'Action extérieure' };
    const { synthese, page } = await compiler(
      dossierDeNavarre('2024', 'mandats', { memoires: [memoire], axes }),
      '2024',
    );
    const axe = synthese.annees?.[0]?.tables.axe;
    const sien = recompter('2023', EXECUTE, (programme) => !deSolidarite(programme));
    expect(axe?.disparues).toEqual([{ libelle: AXES.exterieur, centimes: sien }]);
    expect(axe?.rangees.map(({ cle }) => cle)).toEqual(['solidarite']);
    expect(rangeeDeLaPage(page, 'axe', 'Action extérieure')).toEqual([undefined, undefined]);
    expect(rangeeDeLaPage(page, 'axe', 'Sans rangée en 2024')[0]).toBe(sien);
    expect(page).toContain('Un libellé qui a changé n’est rapproché d’aucun autre');
  });

  it('une année sur une autre base n’est pas montrée, et c’est dit', async () => {
    const { synthese, page } = await compiler(dossierDeNavarre('2024', 'ae_votees', { memoires: [memoire] }), '2024');
    expect(synthese.annees?.[0]).toMatchObject({ exercice: 2023, comparable: false });
    expect(synthese.annees?.[0]?.raison).toContain('l’édition 2023 compte sur la base');
    expect(page).not.toContain('class="n annee"');
  });

  it('une édition corrigée : ce qui avait été publié, ce qui l’est ici, l’écart et pourquoi', async () => {
    const conseil = join(
      (await compiler(dossierDeNavarre('2023', 'mandats', { comptes: '143*' }), '2023')).sortie,
      'lignes-2023.csv',
    );
    const memoires = [memoire, [conseil, 'lignes-2023-conseil.csv']] as const;
    const { synthese, page, sortie } = await compiler(dossierDeNavarre('2024', 'mandats', { memoires }), '2024');
    expect(compilee.synthese.redressements).toBeUndefined();
    const [solidarite, tout] = [deSolidarite, () => true].map((retenir) => recompter('2023', EXECUTE, retenir)) as [
      number,
      number,
    ];
    const pourquoi = 'l’édition a été corrigée : memoire/lignes-2023.csv compte';
    const [edition, ...autres] = synthese.redressements ?? [];
    expect(autres).toEqual([]);
    expect([edition?.exercice, edition?.fichier]).toEqual([2023, 'memoire/lignes-2023-conseil.csv']);
    expect(edition?.montants[0]).toEqual({
      ou: 'Total général hors opérations exceptionnelles',
      publie_centimes: solidarite,
      retenu_centimes: tout,
      ecart_centimes: tout - solidarite,
      pourquoi,
    });
    expect(edition?.montants.filter(({ table }) => table === 'axe')).toEqual([
      {
        table: 'axe',
        ou: `Par axe politique : ${AXES.exterieur}`,
        retenu_centimes: tout - solidarite,
        ecart_centimes: tout - solidarite,
        pourquoi,
      },
    ]);
    expect(page).toContain('Montants passés retraités');
    expect(page).toContain('Retraité depuis sa publication, de 2023');
    // The edition that counts is the only one of which anything is learnt or shown.
    expect(synthese.annees?.map(({ synthese: passee }) => passee.total_hors_exceptionnelles)).toEqual([tout]);
    expect(readFileSync(join(sortie, 'datapackage.json'), 'utf8')).toContain('lignes-2023-conseil.csv');
  });

  it('un secteur nommé autrement : ses montants passés sont sous son nom d’aujourd’hui, et c’est dit', async () => {
    const secteur = 'Communauté forale';
    const plus = { secteurs: [{ nom: secteur, alias: ['Navarre'] }] };
    const { synthese } = await compiler(
      dossierDeNavarre('2024', 'mandats', { memoires: [memoire], secteur, plus }),
      '2024',
    );
    const tout = recompter('2023', EXECUTE, () => true);
    expect(synthese.annees?.[0]?.tables.secteur?.rangees.map(({ centimes }) => centimes)).toEqual([tout]);
    expect(synthese.redressements?.[0]?.montants.map(({ ou, ecart_centimes: ecart }) => [ou, ecart])).toEqual([
      ['Par secteur : Communauté forale', tout],
      ['Par secteur : Navarre', -tout],
    ]);
    expect(synthese.redressements?.[0]?.montants[1]?.pourquoi).toBe('compté aujourd’hui à « Communauté forale »');
  });

  it('ce qui est voté pour 2024, à côté de ce qui est exécuté en 2023, n’est ajouté à rien', async () => {
    const VOTE = 7;
    const euros = (centimes: number) => `${Math.trunc(centimes / 100)},${String(centimes % 100).padStart(2, '0')}`;
    const [solidarite, tout] = [deSolidarite, () => true].map((retenir) => recompter('2024', VOTE, retenir)) as [
      number,
      number,
    ];
    const vote_suivant = {
      base: 'cp_votes',
      document: 'Budget 2024 de Navarre',
      montants: { 'synthese.total': euros(tout), 'axe.solidarite': euros(solidarite), 'pays.chili': '12' },
    };
    const sans = await compiler(dossierDeNavarre('2023', 'mandats'), '2023');
    const { synthese, page } = await compiler(dossierDeNavarre('2023', 'mandats', { plus: { vote_suivant } }), '2023');
    expect(synthese.vote_suivant).toEqual({
      exercice: 2024,
      base: 'cp_votes',
      document: 'Budget 2024 de Navarre',
      montants: [
        { chiffre: 'synthese.total', centimes: tout, dans_l_edition: true },
        { chiffre: 'axe.solidarite', centimes: solidarite, dans_l_edition: true },
        { chiffre: 'pays.chili', centimes: 1200, dans_l_edition: false },
      ],
    });
    expect(rangeeDeLaPage(page, 'axe', AXES.solidarite)).toEqual([solidarite]);
    expect(rangeeDeLaPage(page, 'axe', AXES.exterieur)).toEqual([undefined]);
    expect(rangeeDeLaPage(page, 'axe', 'Total')).toEqual([tout]);
    expect(page).toContain('Voté pour 2024\u202f: CP votés, selon Budget 2024 de Navarre. Ajouté à aucun total.');
    expect([synthese.synthese, synthese.tables]).toEqual([sans.synthese.synthese, sans.synthese.tables]);
  });
});

/** The cells of the years in a row of a table of the page, in cents; `undefined` for a dash. */
function rangeeDeLaPage(page: string, table: string, libelle: string): (number | undefined)[] {
  return cellulesDe(page, `<table id="table-${table}"`, libelle, /<td class="n annee[^"]*">([^<]*)<\/td>/g);
}

/** A row of the table of all the years, likewise. */
function suiteDeLaPage(page: string, libelle: string): (number | undefined)[] {
  return cellulesDe(page, '<caption>Année par année', libelle, /<td class="n">([^<]*)<\/td>/g);
}

function cellulesDe(page: string, ou: string, libelle: string, cellules: RegExp): (number | undefined)[] {
  const debut = page.indexOf(ou);
  const rangees = page.slice(debut, page.indexOf('</table>', debut)).split('<tr');
  const rangee = rangees.find((chacune) => texteDe(`<tr${chacune}`).includes(libelle)) ?? '';
  return [...rangee.matchAll(cellules)].map(([, ecrit = '']) =>
    ecrit === '–' ? undefined : Number(ecrit.replaceAll(/[\s\u202f\u00a0+,]/g, '').replace('\u2212', '-')),
  );
}

describe('data/2013, qui garde 2011 et 2012', () => {
  it('a trois années au bout de chaque tableau : rangées et disparues font le total, qui est celui des fichiers', async () => {
    const memoire = join(import.meta.dirname, '../data/2013/memoire');
    const { synthese, page } = await compiler(join(import.meta.dirname, '../data/2013'), '2013');
    expect(synthese.annees?.map(({ exercice }) => exercice)).toEqual([2012, 2011]);
    for (const { exercice, tables, synthese: passee } of synthese.annees ?? []) {
      const parts = lireCsvProduit(memoire, `lignes-${exercice}.csv`).filter(
        ({ verdict, sens }) => verdict === 'internationale' && sens === 'depense',
      );
      const somme = (retenues: typeof parts) =>
        retenues.reduce((total, { montant_retenu_centimes: centimes }) => total + Number(centimes), 0);
      expect(passee.total_hors_exceptionnelles).toBe(somme(parts));
      for (const [nom, { rangees, disparues, total }] of Object.entries(tables)) {
        expect(total, nom).toBe(somme(parts));
        expect(
          [...rangees, ...disparues].reduce((cumul, { centimes }) => cumul + centimes, 0),
          nom,
        ).toBe(total);
      }
      for (const { libelle, centimes } of tables.pays?.rangees.filter(({ cle }) => cle !== '') ?? [])
        expect(centimes, libelle).toBe(somme(parts.filter(({ pays }) => pays === libelle)));
    }
    expect(page).toContain(
      '<th scope="col" class="n annee">2011 (€)</th><th scope="col" class="n annee">2012 (€)</th>',
    );
    const total = [...(synthese.annees ?? [])]
      .reverse()
      .map(({ synthese: passee }) => passee.total_hors_exceptionnelles);
    expect(suiteDeLaPage(page, 'Total général hors opérations exceptionnelles')).toEqual([
      ...total,
      synthese.synthese.total_hors_exceptionnelles,
    ]);
    for (const axe of synthese.tables.axe ?? [])
      expect(suiteDeLaPage(page, axe.libelle), axe.libelle).toEqual([
        ...[...(synthese.annees ?? [])]
          .reverse()
          .map(({ tables }) => tables.axe?.rangees.find(({ cle }) => cle === axe.cle)?.centimes),
        axe.centimes,
      ]);
    expect(page).toContain('id="g-annees-titre"');
    expect(page).toContain('id="g-annees-axes-titre"');
  });
});
