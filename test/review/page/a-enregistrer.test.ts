import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { dossierDEssai } from '../../outils/atelier.ts';
import { deposerDossier } from '../../outils/dossier-temporaire.ts';
import { adresseDuFichier, dansUnNavigateur } from '../../outils/navigateur.ts';
import { commencer, enregistrer, exporterLaPage } from '../../outils/page-de-revue.ts';

const atelier = dossierDEssai();

let fichier = '';
beforeAll(async () => {
  const contenu = 'Objet;Engagé\nForum;100,00\nAtelier;50,00\nSiège;30,00\n';
  deposerDossier(join(atelier, 'dossier'), { sources: [{ fichier: 'sources/a.csv', contenu }] });
  fichier = await exporterLaPage(join(atelier, 'dossier'), join(atelier, 'page.html'));
});

const reste = (page: Page) => page.locator('#dit-reste').textContent();

async function ouvrir(contexte: BrowserContext) {
  const page = await contexte.newPage();
  await page.goto(adresseDuFichier(fichier));
  const avertis: string[] = [];
  page.on('dialog', (boite) => {
    avertis.push(boite.type());
    void boite.accept();
  });
  /** Leaves and comes back: whether the browser asked. */
  const recharger = async () => {
    avertis.length = 0;
    await page.reload();
    return avertis.length > 0;
  };
  await commencer(page);
  return { page, recharger };
}

async function decider(page: Page, ...touches: readonly string[]): Promise<void> {
  for (const touche of touches) {
    await page.keyboard.press(touche);
    await page.keyboard.type('Vu');
    await page.keyboard.press('Enter');
  }
}

/** Takes, then gives back, all the room that the browser gives to keep things. */
const REMPLIR = `for (let taille = 8_000_000, rang = 0; taille >= 1; rang++)
  try {
    localStorage.setItem('autre' + rang, 'x'.repeat(taille));
  } catch {
    taille = Math.floor(taille / 2);
  }`;
const VIDER =
  "for (const cle of Object.keys(localStorage).filter((nom) => nom.startsWith('autre'))) localStorage.removeItem(cle)";

/** On a machine that has much else to do, Chromium at times opens a page again with none of what it was given to keep. */
const ENCORE = { retry: 3 };

const UNE = '1\u00a0décision pas encore enregistrée.';
const DEUX = '2\u00a0décisions pas encore enregistrées.';
const TOUTES = 'Toutes vos décisions sont dans le dernier fichier.';

dansUnNavigateur('ce qui n’est pas encore dans un fichier', (_, navigateur) => {
  it(
    'est compté, encore après un rechargement, et retient qui s’en va : rien d’autre ne le retient',
    ENCORE,
    async () => {
      const contexte = await navigateur().newContext({ acceptDownloads: true });
      const { page, recharger } = await ouvrir(contexte);
      expect(await reste(page)).toBe('');
      await page.keyboard.press('o');
      await page.keyboard.type('À demi écrite');
      expect(await recharger()).toBe(false);
      expect(await page.inputValue('#motif')).toBe('À demi écrite');
      await page.locator('#liste').focus();
      await page.keyboard.press('o');
      await page.keyboard.press('Enter');
      await decider(page, 'n');
      expect(await reste(page)).toBe(DEUX);
      expect(await recharger()).toBe(true);
      expect(await reste(page)).toBe(DEUX);

      const { texte } = await enregistrer(page);
      expect(await reste(page)).toBe(TOUTES);
      expect(await recharger()).toBe(false);
      expect(await reste(page)).toBe(TOUTES);
      await page.locator('#liste').focus();
      await decider(page, 'x');
      expect(await reste(page)).toBe(UNE);
      await page.locator('#liste').focus();
      await page.keyboard.press('Control+z');
      expect(await reste(page)).toBe(TOUTES);

      await page.selectOption('#filtre-etat', 'decidee');
      await page.locator('#liste li', { hasText: 'Atelier' }).click();
      await page.fill('#motif', 'Une autre raison');
      await page.click('#decider');
      expect(await reste(page)).toBe(UNE);
      await page.click('#effacer');
      expect(await reste(page)).toBe('1\u00a0décision que le dernier fichier a encore, et plus cette page.');
      expect(await recharger()).toBe(true);
      expect(await reste(page)).toContain('que le dernier fichier a encore');
      await contexte.close();

      writeFileSync(join(atelier, 'd.json'), texte);
      const autre = await navigateur().newContext();
      const { page: seconde } = await ouvrir(autre);
      await seconde.setInputFiles('#fichier', join(atelier, 'd.json'));
      await seconde.waitForFunction("document.getElementById('annonce').textContent.includes('d.json')");
      expect(await reste(seconde)).toBe(TOUTES);
      // Two windows of one page know the same.
      const { page: jumelle } = await ouvrir(autre);
      await seconde.locator('#liste').focus();
      await decider(seconde, 'n');
      await jumelle.waitForFunction("document.getElementById('dit-reste').textContent.startsWith('1')");
      await autre.close();
    },
  );

  it(
    'sans place pour tout garder, le dit, et le dit encore après un rechargement, jusqu’à ce qu’un fichier soit repris',
    ENCORE,
    async () => {
      const contexte = await navigateur().newContext({ acceptDownloads: true });
      const { page, recharger } = await ouvrir(contexte);
      await decider(page, 'n');
      await page.evaluate(REMPLIR);
      await decider(page, 'o');
      expect(await page.locator('#dit-garde').textContent()).toContain('n’a plus de place');
      const { nom, texte } = await enregistrer(page);
      await page.evaluate(VIDER);
      await recharger();
      expect(await page.locator('#dit-avancement').textContent()).toContain('1 sur 3');
      expect(await page.locator('#dit-garde').textContent()).toContain('des décisions manquent peut-être ici');
      writeFileSync(join(atelier, nom), texte);
      await page.setInputFiles('#fichier', join(atelier, nom));
      await page.waitForFunction("document.getElementById('dit-garde').textContent.startsWith('Votre travail reste')");
      expect(await page.locator('#dit-avancement').textContent()).toContain('2 sur 3');
      await contexte.close();
    },
  );

  it('s’imprime : les décisions de la page, une par rangée', async () => {
    const contexte = await navigateur().newContext();
    const { page } = await ouvrir(contexte);
    await decider(page, 'n', 'o');
    expect(await page.isVisible('#imprime')).toBe(false);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('#rangees-imprimees tr').allTextContents()).toEqual([
      expect.stringMatching(/^Forum \(sources\/a\.csv:2\)100,00\s€nonVu \(Direction des finances, 20\/11\/2012\)$/),
      expect.stringContaining('Atelier'),
    ]);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.isVisible('#imprime')).toBe(false);
    await contexte.close();
  });
});
