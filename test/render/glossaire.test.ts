import { beforeAll, describe, expect, it } from 'vitest';
import { Glossaire } from '../../src/render/html/glossaire.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { captures, elementDe, texteDe } from '../outils/page-lue.ts';

const expliques = (html: string) => captures(html, /<a class="sigle" href="#mot-([^"]+)"/g);

describe('le glossaire', () => {
  it('explique un sigle à la première phrase qui le dit, jamais dans un titre, un lien ni un tableau', () => {
    const glossaire = new Glossaire(new Map([['IdFE', 'Île-de-France Europe : une association']]));
    const tus = '<h2>AE</h2><table><tr><td>AE</td></tr></table><p><a href="#x">AE</a> <code>AE</code></p>';
    expect(glossaire.expliquer('<p>AE</p>')).toBe('<p>AE</p>');
    expect(glossaire.expliquer(`<main>${tus}`)).toBe(`<main>${tus}`);
    const dit = glossaire.expliquer('<p>hors IdFE (AE et AE), PAE, CP 12-412</p>');
    expect(dit).toBe(
      '<p>hors <a class="sigle" href="#mot-idfe" title="Île-de-France Europe">IdFE</a> (<a class="sigle" href="#mot-ae" title="Autorisations d’engagement">AE</a> et AE), PAE, CP 12-412</p>',
    );
    expect(glossaire.expliquer('<p>IdFE, AE</p></main><p>AP</p>')).toBe('<p>IdFE, AE</p></main><p>AP</p>');
  });

  it('ne liste que les mots qui sont dits ; ceux du dossier passent avant ceux de l’outil', () => {
    const glossaire = new Glossaire(
      new Map([
        ['M71', 'La nôtre'],
        ['SCIUS', 'Soutien'],
      ]),
    );
    expect(glossaire.entrees()).toEqual([]);
    glossaire.lire('<p class="verdict">La M71, CP 12-412</p>');
    expect(glossaire.entrees().map(({ mot, sens }) => [mot, sens.slice(0, 8)])).toEqual([
      ['CP suivi d’un numéro (CP 12-412)', 'Une déli'],
      ['M71', 'La nôtre'],
    ]);
  });

  describe('de 2012', () => {
    let edition: Page2012;
    beforeAll(async () => {
      edition = await publier2012();
    });

    it('a les sigles du dossier et de l’outil qu’il emploie, chacun expliqué une fois, et mène à chacun', () => {
      const liste = elementDe(edition.page, '<dl class="glossaire">', 'dl');
      const mots = captures(liste, /<dt id="mot-[^"]+">(.*?)<\/dt>/g).map((mot) => texteDe(mot));
      for (const mot of ['AE', 'AP', 'ARCUS', 'CP', 'IdFE', 'M71', 'SCIUS', 'Verdict']) expect(mots).toContain(mot);
      expect(mots).not.toContain('M57');
      const menes = expliques(edition.page);
      expect(new Set(menes).size).toBe(menes.length);
      for (const repere of ['ae', 'ap', 'arcus', 'idfe', 'm71', 'scius']) expect(menes).toContain(repere);
      for (const repere of menes) expect(liste).toContain(`<dt id="mot-${repere}">`);
    });

    it('toute entrée de l’index a un nom', () => {
      expect(captures(edition.page, /<dt id="([^"]*)"[^>]*>(?:<a[^>]*>)?<bdi><\/bdi>/g)).toEqual([]);
    });
  });
});
