import { createHash } from 'node:crypto';
import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Constats, ConstatsBloquants } from '../../src/domain/constats/constat.ts';
import { CONTRASTE_MINIMAL, contraste, encreSur } from '../../src/domain/dossier/apparence.ts';
import { lireLeDossier } from '../../src/dossier/lire-le-dossier.ts';
import { compilerLEdition, controlerLEdition } from '../../src/edition.ts';
import { PlacedText } from '../../src/files/placed-text.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { lireParties } from '../../src/render/html/parties.ts';
import { dessinerLaPage, lireLaParure } from '../../src/render/html/parure.ts';
import { fautesDeHtml } from '../../src/render/identite/fautes-de-html.ts';
import { fautesDeSvg } from '../../src/render/identite/identite.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer, deposerDossier, fautes } from '../outils/dossier-temporaire.ts';
import { publier2012 } from '../outils/edition-2012.ts';
import { captures, sectionDe } from '../outils/page-lue.ts';
import { jauneExemple, jauneHostile } from './jaune-exemple.ts';

const GABARITS = 'templates';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>';
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const SOURCES = [{ fichier: 'sources/a.csv', contenu: 'Objet;Engagé\nJumelage avec Dakar;100,00\n' }];
const REGLE = {
  id: 'oui',
  question: 'international',
  si: { libelle: { mots: ['Jumelage'] } },
  conclusion: 'internationale',
  motif: 'Un jumelage.',
  exemples: { attrape: [{ libelle: 'Jumelage' }] },
};

/** Lays a dossier with an appearance and files of its own, and gives what was found of it and the page of the example. */
async function habiller(
  apparence: Readonly<Record<string, string>>,
  fichiers: Readonly<Record<string, string | Uint8Array>>,
  jaune = jauneExemple(),
): Promise<{ page: string; dites: string[]; messages: string[] }> {
  return avecDossier(async (racine) => {
    deposerDossier(racine, { entete: { apparence }, sources: SOURCES, regles: [REGLE] });
    for (const [chemin, contenu] of Object.entries(fichiers)) deposer(racine, chemin, contenu);
    const constats = new Constats();
    const morceaux: Buffer[] = [];
    try {
      const parure = await lireLaParure(lireLeDossier(racine, constats), GABARITS, constats);
      const matiere = { parure, jaune, evolution: undefined, gabarits: GABARITS };
      const atlas = { numeriques: new Map(), points: [] };
      await dessinerLaPage(matiere, atlas, constats, (octets) => morceaux.push(Buffer.from(octets)));
    } catch (erreur) {
      if (!(erreur instanceof ConstatsBloquants)) throw erreur;
    }
    const page = Buffer.concat(morceaux).toString('utf8');
    return { page, dites: fautes({ constats }), messages: constats.liste.map(({ message }) => message) };
  });
}

