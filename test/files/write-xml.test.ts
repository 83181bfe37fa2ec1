import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsInXml, madeToFitInXml, writeXml } from '../../src/files/xml/write-xml.ts';
import { lireArbre } from '../outils/arbre-xml.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 20 });
const unitText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('an XML document that is written', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(anyText.filter(fitsInXml), anyText.filter(fitsInXml), (text, attribute) => {
        const root = { name: 'r', attributes: { a: attribute, b: undefined }, content: [{ name: 't', content: text }] };
        const read = lireArbre(writeXml(root));
        expect(read.attributs).toEqual({ a: attribute });
        expect(read.enfants.map(({ texte }) => texte)).toEqual([text]);
      }),
    );
  });

  it('holds what was made to fit, and refuses what was not', () => {
    fc.assert(
      fc.property(unitText, (text) => {
        const fitting = madeToFitInXml(text);
        expect(fitsInXml(fitting)).toBe(true);
        if (fitsInXml(text)) expect(fitting).toBe(text);
        else expect(() => writeXml({ name: 'r', content: text })).toThrow('XML');
        expect(lireArbre(writeXml({ name: 'r', content: fitting })).texte).toBe(fitting);
      }),
    );
  });
});
