import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lireMontant, montant, NUL, somme } from '../../src/domain/argent/montant.ts';
import type { NotationMontant } from '../../src/domain/argent/notation-montant.ts';

const FINE = '\u202f';
const INSECABLE = '\u00a0';

function lu(cellule: string, notation: NotationMontant = {}): number | string {
  const lecture = lireMontant(cellule, notation);
  return lecture.etat === 'lu' ? lecture.montant : lecture.etat;
}

describe('un montant se lit', () => {
  it.each<[cellule: string, centimes: number, notation?: NotationMontant]>([
    ['0', 0],
    ['5000', 500_000],
    ['1234,56', 123_456],
    ['12.00', 1200],
    ['12,5', 1250],
    ['12,50', 1250],
    ['007', 700],
    ['1 234,56', 123_456],
    [`1${INSECABLE}234,56`, 123_456],
    [`1${FINE}234${FINE}567,89`, 123_456_789],
    ['1\u2009234,56', 123_456],
    ['-12,00', -1200],
    ['- 12,00', -1200],
    ['\u221212,00', -1200],
    ['(12,00)', -1200],
    [`(1${FINE}234,56)`, -123_456],
    ['12,00 €', 1200],
    [`12,00${FINE}€`, 1200],
    ['12€', 1200],
    ['(12,00 €)', -1200],
    ['(12,00) €', -1200],
    ['  12,00  ', 1200],
    ['\t12,00\n', 1200],
    [`${INSECABLE}12,00${INSECABLE}`, 1200],
    ['12,0000', 1200],
    [',50', 50],
    ['-.5', -50],
    ['(,50)', -50],
    ['9999999999999,99', 999_999_999_999_999],
    ['9 999 999 999 999,99', 999_999_999_999_999],
    ['0000000000000000001', 100],
    ['12,00', 1200, { decimale: ',' }],
    ['12.00', 1200, { decimale: '.' }],
    ['12,5', 1_250_000, { unite: 'milliers' }],
    ['12,50', 1_250_000, { unite: 'milliers' }],
    ['12', 1_200_000, { unite: 'milliers' }],
    ['0,00001', 1, { unite: 'milliers' }],
    ['1 234,56789', 123_456_789, { unite: 'milliers' }],
    ['(0,00001)', -1, { unite: 'milliers' }],
    ['9999999999,99999', 999_999_999_999_999, { unite: 'milliers' }],
  ])('%j vaut %d centimes (%j)', (cellule, centimes, notation) => {
    expect(lu(cellule, notation)).toBe(centimes);
  });

  it.each(['-0', '-0,00', '(0)', '\u22120', '-0.00', '− 0,00'])('%j est zéro, sans signe', (cellule) => {
    expect(Object.is(lu(cellule), 0)).toBe(true);
    expect(Object.is(lu(cellule, { unite: 'milliers' }), 0)).toBe(true);
  });

  it.each(['', ' ', '\t', INSECABLE, FINE, ' \r\n '])('%j est absent, jamais zéro', (cellule) => {
    expect(lireMontant(cellule)).toEqual({ etat: 'absent' });
  });
});

