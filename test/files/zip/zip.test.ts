import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { listFiles } from '../../../src/files/file-system.ts';
import { extractZip } from '../../../src/files/zip/extract-zip.ts';
import { RefusedArchive } from '../../../src/files/zip/refused-archive.ts';
import { writeZip } from '../../../src/files/zip/write-zip.ts';
import { dossierDEssai } from '../../outils/atelier.ts';
import { trouverProgramme } from '../../outils/navigateur.ts';

let dossier = '';
const vers = () => join(dossier, 'sorti');
beforeEach(() => {
  dossier = dossierDEssai();
});

const octets = (texte: string) => Buffer.from(texte, 'utf8');

/** A zip made by hand, with what no honest tool writes. */
function deposer(entrees: Record<string, Uint8Array>, changer: (zip: Buffer) => Buffer = (zip) => zip): string {
  const chemin = join(dossier, 'archive.zip');
  writeFileSync(chemin, changer(Buffer.from(zipSync(entrees, { level: 6, mtime: new Date(1980, 0, 1) }))));
  return chemin;
}

async function refus(chemin: string): Promise<string> {
  const erreur = await extractZip(chemin, vers()).then(
    () => undefined,
    (motif: unknown) => motif,
  );
  expect(erreur).toBeInstanceOf(RefusedArchive);
  return (erreur as Error).message;
}

/** Replaces a text by another of the same length, wherever it stands in a zip. */
const renommer = (avant: string, apres: string) => (zip: Buffer) => {
  expect(apres).toHaveLength(avant.length);
  return Buffer.from(zip.toString('latin1').replaceAll(avant, apres), 'latin1');
};

describe('une archive', () => {
  it('rend ce qu’on y a mis, quels que soient les octets, et deux fois les mêmes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}(\/[a-zé]{1,8}){0,2}$/), {
          maxLength: 6,
          selector: (nom) => nom.split('/')[0],
        }),
        fc.array(fc.uint8Array({ maxLength: 200_000 }), { minLength: 6, maxLength: 6 }),
        async (noms, contenus) => {
          const entrees = noms.map((nom, rang) => ({ name: nom, content: [contenus[rang] ?? new Uint8Array()] }));
          const chemin = join(dossier, 'a.zip');
          writeZip(chemin, entrees);
          const premiers = readFileSync(chemin);
          writeZip(chemin, entrees);
          expect(readFileSync(chemin).equals(premiers)).toBe(true);
          rmSync(vers(), { recursive: true, force: true });
          expect(await extractZip(chemin, vers())).toEqual([...noms].sort());
          for (const { name, content } of entrees)
            expect(readFileSync(join(vers(), name)).equals(Buffer.concat(content))).toBe(true);
        },
      ),
      { numRuns: 25, seed: 5 },
    );
  });

  it('prend un fichier sur le disque comme les mêmes octets en mémoire', () => {
    const contenu = Buffer.alloc(300_001, 'ligne;montant\n');
    const [a, b] = [join(dossier, 'a.zip'), join(dossier, 'b.zip')];
    writeFileSync(join(dossier, 'f'), contenu);
    writeZip(a, [{ name: 'f', content: [contenu] }]);
    writeZip(b, [{ name: 'f', content: [{ path: join(dossier, 'f') }] }]);
    expect(readFileSync(a).equals(readFileSync(b))).toBe(true);
  });

  it('se lit avec un autre outil', (contexte) => {
    const python = trouverProgramme('python3');
    if (python === undefined) return contexte.skip('python3 est absent du PATH : l’archive n’est pas relue par lui.');
    const chemin = join(dossier, 'a.zip');
    const entrees = [
      { name: 'documents/été.txt', content: [octets('bonjour')] },
      { name: 'vide', content: [] },
    ];
    writeZip(chemin, entrees);
    const lu = execFileSync(
      python,
      [
        '-c',
        'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist(), z.read("documents/été.txt").decode())',
        chemin,
      ],
      { encoding: 'utf8' },
    );
    expect(lu.trim()).toBe("None ['documents/été.txt', 'vide'] bonjour");
  });
});

