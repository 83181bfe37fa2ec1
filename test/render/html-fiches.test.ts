import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { FICHES } from '../../src/compile/fiches-decrites.ts';
import type { Jaune } from '../../src/compile/jaune.ts';
import { formaterEuros, formaterPourcentage } from '../../src/domain/textes/format.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { redites } from '../outils/axe.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { allerA, dansUnNavigateur } from '../outils/navigateur.ts';
import { elementDe, enCentimes, lireEntites, texteDe } from '../outils/page-lue.ts';
import { recompter } from '../outils/recompte.ts';
import { jauneHostile } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
const REGLES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let edition: Page2012;
const dossier = dossierDEssai();
beforeAll(async () => {
  edition = await publier2012();
});

/** All values of these tables that are a fiche, as the compile has them. */
const fichesDe = ({ tables }: Jaune) =>
  FICHES.flatMap((champ) =>
    (tables.find(({ nom }) => nom === champ)?.rangees ?? [])
      .filter(({ cle, lignes }) => cle !== '' && lignes.length > 0)
      .map(({ nom, libelle, montant, lignes }) => ({ champ, nom, libelle, montant, lignes, id: `${champ}=${nom}` })),
  );

describe('la liste des fiches', () => {
  it('a chaque pays, organisme, programme et bénéficiaire de 2012, avec son montant, sa part et ses lignes', () => {
    const { jaune, page } = edition;
    const total = jaune.synthese.totalHorsExceptionnelles;
    const fiches = fichesDe(jaune);
    expect(fiches.filter(({ champ }) => champ === 'beneficiaire')).toHaveLength(323);
    for (const champ of FICHES) {
      const liste = elementDe(page, `<details class="fiches" id="fiches-${champ}"`, 'details');
      const siennes = fiches.filter((fiche) => fiche.champ === champ);
      const dites = [
        ...liste.matchAll(/<dt[^>]*><a href="#([^"]+)">(.*?)<\/a> <b>(.*?)<\/b> (.*?)<\/dt><dd>(.*?)\sligne/gs),
      ];
      const lues = dites.map(([, cible = '', , euros = '', part = '', nombre = '']) =>
        [lireEntites(cible), texteDe(euros), texteDe(part), enCentimes(texteDe(nombre))].join(' | '),
      );
      for (const { id, montant, lignes } of siennes)
        expect(lues).toContain(
          [id, texteDe(formaterEuros(montant)), texteDe(formaterPourcentage(montant, total)), lignes.length].join(
            ' | ',
          ),
        );
      expect(dites.filter(([, cible = '']) => !cible.endsWith('=non-ventile')).length).toBeGreaterThanOrEqual(
        siennes.length,
      );
      // What is of no fiche is told too: the list adds up to the total.
      const somme = dites.reduce((centimes, [, , , euros = '']) => centimes + enCentimes(euros), 0);
      expect([champ, somme]).toEqual([champ, total]);
    }
  });
});

