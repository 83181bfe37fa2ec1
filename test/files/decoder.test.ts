import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { ENCODINGS, openDecoder } from '../../src/files/decoder.ts';

const french = fc.string({
  unit: fc.constantFrom(..."aeiou ;\n'dlnst", ...'éèàêçôîûùÉÈÀ«»°'),
  minLength: 1,
  maxLength: 60,
});
const ofOneByte = ENCODINGS.filter((encoding) => encoding !== 'utf-8');

function decodeIn(encoding: (typeof ENCODINGS)[number], bytes: Buffer, cuts: readonly number[]): string {
  const decoder = openDecoder(encoding);
  const pieces: Buffer[] = [];
  let start = 0;
  for (const cut of [...cuts].sort((left, right) => left - right)) {
    pieces.push(Buffer.from(decoder.decode(bytes.subarray(start, cut))));
    start = Math.max(start, cut);
  }
  pieces.push(Buffer.from(decoder.decode(bytes.subarray(start))), decoder.end());
  return Buffer.concat(pieces).toString('utf8');
}

describe.each(ofOneByte)('%s', (encoding) => {
  it('is read as it was written, wherever pieces are cut', () => {
    fc.assert(
      fc.property(french, fc.array(fc.nat(70), { maxLength: 4 }), (text, cuts) => {
        expect(decodeIn(encoding, iconv.encode(`été ${text}`, encoding), cuts)).toBe(`été ${text}`);
      }),
    );
  });

  it('is not what is in UTF-8', () => {
    expect(decodeIn(encoding, Buffer.from('Coopération'), [])).toContain('\ufffd');
  });
});

it('a quote and a letter of a Mac are no letter of UTF-8', () => {
  expect(decodeIn('macintosh', iconv.encode('l’école', 'macintosh'), [])).toBe('l’école');
});
