import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Jaune } from '../../src/compile/jaune.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { lignesDeLaPage } from '../../src/render/html/lignes-de-la-page.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { publier2012 } from '../outils/edition-2012.ts';
import { allerA, dansUnNavigateur } from '../outils/navigateur.ts';
import {
  captures,
  ciblesDe,
  elementDe,
  enCentimes,
  idsDe,
  numerosSous,
  sectionDe,
  texteDe,
} from '../outils/page-lue.ts';
import { recompter } from '../outils/recompte.ts';
import { jauneHostile } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
/** Small enough that no axis, sector or large country is held whole. */
const BORNE = 150;

let jaune: Jaune;
let page = '';
const dossier = dossierDEssai();
let fichier = '';
let montrees: ReadonlySet<number>;
beforeAll(async () => {
  ({ jaune } = await publier2012());
  fichier = join(dossier, 'bornee.html');
  page = await renderHtml(jaune, GABARITS, { lignesAuPlus: BORNE });
  await writeFile(fichier, page);
  montrees = new Set(captures(page, /<tr id="l(\d+)">/g).map(Number));
});

const somme = (nombres: readonly number[]) => nombres.reduce((total, nombre) => total + nombre, 0);
const adresses = () => ciblesDe(page).filter((cible) => cible.includes('='));
/** What an address is in full, and what the page holds of it; counted apart. */
function compter(adresse: string) {
  const { numeros, centimes, total } = recompter(jaune, adresse);
  const rangs = numeros.flatMap((numero, rang) => (montrees.has(numero) ? [rang] : []));
  return {
    entier: [numeros.length, total],
    montre: [rangs.length, somme(rangs.map((rang) => centimes[rang] ?? 0))],
    numeros: rangs.map((rang) => numeros[rang]),
  };
}

describe('les lignes d’une page', () => {
  it('y sont toutes jusqu’à la borne : la page est alors la même', async () => {
    const toutes = await renderHtml(jaune, GABARITS);
    expect(await renderHtml(jaune, GABARITS, { lignesAuPlus: jaune.lignes.length })).toBe(toutes);
    const presque = await renderHtml(jaune, GABARITS, { lignesAuPlus: jaune.lignes.length - 1 });
    expect(captures(presque, /<tr id="l(\d+)">/g)).toHaveLength(jaune.lignes.length - 1);
    expect(texteDe(presque)).toContain(`${jaune.lignes.length - 1} lignes sur les ${jaune.lignes.length} que nomme`);
  });

  it('sont au plus autant que la borne, sous leur numéro du document, les exceptionnelles et les premières comprises', () => {
    expect(montrees.size).toBe(BORNE);
    for (const { ligne } of jaune.exceptionnelles) expect(montrees).toContain(ligne + 1);
    const premieres = (champ: 'axe' | 'pays') =>
      (jaune.tables.find(({ nom }) => nom === champ)?.rangees ?? []).flatMap(({ nom }) => {
        const { numeros, centimes } = recompter(jaune, `${champ}=${nom}`);
        const parMontant = [...numeros.keys()].sort((a, b) => (centimes[b] ?? 0) - (centimes[a] ?? 0) || a - b);
        return parMontant.slice(0, 12).map((rang) => numeros[rang]);
      });
    expect(premieres('axe').filter((numero) => !montrees.has(numero ?? 0))).toEqual([]);
    const plus = lignesDeLaPage(jaune, BORNE * 4);
    expect(premieres('pays').length).toBeGreaterThan(100);
    expect(premieres('pays').filter((numero) => !plus.montre((numero ?? 0) - 1))).toEqual([]);
  });

  it('sont ensuite les plus grandes', () => {
    const { rangs } = lignesDeLaPage(jaune, BORNE * 4);
    const absentes = jaune.lignes.filter((_, rang) => !rangs.includes(rang)).map(({ montant }) => Math.abs(montant));
    const tailles = jaune.lignes.map(({ montant }) => Math.abs(montant)).sort((a, b) => b - a);
    // Those that are held for another reason take some places: what is left out is not among the largest.
    expect(Math.max(...absentes)).toBeLessThan(tailles[BORNE] ?? 0);
  });
});

