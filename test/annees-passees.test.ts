/** Years side by side, on the real budgets of Navarra, and on the demonstration: counted again from the files themselves. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { dossierDEssai } from './outils/atelier.ts';
import { AXES, deSolidarite, dossierDeNavarre } from './outils/dossier-de-navarre.ts';
import { courirIci } from './outils/dossiers.ts';
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
    compilee = await compiler(dossierDeNavarre('2024', 'mandats', [memoire]), '2024');
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
    const { synthese, page } = await compiler(dossierDeNavarre('2024', 'mandats', [memoire], axes), '2024');
    const axe = synthese.annees?.[0]?.tables.axe;
    const sien = recompter('2023', EXECUTE, (programme) => !deSolidarite(programme));
    expect(axe?.disparues).toEqual([{ libelle: AXES.exterieur, centimes: sien }]);
    expect(axe?.rangees.map(({ cle }) => cle)).toEqual(['solidarite']);
    expect(rangeeDeLaPage(page, 'axe', 'Action extérieure')).toEqual([undefined, undefined]);
    expect(rangeeDeLaPage(page, 'axe', 'Sans rangée en 2024')[0]).toBe(sien);
    expect(page).toContain('Un libellé qui a changé n’est rapproché d’aucun autre');
  });

  it('une année sur une autre base n’est pas montrée, et c’est dit', async () => {
    const { synthese, page } = await compiler(dossierDeNavarre('2024', 'ae_votees', [memoire]), '2024');
    expect(synthese.annees?.[0]).toMatchObject({ exercice: 2023, comparable: false });
    expect(synthese.annees?.[0]?.raison).toContain('l’édition 2023 compte sur la base');
    expect(page).not.toContain('class="n annee"');
  });
});

/** The cells of the years in a row of a table of the page, in cents; `undefined` for a dash. */
function rangeeDeLaPage(page: string, table: string, libelle: string): (number | undefined)[] {
  const debut = page.indexOf(`<table id="table-${table}"`);
  const rangees = page.slice(debut, page.indexOf('</table>', debut)).split('<tr');
  const rangee = rangees.find((chacune) => chacune.replaceAll(/<[^>]+>/g, '').includes(libelle)) ?? '';
  return [...rangee.matchAll(/<td class="n annee[^"]*">([^<]*)<\/td>/g)].map(([, ecrit = '']) =>
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
  });
});
