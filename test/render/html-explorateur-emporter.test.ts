import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { lireLeCsv } from '../outils/lire-le-csv.ts';
import { allerA, dansUnNavigateur } from '../outils/navigateur.ts';
import { enCentimes, texteDe } from '../outils/page-lue.ts';
import { recompter } from '../outils/recompte.ts';
import { jauneHostile } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
const dossier = dossierDEssai();

dansUnNavigateur('emporter', (ouvrir) => {
  let edition: Page2012;
  let page: Page;
  let plaintes: readonly string[];
  beforeAll(async () => {
    edition = await publier2012();
    ({ page, plaintes } = await ouvrir(edition.fichier, {
      viewport: { width: 1440, height: 900 },
      acceptDownloads: true,
    }));
  });

  const aller = (ancre: string) => allerA(page, ancre);
  /** What the browser saves at a gesture: its name, its text, its cells by the titles of their columns. */
  const enregistrer = async (geste: () => Promise<void>, ou = page) => {
    const [fichier] = await Promise.all([ou.waitForEvent('download'), geste()]);
    const texte = await readFile(await fichier.path(), 'utf8');
    const [titres = [], ...lignes] = lireLeCsv(texte.replace(/^\ufeff/, ''));
    const colonne = (titre: string) => lignes.map((cellules) => cellules[titres.indexOf(titre)] ?? '');
    return { nom: fichier.suggestedFilename(), texte, titres, lignes, colonne };
  };
  const laSelection = () =>
    enregistrer(() => page.getByRole('button', { name: 'Télécharger la sélection (CSV)' }).click());

  it.each([
    'pays=senegal',
    'verdict=internationale',
    'verdict=exceptionnelle',
    'verdict=tous&texte=universite',
    'secteur=culture&base=mandats',
  ])('la sélection %s fait un CSV dont les colonnes font ses sommes, sans rangée de total', async (adresse) => {
    await aller(adresse);
    const csv = await laSelection();
    expect(csv.texte.startsWith('\ufeffN°;Fichier et ligne;Objet;')).toBe(true);
    const compte = texteDe((await page.locator('dialog .compte').textContent()) ?? '');
    const [, ecrit = ''] = /, (−?[\d ]+,\d\d) €/.exec(compte) ?? [];
    expect(new Set(csv.colonne('N°')).size).toBe(enCentimes(/^[\d ]+/.exec(compte)?.[0] ?? ''));
    const part = csv.titres.find((titre) => titre.startsWith('Compté ici (€)')) ?? '';
    expect(sommeDe(csv.colonne(part))).toBe(enCentimes(ecrit));
    for (const montant of [...csv.colonne(part), ...csv.colonne('Montant retenu (€)')])
      expect(montant).toMatch(/^-?\d+,\d\d$/);
    // What is kept of the lines outside the total is nothing.
    const horsTotal = csv.lignes.filter((cellules) => cellules[csv.titres.indexOf('Verdict')] !== 'Internationale');
    if (adresse === 'verdict=tous&texte=universite') expect(horsTotal.length).toBeGreaterThan(0);
    const retenus = csv.colonne('Montant retenu (€)');
    for (const [rang, verdict] of csv.colonne('Verdict').entries())
      if (!verdict.includes('Internationale')) expect(retenus[rang]).toBe('0,00');
  });

  it('la sélection d’un pays en donne les parts, que le jaune compte de même, et un nom de fichier qui la dit', async () => {
    await aller('pays=senegal');
    const csv = await laSelection();
    const { total, numeros } = recompter(edition.jaune, 'pays=senegal');
    expect(csv.nom).toBe('jaune-2012-pays-senegal.csv');
    expect(sommeDe(csv.colonne('Compté ici (€)'))).toBe(total);
    expect(sommeDe(csv.colonne('Montant retenu (€)'))).toBe(total);
    expect([...new Set(csv.colonne('N°').map(Number))].sort((a, b) => a - b)).toEqual(numeros);
    expect(new Set(csv.colonne('Pays'))).toEqual(new Set(['Sénégal']));
    await aller('texte=senegal');
    expect((await laSelection()).nom).toBe('jaune-2012-lignes-ou-parait-senegal.csv');
  });

  it('la sélection d’un mot a une rangée par part : la somme d’un pays y est la sienne', async () => {
    await aller('texte=senegal');
    const csv = await laSelection();
    const duSenegal = csv.lignes.filter((cellules) => cellules[csv.titres.indexOf('Pays')] === 'Sénégal');
    expect(csv.lignes.length).toBeGreaterThan(duSenegal.length);
    const { total } = recompter(edition.jaune, 'pays=senegal');
    expect(sommeDe(duSenegal.map((cellules) => cellules[csv.titres.indexOf('Compté ici (€)')] ?? ''))).toBe(total);
    for (const pays of csv.colonne('Pays')) expect(pays).not.toContain(' + ');
    // The amount of a line is there once.
    const premieres = csv.colonne('Montant de la ligne (€)').filter((montant) => montant !== '');
    expect(premieres).toHaveLength(new Set(csv.colonne('N°')).size);
  });

  it('sous chaque tableau du document, un bouton le donne, et ses nombres font son total', async () => {
    await aller('');
    const sansBouton = await page.evaluate<number>(
      "[...document.querySelectorAll('main table')].filter((table) => table.caption && table.tBodies.length > 0).length - document.querySelectorAll('main .sous-la-table button').length",
    );
    expect(sansBouton).toBe(0);
    for (const table of ['axe', 'secteur', 'territoire']) {
      const rangees = edition.jaune.tables.find(({ nom }) => nom === table)?.rangees ?? [];
      const bouton = page
        .locator(`#table-${table}`)
        .locator('xpath=following::p[contains(@class, "sous-la-table")][1]/button');
      const csv = await enregistrer(() => bouton.evaluate((element: { click(): void }) => element.click()));
      expect(csv.nom).toMatch(/^jaune-2012-.+\.csv$/);
      expect(csv.lignes).toHaveLength(rangees.length);
      expect(csv.colonne('Montant (€)').map(enCentimes)).toEqual(rangees.map(({ montant }) => montant));
      expect(sommeDe(csv.colonne('Montant (€)'))).toBe(edition.jaune.synthese.totalHorsExceptionnelles);
    }
  });

  it('de textes hostiles, aucune cellule n’est une formule', async () => {
    const fichier = join(dossier, 'hostile.html');
    await writeFile(fichier, await renderHtml(jauneHostile(), GABARITS));
    const hostile = await ouvrir(fichier, { ancre: 'verdict=tous', acceptDownloads: true });
    const gestes = [() => hostile.page.getByRole('button', { name: 'Télécharger la sélection (CSV)' }).click()];
    const csv = await enregistrer(gestes[0] ?? (async () => {}), hostile.page);
    expect(csv.lignes.length).toBeGreaterThan(3);
    for (const cellules of csv.lignes) {
      expect(cellules).toHaveLength(csv.titres.length);
      for (const cellule of cellules) if (!/^-\d+,\d\d$/.test(cellule)) expect(cellule).not.toMatch(/^[=+\-@\t\r]/);
    }
    expect(hostile.plaintes).toEqual([]);
    await hostile.page.close();
  });

  it('imprimer, l’explorateur ouvert, donne la sélection entière et rien d’autre ; fermé, la page', async () => {
    await aller('pays=senegal');
    const { numeros, total } = recompter(edition.jaune, 'pays=senegal');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.length).toBeGreaterThan(10_000);
    // Put back as it was.
    expect(await page.locator('.selection-imprimee').count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('document.documentElement.dataset.papier')).toBe('selection');
    expect(await page.locator('.selection-imprimee tbody tr').count()).toBe(numeros.length);
    const dite = texteDe((await page.locator('.selection-imprimee').textContent()) ?? '');
    expect(dite).toContain('Pays : Sénégal');
    expect(dite).toContain('36 lignes, 1 321 161,12 €');
    expect(
      enCentimes((await page.locator('.selection-imprimee tbody tr:last-child td:nth-child(6)').textContent()) ?? ''),
    ).toBe(total);
    for (const cache of ['main', 'header.couverture', 'dialog'])
      expect([cache, await page.locator(cache).first().isVisible()]).toEqual([cache, false]);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await page.emulateMedia({ media: 'screen' });
    expect(await page.evaluate("document.documentElement.dataset.papier ?? ''")).not.toBe('selection');
    await page.keyboard.press('Escape');
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('.selection-imprimee').count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
  });

  it('ne se plaint de rien pendant tout cela', () => expect(plaintes).toEqual([]));
});

function sommeDe(montants: readonly string[]): number {
  return montants.reduce((somme, montant) => somme + enCentimes(montant), 0);
}
