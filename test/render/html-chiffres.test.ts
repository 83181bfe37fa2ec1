import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { figuresDe } from '../../src/compile/figures.ts';
import type { Jaune } from '../../src/compile/jaune.ts';
import { tousLesChiffres } from '../../src/compile/tous-les-chiffres.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { selectionner } from '../outils/chiffres.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { dansUnNavigateur } from '../outils/navigateur.ts';
import { captures, ciblesDe, enCentimes, idsDe, lireEntites, numerosSous, texteDe } from '../outils/page-lue.ts';
import { recompter } from '../outils/recompte.ts';
import { jauneExemple, jauneHostile } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
const NOMS = ['exemple', 'hostile', '2012'] as const;
type Nom = (typeof NOMS)[number];

const dossier = dossierDEssai();
let edition: Page2012;
const jaunes = new Map<Nom, Jaune>();
const pages = new Map<Nom, string>();
const fichier = (nom: Nom) => (nom === '2012' ? edition.fichier : join(dossier, `${nom}.html`));
beforeAll(async () => {
  edition = await publier2012();
  jaunes.set('2012', edition.jaune).set('exemple', jauneExemple()).set('hostile', jauneHostile());
  for (const [nom, jaune] of jaunes) {
    pages.set(nom, nom === '2012' ? edition.page : await renderHtml(jaune, GABARITS));
    if (nom !== '2012') await writeFile(fichier(nom), pages.get(nom) ?? '');
  }
});
const jauneDe = (nom: Nom): Jaune => jaunes.get(nom) ?? jauneExemple();
const pageDe = (nom: Nom): string => pages.get(nom) ?? '';
/** The addresses of figures to which the page leads, charts and map included. */
const adressesDe = (nom: Nom) => ciblesDe(pageDe(nom)).filter((cible) => cible.includes('='));

describe.each(NOMS)('sans script, les chiffres de %s', (nom) => {
  it('mènent à des lignes dont les parts font le chiffre', () => {
    const adresses = adressesDe(nom);
    expect(adresses.length).toBeGreaterThan(50);
    const fautes = adresses.filter((adresse) => {
      const { numeros } = recompter(jauneDe(nom), adresse);
      return JSON.stringify(numerosSous(pageDe(nom), adresse).sort((a, b) => a - b)) !== JSON.stringify(numeros);
    });
    expect(fautes).toEqual([]);
  });

  it('sont, écrits au centime, ce que font ces lignes', () => {
    const fautes = liensDe(pageDe(nom)).flatMap(({ adresse, texte }) => {
      if (!/,\d\d( €)?$/.test(texte)) return [];
      const { total } = recompter(jauneDe(nom), adresse);
      return Math.abs(enCentimes(texte)) === Math.abs(total) ? [] : [`${adresse} : ${texte}, et non ${total}`];
    });
    expect(fautes).toEqual([]);
  });

  it('sont, arrondis ou comptés, ce que font ces lignes', () => {
    const arrondis = liensDe(pageDe(nom)).filter(({ texte }) => !/,\d\d( €)?$|%$/.test(texte) && /^[−\d]/.test(texte));
    expect(arrondis.length).toBeGreaterThan(10);
    const fautes = arrondis.flatMap(({ adresse, texte }) => {
      const { numeros, total } = recompter(jauneDe(nom), adresse);
      if (texte === String(numeros.length)) return [];
      // « 46,2 M€ » and « 46,190 M€ » say as many decimals as they show, « 46 190 » (k€) thousands; a column may bend one by a unit
      // to add up, prose does not.
      const [, decimales = '', unite] = /^[−\d][\d ]*(?:,(\d{1,3}))?( ?[Mk]€)?$/.exec(texte) ?? [texte, 'illisible'];
      const rang = decimales === '' ? 100_000 : 100_000_000 / 10 ** decimales.length;
      const ecart = Math.abs(enCentimes(texte)) - Math.abs(total) / rang;
      const permis = decimales === '' || decimales.length === 3 || unite === undefined ? 1.5 : 0.51;
      return decimales !== 'illisible' && Math.abs(ecart) < permis ? [] : [`${adresse} : ${texte}`];
    });
    expect(fautes).toEqual([]);
  });

  it('qui ont un nom ont tous une entrée qui dit leur montant', () => {
    const figures = [...figuresDe(jauneDe(nom)).values()].filter(({ nombre, criteres }) => {
      const dePlace = criteres.some(([champ]) => champ === 'verdict' || champ === 'pays');
      return nombre > 0 && !dePlace;
    });
    expect(figures.length).toBeGreaterThan(40);
    const entrees = [...pageDe(nom).matchAll(/<dt id="([^"]*)">(.*?)<\/dt>/g)].map(([, id = '', entree = '']) => ({
      id: lireEntites(id),
      entree: texteDe(entree),
      montant: enCentimes(/<b>(.*?)<\/b>/.exec(entree)?.[1] ?? ''),
    }));
    for (const { nom: connu, montant, criteres } of figures) {
      // On another base, the entry is that of the row, to which the cell leads: the cell says the amount, and the base.
      if (criteres.some(([champ]) => champ === 'base')) continue;
      // What has a fiche is called as its address.
      const [[champ = '', valeur = ''] = []] = criteres;
      const aUneFiche = criteres.length === 1 && ['organisme', 'programme', 'beneficiaire'].includes(champ);
      const siennes = entrees.filter(({ id, entree }) =>
        aUneFiche ? id === `${champ}=${valeur}` && connu === `${champ}.${valeur}` : entree.endsWith(` ${connu}`),
      );
      expect([connu, siennes.length, siennes[0]?.montant]).toEqual([connu, 1, montant]);
    }
  });

  it('d’une autre base ont tous une cellule qui dit leur montant, et mène à l’entrée de leur rangée', () => {
    const cellules = new Map<string, number[]>();
    for (const [, adresse = '', base = '', texte = ''] of pageDe(nom).matchAll(
      /<a class="c" href="#([^"]*)" data-base="(\w+)">([^<]*)<\/a>/g,
    )) {
      const cle = `${lireEntites(adresse)}&base=${base}`;
      cellules.set(cle, [...(cellules.get(cle) ?? []), enCentimes(texte)]);
    }
    const figures = [...figuresDe(jauneDe(nom)).values()].filter(({ criteres }) => criteres.at(-1)?.[0] === 'base');
    expect(figures.length).toBeGreaterThan(5);
    const connus = new Set(idsDe(pageDe(nom)));
    const beneficiaires = jauneDe(nom).tables.find((table) => table.nom === 'beneficiaire')?.rangees ?? [];
    const autres = new Set(
      beneficiaires.filter(({ cle }, rang) => rang >= 20 && cle !== '').map((rangee) => `beneficiaire=${rangee.nom}`),
    );
    for (const { nom: connu, montant, criteres } of figures) {
      const [rangee, surSaBase] = [criteres.slice(0, -1), criteres].map((liste) =>
        liste.map((critere) => critere.join('=')).join('&'),
      );
      // The table of the page draws the first values of a long list: the others are in that of fiches, which say their bases.
      const sansCellule = autres.has(rangee ?? '');
      const attendu = sansCellule ? undefined : [montant];
      expect([connu, connus.has(rangee ?? ''), cellules.get(surSaBase ?? '')]).toEqual([connu, true, attendu]);
    }
  });
});

