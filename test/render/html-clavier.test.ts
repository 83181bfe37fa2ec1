import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publier2012 } from '../outils/edition-2012.ts';
import { allerA, dansUnNavigateur, type PageOuverte } from '../outils/navigateur.ts';
import { texteDe } from '../outils/page-lue.ts';

/** Where the focus is: its element, whether it is outlined, and on the screen. */
interface Etape {
  readonly quoi: string;
  readonly contour: boolean;
  readonly vu: boolean;
  readonly ou: 'document' | 'dialogue' | 'navigateur';
}

const LIRE = `(() => {
  const actif = document.activeElement;
  const { top, bottom, left, right } = actif.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(actif);
  return {
    quoi: actif.outerHTML.slice(0, 120),
    contour: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1,
    vu: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    ou: actif === document.body ? 'navigateur' : actif.closest('dialog') === null ? 'document' : 'dialogue',
  };
})()`;

/** Someone who has no mouse: presses Tab until where they want to be, and looks at every stop on the way. */
class AuClavier {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  actif = () => this.page.evaluate<Etape>(LIRE);
  estSur = (choix: string) => this.page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(choix)})`);
  presser = (touche: string) => this.page.keyboard.press(touche);

  async allerJusqua(choix: string, touche = 'Tab', pas = 90): Promise<void> {
    for (let fait = 0; fait < pas; fait++) {
      await this.presser(touche);
      const etape = await this.actif();
      // Between two rounds of a dialog a browser lends the focus to its own bars.
      if (etape.ou !== 'navigateur') expect(etape).toMatchObject({ quoi: etape.quoi, contour: true, vu: true });
      if (await this.estSur(choix)) return;
    }
    expect.unreachable(`${choix} is not reached in ${pas} steps: ${(await this.actif()).quoi}`);
  }

  /** To a section by the contents, as a reader goes: the next Tab is in it. */
  async allerALaSection(id: string): Promise<void> {
    await allerA(this.page, 'haut');
    await this.allerJusqua(`nav.sommaire a[href="#${id}"]`);
    await this.presser('Enter');
    await this.page.waitForFunction(`location.hash === '#${id}'`);
  }
}

dansUnNavigateur('au clavier seul, à la largeur d’un téléphone, la page de 2012', (ouvrir) => {
  let ouverte: PageOuverte;
  let page: Page;
  let clavier: AuClavier;
  beforeAll(async () => {
    const { fichier } = await publier2012();
    ouverte = await ouvrir(fichier, { viewport: { width: 375, height: 812 }, acceptDownloads: true });
    page = ouverte.page;
    clavier = new AuClavier(page);
  });
  afterAll(() => expect(ouverte.plaintes).toEqual([]));

  it('on passe la tête de la page, et l’on va d’une section à l’autre', async () => {
    await clavier.allerJusqua('[href="#contenu"]', 'Tab', 1);
    await clavier.presser('Enter');
    await clavier.presser('Tab');
    expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true);
    await clavier.allerALaSection('axes');
    await clavier.presser('Tab');
    expect(await page.evaluate("document.activeElement.closest('section').id")).toBe('axes');
    await clavier.presser('Shift+Tab');
    expect(await page.evaluate("document.activeElement.closest('#axes')")).toBeNull();
  });

  it('un chiffre s’ouvre ; on filtre, on trie, on montre la suite ; fermé, le focus est où il était', async () => {
    await allerA(page, 'haut');
    await clavier.allerJusqua('#synthese .principal a.c');
    await clavier.presser('Enter');
    await page.locator('dialog[open]').waitFor();
    expect((await clavier.actif()).ou).toBe('dialogue');

    await clavier.allerJusqua('.tiroir');
    await clavier.presser('Enter');
    expect(await page.locator('.tiroir').getAttribute('aria-expanded')).toBe('true');
    await clavier.allerJusqua('[name=secteur]');
    await clavier.presser('ArrowDown');
    await expect.poll(() => page.evaluate('location.hash')).toContain('secteur=');
    expect(await clavier.estSur('[name=secteur]')).toBe(true);
    await clavier.presser('ArrowUp');
    await clavier.allerJusqua('.tiroir', 'Shift+Tab');
    await clavier.presser('Space');
    expect(await page.locator('.tiroir').getAttribute('aria-expanded')).toBe('false');

    await clavier.allerJusqua('[data-tri=objet]');
    await clavier.presser('Enter');
    expect(await page.locator('th', { has: page.locator('[data-tri=objet]') }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    expect(await clavier.estSur('[data-tri=objet]')).toBe(true);

    // From the bars of the browser backwards, the end of the dialog is one step away.
    await page.locator('dialog .fermer').focus();
    await clavier.allerJusqua('.suivantes', 'Shift+Tab');
    await clavier.presser('Enter');
    const premiere = await page.evaluate<number>(
      "[...document.querySelectorAll('dialog tbody tr')].indexOf(document.activeElement.closest('tr'))",
    );
    expect(premiere).toBe(100);

    for (let pas = 0; pas < 8; pas++) {
      await clavier.presser('Tab');
      expect((await clavier.actif()).ou).not.toBe('document');
    }
    await clavier.presser('Escape');
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
    expect(await clavier.estSur('#synthese .principal a.c')).toBe(true);
  });

  it('un repli, la liste d’une carte et une rangée pliée s’ouvrent, et l’on y entre', async () => {
    await clavier.allerALaSection('pays');
    await clavier.allerJusqua('#pays figure details > summary');
    await clavier.presser('Enter');
    await clavier.presser('Tab');
    expect(await clavier.estSur('#pays figure details[open] a[href^="#pays="]')).toBe(true);
    const pays = texteDe((await page.evaluate<string>('document.activeElement.textContent')) ?? '');
    await clavier.presser('Enter');
    await page.locator('dialog[open]').waitFor();
    expect(pays).toContain(texteDe((await page.locator('dialog h2').textContent()) ?? '').replace('Pays : ', ''));
    await clavier.presser('Escape');
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
    expect(await clavier.estSur('#pays figure details a[href^="#pays="]')).toBe(true);

    await page.locator('#pays .deplier button').first().focus();
    await clavier.presser('Space');
    expect(await page.evaluate("document.activeElement.matches('#pays tbody tr')")).toBe(true);
  });

  it('une image et un tableau se téléchargent, et le focus reste au bouton', async () => {
    await clavier.allerALaSection('axes');
    for (const bouton of ['#axes figure .emporter button', '#axes .sous-la-table button']) {
      await clavier.allerJusqua(bouton);
      await Promise.all([page.waitForEvent('download'), clavier.presser('Enter')]);
      expect(await clavier.estSur(bouton)).toBe(true);
    }
  });
});
