import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { PackageDraft, type Span, writePackage } from '../../src/files/xlsx/write-package.ts';
import type { ZipContent } from '../../src/files/zip/write-zip.ts';
import { dossierDEssai } from '../outils/atelier.ts';

const BLOC = 65_536;
const octets = (texte: string) => new Uint8Array(Buffer.from(texte, 'utf8'));
interface Partie {
  readonly nom: string;
  readonly contenu: Uint8Array;
}

let dossier = '';
const chemin = (nom: string) => join(dossier, nom);
beforeAll(() => {
  dossier = dossierDEssai();
});

/** The same parts, their bytes in turns in a draft but for those that are given as they are. */
function refaire(liste: readonly Partie[], pas: number): Buffer {
  const brouillon = new PackageDraft(chemin('brouillon'));
  const places = liste.map(({ nom }) => ({ nom, spans: [] as Span[] }));
  for (let fait = 0; liste.some(({ contenu }) => fait < contenu.length); fait += pas)
    for (const [rang, { contenu }] of liste.entries()) {
      const morceau = contenu.subarray(fait, fait + pas);
      if (morceau.length > 0) brouillon.add(places[rang]?.spans ?? [], morceau);
    }
  brouillon.close();
  const parts = new Map<string, readonly ZipContent[]>(
    places.map(({ nom, spans }, rang) => [nom, rang % 2 === 0 ? spans : [liste[rang]?.contenu ?? octets('')]]),
  );
  writePackage({ document: chemin('document'), parts });
  return readFileSync(chemin('document'));
}

const contenus = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  fc.constantFrom(0, BLOC - 1, BLOC, BLOC + 1, 2 * BLOC, 150_000).map((taille) => new Uint8Array(taille).fill(97)),
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

describe('un document fait de ses parties', () => {
  it('les a dans l’ordre, et les mêmes octets, en mémoire ou tour à tour dans un brouillon', () => {
    fc.assert(
      fc.property(parties, fc.integer({ min: 1000, max: 90_000 }), (liste, pas) => {
        const parNom = (a: Partie, b: Partie) => (a.nom < b.nom ? -1 : 1);
        const types = liste.filter(({ nom }) => nom === '[Content_Types].xml');
        const rangees = [...types, ...liste.filter((partie) => !types.includes(partie)).sort(parNom)];
        const document = refaire(liste, pas);
        expect(document.equals(refaire(liste, BLOC))).toBe(true);
        const relu = unzipSync(document);
        expect(Object.keys(relu)).toEqual(rangees.map(({ nom }) => nom));
        for (const { nom, contenu } of liste)
          expect(Buffer.from(relu[nom] ?? []).equals(Buffer.from(contenu))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('ne laisse pas de brouillon quand on y renonce, fût-ce deux fois', () => {
    const brouillon = new PackageDraft(chemin('renonce'));
    brouillon.add([], octets('<a/>'));
    brouillon.abandon();
    brouillon.abandon();
    expect(existsSync(chemin('renonce'))).toBe(false);
  });

  it('est refusé d’un brouillon coupé', () => {
    writeFileSync(chemin('coupe'), octets('<a/>'));
    const parts = new Map([['a.xml', [{ path: chemin('coupe'), start: 2, size: 10 }]]]);
    expect(() => writePackage({ document: chemin('absent'), parts })).toThrow('tronqué');
  });
});
