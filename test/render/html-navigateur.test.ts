import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formaterEuros } from '../../src/domain/format.ts';
import { renderHtml } from '../../src/render/html.ts';
import { chercherNavigateur, lancerNavigateur, trouverProgramme } from '../outils/navigateur.ts';
import { jauneExemple, jauneHostile } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const { chemin, passer } = chercherNavigateur();

describe.skipIf(passer)('dans un navigateur', () => {
  let navigateur: Browser;
  let dossier = '';
  const adresse = (nom: string) => pathToFileURL(join(dossier, nom)).href;
  beforeAll(async () => {
    dossier = await mkdtemp(join(tmpdir(), 'jaune-html-'));
    await writeFile(join(dossier, 'exemple.html'), await renderHtml(jauneExemple(), GABARITS));
    await writeFile(join(dossier, 'hostile.html'), await renderHtml(jauneHostile(), GABARITS));
    navigateur = await lancerNavigateur(chemin);
  });
  afterAll(async () => {
    await navigateur?.close();
    await rm(dossier, { recursive: true, force: true });
  });

  /** Opens a page and keeps all that it asks for and complains about. */
  async function ouvrir(nom: string, options: Parameters<Browser['newPage']>[0] = {}) {
    const page = await navigateur.newPage(options);
    const plaintes: string[] = [];
    const demandes: string[] = [];
    page.on('console', (message) => plaintes.push(message.text()));
    page.on('pageerror', (erreur) => plaintes.push(erreur.message));
    page.on('request', (demande) => demandes.push(demande.url()));
    await page.goto(adresse(nom));
    return { page, plaintes, demandes };
  }

  it.each(['exemple.html', 'hostile.html'])('%s s’ouvre sans plainte, sans réseau, avec son style', async (nom) => {
    const { page, plaintes, demandes } = await ouvrir(nom);
    const fond = await page.evaluate("getComputedStyle(document.querySelector('.couverture')).backgroundColor");
    expect(fond).toBe('rgb(255, 214, 10)');
    expect(await page.locator('img, script, iframe').count()).toBe(0);
    expect(plaintes).toEqual([]);
    expect(demandes).toEqual([adresse(nom)]);
    await page.close();
  });

  it('un texte hostile se lit tel quel', async () => {
    const { page } = await ouvrir('hostile.html');
    expect(await page.locator('main').textContent()).toContain('<img src=x onerror=alert(1)>');
    await page.close();
  });

  it('un chiffre s’ouvre sur ses lignes, et un lien mène à la ligne', async () => {
    const { page } = await ouvrir('exemple.html');
    const chiffre = page.locator('#table-pays details').first();
    const lien = chiffre.locator('a').first();
    expect(await lien.isVisible()).toBe(false);
    await chiffre.locator('summary').click();
    await lien.click();
    expect(await page.locator('tr:target').textContent()).toContain('Bureau de Shanghai');
    await page.close();
  });

  it.each([360, 1000, 1600])('ne déborde pas sur %d pixels de large', async (width) => {
    const { page } = await ouvrir('exemple.html', { viewport: { width, height: 900 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('axe-core n’a rien à redire (%s)', async (colorScheme) => {
    // The page forbids every script, and so that of axe: the policy is set aside for this inspection only.
    const { page } = await ouvrir('exemple.html', { colorScheme, bypassCSP: true });
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('s’imprime sur A4, le total y est', async (contexte) => {
    const { page } = await ouvrir('exemple.html');
    const pdf = join(dossier, 'exemple.pdf');
    await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
    await page.close();
    const lecteur = trouverProgramme('pdftotext');
    if (lecteur === undefined) return contexte.skip('pdftotext est absent du PATH : le PDF n’est pas relu.');
    const texte = execFileSync(lecteur, ['-enc', 'UTF-8', pdf, '-'], { encoding: 'utf8' });
    const simple = (avant: string) => avant.replace(/[\s\u00a0\u202f]+/g, ' ');
    expect(simple(texte)).toContain(simple(formaterEuros(jauneExemple().synthese.totalHorsExceptionnelles)));
  });
});

/** What axe-core finds wrong, rule and place. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const resultats: AxeResults = await page.evaluate('axe.run()');
  return resultats.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} : ${html}`));
}
