/** Editions of one exercice: what they are called, where they go, and how each is found again. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { dossierDEssai } from './outils/atelier.ts';
import { courirIci } from './outils/dossiers.ts';
import { lireClasseur } from './outils/lecteur-xlsx.ts';

const DATA = join(import.meta.dirname, '../data');

let atelier: string;
beforeEach(() => {
  atelier = dossierDEssai();
  for (const nom of ['2010', '2010-net']) cpSync(join(DATA, nom), join(atelier, 'data', nom), { recursive: true });
});

const lancer = (...mots: string[]) => courirIci(mots, atelier);

function retoucher(nom: string, changer: (texte: string) => string): void {
  const chemin = join(atelier, 'data', nom, 'exercice.yaml');
  writeFileSync(chemin, changer(readFileSync(chemin, 'utf8')));
}

function nommer(nom: string, edition: string): void {
  retoucher(nom, (texte) =>
    texte.replace(/\n(?:edition: .*\n)?secteur_pilote/, `\nedition: ${edition}\nsecteur_pilote`),
  );
}

async function compiler(nom: string, ...options: string[]): Promise<string> {
  const { code, sortie, erreur } = await lancer('compiler', join('data', nom), '--json', ...options);
  expect(code, sortie + erreur).toBe(0);
  return JSON.parse(sortie).sortie;
}

describe('le nom d’une édition', () => {
  test('est en couverture, en tête des feuilles, dans le JSON, le manifeste et l’archive', async () => {
    nommer('2010', '"version du <conseil>"');
    const sortie = await compiler('2010');
    const page = readFileSync(join(sortie, 'jaune-2010.html'), 'utf8');
    expect(page).toContain('<p class="exercice">2010 <bdi class="edition">version du &lt;conseil&gt;</bdi></p>');
    expect(page).toMatch(/<title>.* 2010 · .*, version du &lt;conseil&gt;<\/title>/);
    const { feuilles } = lireClasseur(readFileSync(join(sortie, 'jaune-2010.xlsx')));
    expect(feuilles.size).toBeGreaterThan(5);
    for (const feuille of feuilles.values())
      expect(feuille.get('A2')?.valeur).toContain('Édition du 31/12/2010, version du <conseil>');
    expect(JSON.parse(readFileSync(join(sortie, 'synthese-2010.json'), 'utf8')).edition).toBe('version du <conseil>');
    const paquet = JSON.parse(readFileSync(join(sortie, 'datapackage.json'), 'utf8'));
    expect([paquet.jaune.edition, paquet.title]).toEqual([
      'version du <conseil>',
      'Actions internationales de la Région, Région Île-de-France, 2010, version du <conseil>',
    ]);
    const verifie = await lancer('verifier', 'reports/2010');
    expect([verifie.code, verifie.sortie]).toEqual([0, expect.stringContaining('Identique')]);
  });

  test('est dans les noms des fichiers si c’est voulu, et l’édition se vérifie', async () => {
    nommer('2010', '{ nom: "Rectifiée le 3 mars – œuvres", dans_les_noms: oui }');
    const fin = '2010-rectifiee-le-3-mars-oeuvres';
    expect(await compiler('2010')).toBe(join(atelier, 'reports', fin));
    expect(readdirSync(join(atelier, 'reports', fin)).sort()).toEqual([
      'SHA256SUMS',
      'datapackage.json',
      `jaune-${fin}.html`,
      `jaune-${fin}.xlsx`,
      `lignes-${fin}.csv`,
      `lignes-ecartees-${fin}.csv`,
      `synthese-${fin}.json`,
    ]);
    const verifie = await lancer('verifier', `reports/${fin}`);
    expect([verifie.code, verifie.sortie]).toEqual([0, expect.stringContaining('depuis data/2010.')]);
  });

  test.each([
    ['{ nom: "—", dans_les_noms: oui }', '« — » ne laisse ni lettre ni chiffre à un nom de fichier'],
    [`{ nom: ${'mars '.repeat(20)}, dans_les_noms: oui }`, 'ferait un nom de fichier de 99 signes, plus que 60'],
    ['x'.repeat(121), 'le nom d’une édition a 120 signes au plus'],
    ['{ nom: conseil, dans_les_noms: peut-être }', 'le nom de l’édition est attendu'],
  ])('%s est refusé à sa place', async (ecrit, dit) => {
    nommer('2010', ecrit);
    const { code, erreur } = await lancer('controler', 'data/2010');
    expect([code, erreur]).toEqual([1, expect.stringContaining(dit)]);
    expect(erreur).toContain('exercice.yaml:');
  });

  test('nomme les éditions que comparer compare, et dit l’ordre', async () => {
    rmSync(join(atelier, 'data/2010-net'), { recursive: true });
    cpSync(join(atelier, 'data/2010'), join(atelier, 'data/2010-conseil'), { recursive: true });
    nommer('2010-conseil', 'version du conseil');
    nommer('2010', 'rectifiée');
    const { sortie } = await lancer('comparer', 'data/2010-conseil', 'data/2010');
    expect(sortie).toContain('Ce qui change de l’édition « version du conseil » à l’édition « rectifiée »');
    expect(sortie).toContain('2010 : édition du 2010-12-31, version du conseil');
    const json = JSON.parse((await lancer('comparer', 'data/2010-conseil', 'data/2010', '--json')).sortie);
    expect([json.avant.edition, json.apres.edition]).toEqual(['version du conseil', 'rectifiée']);
    retoucher('2010', (texte) => texte.replace(/\nedition: .*/, '').replace('2010-12-31', '2011-01-15'));
    expect((await lancer('comparer', 'data/2010-conseil', 'data/2010')).sortie).toContain(
      'de l’édition « version du conseil » à l’édition du 2011-01-15',
    );
    expect((await lancer('comparer', 'data/2010', 'data/2010-conseil')).erreur).toContain(
      '(2010, édition du 2010-12-31, version du conseil)',
    );
  });

  test('n’est pas repris l’année suivante, qui le dit', async () => {
    nommer('2010', '{ nom: version du conseil, dans_les_noms: oui }');
    const { sortie } = await lancer('init', 'data/2011', '--depuis', 'data/2010');
    expect(sortie).toContain('version du conseil');
    expect(readFileSync(join(atelier, 'data/2011/exercice.yaml'), 'utf8')).not.toMatch(/^edition:/m);
  });

  test('n’est pas dans les noms de la mémoire : une seule édition d’une année enseigne', async () => {
    mkdirSync(join(atelier, 'data/2010/memoire'));
    writeFileSync(join(atelier, 'data/2010/memoire/lignes-2009-version-du-conseil.csv'), '');
    const { sortie, erreur } = await lancer('controler', 'data/2010');
    expect(sortie + erreur).toContain('Aucune édition de 2009 ne compte : renommez celle qui compte lignes-2009.csv');
  });
});