describe('un montant illisible', () => {
  it.each<[cellule: string, fautif: string, raison: RegExp, notation?: NotationMontant]>([
    ['p.m.', 'p.m.', /pour mémoire/],
    ['PM', 'PM', /pour mémoire/],
    ['p. m.', 'p. m.', /pour mémoire/],
    ['12.5OO,00', 'OO', /lettre O/],
    ['1O0', 'O', /lettre O/],
    ['O,50', 'O', /lettre O/],
    ['l2,00', 'l', /lettre l ou I/],
    ['1I', 'I', /lettre l ou I/],
    ['−0.0.66962', '.0.66962', /plusieurs marques/],
    ['1.234,56', '.', /milliers: "\."/],
    ['1,234.56', ',', /milliers: ","/],
    ['1.234.567', '.', /milliers: "\." et decimale: ","/, { decimale: '.' }],
    ['12.000', '.', /milliers: "\."/, { decimale: ',' }],
    ['12.0000,5', '.0000,5', /plusieurs marques/, { decimale: ',' }],
    ['12.50', '.', /n’a pas trois chiffres/, { decimale: ',', milliers: '.' }],
    ['1.23.456,00', '.23.456,00', /par trois chiffres/, { decimale: ',', milliers: '.' }],
    ['–12,00', '–', /tiret long/],
    ["'12,00", "'", /apostrophe/],
    ['12 euros', 'euros', /monnaie/],
    ['12,,5', ',,5', /plusieurs marques/],
    ['1E+5', '1E+5', /scientifique/],
    ['4,991E+13', '4,991E+13', /scientifique/],
    ['1e5', '1e5', /scientifique/],
    ['+1', '+', /signe plus/],
    ['12-', '-', /après le nombre/],
    ['12\u2212', '\u2212', /après le nombre/],
    ['-', '-', /tiret/],
    ['---', '---', /tiret/],
    ['.', '.', /tiret/],
    ['–', '–', /tiret/],
    ['12,345', '345', /plus de 2 décimales/],
    ['12,001', '001', /plus de 2 décimales/],
    ['0,000001', '000001', /plus de 5 décimales/, { unite: 'milliers' }],
    ['12 34', '12 34', /groupes de trois/],
    ['1 2345', '1 2345', /groupes de trois/],
    ['1  234', '1  234', /groupes de trois/],
    ['#REF!', '#REF!', /erreur de tableur/],
    ['#N/A', '#N/A', /erreur de tableur/],
    ['#VALEUR!', '#VALEUR!', /erreur de tableur/],
    ['#DIV/0!', '#DIV/0!', /erreur de tableur/],
    ['12,00', ',', /marque décimale déclarée est « \. »/, { decimale: '.' }],
    ['12.00', '.', /marque décimale déclarée est « , »/, { decimale: ',' }],
    ['99999999999999', '99999999999999', /trop grand/],
    ['\u221299999999999999', '\u221299999999999999', /trop grand/],
    ['9999999999999', '9999999999999', /trop grand/, { unite: 'milliers' }],
    ['99999999999,00', '99999999999,00', /trop grand/, { unite: 'milliers' }],
    ['١٢', '١٢', /pas un nombre/],
    ['１２', '１２', /pas un nombre/],
    ['douze', 'douze', /pas un nombre/],
    ['12 k€', 'k€', /unite: milliers/],
    ['12,00 €€', '€€', /deux fois la monnaie/],
    ['12,00 € EUR', '€ EUR', /deux fois la monnaie/],
    ['1,5 M€ €', 'M€ €', /millions d’euros, et « M€ € » dit deux fois/],
    ['12 milliers €', 'milliers €', /en milliers : .*unite: milliers/],
    ['k€ 12', 'k€', /en milliers/],
    ['850,00 € HT', '€ HT', /de trop/],
    ['€ 12', '€', /après le nombre/],
    ['(12,00', '(12,00', /pas un nombre/],
    ['12,00)', '12,00)', /pas un nombre/],
    ['(-12,00)', '(-12,00)', /pas un nombre/],
    ['--12', '--12', /pas un nombre/],
    ['12,', '12,', /pas un nombre/],
    [',', ',', /pas un nombre/],
    [',,5', ',,5', /plusieurs marques/],
    ['12\u200b', '\u200b', /que l’on ne voit pas/],
    ['=A1', '=A1', /pas un nombre/],
    ['12\n34', '12\n34', /groupes de trois/],
    ['0x10', '0x10', /pas un nombre/],
    ['Infinity', 'Infinity', /pas un nombre/],
    ['NaN', 'NaN', /pas un nombre/],
    ['env. 5 000', 'env. 5 000', /pas un nombre/, { decimale: ',' }],
  ])('%j montre %j', (cellule, fautif, raison, notation) => {
    for (const marge of ['', '  ']) {
      const lecture = lireMontant(marge + cellule + marge, notation);
      if (lecture.etat !== 'illisible') throw new Error(`${cellule} : ${JSON.stringify(lecture)}`);
      expect(lecture.raison).toMatch(raison);
      expect((marge + cellule).slice(lecture.debut, lecture.fin)).toBe(fautif);
    }
  });
});

