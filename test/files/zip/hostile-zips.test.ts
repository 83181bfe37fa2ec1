/** Archives that say two things, or something else than files: all are refused whole, before anything is written. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { extractZip } from '../../../src/files/zip/extract-zip.ts';
import { RefusedArchive } from '../../../src/files/zip/refused-archive.ts';
import { dossierDEssai } from '../../outils/atelier.ts';
import { type EntreeALaMain, sur16, sur32, sur64, zipALaMain } from '../../outils/zip-a-la-main.ts';

let dossier = '';
beforeEach(() => {
  dossier = dossierDEssai();
});

const VERS = 'sorti';
const AUTRE_CHOSE = /^elle contient autre chose que ses fichiers/;
const CONTENU = 'ligne;montant\n'.repeat(40);
const a = { nom: 'a.csv', contenu: CONTENU };
const b = { nom: 'b.csv', contenu: 'ligne;montant\nb;1,00\n' };
const UNIX_TIME = Buffer.concat([sur16(0x5455, 5), Buffer.from([1]), sur32(1_700_000_000)]);

async function extraire(octets: Uint8Array): Promise<string[] | string> {
  writeFileSync(join(dossier, 'a.zip'), octets);
  try {
    return await extractZip(join(dossier, 'a.zip'), join(dossier, VERS));
  } catch (erreur) {
    expect(erreur).toBeInstanceOf(RefusedArchive);
    return (erreur as Error).message;
  }
}

/** Examined and refused before anything is taken out. */
async function refus(octets: Uint8Array): Promise<string> {
  const message = await extraire(octets);
  expect(typeof message).toBe('string');
  expect(existsSync(join(dossier, VERS))).toBe(false);
  return message as string;
}

it('une archive faite à la main, qui ne dit que la vérité, s’ouvre', async () => {
  expect(await extraire(zipALaMain([a, b]))).toEqual(['a.csv', 'b.csv']);
});

it('celles de 0.1 aussi : sommes et tailles après le contenu, faites par MS-DOS', async () => {
  const clair = Buffer.from(CONTENU);
  const comprime = deflateRawSync(clair);
  const entree: EntreeALaMain = {
    ...a,
    dit: { drapeaux: 0x808, faitPar: 20, attributs: 0 },
    local: { somme: 0, comprimee: 0, taille: 0 },
    apres: sur32(0x08074b50, crc32(clair), comprime.length, clair.length),
  };
  expect(await extraire(zipALaMain([entree, b]))).toEqual(['a.csv', 'b.csv']);
  const menteuse = { ...entree, apres: sur32(0x08074b50, crc32(clair), comprime.length, clair.length + 1) };
  dossier = dossierDEssai();
  expect(await refus(zipALaMain([menteuse, b]))).toMatch(AUTRE_CHOSE);
});

describe('ce qui précède un fichier et le répertoire ne disent pas de même', () => {
  it.each<[quoi: string, local: NonNullable<EntreeALaMain['local']>]>([
    ['le nom', { nom: 'c.csv' }],
    ['le nom', { nom: 'long.csv' }],
    ['la taille', { taille: 3 }],
    ['la taille comprimée', { comprimee: 3 }],
    ['la somme de contrôle', { somme: 12 }],
    ['la méthode', { methode: 0 }],
    ['les drapeaux', { drapeaux: 0 }],
    ['la version nécessaire', { version: 10 }],
    ['la date', { jour: 0x22 }],
    ['un champ supplémentaire', { extra: UNIX_TIME }],
  ])('%s', async (quoi, local) => {
    expect(await refus(zipALaMain([b, { ...a, local }]))).toBe(
      `« a.csv » n’y est pas annoncé deux fois de même (${quoi}) : deux programmes n’y liraient pas la même chose`,
    );
  });
});

