import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../src/files/json-fault.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('where a text stops being JSON', () => {
  it.each([
    ['{"a": 1', { index: 7, cut: true }],
    ['{"a": "xyz', { index: 6, cut: true }],
    ['{"a": tru', { index: 6, cut: true }],
    ['', { index: 0, cut: true }],
    ['{"a": 1,}', { index: 8, cut: false }],
    ['{"a" 1}', { index: 5, cut: false }],
    ['{"a": 1}}', { index: 8, cut: false }],
    ["{'a': 1}", { index: 1, cut: false }],
    ['[1 2]', { index: 3, cut: false }],
  ])('%s', (text, fault) => expect(findJsonFault(text)).toEqual(fault));

  it('a fault is found in what JSON.parse refuses, and in that alone', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', ',', '"', '}', '1', ' '),
        (text, at, out, put) => {
          const start = at % (text.length + 1);
          const spoilt = text.slice(0, start) + put + text.slice(start + out);
          expect(findJsonFault(spoilt) === undefined).toBe(isJson(spoilt));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('a file cut at any place says that it was', () => {
    const text = JSON.stringify(
      { decisions: [{ ref: 'sources/a.csv:2', motif: 'Fête « à 30 % »\n' }, 12, true] },
      null,
      2,
    );
    for (let end = 0; end < text.length; end += 1) expect(findJsonFault(text.slice(0, end))?.cut).toBe(true);
  });
});
