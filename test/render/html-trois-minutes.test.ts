import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { allerA, dansUnNavigateur, type PageOuverte } from '../outils/navigateur.ts';

/** Someone who reads: sees what shows, presses what has a name, types where the page has put the cursor. */
class Lecteur {
  clics = 0;
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  /** A link or a button that shows, by what is written on it. */
  async presser(nom: string | RegExp, ou = 'body'): Promise<void> {
    const hasText = typeof nom === 'string' ? new RegExp(`^\\s*${nom}\\s*$`) : nom;
    // By what they say: the roles and names of all the links of the page take seconds to work out.
    const cible = this.page.locator(ou).locator('a, button').filter({ hasText }).filter({ visible: true }).first();
    await cible.click({ timeout: 10_000 });
    this.clics += 1;
  }
  async taper(texte: string): Promise<void> {
    await this.page.keyboard.type(texte);
  }
  /** Waits until each is written in a piece of text that shows, of what the page has in front. `surLEcran`: without scrolling. */
  async lire(attendus: readonly RegExp[], surLEcran = false): Promise<void> {
    for (const attendu of attendus)
      await expect
        .poll(() => this.page.evaluate(lisible(attendu, surLEcran)), { timeout: 8000, message: String(attendu) })
        .toBe(true);
  }
}

/** Neither folded, nor hidden, nor under the dialog; the smallest piece of text that has it. */
const lisible = (motif: RegExp, surLEcran: boolean) => `(() => {
  const motif = ${motif};
  const tient = (element) => motif.test(element.textContent.replace(/[\\s\\u00a0\\u202f]+/g, ' '));
  const devant = document.querySelector('dialog[open]') ?? document.body;
  return [...devant.querySelectorAll('p, li, h2, h3, td, th, tr, dd, caption')].some((element) => {
    if (!tient(element) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    if (element.closest('.pliee, .ecartee, .hors-ecran')) return false;
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 4 && (!${surLEcran} || (bottom > 0 && top < innerHeight));
  });
})()`;

interface Question {
  readonly nom: string;
  readonly clics: number;
  repondre(lecteur: Lecteur): Promise<void>;
}

const QUESTIONS: readonly Question[] = [
  {
    nom: 'combien en tout, et ce que cela compte',
    clics: 0,
    repondre: (lecteur) =>
      lecteur.lire([
        /^46 190 000,00 €$/,
        /comptées une seule fois : 563 lignes du budget/,
        /hors opérations exceptionnelles/,
      ]),
  },
  {
    nom: 'ce qui est nouveau',
    clics: 0,
    repondre: (lecteur) => lecteur.lire([/^Depuis 2011, le total augmente de 36,2 M€/, /[Nn]ouvelles? .*\d/]),
  },
  {
    nom: 'où dans le monde',
    clics: 1,
    async repondre(lecteur) {
      await lecteur.presser('Dans le monde');
      await lecteur.lire([/Dans le monde/], true);
      await lecteur.lire([/^États-Unis ?39 ?2 245 502,35/, /^Sénégal ?36 ?1 321 161,12/]);
    },
  },
  {
    nom: 'le Sénégal, et combien, en cherchant',
    clics: 2,
    async repondre(lecteur) {
      await lecteur.presser(/^Chercher un pays/);
      await lecteur.taper('senegal');
      await lecteur.lire([/^Pays : Sénégal, 1 321 161,12 €$/], true);
    },
  },
  {
    nom: 'le Sénégal, et combien, par le sommaire',
    clics: 2,
    async repondre(lecteur) {
      await lecteur.presser('Dans le monde');
      await lecteur.presser(/^1\s321\s161,12$/, '#table-pays');
      await lecteur.lire([/Pays : Sénégal/, /^36 lignes, 1 321 161,12 €$/], true);
    },
  },
  {
    nom: 'pourquoi la Cité universitaire n’y est pas, par le sommaire',
    clics: 1,
    async repondre(lecteur) {
      await lecteur.presser('Opérations exceptionnelles');
      await lecteur.lire([/^Opérations exceptionnelles|Opérations exceptionnelles$/], true);
      await lecteur.lire([
        /Maison de l'Île-de-France à la Cité internationale universitaire de Paris.*17 169 000,00.*Construction unique/,
        /elles n’entrent dans aucun total/,
      ]);
    },
  },
  {
    nom: 'pourquoi la Cité universitaire n’y est pas, par la synthèse',
    clics: 1,
    async repondre(lecteur) {
      await lecteur.presser(/Cité internationale universitaire de Paris/, '#synthese');
      await lecteur.lire([/hors total/, /Construction unique de la Maison de l'Île-de-France/], true);
    },
  },
  {
    nom: 'qui a décidé',
    clics: 2,
    async repondre(lecteur) {
      await lecteur.presser('Ce qui reste ouvert');
      await lecteur.lire([/^Une règle ?1 398/, /^Une personne ?11/]);
      await lecteur.presser('Les décisions', '#reste');
      await lecteur.lire([/Les décisions/], true);
      await lecteur.lire([/Signé le/, /^Total : 11 décisions/]);
    },
  },
  {
    nom: 'ce qui reste ouvert',
    clics: 1,
    async repondre(lecteur) {
      await lecteur.presser('Ce qui reste ouvert');
      await lecteur.lire([/Ce qui reste ouvert/], true);
      await lecteur.lire([
        /il serait de 55 160 370,74 €/,
        /^Personne encore : à arbitrer ?15 ?259 531,22/,
        /^Personne : non examinée ?234 ?8 710 839,52/,
      ]);
    },
  },
];

dansUnNavigateur('en trois minutes', (ouvrir) => {
  let edition: Page2012;
  beforeAll(async () => {
    edition = await publier2012();
  });

  describe.each([
    [375, 812],
    [820, 1180],
    [1440, 900],
  ])('à %d pixels de large, on sait', (width, height) => {
    let ouverte: PageOuverte;
    beforeAll(async () => {
      ouverte = await ouvrir(edition.fichier, { viewport: { width, height } });
      await ouverte.page.evaluate(`globalThis.ouverts = new Set(document.querySelectorAll('details[open]'))`);
    });
    afterAll(() => ouverte?.page.close());
    // As it was opened: it takes as long to open it anew as to answer.
    beforeEach(async () => {
      await allerA(ouverte.page, '');
      await ouverte.page.evaluate(`
        for (const repli of document.querySelectorAll('details')) repli.open = ouverts.has(repli);
        document.activeElement.blur();
        scrollTo(0, 0);`);
    });
    it.each(QUESTIONS)('$nom, en $clics clics au plus', async ({ clics, repondre }) => {
      const lecteur = new Lecteur(ouverte.page);
      await repondre(lecteur);
      expect(lecteur.clics).toBeLessThanOrEqual(clics);
      expect(ouverte.plaintes).toEqual([]);
    });
  });
});
