import { describe, expect, it } from 'vitest';
import { tousLesChiffres } from '../../src/compile/tous-les-chiffres.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { figuresNommees } from '../../src/render/textes/repertoire.ts';
import { AILLEURS, EN_BRUT, EN_NET, lireLeSite } from '../outils/site-partage.ts';

async function page(lignes: readonly string[], operations?: Readonly<Record<string, unknown>>) {
  const { jaune } = await lireLeSite(lignes, operations);
  if (jaune === undefined) throw new Error('le dossier ne se lit pas');
  const html = await renderHtml(jaune, 'templates');
  const debut = html.indexOf('<section id="cofinancements"');
  return { jaune, html, section: debut < 0 ? '' : html.slice(debut, html.indexOf('</section>', debut)) };
}

/** What a reader sees of a piece of a page, spaces being one. */
function vu(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ');
}

describe('les cofinancements dans la page', async () => {
  const brut = await page([...EN_BRUT, ...AILLEURS]);
  const net = await page(EN_NET);

  it('prouvent brut − recettes = reste à charge, par opération et en tout', () => {
    const dit = vu(brut.section);
    expect(dit).toContain('Site internet de l’action internationale 25 000,00 20 000,00 5 000,00 20,0 %');
    expect(dit).toContain('Sans opération 3 000,00 1 234,56 1 765,44');
    expect(dit).toContain('Toutes les actions internationales 28 000,00 21 234,56 6 765,44');
    expect(vu(net.section)).toContain('Site internet de l’action internationale 0,00 5 000,00 0,00 5 000,00 20,0 %');
  });

  it('disent ce que chacun annonce et paie, et ce que des lignes disent d’elles-mêmes', () => {
    const dit = vu(brut.section);
    expect(dit).toContain('Département Essonne 5 000,00 5 000,00');
    expect(dit).toContain('Clé : parts égales, 20 % par membre. Convention : groupement de commandes, octobre 2010.');
    expect(dit).toContain('3 000,00 12 000,00 Agence de l’eau : 4 000,00 € ; trois communes');
    expect(brut.section).toMatch(
      /<desc id="g-cofinancements-desc">Reste à charge des opérations : 5[^<]*Départements : 20/,
    );
  });

  it('sont dits à côté du total où des recettes font que brut et net diffèrent, et là seulement', () => {
    const synthese = (html: string) => vu(html.slice(html.indexOf('id="synthese"'), html.indexOf('id="sommaire"')));
    expect(synthese(brut.html)).toContain('d’autres en remboursent 21 234,56 €. Reste à charge : 6 765,44 €');
    expect(synthese(net.html)).not.toContain('Reste à charge');
  });

  it.each([
    ['brut', brut],
    ['net', net],
  ])('s’ouvrent sur leurs lignes, à une adresse que la page a (%s)', (_, { jaune, html }) => {
    const ancres = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id.replaceAll('&amp;', '&')));
    const chiffres = [...tousLesChiffres(jaune).keys()].filter((nom) =>
      /^(?:cofinancement|(?:genre_)?financeur)\./.test(nom),
    );
    expect(chiffres.length).toBeGreaterThan(10);
    for (const nom of chiffres) {
      const { adresse, nombre } = figuresNommees(jaune).get(nom) ?? { adresse: 'absente', nombre: 1 };
      expect([nom, adresse !== '', adresse === '' || ancres.has(adresse)]).toEqual([nom, nombre > 0, true]);
    }
  });

  it('ne sont pas là où rien ne dit que d’autres paient', async () => {
    const { html } = await page(['Action;Association;dépense;;;;;10,00'], {});
    expect(html).not.toContain('ofinancement');
  });
});
