/** Times and counts what a page costs to those who read it. */
import type { Page } from 'playwright-core';
import type { Ouvrir } from './navigateur.ts';

/** What one gesture in the explorer costs. */
export interface Geste {
  readonly nom: string;
  /** From the gesture to the picture, in milliseconds. */
  readonly duree: number;
  /** Rows that stand in the table after it. */
  readonly rangees: number;
  readonly compte: string;
}

/** When the first picture of a page comes, in milliseconds after it is asked for: the median of some openings. */
export async function premiereImage(ouvrir: Ouvrir, fichier: string, ouvertures = 5): Promise<number> {
  const durees: number[] = [];
  for (let ouverture = 0; ouverture < ouvertures; ouverture++) {
    const { page } = await ouvrir(fichier);
    durees.push(
      await page.evaluate<number>(`new Promise((dire) => {
        const lire = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
        const attendre = () => (lire() === undefined ? setTimeout(attendre, 10) : dire(lire()));
        attendre();
      })`),
    );
    await page.close();
  }
  return durees.sort((gauche, droite) => gauche - droite)[Math.floor(durees.length / 2)] ?? 0;
}

/** Opens the explorer on all lines, searches, sorts, shows more, closes; each from the gesture to the next picture. */
export async function mesurerLExplorateur(page: Page): Promise<Geste[]> {
  const gestes = [
    ['ouvrir', "document.querySelector('#synthese .principal a.c').click()"],
    ['chercher', "taper('dakar')"],
    ['chercher deux mots', "taper('convention dakar')"],
    ['effacer', "taper('')"],
    ['trier par montant', "document.querySelector('[data-tri=montant]').click()"],
    ['trier par objet', "document.querySelector('[data-tri=objet]').click()"],
    ['montrer la suite', "document.querySelector('.suivantes').click()"],
    ['fermer', "document.querySelector('.fermer').click()"],
  ] as const;
  const mesures: Geste[] = [];
  for (const [nom, geste] of gestes)
    mesures.push(
      await page.evaluate<Geste>(`(async () => {
        const taper = (texte) => {
          const champ = document.querySelector('dialog [name=texte]');
          champ.value = texte;
          champ.dispatchEvent(new Event('input'));
        };
        const image = () => new Promise((suite) => requestAnimationFrame(() => setTimeout(suite)));
        await image();
        const avant = location.href;
        const debut = performance.now();
        ${geste};
        while (location.href === avant && ${JSON.stringify(nom)} !== 'montrer la suite') await image();
        await image();
        return {
          nom: ${JSON.stringify(nom)},
          duree: Math.round(performance.now() - debut),
          rangees: document.querySelectorAll('dialog tbody tr').length,
          compte: document.querySelector('dialog .compte').textContent,
        };
      })()`),
    );
  return mesures;
}
