/** What `verifier` says of an archive whose zip is not one of ours: words, code 3, nothing left in scratch. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { archiveEdition } from '../../src/cli/archiver/run-archiver.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { type Contenu, ouvrir } from '../outils/archives.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { deposerDossier } from '../outils/dossier-temporaire.ts';
import { courirIci } from '../outils/dossiers.ts';
import { type EntreeALaMain, zipALaMain } from '../outils/zip-a-la-main.ts';

const racine = dossierDEssai();
const dans = (...chemin: readonly string[]) => join(racine, ...chemin);
let intacte: Contenu = new Map();

beforeAll(async () => {
  deposerDossier(dans('dossier'), {
    sources: [{ fichier: 'sources/pilote.csv', contenu: 'Objet;Engagé\nPuits au Mali;1000,00\nVoirie;70,00\n' }],
  });
  await archiveEdition(dans('dossier'), { sortie: dans('intacte.zip'), remplacer: false }, new Constats());
  intacte = ouvrir(dans('intacte.zip'));
});

async function verifier(entrees: readonly EntreeALaMain[], autour?: Parameters<typeof zipALaMain>[1]) {
  writeFileSync(dans('hostile.zip'), zipALaMain(entrees, autour));
  const temporaire = dossierDEssai();
  const avant = process.env.TMPDIR;
  process.env.TMPDIR = temporaire;
  try {
    const course = await courirIci(['verifier', dans('hostile.zip')]);
    expect(readdirSync(temporaire)).toEqual([]);
    return { code: course.code, dit: course.sortie + course.erreur };
  } finally {
    if (avant === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = avant;
  }
}

const entrees = (): EntreeALaMain[] => [...intacte].map(([nom, contenu]) => ({ nom, contenu }));
const avec = (entree: EntreeALaMain) => [...entrees(), entree];
/** The same archive, something else said of one file. */
const dire = (nom: string, autrement: Partial<EntreeALaMain>) =>
  entrees().map((entree) => (entree.nom === nom ? { ...entree, ...autrement } : entree));
const SOURCE = 'dossier/sources/pilote.csv';

it('refaite à la main, sans rien de plus, elle est identique', async () => {
  expect(await verifier(entrees())).toMatchObject({ code: 0 });
});

describe('est refusée, avec des mots et rien derrière elle', () => {
  it.each<[quoi: string, entrees: () => readonly EntreeALaMain[], dit: RegExp]>([
    [
      'deux fichiers du même nom',
      () => avec({ nom: SOURCE, contenu: 'Objet;Engagé\n' }),
      /pilote\.csv » y est deux fois/,
    ],
    [
      'le même, à la casse près',
      () => avec({ nom: 'Manifeste.json', contenu: '{}' }),
      /« Manifeste\.json » y est deux fois/,
    ],
    [
      'un autre nom devant le fichier',
      () => dire(SOURCE, { local: { nom: 'dossier/sources/autre_.csv' } }),
      /\(le nom\)/,
    ],
    ['une autre taille devant le fichier', () => dire(SOURCE, { local: { taille: 3 } }), /\(la taille\)/],
    ['une somme de contrôle fausse', () => dire(SOURCE, { dit: { somme: 1 } }), /pilote\.csv » est abîmé/],
    [
      'un lien',
      () => avec({ nom: 'dossier/lien', contenu: '/etc/passwd', dit: { attributs: 0o120777 * 2 ** 16 } }),
      /est un lien/,
    ],
    ['un nom qui part de la racine', () => avec({ nom: '/etc/x', contenu: '' }), /n’est pas un nom de fichier admis/],
    ['un nom qui remonte', () => avec({ nom: 'dossier/../../x', contenu: '' }), /n’est pas un nom de fichier admis/],
    ['un nom à l’envers', () => avec({ nom: 'dossier\\x', contenu: '' }), /n’est pas un nom de fichier admis/],
    ['2 000 dossiers', () => avec({ nom: `${'d/'.repeat(2000)}x`, contenu: '' }), /est trop long/],
    ['un nom de 5 000 lettres', () => avec({ nom: 'n'.repeat(5000), contenu: '' }), /est trop long/],
    ['un dossier noté à part', () => avec({ nom: 'dossier/', contenu: '' }), /est un dossier noté à part/],
    [
      'un fichier qui est aussi un dossier',
      () => avec({ nom: 'dossier/exercice.yaml/x', contenu: '' }),
      /exercice\.yaml » y est un fichier, et le dossier de/,
    ],
    [
      'une bombe',
      () => avec({ nom: 'dossier/zeros', contenu: Buffer.alloc(1e8), dit: { taille: 10 } }),
      /zeros » est abîmé/,
    ],
  ])('%s', async (_, hostiles, dit) => {
    const dite = await verifier(hostiles());
    expect(dite.dit).toMatch(dit);
    expect(dite.dit).toMatch(/n’est pas ce qui fut scellé : /);
    expect(dite.code).toBe(3);
  });

  it('un commentaire, des octets de trop', async () => {
    for (const autour of [
      { commentaire: 'bonjour' },
      { avantLeRepertoire: Buffer.from('x') },
      { apres: Buffer.from('x') },
    ])
      expect(await verifier(entrees(), autour)).toMatchObject({ code: 3 });
  });
});

