import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Jaune } from '../../src/compile/jaune.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { RANGEES_DE_LA_PAGE } from '../../src/render/html/vue-volets.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { redites } from '../outils/axe.ts';
import { dansUnNavigateur } from '../outils/navigateur.ts';
import { captures, elementDe, idsDe, lireEntites, sectionDe, texteDe } from '../outils/page-lue.ts';
import { HOSTILES, jauneExemple } from '../render/jaune-exemple.ts';
import { jauneAuxVolets, jauneAuxVoletsHostiles, tableauFabrique, voletFabrique } from './volet-fabrique.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
const dossier = dossierDEssai();

const pageDe = (jaune: Jaune) => renderHtml(jaune, GABARITS);

describe('les volets dans la page', () => {
  let page: string;
  beforeAll(async () => {
    page = await pageDe(jauneAuxVolets());
  });

  it('ont chacun leur section, leurs mots et leurs tableaux, et leur place au sommaire', () => {
    const section = texteDe(sectionDe(page, 'premier'));
    for (const dit of [
      'Volet premier',
      'Chapeau de premier.',
      'Tableau cherche',
      'Note de cherche.',
      'Rien dans vide.',
    ])
      expect(section).toContain(dit);
    for (const cellule of ['Dakar au Sénégal', '048', 'plus de 20 000', '13 décembre 2012', '12,5 %', '1 234,56'])
      expect(section.replace(/[\u00a0\u202f]/g, ' ')).toContain(cellule);
    expect(page).toContain('<a href="#premier">');
    expect(sectionDe(page, 'premier')).toMatch(/<a href="#l1" data-ligne="1">Dakar au Sénégal<\/a>/);
  });

  it('montrent un tableau coupé par ses morceaux', () => {
    const ids = idsDe(sectionDe(page, 'second'));
    expect(ids).toEqual(['second', 'second-morceau-0', 'second-morceau-1', 'second-morceau-2']);
  });

  it('dessinent leurs barres, la base dite, ce qui n’est pas réparti hachuré', () => {
    const [figure = ''] = captures(sectionDe(page, 'premier'), /<figure>(.*?)<\/figure>/gs);
    expect(captures(figure, /<title>(.*?)<\/title>/g).map(texteDe)).toEqual([
      'Dakar au Sénégal : 1',
      'Hanoï : 2',
      'São Paulo : 3',
    ]);
    expect(texteDe(figure)).toContain('Base : 42 témoignages.');
    expect(captures(figure, /fill="url\(#(.*?)\)"/g)).toEqual(['g-premier-cherche-hachures']);
    expect(figure).not.toContain('€');
  });

  it('se répètent auprès de l’axe dont ils parlent', () => {
    const axe = elementDe(page, '<section class="axe" id="axe-1"', 'section');
    expect(idsDe(axe)).toContain('axe-1-premier');
    expect(texteDe(axe)).toContain('Tableau de-l-axe');
    expect(idsDe(page)).toEqual([...new Set(idsDe(page))]);
  });

  it('ne prennent aucun texte pour du code', async () => {
    const hostile = await pageDe(jauneAuxVoletsHostiles());
    const balises = (html: string) => [...new Set(captures(html, /<([a-z][\w-]*)/gi))].sort();
    expect(balises(hostile).filter((balise) => !balises(page).includes(balise))).toEqual([]);
    expect(captures(hostile, /(<img\b|<!--|(?:href|src)="javascript:)/g)).toEqual([]);
    const cellules = captures(sectionDe(hostile, 'premier'), /<th scope="row"[^>]*>(.*?)<\/th>/gs).map(lireEntites);
    expect(cellules).toHaveLength(HOSTILES.length);
  });

  it('bornent un tableau trop long pour un navigateur, et disent où est le reste', async () => {
    const textes = Array.from({ length: RANGEES_DE_LA_PAGE + 7 }, (_, rang) => `Rangée ${rang}`);
    const longue = await pageDe({ ...jauneExemple(), volets: [voletFabrique('long', [tableauFabrique('t', textes)])] });
    const section = sectionDe(longue, 'long');
    expect(captures(section, /(<th scope="row")/g)).toHaveLength(RANGEES_DE_LA_PAGE);
    expect(texteDe(section).replace(/[\u00a0\u202f]/g, ' ')).toContain(
      'Cette page montre les 2 000 premières rangées ; les 7 autres sont dans la synthèse au format JSON, et dans le classeur (feuille « Feuille t »).',
    );
  });
});

dansUnNavigateur('les volets dans un navigateur', (ouvrir) => {
  const fichier = join(dossier, 'volets.html');
  beforeAll(async () => {
    await writeFile(fichier, await pageDe(jauneAuxVolets()));
  });
  const montrees = (page: Page) =>
    page.evaluate<string[]>(
      "[...document.querySelectorAll('#premier-cherche tbody tr')].filter((r) => r.offsetParent).map((r) => r.cells[0].textContent)",
    );

  it('cherchent sans casse ni accents, comptent ce qui reste, et rendent tout', async () => {
    const { page, plaintes } = await ouvrir(fichier);
    const champ = page.getByRole('searchbox', { name: 'Chercher dans « Tableau cherche »' });
    const compte = page.locator('.chercher [role=status]');
    expect(await compte.textContent()).toBe('3 rangées');
    await champ.focus();
    await page.keyboard.type('SENEGAL dak');
    expect(await montrees(page)).toEqual(['Dakar au Sénégal']);
    expect(await compte.textContent()).toBe('1 sur 3 rangées');
    await champ.fill('introuvable');
    expect([await montrees(page), await compte.textContent()]).toEqual([[], '0 sur 3 rangées']);
    await page.locator('html').evaluate((racine) => racine.setAttribute('data-papier', 'complet'));
    await page.emulateMedia({ media: 'print' });
    expect(await montrees(page)).toHaveLength(3);
    expect(await page.locator('.chercher').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await champ.press('Escape');
    expect([await montrees(page), await champ.inputValue()]).toEqual([expect.objectContaining({ length: 3 }), '']);
    expect(plaintes).toEqual([]);
    await page.close();
  });

  it('se lisent entiers sans script, sans boîte qui ne ferait rien', async () => {
    const { page } = await ouvrir(fichier, { javaScriptEnabled: false });
    expect(await page.locator('.chercher').count()).toBe(0);
    expect(await page.locator('#premier-cherche tbody tr').count()).toBe(3);
    await page.close();
  });

  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)('ne donnent rien à redire à axe-core (%s, %d pixels)', async (colorScheme, width) => {
    const { page } = await ouvrir(fichier, { colorScheme, viewport: { width, height: 800 } });
    expect(await redites(page)).toEqual([]);
    await page.close();
  });

  it('ne débordent d’aucun écran, ni du papier', async () => {
    await writeFile(join(dossier, 'hostile.html'), await pageDe(jauneAuxVoletsHostiles()));
    for (const nom of [fichier, join(dossier, 'hostile.html')]) {
      const { page, plaintes } = await ouvrir(nom);
      for (const [media, width] of [
        ['screen', 320],
        ['screen', 360],
        ['screen', 1280],
        ['print', 673],
      ] as const) {
        await page.emulateMedia({ media });
        await page.setViewportSize({ width, height: 979 });
        expect([media, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([media, width]);
      }
      expect(plaintes).toEqual([]);
      await page.close();
    }
  });
});
