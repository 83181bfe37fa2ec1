import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { dansUnNavigateur } from '../outils/navigateur.ts';
import { captures, sectionDe } from '../outils/page-lue.ts';

dansUnNavigateur('ce qui est replié', (ouvrir) => {
  let edition: Page2012;
  beforeAll(async () => {
    edition = await publier2012();
  });
  const telephone = { viewport: { width: 375, height: 812 } };
  const rangeesPliees = (page: Page) => page.locator('#table-pays tr.pliee').count();

  it('un tableau montre douze rangées, son total, et dit combien il en reste', async () => {
    const { page, plaintes } = await ouvrir(edition.fichier, telephone);
    const rangees = captures(sectionDe(edition.page, 'pays'), /(<tr><th scope="row">)/g).length;
    const pliees = await rangeesPliees(page);
    expect(pliees).toBeGreaterThan(40);
    expect(await page.locator('#table-pays tfoot').isVisible()).toBe(true);
    const bouton = page.getByRole('button', { name: `Montrer les ${pliees} autres`, exact: true });
    expect(rangees).toBeGreaterThan(pliees + 11);
    await bouton.click();
    expect([await rangeesPliees(page), await bouton.count()]).toEqual([0, 0]);
    expect(plaintes).toEqual([]);
    await page.close();
  });

  it.each(['#l300', '#annexe-1'])('un lien vers %s, qui est dans une annexe, l’ouvre et y mène', async (lien) => {
    const { page } = await ouvrir(edition.fichier, telephone);
    const visee = page.locator(lien);
    expect(await visee.isVisible()).toBe(false);
    await page.evaluate(`location.hash = '${lien}'`);
    await visee.waitFor({ state: 'visible' });
    await page.waitForFunction(`document.querySelector('${lien}').getBoundingClientRect().top < 812`);
    await page.close();
  });

  it('la recherche du navigateur trouve ce qui est plié, et l’ouvre', async () => {
    const { page } = await ouvrir(edition.fichier, telephone);
    // What is hidden is so in the two ways that the search of a browser opens.
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('main [hidden]')].filter((e) => e.getAttribute('hidden') !== 'until-found').length",
      ),
    ).toBe(0);
    const pliee = page.locator('#table-pays tr.pliee [hidden]').first();
    const texte = await pliee.textContent();
    await pliee.evaluate((cellule) => cellule.dispatchEvent(new Event('beforematch', { bubbles: true })));
    expect(await rangeesPliees(page)).toBe(0);
    expect(await page.locator('#table-pays').textContent()).toContain(texte);
    await page.locator('#l300').evaluate((r) => r.dispatchEvent(new Event('beforematch', { bubbles: true })));
    expect(await page.locator('#l300').isVisible()).toBe(true);
    await page.close();
  });

  it('tout s’imprime dans le document complet, et sans script rien n’est plié dans un tableau', async () => {
    const { page } = await ouvrir(edition.fichier);
    await page.locator('html').evaluate((racine) => racine.setAttribute('data-papier', 'complet'));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#l300').evaluate((rangee) => rangee.getBoundingClientRect().height)).toBeGreaterThan(5);
    await page.close();
    const { page: sansScript } = await ouvrir(edition.fichier, { javaScriptEnabled: false });
    expect(await rangeesPliees(sansScript)).toBe(0);
    await sansScript.close();
  });

  it('la page de 2012 tient en 150 écrans de téléphone, et le repère mène en haut', async () => {
    const { page } = await ouvrir(edition.fichier, telephone);
    expect(Number(await page.evaluate('document.documentElement.scrollHeight')) / 812).toBeLessThan(150);
    await page.evaluate('scrollTo(0, 20000)');
    await page.getByRole('link', { name: 'Haut de page' }).click();
    await page.waitForFunction('scrollY < 50');
    await page.close();
  });
});
