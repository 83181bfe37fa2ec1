import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { montant } from '../../src/domain/argent/montant.ts';
import { formaterEuros } from '../../src/domain/textes/format.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { allerA, dansUnNavigateur } from '../outils/navigateur.ts';
import { enCentimes, texteDe } from '../outils/page-lue.ts';
import { recompter } from '../outils/recompte.ts';

const plier = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

dansUnNavigateur('la recherche', (ouvrir) => {
  let edition: Page2012;
  let page: Page;
  let plaintes: readonly string[];
  beforeAll(async () => {
    edition = await publier2012();
    ({ page, plaintes } = await ouvrir(edition.fichier, { viewport: { width: 1440, height: 900 } }));
    // Hidden behind the dialog, the document is not laid out again at each gesture.
    await page.evaluate("document.querySelector('main').hidden = true");
  });

  const aller = (ancre: string, ou = page) => allerA(ou, ancre);
  const champ = () => page.locator('dialog [name=texte]');
  const lire = async (choix: string) => texteDe((await page.locator(`dialog ${choix}`).textContent()) ?? '');
  const offres = async () => (await page.locator('dialog .offres a').allInnerTexts()).map(texteDe);
  const chercher = async (texte: string) => {
    await champ().fill(texte);
    await expect
      .poll(async () => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('texte') ?? '')
      .toBe(texte.trim());
  };
  const actif = () => page.evaluate<string>('document.activeElement.textContent');

  it('est à un clic de la tête de la page, et ce que l’on tape y va', async () => {
    await aller('');
    await page
      .locator('.couverture')
      .getByRole('link', { name: /^Chercher un pays/ })
      .click();
    await page.keyboard.type('sénégal');
    await expect.poll(() => lire('h2')).toBe('« sénégal »');
    expect(await page.evaluate("document.activeElement.name === 'texte'")).toBe(true);
  });

  it('offre d’abord ce qui porte le nom, avec son propre montant, qui est celui qui s’ouvre', async () => {
    await aller('verdict=internationale');
    const pays = edition.jaune.tables.find(({ nom }) => nom === 'pays')?.rangees ?? [];
    const senegal = pays.find(({ nom }) => nom === 'senegal');
    await chercher('senegal');
    expect(await offres()).toEqual([texteDe(`Pays : Sénégal, ${formaterEuros(senegal?.montant ?? montant(0))}`)]);
    const genres = new Set<string>();
    for (const tape of [
      'lycées',
      'jeunesse',
      'univ',
      'europe',
      'cooperation',
      'culture',
      '044',
      'mission jaune',
      'asie',
    ]) {
      await chercher(tape);
      const offerts = await page
        .locator('dialog .offres a')
        .evaluateAll((liens) =>
          liens.map((lien) => [lien.textContent ?? '', lien.getAttribute('href') ?? ''] as const),
        );
      for (const [texte, href] of offerts) {
        const dit = texteDe(texte);
        genres.add(dit.split(' : ')[0] ?? '');
        const adresse = href.slice(1);
        const { total } = recompter(edition.jaune, adresse);
        const [, ecrit = ''] = /, (−?[\d ]+,\d\d) €$/.exec(dit) ?? [];
        if (adresse.startsWith('verdict=')) expect([dit, dit.endsWith(', rien dans le total')]).toEqual([dit, true]);
        else if (!/^(?:Opération|Organisme de la ligne)/.test(dit))
          expect([dit, enCentimes(ecrit)]).toEqual([dit, total]);
      }
    }
    expect([...genres]).toEqual(
      expect.arrayContaining([
        'Secteur',
        'Axe',
        'Domaine',
        'Territoire',
        'Bénéficiaire',
        'Programme',
        'Décision signée par',
      ]),
    );
  });

  it('dit de son total ce qu’il est, dans la même taille que la part du pays', async () => {
    await aller('verdict=internationale&texte=senegal');
    expect(await lire('.compte')).toBe(
      '36 lignes où ce mot paraît, 3 035 981,82 € en lignes entières ; part du pays Sénégal : 1 321 161,12 €',
    );
    await aller('verdict=internationale&texte=dakar');
    expect(await lire('.compte')).toMatch(/^\d+ lignes où ce mot paraît, [\d ]+,\d\d € en tout$/);
  });

  it.each([
    ['neuville', '11 000 000,00 €'],
    ['cité universitaire maison', '17 169 000,00 €'],
  ])(
    'de « %s », qui n’est pas dans le total, dit en grand ce qu’il y a hors de lui, et le montre',
    async (tape, montantHors) => {
      await aller('verdict=internationale');
      await chercher(tape);
      await expect.poll(() => lire('.compte')).toBe(`Aucune ligne dans le total ; 1 ligne hors total, ${montantHors}`);
      await page.getByRole('button', { name: 'voir aussi ce qui est hors du total' }).click();
      expect(await lire('.compte')).toMatch(new RegExp(`^1 ligne où .*, ${montantHors} en tout$`));
    },
  );

  it.each([
    'decide_par=personne',
    'secteur=culture',
    'texte=senegal',
    'decideur=direction-des-finances-mission-jaune',
    'axe=croissance',
  ])('dit de %s ce qui est hors du total : les deux ensemble font ce qui s’ouvre', async (adresse) => {
    await aller(adresse);
    const dit = /Hors du total : (?:([\d ]+) lignes?)?.*?, (−?[\d ]+,\d\d) €\./.exec(await lire('.indice'));
    const deux = async () => {
      const compte = await lire('.compte');
      const [, lignes = '', euros = ''] = /^([\d ]+|Aucune) lignes?.*?, (−?[\d ]+,\d\d) €/.exec(compte) ?? [];
      return [lignes === 'Aucune' ? 0 : enCentimes(lignes), enCentimes(euros)] as const;
    };
    const avant = await deux();
    await aller(`${adresse}&verdict=tous`);
    const toutes = await deux();
    expect(toutes[0]).toBeGreaterThan(0);
    if (dit === null) expect(toutes).toEqual(avant);
    else
      expect([avant[0] + (dit[1] ? enCentimes(dit[1]) : 0), avant[1] + enCentimes(dit[2] ?? '')]).toEqual([...toutes]);
    if (adresse === 'decide_par=personne') expect(toutes).toEqual([11, 193_203_65]);
  });

  it('trouve les mots par leur début : « inde » n’est pas « indemnité », ni « ronde » ; « lycée » est aussi « lycées »', async () => {
    const motsDe = async (tape: string) => {
      await aller('verdict=tous');
      await chercher(tape);
      while (await page.locator('dialog .suivantes').isVisible()) await page.locator('dialog .suivantes').click();
      const textes = await page.locator('dialog tbody tr').allInnerTexts();
      return textes.map((texte) => plier(texte).split(/[^\p{L}\p{N}]+/u));
    };
    for (const [tape, tient] of [
      ['inde', (mot: string) => /^indes?$/.test(mot)],
      ['lycee', (mot: string) => /^lycees?$/.test(mot)],
      ['sene', (mot: string) => mot.startsWith('sene')],
      ['lyc', (mot: string) => mot.startsWith('lyc')],
      ['inde*', (mot: string) => mot.startsWith('inde')],
    ] as const) {
      const rangees = await motsDe(tape);
      expect([tape, rangees.length > 0]).toEqual([tape, true]);
      for (const mots of rangees) expect([tape, mots.some(tient)]).toEqual([tape, true]);
    }
  });

  it.each([
    ['vietnam', false],
    ['viet-nam', false],
    ['VIÊT NAM', false],
    ['vietnnam', true],
    ['vietna', false],
  ])('offre le Viêt Nam à qui tape « %s », et dit si ce n’est que proche', async (tape, proche) => {
    await aller('verdict=internationale');
    await chercher(tape);
    await expect.poll(offres).toContain('Pays : Viêt Nam, 1 487 739,38 €');
    expect(await page.locator('dialog .offres p').count()).toBe(proche ? 1 : 0);
    // Lines in which another word stands are not said to hold a part of that country.
    if (!/[- ]/.test(tape)) expect(await lire('.compte')).not.toContain('part du pays');
  });

  it.each([
    ['50500', '50 500,00'],
    ['242350', '242 350,00'],
    ['242350,00', '242 350,00'],
    ['242 350 €', '242 350,00'],
    ['17 169 000', '17 169 000,00'],
  ])('trouve « %s » écrit %s, et nul montant dont ce n’est que la fin', async (tape, ecrit) => {
    await aller('verdict=tous');
    await chercher(tape);
    await expect.poll(() => lire('h2')).toContain(tape);
    const rangees = (await page.locator('dialog tbody tr').allInnerTexts()).map(texteDe);
    expect(rangees.length).toBeGreaterThan(0);
    for (const rangee of rangees) expect(rangee).toMatch(new RegExp(`(?<!\\d |\\d)${ecrit}`));
  });

  it('de mots que nulle ligne n’a ensemble, dit combien chacun en a ; rien ne s’emporte de rien', async () => {
    const boutons = page.locator('dialog :is(.emporter, .imprimer-la-selection)');
    const lignesDe = async (tape: string) => {
      await aller(`verdict=internationale&texte=${tape}`);
      for (const bouton of await boutons.all()) expect(await bouton.isDisabled()).toBe(false);
      return /^\d+ lignes/.exec(await lire('.compte'))?.[0];
    };
    const [dakar, universite] = [await lignesDe('dakar'), await lignesDe('universite')];
    await aller('verdict=internationale&texte=dakar universite');
    expect(await lire('.compte')).toBe(`Aucune ligne, 0,00 € ; seuls, dakar : ${dakar}, universite : ${universite}`);
    expect(await boutons.count()).toBe(2);
    for (const bouton of await boutons.all()) expect(await bouton.isDisabled()).toBe(true);
  });

  it('se choisit au clavier, du champ aux offres et retour', async () => {
    await aller('verdict=internationale');
    await chercher('universite');
    await champ().focus();
    await page.keyboard.press('ArrowDown');
    expect(texteDe(await actif())).toMatch(/^Bénéficiaire : Université/);
    const premier = await actif();
    await page.keyboard.press('ArrowDown');
    expect(await actif()).not.toBe(premier);
    await page.keyboard.press('ArrowUp');
    expect(await actif()).toBe(premier);
    await page.keyboard.press('Enter');
    await expect.poll(() => lire('h2')).toBe(texteDe(premier).replace(/, [^,]*,\d\d €$/, ''));
    expect(texteDe(premier)).toContain((await lire('.compte')).replace(/^[^,]*, /, ''));
  });

  it('montre les plus grandes d’abord, et dit dans sa rangée ce qui est hors total', async () => {
    await aller('verdict=tous');
    const comptes = (await page.locator('dialog tbody td:nth-child(5)').allInnerTexts()).map((texte) =>
      enCentimes(texte.split('\n')[0] ?? ''),
    );
    expect(comptes).toEqual([...comptes].sort((a, b) => b - a));
    const dits = await page
      .locator('dialog tbody tr', { has: page.locator('b.exceptionnelle') })
      .locator('td:nth-child(5) small')
      .allInnerTexts();
    expect(new Set(dits)).toEqual(new Set(['pour mémoire, hors total']));
    await aller('verdict=exclue');
    expect(new Set(await page.locator('dialog tbody td:nth-child(5) small').allInnerTexts())).toEqual(
      new Set(['hors total']),
    );
    await aller('verdict=internationale');
    expect(await page.locator('dialog tbody td:nth-child(5) small').count()).toBe(0);
    const annexe = page.locator('#lignes tr', { has: page.locator('b.exceptionnelle') }).locator('td:nth-child(5)');
    for (const texte of await annexe.allTextContents()) expect(texte).toMatch(/^–pour mémoire, hors total/);
  });

  it.each([
    [375, 812],
    [320, 256],
  ])('en %d × %d, montre des cartes, le total et les filtres dans un tiroir', async (width, height) => {
    const petite = await ouvrir(edition.fichier, {
      viewport: { width, height },
      ancre: 'pays=senegal',
    });
    const dedans = (choix: string) => petite.page.locator(`dialog ${choix}`);
    expect(await petite.page.evaluate("document.querySelector('dialog').scrollWidth")).toBe(width);
    for (const carte of (await dedans('tbody tr').all()).slice(0, 5)) {
      const boite = await carte.boundingBox();
      expect(boite?.width).toBeLessThanOrEqual(width);
    }
    expect(await dedans('[name=secteur]').isVisible()).toBe(false);
    await dedans('.tiroir').click();
    expect(await dedans('.tiroir').getAttribute('aria-expanded')).toBe('true');
    await dedans('[name=secteur]').selectOption({ index: 1 });
    await dedans('.tiroir').click();
    expect(await dedans('.tiroir').textContent()).toBe('Filtres (2)');
    // Scrolled down to the last line, the total is still there.
    await dedans('tbody tr').last().scrollIntoViewIfNeeded();
    const compte = await dedans('.compte').boundingBox();
    expect((compte?.y ?? -1) >= 0 && (compte?.y ?? height) < height).toBe(true);
    const trop = await petite.page.evaluate<
      string[]
    >(`[...document.querySelectorAll('dialog :is(button, a, input, select)')]
      .filter((element) => element.offsetParent !== null && element.closest('td') === null)
      .filter((element) => { const { width, height } = element.getBoundingClientRect(); return Math.min(width, height) < 24; })
      .map((element) => element.outerHTML.slice(0, 80))`);
    expect(trop).toEqual([]);
    expect(petite.plaintes).toEqual([]);
    await petite.page.close();
  });

  it('ne se plaint de rien pendant tout cela', () => expect(plaintes).toEqual([]));
});
