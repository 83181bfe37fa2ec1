import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { fautesDeLaPage } from '../../src/render/identite/fautes-de-la-page.ts';
import { PIECES_DE_LA_FENETRE } from '../../src/render/identite/permis-de-la-page.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer, deposerDossier } from '../outils/dossier-temporaire.ts';
import { dansUnNavigateur } from '../outils/navigateur.ts';

const QUATRE = '<div class="quatre">';
const REGLE = {
  id: 'oui',
  question: 'international',
  si: { libelle: { mots: ['Jumelage'] } },
  conclusion: 'internationale',
  motif: 'Un jumelage.',
  exemples: { attrape: [{ libelle: 'Jumelage' }] },
};
const SYNTHESE = readFileSync('templates/sections/synthese.hbs', 'utf8');
const FENETRE = readFileSync('templates/sections/explorateur.hbs', 'utf8');

/** The dossier with templates of its own, compiled; what `lire` makes of the page, or what was refused. */
async function compiler<T>(
  gabarits: Readonly<Record<string, string>>,
  lire: (page: string) => T | Promise<T>,
): Promise<T | string> {
  return avecDossier(async (racine) => {
    const dossier = join(racine, 'dossier');
    deposerDossier(dossier, {
      sources: [{ fichier: 'sources/a.csv', contenu: 'Objet;Engagé\nJumelage avec Dakar;100,00\n' }],
      regles: [REGLE],
    });
    for (const [chemin, texte] of Object.entries(gabarits)) deposer(dossier, `gabarits/${chemin}`, texte);
    const constats = new Constats();
    const sortie = join(racine, 'sortie');
    try {
      const { fichiers } = await compilerLEdition(dossier, sortie, constats);
      const page = fichiers.find((fichier) => fichier.endsWith('.html')) ?? '';
      return await lire(join(sortie, page));
    } catch {
      return constats.liste
        .filter(({ code }) => code.startsWith('E-'))
        .map(({ message, lieu }) => `${lieu?.fichier} ${message}`)
        .join('\n');
    }
  });
}

const avecSynthese = (html: string) => ({ 'sections/synthese.hbs': SYNTHESE.replace(QUATRE, `${html}${QUATRE}`) });

const MANGEURS = [
  '<template>',
  '<select>',
  '<svg><title>',
  '<svg><title>Titre</titre>',
  '<svg><desc>',
  '<math><annotation-xml encoding="text/html">',
  '<table><tr><td><select><option>a',
  '<title>',
  '<textarea>',
  '<details><summary>x</summary>',
  '<dialog>',
  '<canvas>',
  '<datalist>',
  '<progress>',
  '<div hidden>',
  '<div hidden></div>',
  '<div popover>',
  '<div class="hors-ecran">',
  '<b>',
  '<!--',
  '<!-- a <!-- b -->',
  '</section>',
  '</div>',
  '</main></div></section>',
  '</body></html>',
  '<tr><td>a</td></tr>',
  '<select><div><me{{!x}}ta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"></div></select>',
  '<select><option><i{{!x}}mg sr{{!x}}c="http://127.0.0.1:9/"></option></select>',
  '<p id="donnees">{}</p>',
  '<p id="explorateur">a</p>',
  '<p id="contenu">a</p>',
  '<p id="pays">a</p>',
  '<img name="getElementById" src="data:image/png;base64,AA" alt="">',
  '<form><input name="a"></form>',
];

