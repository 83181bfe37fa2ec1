import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { Jaune } from '../../src/compile/jaune.ts';
import { PLACES } from '../../src/domain/verdict/verdict.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { dansUnNavigateur } from '../outils/navigateur.ts';
import { captures, enCentimes, texteDe } from '../outils/page-lue.ts';
import { nomsDe, recompter } from '../outils/recompte.ts';

const TABLES = [
  'secteur',
  'axe',
  'domaine',
  'territoire',
  'pays',
  'organisme',
  'fonction',
  'programme',
  'section',
] as const;
const TRIS = ['', 'numero', '-numero', 'objet', 'montant', '-retenu', 'motif', 'rien'] as const;

/** What any reader may ask for: up to three criteria, words of a line or of none, an order. */
function demandesSur(jaune: Jaune, textes: readonly string[]) {
  const valeur = (champ: (typeof TABLES)[number]) =>
    fc.constantFrom(...nomsDe(jaune, champ), 'inconnu').map((nom) => [champ, nom] as const);
  const critere = fc.oneof(
    ...TABLES.map(valeur),
    fc.constantFrom(...PLACES, 'tous', 'ailleurs').map((place) => ['verdict', place] as const),
    fc.constantFrom('oui', 'non').map((oui) => ['pilote', oui] as const),
    fc.constant(['recu', 'pilote'] as const),
  );
  const mots = fc
    .constantFrom(...textes)
    .chain((texte) => fc.subarray(texte.split(' ').filter(Boolean), { maxLength: 2 }));
  return fc.record({
    criteres: fc.uniqueArray(critere, { maxLength: 3, selector: ([champ]) => champ }),
    mots: fc.oneof<fc.Arbitrary<string[]>[]>(fc.constant([]), mots, fc.constant(['introuvable'])),
    majuscules: fc.boolean(),
    tri: fc.constantFrom(...TRIS),
  });
}

/** Neither case nor accents. */
const plier = (texte: string) =>
  texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’ʼ]/g, "'");

/** The amounts of a piece of page, as their digits alone: each is a word too. */
const montantsDe = (html: string) =>
  captures(html.replace(/<[^>]*>/g, ' '), /(\d+(?:\u202f\d{3})+)/g).map((ecrit) => ecrit.replaceAll('\u202f', ''));

const enMots = (texte: string) => ` ${(plier(texte).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;

dansUnNavigateur('quoi que l’on demande', (ouvrir) => {
  let edition: Page2012;
  let page: Page;
  let plaintes: readonly string[];
  beforeAll(async () => {
    edition = await publier2012();
    ({ page, plaintes } = await ouvrir(edition.fichier));
    await page.evaluate("document.querySelector('main').hidden = true");
  });

  it('la page compte les mêmes lignes et les mêmes centimes qu’un recompte fait d’ailleurs', async () => {
    const { jaune } = edition;
    // The words of a line are those of its row in the annex and of what stands above it, with the name of its file.
    let tete = '';
    let montantsDeTete: string[] = [];
    const textes: string[] = [];
    for (const [, commun, rangee] of edition.page.matchAll(
      /<tr class="groupe">(.*?)<\/tr>|<tr id="l\d+">(.*?)<\/tr>/gs,
    )) {
      if (rangee === undefined) {
        tete = texteDe(commun ?? '');
        montantsDeTete = montantsDe(commun ?? '');
      } else {
        const joints = [...montantsDe(rangee), ...montantsDeTete];
        const { fichier = '' } = jaune.lignes[textes.length]?.ligne ?? {};
        textes.push(enMots(`${texteDe(rangee)} ${tete} ${fichier} ${joints.join(' ')}`));
      }
    }
    expect(textes).toHaveLength(jaune.lignes.length);
    // A word that is whole somewhere is looked for whole, in the singular and the plural; any other is the beginning of one.
    const formesDe = (mot: string): string[] => {
      if (!textes.some((texte) => texte.includes(` ${mot} `))) return [` ${mot}`];
      const autres = /\d/.test(mot)
        ? []
        : /[ea]ux$/.test(mot) || (mot.endsWith('s') && mot.length > 3)
          ? [mot.slice(0, -1)]
          : [`${mot}${/[ea]u$/.test(mot) ? 'x' : 's'}`];
      return [mot, ...autres].map((forme) => ` ${forme} `);
    };
    let trouvees = 0;
    await fc.assert(
      fc.asyncProperty(demandesSur(jaune, textes), async ({ criteres, mots, majuscules, tri }) => {
        const champs = criteres.length > 0 ? criteres : [['verdict', 'internationale'] as const];
        const selection = champs.map(([champ, valeur]) => `${champ}=${valeur}`).join('&');
        const { numeros, centimes } = recompter(jaune, selection);
        const cherches = enMots(mots.join(' ')).split(' ').filter(Boolean).map(formesDe);
        const gardees = numeros.flatMap((numero, rang) =>
          cherches.every((formes) => formes.some((forme) => textes[numero - 1]?.includes(forme)))
            ? [[numero, centimes[rang] ?? 0] as const]
            : [],
        );
        const texte = mots.join(' ');
        const adresse = `${selection}&texte=${encodeURIComponent(majuscules ? texte.toUpperCase() : texte)}&tri=${tri}`;
        const lu = await lire(page, adresse);
        const total = gardees.reduce((somme, [, montant]) => somme + montant, 0);
        trouvees += Math.sign(gardees.length);
        expect(lu.compte).toEqual([gardees.length, total]);
        expect(lu.numeros.length).toBe(Math.min(100, gardees.length));
        if (gardees.length <= 100)
          expect([...lu.numeros].sort((a, b) => a - b)).toEqual(gardees.map(([numero]) => numero));
        if (gardees.length > 0 && gardees.length <= 100) expect(lu.dernierCumul).toBe(total);
      }),
      { seed: 2012, numRuns: 120 },
    );
    expect(trouvees).toBeGreaterThan(30);
    expect(plaintes).toEqual([]);
  });
});

/** What the explorer shows for an address: lines and cents counted, numbers of the rows, last running total. */
async function lire(page: Page, adresse: string) {
  const lu = await page.evaluate<{ compte: string; numeros: string[]; cumul: string }>(`(async () => {
    const suivie = new Promise((suite) => addEventListener('hashchange', suite, { once: true }));
    const avant = location.hash;
    location.hash = ${JSON.stringify(adresse)};
    if (location.hash !== avant) await suivie;
    const dialogue = document.querySelector('dialog[open]');
    return {
      compte: dialogue.querySelector('.compte').textContent,
      numeros: [...dialogue.querySelectorAll('tbody th a')].map((lien) => lien.textContent),
      cumul: dialogue.querySelector('tbody tr:last-child td:nth-child(6)')?.textContent ?? '',
    };
  })()`);
  // Where nothing is in the total, the page says what of it lies outside.
  const [, lignes = '', euros = ''] =
    /^(?:(.*?) dans le total|(.*?), (.*?,\d\d))/.exec(lu.compte)?.filter(Boolean) ?? [];
  return {
    compte: [enCentimes(lignes), enCentimes(euros)],
    numeros: lu.numeros.map(Number),
    dernierCumul: enCentimes(lu.cumul),
  };
}