describe.each(NOMS)('les chiffres des recettes de %s', (nom) => {
  it('mènent à des recettes qui les font, et disent combien', () => {
    const page = pageDe(nom);
    const liens = captures(page, /(<td class="n">[^<]*<\/td><td class="n"><a class="c" href="#recettes-\d+">[^<]*<)/g);
    expect(liens.length).toBeGreaterThan(1);
    const fautes = liens.flatMap((lien) => {
      const [, lignes = '', repere = '', texte = ''] =
        />([^<]*)<\/td>.*href="#(recettes-\d+)">([^<]*)</.exec(lien) ?? [];
      const entree = new RegExp(`<dt id="${repere}">(.*?)</dd>`, 's').exec(page)?.[1] ?? '';
      const figure = tousLesChiffres(jauneDe(nom)).get(texteDe(/<code>(.*?)<\/code>/.exec(entree)?.[1] ?? ''));
      const numeros = numerosDes(entree, 'r');
      const recettes = numeros.flatMap((numero) => jauneDe(nom).recettes[numero - 1] ?? []);
      const depenses = numerosDes(entree, 'l').flatMap((numero) => jauneDe(nom).lignes[numero - 1] ?? []);
      const choisies = [...recettes, ...depenses];
      // What remains is of both: expenses, less receipts.
      const centimes =
        depenses.length > 0
          ? selectionner(jauneDe(nom), choisies, figure?.criteres ?? []).montant
          : recettes.reduce((total, { montant }) => total + montant, 0);
      const montant = Math.abs(enCentimes(texte));
      return montant === Math.abs(centimes) &&
        figure?.montant === centimes &&
        figure.nombre === choisies.length &&
        (lignes === '' || enCentimes(lignes) === numeros.length)
        ? []
        : [lien];
    });
    expect(fautes).toEqual([]);
  });
});

/** The numbers of an entry of the index, its runs unfolded. */
function numerosDes(entree: string, lettre: 'r' | 'l'): number[] {
  return [...entree.matchAll(new RegExp(`#${lettre}(\\d+)">\\d+</a>(?:–(\\d+))?`, 'g'))].flatMap(([, debut, fin]) => {
    const premier = Number(debut);
    return Array.from({ length: Number(fin ?? debut) - premier + 1 }, (_, rang) => premier + rang);
  });
}

