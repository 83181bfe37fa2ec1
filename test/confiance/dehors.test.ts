import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sansStrace } from '../outils/appels-systeme.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { jaune } from '../outils/paquet.ts';
import { type Donne, tracer } from '../outils/tracer.ts';

const sans = sansStrace();
if (sans !== undefined) console.warn(`${sans} : ce que jaune lit et écrit au dehors n’est pas essayé.`);

let poste = '';
const temporaire = () => join(poste, 'tmp');
beforeAll(() => {
  poste = dossierDEssai();
  const ranger = (nom: string, de: string) => cpSync(de, join(poste, nom), { recursive: true });
  for (const annee of ['2011', '2012']) ranger(`data/${annee}`, `data/${annee}`);
  ranger('petit', 'test/cas/controler/petit');
  ranger('ancien', 'test/cas/migrer/de-0.1/avant');
  ranger('reçu.csv', 'test/cas/controler/petit/sources/region.csv');
  // What stands beside, and nobody names.
  mkdirSync(join(poste, 'voisin'));
  writeFileSync(join(poste, 'voisin', 'secret.csv'), 'A;B\n');
  mkdirSync(temporaire());
});

/** The tool: its program, and what it finds above it. */
const OUTIL = [
  dirname(jaune.chemin),
  ...[
    'package.json',
    'data/cad',
    'data/droit',
    'data/empreintes',
    'data/modele',
    'data/nomenclatures',
    'data/reference',
  ],
  ...['docs/recalcul.sql', 'schemas', 'templates'],
].map((nom) => (nom.startsWith('/') ? nom : join(process.cwd(), nom)));

function donner(aLire: readonly string[], aEcrire: readonly string[] = []): Donne {
  const situer = (nom: string) => join(poste, nom);
  return { aLire: [...OUTIL, ...aLire.map(situer)], aEcrire: aEcrire.map(situer), temporaire: temporaire() };
}

describe.skipIf(sans !== undefined)('rien n’est lu ni écrit au dehors, rien ne passe par le réseau', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    // Where the schemas of a project would be, for editors.
    ['init 2014 --depuis petit', ['petit', '../schemas'], ['2014']],
    ['source reçu.csv --dossier petit', ['petit', 'reçu.csv'], []],
    ['controler petit', ['petit'], []],
    ['compiler petit --sortie sortie', ['petit'], ['sortie']],
    ['expliquer petit sources/region.csv:2', ['petit'], []],
    ['arbitrer export petit --sortie à-décider.xlsx', ['petit'], ['à-décider.xlsx']],
    ['arbitrer import petit à-décider.xlsx', ['petit', 'à-décider.xlsx'], ['petit/arbitrages.csv']],
    ['exporter data/2012 --vers scdl --sortie scdl', ['data/2012'], ['scdl']],
    ['archiver petit --sortie petit.zip', ['petit'], ['petit.zip']],
    ['verifier petit.zip', ['petit.zip'], []],
    ['comparer data/2011 data/2012', ['data/2011', 'data/2012'], []],
    ['migrer ancien --ecrire', ['ancien'], ['ancien/exercice.yaml', 'ancien/arbitrages.csv']],
    ['diagnostic petit', ['petit'], []],
  ])('jaune %s', (commande, aLire, aEcrire) => {
    const vu = tracer([jaune.chemin, ...commande.split(' ')], poste, join(poste, 'journal'), donner(aLire, aEcrire));
    expect(vu.dehors).toEqual([]);
    expect(vu.code, vu.erreur).toBe(0);
    expect(vu.appels).toBeGreaterThan(100);
  });

  test('ce qui sortirait se verrait', () => {
    const programme = join(poste, 'petit', 'indiscret.mjs');
    writeFileSync(
      programme,
      `import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
       import { connect } from 'node:net';
       readFileSync('voisin/secret.csv'); readdirSync('.'); writeFileSync('petit/trace', '');
       connect({ host: '192.0.2.1', port: 80 }).on('error', () => undefined).unref();`,
    );
    const { dehors } = tracer([programme], poste, join(poste, 'journal'), donner(['petit']));
    expect(dehors).toEqual(
      expect.arrayContaining([
        `openat ${poste}/voisin/secret.csv`,
        `openat ${poste}`,
        `openat (écrit) ${poste}/petit/trace`,
        expect.stringMatching(/^socket AF_INET/),
      ]),
    );
  });
});
