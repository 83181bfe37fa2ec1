/**
 * Dossiers made to harm: each is refused in plain words, or harmless; in a program of its own that is watched, where time or
 * memory is at stake.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { courirIci, poserDossier } from '../outils/dossiers.ts';
import { jaune } from '../outils/paquet.ts';

const BASE = 'test/cas/constats/_base';
/** A program that waits for something that never comes is stopped, and the test fails. */
const PATIENCE_MS = 60_000;

/** What `controler` says of the base dossier once it was spoilt, memory bounded to 200 MB. */
function controler(gater: (dossier: string) => void) {
  const { dossier } = poserDossier(BASE);
  gater(dossier);
  const options = ['--max-old-space-size=200', jaune.chemin, 'controler', dossier];
  const { status, stderr, signal } = spawnSync(process.execPath, options, {
    encoding: 'utf8',
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
    env: { ...process.env, NO_COLOR: '1' },
  });
  expect(signal, stderr).toBeNull();
  return { code: status, dit: stderr };
}

/** The same in this process: names and paths, of which no number makes a program wait or fill its memory. */
function controlerIci(gater: (dossier: string) => void) {
  const { dossier, racine } = poserDossier(BASE);
  gater(dossier);
  return courirIci(['controler', dossier], racine);
}

const ecrire = (fichier: string, contenu: string) => (dossier: string) =>
  writeFileSync(join(dossier, fichier), contenu);
const EXERCICE = 'exercice.yaml';

describe('des fichiers qui n’en sont pas', () => {
  const tube = (fichier: string) => (dossier: string) => {
    rmSync(join(dossier, fichier), { force: true });
    execFileSync('mkfifo', [join(dossier, fichier)]);
  };
  const lien = (fichier: string, cible: string) => (dossier: string) => {
    rmSync(join(dossier, fichier), { force: true });
    symlinkSync(cible, join(dossier, fichier));
  };

  it('un sous-dossier au bout d’un lien est dit une fois, et lu', async () => {
    const { erreur: dit } = await controlerIci(lien('questionnaires', join(process.cwd(), 'data/2012/questionnaires')));
    expect(dit.match(/A-LIEN-HORS-DOSSIER/g)).toHaveLength(1);
    expect(dit).toMatch(/questionnaires · ce sous-dossier est un lien/);
    expect(dit).not.toContain('A-FICHIER-NON-LU');
  });

  it.each<[quoi: string, gater: (dossier: string) => void, dit: RegExp]>([
    [
      'un tube pour source',
      tube('sources/culture.csv'),
      /sources\/culture\.csv · fichier illisible : ce n’est pas un fichier ordinaire/,
    ],
    [
      'un tube parmi les règles',
      tube('regles/z.yaml'),
      /regles\/z\.yaml · fichier illisible : ce n’est pas un fichier ordinaire/,
    ],
    [
      'un tube pour décisions',
      tube('arbitrages.csv'),
      /arbitrages\.csv · fichier illisible : ce n’est pas un fichier ordinaire/,
    ],
    ['un périphérique sans fin', lien('sources/culture.csv', '/dev/zero'), /ce n’est pas un fichier ordinaire/],
    [
      'un lien vers lui-même',
      lien('sources/culture.csv', 'culture.csv'),
      /n’est pas dans le dossier|c’est un lien qui ne mène qu’à lui-même/,
    ],
    [
      'un lien vers un fichier du système',
      lien('sources/culture.csv', '/etc/hostname'),
      /E-COLONNE-ABSENTE[\s\S]*A-LIEN-HORS-DOSSIER/,
    ],
  ])('%s', (_, gater, dit) => {
    const { code, dit: obtenu } = controler(gater);
    expect(obtenu).toMatch(dit);
    expect(code).toBe(1);
  });
});

describe('du YAML fait pour nuire', () => {
  const bombe = () => {
    const lettres = [...'abcdefghij'];
    return lettres
      .map(
        (lettre, rang) =>
          `${lettre}: &${lettre} [${Array(9)
            .fill(rang === 0 ? 'lol' : `*${lettres[rang - 1]}`)
            .join(',')}]`,
      )
      .join('\n');
  };

  it.each<[quoi: string, fichier: string, contenu: () => string, dit: RegExp]>([
    ['une bombe d’alias', EXERCICE, bombe, /E-YAML-SYNTAXE/],
    [
      'soixante millions de lettres',
      'regles/z.yaml',
      () => `- id: ${'a'.repeat(60_000_000)}\n`,
      /ce fichier a 60\s000\s007 octets/,
    ],
    [
      'un million de lettres dans un seul mot',
      'regles/z.yaml',
      () => `- id: ${'a'.repeat(1_000_000)}\n`,
      /E-YAML-CONTENU/,
    ],
    ['cinquante mille crochets', 'regles/z.yaml', () => '['.repeat(50_000), /E-YAML-SYNTAXE/],
    [
      'cent mille clés fausses',
      EXERCICE,
      () => Array.from({ length: 100_000 }, (_, rang) => `${rang}: 1`).join('\n'),
      /E-YAML-CONTENU/,
    ],
    ['vingt mille règles sans rien', 'regles/z.yaml', () => '- {}\n'.repeat(20_000), /E-YAML-CONTENU/],
    [
      'une étiquette de programme',
      EXERCICE,
      () => 'exercice: !!js/function "function(){process.exit(7)}"\n',
      /E-YAML-SYNTAXE/,
    ],
    [
      'des listes et des dictionnaires pour clés',
      'regles/z.yaml',
      () => '? [a, b]\n: 1\n? { c: d }\n: 2\n',
      /^regles\/z\.yaml:1:1 · une liste de règles est attendue/,
    ],
  ])('%s', (_, fichier, contenu, dit) => {
    const { code, dit: obtenu } = controler(ecrire(fichier, contenu()));
    expect(obtenu).toMatch(dit);
    expect(code).toBe(1);
    expect(obtenu.length).toBeLessThan(20_000);
  });
});

