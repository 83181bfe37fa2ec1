/** Above 4 GiB, or 65 535 files, numbers are told on 64 bits, and every program reads them. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { listFiles } from '../../../src/files/file-system.ts';
import { extractZip } from '../../../src/files/zip/extract-zip.ts';
import { FileBytes } from '../../../src/files/zip/file-bytes.ts';
import { readDirectory } from '../../../src/files/zip/read-directory.ts';
import { RefusedArchive } from '../../../src/files/zip/refused-archive.ts';
import { writeZip } from '../../../src/files/zip/write-zip.ts';
import { directoryRecord, endRecords, localHeader, type ZipRecord } from '../../../src/files/zip/zip-records.ts';
import { dossierDEssai } from '../../outils/atelier.ts';
import { programmeOuPasse } from '../../outils/navigateur.ts';

let dossier = '';
const dans = (nom: string) => join(dossier, nom);
beforeEach(() => {
  dossier = dossierDEssai();
});

const GIO = 1024 ** 3;
const contenus = {
  'petit.txt': Buffer.from('petit'),
  'grand.bin': Buffer.from(Array.from({ length: 150_000 }, (_, rang) => (rang * rang) % 251)),
  'après.txt': Buffer.from('après le grand'),
};
const entrees = Object.entries(contenus).map(([name, octets]) => ({ name, content: [octets] }));

function lire(chemin: string): ZipRecord[] {
  const file = new FileBytes(chemin);
  try {
    return readDirectory(file);
  } finally {
    file.close();
  }
}

describe('de petites archives, aux limites abaissées', () => {
  it.each([
    ['tailles', { bytes: 100_000, entries: 0xffff }, [false, true, false], [false, false, false]],
    ['tailles, places et répertoire', { bytes: 40, entries: 0xffff }, [true, true, true], [false, true, true]],
    ['nombre de fichiers', { bytes: 0xffff_ffff, entries: 3 }, [false, false, false], [false, false, false]],
  ])('%s sur 64 bits : tous les programmes lisent les mêmes octets', async (_, limites, grands, loin) => {
    writeZip(dans('a.zip'), entrees, 6, limites);
    expect(lire(dans('a.zip')).map(({ large }) => large)).toEqual(grands);
    expect(lire(dans('a.zip')).map(({ far }) => far)).toEqual(loin);
    const attendus = Object.keys(contenus).sort();
    expect(await extractZip(dans('a.zip'), dans('nous'))).toEqual(attendus);
    const programmes: Record<string, string[]> = {
      unzip: ['-q', 'a.zip', '-d', 'unzip'],
      bsdtar: ['-xf', 'a.zip', '-C', 'bsdtar'],
      python3: ['-m', 'zipfile', '-e', 'a.zip', 'python3'],
      jar: ['xf', '../a.zip'],
    };
    for (const [nom, mots] of Object.entries(programmes)) {
      const programme = programmeOuPasse(nom, 'l’archive de 64 bits n’est pas relue par lui.');
      if (programme === undefined) continue;
      execFileSync('mkdir', [dans(nom)]);
      const cwd = nom === 'jar' ? dans(nom) : dossier;
      execFileSync(programme, mots, { cwd, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
      expect(listFiles(dans(nom))).toEqual(attendus);
      for (const [fichier, octets] of Object.entries(contenus))
        expect(readFileSync(join(dans(nom), fichier)).equals(octets)).toBe(true);
    }
  });

  it.each([
    ['un nombre sur 64 bits qui n’est pas celui de 32', (zip: Buffer) => zip.writeUInt16LE(2, zip.length - 14)],
    [
      'une place de la fin qui ment',
      (zip: Buffer) => zip.writeUInt8(zip.readUInt8(zip.length - 34) ^ 1, zip.length - 34),
    ],
    ['une version inconnue', (zip: Buffer) => zip.writeUInt8(1, zip.length - 98 + 14)],
    ['un répertoire plus loin que 2⁵³', (zip: Buffer) => zip.writeUInt8(0xff, zip.length - 98 + 55)],
  ])('%s la fait refuser', async (_, changer) => {
    writeZip(dans('a.zip'), entrees, 6, { bytes: 40, entries: 3 });
    const zip = readFileSync(dans('a.zip'));
    changer(zip);
    writeFileSync(dans('a.zip'), zip);
    await expect(extractZip(dans('a.zip'), dans('sorti'))).rejects.toThrow(RefusedArchive);
  });
});

describe('une archive de plus de 4 Gio, creuse', () => {
  /** Files of zeros, stored: what is between the headers is a hole of the disk. */
  function creuser(tailles: readonly number[]): ZipRecord[] {
    const descripteur = openSync(dans('creuse.zip'), 'w');
    let place = 0;
    const ecrire = (octets: Uint8Array) => {
      writeSync(descripteur, octets, 0, octets.length, place);
      place += octets.length;
    };
    const records = tailles.map((size, rang) => {
      const large = size >= 0xffff_ffff;
      const record: ZipRecord = {
        name: Buffer.from(`${rang}.bin`),
        madeBy: large ? 0x32d : 0x314,
        needed: large ? 45 : 20,
        flags: 0,
        method: 0,
        time: 0,
        day: 0x21,
        checksum: size < GIO ? crc32(Buffer.alloc(size)) : 0,
        compressed: size,
        size,
        attributes: 0o100644 * 2 ** 16,
        offset: place,
        large,
        far: place >= 0xffff_ffff,
      };
      ecrire(localHeader(record));
      place += size;
      return record;
    });
    const start = place;
    for (const record of records) ecrire(directoryRecord(record));
    const length = place - start;
    ecrire(
      endRecords(
        { entries: records.length, start, length },
        { entries: false, start: start >= 0xffff_ffff, length: false, version: 0x32d },
      ),
    );
    closeSync(descripteur);
    return records;
  }

  it.each([
    ['un fichier de 5 Gio', [10, 5 * GIO, 10]],
    ['trois de 2 Gio', [2 * GIO, 2 * GIO, 2 * GIO, 10]],
    ['un de 4 Gio moins un octet, et un de 4 Gio moins deux', [0xffff_ffff, 0xffff_fffe]],
  ])('%s : lue comme elle fut écrite, par nous et par d’autres', (_, tailles) => {
    const records = creuser(tailles);
    expect(lire(dans('creuse.zip'))).toEqual(records);
    const python = programmeOuPasse('python3', 'l’archive de plus de 4 Gio n’est pas relue par lui.');
    if (python === undefined) return;
    const lu = execFileSync(
      python,
      [
        '-c',
        'import sys,zipfile,json\nz=zipfile.ZipFile(sys.argv[1])\nfor i in z.infolist(): z.open(i).read(1)\nprint(json.dumps([[i.file_size,i.header_offset] for i in z.infolist()]))',
        dans('creuse.zip'),
      ],
      { encoding: 'utf8' },
    );
    expect(JSON.parse(lu)).toEqual(records.map(({ size, offset }) => [size, offset]));
  });

  it('dont le disque n’a pas la place est refusée avant d’être ouverte, avec ce qu’elle ferait', async () => {
    creuser([2 * GIO, 3 * GIO]);
    await expect(extractZip(dans('creuse.zip'), dans('sorti'), () => 2.5 * GIO)).rejects.toThrow(
      'l’archive ferait 5 Gio une fois ouverte, et le disque des fichiers temporaires n’en a que 2,5 Gio',
    );
    expect(listFiles(dans('sorti'))).toEqual([]);
  });
});

it('ce qui ferait plus que ce qu’une archive peut être est refusé avant d’être écrit', () => {
  const trop = { path: dans('absent'), size: 9 * GIO };
  expect(() =>
    writeZip(
      dans('a.zip'),
      ['a', 'b'].map((name) => ({ name, content: [trop] })),
    ),
  ).toThrow('il y aurait 2 fichiers et 18 Gio dans l’archive, qui en a au plus 100\u202f000 fichiers et 16 Gio');
  expect(listFiles(dossier)).toEqual([]);
});
