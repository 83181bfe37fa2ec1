import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { SECTIONS } from '../../src/render/html/sections.ts';
import { captures, idsDe, texteDe } from '../outils/page-lue.ts';
import { jauneAuxVolets } from '../volets/volet-fabrique.ts';
import { jauneExemple } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');

describe('les sections de la page', () => {
  it('sont placées par jaune.hbs dans l’ordre de leur registre', async () => {
    const placees = captures(await readFile(join(GABARITS, 'jaune.hbs'), 'utf8'), /^\{\{> ([a-z-]+)\}\}$/gm);
    const noms = SECTIONS.map(({ nom }) => nom);
    expect(placees.filter((nom) => noms.includes(nom))).toEqual(noms);
  });

  describe.each([
    ['d’un exemple', jauneExemple],
    ['d’un dossier à volets', jauneAuxVolets],
  ])('%s', (_, jaune) => {
    let page: string;
    let numeros: Map<string, string>;
    beforeAll(async () => {
      page = await renderHtml(jaune(), GABARITS);
      numeros = new Map(
        [...page.matchAll(/<section id="([^"]+)"[^>]*>\s*<h2 data-numero="([^"]+)">/g)].map(
          ([, id = '', numero = '']) => [id, numero],
        ),
      );
    });

    it('ont chacune leur numéro ou leur lettre, qui se suivent', () => {
      const dits = [...numeros.values()];
      const chiffres = dits.filter((dit) => /^\d+$/.test(dit));
      const lettres = dits.filter((dit) => !/^\d+$/.test(dit));
      expect(chiffres).toEqual(chiffres.map((_, rang) => String(rang + 1)));
      expect(lettres).toEqual(lettres.map((_, rang) => String.fromCharCode('A'.charCodeAt(0) + rang)));
      expect(chiffres.length).toBeGreaterThanOrEqual(10);
    });

    it('sont toutes au sommaire, dans leur ordre, sous leur titre', () => {
      const [sommaire = ''] = captures(page, /<nav class="sommaire"(.*?)<\/nav>/gs);
      const liens = [...sommaire.matchAll(/^<li><a href="#([^"]+)">([^<]*)<\/a>/gm)].filter(([, id = '']) =>
        numeros.has(id),
      );
      expect(liens.map(([, id]) => id)).toEqual([...numeros.keys()]);
      for (const [, id = '', titre] of liens)
        expect(page).toMatch(new RegExp(`<section id="${id}"[^>]*>\\s*<h2[^>]*>${titre}</h2>`));
    });

    it('sont appelées par leur numéro partout où l’on y renvoie', () => {
      const renvois = [...page.matchAll(/<a href="#([^"]+)" data-section="([^"]*)"/g)];
      expect(renvois.length).toBeGreaterThan(5);
      for (const [renvoi, ancre = '', numero] of renvois) {
        const debut = page.slice(0, page.indexOf(` id="${ancre}"`));
        expect(idsDe(page)).toContain(ancre);
        const section = numeros.get(ancre) ?? captures(debut, /<h2 data-numero="([^"]+)">/g).at(-1);
        expect(texteDe(numero ?? ''), renvoi).toBe(section);
      }
    });
  });
});
