/** An archive whose files bear names that systems do not all write is read alike by all programs, and verifies. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { archiveEdition } from '../../src/cli/archiver/run-archiver.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { verifierLEdition } from '../../src/edition/verifier-l-edition.ts';
import { listFiles } from '../../src/files/file-system.ts';
import { extractZip } from '../../src/files/zip/extract-zip.ts';
import { RefusedArchive } from '../../src/files/zip/refused-archive.ts';
import { ouvrir, refermer, remplacer, resommer } from '../outils/archives.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { deposerDossier } from '../outils/dossier-temporaire.ts';
import { courirIci } from '../outils/dossiers.ts';
import { programmeOuPasse } from '../outils/navigateur.ts';

const NOMS = [
  'sources/été – Île-de-France (v2).csv',
  'sources/A.csv',
  'sources/a.csv',
  'Apport/a.csv',
  'apport/a.csv',
  'sources/deux:points.csv',
  'sources/quoi ?*"<>|.csv',
  'sources/tabulation\tet\nligne.csv',
  'sources/point.',
  'sources/espace /a.csv',
  'sources/CON.csv',
  'sources/100 %25.csv',
  `sources/${'long '.repeat(40)}.csv`,
  `sources/${'profond/'.repeat(40)}a.csv`,
];

const racine = dossierDEssai();
const dans = (nom: string) => join(racine, nom);
const archive = dans('a.zip');

beforeAll(async () => {
  const sources = NOMS.map((fichier, rang) => ({
    fichier,
    contenu: `Objet;Engagé\nPuits n° ${rang};${rang + 1},00\n`,
  }));
  deposerDossier(dans('dossier'), { sources });
  await archiveEdition(dans('dossier'), { sortie: archive, remplacer: false }, new Constats());
});

describe('une archive aux noms que tous les systèmes n’écrivent pas', () => {
  it('se vérifie, et rend les siens', async () => {
    const verification = await verifierLEdition(archive);
    expect(verification).toMatchObject({ identique: true, causes: [], alterations: [] });
    const manifeste = JSON.parse(ouvrir(archive).get('manifeste.json')?.toString('utf8') ?? '');
    const sources = new Map<string, string | undefined>(
      manifeste.dossier.map((piece: { chemin: string; dans_l_archive?: string }) => [
        piece.chemin,
        piece.dans_l_archive,
      ]),
    );
    for (const nom of NOMS) expect([...sources.keys()]).toContain(nom);
    expect(sources.get('sources/été – Île-de-France (v2).csv')).toBeUndefined();
    expect(sources.get('sources/deux:points.csv')).toBe('sources/deux%3Apoints.csv');
    expect(sources.get('apport/a.csv')).toBe('%61pport/a.csv');
    expect(sources.get('sources/a.csv')).toBe('sources/%61.csv');
  });

  it('dit d’un fichier altéré le nom qu’il a dans le dossier, et celui de l’archive', async () => {
    const contenu = ouvrir(archive);
    contenu.set('dossier/sources/deux%3Apoints.csv', Buffer.from('Objet;Engagé\nPuits;9,00\n'));
    contenu.delete('dossier/sources/%61.csv');
    refermer(dans('alteree.zip'), contenu);
    const { sortie, code } = await courirIci(['verifier', dans('alteree.zip')]);
    expect(code).toBe(3);
    expect(sortie).toContain(
      'dossier/sources/deux:points.csv (fichier reçu ; dans l’archive, dossier/sources/deux%3Apoints.csv) a changé',
    );
    expect(sortie).toContain('dossier/sources/a.csv (fichier reçu ; dans l’archive, dossier/sources/%61.csv) manque');
    const { alterations } = await verifierLEdition(dans('alteree.zip'));
    expect(alterations[0]).toEqual({
      fichier: 'dossier/sources/a.csv',
      dansLArchive: 'dossier/sources/%61.csv',
      quoi: 'manque',
      precision: '',
    });
  });

  it('où un nom ment sur un autre est refusée', async () => {
    const contenu = ouvrir(archive);
    remplacer(
      contenu,
      'manifeste.json',
      '"dans_l_archive": "sources/deux%3Apoints.csv"',
      '"dans_l_archive": "sources/A.csv"',
    );
    resommer(contenu);
    refermer(dans('menteuse.zip'), contenu);
    await expect(verifierLEdition(dans('menteuse.zip'))).rejects.toThrow(RefusedArchive);
  });
});

describe('tous les programmes y lisent les mêmes fichiers, aux empreintes de SHA256SUMS', () => {
  const utf8 = { ...process.env, LC_ALL: 'C.UTF-8' };
  it.each<[programme: string, mots: (vers: string) => string[]]>([
    ['unzip', (vers) => ['-q', archive, '-d', vers]],
    ['bsdtar', (vers) => ['-xf', archive, '-C', vers]],
    ['jar', () => ['xf', archive]],
    ['python3', (vers) => ['-m', 'zipfile', '-e', archive, vers]],
  ])('%s', async (programme, mots) => {
    const chemin = programmeOuPasse(programme, 'l’archive n’est pas relue par lui.');
    const sommes = programmeOuPasse('sha256sum', 'les empreintes de l’archive ne sont pas relues par lui.');
    if (chemin === undefined || sommes === undefined) return;
    const [vers, attendu] = [dans(programme), dans(`${programme}-attendu`)];
    mkdirSync(vers);
    execFileSync(chemin, mots(vers), { cwd: vers, env: utf8 });
    const noms = await extractZip(archive, attendu);
    expect(listFiles(vers)).toEqual(noms);
    for (const nom of noms) expect(readFileSync(join(vers, nom)).equals(readFileSync(join(attendu, nom)))).toBe(true);
    execFileSync(sommes, ['-c', '--quiet', '--strict', 'SHA256SUMS'], { cwd: vers, env: utf8 });
    expect(await verifierLEdition(vers)).toMatchObject({ identique: true });
  });
});

describe('zippée à nouveau par un autre programme, elle est refusée avec un remède, qui est vrai', () => {
  const pieces = ['LISEZ-MOI.txt', 'manifeste.json', 'SHA256SUMS', 'documents', 'dossier', 'outil'];
  it.each<[programme: string, mots: (zip: string) => string[], autre: string, extraire: (zip: string) => string[]]>([
    ['zip', (zip) => ['-qr', zip, '.'], 'unzip', (zip) => ['-q', zip]],
    ['bsdtar', (zip) => ['-a', '-cf', zip, ...pieces], 'bsdtar', (zip) => ['-xf', zip]],
    ['jar', (zip) => ['cMf', zip, '.'], 'jar', (zip) => ['xf', zip]],
    ['python3', (zip) => ['-m', 'zipfile', '-c', zip, ...pieces], 'unzip', (zip) => ['-q', zip]],
  ])('%s', async (programme, mots, autre, extraire) => {
    const chemin = programmeOuPasse(programme, 'l’archive n’est pas zippée à nouveau par lui.');
    const extracteur = programmeOuPasse(autre, 'l’archive zippée à nouveau n’est pas extraite par lui.');
    if (chemin === undefined || extracteur === undefined) return;
    const [clair, zip, vers] = [dans(`clair-${programme}`), dans(`${programme}.zip`), dans(`encore-${programme}`)];
    const env = { ...process.env, LC_ALL: 'C.UTF-8' };
    await extractZip(archive, clair);
    execFileSync(chemin, mots(zip), { cwd: clair, env });
    const refusee = await courirIci(['verifier', zip]);
    expect(refusee.code).toBe(3);
    expect(refusee.erreur).toContain(
      'Si elle a été zippée à nouveau par un autre programme, extrayez-la, puis donnez à « jaune verifier » le dossier où se trouve son manifeste.json',
    );
    mkdirSync(vers);
    execFileSync(extracteur, extraire(zip), { cwd: vers, env });
    const { code, erreur } = await courirIci(['verifier', vers]);
    expect(code, erreur).toBe(0);
  });
});

it('coupée, elle est refusée sans ce remède, qui n’en serait pas un', async () => {
  writeFileSync(dans('coupee.zip'), readFileSync(archive).subarray(0, -200));
  const { code, erreur } = await courirIci(['verifier', dans('coupee.zip')]);
  expect(code).toBe(3);
  expect(erreur).toContain('Reprenez-en une copie intacte');
  expect(erreur).not.toContain('extrayez-la');
});

it.skipIf(process.platform !== 'linux')(
  'extraite par qui n’en lit pas les accents, elle est dite autre avec des mots',
  async () => {
    await extractZip(archive, dans('abimee'));
    const nom = Buffer.from(dans('abimee/dossier/sources/été.csv'), 'latin1');
    renameSync(dans('abimee/dossier/sources/été – Île-de-France (v2).csv'), nom);
    const { code, sortie } = await courirIci(['verifier', dans('abimee')]);
    expect(code).toBe(3);
    expect(sortie).toContain('a été ajouté, son nom n’y est pas en UTF-8');
    expect(sortie).toContain('dossier/sources/été – Île-de-France (v2).csv (fichier reçu) manque');
  },
);
