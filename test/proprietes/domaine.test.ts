import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { additionner, estEntiere, type Fraction, fraction, multiplier } from '../../src/domain/argent/fraction.ts';
import { lireMontant, lireNotationSimple, montant } from '../../src/domain/argent/montant.ts';
import { repartir } from '../../src/domain/argent/part.ts';
import { formaterEuros } from '../../src/domain/textes/format.ts';
import { Lexique } from '../../src/domain/textes/lexique.ts';
import { plier } from '../../src/domain/textes/texte.ts';

const GRAINE = { seed: 20121213 };

/** Any text, with those that this trade meets more often than by chance. */
const texte = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      ..."aàbcçdeéèêiïoôœæuùŒÉÀ 0123456789'’-–—_/.,;:()&%«»“”…°€\t\n\r\u00a0\u202f\u0301\u0130ßſΣσςжł",
    ),
    maxLength: 40,
  }),
);

/** Shares that make one, some of them nothing, crossed as breakdowns cross them. */
const parts: fc.Arbitrary<Fraction[]> = fc
  .tuple(
    fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 }),
    fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 4 }),
  )
  .map(([gauche, droite]) => {
    const enParts = (poids: readonly number[]) => {
      const total = poids.reduce((somme, element) => somme + element, 0);
      return total === 0 ? [fraction(1, 1)] : poids.map((element) => fraction(element, total));
    };
    return enParts(gauche).flatMap((a) => enParts(droite).map((b) => multiplier(a, b)));
  });

