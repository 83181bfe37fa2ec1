import fc from 'fast-check';
import { ALPHABET_1252, type MiseEnPage } from './ecrivain-csv.ts';

/** Layouts in which sectors may send a file. */
export const miseEnPage: fc.Arbitrary<MiseEnPage> = fc
  .record({
    separateur: fc.constantFrom(';' as const, ',' as const, '|' as const, '\t' as const),
    decimale: fc.constantFrom(',' as const, '.' as const),
    encodage: fc.constantFrom('utf-8' as const, 'windows-1252' as const),
    marque: fc.boolean(),
    fin: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
    derniereFin: fc.boolean(),
    milliers: fc.constantFrom('' as const, ' ' as const, '\u00a0' as const, '\u202f' as const),
    unite: fc.constantFrom('euros' as const, 'milliers' as const),
    negatif: fc.constantFrom('moins' as const, 'parentheses' as const, 'signe' as const),
    euro: fc.boolean(),
    toutCiter: fc.boolean(),
    preambule: fc.array(fc.constantFrom('', 'Extraction du 13 décembre', 'Titre "jamais fermé', ';;;;'), {
      maxLength: 3,
    }),
  })
  .map((page) =>
    page.encodage === 'utf-8'
      ? page
      : { ...page, marque: false, milliers: page.milliers === '\u202f' ? ('\u00a0' as const) : page.milliers },
  );

/** What people and machines put in cells: anything that the encoding can hold. */
export function cellText(encodage: MiseEnPage['encodage']): fc.Arbitrary<string> {
  const pieges = fc.constantFrom(
    '"',
    '""',
    ';',
    ',',
    '|',
    '\t',
    '\n',
    '\r\n',
    '\r',
    ' ',
    'é',
    "'",
    '=',
    '-',
    'Sénégal',
  );
  const lettre =
    encodage === 'windows-1252' ? fc.constantFrom(...ALPHABET_1252) : fc.string({ unit: 'grapheme', maxLength: 3 });
  return fc.array(fc.oneof(pieges, lettre), { maxLength: 12 }).map((lettres) => lettres.join(''));
}

/** Cents: ordinary ones, and those at the edges. */
export const centimes: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -10_000_000, max: 10_000_000_000 }),
  fc.integer({ min: -150, max: 150 }),
  fc.constantFrom(0, 1, -1, 99, 100_000, 9e12),
);