dansUnNavigateur('dans un navigateur, une fiche', (ouvrir) => {
  it('a le montant, la part et les lignes que l’outil a calculés : toutes celles de 2012', async () => {
    const { jaune, fichier } = edition;
    const { page, plaintes } = await ouvrir(fichier);
    const total = jaune.synthese.totalHorsExceptionnelles;
    const fiches = fichesDe(jaune);
    expect(fiches.length).toBeGreaterThan(400);
    const lues = await lireLesFiches(
      page,
      fiches.map(({ id }) => id),
    );
    for (const [place, { id, montant, lignes }] of fiches.entries()) {
      const { tete = '', compte = '', repartitions = [], autres = [] } = lues[place] ?? {};
      const part = texteDe(formaterPourcentage(montant, total));
      expect([id, texteDe(tete).startsWith(`${texteDe(formaterEuros(montant))} ${part} du total, `)]).toEqual([
        id,
        true,
      ]);
      const { numeros, total: recompte } = recompter(jaune, id);
      expect([id, numeros.length, recompte]).toEqual([id, lignes.length, montant]);
      expect([id, texteDe(compte).split(', ').map(enCentimes)]).toEqual([id, [lignes.length, montant]]);
      for (const sommes of repartitions) expect([id, sommeDe(sommes)]).toEqual([id, montant]);
      for (const [tous = '', ...chacun] of autres) expect([id, sommeDe(chacun)]).toEqual([id, enCentimes(tous)]);
    }
    expect(lues.flatMap(({ repartitions }) => repartitions).length).toBeGreaterThan(1000);
    expect(plaintes).toEqual([]);
    await page.close();
  });

  it('a les mots que le dossier lui donne, leurs chiffres ouverts', async () => {
    const { page } = await ouvrir(edition.fichier, { ancre: 'pays=senegal' });
    const mots = page.locator('dialog .fiche .mots');
    expect(texteDe((await mots.textContent()) ?? '')).toContain('lycée technique Delafosse');
    expect(await mots.locator('a.c[href="#pays=senegal"]').count()).toBeGreaterThan(0);
    await allerA(page, 'pays=chine');
    await expect.poll(() => mots.count()).toBe(0);
    await page.close();
  });

  it.each([375, 1440])('est sans reproche d’axe, et ne déborde pas, à %d pixels', async (width) => {
    const { page } = await ouvrir(edition.fichier, { viewport: { width, height: 800 }, ancre: 'pays=senegal' });
    for (const { champ } of [...new Map(fichesDe(edition.jaune).map((fiche) => [fiche.champ, fiche])).values()]) {
      const [premiere] = fichesDe(edition.jaune).filter((fiche) => fiche.champ === champ);
      await page.evaluate(`location.hash = ${JSON.stringify(premiere?.id)}`);
      await page.locator(`dialog .fiche[aria-label]`).waitFor();
      expect([champ, await redites(page, 'dialog', REGLES)]).toEqual([champ, []]);
      expect(await page.evaluate('document.querySelector("dialog").scrollWidth')).toBeLessThanOrEqual(width);
    }
    await page.close();
  });

  it('s’atteint au clavier depuis la liste, et mène à une autre', async () => {
    const { page } = await ouvrir(edition.fichier, { viewport: { width: 375, height: 800 } });
    await page.evaluate(`for (let boite = document.querySelector('#fiches-pays'); boite; boite = boite.parentElement)
      if (boite.tagName === 'DETAILS' && boite.id !== 'fiches-pays') boite.open = true`);
    await page.locator('#fiches-pays > summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const cible = await page.evaluate<string>('document.activeElement.getAttribute("href")');
    expect(cible).toMatch(/^#pays=/);
    await page.keyboard.press('Enter');
    await page.locator('dialog[open] .fiche').waitFor();
    const lien = page.locator('dialog .repartitions a').first();
    const suivante = await lien.getAttribute('href');
    await lien.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('location.hash')).toBe(suivante);
    await page.close();
  });

  it('montre un nom hostile tel quel, et rien d’autre', async () => {
    const jaune = jauneHostile();
    const fichier = join(dossier, 'fiches-hostiles.html');
    await writeFile(fichier, await renderHtml(jaune, GABARITS));
    const { page, plaintes, demandes } = await ouvrir(fichier, {
      viewport: { width: 375, height: 800 },
    });
    const fiches = fichesDe(jaune);
    expect(fiches.length).toBeGreaterThan(10);
    const lues = await lireLesFiches(
      page,
      fiches.map(({ id }) => id),
    );
    for (const [place, { id, montant }] of fiches.entries())
      expect([id, enCentimes(lues[place]?.tete.split('€')[0] ?? '')]).toEqual([id, montant]);
    expect(Math.max(...lues.map(({ large }) => large))).toBeLessThanOrEqual(375);
    expect(await page.locator('img, iframe, script[src], a[href^="javascript"]').count()).toBe(0);
    expect(plaintes).toEqual([]);
    expect(demandes).toHaveLength(1);
    await page.close();
  });

  it('dit, dans une page bornée, ce qui ne compte que les lignes montrées ; son montant reste entier', async () => {
    const { jaune } = edition;
    const fichier = join(dossier, 'fiches-bornees.html');
    await writeFile(fichier, await renderHtml(jaune, GABARITS, { lignesAuPlus: 150 }));
    const { page } = await ouvrir(fichier);
    const fiches = fichesDe(jaune);
    const lues = await lireLesFiches(
      page,
      fiches.map(({ id }) => id),
    );
    for (const [place, { id, montant }] of fiches.entries()) {
      const { tete = '', titres = [] } = lues[place] ?? {};
      expect([id, enCentimes(tete.split('€')[0] ?? '')]).toEqual([id, montant]);
      expect([id, titres.filter((titre) => !/des lignes que montre cette page/.test(titre))]).toEqual([id, []]);
    }
    expect(lues.flatMap(({ titres }) => titres).some((titre) => /^(?:AE|CP|Mandat)/.test(titre))).toBe(true);
    await page.close();
  });
});

const sommeDe = (dits: readonly string[]) => dits.reduce((tout, dit) => tout + enCentimes(dit), 0);

interface FicheLue {
  readonly tete: string;
  readonly compte: string;
  /** The amounts of each way in which it falls. */
  readonly repartitions: readonly (readonly string[])[];
  /** What « 25 autres » is worth, and each of them. */
  readonly autres: readonly (readonly string[])[];
  /** What is added up from the lines: how it falls, other bases, receipts. */
  readonly titres: readonly string[];
  readonly large: number;
}

/** Opens each address, and reads the fiche at its head. */
async function lireLesFiches(page: Page, adresses: readonly string[]): Promise<FicheLue[]> {
  return page.evaluate<FicheLue[]>(`(async (adresses) => {
    const lues = [];
    const textes = (ou, choix) => [...(ou?.querySelectorAll(choix) ?? [])].map(({ textContent }) => textContent);
    // Hidden behind the dialog, the document is not laid out again at each address.
    document.querySelector('main').hidden = true;
    for (const adresse of adresses) {
      const suivie = new Promise((suite) => addEventListener('hashchange', suite, { once: true }));
      location.hash = adresse;
      await suivie;
      const fiche = document.querySelector('dialog[open] .fiche');
      lues.push({
        tete: textes(fiche, '.tete-de-fiche').join(),
        compte: document.querySelector('dialog .compte').textContent,
        repartitions: [...(fiche?.querySelectorAll('.repartitions > div > ul') ?? [])].map((liste) =>
          textes(liste, ':scope > li > b, :scope > li > details > summary > b')),
        autres: [...(fiche?.querySelectorAll('.repartitions details') ?? [])].map((pli) => textes(pli, 'b')),
        titres: [
          ...textes(fiche, '.repartitions h3'),
          ...textes(fiche, '.faits dt').filter((dit) => !/^(?:Par habitant|En \\d)/.test(dit)),
        ],
        large: document.querySelector('dialog').scrollWidth,
      });
    }
    document.querySelector('main').hidden = false;
    return lues;
  })(${JSON.stringify(adresses)})`);
}
