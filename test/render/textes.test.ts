import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Evolution } from '../../src/compile/evolution/evolution.ts';
import { figuresDe } from '../../src/compile/figures.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import {
  formaterEntier,
  formaterEuros,
  formaterMillions,
  formaterPourcentage,
} from '../../src/domain/textes/format.ts';
import { typographier } from '../../src/domain/textes/typographier.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { SECTIONS_A_TEXTE, type TexteDeSection } from '../../src/render/html/page.ts';
import { lireLaParure } from '../../src/render/html/parure.ts';
import { ecrireLesTextes } from '../../src/render/textes/ecrire-les-textes.ts';
import { lireLesTextes } from '../../src/render/textes/lire-les-textes.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer, fautes } from '../outils/dossier-temporaire.ts';
import { jauneExemple, jauneHostile } from './jaune-exemple.ts';

const jaune = jauneExemple();
const ENTETE = '---\nexercice: 2012\n---\n';
const ANCRES = new Set(['pays', 'regles']);

/** What becomes of the words of one section: its HTML, or the findings. */
async function ecrire(
  corps: string | Uint8Array,
  { section = 'synthese', entete = ENTETE, evolution, de = jaune }: Partial<Options> = {},
): Promise<{ texte: TexteDeSection | undefined; html: string; dites: string[]; constats: Constats }> {
  return avecDossier(async (racine) => {
    const fichier = `textes/${section}.md`;
    deposer(racine, fichier, typeof corps === 'string' ? entete + corps : corps);
    const constats = new Constats();
    const lus = await lireLesTextes({ racine, textes: [fichier], enTete: de.enTete }, constats);
    const ecrits = constats.enErreur
      ? new Map()
      : ecrireLesTextes(lus, { jaune: de, evolution, ancres: ANCRES }, constats);
    const texte = ecrits.get(section);
    return { texte, html: constats.enErreur ? '' : (texte?.html ?? ''), dites: fautes({ constats }), constats };
  });
}
interface Options {
  section: string;
  entete: string;
  evolution: Evolution | undefined;
  de: typeof jaune;
}