describe('des chemins qui sortent du dossier', () => {
  it.each([
    ['en remontant', '../culture.csv'],
    ['en remontant plus loin', 'sources/../../culture.csv'],
    ['absolu', '/etc/passwd'],
    ['absolu, à la façon de Windows', 'C:/Windows/win.ini'],
    ['avec des barres de Windows', '"..\\\\..\\\\culture.csv"'],
    ['sur un partage', '"//serveur/partage/culture.csv"'],
    ['coupé par un octet nul', '"sources/culture.csv\\0.txt"'],
    ['dans un fichier', 'sources/culture.csv/autre'],
    ['vers un dossier', 'sources'],
    ['vide', '""'],
  ])('%s', async (_, chemin) => {
    const { code, erreur: dit } = await controlerIci((dossier) => {
      const declare = [
        'exercice: 2012',
        'collectivite: x',
        'titre: x',
        'norme: M71',
        'vote: par_fonction',
        'base: engagements',
      ];
      const suite = [
        'date_edition: 2012-12-13',
        'secteur_pilote: Culture',
        'code_inconnu: erreur',
        'sources:',
        `  - fichier: ${chemin}`,
      ];
      const source = [
        'secteur: Culture',
        'organisme: x',
        'encodage: utf-8',
        'separateur: ";"',
        'decimale: ","',
        'colonnes: { libelle: Objet }',
        'montants: { engagements: M }',
      ];
      ecrire(EXERCICE, [...declare, ...suite, ...source.map((ligne) => `    ${ligne}`), ''].join('\n'))(dossier);
    });
    expect(dit).toMatch(/E-CHEMIN-HORS-DOSSIER|E-SOURCE-ABSENTE|E-FICHIER-ILLISIBLE|E-YAML-CONTENU|E-YAML-SYNTAXE/);
    expect(code).toBe(1);
  });
});

describe('__proto__ et les siens, pour nom', () => {
  const remplacer = (fichier: string, de: string, par: string) => (dossier: string) => {
    const chemin = join(dossier, fichier);
    const avant = execFileSync('cat', [chemin], { encoding: 'utf8' });
    expect(avant).toContain(de);
    writeFileSync(chemin, avant.replace(de, par));
  };

  it.each<[quoi: string, gater: (dossier: string) => void, dit: RegExp]>([
    ['un axe', remplacer(EXERCICE, 'jeunesse:', '__proto__:'), /« __proto__ » ne peut pas servir de nom/],
    ['un champ', remplacer(EXERCICE, 'libelle: Objet', '__proto__: Objet'), /« __proto__ » ne peut pas servir de nom/],
    [
      'un champ constructor',
      remplacer(EXERCICE, 'libelle: Objet', 'libelle: Objet, constructor: Exercice'),
      /« constructor » n’est pas un champ connu/,
    ],
    ['une règle', remplacer('regles/regles.yaml', 'id: action-exterieure', 'id: __proto__'), /E-YAML-CONTENU/],
    [
      'une condition',
      remplacer('regles/regles.yaml', 'si: { fonction: "048" }', 'si: { constructor: "048" }'),
      /E-REGLE-CHAMP/,
    ],
    ['un code', remplacer('sources/culture.csv', '930;048', '930;__proto__'), /E-CODE-INCONNU/],
    ['un titre non déclaré', remplacer('sources/culture.csv', 'Objet', '__proto__'), /E-COLONNE-ABSENTE/],
  ])('de %s', async (_, gater, dit) => {
    const { code, erreur: obtenu } = await controlerIci(gater);
    expect(obtenu).toMatch(dit);
    expect(code).toBe(1);
  });

  it('d’une colonne déclarée, ou d’un libellé : sans effet', async () => {
    const { code, erreur: dit } = await controlerIci((dossier) => {
      remplacer(EXERCICE, 'libelle: Objet', 'libelle: __proto__')(dossier);
      remplacer('sources/culture.csv', ';Objet;', ';__proto__;')(dossier);
      remplacer('sources/culture.csv', 'Jumelage avec Dakar;Ville de Dakar', 'constructor;__proto__')(dossier);
    });
    expect(dit).toBe('');
    expect(code).toBe(0);
  });
});