describe('un gabarit du dossier qui prendrait de la page', () => {
  it.each(MANGEURS)('%s, est refusé là où il est', async (html) => {
    const dit = await compiler(avecSynthese(html), () => 'accepté');
    expect(dit).toMatch(/^gabarits\/sections\/synthese\.hbs /);
  });

  it.each([
    ['<p>rien</p>', 'la fenêtre des lignes'],
    [FENETRE.replace(' class="compte"', ''), '.compte'],
    [FENETRE.replace('name="texte"', ''), '[name=texte]'],
    [FENETRE.replace('<select name="pays">', '<select name="pays"><div>a</div>'), 'la balise <div> n’a pas sa place'],
    [FENETRE.replace('id="explorateur"', 'id="autre"'), 'la balise <template>'],
    [FENETRE.replace('</template>', ''), 'la balise <template> n’est pas fermée'],
    [`<div>${FENETRE}</div>`, 'la balise <template>'],
  ])('fenêtre des lignes incomplète : %#', async (html, dit) => {
    const refus = await compiler({ 'sections/explorateur.hbs': html }, () => 'accepté');
    expect(refus).toContain(`gabarits/sections/explorateur.hbs`);
    expect(refus).toContain(dit);
  });

  it('ce que le script cherche dans sa fenêtre est ce qui en est exigé', () => {
    const pieces = readdirSync('templates/scripts').map((nom) => readFileSync(join('templates/scripts', nom), 'utf8'));
    const script = pieces.join('');
    const cherchees = new Set([...script.matchAll(/\bdans\('([^']+)'\)/g)].map(([, choix]) => choix));
    expect([...cherchees].sort()).toEqual([...PIECES_DE_LA_FENETRE].sort());
  });

  it('ce qui ferme les sections est ce qu’écrit jaune.hbs', () => {
    const page = readFileSync('templates/jaune.hbs', 'utf8');
    expect(page).toContain('</div>\n</div>\n</div>\n</main>\n<footer class="pied"');
    expect(fautesDeLaPage(page.replaceAll(/\{\{[^}]*\}\}/g, '')).map(({ message }) => message)).toEqual([
      expect.stringContaining('la fenêtre des lignes'),
    ]);
  });
});

dansUnNavigateur('ce qui est accepté d’un gabarit', (ouvrir) => {
  /** What people see: titles and figures that show, what opens on lines, what the page asks for. */
  const voir = async (fichier: string) => {
    const { page, plaintes, demandes } = await ouvrir(fichier);
    await page.waitForTimeout(200);
    const vu = await page.evaluate<{ titres: string[]; chiffres: number; sections: string[] }>(`({
      titres: [...document.querySelectorAll('h2, h3')].filter((titre) => titre.checkVisibility()).map((titre) => titre.textContent),
      chiffres: [...document.querySelectorAll('a.c, .exact')].filter((chiffre) => chiffre.checkVisibility()).length,
      sections: [...document.querySelectorAll('section, footer, main')].map(
        ({ id, parentElement }) => id + ' dans ' + parentElement.tagName + '.' + parentElement.className,
      ),
    })`);
    await page.locator('a.c').first().click();
    const bilan = await page.locator('dialog .compte').textContent();
    await page.close();
    return { ...vu, bilan, plaintes, demandes: demandes.length };
  };

  let sansGabarit: ReturnType<typeof compiler<Awaited<ReturnType<typeof voir>>>> | undefined;
  it.each([
    '<p>a<p>b<ul><li>x<li>y</ul>',
    '<div class="x"><table><tr><td>a<td>b</table></div>',
    '<svg viewBox="0 0 1 1"><title>a</title><linearGradient id="zz"><stop offset="1"/></linearGradient><path d="M0 0"/></svg>',
    '<!-- <p>a</p> --><a href="https://example.org" rel="noopener">a</a>',
    '<p><b>a <i>b</i></b> c</p>',
    '<p>a < b, 1 <2, {{enTete.titre}}</p>',
  ])('%s montre tout le document, qui s’ouvre sur ses lignes et ne demande rien', async (html) => {
    sansGabarit ??= compiler({}, voir);
    const sans = await sansGabarit;
    expect(await compiler(avecSynthese(html), voir)).toEqual(sans);
    expect(sans).toMatchObject({ bilan: expect.stringMatching(/^1\s+ligne/), plaintes: [], demandes: 1 });
  });
});