describe('un chiffre, dans un texte, est celui du tableau', () => {
  it.each([...figuresDe(jaune).values()])('$nom', async ({ nom, montant: centimes, nombre }) => {
    const { html, dites } = await ecrire(`A {{${nom}.euros}} B {{${nom}.lignes}} C {{ ${nom}.millions }} D`);
    expect(dites).toEqual([]);
    const dit = html.replace(/<[^>]+>/g, '');
    expect(dit).toBe(`A ${formaterEuros(centimes)} B ${formaterEntier(nombre)} C ${formaterMillions(centimes)} D`);
  });

  it('se dit en millions à partir d’un million, en euros en dessous, sans les centimes nuls', async () => {
    const petit = { ...jaune, synthese: { ...jaune.synthese, totalHorsExceptionnelles: montant(5_050_000) } };
    expect((await ecrire('{{synthese.total}}', { de: petit })).html).toContain('>50\u202f500\u202f€<');
    const grand = { ...jaune, synthese: { ...jaune.synthese, totalHorsExceptionnelles: montant(100_000_000) } };
    expect((await ecrire('{{synthese.total.total}}', { de: grand })).html).toContain('>1,00\u202fM€<');
    const gros = { ...jaune, synthese: { ...jaune.synthese, totalHorsExceptionnelles: montant(99_999_999) } };
    expect((await ecrire('{{synthese.total}}', { de: gros })).html).toContain('>999\u202f999,99\u202f€<');
  });

  it('ouvre ses lignes, sauf dans un lien, qui n’en contient pas d’autre', async () => {
    const { html } = await ecrire('{{synthese.total}} [voir {{synthese.total}} et *{{pays.senegal}}*](#pays)');
    const total = formaterMillions(jaune.synthese.totalHorsExceptionnelles);
    expect(html).toContain(`<a class="c" href="#verdict=internationale">`);
    expect(html.match(/<a /g)).toHaveLength(2);
    expect(html).toMatch(/<a href="#pays">voir [^<]+ et <em>[^<]+<\/em><\/a>/);
    expect(total).not.toBe('');
  });

  it('dit sa part du total, ou de ce qui a été reçu pour une place', async () => {
    const { totalHorsExceptionnelles: total, autresSecteurs } = jaune.synthese;
    const { exclue, total: recu } = jaune.partition;
    const { html } = await ecrire(
      '{{synthese.autres_secteurs.part}} {{partition.exclue.part}} {{partition.exclue.libelle}}',
    );
    expect(html).toContain(`>${formaterPourcentage(autresSecteurs, total)}<`);
    expect(html).toContain(formaterPourcentage(exclue.centimes, recu.centimes));
    expect(html).toContain('Exclue du périmètre</p>');
  });

  it('nomme chaque opération exceptionnelle, l’édition, et le nombre de rangées', async () => {
    const { html, dites } = await ecrire(
      '{{exercice}} {{collectivite}} {{base}} {{date_edition}} {{nombre.pays}} pays',
    );
    expect(dites).toEqual([]);
    const pays = jaune.tables.find(({ nom }) => nom === 'pays')?.rangees.filter(({ cle }) => cle !== '') ?? [];
    expect(html).toBe(
      `<p>2012 Région Île-de-France Engagements (AE et AP) 13\u00a0décembre\u00a02012 ${pays.length} pays</p>`,
    );
    const [operation] = jaune.exceptionnelles;
    const { constats } = await ecrire('{{exceptionnelle.x}}');
    const [, nom = ''] = /« (exceptionnelle\.[^ ]+) »/.exec(constats.liste[0]?.remede ?? '') ?? [];
    const dite = await ecrire(`{{${nom}.euros}}`);
    expect(dite.html).toContain(
      `href="#l${(operation?.ligne ?? -2) + 1}">${formaterEuros(operation?.montant ?? montant(1))}<`,
    );
  });

  it('dit ce qui a changé quand l’édition passée se compare', async () => {
    const figure = { avant: montant(400_000_000), maintenant: montant(500_000_000), ecart: montant(100_000_000) };
    const evolution = {
      comparable: true,
      exercice: '2011',
      piloteConnu: false,
      synthese: {
        secteurPilote: figure,
        autresSecteurs: figure,
        totalHorsExceptionnelles: figure,
        exceptionnelles: figure,
      },
      tables: [],
    } as unknown as Evolution;
    const { html } = await ecrire(
      '{{evolution.exercice}} {{evolution.total.avant}} {{evolution.total.ecart}} {{evolution.total.taux}}',
      {
        evolution,
      },
    );
    expect(html).toBe('<p>2011 4,00\u202fM€ +1,00\u202fM€ +25,0\u202f%</p>');
    expect((await ecrire('{{evolution.secteur_pilote.ecart}}', { evolution })).dites).toEqual([
      'E-TEXTE-CHIFFRE textes/synthese.md 4 1',
    ]);
  });

  it.each(['exemple', 'hostile'])('où qu’il mène, la page %s a cet endroit, sans script', async (nom) => {
    const de = nom === 'exemple' ? jaune : jauneHostile();
    const { texte } = await ecrire([...figuresDe(de).keys()].map((figure) => `{{${figure}}}\n`).join('\n'), { de });
    const page = await renderHtml(de, 'templates', { textes: new Map([['synthese', texte as TexteDeSection]]) });
    const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    const cibles = [...(texte?.html ?? '').matchAll(/href="#([^"]+)"/g)].map(([, cible = '']) => cible);
    expect(cibles.length).toBeGreaterThan(30);
    expect(cibles.filter((cible) => !ids.has(cible))).toEqual([]);
  });

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'synthese',
    '.total',
    'synthese.',
    '..',
    'synthese.total.constructor',
    '{x',
  ])('refuse le nom « %s » à sa place', async (nom) => {
    const { dites } = await ecrire(`Le total : {{${nom}}}.`);
    expect(dites).toEqual(['E-TEXTE-CHIFFRE textes/synthese.md 4 12']);
  });

  it('reste un nom dans du code', async () => {
    const { html, dites } = await ecrire('`{{rien}}` et \\{{ceci\n\n    {{rien}}\n');
    expect(dites).toEqual([]);
    expect(html).toBe('<p><code>{{rien}}</code> et {{ceci</p>\n<pre><code>{{rien}}\n</code></pre>');
  });
});