dansUnNavigateur('dans un navigateur', (ouvrir) => {
  it.each(NOMS)('chaque chiffre de %s s’ouvre sur ses lignes, qui font le chiffre', async (nom) => {
    const { page, plaintes } = await ouvrir(fichier(nom));
    const adresses = adressesDe(nom);
    const comptes = await lireLesComptes(page, adresses);
    const attendus = adresses.map((adresse) => {
      const { numeros, total } = recompter(jauneDe(nom), adresse);
      return [adresse, numeros.length, total];
    });
    expect(comptes).toEqual(attendus);
    // The rows of tables say how many lines they have: as many as opening them finds.
    const trouvees = new Map(comptes.map(([adresse, lignes]) => [adresse, lignes]));
    const rangees = captures(pageDe(nom), /(<td class="n">[\d\u202f]+<\/td><td class="n"><a class="c" href="#[^"]*")/g);
    expect(rangees.length).toBeGreaterThan(20);
    for (const rangee of rangees) {
      const adresse = lireEntites(captures(rangee, /href="#([^"]*)"/g)[0] ?? '');
      // Those of receipts open on their list, without the script.
      if (adresse.startsWith('recettes-')) continue;
      const lignes = enCentimes(texteDe(rangee.slice(0, rangee.indexOf('</td>'))));
      expect([adresse, lignes]).toEqual([adresse, trouvees.get(adresse)]);
    }
    expect(plaintes).toEqual([]);
    await page.close();
  });

  it('un clic ouvre les lignes du chiffre, dans un tableau, un graphique ou la carte', async () => {
    const { page, plaintes } = await ouvrir(edition.fichier, {
      viewport: { width: 1280, height: 800 },
    });
    for (const [lien, ou] of [
      ['#synthese .principal a.c', ''],
      ['#passerelle tbody a.c', ''],
      ['#passerelle tr.total a.c', ''],
      ['#table-secteur tbody tr:nth-child(2) a.c', ''],
      ['#table-domaine_territoire tbody tr:nth-child(3) td a.c', ''],
      ['#axes svg a[href*="="]', ' text'],
      ['#passerelle svg a[href*="="]', ' text'],
      ['#pays svg a[href="#pays=bresil"]', ' circle'],
      ['#exclusions tbody a.c', ''],
      ['#partition tbody a.c', ''],
    ] as const) {
      const adresse = lireEntites((await page.locator(lien).first().getAttribute('href')) ?? '').slice(1);
      await page.locator(`${lien}${ou}`).first().click({ timeout: 5000 });
      const { numeros, total } = recompter(edition.jaune, adresse);
      expect(numeros.length).toBeGreaterThan(0);
      const compte = (await page.locator('dialog[open] .compte').textContent()) ?? '';
      expect([adresse, ...lireLeCompte(compte)]).toEqual([adresse, numeros.length, total]);
      await page.keyboard.press('Escape');
      expect(await page.locator('dialog[open]').count()).toBe(0);
    }
    expect(plaintes).toEqual([]);
    await page.close();
  });

  it('sans script, un clic mène à l’entrée de l’index ou à la liste du pays', async () => {
    const { page } = await ouvrir(edition.fichier, { javaScriptEnabled: false });
    expect(await page.locator('dialog').count()).toBe(0);
    await page.locator('#table-secteur tbody a.c').first().click();
    expect(texteDe(await page.locator('dt:target').innerHTML())).toMatch(/ secteur\.[\w-]+$/);
    await page.locator('#table-pays tbody a.c').first().click();
    expect(await page.locator('table:target caption').textContent()).toContain('États-Unis');
    await page.locator('table:target tbody a').first().click();
    expect(await page.locator('tr:target').count()).toBe(1);
    await page.close();
  });
});

/** The links of figures, charts aside: where each leads and what it shows. */
function liensDe(page: string): { adresse: string; texte: string }[] {
  return [...page.matchAll(/<a class="c" href="#([^"]*=[^"]*)">(.*?)<\/a>/gs)].map(([, adresse = '', texte = '']) => ({
    adresse: lireEntites(adresse),
    texte: texteDe(texte),
  }));
}

/** `12 lignes, 1 234,56 €` as lines and cents. */
function lireLeCompte(compte: string): [lignes: number, centimes: number] {
  const coupe = compte.indexOf(', ');
  return [enCentimes(compte.slice(0, coupe)), enCentimes(compte.slice(coupe))];
}

/** What the explorer says of each address, one after the other, in one visit. */
async function lireLesComptes(page: Page, adresses: readonly string[]): Promise<[string, number, number][]> {
  const comptes: string[] = await page.evaluate(`(async (adresses) => {
    const comptes = [];
    // Hidden behind the dialog, the document is not laid out again at each address: ten times quicker.
    document.querySelector('main').hidden = true;
    for (const adresse of adresses) {
      const suivie = new Promise((suite) => addEventListener('hashchange', suite, { once: true }));
      if (location.hash !== '#' + adresse) {
        location.hash = adresse;
        await suivie;
      }
      comptes.push(document.querySelector('dialog[open] .compte')?.textContent ?? 'fermé');
    }
    return comptes;
  })(${JSON.stringify(adresses)})`);
  return adresses.map((adresse, rang) => [adresse, ...lireLeCompte(comptes[rang] ?? '')]);
}
