import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { publier2012 } from '../outils/edition-2012.ts';
import { dansUnNavigateur } from '../outils/navigateur.ts';
import { lireLeDessin } from './charts/dessin-lu.ts';

dansUnNavigateur('un graphique s’emporte', (ouvrir) => {
  it('en SVG, en PNG et en HTML : chacun se tient seul, avec son titre, son édition et ses styles', async () => {
    const { fichier } = await publier2012();
    const { page, plaintes } = await ouvrir(fichier, { viewport: { width: 1200, height: 900 } });
    const emporter = async (section: string, bouton: string) => {
      const [recu] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(`#${section} figure .emporter button`, { hasText: bouton }).last().click(),
      ]);
      return { nom: recu.suggestedFilename(), octets: await readFile((await recu.path()) ?? '') };
    };
    for (const [section, nom, dit] of [
      ['passerelle', 'jaune-2012-flux', 'Secteur pilote retenu'],
      ['pays', 'jaune-2012-carte', 'Ventilé par pays'],
    ] as const) {
      const svg = await emporter(section, 'SVG');
      const texte = svg.octets.toString('utf8');
      expect(svg.nom).toBe(`${nom}.svg`);
      const elements = lireLeDessin(texte);
      expect(elements.filter(({ nom: balise }) => balise === 'a' || balise === 'script')).toEqual([]);
      expect(texte).toContain('édition du');
      const entrees = await page.locator(`#${section} figure`).last().locator('.g-cles li').count();
      expect(elements.filter(({ attributs }) => attributs.viewBox === '0 0 30 18')).toHaveLength(entrees);
      expect(entrees > 0).toBe(section === 'pays');
      expect(texte).toContain(dit);
      expect(texte).not.toMatch(/var\(|class=/);
      const html = await emporter(section, 'HTML');
      expect(html.nom).toBe(`${nom}.html`);
      expect(html.octets.toString('utf8')).toMatch(/^<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">/);
      expect(html.octets.toString('utf8')).not.toMatch(/(?:src|href)="/);
      const png = await emporter(section, 'PNG');
      expect(png.nom).toBe(`${nom}.png`);
      expect(png.octets.subarray(1, 4).toString('latin1')).toBe('PNG');
      expect(png.octets.readUInt32BE(16)).toBe(1920);
      expect(png.octets.length).toBeGreaterThan(20_000);
    }
    // What the page says of made-up amounts and of who sent nothing the year before goes with them.
    const depuis = (await emporter('evolution', 'SVG')).octets.toString('utf8').replace(/<[^>]*>/g, ' ');
    for (const dit of [
      /Tous les\s+montants de 2011 sont\s+illustratifs/,
      /13\s+secteurs\s+ou\s+organismes/,
      /Dossier de démonstration/,
    ])
      expect(depuis).toMatch(dit);
    expect(plaintes).toEqual([]);
    await page.close();
  });
});
