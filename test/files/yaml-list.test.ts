import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { readYaml, readYamlList } from '../../src/files/yaml-document.ts';

const folder = mkdtempSync(join(tmpdir(), 'jaune-liste-'));
const path = join(folder, 'liste.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

/** What is read of a list in pieces, with the line where each element stands, and what is told. */
function inPieces(text: string) {
  writeFileSync(path, text);
  const constats = new Constats();
  const pieces = [...readYamlList(path, 'liste.yaml', constats)];
  const elements = pieces.flatMap((piece) => {
    const content = piece.content();
    return Array.isArray(content) ? content.map((value, rank) => ({ value, lieu: piece.lieu([rank]) })) : [content];
  });
  return { pieces: pieces.length, elements, constats: constats.liste };
}

function asAWhole(text: string) {
  writeFileSync(path, text);
  const constats = new Constats();
  const whole = readYaml(path, 'liste.yaml', constats);
  const content = whole?.content();
  const elements =
    whole === undefined
      ? []
      : Array.isArray(content)
        ? content.map((value, rank) => ({ value, lieu: whole.lieu([rank]) }))
        : [content];
  return { elements, constats: constats.liste };
}

it('a list that begins with a byte order mark is read as without it', () => {
  expect(inPieces('\ufeff- id: a\n- id: b\n').elements).toEqual(inPieces('- id: a\n- id: b\n').elements);
});

/** Elements as people write them, some over lines where others may seem to begin. */
const ELEMENTS = [
  '- { id: a, si: { libelle: export } }',
  '- id: a\n  si:\n    - un\n    - deux',
  '-\n  id: a\n  motif: "sur\n    - deux lignes"',
  '# - rien\n- id: a # - rien\n',
  '- |\n  - texte\n  - texte',
  '- id: >-\n    - plié\n\n    - encore\n',
  `- ${'long '.repeat(400)}`,
  '- [a,\n  b]',
  '-   a: 1\n    b: 2',
];
const FAULTY = [
  '- "a',
  'b: 1',
  '- { a: 1',
  ' - a',
  '- &a b',
  '- a: 1\n  a: 2',
  '- a\n--- b',
  '\t- a',
  '- "a\n- b"',
  '- a: b: c',
];

describe('une liste lue par morceaux', () => {
  it('est celle que l’on lit d’un coup, chaque élément à sa place', () => {
    const elements = fc.array(fc.constantFrom(...ELEMENTS), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(elements, fc.constantFrom('\n', '\r\n'), (written, end) => {
        const text = `# liste\n${written.join('\n')}\n`.replaceAll('\n', end);
        const read = inPieces(text);
        expect(read).toEqual({ ...asAWhole(text), pieces: read.pieces });
        expect(read.constats).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('l’est en plusieurs morceaux', () => {
    const text = `${Array.from({ length: 5_000 }, (_, rank) => `- { id: r${rank}, motif: texte }`).join('\n')}\n`;
    const { pieces, elements } = inPieces(text);
    expect(pieces).toBeGreaterThan(3);
    expect(elements).toHaveLength(5_000);
    expect(elements[4_321]).toEqual({
      value: { id: 'r4321', motif: 'texte' },
      lieu: { fichier: 'liste.yaml', ligne: 4_322, colonne: 3 },
    });
  });

  it('dit la même faute, à la même place, où qu’elle soit', () => {
    const elements = fc.array(fc.constantFrom(...ELEMENTS), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(elements, fc.constantFrom(...FAULTY), elements, (before, fault, after) => {
        const text = [...before, fault, ...after].join('\n');
        expect(inPieces(text).constats).toEqual(asAWhole(text).constats);
      }),
      { numRuns: 60 },
    );
  });
});