describe('autre chose que les fichiers', () => {
  it.each<[quoi: string, octets: () => Buffer, message: RegExp]>([
    ['avant le premier', () => zipALaMain([{ ...a, avant: Buffer.from('MZ') }]), AUTRE_CHOSE],
    ['entre deux', () => zipALaMain([a, { ...b, avant: Buffer.from(' ') }]), AUTRE_CHOSE],
    ['avant le répertoire', () => zipALaMain([a, b], { avantLeRepertoire: Buffer.from(' ') }), AUTRE_CHOSE],
    ['avant la fin', () => zipALaMain([a, b], { avantLaFin: Buffer.from(' ') }), AUTRE_CHOSE],
    ['après la fin', () => zipALaMain([a, b], { apres: Buffer.from(' ') }), AUTRE_CHOSE],
    ['un commentaire de l’archive', () => zipALaMain([a, b], { commentaire: 'bonjour' }), AUTRE_CHOSE],
    [
      'un fichier que le répertoire tait',
      () => zipALaMain([a, b], { fin: { nombre: 1 } }),
      /^sa fin ne donne pas les nombres/,
    ],
    ['un fichier de trop au répertoire', () => zipALaMain([a, b], { fin: { nombre: 3 } }), /^son répertoire est abîmé/],
    [
      'un fichier caché',
      () => zipALaMain([a, { ...b, avant: zipALaMain([a]).subarray(0, 30 + 5 + deflateRawSync(CONTENU).length) }]),
      AUTRE_CHOSE,
    ],
    [
      'une fin sur 64 bits que l’autre ne demande pas',
      () =>
        zipALaMain([a], {
          avantLaFin: Buffer.concat([
            sur32(0x06064b50),
            sur64(44),
            sur16(0x32d, 45),
            sur32(0, 0),
            sur64(1, 1, 51, 0),
            sur32(0x07064b50, 0),
            sur64(0),
            sur32(1),
          ]),
        }),
      AUTRE_CHOSE,
    ],
    [
      'un commentaire, un champ ou une sorte de contenu au répertoire',
      () => zipALaMain([{ ...a, repertoire: { commentaire: 'bonjour' } }]),
      /^le répertoire dit de « a.csv » ce que/,
    ],
    [
      'un champ supplémentaire des deux côtés',
      () => zipALaMain([{ ...a, dit: { extra: UNIX_TIME } }]),
      /^le répertoire dit de « a.csv » ce que/,
    ],
    [
      'deux fichiers au même endroit',
      () => zipALaMain([a, { ...a, nom: 'b.csv', repertoire: { place: 0 } }]),
      AUTRE_CHOSE,
    ],
  ])('%s', async (_, octets, message) => {
    expect(await refus(octets())).toMatch(message);
  });

  it('des octets après la fin d’un contenu comprimé, que personne ne lit', async () => {
    const donnees = Buffer.concat([deflateRawSync(CONTENU), Buffer.from('caché')]);
    expect(await extraire(zipALaMain([{ ...a, donnees }]))).toBe('« a.csv » est suivi d’autre chose dans l’archive');
  });
});

describe('un fichier qui n’en est pas un', () => {
  it.each<[quoi: string, entree: EntreeALaMain, message: string]>([
    ['un lien', { ...a, dit: { attributs: 0o120777 * 2 ** 16 } }, '« a.csv » est un lien, pas un fichier'],
    [
      'un lien, fait par MS-DOS',
      { ...a, dit: { attributs: 0o120777 * 2 ** 16, faitPar: 20 } },
      '« a.csv » est un lien, pas un fichier',
    ],
    ['un tube', { ...a, dit: { attributs: 0o010644 * 2 ** 16 } }, '« a.csv » n’est pas un fichier ordinaire'],
    ['un dossier', { nom: 'a/', contenu: '' }, '« a/ » y est un dossier noté à part'],
    ['un mot de passe', { ...a, dit: { drapeaux: 0x801 } }, '« a.csv » est protégé par un mot de passe'],
    ['une autre compression', { ...a, dit: { methode: 12 } }, '« a.csv » est comprimé d’une façon inconnue'],
    ['un rangement qui ment', { ...a, dit: { methode: 0 } }, '« a.csv » est comprimé d’une façon inconnue'],
    ['des drapeaux inconnus', { ...a, dit: { drapeaux: 0x820 } }, '« a.csv » est écrit d’une façon inconnue'],
    [
      'un fichier exécutable',
      { ...a, dit: { attributs: 0o100755 * 2 ** 16 } },
      '« a.csv » est écrit d’une façon inconnue',
    ],
    ['fait par un autre système', { ...a, dit: { faitPar: 0x714 } }, '« a.csv » est écrit d’une façon inconnue'],
    ['un format à venir', { ...a, dit: { version: 63 } }, '« a.csv » est écrit d’une façon inconnue'],
    ['un nom qui part de la racine', { ...a, nom: '/etc/passwd' }, '« /etc/passwd » n’est pas un nom de fichier admis'],
    ['un nom qui remonte', { ...a, nom: 'a/../../b' }, '« a/../../b » n’est pas un nom de fichier admis'],
    ['un nom à l’envers', { ...a, nom: 'a\\b' }, '« a\\b » n’est pas un nom de fichier admis'],
    ['un nom vide', { ...a, nom: '' }, '«  » n’est pas un nom de fichier admis'],
    [
      'un nom qui n’est pas en UTF-8',
      { ...a, dit: { nom: new Uint8Array([0xe9, 0x2e]) } },
      '« \ufffd. » n’est pas un nom de fichier admis : deux programmes ne le liraient pas de même',
    ],
    [
      'un nom accentué qui ne se dit pas en UTF-8',
      { ...a, dit: { nom: 'é.csv', drapeaux: 0 } },
      '« é.csv » n’est pas un nom de fichier admis : deux programmes ne le liraient pas de même',
    ],
    ['un nom de 5 000 lettres', { ...a, nom: 'a'.repeat(5000) }, `le nom « ${'a'.repeat(200)} » est trop long`],
    ['2 000 dossiers', { ...a, nom: `${'a/'.repeat(2000)}b` }, `le nom « ${'a/'.repeat(100)} » est trop long`],
  ])('%s', async (_, entree, message) => {
    expect(await refus(zipALaMain([b, entree]))).toBe(message);
  });

  it('un fichier là où est un dossier, casse et forme à part', async () => {
    const message = (nom: string) =>
      refus(
        zipALaMain([
          { ...a, nom: 'dossier/été' },
          { ...b, nom },
        ]),
      );
    expect(await message('dossier')).toBe('« dossier » y est un fichier, et le dossier de « dossier/été »');
    expect(await message('dossier/ÉTÉ/b.csv')).toBe(
      '« dossier/été » y est un fichier, et le dossier de « dossier/ÉTÉ/b.csv »',
    );
    expect(await message('Dossier/e\u0301te\u0301')).toContain('y est deux fois');
  });
});

