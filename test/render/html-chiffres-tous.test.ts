import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Jaune } from '../../src/compile/jaune.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { fauteDuChiffre, ouvrirTousLesChiffres } from '../outils/chiffres-montres.ts';
import { publier2012 } from '../outils/edition-2012.ts';
import { dansUnNavigateur } from '../outils/navigateur.ts';
import { recompter } from '../outils/recompte.ts';
import { jauneExemple, jauneHostile } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
/** What opens the explorer to search, and says no figure. */
const POUR_CHERCHER = ['explorer', 'boite-de-recherche ecran'];

dansUnNavigateur('tous les chiffres', (ouvrir) => {
  const dossier = dossierDEssai();
  const lus = new Map<string, { readonly jaune: Jaune; readonly fichier: string }>();
  beforeAll(async () => {
    lus.set('2012', await publier2012());
    for (const [nom, jaune] of [
      ['exemple', jauneExemple()],
      ['hostile', jauneHostile()],
    ] as const) {
      const fichier = join(dossier, `${nom}.html`);
      await writeFile(fichier, await renderHtml(jaune, GABARITS));
      lus.set(nom, { jaune, fichier });
    }
  });
  const lu = (nom: string) => lus.get(nom) ?? expect.unreachable(nom);

  it.each([
    ['2012', 1400],
    ['exemple', 100],
    ['hostile', 100],
  ])(
    'de %s disent ce qui s’ouvre, au centime, sur chaque base, dans les tableaux, les graphiques et la carte',
    async (nom, combien) => {
      const { page, plaintes } = await ouvrir(lu(nom).fichier);
      const liens = await ouvrirTousLesChiffres(page);
      const chiffres = liens.filter(({ classe }) => !POUR_CHERCHER.includes(classe));
      expect(chiffres.length).toBeGreaterThan(combien);
      const { total } = recompter(lu(nom).jaune, 'verdict=internationale');
      expect(chiffres.flatMap((chiffre) => fauteDuChiffre(chiffre, total) ?? [])).toEqual([]);
      // A cent apart would be seen.
      const exacts = chiffres.filter(({ texte }) => /^\d[\d ]*,\d\d( €)?$/.test(texte));
      expect(exacts.length).toBeGreaterThan(10);
      const fausses = exacts.map((chiffre) => ({ ...chiffre, texte: chiffre.texte.replace(/\d(?=( €)?$)/, autreQue) }));
      expect(fausses.filter((chiffre) => fauteDuChiffre(chiffre, total) === undefined)).toEqual([]);
      expect(plaintes).toEqual([]);
      await page.close();
    },
  );
});

const autreQue = (chiffre: string) => (chiffre === '9' ? '8' : '9');
