import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { montant } from '../../src/domain/argent/montant.ts';
import { accord, formaterEuros } from '../../src/domain/textes/format.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { allerA, dansUnNavigateur } from '../outils/navigateur.ts';
import { enCentimes, texteDe } from '../outils/page-lue.ts';
import { recompter } from '../outils/recompte.ts';

dansUnNavigateur('l’explorateur', (ouvrir) => {
  let edition: Page2012;
  let page: Page;
  let plaintes: readonly string[];
  beforeAll(async () => {
    edition = await publier2012();
    const permissions = ['clipboard-read', 'clipboard-write'];
    ({ page, plaintes } = await ouvrir(edition.fichier, {
      permissions,
      viewport: { width: 1280, height: 800 },
    }));
  });
  const aller = (ancre: string) => allerA(page, ancre);
  beforeEach(async () => {
    await aller('synthese');
  });
  const dialogue = () => page.locator('dialog.explorateur');
  const compte = async () => texteDe((await dialogue().locator('.compte').textContent()) ?? '');
  const titre = async () => texteDe((await dialogue().locator('h2').textContent()) ?? '');
  const ancre = async () => decodeURIComponent(new URL(page.url()).hash);
  /** What a column of the result says, row by row; columns are counted from 1. */
  const colonne = async (rang: number) =>
    (await dialogue().locator(`tbody tr > :nth-child(${rang})`).allInnerTexts()).map((texte) => texteDe(texte));
  const chercher = async (texte: string) => {
    await dialogue().locator('[name=texte]').fill(texte);
    await expect
      .poll(async () => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('texte') ?? '')
      .toBe(texte.trim());
  };
  const actif = () => page.evaluate<string>('document.activeElement.outerHTML.slice(0, 120)');

  describe('cherche et filtre', () => {
    it('sans souci de la casse ni des accents, avec plusieurs mots', async () => {
      await aller('verdict=internationale');
      await chercher('sénégal DAKAR');
      const ecrite = await compte();
      expect(ecrite).toMatch(/^[1-9]\d* lignes où ces mots paraissent, /);
      for (const autre of ['dakar   senegal', 'SÉNÉGAL dakar', 'dak séné']) {
        await chercher(autre);
        expect(await compte()).toBe(ecrite);
      }
      for (const ligne of await dialogue().locator('tbody tr').allInnerTexts())
        expect(ligne.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()).toMatch(
          /dakar[\s\S]*senegal|senegal[\s\S]*dakar/,
        );
      await chercher('introuvable');
      expect(await compte()).toBe('Aucune ligne, 0,00 €');
      expect(await dialogue().locator('tbody tr').count()).toBe(0);
    });

    it('trouve une ligne par son code, sa délibération, son fichier, et une apostrophe par l’autre', async () => {
      await aller('verdict=internationale');
      const { ligne } = edition.jaune.lignes[0] ?? {};
      for (const texte of [
        ligne?.programme ?? '',
        ligne?.reference || 'CP 12',
        'culture.csv',
        "l'Europe",
        'l’Europe',
      ]) {
        await chercher(texte);
        expect([texte, await compte()]).not.toEqual([texte, expect.stringContaining('Aucune')]);
      }
      expect(await titre()).toBe('« l’Europe »');
    });

    it('par filtres qui se combinent, et s’ôtent', async () => {
      await page.locator('#table-domaine tbody td:nth-child(3) a.c').nth(2).click();
      const domaine = (await ancre()).slice(1);
      await dialogue().getByLabel('Territoire').selectOption({ label: 'Asie' });
      const attendu = recompter(edition.jaune, `${domaine}&territoire=asie`);
      const numeros = (await colonne(1)).map((numero) => Number.parseInt(numero, 10));
      expect(numeros.sort((a, b) => a - b)).toEqual(attendu.numeros);
      await dialogue().getByLabel('Territoire').selectOption('');
      expect(await ancre()).toBe(`#${domaine}`);
      await dialogue().getByRole('button', { name: 'Tout effacer' }).click();
      expect(await titre()).toBe('Toutes les lignes du total');
      expect(await compte()).toContain(', 46 190 000,00 €');
    });

    it('par qui a décidé, une règle, une personne par son nom, personne encore, et chacun ouvre sur ses lignes', async () => {
      const { couverture } = edition.jaune;
      expect(couverture.decideurs.map(({ lignes }) => lignes)).toEqual([3, 8]);
      await aller('verdict=tous');
      const deQui = dialogue().getByLabel('Décidé par');
      for (const [nom, libelle] of [
        ['regle', 'Une règle'],
        ['personne', 'Une personne'],
        ['rien', 'Personne encore'],
      ] as const) {
        await deQui.selectOption({ label: libelle });
        const attendu = recompter(edition.jaune, `verdict=tous&decide_par=${nom}`);
        expect(attendu.numeros.length).toBeGreaterThan(0);
        expect(await compte()).toBe(
          texteDe(`${accord(attendu.numeros.length, 'ligne')}, ${formaterEuros(montant(attendu.total))}`),
        );
      }
      await deQui.selectOption('');
      for (const { auteur } of couverture.decideurs) {
        await dialogue().getByLabel('Signé par').selectOption({ label: auteur });
        const { numeros, total } = recompter(edition.jaune, (await ancre()).slice(1));
        expect(numeros.length).toBeGreaterThan(0);
        expect(await compte()).toBe(texteDe(`${accord(numeros.length, 'ligne')}, ${formaterEuros(montant(total))}`));
      }
    });

    it('montre les critères qui n’ont pas de liste, chacun avec un bouton qui l’ôte', async () => {
      const organisme = edition.jaune.tables.find(({ nom }) => nom === 'organisme')?.rangees[1]?.nom;
      await aller(`organisme=${organisme}&pays=chine`);
      const bouton = dialogue().getByRole('button', { name: /^Ôter le filtre Organisme/ });
      await bouton.click();
      expect(await ancre()).toBe('#pays=chine');
      expect(await bouton.count()).toBe(0);
      expect(await actif()).toContain('name="texte"');
      const { numeros } = recompter(edition.jaune, 'pays=chine');
      expect(await compte()).toMatch(new RegExp(`^${numeros.length} lignes, `));
    });

    it('ne trouve rien pour une valeur que rien n’a, et ne s’ouvre pas pour un champ qui n’existe pas', async () => {
      for (const faux of ['pays=atlantide', 'verdict=oui', 'recu=tout', 'pilote=peut-etre', 'exclusion=x', 'pays=']) {
        await aller(`verdict=internationale&${faux}`);
        expect([faux, await compte()]).toEqual([faux, 'Aucune ligne, 0,00 €']);
      }
      await aller('couleur=jaune');
      expect(await dialogue().isVisible()).toBe(false);
    });
  });

  describe('compte et trie', () => {
    // Hidden behind the dialog, the document is not laid out again at each gesture.
    beforeAll(() => page.evaluate("document.querySelector('main').hidden = true"));
    afterAll(() => page.evaluate("document.querySelector('main').hidden = false"));
    it('le cumul finit sur le total, trié ou non', async () => {
      for (const tri of ['', '&tri=numero', '&tri=objet']) {
        await aller(`territoire=asie${tri}`);
        const { numeros, total } = recompter(edition.jaune, 'territoire=asie');
        expect(numeros.length).toBeLessThanOrEqual(100);
        const retenus = (await colonne(5)).map(enCentimes);
        const cumuls = (await colonne(6)).map(enCentimes);
        let cumul = 0;
        expect(cumuls).toEqual(
          retenus.map((centimes) => {
            cumul += centimes;
            return cumul;
          }),
        );
        expect(cumuls.at(-1)).toBe(total);
        expect(cumuls).toHaveLength(numeros.length);
      }
    });

    it.each([
      ['N°', 1, (texte: string) => Number.parseInt(texte, 10)],
      ['Objet', 2, (texte: string) => texte],
      // A line without a code comes before all codes.
      ['Imputation', 3, (texte: string) => (/^\d/.test(texte) ? texte : ` ${texte}`)],
      ['Ligne (€)', 4, (texte: string) => enCentimes(texte.replace(/[a-z].*/, ''))],
      ['Compté ici (€)', 5, enCentimes],
      ['Verdict et motif', 7, (texte: string) => texte],
    ])('trie par « %s » dans les deux sens, et le dit', async (nom, rang, lire) => {
      await aller('pays=senegal');
      const tete = dialogue().locator('thead th', { hasText: nom });
      const bouton = tete.getByRole('button');
      const ordres: string[] = [];
      for (let clic = 0; clic < 2; clic++) {
        await bouton.click();
        const sens = (await tete.getAttribute('aria-sort')) ?? '';
        ordres.push(sens);
        expect(await dialogue().locator('[aria-sort=ascending], [aria-sort=descending]').count()).toBe(1);
        const valeurs = (await colonne(rang)).map(lire as (texte: string) => string | number);
        expect(valeurs.length).toBeGreaterThan(10);
        expect(new Set(valeurs).size).toBeGreaterThan(1);
        const dans = sens === 'ascending' ? valeurs : [...valeurs].reverse();
        expect(dans.every((valeur, i) => i === 0 || comparer(dans[i - 1] ?? valeur, valeur) <= 0)).toBe(true);
      }
      expect(ordres.sort()).toEqual(['ascending', 'descending']);
    });

    it('montre cent lignes à la fois, la suite à la demande, et y mène le focus', async () => {
      await aller('verdict=internationale&tri=numero');
      const { numeros, total } = recompter(edition.jaune, 'verdict=internationale');
      const suite = dialogue().getByRole('button', { name: /^Montrer les/ });
      for (let montrees = 100; montrees < numeros.length; montrees += 100) {
        expect(await dialogue().locator('tbody tr').count()).toBe(montrees);
        await suite.click();
        expect(await actif()).toContain(`href="#l${numeros[montrees]}"`);
      }
      expect(await suite.isVisible()).toBe(false);
      expect((await colonne(1)).map((texte) => Number.parseInt(texte, 10))).toEqual(numeros);
      expect(enCentimes((await colonne(6)).at(-1) ?? '')).toBe(total);
    });
  });

  describe('se partage et se quitte', () => {
    it('l’adresse suit, et rend ailleurs les mêmes lignes dans le même ordre', async () => {
      await page.locator('#table-territoire tbody td:nth-child(3) a.c').nth(7).click();
      await chercher('coopération & « été »');
      await chercher('hanoï');
      await dialogue().getByRole('button', { name: 'Ligne (€)' }).click();
      await dialogue().getByRole('button', { name: 'Copier l’adresse' }).click();
      await dialogue().getByRole('button', { name: 'Copié' }).waitFor();
      const copiee = await page.evaluate<string>('navigator.clipboard.readText()');
      expect(copiee).toBe(page.url());
      const autre = await ouvrir(edition.fichier, { ancre: new URL(copiee).hash.slice(1) });
      const lire = (ou: Page) => ou.locator('dialog[open]').textContent();
      const sansBouton = (texte: string | null) => (texte ?? '').replace(/Copi(é|er l’adresse)/, '');
      expect(sansBouton(await lire(autre.page))).toBe(sansBouton(await lire(page)));
      expect((await colonne(1)).length).toBeGreaterThan(3);
      await autre.page.close();
    });

    it('fermé puis rouvert aussitôt, il montre ce que l’on a demandé en dernier', async () => {
      await aller('pays=senegal');
      const lus = await page.evaluate<string[]>(`(async () => {
        const lus = [];
        for (const [avant, apres] of [['synthese', 'pays=chine'], ['lire', 'pays=bresil']]) {
          location.hash = avant;
          await new Promise((suite) => addEventListener('hashchange', suite, { once: true }));
          location.hash = apres;
          await new Promise((suite) => setTimeout(suite, 200));
          lus.push(location.hash, document.querySelector('dialog[open] h2')?.textContent ?? 'fermé');
        }
        return lus;
      })()`);
      expect(lus.map((texte) => texteDe(texte))).toEqual([
        '#pays=chine',
        'Pays : Chine',
        '#pays=bresil',
        'Pays : Brésil',
      ]);
    });

    it('le retour du navigateur ferme, l’aller rouvre', async () => {
      await page.locator('#table-secteur tbody td:nth-child(3) a.c').nth(1).click();
      const adresse = await ancre();
      await page.goBack();
      await expect.poll(() => dialogue().isVisible()).toBe(false);
      await page.goForward();
      await expect.poll(() => dialogue().isVisible()).toBe(true);
      expect(await ancre()).toBe(adresse);
    });

    it.each([
      ['Échap', () => page.keyboard.press('Escape')],
      ['le bouton Fermer', () => dialogue().getByRole('button', { name: 'Fermer' }).click()],
    ])('%s ferme, et le focus revient au lien', async (_, fermer) => {
      const lien = page.locator('#table-secteur tbody td:nth-child(3) a.c').nth(1);
      const href = await lien.getAttribute('href');
      await lien.click();
      await fermer();
      expect(await dialogue().isVisible()).toBe(false);
      await expect.poll(actif).toContain(`href="${href}"`);
      expect(await ancre()).toBe('');
    });

    it('copie le nom du chiffre, et n’en donne pas à ce qui n’est pas un chiffre du document', async () => {
      await aller('pays=senegal');
      await dialogue().getByRole('button', { name: 'Copier le nom du chiffre' }).click();
      await dialogue().getByRole('button', { name: 'Copié' }).waitFor();
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe('pays.senegal');
      // Twice in a row, and the button still says again what it does.
      await dialogue().getByRole('button', { name: 'Copié' }).click();
      await dialogue().getByRole('button', { name: 'Copier le nom du chiffre' }).waitFor();
      for (const [adresse, nom] of [
        ['verdict=internationale', 'synthese.total'],
        ['domaine=export&territoire=asie', 'domaine.export/territoire.asie'],
        ['verdict=exceptionnelle', 'synthese.exceptionnelles'],
        ['secteur=culture&base=mandats', 'secteur.culture/mandats'],
        ['verdict=internationale&base=mandats', 'base.mandats/partition.internationale'],
        ['pays=senegal&base=engagements', ''],
        ['pilote=non', 'synthese.autres_secteurs'],
        ['verdict=exclue', 'partition.exclue'],
        ['verdict=exclue&exclusion=perimetre-idfe', 'exclusion.perimetre-idfe'],
        ['verdict=exclue&exclusion=perimetre-idfe&recu=pilote', 'passerelle.sortie.exclue.perimetre-idfe'],
        ['pays=senegal&domaine=export', ''],
        ['pays=senegal&texte=dakar', ''],
        ['pays=atlantide', ''],
        ['verdict=ailleurs', ''],
        ['verdict=tous', ''],
        ['territoire=asie&domaine=export', ''],
      ] as const) {
        await aller(adresse);
        expect([adresse, await dialogue().locator('.nom-du-chiffre').textContent()]).toEqual([adresse, nom]);
        expect(await dialogue().locator('.copier-nom').isVisible()).toBe(nom !== '');
      }
    });

    it('un numéro de ligne ferme l’explorateur et mène à la ligne dans l’annexe', async () => {
      await aller('pays=bresil');
      await dialogue().locator('tbody a').first().click();
      await expect.poll(() => dialogue().isVisible()).toBe(false);
      expect(await ancre()).toMatch(/^#l\d+$/);
      expect(await page.locator('tr:target').isVisible()).toBe(true);
    });
  });

  it('ne se plaint de rien pendant tout cela', () => expect(plaintes).toEqual([]));
});

/** Numbers by value; texts as the page folds them. */
function comparer(gauche: string | number, droite: string | number): number {
  const cle = (valeur: string | number) =>
    typeof valeur === 'number'
      ? valeur
      : valeur
          .normalize('NFD')
          .replace(/[\u0300-\u036f]/g, '')
          .toLowerCase()
          .replace(/œ/g, 'oe')
          .replace(/’/g, "'");
  const [a, b] = [cle(gauche), cle(droite)];
  return a < b ? -1 : a > b ? 1 : 0;
}