describe('une archive hostile est refusée entière', () => {
  it.each([
    ['remonte par ..', 'aaaa/x', '../a/x'],
    ['part de la racine', 'aaaa/x', '/aaa/x'],
    ['part d’un lecteur de Windows', 'aaaa/x', 'C:aa/x'],
    ['remonte à la façon de Windows', 'aaaa/x', '..\\a/x'],
    ['a un morceau vide', 'aaaa/x', 'aa//xx'.slice(0, 6)],
    ['finit par un point', 'aaaa/x', 'aaaa/.'],
    ['porte un signe réservé', 'aaaa/x', 'aa|a/x'],
  ])('un nom qui %s', async (_, avant, apres) => {
    const chemin = deposer({ bon: octets('bon'), [avant]: octets('mauvais') }, renommer(avant, apres));
    expect(await refus(chemin)).toContain('n’est pas un nom de fichier admis');
    expect(() => listFiles(vers())).toThrow();
  });

  it('un nom donné deux fois, casse comprise', async () => {
    expect(await refus(deposer({ aaaa: octets('1'), bbbb: octets('2') }, renommer('bbbb', 'aaaa')))).toBe(
      '« aaaa » y est deux fois',
    );
    expect(await refus(deposer({ aaaa: octets('1'), bbbb: octets('2') }, renommer('bbbb', 'AAAA')))).toBe(
      '« AAAA » y est deux fois (« aaaa »)',
    );
  });

  it('deux archives bout à bout, ou quelque chose entre ses fichiers : un programme y lirait l’une, un autre l’autre', async () => {
    const reste = 'elle contient autre chose que ses fichiers : deux programmes n’y liraient pas la même chose';
    const contenu = { aaaa: octets('vrai'), bbbb: octets('suite') };
    expect(await refus(deposer(contenu, (zip) => Buffer.concat([zip, zip])))).toBe(reste);
    expect(await refus(deposer(contenu, (zip) => Buffer.concat([zip, Buffer.from(' ')])))).not.toBe('');
    // The end record of a second archive leads whoever believes it back to the directory of the first.
    const autre = readFileSync(deposer({ aaaa: octets('faux'), bbbb: octets('suite') }));
    expect(await refus(deposer(contenu, (zip) => Buffer.concat([zip, autre])))).toBe(reste);
  });

  it('un octet retourné, un fichier coupé, autre chose qu’un zip, un fichier vide', async () => {
    const contenu = octets('montant;12,00\n'.repeat(500));
    const retourner = (zip: Buffer) => {
      zip[60] = (zip[60] ?? 0) ^ 0xff;
      return zip;
    };
    expect(await refus(deposer({ f: contenu }, retourner))).toBe('« f » est abîmé');
    expect(await refus(deposer({ f: contenu }, (zip) => zip.subarray(0, zip.length - 30)))).toContain('abîmée');
    const autre = join(dossier, 'autre.zip');
    for (const texte of ['ceci n’est pas un zip', '']) {
      writeFileSync(autre, texte);
      expect(await refus(autre)).toContain('ce n’est pas une archive zip');
    }
  });

  it('dont un octet, quel qu’il soit, n’est plus le même ; sauf les bits que la fin d’un contenu comprimé laisse vides', async () => {
    const chemin = join(dossier, 'a.zip');
    const contenus = { b: octets('b'), 'dossier/été.csv': octets('montant;12,00\n') };
    writeZip(
      chemin,
      Object.entries(contenus).map(([name, contenu]) => ({ name, content: [contenu] })),
    );
    const zip = readFileSync(chemin);
    const ouvertes: number[] = [];
    for (const masque of [0xff, 0x01, 0x20, 0x80])
      for (const rang of zip.keys()) {
        const touche = Buffer.from(zip);
        touche[rang] = (touche[rang] ?? 0) ^ masque;
        writeFileSync(chemin, touche);
        rmSync(vers(), { recursive: true, force: true });
        const noms = await extractZip(chemin, vers()).catch((erreur: unknown) => {
          expect(erreur).toBeInstanceOf(RefusedArchive);
        });
        if (noms === undefined) continue;
        ouvertes.push(rang);
        expect(noms).toEqual(Object.keys(contenus));
        for (const [nom, contenu] of Object.entries(contenus))
          expect(readFileSync(join(vers(), nom)).equals(contenu)).toBe(true);
      }
    expect(new Set(ouvertes).size).toBeLessThanOrEqual(2);
  });

  it('ne sort rien du dossier et n’écrase rien', async () => {
    mkdirSync(vers());
    writeFileSync(join(vers(), 'f'), 'là avant');
    const chemin = deposer({ f: octets('autre') });
    await expect(extractZip(chemin, vers())).rejects.toThrow(/EEXIST/);
    expect(readFileSync(join(vers(), 'f'), 'utf8')).toBe('là avant');
  });
});