describe('une bombe', () => {
  it('dont la taille est annoncée n’est pas ouverte', async () => {
    const extra = Buffer.concat([sur16(1, 16), sur64(17 * 1024 ** 3, 10)]);
    const dit = { version: 45, extra, taille: 0xffff_ffff, comprimee: 0xffff_ffff };
    expect(await refus(zipALaMain([{ ...a, dit }]))).toBe('« a.csv » ferait 17 Gio : une archive en a au plus 16 Gio');
    const quatre = { taille: 0xffff_fffe };
    const cinq = [1, 2, 3, 4, 5].map((rang) => ({ ...a, nom: `${rang}`, dit: quatre }));
    expect(await refus(zipALaMain(cinq))).toBe('elle ferait plus de 16 Gio une fois ouverte');
  });

  it('qui tait sa taille est coupée à celle qu’elle annonce', async () => {
    const message = await extraire(zipALaMain([{ ...a, contenu: Buffer.alloc(50_000_000), dit: { taille: 1000 } }]));
    expect(message).toBe('« a.csv » est abîmé');
    const [sorti = ''] = readdirSync(join(dossier, VERS));
    expect(existsSync(join(dossier, VERS, sorti))).toBe(true);
  });

  it('qui annonce trop de fichiers, ou un trop long répertoire', async () => {
    const fin64 = (nombre: number, longueur: number) =>
      Buffer.concat([
        sur32(0x06064b50),
        sur64(44),
        sur16(0x32d, 45),
        sur32(0, 0),
        sur64(nombre, nombre, longueur, 0),
        sur32(0x07064b50, 0),
        sur64(0),
        sur32(1),
      ]);
    const fin = { nombre: 0xffff };
    expect(await refus(zipALaMain([a], { avantLaFin: fin64(2_000_000, 51), fin }))).toBe(
      'elle annonce 2000000 fichiers',
    );
    expect(await refus(zipALaMain([a], { avantLaFin: fin64(70_000, 2 ** 40), fin }))).toBe(
      'elle annonce un répertoire de 1024 Gio',
    );
  });
});

it('une archive honnête, de vingt mille lignes semblables, s’ouvre', async () => {
  const contenu = ';;;;;\n'.repeat(180_000);
  expect(
    await extraire(
      zipALaMain([
        { nom: 'a.csv', contenu },
        { ...b, contenu: 'Voirie;70,00\n'.repeat(20_000) },
      ]),
    ),
  ).toEqual(['a.csv', 'b.csv']);
});
