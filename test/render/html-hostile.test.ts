import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { dansUnNavigateur } from '../outils/navigateur.ts';
import { captures, texteDe } from '../outils/page-lue.ts';
import { recompter } from '../outils/recompte.ts';
import { jauneExemple, jauneHostile, jauneSynthetique } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
const jaune = jauneHostile();
let page = '';
const dossier = dossierDEssai();
let fichier = '';
beforeAll(async () => {
  page = await renderHtml(jaune, GABARITS);
  fichier = join(dossier, 'hostile.html');
  await writeFile(fichier, page);
});

/** The tags of a page, each as many times as it stands in it. */
function balisesDe(html: string): ReadonlyMap<string, number> {
  const comptes = new Map<string, number>();
  for (const nom of captures(html, /<([a-z][\w-]*)/gi)) comptes.set(nom, (comptes.get(nom) ?? 0) + 1);
  return comptes;
}

describe('les textes des fichiers', () => {
  it('ne passent pour rien de ce que le programme met de côté en dessinant', async () => {
    const exemple = jauneSynthetique(60);
    const avec = (mention: string) => renderHtml({ ...exemple, enTete: { ...exemple.enTete, mention } }, GABARITS);
    const saine = await avec('marque \ufffd0\ufffd, 1, \ufffd00\ufffd');
    expect(saine).toContain('marque \ufffd0\ufffd, 1, \ufffd00\ufffd');
    expect(captures(saine, /<tr id="l(\d+)">/g)).toHaveLength(60);
    expect(await avec('marque \u00020\u0003, 1, \u000200\u0003')).toBe(saine);
  });

  it('ne font naître aucune balise qui ne soit des gabarits', async () => {
    const connues = balisesDe(await renderHtml(jauneExemple(), GABARITS));
    expect([...balisesDe(page).keys()].filter((balise) => !connues.has(balise))).toEqual([]);
    for (const seule of ['style', 'script', 'template', 'dialog', 'title'])
      expect([seule, captures(page.replace(/<svg.*?<\/svg>/gs, ''), new RegExp(`(</${seule}>)`, 'g')).length]).toEqual([
        seule,
        seule === 'script' ? 2 : 1,
      ]);
    expect(captures(page, /(<img\b|<!--|(?:href|src)="javascript:)/g)).toEqual([]);
  });

  it('ne coupent ni ne corrompent les données du script', () => {
    const [brut = ''] = captures(page, /<script type="application\/json" id="donnees">(.*?)<\/script>/gs);
    expect(brut).not.toMatch(/<|\u2028/);
    const donnees = JSON.parse(brut);
    expect(donnees.lignes).toHaveLength(jaune.lignes.length);
    expect(JSON.stringify(donnees.dimensions)).toContain('</script><script>alert(2)');
    expect(JSON.stringify(donnees.champs)).toContain('__proto__');
  });

  it('ne changent pas le sens de lecture, et ne portent aucun caractère de commande', () => {
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(page).toContain('[U+202E]txet desrever');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none must be left
    expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    expect(texteDe(page)).toContain('nul \ufffd et cloche \ufffd');
  });

  it('ne deviennent pas des gabarits', () => expect(texteDe(page)).toContain('{{{html}}} {{> texte}} \\u003c'));
});

dansUnNavigateur('dans un navigateur', (ouvrir) => {
  it('les textes se lisent tels quels, dans l’annexe, l’explorateur et les graphiques, et ne font rien', async () => {
    const { page: ouverte, plaintes, demandes } = await ouvrir(fichier);
    const compter = () => ouverte.locator('img, iframe, script[src], a[href^="javascript"], style ~ style').count();
    const marque = '<img src=x onerror=alert(1)>';
    for (const ou of ['#lignes tbody', '#regles', '#sources', '.couverture, #synthese'])
      expect([ou, (await ouverte.locator(ou).allTextContents()).join(' ').includes(marque)]).toEqual([ou, true]);
    const noms = await ouverte.evaluate<string>(
      "[...document.querySelectorAll('svg a')].map((a) => a.textContent).join()",
    );
    expect(noms).toContain('</script><script>alert(2)</script>');
    for (const { nom } of jaune.tables.flatMap(({ nom: table, rangees }) =>
      rangees.map((rangee) => ({ nom: `${table}=${rangee.nom}` })),
    )) {
      await ouverte.evaluate(`new Promise((suite) => {
        addEventListener('hashchange', suite, { once: true });
        location.hash = ${JSON.stringify(nom)};
      })`);
      const { numeros } = recompter(jaune, nom);
      expect([nom, await ouverte.locator('dialog tbody tr').count()]).toEqual([nom, numeros.length]);
    }
    await ouverte.locator('dialog [name=texte]').fill('onerror');
    await ouverte.locator('dialog h2', { hasText: 'onerror' }).waitFor();
    expect(await compter()).toBe(0);
    expect(plaintes).toEqual([]);
    expect(demandes).toHaveLength(1);
    await ouverte.close();
  });

  const demesuree = '&'.repeat(100_000);
  it.each([
    ['du HTML', 'pays=<img src=x onerror=alert(1)>', 'Aucune ligne'],
    ['un nom d’objet pour champ', '__proto__=1', undefined],
    ['des noms d’objets pour valeurs', 'pays=__proto__&secteur=constructor', 'Aucune ligne'],
    ['un nom d’objet pour tri', 'verdict=internationale&tri=constructor', 'lignes'],
    ['un encodage coupé', 'pays=%E0%A4%A', 'Aucune ligne'],
    ['cent mille séparateurs', demesuree, undefined],
    ['cent mille séparateurs et un pays', `pays=atlantide${demesuree}`, 'Aucune ligne'],
    ['un texte démesuré', `texte=${'introuvable '.repeat(5000)}`, 'Aucune ligne'],
    ['une expression', 'texte=(.*)%2B%5B', 'Aucune ligne'],
  ])('une adresse qui porte %s ne fait rien de mal', async (_, ancre, compte) => {
    const { page: ouverte, plaintes, demandes } = await ouvrir(fichier, { ancre });
    expect(await ouverte.locator('dialog[open]').count()).toBe(compte === undefined ? 0 : 1);
    if (compte !== undefined) expect(await ouverte.locator('dialog .compte').textContent()).toContain(compte);
    expect(await ouverte.locator('img').count()).toBe(0);
    expect(plaintes).toEqual([]);
    expect(demandes).toHaveLength(1);
    // And the page still works.
    await ouverte.keyboard.press('Escape');
    await ouverte.locator('#table-secteur a.c').first().click();
    expect(await ouverte.locator('dialog .compte').textContent()).toContain('ligne');
    await ouverte.close();
  });

  it.each([320, 1280])('un mot sans fin ne déborde pas sur %d pixels, fermé comme ouvert', async (width) => {
    const { page: ouverte } = await ouvrir(fichier, { viewport: { width, height: 800 } });
    expect(await ouverte.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await ouverte.evaluate("location.hash = 'verdict=internationale'");
    await ouverte.locator('dialog[open]').waitFor();
    expect(await ouverte.evaluate('document.querySelector("dialog").scrollWidth')).toBeLessThanOrEqual(width);
    await ouverte.close();
  });
});