const centimes = fc.oneof(
  fc.integer({ min: -9e13, max: 9e13 }),
  fc.integer({ min: -500, max: 500 }),
  fc.constantFrom(0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
);

describe('un montant réparti', () => {
  it('fait le tout au centime, chaque part à moins d’un centime de la sienne, et de même au signe près', () => {
    fc.assert(
      fc.property(centimes, parts, (total, lesParts) => {
        expect(estEntiere(additionner(lesParts))).toBe(true);
        const repartis = repartir(montant(total), lesParts);
        expect(repartis).toHaveLength(lesParts.length);
        expect(repartis.reduce((somme, part) => somme + BigInt(part), 0n)).toBe(BigInt(total));
        repartis.forEach((obtenu, rang) => {
          const { numerateur, denominateur } = lesParts[rang] ?? fraction(0, 1);
          const ecart = BigInt(obtenu) * denominateur - BigInt(total) * numerateur;
          expect(ecart < denominateur && -ecart < denominateur).toBe(true);
        });
        expect(repartir(montant(-total), lesParts)).toEqual(repartis.map((part) => montant(-part)));
      }),
      { ...GRAINE, numRuns: 1000 },
    );
  });
});

describe('un montant écrit', () => {
  it('se relit tel quel', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }), (valeur) => {
        const attendu = { etat: 'lu', montant: montant(valeur) };
        expect(lireMontant(formaterEuros(montant(valeur)))).toEqual(attendu);
        expect(lireMontant(formaterEuros(montant(valeur)), { decimale: ',' })).toEqual(attendu);
      }),
      { ...GRAINE, numRuns: 2000 },
    );
  });

  it('n’est jamais lu dans un texte qui porte une lettre', () => {
    const lettre = fc.oneof(
      fc.constantFrom('O', 'l', 'I', 'E', 'e', 'M', 'k', 'p'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const morceau = fc.string({ unit: fc.constantFrom(...'0123456789,. -+()€\u202f\u00a0'), maxLength: 10 });
    fc.assert(
      fc.property(morceau, lettre, morceau, fc.constantFrom('euros', 'milliers'), (avant, milieu, apres, unite) => {
        fc.pre(/\p{L}/u.test(milieu));
        const lecture = lireMontant(avant + milieu + apres, { unite });
        expect(lecture.etat).toBe('illisible');
        if (lecture.etat !== 'illisible') return;
        expect(lecture.raison).not.toBe('');
        expect(lecture.debut).toBeGreaterThanOrEqual(0);
        expect(lecture.fin).toBeGreaterThan(lecture.debut);
        expect(lecture.fin).toBeLessThanOrEqual((avant + milieu + apres).length);
      }),
      { ...GRAINE, numRuns: 2000 },
    );
  });

  it('se lit de même par la voie courte, quand elle le lit, et par l’autre', () => {
    const signes = fc.string({ unit: fc.constantFrom(...'0123456789', ...'00,.- '), maxLength: 16 });
    const nombres = fc.integer({ min: -(10 ** 9), max: 10 ** 15 }).map((valeur) => `${valeur}`);
    const notation = fc.record({
      unite: fc.constantFrom('euros' as const, 'milliers' as const),
      decimale: fc.constantFrom(',' as const, '.' as const, undefined),
    });
    let lus = 0;
    fc.assert(
      fc.property(fc.oneof(signes, nombres), notation, (cellule, { unite, decimale }) => {
        const demandee = decimale === undefined ? { unite } : { unite, decimale };
        const simple = lireNotationSimple(cellule, demandee);
        if (simple === undefined) return;
        lus += 1;
        // A space around it sends it the long way.
        expect(lireMontant(` ${cellule}`, demandee)).toEqual({ etat: 'lu', montant: simple });
      }),
      { ...GRAINE, numRuns: 3000 },
    );
    expect(lus).toBeGreaterThan(500);
  });

  it('vaut ce que disent ses chiffres, ou rien', () => {
    const signes = fc.string({ unit: fc.constantFrom(...'0123456789,. -+()€\u202f\u00a0\u2212'), maxLength: 18 });
    fc.assert(
      fc.property(fc.oneof(signes, texte), fc.constantFrom('euros' as const, 'milliers' as const), (cellule, unite) => {
        const lecture = lireMontant(cellule, { unite });
        expect(lecture.etat === 'absent').toBe(/^[\s\u00a0\u202f]*$/.test(cellule));
        if (lecture.etat !== 'lu') return;
        // Digits before the mark, digits after it, as the cell shows them and nothing else.
        const [entiers = '', decimales = ''] = cellule.replace(/[^\d.,]/g, '').split(/[.,]/);
        const rang = unite === 'milliers' ? 5 : 2;
        const absolu = BigInt((entiers || '0') + decimales.slice(0, rang).padEnd(rang, '0'));
        expect(decimales.slice(rang)).toMatch(/^0*$/);
        expect(BigInt(lecture.montant)).toBe(/[-\u2212(]/.test(cellule) ? -absolu : absolu);
      }),
      { ...GRAINE, numRuns: 3000 },
    );
  });
});

/** What folding means, the slow and plain way. */
/** Soft hyphen, joiners, marks of direction and of order, selectors of variants: what nobody sees. */
const SANS_PLACE = new Set([
  ...[0xad, 0x34f, 0x61c, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e],
  ...[0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff],
  ...Array.from({ length: 16 }, (_, rang) => 0xfe00 + rang),
]);

function plierSimplement(brut: string): string {
  const sansAccent = [...brut.toLowerCase().normalize('NFD')]
    .filter((lettre) => !/[\u0300-\u036f]/.test(lettre) && !SANS_PLACE.has(lettre.codePointAt(0) ?? 0))
    .join('');
  const ouvert = sansAccent.split('œ').join('oe').split('æ').join('ae');
  return ouvert
    .split(/[\s'’`´‘\-‐‑–—_/]/)
    .filter((mot) => mot !== '')
    .join(' ');
}

describe('un texte plié', () => {
  it('est celui d’une définition simple, et se plie en lui-même', () => {
    fc.assert(
      fc.property(texte, (brut) => {
        const plie = plier(brut);
        expect(plie).toBe(plierSimplement(brut));
        expect(plier(plie)).toBe(plie);
      }),
      { ...GRAINE, numRuns: 3000 },
    );
  });

  it('l’est pour chaque caractère du plan de base, seul et entouré', () => {
    for (let code = 0; code <= 0xffff; code++)
      for (const brut of [String.fromCharCode(code), `a${String.fromCharCode(code)}B`])
        if (plier(brut) !== plierSimplement(brut) || plier(plier(brut)) !== plier(brut))
          expect([code.toString(16), plier(brut)]).toEqual([code.toString(16), plierSimplement(brut)]);
  });
});

/** What makes words: letters and digits of any alphabet. */
const LETTRE = /[\p{L}\p{M}\p{N}]/u;
/** Drops the -s or -x that ends words of four letters and more, by another road than the lexicon's. */
const auSingulier = (plie: string) =>
  plie.replace(/[\p{L}\p{M}\p{N}]+/gu, (lu) => (lu.length >= 4 ? lu.replace(/(?<!s)s$|(?<!x)x$/, '') : lu));

describe('un lexique', () => {
  const mot = fc.oneof(
    fc.constantFrom(
      'mali',
      'le mali',
      'export',
      'coopération décentralisée',
      'chevaux',
      'jumelages',
      'jumelage',
      'Œuvre',
      '(export)',
      '« inde »',
      'a',
      'a b',
      'łódź',
      '1',
    ),
    texte,
  );
  const assemblage = fc
    .array(fc.oneof(mot, texte, fc.constantFrom(' ', ' et ', '-', '.', '…', '«', '»', 's', 'x', '2')), { maxLength: 8 })
    .map((morceaux) => morceaux.join(''));

  it('trouve les mots que trouve une expression régulière', () => {
    fc.assert(
      fc.property(fc.array(mot, { maxLength: 8 }), assemblage, (mots, brut) => {
        // Beyond the basic plane the lexicon sees pictures, never letters of scripts no longer written.
        fc.pre(![brut, ...mots].some((element) => /[\p{L}\p{M}\p{N}]/u.test(element.replace(/[\0-\uffff]/gu, ''))));
        const plie = plier(brut);
        const lexique = new Lexique();
        const parRang = new Map(mots.map((element) => [lexique.ajouter(element), auSingulier(plier(element))]));
        const trouves = new Set(lexique.trouver(plie).map((rang) => parRang.get(rang)));
        for (const { rang, debut, fin } of lexique.reperer(plie))
          expect(auSingulier(plie.slice(debut, fin))).toBe(parRang.get(rang));
        const singulier = auSingulier(plie);
        const attendus = mots
          .map((element) => auSingulier(plier(element)))
          .filter((element) => {
            const cherche = element.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
            return (
              LETTRE.test(element) &&
              // Expressions of this kind take long to build: none for words of which not even the letters are there.
              singulier.includes(element) &&
              new RegExp(`(?<!${LETTRE.source})${cherche}(?!${LETTRE.source})`, 'u').test(singulier)
            );
          });
        expect(trouves).toEqual(new Set(attendus));
      }),
      { ...GRAINE, numRuns: 3000 },
    );
  });
});
