import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { redites } from '../outils/axe.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { allerA, dansUnNavigateur } from '../outils/navigateur.ts';
import { captures, texteDe } from '../outils/page-lue.ts';
import { jauneExemple, jauneHostile } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
const REGLES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Nothing else depends on the theme: in the dark one, they alone are looked at again. */
const DES_COULEURS = { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] };

const dossier = dossierDEssai();
let exemple = '';
let edition: Page2012;
const fichier = (nom: string) => (nom === '2012' ? edition.fichier : join(dossier, `${nom}.html`));
beforeAll(async () => {
  exemple = await renderHtml(jauneExemple(), GABARITS);
  await writeFile(fichier('exemple'), exemple);
  await writeFile(fichier('hostile'), await renderHtml(jauneHostile(), GABARITS));
  edition = await publier2012();
});

describe('la structure', () => {
  it('dit sa langue, ses repères, et ses titres dans l’ordre', () => {
    for (const page of [exemple, edition.page]) {
      expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="fr" data-papier="essentiel">/);
      for (const repere of [
        'header class="couverture"',
        'main id="contenu"',
        'nav class="sommaire"',
        'footer class="pied"',
      ])
        expect([repere, page.split(`<${repere}`).length - 1]).toEqual([repere, 1]);
      const niveaux = captures(page.slice(0, page.indexOf('<template')), /<h([1-6])\b/g).map(Number);
      expect(niveaux.filter((niveau) => niveau === 1)).toHaveLength(1);
      expect(niveaux.filter((niveau, rang) => niveau > (niveaux[rang - 1] ?? 0) + 1)).toEqual([]);
    }
  });

  it('dit de chaque tête de tableau ce qu’elle coiffe, et donne à chaque tableau un nom', () => {
    for (const page of [exemple, edition.page]) {
      const tetes = captures(page, /(<th\b[^>]*>)/g);
      expect(tetes.length).toBeGreaterThan(100);
      expect(tetes.filter((tete) => !/scope="(row|rowgroup|col)"/.test(tete))).toEqual([]);
      const tableaux = captures(page, /<table\b[^>]*>\s*(?:<caption[^>]*>(.*?)<\/caption>)?/gs).map((nom) =>
        texteDe(nom),
      );
      expect(tableaux.filter((nom) => nom === '')).toEqual([]);
    }
  });

  it('dit en mots ce que montre chaque graphique', () => {
    const svgs = captures(edition.page, /(<svg\b.*?<\/svg>)/gs);
    expect(svgs.length).toBeGreaterThan(4);
    const muets = svgs.filter(
      (svg) => !/aria-hidden="true"/.test(svg.slice(0, 300)) && !/<title[^>]*>[^<]{5,}/.test(svg),
    );
    expect(muets.map((svg) => svg.slice(0, 120))).toEqual([]);
  });
});