describe('la place d’une faute est celle du fichier', () => {
  it('dans une liste, une citation, un titre, après une faute pareille', async () => {
    const { dites } = await ecrire(
      '## Titre {{a.b}}\n\n> citation {{a.b}} puis {{a.b}}\n> suite {{a.b}}\n\n- un\n  - `{{a.b}}` deux {{a.b}}\n',
    );
    expect(dites.map((dite) => dite.replace('E-TEXTE-CHIFFRE textes/synthese.md ', ''))).toEqual([
      '4 10',
      '6 12',
      '6 25',
      '7 9',
      '10 20',
    ]);
  });

  it('se compte de même avec une marque d’ordre et des fins de ligne de Windows', async () => {
    const source = `\ufeff${ENTETE}Ligne\nLe total : {{total}}\n`.replaceAll('\n', '\r\n');
    const { dites } = await ecrire(Buffer.from(source));
    expect(dites).toEqual(['E-TEXTE-CHIFFRE textes/synthese.md 5 12']);
  });

  it('de deux liens pareils, chacune a la sienne', async () => {
    const { dites } = await ecrire('[a](http://x.fr) et [b](http://x.fr)');
    expect(dites).toEqual(['E-TEXTE-LIEN textes/synthese.md 4 5', 'E-TEXTE-LIEN textes/synthese.md 4 25']);
  });
});

describe('un texte hostile est dit, ou sans effet', () => {
  it.each([
    ['javascript:alert(1)', 'E-TEXTE-LIEN'],
    ['JaVaScRiPt:alert(1)', 'E-TEXTE-LIEN'],
    ['java&#115;cript:alert(1)', 'E-TEXTE-LIEN'],
    ['data:text/html,x', 'E-TEXTE-LIEN'],
    ['http://example.org', 'E-TEXTE-LIEN'],
    ['//example.org', 'E-TEXTE-LIEN'],
    ['file:///etc/passwd', 'E-TEXTE-LIEN'],
    ['#', 'E-TEXTE-LIEN'],
    ['#inconnu', 'E-TEXTE-LIEN'],
    ['mailto:x', 'E-TEXTE-LIEN'],
    ['https://', 'E-TEXTE-LIEN'],
    ['https://example.org/{{pays.senegal}}', 'E-TEXTE-LIEN'],
    ['<https://example.org/a b>', 'E-TEXTE-LIEN'],
    ['https://example.org "une bulle"', 'E-TEXTE-LIEN'],
  ])('le lien vers %s est refusé', async (adresse, code) => {
    const { dites } = await ecrire(`[mots](${adresse})`);
    expect(dites.map((dite) => dite.split(' ')[0])).toEqual([code]);
  });

  it.each(['https://example.org/a?b=1&c=2', 'mailto:jaune@example.org', '#pays', '#pays=senegal'])(
    'le lien vers %s est permis',
    async (adresse) => {
      const { html, dites } = await ecrire(`[mots](${adresse})`);
      expect(dites).toEqual([]);
      expect(html).toContain(`<a href="${adresse.replaceAll('&', '&amp;')}"`);
    },
  );

  it.each([
    ['des octets nuls', Buffer.from(`${ENTETE}Le\0total\n`), 'E-ENCODAGE'],
    ['un octet nul loin du début', Buffer.from(`${ENTETE}${'x'.repeat(2000)}\0\n`), 'E-ENCODAGE'],
    ['un classeur', Buffer.from('504b03040000', 'hex'), 'E-ENCODAGE'],
    ['de l’UTF-16', Buffer.from('\ufeffLe total', 'utf16le'), 'E-ENCODAGE'],
    ['du Windows-1252', Buffer.from(`${ENTETE}Les lyc\u00e9ens`, 'latin1'), 'E-ENCODAGE'],
    ['un commentaire HTML', Buffer.from(`${ENTETE}Le <!-- total -->\n`), 'E-TEXTE-HTML'],
    ['un lien sans mots', Buffer.from(`${ENTETE}[](https://example.org)\n`), 'E-TEXTE-LIEN'],
    ['cent citations les unes dans les autres', Buffer.from(`${ENTETE}${'>'.repeat(100)} x\n`), 'E-TEXTE-FORME'],
    ['cent listes les unes dans les autres', Buffer.from(`${ENTETE}${'- '.repeat(100)}x\n`), 'E-TEXTE-FORME'],
    ['un en-tête qui dit autre chose', Buffer.from('---\nexercice: 2012\nauteur: x\n---\nx'), 'E-YAML-CONTENU'],
    ['un en-tête qui n’est pas du YAML', Buffer.from('---\nexercice: "2012\n---\nx'), 'E-YAML-SYNTAXE'],
  ])('%s', async (_, octets, code) => {
    const { dites } = await ecrire(octets);
    expect(dites.map((dite) => dite.split(' ')[0])).toEqual([code]);
  });

  it('un fichier de 50 Mo est dit sans être lu', async () => {
    await avecDossier(async (racine) => {
      deposer(racine, 'textes/pays.md', '');
      truncateSync(join(racine, 'textes/pays.md'), 50_000_000);
      const constats = new Constats();
      const debut = performance.now();
      await lireLesTextes({ racine, textes: ['textes/pays.md'], enTete: jaune.enTete }, constats);
      expect(fautes({ constats })).toEqual(['E-TEXTE-FORME textes/pays.md']);
      expect(performance.now() - debut).toBeLessThan(1000);
    });
  });

  it.each([
    ['des crochets', '['],
    ['des étoiles', '*a '],
    ['des accents graves', '`'],
    ['des accolades', '{{'],
    ['des noms inconnus', '{{aaaa}}'],
    ['des chevrons', '<a'],
    ['des esperluettes', '&#'],
  ])('cent mille octets de %s ne prennent qu’un instant', async (_, motif) => {
    const debut = performance.now();
    await ecrire(motif.repeat(99_000 / motif.length));
    expect(performance.now() - debut).toBeLessThan(5000);
  });
});