describe('sans script, une page bornée', () => {
  it('ne mène qu’à ce qu’elle a', () => {
    const connus = new Set(idsDe(page));
    expect(ciblesDe(page).filter((cible) => cible !== '' && !connus.has(cible))).toEqual([]);
  });

  it('dit de chaque chiffre combien elle montre de ses lignes, et pour combien', () => {
    expect(adresses().length).toBeGreaterThan(50);
    let partiels = 0;
    for (const adresse of adresses()) {
      const { entier, montre, numeros } = compter(adresse);
      expect([adresse, numerosSous(page, adresse).sort((a, b) => a - b)]).toEqual([adresse, numeros]);
      const id = `id="${adresse.replaceAll('&', '&amp;')}"`;
      const [, entree = ''] = elementDe(page, `<dt ${id}`, 'dd').split('<dd>');
      if (entree === '') continue;
      const dit = /(\d[\d ]*) lignes?, dont (\d[\d ]*) ici, pour (−?[\d ]+,\d\d) €/.exec(texteDe(entree));
      partiels += dit === null ? 0 : 1;
      const attendu = entier[0] === montre[0] ? undefined : [entier[0], ...montre];
      expect([adresse, dit?.slice(1).map(enCentimes)]).toEqual([adresse, attendu]);
    }
    expect(partiels).toBeGreaterThan(30);
  });

  it('a des listes par pays qui font leur total', () => {
    const listes = captures(page, /(<table class="longue actions".*?<\/table>)/gs);
    expect(listes.length).toBeGreaterThan(10);
    for (const liste of listes) {
      const montants = (partie: string) =>
        captures(elementDe(liste, `<${partie}>`, partie), /<td(?: class="n")?>(?:<a[^>]*>)?([−\d\u202f]+,\d\d)</g).map(
          enCentimes,
        );
      expect(somme(montants('tbody'))).toBe(montants('tfoot')[0]);
    }
    expect(texteDe(listes.join(''))).toMatch(/\d+ autres lignes, dans le classeur et dans lignes-2012\.csv/);
  });

  it('dit ce qu’il y a de plus dans les lignes partagées', () => {
    const partagees = jaune.partagees.filter(({ ligne }) => !montrees.has(ligne + 1));
    const [autres = ''] = captures(sectionDe(page, 'quotes-parts'), /<tr class="reste">(.*?)<\/tr>/gs);
    expect(enCentimes(/^(\d+) autres? lignes?/.exec(texteDe(autres))?.[1] ?? '')).toBe(partagees.length);
    expect(captures(autres, /<td class="n">([^<]+)</g).map(enCentimes)).toEqual([
      somme(partagees.map(({ montant }) => montant)),
      somme(partagees.map(({ retenu }) => retenu)),
      somme(partagees.map(({ reste }) => reste)),
    ]);
  });

  it.each([BORNE, 500, 700, 840])('dit ce qu’il y a de plus à arbitrer, avec %d lignes', async (lignesAuPlus) => {
    const section = sectionDe(await renderHtml(jaune, GABARITS, { lignesAuPlus }), 'reste');
    const { lignes, centimes } = jaune.partition.a_arbitrer;
    const [corps = ''] = captures(section, /<tbody>((?:(?!<tbody>).)*data-ligne.*?)<\/tbody>/gs);
    if (corps === '') {
      expect(texteDe(section)).toContain(`${lignes} lignes, `);
      expect(texteDe(section)).toContain('attendent une décision : elles sont dans le classeur');
      return;
    }
    const montants = captures(corps, /<td class="n">([^<]+)</g).map(enCentimes);
    const autres = enCentimes(/(\d+) autres? lignes?, dans le classeur/.exec(texteDe(corps))?.[1] ?? '');
    expect([captures(corps, /data-ligne="(\d+)"/g).length + autres, somme(montants)]).toEqual([lignes, centimes]);
  });

  it('reste d’aplomb quand presque rien n’y tient, et quand les noms sont hostiles', async () => {
    for (const [essai, lignesAuPlus] of [
      [jaune, 0],
      [jaune, 1],
      [jauneHostile(), 3],
    ] as const) {
      const petite = await renderHtml(essai, GABARITS, { lignesAuPlus });
      expect(captures(petite, /<tr id="l(\d+)">/g)).toHaveLength(lignesAuPlus);
      const connus = new Set(idsDe(petite));
      expect(ciblesDe(petite).filter((cible) => cible !== '' && !connus.has(cible))).toEqual([]);
      expect(texteDe(petite)).not.toMatch(/Aucune (?:ligne n’est retenue|opération exceptionnelle\.|ligne n’attend)/);
    }
  });
});