dansUnNavigateur('dans un navigateur', (ouvrir) => {
  it.each(['exemple', 'hostile', '2012'])('%s s’ouvre sans plainte ni réseau, avec son style', async (nom) => {
    const { page, plaintes, demandes } = await ouvrir(fichier(nom));
    const fond = await page.evaluate("getComputedStyle(document.querySelector('.couverture')).backgroundColor");
    expect(fond).toBe('rgb(255, 214, 10)');
    // The headline; those below lead to co-financing.
    await page.locator('#synthese .principal a.c').first().click();
    await page.locator('dialog[open]').waitFor();
    expect(plaintes).toEqual([]);
    expect(demandes).toHaveLength(1);
    await page.close();
  });

  it.each([
    ['light', 1280],
    ['light', 360],
    ['dark', 1280],
    ['dark', 360],
  ] as const)(
    'axe-core n’a rien à redire (%s, %d pixels), tout déplié, l’explorateur et une fiche ouverts',
    async (colorScheme, width) => {
      const { page } = await ouvrir(fichier('exemple'), { colorScheme, viewport: { width, height: 800 } });
      const regles = colorScheme === 'light' ? REGLES : DES_COULEURS;
      await page.evaluate(`for (const repli of document.querySelectorAll('details')) repli.open = true;
      for (const bouton of document.querySelectorAll('.deplier button')) bouton.click();`);
      expect(await redites(page, 'html', regles)).toEqual([]);
      for (const [adresse, attendu] of [
        ['organisme=agence-regionale-de-developpement&pays=chine&tri=objet', '.autres-criteres button'],
        ['pays=chine', 'dialog .fiche'],
      ] as const) {
        await allerA(page, adresse);
        await page.locator(attendu).first().waitFor();
        expect(await redites(page, 'dialog', regles)).toEqual([]);
      }
      await page.close();
    },
  );

  it('ne déborde à aucune largeur, fermé comme ouvert, ni sur papier', async () => {
    for (const nom of ['exemple', '2012']) {
      const { page } = await ouvrir(fichier(nom));
      for (const width of [320, 360, 768, 1280, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        expect([nom, width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([nom, width, width]);
        const duPapier =
          "[...document.querySelectorAll('.essentiel-seul')].filter((element) => element.checkVisibility())";
        expect([nom, width, await page.evaluate(`${duPapier}.length`)]).toEqual([nom, width, 0]);
      }
      await page.evaluate("location.hash = 'verdict=internationale'");
      await page.locator('dialog[open]').waitFor();
      for (const width of [1920, 768, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const largeurs = await page.evaluate(
          "['dialog', 'dialog .resultats'].map((choix) => document.querySelector(choix).scrollWidth <= innerWidth)",
        );
        expect([nom, width, largeurs]).toEqual([nom, width, [true, true]]);
      }
      await page.keyboard.press('Escape');
      await page.emulateMedia({ media: 'print' });
      // An A4 sheet between its margins.
      await page.setViewportSize({ width: 673, height: 979 });
      expect([nom, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([nom, 673]);
      await page.close();
    }
  });

  it('d’un pays de la carte, si petit soit-il, a de quoi poser un doigt dans sa liste, ou aller au clavier', async () => {
    const { page } = await ouvrir(fichier('2012'), { viewport: { width: 375, height: 812 } });
    const pays = await page.evaluate<[string, number, number][]>(`(() => {
      for (const bouton of document.querySelectorAll('.deplier button')) bouton.click();
      const adresses = new Set([...document.querySelectorAll('#pays svg a')].map((lien) => lien.getAttribute('href')));
      return [...adresses].map((adresse) => {
        const liens = [...document.querySelectorAll('#pays td a')].filter((lien) => lien.getAttribute('href') === adresse);
        const [lien] = liens.filter((lien) => lien.tabIndex === 0 && lien.checkVisibility());
        const { width = 0, height = 0 } = lien?.getBoundingClientRect() ?? {};
        return [adresse, width, height];
      });
    })()`);
    expect(pays.length).toBeGreaterThan(60);
    expect(pays.filter(([, width, height]) => width < 24 || height < 24)).toEqual([]);
    await page.close();
  });

  it('se parcourt au clavier seul, du haut de la page jusqu’à une ligne trouvée', async () => {
    const { page, plaintes } = await ouvrir(fichier('exemple'), {
      viewport: { width: 1280, height: 800 },
    });
    const actif = () =>
      page.evaluate<{ quoi: string; contour: string; vu: boolean }>(`(() => {
        const actif = document.activeElement;
        const { top, bottom } = actif.getBoundingClientRect();
        const { outlineStyle } = getComputedStyle(actif);
        return { quoi: actif.outerHTML.slice(0, 90), contour: outlineStyle, vu: bottom > 0 && top < innerHeight };
      })()`);
    await page.keyboard.press('Tab');
    expect((await actif()).quoi).toContain('href="#contenu"');
    const parcourus: string[] = [];
    for (let pas = 0; pas < 40; pas++) {
      const { quoi, contour, vu } = await actif();
      expect([quoi, contour, vu]).toEqual([quoi, expect.not.stringMatching(/^none$/), true]);
      parcourus.push(quoi);
      await page.keyboard.press('Tab');
    }
    expect(new Set(parcourus).size).toBeGreaterThan(30);
    // Figures first, then the contents, as on the page.
    const rangDe = (debut: string) => parcourus.findIndex((quoi) => quoi.includes(debut));
    expect(rangDe('href="#verdict=internationale"')).toBeLessThan(rangDe('href="#pilote=oui"'));
    expect(rangDe('href="#pilote=non"')).toBeLessThan(rangDe('href="#lire"'));

    await page.locator('#table-pays a.c').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    const atteints: string[] = [];
    for (let pas = 0; pas < 40 && !atteints.at(-1)?.includes('href="#l'); pas++) {
      await page.keyboard.press('Tab');
      const { quoi, contour } = await actif();
      // Between two rounds a browser lends the focus to its own bars.
      if (!quoi.startsWith('<body')) expect([quoi, contour]).toEqual([quoi, expect.not.stringMatching(/^none$/)]);
      atteints.push(quoi);
    }
    for (const attendu of [
      'class="fermer"',
      'name="texte"',
      'name="pays"',
      'class="tout"',
      'data-tri="objet"',
      'href="#l',
    ])
      expect([attendu, atteints.some((quoi) => quoi.includes(attendu))]).toEqual([attendu, true]);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
    expect(await page.locator('tr:target').count()).toBe(1);
    expect(plaintes).toEqual([]);
    await page.close();
  });
});
