/** What libraries say never reaches an officer: files of every kind, spoilt by chance, are told in French or not at all. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Hasard } from '../mutations/hasard.ts';
import { avecDossier } from '../outils/atelier.ts';
import { ecrireClasseur } from '../outils/classeur-source.ts';
import { documentBudgetaire, ligneBudget } from '../outils/document-budgetaire.ts';
import { courirIci, poserDossier } from '../outils/dossiers.ts';

const BASE = 'test/cas/constats/_base';
/** `JAUNE_ESSAIS=500` looks further, `JAUNE_GRAINE=2` elsewhere. */
const ESSAIS = Number(process.env.JAUNE_ESSAIS ?? 8);
/** The parser of documents has most to say, and says it soonest. */
const ESSAIS_DE_XML = 5 * ESSAIS;
const GRAINE = Number(process.env.JAUNE_GRAINE ?? 15);

/** Words of libraries that are no words of French, nor of what officers write. */
const ANGLAIS =
  /\b(?:the|this|that|with|from|of|is|are|was|not|cannot|could|must|should|unexpected|undefined|unclosed|unmatched|invalid|expected|expecting|got|error|errors|failed|missing|maximum|exceeded|token|parse|unknown|disallowed|malformed|string|object|property|properties|partial|helper|template|file|directory|found|NaN|Infinity|line|column|length|stack|root|element|character|closed|allowed|null)\b|\[object |^\s+at .*:\d+:\d+/im;

/** What the program says in its own words: neither lines of files, nor what it quotes of them. */
function motsDuProgramme(dit: string): string {
  return dit
    .split('\n')
    .filter((ligne) => !/^\s*(?:\d+|[A-Z]+\d*)?\s*│/.test(ligne))
    .join('\n')
    .replace(/« [^»]*»?/g, '')
    .replace(/"[^"]*"/g, '')
    .replace(/\{\{[^}]*\}*/g, '')
    .replace(/^\S+ (?:·|:)/gm, '')
    .replace(/[\w./-]+\.(?:yaml|csv|hbs|md|xlsx|xml|svg|json|ts|txt)\b/g, '')
    .replace(/<[^>]*>?/g, '')
    .replace(/\b(?:partie|lieu|libelle|[a-z]+(?:[_/.][a-z_]+)+)\b/g, '');
}

const SIGNES = [
  ...'<>&"\'`{}[]()|\\/:;,#*!?%@-=+~^$€\t\n\0\r é０',
  '{{',
  '}}',
  '{{{',
  '{{>',
  '{{#',
  '{{/',
  '{{!--',
  '--}}',
  '{{else}}',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '&a;',
  '&#0;',
  '&#x110000;',
  'xmlns:x=""',
  'x:',
  '__proto__',
  'constructor',
  'toString',
  'null',
  '~',
  '1e999',
  '-0',
  '9'.repeat(400),
  '=1+1',
  '=#REF!',
  '\ufeff',
  '\u202e',
  '\ud800',
  '../',
  '/etc/passwd',
  '- ',
  ': ',
  '? ',
  '&a ',
  '*a',
  '!!js/function ',
  '%YAML 1.2\n---\n',
  '---\n',
  '...\n',
  '"""',
];

/** A text spoilt here and there: signs put in, taken out, doubled, cut. */
function gater(texte: string, hasard: Hasard): string {
  let gate = texte;
  for (let fois = hasard.entre(1, 3); fois > 0; fois--) {
    const ici = hasard.nombre(gate.length + 1);
    const bout = Math.min(gate.length, ici + hasard.entre(1, 12));
    const gestes = [
      () => gate.slice(0, ici) + hasard.un(SIGNES) + gate.slice(ici),
      () => gate.slice(0, ici) + gate.slice(bout),
      () => gate.slice(0, bout) + gate.slice(ici, bout) + gate.slice(bout),
      () => gate.slice(0, ici) + hasard.un(SIGNES) + gate.slice(bout),
      () => gate.slice(0, ici),
      () => gate.slice(0, ici) + hasard.un(SIGNES).repeat(hasard.un([2, 70, 3000])) + gate.slice(ici),
    ];
    gate = hasard.un(gestes)();
  }
  return gate;
}

const XLSX = 'sources/classeur.xlsx';
const SVG =
  '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="a"><path d="M0 0h9" fill="url(#a)"/></g></svg>\n';
const EXERCICE = readFileSync(join(BASE, 'exercice.yaml'), 'utf8');
const REGLES = readFileSync(join(BASE, 'regles/regles.yaml'), 'utf8');
const GABARIT = readFileSync('templates/sections/pays.hbs', 'utf8');
const ARBITRAGES =
  'ref;empreinte;question;reponse;quote_part;axe;domaine;territoire;pays;motif;auteur;date\nsources/culture.csv:2;0123456789abcdef;international;oui;;;;;;Un motif;Service;2012-12-01\n';
const DOCUMENT = documentBudgetaire({ lignes: [ligneBudget({ LibCpte: 'Été' }), ligneBudget()] });
const AVEC_DOCUMENT = EXERCICE.replace(
  'sources:\n',
  'sources:\n  - fichier: sources/budget.xml\n    format: totem\n    secteur: Culture\n',
).replaceAll('engagements', 'mandats');
const DE_CLASSEUR = (feuille = 'A') =>
  `${EXERCICE}  - fichier: ${XLSX}\n    format: xlsx\n    feuille: ${feuille}\n    secteur: Culture\n    organisme: Région\n    colonnes: { libelle: Objet }\n    montants: { engagements: Engagé }\n`;

interface Genre {
  readonly fichier: string;
  readonly sain: string;
  readonly autres?: Readonly<Record<string, string>>;
}

const GENRES: readonly Genre[] = [
  { fichier: 'exercice.yaml', sain: EXERCICE },
  { fichier: 'regles/regles.yaml', sain: REGLES },
  { fichier: 'sources/culture.csv', sain: readFileSync(join(BASE, 'sources/culture.csv'), 'utf8') },
  { fichier: 'arbitrages.csv', sain: ARBITRAGES },
  { fichier: 'sources/budget.xml', sain: DOCUMENT, autres: { 'exercice.yaml': AVEC_DOCUMENT } },
  { fichier: 'gabarits/sections/pays.hbs', sain: GABARIT },
  { fichier: 'gabarits/elements/table.hbs', sain: readFileSync('templates/elements/table.hbs', 'utf8') },
  {
    fichier: 'textes/synthese.md',
    sain: '---\nexercice: 2012\n---\nLe total est de {{synthese.total}}, **dont** [ceci](#pays).\n',
  },
  { fichier: 'logo.svg', sain: SVG, autres: { 'exercice.yaml': `${EXERCICE}apparence: { logo: logo.svg }\n` } },
  { fichier: 'nomenclatures/programmes.csv', sain: 'code;libelle\n048;Autres actions\n' },
  { fichier: 'memoire/lignes-2011.csv', sain: 'ref;verdict;montant_centimes\nsources/a.csv:2;internationale;100\n' },
];

async function dire(poser: (dossier: string) => void, ...mots: string[]): Promise<{ dit: string; code: number }> {
  const { dossier, racine } = poserDossier(BASE);
  poser(dossier);
  const { erreur, sortie, code } = await courirIci(mots.length > 0 ? mots : ['controler', 'dossier'], racine);
  return { dit: `${erreur}${sortie}`.replaceAll(racine, ''), code: code ?? -1 };
}

function ecrire(dossier: string, fichier: string, contenu: string | Uint8Array): void {
  mkdirSync(dirname(join(dossier, fichier)), { recursive: true });
  writeFileSync(join(dossier, fichier), contenu);
}

function exigerDuFrancais({ dit, code }: { dit: string; code: number }, essai: string): void {
  expect(ANGLAIS.exec(motsDuProgramme(dit))?.[0], `${essai}\n${dit.slice(0, 3000)}`).toBeUndefined();
  expect([0, 1, 2, 3], `${essai}\n${dit.slice(0, 3000)}`).toContain(code);
}

describe('ce que les bibliothèques disent ne se lit pas', () => {
  it.each(GENRES)('de $fichier gâté au hasard', async ({ fichier, sain, autres = {} }) => {
    const hasard = new Hasard(GRAINE);
    for (let essai = 0; essai < (fichier.endsWith('.xml') ? ESSAIS_DE_XML : ESSAIS); essai++) {
      const gate = gater(sain, hasard);
      const dite = await dire((dossier) => {
        for (const [autre, contenu] of Object.entries(autres)) ecrire(dossier, autre, contenu);
        ecrire(dossier, fichier, gate);
      });
      exigerDuFrancais(dite, `${fichier}, essai ${essai} :\n${gate.slice(0, 3000)}`);
    }
  });

  it('d’un classeur dont une partie est gâtée', async () => {
    const hasard = new Hasard(GRAINE);
    const octets = await ecrireClasseur({
      feuilles: {
        A: {
          rangees: [
            ['Objet', 'Engagé'],
            ['Jumelage', 12.5],
          ],
        },
      },
    });
    const parties = unzipSync(octets);
    const noms = Object.keys(parties).filter((nom) => /\.(?:xml|rels)$/.test(nom));
    for (let essai = 0; essai < ESSAIS; essai++) {
      const nom = hasard.un(noms);
      const gatee = { ...parties, [nom]: strToU8(gater(strFromU8(parties[nom] as Uint8Array), hasard)) };
      const dite = await dire((dossier) => {
        ecrire(dossier, 'exercice.yaml', DE_CLASSEUR());
        ecrire(dossier, XLSX, zipSync(gatee));
      });
      exigerDuFrancais(dite, `${nom}, essai ${essai}`);
    }
  });

  it('d’un document regardé par source', async () => {
    const hasard = new Hasard(GRAINE);
    for (let essai = 0; essai < ESSAIS; essai++) {
      const gate = gater(DOCUMENT, hasard);
      const dite = await dire((dossier) => ecrire(dossier, 'budget.xml', gate), 'source', 'dossier/budget.xml');
      exigerDuFrancais(dite, gate.slice(0, 3000));
    }
  });

  it('d’une édition dont le manifeste est gâté', async () => {
    await avecDossier(async (racine) => {
      const { dossier, racine: poste } = poserDossier(BASE);
      await courirIci(['compiler', 'dossier', '--sortie', 'sain'], poste);
      const manifeste = readFileSync(join(poste, 'sain', 'datapackage.json'), 'utf8');
      const hasard = new Hasard(GRAINE);
      for (let essai = 0; essai < ESSAIS; essai++) {
        const ici = join(racine, `essai-${essai}`);
        cpSync(join(poste, 'sain'), join(ici, 'edition'), { recursive: true });
        cpSync(dossier, join(ici, 'dossier'), { recursive: true });
        const gate = gater(manifeste, hasard);
        writeFileSync(join(ici, 'edition', 'datapackage.json'), gate);
        const { erreur, sortie, code } = await courirIci(['verifier', 'edition'], ici);
        exigerDuFrancais({ dit: `${erreur}${sortie}`.replaceAll(racine, ''), code: code ?? -1 }, `essai ${essai}`);
      }
    });
  });
});