dansUnNavigateur('dans un navigateur, une page bornée', (ouvrir) => {
  let ouverte: Page;
  let plaintes: readonly string[];
  beforeAll(async () => {
    ({ page: ouverte, plaintes } = await ouvrir(fichier, { viewport: { width: 1280, height: 800 } }));
  });
  const aller = (ancre: string) => allerA(ouverte, ancre);
  const dire = async (choix: string) => texteDe((await ouverte.locator(`dialog ${choix}`).textContent()) ?? '');

  it('ouvre chaque chiffre sur ce qu’elle montre de ses lignes, et dit ce qu’il est', async () => {
    let partiels = 0;
    const dites = await lireLesAdresses(ouverte, adresses());
    for (const [rang, adresse] of adresses().entries()) {
      const { entier, montre } = compter(adresse);
      const [ecrit = '', averti = ''] = dites[rang] ?? [];
      const partiel = /^(Aucune|[\d ]+) lignes? montrées? sur ([\d ]+), (−?[\d ]+,\d\d) € sur (−?[\d ]+,\d\d) €$/.exec(
        ecrit,
      );
      if (entier[0] === montre[0]) {
        expect([adresse, ecrit.split(', ').map(enCentimes)]).toEqual([adresse, entier]);
        expect(averti).not.toContain('Cette page montre');
      } else {
        partiels += 1;
        const attendu = [montre[0], entier[0], montre[1], entier[1]];
        expect([adresse, partiel?.slice(1).map(enCentimes)]).toEqual([adresse, attendu]);
        expect(averti).toContain(
          `Cette page montre ${BORNE} lignes sur ${jaune.lignes.length} : les autres de ce chiffre`,
        );
        expect(averti).toContain('dans le classeur jaune-2012.xlsx et dans lignes-2012.csv.');
      }
    }
    expect(partiels).toBeGreaterThan(30);
    expect(plaintes).toEqual([]);
  });

  it('donne à ses lignes leur numéro du document, et un cumul qui fait ce qui est montré', async () => {
    await aller('verdict=internationale&tri=-montant');
    const { montre, numeros } = compter('verdict=internationale');
    while (await ouverte.locator('dialog .suivantes').isVisible()) await ouverte.locator('dialog .suivantes').click();
    const trouves = (await ouverte.locator('dialog tbody th a').allInnerTexts()).map(Number);
    expect(trouves.sort((a, b) => a - b)).toEqual(numeros);
    expect(enCentimes(await dire('tbody tr:last-child td:nth-child(6)'))).toBe(montre[1]);
    const premier = await ouverte.locator('dialog tbody th a').first().getAttribute('href');
    await ouverte.locator('dialog tbody th a').first().click();
    expect(await ouverte.locator(`tr${premier}`).count()).toBe(1);
  });

  it('dit d’une recherche qu’elle ne porte que sur ce qu’elle montre', async () => {
    await aller('verdict=internationale&texte=convention');
    expect(await dire('.compte')).toMatch(/^(?:Aucune|[\d ]+) lignes? montrées? où ce mot paraît, −?[\d ]+,\d\d €$/);
    expect(await dire('.indice')).toContain('d’autres peuvent répondre à ce choix');
    await aller('pays=senegal&secteur=introuvable');
    expect(await dire('.compte')).toBe('Aucune ligne montrée, 0,00 €');
    expect(plaintes).toEqual([]);
  });
});

/** What the explorer says of each address, its count and its warning, one after the other, in one visit. */
async function lireLesAdresses(page: Page, adresses: readonly string[]): Promise<string[][]> {
  const dites: string[][] = await page.evaluate(`(async (adresses) => {
    const dites = [];
    // Hidden behind the dialog, the document is not laid out again at each address: ten times quicker.
    document.querySelector('main').hidden = true;
    for (const adresse of adresses) {
      const suivie = new Promise((suite) => addEventListener('hashchange', suite, { once: true }));
      location.hash = adresse;
      await suivie;
      dites.push(['.compte', '.indice'].map((nom) => document.querySelector('dialog[open] ' + nom)?.textContent ?? ''));
    }
    document.querySelector('main').hidden = false;
    return dites;
  })(${JSON.stringify(adresses)})`);
  return dites.map((dite) => dite.map((texte) => texteDe(texte)));
}
