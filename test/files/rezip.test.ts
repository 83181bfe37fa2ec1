import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rezip } from '../../src/files/xlsx/rezip.ts';
import { rezipWhileWritten } from '../../src/files/xlsx/rezip-thread.ts';
import { StoredZipReader } from '../../src/files/xlsx/stored-zip-reader.ts';

const BLOC = 65_536;
const octets = (texte: string) => new Uint8Array(Buffer.from(texte, 'utf8'));
/** What ends a part in an archive, which a part may hold too. */
const FIN_DE_PARTIE = Uint8Array.of(0x50, 0x4b, 0x07, 0x08, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0);

interface Partie {
  readonly nom: string;
  readonly contenu: Uint8Array;
}

let dossier = '';
const chemin = (nom: string) => join(dossier, nom);
beforeAll(() => {
  dossier = mkdtempSync(join(tmpdir(), 'jaune-rezip-'));
});
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

/** An archive as the streaming writer leaves it: parts stored, in the order given, their sizes told after them. */
function ranger(parties: readonly Partie[]): Buffer {
  const morceaux: Uint8Array[] = [];
  const zip = new Zip((_, morceau) => morceaux.push(morceau));
  for (const { nom, contenu } of parties) {
    const partie = new ZipPassThrough(nom);
    zip.add(partie);
    partie.push(contenu, true);
  }
  zip.end();
  return Buffer.concat(morceaux);
}

/** The document of these parts, as fflate alone makes it, block after block. */
function attendre(parties: readonly Partie[]): Buffer {
  const morceaux: Uint8Array[] = [];
  const zip = new Zip((_, morceau) => morceaux.push(morceau));
  for (const { nom, contenu } of parties) {
    const partie = new ZipDeflate(nom, { level: 1 });
    partie.mtime = new Date(1980, 0, 1);
    zip.add(partie);
    let fait = 0;
    do {
      const bloc = contenu.slice(fait, fait + BLOC);
      fait += bloc.length;
      partie.push(bloc, fait === contenu.length);
    } while (fait < contenu.length);
  }
  zip.end();
  return Buffer.concat(morceaux);
}

function progression(valeur: bigint): BigInt64Array {
  const nombre = new BigInt64Array(new SharedArrayBuffer(8));
  nombre[0] = valeur;
  return nombre;
}

/** Both ways to make the document of a draft. */
function refaire(brouillon: Buffer): readonly Buffer[] {
  writeFileSync(chemin('brouillon'), brouillon);
  rezip(chemin('brouillon'), chemin('a'));
  const progress = progression(BigInt(brouillon.length) * 2n + 1n);
  rezipWhileWritten({ draft: chemin('brouillon'), document: chemin('b'), progress });
  return [readFileSync(chemin('a')), readFileSync(chemin('b'))];
}

const contenus = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  fc.constantFrom(0, BLOC - 1, BLOC, BLOC + 1, 2 * BLOC, 150_000).map((taille) => new Uint8Array(taille).fill(97)),
  fc
    .array(fc.oneof(fc.constant(FIN_DE_PARTIE), fc.uint8Array({ maxLength: 40 })), { maxLength: 20 })
    .map((morceaux) => Uint8Array.from(morceaux.flatMap((morceau) => [...morceau]))),
);
const parties: fc.Arbitrary<Partie[]> = fc
  .uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,6}(\/[a-z]{1,6})?\.xml$/), contenus), {
    minLength: 1,
    maxLength: 5,
    selector: ([nom]) => nom,
  })
  .map((liste) => [
    ...liste.map(([nom, contenu]) => ({ nom, contenu })),
    { nom: '[Content_Types].xml', contenu: octets('<Types/>') },
  ]);

describe('un document refait d’un brouillon', () => {
  it('a les parties dans l’ordre et les octets de fflate, que le brouillon soit fini ou qu’il s’écrive', () => {
    fc.assert(
      fc.property(parties, (liste) => {
        const parNom = (a: Partie, b: Partie) => (a.nom < b.nom ? -1 : 1);
        const types = liste.filter(({ nom }) => nom === '[Content_Types].xml');
        const rangees = [...types, ...liste.filter((partie) => !types.includes(partie)).sort(parNom)];
        const attendu = attendre(rangees);
        for (const refait of refaire(ranger(liste))) expect(refait.equals(attendu)).toBe(true);
        const relu = unzipSync(attendu);
        for (const { nom, contenu } of liste)
          expect(Buffer.from(relu[nom] ?? []).equals(Buffer.from(contenu))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('n’est pas écrit quand on y renonce, et rien ne reste', () => {
    writeFileSync(chemin('renonce'), ranger([{ nom: 'a.xml', contenu: octets('<a/>') }]));
    rezipWhileWritten({ draft: chemin('renonce'), document: chemin('absent'), progress: progression(-1n) });
    expect(['absent', 'renonce.parts'].map((nom) => existsSync(chemin(nom)))).toEqual([false, false]);
  });

  it.each([
    ['coupé', (zip: Buffer) => zip.subarray(0, zip.length - 60), 'tronqué'],
    ['autre chose', () => Buffer.from('ceci n’est pas une archive, mais alors pas du tout'), 'illisible'],
  ])('est refusé d’un brouillon %s', (_, changer, dit) => {
    const brouillon = changer(ranger([{ nom: 'a.xml', contenu: new Uint8Array(1000).fill(97) }]));
    writeFileSync(chemin('faux'), brouillon);
    const progress = progression(BigInt(brouillon.length) * 2n + 1n);
    expect(() => rezipWhileWritten({ draft: chemin('faux'), document: chemin('absent'), progress })).toThrow(dit);
    expect(['absent', 'faux.parts'].map((nom) => existsSync(chemin(nom)))).toEqual([false, false]);
  });
});

describe('une archive qui s’écrit', () => {
  it('se lit où qu’elle soit coupée, même quand une partie porte ce qui en finit une autre', () => {
    fc.assert(
      fc.property(parties, fc.infiniteStream(fc.integer({ min: 1, max: 90_000 })), (liste, tailles) => {
        const lues: { nom: string; morceaux: Buffer[] }[] = [];
        let ouverte = false;
        const lecteur = new StoredZipReader({
          begin: (nom) => {
            expect(ouverte).toBe(false);
            ouverte = true;
            lues.push({ nom, morceaux: [] });
          },
          add: (morceau) => lues.at(-1)?.morceaux.push(Buffer.from(morceau)),
          end: () => {
            ouverte = false;
          },
        });
        const zip = ranger(liste);
        for (let fait = 0; fait < zip.length; ) {
          const taille = Number(tailles.next().value) % (zip.length < 5000 ? 7 : 90_000);
          lecteur.add(zip.subarray(fait, fait + taille + 1));
          fait += taille + 1;
        }
        lecteur.end();
        expect(lues.map(({ nom }) => nom)).toEqual(liste.map(({ nom }) => nom));
        for (const [rang, { contenu }] of liste.entries())
          expect(Buffer.concat(lues[rang]?.morceaux ?? []).equals(Buffer.from(contenu))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
