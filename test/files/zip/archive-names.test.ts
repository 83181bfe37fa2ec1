/** Names that other systems cannot write, or cannot tell apart, come back from an archive as they were. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedName, namesInArchive } from '../../../src/files/zip/archive-names.ts';
import { readSafeName } from '../../../src/files/zip/safe-name.ts';

const nom = (...chemins: string[]) => [...namesInArchive(chemins).values()];
/** What a person makes of a name by hand: each code is a sign. */
const decoder = (code: string) =>
  code.replace(/%(?:u([0-9A-F]{4})|([0-9A-F]{2}))/g, (_, large?: string, etroit?: string) =>
    String.fromCharCode(Number.parseInt(large ?? etroit ?? '', 16)),
  );

const pas = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'a',
        'A',
        'é',
        'É',
        'e\u0301',
        '%',
        '%41',
        '%u00E9',
        '~',
        ':',
        '*',
        '?',
        '"',
        '<',
        '>',
        '|',
        '\\',
        '\t',
        '\n',
      ),
      fc.constantFrom(
        '.',
        ' ',
        'con',
        'NUL',
        'com1',
        '.csv',
        'ß',
        'SS',
        'ſ',
        'ı',
        'İ',
        'Σ',
        'ς',
        '\u0328',
        '\u202e',
        '\ud83d\ude00',
        '\ud83d',
        'Å',
        '\u212b',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((signes) => signes.join('').replaceAll('/', '').replaceAll('\0', ''))
  .filter((nom) => !['', '.', '..'].includes(nom));
/** Paths of files that lie beside each other in one folder: none is the folder of another. */
const chemins = fc
  .uniqueArray(
    fc.array(pas, { minLength: 1, maxLength: 3 }).map((steps) => steps.join('/')),
    { minLength: 1, maxLength: 12 },
  )
  .map((tous) => tous.filter((chemin) => !tous.some((autre) => autre.startsWith(`${chemin}/`))));

describe('les noms dans une archive', () => {
  it('se décodent en ce qu’ils étaient, sont distincts pour tout système, et en NFC', () => {
    fc.assert(
      fc.property(chemins, (tous) => {
        const noms = namesInArchive(tous);
        const codes = [...noms.values()];
        expect([...noms.keys()]).toEqual(tous);
        for (const [chemin, code] of noms) {
          if (!code.startsWith('%~')) expect(decoder(code)).toBe(chemin);
          expect(code.normalize('NFC')).toBe(code);
          expect(code).not.toMatch(/[\p{Cc}<>:"|?*\\]|\p{Surrogate}|[. ](?:\/|$)/u);
          for (const step of code.split('/')) expect(step).not.toMatch(/^(?:con|nul|com1) *(?:\.|$)/i);
          // What reads archives takes every name that is put in one.
          expect(readSafeName(Buffer.from(`dossier/${code}`), true)).toBe(`dossier/${code}`);
        }
        const plies = new Set(codes.map(foldedName));
        expect(plies.size).toBe(tous.length);
        // And none is, to such a system, the folder of another.
        for (const plie of plies)
          for (let fin = plie.indexOf('/'); fin >= 0; fin = plie.indexOf('/', fin + 1))
            expect(plies.has(plie.slice(0, fin))).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('sont les leurs tant que tout système peut les écrire', () => {
    const ordinaires = [
      'exercice.yaml',
      'sources/État – 2012 (v2) & co.csv',
      'sources/.caché',
      "textes/l'été.md",
      'a~b',
    ];
    expect(nom(...ordinaires)).toEqual(ordinaires);
  });

  it.each([
    ['sources/a:b*c?.csv', 'sources/a%3Ab%2Ac%3F.csv'],
    ['sources/a\tb\n.csv', 'sources/a%09b%0A.csv'],
    ['sources/fin.', 'sources/fin%2E'],
    ['sources/fin /a', 'sources/fin%20/a'],
    ['sources/CON.csv', 'sources/%43ON.csv'],
    ['nul', '%6Eul'],
    ['sources/100 %.csv', 'sources/100 %25.csv'],
    ['sources/%41.csv', 'sources/%2541.csv'],
    ['sources/\u202egpj.csv', 'sources/%u202Egpj.csv'],
  ])('%j devient %s', (avant, apres) => {
    expect(nom(avant)).toEqual([apres]);
  });

  it('se distinguent quand seule la casse, ou la forme, les distingue', () => {
    expect(nom('s/a.csv', 's/A.csv')).toEqual(['s/%61.csv', 's/A.csv']);
    expect(nom('s/ab', 's/aB', 's/Ab', 's/AB')).toEqual(['s/%61%62', 's/%61B', 's/%41b', 's/AB']);
    expect(nom('Sources/a', 'sources/a')).toEqual(['Sources/a', '%73ources/a']);
    expect(nom('s/é', 's/e\u0301')).toEqual(['s/é', 's/e%u0301']);
  });

  it('sont courts, et gardent leur extension', () => {
    const [long = '', ailleurs = ''] = nom(`sources/${'a'.repeat(200)}.csv`, `sources/${'a'.repeat(201)}.csv`);
    expect(long).toMatch(/^%~[0-9a-f]{32}\.csv$/);
    expect(ailleurs).not.toBe(long);
    expect(nom(`${'d/'.repeat(2000)}a.csv`)[0]).toMatch(/^%~[0-9a-f]{32}\.csv$/);
    expect(nom(`sources/${'é'.repeat(80)}.csv`)).toEqual([`sources/${'é'.repeat(80)}.csv`]);
  });
});
