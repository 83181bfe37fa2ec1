import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Jaune } from '../../../src/compile/jaune.ts';
import { renderHtml } from '../../../src/render/html/ecrire-html.ts';
import { ecrireLeClasseur } from '../../../src/render/xlsx/ecrire-le-classeur.ts';
import { dossierDEssai } from '../../outils/atelier.ts';
import { redites } from '../../outils/axe.ts';
import { fautesOoxml } from '../../outils/conformite-xlsx.ts';
import { lireClasseur } from '../../outils/lecteur-xlsx.ts';
import { dansUnNavigateur } from '../../outils/navigateur.ts';
import { jauneExemple } from '../../render/jaune-exemple.ts';
import { lireLeRapport } from './essai.ts';

const dossier = dossierDEssai();

let jaune: Jaune;
beforeAll(async () => {
  const { volet } = await lireLeRapport();
  jaune = { ...jauneExemple(), volets: volet ? [volet] : [] };
});

describe('les réponses dans le classeur', () => {
  it('ont une feuille par tableau, que rien ne tronque', async () => {
    const cible = join(dossier, 'jaune.xlsx');
    await ecrireLeClasseur(jaune, cible);
    const octets = readFileSync(cible);
    expect(fautesOoxml(octets)).toEqual([]);
    const feuilles = [...lireClasseur(octets).feuilles.keys()].filter((nom) => nom.startsWith('Réponses '));
    expect(feuilles).toEqual(jaune.volets.flatMap(({ tableaux }) => tableaux.map(({ feuille }) => feuille)));
  });
});

dansUnNavigateur('les réponses dans la page', (ouvrir) => {
  const fichier = join(dossier, 'jaune.html');
  beforeAll(async () => {
    await writeFile(fichier, await renderHtml(jaune, 'templates'));
  });

  it('tiennent dans un téléphone, sans rien à faire glisser', async () => {
    const { page } = await ouvrir(fichier, { viewport: { width: 360, height: 800 } });
    const larges = await page.evaluate<string[]>(
      "[...document.querySelectorAll('#questionnaires .defile')].filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.id)",
    );
    expect(larges).toEqual([]);
    await page.close();
  });

  it('se cherchent par acteur', async () => {
    const { page, plaintes } = await ouvrir(fichier);
    await page.getByRole('searchbox', { name: 'Ce que les acteurs ont répondu' }).fill('region alsace');
    const acteurs = await page.evaluate<string[]>(
      "[...document.querySelectorAll('#questionnaires-textes tbody tr')].filter((r) => r.offsetParent).map((r) => r.cells[0].textContent)",
    );
    expect(acteurs.length).toBeGreaterThan(10);
    expect(new Set(acteurs)).toEqual(new Set(['Région Alsace']));
    expect(plaintes).toEqual([]);
    await page.close();
  });

  it('ne donnent rien à redire à axe-core', async () => {
    const { page } = await ouvrir(fichier, { viewport: { width: 360, height: 800 } });
    expect(await redites(page, '#questionnaires')).toEqual([]);
    await page.close();
  });
});
