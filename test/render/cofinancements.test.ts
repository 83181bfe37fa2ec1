import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { signalerLesCofinancements } from '../../src/compile/cofinancements/signaler-les-cofinancements.ts';
import { tousLesChiffres } from '../../src/compile/tous-les-chiffres.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { figuresNommees } from '../../src/render/textes/repertoire.ts';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { lireClasseur } from '../outils/lecteur-xlsx.ts';
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

  it('disent le plan qui ne tient pas dans les mêmes mots que le classeur et le constat', async () => {
    // One of four receipts is cancelled for 1 000 €: announced, and awaited.
    const { jaune, section } = await page([...EN_BRUT, 'Annulation;Département Essonne;recette;site;;;;-1 000,00']);
    const attendu =
      '1 000,00 € annoncés par les financeurs ne sont pas encore reçus : la Région les porte en attendant';
    expect(vu(section)).toContain(`Plan de financement : ${attendu}.`);
    const constats = new Constats();
    signalerLesCofinancements(jaune, constats);
    expect(constats.liste.map(({ message }) => vu(message)).join('\n')).toContain(attendu);
    const cible = path.join(dossierDEssai(), 'jaune.xlsx');
    await ecrireLeClasseur(jaune, cible);
    const cellules = [
      ...(lireClasseur(await readFile(cible))
        .feuilles.get('Cofinancements')
        ?.values() ?? []),
    ];
    expect(cellules.map(({ valeur }) => vu(String(valeur)))).toContain(`Plan de financement, à l’édition : ${attendu}`);
  });

  it('disent les recettes qui se rattachent et que rien ne dit internationales', async () => {
    const sansPart = [
      {
        id: 'sans-part',
        question: 'international',
        conclusion: 'non_internationale',
        si: { beneficiaire: 'Département Essonne' },
        motif: 'Une autre part.',
        exemples: { attrape: [{ libelle: 'Part', beneficiaire: 'Département Essonne' }] },
      },
    ];
    const { jaune } = await lireLeSite(EN_BRUT, undefined, sansPart);
    const html = jaune && (await renderHtml(jaune, 'templates'));
    expect(vu(html ?? '')).toContain(
      '1 recette (5 000,00 €) s’y rattache, et rien ne la dit internationale : elle n’est pas déduite.',
    );
    expect(jaune?.cofinancements.operations[0]?.resteACharge).toBe(1_000_000);
    // Known as received all the same: nothing is awaited, and the share of the whole cost is not worked out from a part.
    expect(jaune?.cofinancements.operations[0]?.plan).toMatchObject({ ecart: 0, enAttente: 0, region: 500_000 });
    expect(jaune?.cofinancements.operations[0]?.part).toBeUndefined();
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