/** The tags that a text may give, closed or not, with the attributes that go with them. */
const BALISE_PERMISE =
  /^<(?:\/?(?:p|ul|ol|li|blockquote|em|strong|code|pre|h[3-6])|br|hr|ol start="\d+"|\/?a|a (?:class="c" )?href="(?:#|https:|mailto:)[^"<>]*"(?: rel="noreferrer")?)>$/i;

const morceau = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '{{synthese.total}}',
    '{{pays.senegal.lignes}}',
    '[x](#pays)',
    '[a *b*](https://example.org)',
    '**gras**',
    '_x_',
    '`<b>`',
    '\n\n',
    '\n- ',
    '\n> ',
    '\n# ',
    '\n#### ',
    '\n1. ',
    '\n    ',
    '\n```\n',
    '&lt;script&gt;',
    '&#60;img&#62;',
    '\\<b>',
    '<',
    '"',
    "'",
    '« a »',
    ' ;',
  ),
);

describe('quel que soit le texte', () => {
  it('il est refusé avec une place, ou ne donne que les balises permises, bien fermées', async () => {
    let ecrits = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(morceau, { minLength: 1, maxLength: 25 }), async (morceaux) => {
        const { html, dites } = await ecrire(morceaux.join(''));
        if (dites.length > 0) {
          // A null byte near the start makes it no text at all, of which there is no line to show.
          const place = /^(?:E-ENCODAGE textes\/synthese\.md|\S+ textes\/synthese\.md \d+ \d+)$/;
          expect(dites.filter((dite) => !place.test(dite))).toEqual([]);
          return;
        }
        ecrits += 1;
        const balises = html.match(/<[^>]*>?/g) ?? [];
        expect(balises.filter((balise) => !BALISE_PERMISE.test(balise))).toEqual([]);
        const pile: string[] = [];
        for (const balise of balises) {
          const [, fermante, nom = ''] = /^<(\/?)([a-z0-9]+)/.exec(balise) ?? [];
          if (nom === 'br' || nom === 'hr') continue;
          if (fermante) expect(pile.pop()).toBe(nom);
          else pile.push(nom);
        }
        expect(pile).toEqual([]);
      }),
      { numRuns: 400 },
    );
    expect(ecrits).toBeGreaterThan(40);
  });

  it('ses titres se suivent, sous celui de la section', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom('synthese', 'axe-jeunesse'),
        async (niveaux, section) => {
          const { html } = await ecrire(niveaux.map((niveau) => `${'#'.repeat(niveau)} Titre\n`).join('\n'), {
            section,
          });
          const vus = [...html.matchAll(/<h(\d)>/g)].map(([, niveau]) => Number(niveau));
          expect(vus).toHaveLength(niveaux.length);
          const premier = section === 'synthese' ? 3 : 4;
          vus.forEach((niveau, rang) => {
            expect(niveau).toBeGreaterThanOrEqual(premier);
            expect(niveau).toBeLessThanOrEqual(rang === 0 ? premier : (vus[rang - 1] ?? 0) + 1);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('la typographie française', () => {
  it.each([
    ["l'action", 'l’action'],
    ['Qui ? Quoi ! Ceci ; cela : fin', 'Qui\u202f? Quoi\u202f! Ceci\u202f; cela\u202f: fin'],
    ['« transversale »', '«\u202ftransversale\u202f»'],
    ['«serré»', '«\u202fserré\u202f»'],
    ['« a » ; «\u00a0b\u00a0»', '«\u202fa\u202f»\u202f; «\u202fb\u202f»'],
    ['20 000 jeunes, 1 234 567,89 €', '20\u202f000 jeunes, 1\u202f234\u202f567,89\u202f€'],
    ['en 2012 300 jeunes', 'en 2012 300 jeunes'],
    ['à 12:30, 3:0', 'à 12:30, 3:0'],
    ['30 % et 5 M€', '30\u202f% et 5\u202fM€'],
    ['https://x', 'https://x'],
  ])('« %s »', (avant, apres) => {
    expect(typographier(avant)).toBe(apres);
  });

  it('faite deux fois, ne change plus rien ; et ne touche qu’aux espaces et aux apostrophes', () => {
    const nu = (texte: string) => texte.replace(/[ \u00a0\u202f]/g, '').replace(/'/g, '’');
    const bout = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom(' ', '\u00a0', '«', '»', ';', ' :', '12 345', ' €', "'"),
    );
    fc.assert(
      fc.property(fc.array(bout, { maxLength: 20 }), (bouts) => {
        const texte = bouts.join('');
        const une = typographier(texte);
        expect(typographier(une)).toBe(une);
        expect(nu(une)).toBe(nu(texte));
      }),
      { numRuns: 2000 },
    );
  });

  it('tient ensemble ce qu’un retour à la ligne séparerait, et laisse code et adresses', async () => {
    const { html } = await ecrire("Ceci\n: cela «\nà part\n» `l'a : b` [l'a](https://example.org/a'b)");
    expect(html).toContain(
      'Ceci\u202f: cela «\u202fà part\u202f» <code>l&#39;a : b</code> <a href="https://example.org/a&#39;b"',
    );
    expect(html).toContain('>l’a</a>');
  });
});

describe('les textes de 2012', () => {
  const DOSSIER = 'data/2012';
  const constats = new Constats();
  let page = '';
  let ecrits: ReadonlyMap<string, TexteDeSection>;
  const fichiers = readdirSync(join(DOSSIER, 'textes'))
    .filter((nom) => nom.endsWith('.md'))
    .sort();

  beforeAll(async () => {
    const { compilerLEvolution } = await import('../../src/compile/evolution/compiler-l-evolution.ts');
    const { Emetteurs } = await import('../../src/domain/lignes/emetteurs.ts');
    const { compilerLesLignes } = await import('../../src/edition/compiler-les-lignes.ts');
    const { preparer } = await import('../../src/edition/preparation.ts');
    const { lireLEditionPrecedente } = await import('../../src/ingest/lire-les-editions-passees.ts');
    const preparation = await preparer(DOSSIER, constats);
    const emetteurs = new Emetteurs();
    const compile = await compilerLesLignes(preparation, { affectation: ({ ligne }) => emetteurs.ajouter(ligne) });
    const precedente = await lireLEditionPrecedente(preparation.dossier, constats);
    const evolution = precedente && compilerLEvolution(precedente, { ...compile, emetteurs });
    const { textes, ancres } = await lireLaParure(preparation.dossier, 'templates', constats);
    ecrits = ecrireLesTextes(textes, { jaune: compile, evolution, ancres }, constats);
    page = await renderHtml(compile, 'templates', { textes: ecrits, ...(evolution && { evolution }) });
  });

  it('il y en a un par section et par axe, et tous sont relus', () => {
    expect(fichiers).toEqual(
      [...SECTIONS_A_TEXTE, 'axe-croissance', 'axe-jeunesse', 'axe-rayonnement'].map((nom) => `${nom}.md`).sort(),
    );
    expect(constats.liste.filter(({ code }) => code.includes('TEXTE'))).toEqual([]);
    expect([...ecrits.values()].filter(({ relu }) => !relu)).toEqual([]);
  });

  it.each(fichiers)('%s tient en peu de mots, et aucun montant n’y est écrit à la main', (fichier) => {
    const texte = readFileSync(join(DOSSIER, 'textes', fichier), 'utf8').split('---\n')[2] ?? '';
    const mots = texte.split(/\s+/).filter((mot) => /[\p{L}\d]/u.test(mot)).length;
    expect(mots).toBeGreaterThanOrEqual(60);
    expect(mots).toBeLessThanOrEqual(180);
    expect(texte.replace(/\{\{[^}]*\}\}/g, '')).not.toMatch(/€|\d,\d|%/);
  });

  it('disent les deux opérations exceptionnelles, par leur chiffre', () => {
    const { html = '' } = ecrits.get('exceptionnelles') ?? {};
    expect(html).toContain('>17,2\u202fM€</a>');
    expect(html).toContain('>11,0\u202fM€</a>');
    expect(html).toContain('>28,2\u202fM€</a>');
  });

  it('mènent tous à des endroits de la page', () => {
    const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    const cibles = [...ecrits.values()].flatMap(({ html }) =>
      [...html.matchAll(/href="#([^"]+)"/g)].map(([, cible = '']) => cible),
    );
    expect(cibles.length).toBeGreaterThan(50);
    expect(cibles.filter((cible) => !ids.has(cible))).toEqual([]);
  });

  it('gardent la page valide, ses titres en ordre', async () => {
    const validateur = new HtmlValidate({
      root: true,
      extends: ['html-validate:recommended'],
      rules: { 'valid-id': ['error', { relaxed: true }], 'heading-level': 'error' },
    });
    for (const { html } of ecrits.values()) {
      const { results } = await validateur.validateString(
        `<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body><h1>a</h1><h2>b</h2>${html}</body></html>`,
      );
      expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
    }
  });
});

it('un texte d’un autre exercice paraît, et le dit', async () => {
  const { texte, dites } = await ecrire('Le total : {{synthese.total}}.', { entete: '---\nexercice: 2011\n---\n' });
  expect(dites).toEqual(['A-TEXTE-NON-RELU textes/synthese.md 2 11']);
  expect(texte).toMatchObject({ exercice: '2011', relu: false });
  const page = await renderHtml(jaune, 'templates', { textes: new Map([['synthese', texte as TexteDeSection]]) });
  expect(page).toContain('Texte écrit pour 2011, pas encore relu pour cette édition.');
});

it('des intitulés hostiles restent du texte', async () => {
  const de = jauneHostile();
  const { html } = await ecrire('{{synthese.secteur_pilote.libelle}} {{collectivite}}', { de });
  expect(html).not.toMatch(/<(?!\/?p>)/);
  expect(html).toContain('&lt;');
});
