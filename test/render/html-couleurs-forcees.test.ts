import { expect, it } from 'vitest';
import { publier2012 } from '../outils/edition-2012.ts';
import { dansUnNavigateur } from '../outils/navigateur.ts';

/** Each shape of the drawings, and whether it is told from what is behind the page. */
const FORMES = `(() => {
  const toile = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const lire = (couleur) => {
    toile.clearRect(0, 0, 1, 1);
    toile.fillStyle = couleur;
    toile.fillRect(0, 0, 1, 1);
    return [...toile.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (rvb) => {
    const [r, v, b] = rvb.map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * v + 0.0722 * b;
  };
  const dessous = document.createElement('div');
  dessous.style.backgroundColor = matchMedia('(forced-colors: active)').matches ? 'Canvas' : 'var(--fond)';
  document.body.append(dessous);
  const fond = lire(getComputedStyle(dessous).backgroundColor);
  dessous.remove();
  const connues = new Map();
  const seVoit = (couleur) => {
    if (couleur.startsWith('url(')) return true;
    if (couleur === 'none') return false;
    if (!connues.has(couleur)) {
      const [r, v, b, a] = lire(couleur);
      const melee = [r, v, b].map((c, rang) => (c * a + fond[rang] * (255 - a)) / 255);
      const [clair, sombre] = [luminance(melee), luminance(fond)].sort((x, y) => y - x);
      connues.set(couleur, (clair + 0.05) / (sombre + 0.05) >= 1.15);
    }
    return connues.get(couleur);
  };
  return [...document.querySelectorAll('main svg :is(rect, path, circle, line, text, polyline, polygon)')].map((forme) => {
    const { fill, stroke, strokeWidth, display } = getComputedStyle(forme);
    const vue = seVoit(fill) || (Number.parseFloat(strokeWidth) > 0 && seVoit(stroke));
    return { dit: forme.outerHTML.slice(0, 90), vue: vue && display !== 'none' };
  });
})()`;

interface Forme {
  readonly dit: string;
  readonly vue: boolean;
}

dansUnNavigateur('en couleurs forcées', (ouvrir) => {
  it.each(['light', 'dark'] as const)(
    'rien de ce qui est dessiné ne disparaît, et tout bouton a un bord (%s)',
    async (colorScheme) => {
      const { fichier } = await publier2012();
      const { page } = await ouvrir(fichier, { viewport: { width: 1280, height: 800 }, colorScheme });
      const sans = await page.evaluate<Forme[]>(FORMES);
      await page.emulateMedia({ colorScheme, forcedColors: 'active' });
      const avec = await page.evaluate<Forme[]>(FORMES);
      expect(sans.filter(({ vue }) => vue).length).toBeGreaterThan(500);
      expect(sans.filter(({ vue }, rang) => vue && !avec[rang]?.vue).map(({ dit }) => dit)).toEqual([]);

      // What keeps its own colours must tell its text from them; all else, the browser sees to.
      const gardees = await page.evaluate<
        string[][]
      >(`[...document.querySelectorAll('main :is(.t1, .t2, .t3, .t4, .t5):not(svg *)')].map(
      (cellule) => [getComputedStyle(cellule).color, getComputedStyle(cellule).backgroundColor])`);
      expect(gardees.length).toBeGreaterThan(20);
      expect(gardees.filter(([texte, fond]) => texte === fond)).toEqual([]);

      await page.evaluate("location.hash = 'pays=senegal'");
      await page.locator('dialog[open] .fiche').waitFor();
      // A box to tick is drawn by the browser.
      const sansBord = await page.evaluate<
        string[]
      >(`[...document.querySelectorAll('button, input:not([type=checkbox]), select')]
      .filter((element) => element.checkVisibility() && !element.matches('th button'))
      .filter((element) => {
        const { borderTopWidth, borderTopStyle } = getComputedStyle(element);
        return Number.parseFloat(borderTopWidth) < 1 || borderTopStyle === 'none';
      })
      .map((element) => element.outerHTML.slice(0, 90))`);
      expect(sansBord).toEqual([]);
      await page.keyboard.press('Tab');
      expect(await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none');
      await page.close();
    },
  );
});
