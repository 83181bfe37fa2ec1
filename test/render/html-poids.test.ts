import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { mesurerLExplorateur, premiereImage } from '../outils/mesures-page.ts';
import { dansUnNavigateur } from '../outils/navigateur.ts';
import { captures, enCentimes, texteDe } from '../outils/page-lue.ts';
import { jauneSynthetique } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
/** With a fiche for each of those that receive: three hundred and more in 2012. */
const POIDS_MAX = 2_000_000;
/** Machines that run tests do other things meanwhile: what is timed may take twenty times what it takes on a quiet one. */
const INDULGENCE = 20;

let edition: Page2012;
const dossier = dossierDEssai();
beforeAll(async () => {
  edition = await publier2012();
});

describe('le poids', () => {
  const lignesDe = (page: string) =>
    captures(page, /<tr id="l\d+">(.*?)<\/tr>/gs).map((rangee) => texteDe(rangee).length);
  const moyenne = (nombres: readonly number[]) => nombres.reduce((somme, n) => somme + n, 0) / nombres.length;

  it('de 1 500 lignes, aussi pleines que celles de 2012, tient en 2 Mo', async () => {
    const page = await renderHtml(jauneSynthetique(1500), GABARITS);
    const [faites, vraies] = [lignesDe(page), lignesDe(edition.page)];
    expect(faites).toHaveLength(1500);
    expect(moyenne(faites)).toBeGreaterThanOrEqual(moyenne(vraies));
    console.log(`1 500 lignes : ${Buffer.byteLength(page)} octets ; 2012 : ${Buffer.byteLength(edition.page)} octets`);
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(POIDS_MAX);
  });

  it('de la page de 2012, avec ce qu’elle dit à côté de l’argent, tient en 2 Mo', () =>
    expect(Buffer.byteLength(edition.page)).toBeLessThanOrEqual(POIDS_MAX));

  it('du script et du style tient dans 112 000 octets', () => {
    const pieces = captures(edition.page, /<(?:style|script)>(.*?)<\/(?:style|script)>/gs);
    expect(pieces).toHaveLength(2);
    expect(Buffer.byteLength(pieces.join(''))).toBeLessThanOrEqual(112_000);
  });
});

dansUnNavigateur('dans un navigateur', (ouvrir) => {
  it('la page de 2012 se montre vite', async () => {
    const duree = await premiereImage(ouvrir, edition.fichier);
    console.log(`2012 : première image après ${Math.round(duree)} ms`);
    expect(duree).toBeLessThan(1000 * INDULGENCE);
  });

  it('sur 5 000 lignes, l’explorateur n’en dessine que cent à la fois, et répond vite', async () => {
    const fichier = join(dossier, 'grande.html');
    await writeFile(fichier, await renderHtml(jauneSynthetique(5000), GABARITS));
    const { page, plaintes } = await ouvrir(fichier);
    const gestes = await mesurerLExplorateur(page);
    console.log(gestes.map(({ nom, duree }) => `${nom} ${duree} ms`).join(', '));
    const par = new Map(gestes.map((geste) => [geste.nom, geste]));
    const lignes = (nom: string) => enCentimes(par.get(nom)?.compte.split(',')[0] ?? '');
    expect(lignes('ouvrir')).toBe(5000);
    expect(lignes('chercher')).toBeGreaterThan(100);
    expect(lignes('chercher')).toBeLessThan(5000);
    expect(lignes('trier par objet')).toBe(5000);
    for (const { nom, rangees, duree } of gestes) {
      expect([nom, rangees <= (nom === 'montrer la suite' || nom === 'fermer' ? 200 : 100)]).toEqual([nom, true]);
      expect([nom, duree < 300 * INDULGENCE]).toEqual([nom, true]);
    }
    expect(plaintes).toEqual([]);
    await page.close();
  });
});