describe('le logo', () => {
  it.each([
    ['svg', Buffer.from(SVG), 'image/svg+xml'],
    ['png', PNG, 'image/png'],
    ['jpg', Buffer.from('ffd8ffe000104a46', 'hex'), 'image/jpeg'],
  ])('en .%s, entre tout entier dans la page', async (extension, octets, type) => {
    const fichier = `apparence/logo.${extension}`;
    const { page, dites } = await habiller({ logo: fichier }, { [fichier]: octets });
    expect(dites).toEqual([]);
    expect(page).toContain(`<img class="logo" src="data:${type};base64,${octets.toString('base64')}" alt="`);
  });

  it.each([
    ['une remontée', '../logo.svg', 'E-CHEMIN-HORS-DOSSIER'],
    ['une remontée cachée', 'apparence/../../logo.svg', 'E-CHEMIN-HORS-DOSSIER'],
    ['un chemin absolu', '/logo.svg', 'E-CHEMIN-HORS-DOSSIER'],
    ['un dossier', 'sources', 'E-LOGO'],
    ['rien', 'apparence/logo.svg', 'E-LOGO'],
  ])('par %s, est refusé', async (_, logo, code) => {
    const { dites } = await habiller({ logo }, {});
    expect(dites.map((dite) => dite.split(' ').slice(0, 2))).toEqual([[code, 'exercice.yaml']]);
  });

  it.runIf(process.platform !== 'win32')(
    'par un lien qui sort du dossier, est refusé, comme un texte ou un gabarit',
    async () => {
      await avecDossier(async (dehors) => {
        deposer(dehors, 'logo.svg', SVG);
        await avecDossier(async (racine) => {
          deposerDossier(racine, {
            entete: { apparence: { logo: 'apparence/logo.svg' } },
            sources: SOURCES,
            regles: [REGLE],
          });
          for (const lien of ['apparence/logo.svg', 'textes/synthese.md', 'gabarits/sections/pays.hbs']) {
            deposer(racine, join(lien, '..', '.vide'), '');
            symlinkSync(join(dehors, 'logo.svg'), join(racine, lien));
          }
          const constats = new Constats();
          expect(() => lireLeDossier(racine, constats)).toThrow(ConstatsBloquants);
          expect(fautes({ constats }).map((dite) => dite.split(' ').slice(0, 2).join(' '))).toEqual([
            'E-CHEMIN-HORS-DOSSIER exercice.yaml',
            'E-CHEMIN-HORS-DOSSIER textes/synthese.md',
            'E-CHEMIN-HORS-DOSSIER gabarits/sections/pays.hbs',
          ]);
        });
      });
    },
  );

  it('de plus de 200 000 octets, est dit sans être lu', async () => {
    await avecDossier(async (racine) => {
      deposerDossier(racine, { entete: { apparence: { logo: 'logo.png' } }, sources: SOURCES, regles: [REGLE] });
      deposer(racine, 'logo.png', PNG);
      truncateSync(join(racine, 'logo.png'), 200_001);
      const constats = new Constats();
      await lireLaParure(lireLeDossier(racine, constats), GABARITS, constats);
      expect(fautes({ constats })).toEqual(['E-LOGO logo.png']);
    });
  });

  it.each([
    ['<script/>', 'script'],
    ['<x:script xmlns:x="http://www.w3.org/2000/svg"/>', 'script'],
    ['<foreignObject/>', 'foreignObject'],
    ['<g onload="x()"/>', 'onload'],
    ['<image href="https://example.org/x.png"/>', 'href'],
    ['<image xlink:href="x.png" xmlns:xlink="http://www.w3.org/1999/xlink"/>', 'xlink:href'],
    ['<a href="javascript:x()"/>', 'href'],
    ['<use href="data:image/svg+xml;base64,AAAA#x"/>', 'href'],
    ['<g style="fill: url(https://example.org/x)"/>', 'style'],
    ['<g fill="url(\'//example.org/x\')"/>', 'fill'],
    ['<style>@import "x.css";</style>', 'style'],
    ["<style>@im\\70ort 'http://e.fr/x.css';</style>", 'style'],
    ['<g style="fill: u\\72 l(https://example.org/x)"/>', 'style'],
    ['<a><animate attributeName="href" values="javascript:x()"/></a>', 'attributeName'],
    ['<style><![CDATA[g { fill: url(x.svg) }]]></style>', 'style'],
    ['<?xml-stylesheet href="x.css"?>', 'xml-stylesheet'],
    ['<g>', 'pas à sa place'],
    ['&externe;', 'pas à sa place'],
  ])('en SVG qui contient %s, est refusé', (contenu, dit) => {
    const texte = new PlacedText('logo.svg', `<svg xmlns="http://www.w3.org/2000/svg">\n${contenu}\n</svg>`);
    const [premiere] = fautesDeSvg(texte);
    expect(premiere?.message).toContain(dit);
    expect(texte.place(premiere?.debut ?? -1, premiere?.fin ?? -1).lieu.ligne).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['des entités', '<!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'],
    ['une page', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['un dessin sans espace de noms', '<svg/>'],
    ['rien', ''],
    ['du texte', 'bonjour'],
  ])('qui est %s et non un dessin, est refusé', (_, contenu) => {
    expect(fautesDeSvg(new PlacedText('logo.svg', contenu))).not.toEqual([]);
  });

  it.each([
    SVG,
    `<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n${SVG}`,
    '<svg xmlns="http://www.w3.org/2000/svg"><defs><linearGradient id="a"/></defs><g fill="url(#a)" style="stroke:url(\'#a\')"/><use href="#a"/></svg>',
  ])('simple est accepté : %s', (contenu) => {
    expect(fautesDeSvg(new PlacedText('logo.svg', contenu))).toEqual([]);
  });
});

describe('les couleurs', () => {
  it('prennent la place du jaune dans la feuille scellée', async () => {
    const { page } = await habiller({ couleur: '#0a4a8c', sur_couleur: '#ffffff' }, {});
    const [style = ''] = captures(page, /<style>(.*?)<\/style>/gs);
    expect(style.lastIndexOf(':root { --jaune: #0a4a8c; --sur-jaune: #ffffff; }')).toBeGreaterThan(
      style.lastIndexOf('--jaune: #ffd60a'),
    );
    expect(page).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  it('le contraste est celui de WCAG', () => {
    expect(contraste('#000000', '#ffffff')).toBe(21);
    expect(contraste('#ffffff', '#ffffff')).toBe(1);
    expect(contraste('#777777', '#ffffff')).toBe(4.47);
    expect(contraste('#ffffff', '#767676')).toBe(4.54);
  });

  it('sur tout fond, le noir ou le blanc se lit', () => {
    const couleur = fc.integer({ min: 0, max: 0xffffff }).map((code) => `#${code.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(couleur, (fond) => {
        expect(contraste(fond, encreSur(fond))).toBeGreaterThanOrEqual(CONTRASTE_MINIMAL);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [{ couleur: '#777777', sur_couleur: '#ffffff' }, ['E-COULEUR-CONTRASTE exercice.yaml 1']],
    [{ couleur: '#ffd60a' }, []],
    [{ sur_couleur: '#ffffff' }, ['E-EXERCICE-INCOHERENT exercice.yaml 1']],
    [{ couleur: 'red; } body { display: none' }, ['E-YAML-CONTENU exercice.yaml 1']],
    [{ couleur: '#fff' }, ['E-YAML-CONTENU exercice.yaml 1']],
  ])('%o', async (apparence, attendu) => {
    const { dites } = await habiller(apparence, {});
    expect(dites.map((dite) => dite.split(' ').slice(0, 3).join(' '))).toEqual(attendu);
  });
});

describe('un gabarit du dossier', () => {
  it('remplace celui de l’outil, et lui seul', async () => {
    const { page, dites } = await habiller(
      {},
      {
        'gabarits/sections/pays.hbs': '<section id="pays"><h2>Ailleurs</h2>\n{{> table tables.pays}}</section>\n',
      },
    );
    expect(dites).toEqual([]);
    const sans = await renderHtml(jauneExemple(), GABARITS);
    expect(page).toContain('<h2>Ailleurs</h2>');
    expect(sans).not.toContain('<h2>Ailleurs</h2>');
    for (const section of ['synthese', 'axes', 'evolution', 'index']) {
      const de = (html: string) => sectionDe(html, section).slice(0, 1500);
      expect(de(page)).toBe(de(sans));
    }
  });

  it.each([
    ['l’exemple', async () => jauneExemple()],
    ['2012', async () => (await publier2012()).jaune],
  ])('copié de l’outil, ne change pas un octet de %s, quel qu’il soit', async (_, faire) => {
    const jaune = await faire();
    const sans = (await habiller({}, {}, jaune)).page;
    const parties = lireParties(GABARITS);
    expect(parties.length).toBeGreaterThan(25);
    const copies = Object.fromEntries(parties.map(({ chemin, texte }) => [`gabarits/${chemin}`, texte]));
    const { page, dites } = await habiller({}, copies, jaune);
    expect(dites).toEqual([]);
    expect(page === sans).toBe(true);
  });

  it('n’écrit pas sans le protéger un libellé hostile', async () => {
    const { page } = await habiller(
      {},
      { 'gabarits/elements/renvoi.hbs': '<a href="#l{{numero}}" title="{{libelle}}">{{libelle}}</a>' },
      jauneHostile(),
    );
    expect(page).toContain('&lt;img');
    expect(page).not.toMatch(/<img src=x/);
  });

  it.each([
    ['{{> lire', 'Handlebars ne comprend pas'],
    ['{{#each pays}}x', '{{#each}} n’est pas fermé'],
    ['x {{/if}}', 'rien n’ouvre {{/if}}'],
    ['{{#if pays}}{{#each pays}}{{/if}}{{/each}}', '{{/if}} ferme {{#each}}'],
    ['{{log "x"}}', '« log » n’est pas une aide'],
    ['{{#each (trier pays)}}{{/each}}', '« trier » n’est pas une aide'],
    ['{{> (lookup . "x")}}', 'n’est pas un gabarit'],
    ['{{#*inline "x"}}{{/inline}}', 'ne peut pas en définir'],
    ['{{constructor}}', '« constructor » n’est pas une donnée'],
    ['{{pays.__proto__}}', '« __proto__ » n’est pas une donnée'],
    ['{{#with enTete}}{{toString}}{{/with}}', '« toString » n’est pas une donnée'],
    ['{{&enTete.titre}}', 'sans le protéger'],
    ['{{{enTete.titre}}}', 'sans le protéger'],
    ['{{this}}', 'un ensemble de données ne s’écrit pas'],
    ['{{@root}}', 'un ensemble de données ne s’écrit pas'],
    ['{{enTete}}', 'un ensemble de données ne s’écrit pas'],
    ['{{[ecrire la valeur]}}', 'n’est pas là'],
    [`{{#${'a'.repeat(45_000)}`, 'Handlebars ne comprend pas'],
    ['{{absent}}', '« absent » n’est pas là où'],
    ['{{enTete.absent}}', '« absent » n’est pas là où'],
    ['{{millions enTete.titre}}', '« millions » attend un montant en centimes ; ce gabarit lui donne le texte'],
    ['{{euros (lookup synthese.total "lettres")}}', '« lettres » n’est pas là où'],
    ['{{euros synthese.total.lettres}}', '« lettres » n’est pas là où'],
    ['{{euros synthese.absent.montant}}', '« absent » n’est pas là où'],
    ['{{synthese.absent.montant}}', '« absent » n’est pas là où'],
    ['{{lookup enTete "titres"}}', '« titres » n’est pas là où'],
    ['{{lookup enTete "constructor"}}', '« constructor » n’est pas là où'],
    ['{{lookup enTete}}', '« lookup » attend 2 valeurs ; ce gabarit lui en donne 1'],
    ['{{#if absent}}x{{/if}}', '« absent » n’est pas là où'],
    ['{{#each (lookup . "absent")}}x{{/each}}', '« absent » n’est pas là où'],
    ['{{#each tables as |une|}}{{euros une}}{{/each}}', '« euros » attend un montant'],
    ['{{#each enTete.titre}}x{{/each}}', '« each » attend une liste'],
    ['{{#each pays "x"}}x{{/each}}', '« each » attend 1 valeur'],
    ['{{if pays}}', '« if » s’écrit en bloc'],
    ['{{#euros 1}}x{{/euros}}', '« euros » ne s’écrit pas en bloc'],
    ['{{euros 1 unite="k"}}', '« euros » ne prend pas « unite= »'],
    ['{{date}}', '« date » attend 1 valeur'],
    ['{{date "le 3"}}', '« date » attend une date'],
    ['{{pourcentage 1}}', '« pourcentage » attend 2 valeurs'],
    ['{{pourcentage "a" 2}}', '« pourcentage » attend un nombre entier'],
    ['{{entier 1.5}}', 'le nombre 1,5'],
    ['{{compter enTete "ligne"}}', 'un ensemble de données'],
    ['{{numeros pays}}', '« numeros » attend une liste de numéros'],
    ['{{> @partial-block}}', '« @partial-block » n’est là que'],
    ['{{> texte html=enTete.titre relu=true exercice=""}}', '« html » est un nom que la page garde'],
    ['{{#with enTete.titre as |html|}}{{{html}}}{{/with}}', '« html » est un nom que la page garde'],
    [`{{euros ${'(a '.repeat(9000)}b${')'.repeat(9000)}}}`, 'plus de 50 appels les uns dans les autres'],
    ['<me{{!x}}ta http-equiv="refresh" content="0;url=https://example.org">', 'la balise <meta>'],
    ['<scr{{! }}ipt>x()</script>', 'la balise <script>'],
    ['<{{! }}iframe></iframe>', 'la balise <iframe>'],
    ['<p on{{!x}}click="x()">a</p>', 'exécuterait un script'],
    ['<p st{{!--x--}}yle="color:red">a</p>', 'un style écrit dans une balise'],
    ['<a href="java{{!x}}script:x()">a</a>', '« href »'],
    ['<img s{{!x}}rc="https://example.org/x.png" alt="">', '« src »'],
    ['<a href="java{{petit ""}}script:x()">a</a>', '« href »'],
    ['<{{petit ""}}base href="#">', 'la balise <base>'],
    ['<a href=x{{!x}} {{compter 1 "onclick"}}="x()">a</a>', '« href »'],
    ['<{{#if pays}}obj{{/if}}ect></object>', 'la balise <object>'],
    ['<svg><a><ani{{!x}}mate attributeName="href" to="javascript:x()"/></a></svg>', 'la balise <animate>'],
    ['<svg><use hr{{!x}}ef="https://example.org/x#a"/></svg>', '« href »'],
    ['<svg><path fill="u{{!x}}rl(https://example.org/x)"/></svg>', '« fill »'],
    ['<svg><path fill="u\\72l(//example.org/x)"/></svg>', '« fill »'],
    ['<noscript><me{{!x}}ta http-equiv="refresh" content="0"></noscript>', 'la balise <noscript>'],
    ['<template><scr{{!x}}ipt>x()</script></template>', 'la balise <script>'],
    ['<{{!x}}!-- {{> chiffre synthese.total}}', 'n’est pas fermé'],
    ['<text{{!x}}area>', 'la balise <textarea>'],
    ['<title>Pays', 'la balise <title>'],
    ['<textarea>Pays</p></textarea>', 'la balise <textarea>'],
    ['<noframes><p>', 'la balise <noframes>'],
    ['<select><option>a', 'la balise <select>'],
    ['<template><p>a</p>', 'la balise <template>'],
    ['<details><summary>a</summary>', 'la balise <details>'],
    ['<svg><title>Pays', 'la balise <title> n’est pas fermée'],
    ['<p title="a>{{> chiffre synthese.total}}', 'guillemets'],
    ['<bo{{!x}}dy onload="x()">', '« onload »'],
    ['<div>'.repeat(300), 'balises ouvertes les unes dans les autres'],
    ['{{> table pays}}', '« table » n’y est pas appelé'],
    ['{{> evolution}}{{> pays}}', 's’appelle sans fin'],
    ['<p onclick="x()">a</p>', 'onclick'],
    ['<p {{#if pays}}style="color:red"{{/if}}>a</p>', 'style'],
    ['<script>x()</script>', '<script>'],
    ['<img src="https://example.org/x.png" alt="">', 'src'],
    ['<a href="javascript:x()">a</a>', 'href'],
    ['<link rel="stylesheet" href="x.css">', '<link>'],
  ])('qui contient %s est refusé, avec sa place, et jamais comme un défaut de l’outil', async (texte, dit) => {
    const { dites, messages } = await habiller({}, { 'gabarits/sections/pays.hbs': `<p>a</p>\n${texte}` });
    expect(messages.join(' ')).toContain(dit);
    expect(dites[0]).toMatch(/^E-GABARIT gabarits\/sections\/pays\.hbs/);
    expect(dites[0]).toMatch(/ [12] \d+$/);
  });

  it.each(['<svg><title>Pays</title><path d=""/></svg>', '<p>a<ul><li>b</ul>'])(
    'qui contient %s se dessine',
    async (texte) => {
      const { dites } = await habiller({}, { 'gabarits/sections/pays.hbs': `<p>a</p>\n${texte}` });
      expect(dites).toEqual([]);
    },
  );

  it('qui ouvre ce qu’un autre gabarit du dossier ferme est dit où c’est ouvert', async () => {
    const { dites } = await habiller(
      {},
      {
        'gabarits/sections/axes.hbs': '<p>a</p>\n<title>',
        'gabarits/sections/secteurs.hbs': '</title><p>b</p>',
      },
    );
    expect(dites).toEqual(['E-GABARIT gabarits/sections/axes.hbs 2 1']);
  });

  it('qui boucle par un autre est refusé', async () => {
    const { dites } = await habiller(
      {},
      {
        'gabarits/elements/renvoi.hbs': '{{> chiffre this}}',
        'gabarits/elements/chiffre.hbs': '{{> renvoi this}}',
      },
    );
    expect(dites).toEqual([
      'E-GABARIT gabarits/elements/chiffre.hbs 1 1',
      'E-GABARIT gabarits/elements/renvoi.hbs 1 1',
    ]);
  });

  it('de milliers de blocs les uns dans les autres est refusé sans défaut', async () => {
    const { dites } = await habiller(
      {},
      {
        'gabarits/sections/pays.hbs': `${'{{#if a}}'.repeat(2000)}x${'{{/if}}'.repeat(2000)}`,
      },
    );
    expect(dites).toEqual(['E-GABARIT gabarits/sections/pays.hbs 1 451']);
  });

  it('se dit aussi par controler, qui n’écrit rien', async () => {
    await avecDossier(async (racine) => {
      deposerDossier(racine, { sources: SOURCES, regles: [REGLE] });
      deposer(racine, 'gabarits/sections/pays.hbs', '{{absent}}');
      const constats = new Constats();
      await expect(controlerLEdition(racine, constats)).rejects.toThrow(ConstatsBloquants);
      expect(fautes({ constats })).toContain('E-GABARIT gabarits/sections/pays.hbs 1 3');
    });
  });

  it.each([
    '<p class="x" title="on = 1">style = 2</p>',
    '<p>a < b, on=3</p>',
    '<a href="#{{ancre a}}">a</a>',
    '<a href="https://example.org">a</a>',
    '{{!-- <script> --}}',
    '<img src="{{{logo}}}" alt="">',
    '<a href={{adresse}} class="c">a</a>',
    '<!-- <script>x()</script> -->',
    '<textarea><p onclick="x()"></textarea>',
  ])('peut contenir %s', (html) => {
    expect(fautesDeHtml(html)).toEqual([]);
  });

  it.each([
    ['<p title=it’s onclick=x()>a</p>', 'onclick=x()'],
    [`<p title=l'une onclick="x()">a</p>`, 'onclick="x()"'],
    ['<p>a</p><tr onclick="x()"><td>a</td></tr>', 'onclick="x()"'],
    ['<select><div onclick="x()">a</div></select>', 'onclick="x()"'],
    ['<p>a</p><body onload="x()">', 'onload="x()"'],
    ['<p>a</p><frame>', '<frame'],
    ['<p onclick="x()"', 'onclick="x()"'],
    ['<noscript><p onclick="x()">a</p></noscript>', 'onclick="x()"'],
    ['<a href={{adresse}} onclick="x()">a</a>', 'onclick="x()"'],
    ['<{{balise}} onclick="x()">a</{{balise}}>', 'onclick="x()"'],
    ['<a href="&#106;avascript:x()">a</a>', 'href="&#106;avascript:x()"'],
    ['<svg><a xlink:href="javascript:x()"><path d=""/></a></svg>', 'xlink:href="javascript:x()"'],
  ])('n’a pas le droit à ce que %s contient, là où c’est écrit', (html, ecrit) => {
    expect(fautesDeHtml(html).map(({ debut, fin }) => html.slice(debut, fin))).toEqual([ecrit]);
  });
});

it('ce dont la page dépend est dans le manifeste, et une faute n’écrit rien', async () => {
  await avecDossier(async (racine) => {
    const dossier = join(racine, 'dossier');
    deposerDossier(dossier, {
      entete: { apparence: { logo: 'apparence/logo.svg' } },
      sources: SOURCES,
      regles: [REGLE],
    });
    deposer(dossier, 'apparence/logo.svg', SVG);
    deposer(dossier, 'textes/pays.md', '---\nexercice: 2012\n---\n{{synthese.total}}\n');
    deposer(dossier, 'gabarits/elements/renvoi.hbs', '<a href="#l{{numero}}">{{libelle}}</a>');
    const sortie = join(racine, 'sortie');
    const { fichiers } = await compilerLEdition(dossier, sortie, new Constats());
    expect(fichiers).toContain('datapackage.json');
    const { readFileSync, existsSync } = await import('node:fs');
    const paquet = readFileSync(join(sortie, 'datapackage.json'), 'utf8');
    for (const fichier of ['apparence/logo.svg', 'textes/pays.md', 'gabarits/elements/renvoi.hbs']) {
      const empreinte = createHash('sha256')
        .update(readFileSync(join(dossier, fichier)))
        .digest('hex');
      expect(paquet).toContain(`"${fichier}"`);
      expect(paquet).toContain(empreinte);
    }
    deposer(dossier, 'textes/pays.md', '---\nexercice: 2012\n---\n{{rien}}\n');
    const autre = join(racine, 'autre');
    await expect(compilerLEdition(dossier, autre, new Constats())).rejects.toThrow(ConstatsBloquants);
    expect(existsSync(autre)).toBe(false);
  });
});
