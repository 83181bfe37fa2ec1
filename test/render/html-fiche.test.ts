import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { montant } from '../../src/domain/argent/montant.ts';
import { formaterEuros } from '../../src/domain/textes/format.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { allerA, dansUnNavigateur } from '../outils/navigateur.ts';
import { enCentimes, texteDe } from '../outils/page-lue.ts';
import { recompter } from '../outils/recompte.ts';

/** What was sent in 2011, as data/2012/memoire/lignes-2011.csv says: by the region, under these sectors of its own. */
const ENVOYES_EN_2011 = new Set([
  'Enseignement supérieur et recherche',
  'Lycées',
  'Culture',
  'Développement économique',
  'Jeunesse',
  'Affaires internationales et européennes',
]);

dansUnNavigateur('la fiche', (ouvrir) => {
  let edition: Page2012;
  let page: Page;
  let plaintes: readonly string[];
  beforeAll(async () => {
    edition = await publier2012();
    ({ page, plaintes } = await ouvrir(edition.fichier, { viewport: { width: 1280, height: 900 } }));
  });

  const aller = (ancre: string) => allerA(page, ancre);
  const lire = async (choix: string) => texteDe((await page.locator(`dialog ${choix}`).first().textContent()) ?? '');
  const enEuros = (centimes: number) => texteDe(formaterEuros(montant(centimes)));

  /** The centimes of what came with those who sent nothing in 2011, of the lines that an address selects. */
  const venusDe = (adresse: string) => {
    const { numeros, centimes } = recompter(edition.jaune, adresse);
    return numeros.reduce((somme, numero, rang) => {
      const ligne = edition.jaune.lignes[numero - 1]?.ligne;
      const constant = ligne?.organisme === 'Région Île-de-France' && ENVOYES_EN_2011.has(ligne.secteur);
      return somme + (constant ? 0 : (centimes[rang] ?? 0));
    }, 0);
  };

  it('dit de l’année d’avant de qui viennent les lignes, et ne rapporte l’écart qu’à ceux qui ont envoyé les deux années', async () => {
    for (const [adresse, avant] of [
      ['pays=senegal', 319_015_00],
      ['pays=bresil', 19_950_00],
      ['beneficiaire=ville-de-dakar', undefined],
    ] as const) {
      await aller(adresse);
      const dit = await lire('.faits dt:text-is("En 2011") + dd');
      const [, ecrit = '', ecart = ''] = /^([\d ]+,\d\d) €, soit (\+[\d ]+,\d\d) €/.exec(dit) ?? [];
      const passe = enCentimes(ecrit);
      if (avant !== undefined) expect(passe).toBe(avant);
      const { total } = recompter(edition.jaune, adresse);
      expect([adresse, enCentimes(ecart)]).toEqual([adresse, total - passe]);
      const venus = venusDe(adresse);
      if (venus > 0) {
        const constant = total - venus - passe;
        expect(dit).toContain(` €, soit ${ecart} € : +${enEuros(constant)} (+`);
        expect(dit).toContain(
          `%) chez ceux qui ont envoyé leurs lignes les deux années, +${enEuros(venus)} venus avec`,
        );
      } else expect(dit).not.toContain('venus avec');
      expect(dit).toMatch(/ Tous les montants de 2011 sont illustratifs\.$/);
    }
    expect(venusDe('pays=senegal')).toBeGreaterThan(0);
  });

  it('compte de toutes les fiches d’organismes ce que « Ce qui a changé » dit venu avec ceux qui n’avaient rien envoyé', async () => {
    const venus = await page.evaluate<number>(
      `JSON.parse(document.querySelector('script#donnees').textContent).fiches.valeurs.organisme
        .reduce((somme, valeur) => somme + (valeur[2] ?? 0), 0)`,
    );
    const dit = page.locator('tr', { hasText: 'Ceux qui n’avaient rien envoyé en 2011' }).locator('td').nth(1);
    expect(venus).toBe(enCentimes((await dit.textContent()) ?? ''));
    expect(venus).toBe(venusDe('verdict=internationale'));
  });

  it('ouvre « 25 autres » sur ce qui en fait la somme, au clavier aussi', async () => {
    await aller('pays=senegal');
    const autres = page.locator('dialog .fiche details', { hasText: '25 autres' });
    const premier = autres.locator('li a').first();
    expect(await premier.isVisible()).toBe(false);
    await autres.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await premier.isVisible()).toBe(true);
    const montants = (await autres.locator('li b').allTextContents()).map((texte) => enCentimes(texte));
    expect(montants).toHaveLength(25);
    expect(montants.reduce((somme, centimes) => somme + centimes, 0)).toBe(
      enCentimes((await autres.locator('summary b').textContent()) ?? ''),
    );
    await premier.click();
    expect(await lire('h2')).toMatch(/^Pays : Sénégal · Bénéficiaire : /);
    expect(enCentimes((await lire('.compte')).replace(/^.*?, /, ''))).toBe(montants[0]);
  });

  it('ne se plaint de rien', () => expect(plaintes).toEqual([]));
});