describe('les centimes', () => {
  it('sont des entiers sûrs, ou refusés', () => {
    expect(() => montant(0.5)).toThrow(RangeError);
    expect(() => montant(2 ** 53)).toThrow(RangeError);
    expect(() => montant(Number.NaN)).toThrow(RangeError);
    expect(montant(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    expect(Object.is(montant(-0), 0)).toBe(true);
  });

  it('s’additionnent exactement, ou pas du tout', () => {
    expect(somme([])).toBe(NUL);
    expect(somme([montant(1), montant(-3), montant(2)])).toBe(0);
    expect(() => somme([montant(Number.MAX_SAFE_INTEGER), montant(1)])).toThrow(RangeError);
  });
});

describe('un texte démesuré', () => {
  it.each([
    ['des chiffres', '9'.repeat(500_000)],
    ['des milliers à points', '1.000'.repeat(100_000)],
    ['des blancs', `1${' '.repeat(500_000)}x`],
  ])('n’est pas un montant, et se dit sans attendre : %s', (_, texte) => {
    expect(lireMontant(texte)).toMatchObject({ etat: 'illisible', raison: 'Ce n’est pas un nombre.' });
  });
});

describe('les milliers séparés par un signe', () => {
  it.each<[cellule: string, centimes: number, notation: NotationMontant]>([
    ['12.000,50', 1_200_050, { decimale: ',', milliers: '.' }],
    ['12.000', 1_200_000, { decimale: ',', milliers: '.' }],
    ['-1.234.567,8', -123_456_780, { decimale: ',', milliers: '.' }],
    ['(1.234,00) €', -123_400, { decimale: ',', milliers: '.' }],
    ['12 000,50', 1_200_050, { decimale: ',', milliers: '.' }],
    ['850,00', 85_000, { decimale: ',', milliers: '.' }],
    ['12,000.50', 1_200_050, { decimale: '.', milliers: ',' }],
    ['1.234,5', 123_450_000, { decimale: ',', milliers: '.', unite: 'milliers' }],
  ])('%j vaut %i centimes', (cellule, centimes, notation) => {
    expect(lireMontant(cellule, notation)).toEqual({ etat: 'lu', montant: centimes });
  });

  it('se lisent comme le même nombre sans eux', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.nat(99), (entiers, cents) => {
        const ecrit = `${entiers},${String(cents).padStart(2, '0')}`;
        const separe = ecrit.replace(/\B(?=(?:\d{3})+,)/g, '.');
        expect(lireMontant(separe, { decimale: ',', milliers: '.' })).toEqual(lireMontant(ecrit, { decimale: ',' }));
      }),
    );
  });
});

describe('ce que dit un montant illisible de la déclaration', () => {
  /** The declaration once what is said of it is done. */
  function suivre(raison: string, avant: NotationMontant): NotationMontant {
    const milliers = /milliers: "(.)"/.exec(raison)?.[1] as NotationMontant['milliers'];
    const decimale =
      /decimale: "(.)"/.exec(raison)?.[1] ??
      (/changez decimale/.test(raison) ? (avant.decimale === ',' ? '.' : ',') : undefined);
    return { ...avant, ...(milliers && { milliers }), ...(decimale && { decimale: decimale as ',' | '.' }) };
  }

  it('suivi, il fait lire la cellule, ou ne parle plus que d’elle', () => {
    const groupe = fc.constantFrom('1', '12', '123', '000', '050', '999');
    const cellule = fc
      .tuple(
        groupe,
        fc.array(fc.tuple(fc.constantFrom('.', ',', ' '), groupe), { maxLength: 3 }),
        fc.constantFrom('', ',5', '.50', ',00', '.125'),
      )
      .map(([debut, suite, fin]) => debut + suite.map(([signe, chiffres]) => signe + chiffres).join('') + fin);
    fc.assert(
      fc.property(cellule, fc.constantFrom<',' | '.'>(',', '.'), (texte, decimale) => {
        let notation: NotationMontant = { decimale };
        const vues = new Set<string>();
        for (;;) {
          const lecture = lireMontant(texte, notation);
          if (lecture.etat !== 'illisible') return;
          const suivante = suivre(lecture.raison, notation);
          if (JSON.stringify(suivante) === JSON.stringify(notation)) return;
          expect(suivante.milliers).not.toBe(suivante.decimale);
          // A declaration that was tried already would go in circles.
          expect(vues.has(JSON.stringify(suivante))).toBe(false);
          vues.add(JSON.stringify(notation));
          notation = suivante;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['12.000,50', '12,000.50', '1.234.567', '12.000', '850.00', '1 200.50', '12,5'])(
    'suivi, il fait lire « %s »',
    (texte) => {
      for (const decimale of [',', '.'] as const) {
        let notation: NotationMontant = { decimale };
        for (let fois = 0; fois < 2; fois++) {
          const lecture = lireMontant(texte, notation);
          if (lecture.etat === 'illisible') notation = suivre(lecture.raison, notation);
        }
        expect(lireMontant(texte, notation).etat).toBe('lu');
      }
    },
  );
});
