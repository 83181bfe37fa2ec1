import { createHash } from 'node:crypto';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Jaune } from '../../src/compile/jaune.ts';
import { tousLesChiffres } from '../../src/compile/tous-les-chiffres.ts';
import { ecrireDate } from '../../src/domain/textes/date.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { SECTIONS_A_TEXTE, type TexteDeSection } from '../../src/render/html/page.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { captures, ciblesDe, idsDe } from '../outils/page-lue.ts';
import { jauneExemple, jauneHostile, jauneSynthetique } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
const JAUNES: Readonly<Record<string, () => Jaune>> = {
  exemple: jauneExemple,
  hostile: jauneHostile,
  vide: () => jauneSynthetique(0),
};
const NOMS = [...Object.keys(JAUNES), '2012'];
const pages = new Map<string, string>();
let edition: Page2012;
beforeAll(async () => {
  for (const [nom, faire] of Object.entries(JAUNES)) pages.set(nom, await renderHtml(faire(), GABARITS));
  edition = await publier2012();
  pages.set('2012', edition.page);
});
const lue = (nom: string) => pages.get(nom) ?? '';

describe.each(NOMS)('la page %s', (nom) => {
  it('est du HTML valide', async () => {
    // An identifier of HTML may hold any sign but spaces: those of figures are addresses, `pays=senegal`. The title of the page
    // says the region, the subject and the year, as long as these are.
    const validateur = new HtmlValidate({
      root: true,
      extends: ['html-validate:recommended'],
      rules: { 'valid-id': ['error', { relaxed: true }], 'long-title': 'off' },
    });
    const { results } = await validateur.validateString(abreger(lue(nom)));
    expect(results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line} : ${message}`))).toEqual([]);
  });

  it('n’a que des ancres uniques, et aucun lien qui ne mène nulle part, sans script', () => {
    const ids = idsDe(lue(nom));
    expect(ids.length - new Set(ids).size).toBe(0);
    const cibles = ciblesDe(lue(nom));
    expect(cibles.length).toBeGreaterThan(20);
    const connus = new Set(ids);
    expect(cibles.filter((cible) => !connus.has(cible))).toEqual([]);
  });

  it('n’autorise que son style et son script, par leur empreinte', () => {
    const politiques = captures(lue(nom), /http-equiv="Content-Security-Policy" content="([^"]*)"/g);
    const empreinte = (texte = '') => `'sha256-${createHash('sha256').update(texte).digest('base64')}'`;
    const styles = captures(lue(nom), /<style>(.*?)<\/style>/gs);
    const scripts = captures(lue(nom), /<script>(.*?)<\/script>/gs);
    expect([styles.length, scripts.length]).toEqual([1, 1]);
    expect(politiques).toEqual([
      `default-src 'none'; style-src ${empreinte(styles[0])}; script-src ${empreinte(scripts[0])}; img-src data:; base-uri 'none'; form-action 'none'`,
    ]);
  });

  it('n’appelle rien et n’a ni style ni script dans ses balises', () => {
    const sansTextes = lue(nom)
      .replace(/<style>.*?<\/style>|<script.*?<\/script>/gs, '')
      .replaceAll(/xmlns(:\w+)?="[^"]*"/g, '');
    const balises = captures(sansTextes, /(<[a-z][^>]*>)/gi);
    expect(balises.filter((balise) => /https?:|="javascript:|\ssrc="(?!data:)/i.test(balise))).toEqual([]);
    // The names of attributes: between its quotes, the name of a received file may say anything.
    const sansValeurs = balises.map((balise) => balise.replace(/="[^"]*"/g, '=""'));
    expect(sansValeurs.filter((balise) => /\s(style|on\w+|srcset)=/i.test(balise))).toEqual([]);
    expect(captures(sansTextes, /<(link|iframe|object|embed|base|form|meta http-equiv="refresh")\b/gi)).toEqual([]);
    expect(captures(lue(nom), /(@import|url\((?!#)[^)]*\))/g)).toEqual([]);
  });

  it('nomme chaque chiffre d’une façon, et chaque nom un chiffre', () => {
    const noms = captures(lue(nom), /<code>([\w./-]+)<\/code><\/dt>/g);
    expect(noms.length - new Set(noms).size).toBe(0);
    const jaune = nom === '2012' ? edition.jaune : JAUNES[nom]?.();
    if (jaune === undefined) throw new Error(nom);
    const figures = tousLesChiffres(jaune);
    expect(noms.filter((connu) => !figures.has(connu) && !/^(partition|passerelle|exclusion)\./.test(connu))).toEqual(
      [],
    );
  });
});

/** The page with the first rows of each table only, and short paths: those that follow are made alike. */
function abreger(page: string): string {
  return page
    .replace(/(?<=<tbody>\n)(.*?)(?=<\/tbody>)/gs, (rangees) =>
      rangees
        .split(/(?<=<\/tr>)\n/)
        .slice(0, 12)
        .join('\n'),
    )
    .replace(/(?<=\sd="[^"]{80})[^"]*/g, '');
}

describe('la même page', () => {
  const texte = (html: string): TexteDeSection => ({ html, exercice: '2012', relu: true });
  const TEXTES = [...SECTIONS_A_TEXTE, 'axe-jeunesse'].map(
    (section) => [section, texte(`<p>Des mots pour ${section}.</p>`)] as const,
  );

  it('se dessine à l’octet près, deux fois, et quel que soit l’ordre des textes', async () => {
    expect((await renderHtml(jauneExemple(), GABARITS)) === lue('exemple')).toBe(true);
    const droit = await renderHtml(jauneExemple(), GABARITS, { textes: new Map(TEXTES) });
    const envers = await renderHtml(jauneExemple(), GABARITS, { textes: new Map([...TEXTES].reverse()) });
    expect(envers === droit).toBe(true);
    expect(captures(droit, /(Des mots pour [\w-]+)/g)).toHaveLength(TEXTES.length);
  });

  it('dit d’un texte d’un autre exercice qu’il n’est pas relu', async () => {
    const vieux = { html: '<p>L’an passé.</p>', exercice: '2011', relu: false };
    const page = await renderHtml(jauneExemple(), GABARITS, { textes: new Map([['synthese', vieux]]) });
    const dit = /(Texte écrit pour \d+, pas encore relu)/g;
    expect(captures(page, dit)).toEqual(['Texte écrit pour 2011, pas encore relu']);
    expect(captures(lue('exemple'), dit)).toEqual([]);
  });
});

describe('les gabarits', () => {
  it('un nom inconnu est une erreur, jamais un blanc', async () => {
    const dossier = dossierDEssai();
    await cp(GABARITS, dossier, { recursive: true });
    await writeFile(join(dossier, 'sections', 'glossaire.hbs'), '<p>{{enTete.inconnu}}</p>');
    await expect(renderHtml(jauneExemple(), dossier)).rejects.toThrow(/inconnu/);
  });
});

it('une date s’écrit en français', () => {
  expect(ecrireDate('2013-03-01')).toBe('1er\u00a0mars\u00a02013');
  expect(ecrireDate('2013-13-01')).toBe('2013-13-01');
  expect(ecrireDate('bientôt')).toBe('bientôt');
});