describe('un dossier à la place d’un fichier, c’est dit', () => {
  it.each([
    'dossier/exercice.yaml',
    SOURCE,
    'outil/data/reference/pays.csv',
    'documents/jaune-2012.html',
    'SHA256SUMS',
    'LISEZ-MOI.txt',
  ])('%s', async (nom) => {
    const dite = await verifier(dire(nom, { nom: `${nom}/x` }));
    expect(dite.code).toBe(3);
    expect(dite.dit).toContain(`${nom}`);
    expect(dite.dit).not.toMatch(/EISDIR|ENOENT|ENOTDIR|Error/);
  });
});

it('coupée, si peu que ce soit, elle est dite coupée', async () => {
  const entiere = readFileSync(dans('intacte.zip'));
  for (const fin of [-1, -21, -200, 4000 - entiere.length]) {
    writeFileSync(dans('coupee.zip'), entiere.subarray(0, fin));
    const { code, erreur } = await courirIci(['verifier', dans('coupee.zip')]);
    expect([code, erreur]).toEqual([
      3,
      expect.stringMatching(/elle est coupée( :|.*) (il y manque la fin|la fin d’une archive zip n’y est pas)/),
    ]);
  }
});

it('d’un compte de fichiers faux, c’est lui qui est dit', async () => {
  const octets = readFileSync(dans('intacte.zip'));
  for (const place of [octets.length - 14, octets.length - 12]) {
    const autre = Buffer.from(octets);
    autre.writeUInt16LE(autre.readUInt16LE(place) - 1, place);
    writeFileSync(dans('comptee.zip'), autre);
    const { code, erreur } = await courirIci(['verifier', dans('comptee.zip')]);
    expect([code, erreur]).toEqual([3, expect.stringContaining('les nombres que dit son répertoire')]);
  }
});

describe('ce que jaune n’a pas fait n’est pas dit scellé', () => {
  it.each<[quoi: string, contenu: () => Buffer]>([
    ['un fichier vide', () => Buffer.alloc(0)],
    ['un texte', () => Buffer.from('Exercice;Objet\n')],
    ['un zip quelconque', () => zipALaMain([{ nom: 'a.csv', contenu: 'a;b\n' }])],
    [
      'un zip quelconque, d’un autre programme',
      () => zipALaMain([{ nom: 'a.csv', contenu: 'a', dit: { drapeaux: 1 } }]),
    ],
  ])('%s', async (_, contenu) => {
    writeFileSync(dans('autre.zip'), contenu());
    const { code, erreur } = await courirIci(['verifier', dans('autre.zip')]);
    expect(erreur).toMatch(/n’est pas une archive/);
    expect(erreur).not.toMatch(/scellé/);
    expect(code).toBe(2);
  });

  it('mais une archive abîmée, si', async () => {
    writeFileSync(dans('autre.zip'), readFileSync(dans('intacte.zip')).subarray(0, 20_000));
    const { code, erreur } = await courirIci(['verifier', dans('autre.zip')]);
    expect([code, erreur]).toEqual([3, expect.stringMatching(/n’est pas ce qui fut scellé/)]);
  });
});