describe('deux dossiers d’un exercice', () => {
  test('vont chacun dans leur dossier, leurs archives sous leur nom, et se retrouvent par leur manifeste', async () => {
    expect(await compiler('2010')).toBe(join(atelier, 'reports/2010'));
    expect(await compiler('2010-net')).toBe(join(atelier, 'reports/2010-net'));
    // Without the notes, and elsewhere: nothing but the manifest tells one from the other.
    renameSync(join(atelier, 'reports'), join(atelier, 'publie'));
    for (const nom of ['2010', '2010-net']) {
      rmSync(join(atelier, 'publie', `.${nom}.dossier`));
      const { code, sortie } = await lancer('verifier', join('publie', nom), '--json');
      expect([code, JSON.parse(sortie).dossier]).toEqual([0, `data/${nom}`]);
    }
  });

  test('ne se remplacent pas, note ou non, et le remède tient', async () => {
    await compiler('2010');
    for (const note of [true, false]) {
      if (!note) rmSync(join(atelier, 'reports/.2010.dossier'));
      const { code, erreur } = await lancer('compiler', 'data/2010-net', '--sortie', 'reports/2010');
      expect([code, erreur]).toEqual([1, expect.stringContaining('est celle d’un autre dossier (2010, ')]);
      expect(erreur).toContain('ailleurs avec --sortie reports/2010-net, ou ajoutez --remplacer');
      expect(existsSync(join(atelier, 'reports/2010-net'))).toBe(false);
    }
    await compiler('2010-net', '--sortie', 'reports/2010-net');
  });

  test('n’exportent pas l’un à la place de l’autre', async () => {
    for (const nom of ['2010', '2010-net'])
      writeFileSync(
        join(atelier, 'data', nom, 'declarations.yaml'),
        'budget-vert:\n  cotations:\n    - { si: { libelle: { mots: [site] } }, axes: { eau: favorable }, motif: Essai }\n',
      );
    const exporter = async (nom: string, ...options: string[]) => {
      const { code, sortie, erreur } = await lancer('exporter', `data/${nom}`, '--vers', 'budget-vert', ...options);
      return { code, dit: sortie + erreur };
    };
    for (const nom of ['2010', '2010-net']) {
      const { code, dit } = await exporter(nom);
      expect([code, dit]).toEqual([0, expect.stringContaining(`reports/${nom}-budget-vert/`)]);
    }
    const sortie = ['--sortie', 'reports/2010-budget-vert'];
    const { code, dit } = await exporter('2010-net', ...sortie);
    expect([code, dit]).toEqual([
      1,
      expect.stringContaining('est d’un autre dossier, data/2010 ; rien n’a été remplacé'),
    ]);
    expect((await exporter('2010', ...sortie)).code).toBe(0);
    expect((await exporter('2010-net', ...sortie, '--remplacer')).code).toBe(0);
  });

  test('deux noms d’édition qui donnent le même nom de fichier ne se remplacent pas', async () => {
    nommer('2010', '{ nom: Version du conseil, dans_les_noms: oui }');
    await compiler('2010');
    nommer('2010', '{ nom: "version du conseil !", dans_les_noms: oui }');
    const { code, erreur } = await lancer('compiler', 'data/2010');
    expect([code, erreur]).toEqual([1, expect.stringContaining('est celle d’un autre nom (2010, ')]);
    expect(erreur).toContain('Version du conseil');
    await compiler('2010', '--remplacer');
  });

  test('un dossier changé se retrouve encore ; quand rien ne tranche, c’est demandé', async () => {
    await compiler('2010');
    await compiler('2010-net');
    const changer = (nom: string) => retoucher(nom, (texte) => `${texte}# relu\n`);
    changer('2010');
    const change = JSON.parse((await lancer('verifier', 'reports/2010', '--json')).sortie);
    expect([change.ok, change.dossier]).toEqual([false, 'data/2010']);
    rmSync(join(atelier, 'reports/.2010.dossier'));
    cpSync(join(atelier, 'data/2010'), join(atelier, 'data/2010-copie'), { recursive: true });
    const { code, erreur } = await lancer('verifier', 'reports/2010');
    expect([code, erreur]).toEqual([2, expect.stringContaining('data/2010 et data/2010-copie')]);
    for (const nom of ['2010', '2010-copie']) rmSync(join(atelier, 'data', nom), { recursive: true });
    const perdu = await lancer('verifier', 'reports/2010');
    expect([perdu.code, perdu.erreur]).toEqual([2, expect.stringContaining('aucun n’y a les fichiers')]);
  });
});
