import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estUneErreur } from '../../src/domain/constats/constat.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';
import { ecrirePartVentilee, ecrireQuotePart } from '../../src/domain/verdict/verdict.ts';
import { fautes, type Lecture, lireEbauche } from '../outils/dossier-temporaire.ts';

const TITRES = 'Objet;Engagé;Mandaté';
const DECLARATION = { colonnes: { libelle: 'Objet' }, montants: { engagements: 'Engagé', mandats: 'Mandaté' } };

function regle(id: string, question: string, conclusion: unknown) {
  const exemples = { attrape: [{ libelle: 'aide' }] };
  return { id, question, si: { libelle: { mots: 'aide' } }, conclusion, motif: `motif de ${id}`, exemples };
}

const enEuros = (centimes: number) => (centimes / 100).toFixed(2).replace('.', ',');

function lire(lignes: readonly [number, number?][], regles: readonly unknown[], decisions?: readonly string[]) {
  const contenu = [TITRES, ...lignes.map(([engage, mandate = 0]) => `aide;${enEuros(engage)};${enEuros(mandate)}`), ''];
  const source = { fichier: 'sources/a.csv', contenu: contenu.join('\n'), declaration: DECLARATION };
  return lireEbauche({ sources: [source], regles, ...(decisions ? { decisions } : {}) });
}

function affectations(lecture: Lecture): readonly Affectation[] {
  expect(fautes(lecture).filter((faute) => faute.startsWith('E-'))).toEqual([]);
  return lecture.affectations;
}

/** The parts of a line, in short: cents, then cell. */
const parts = ({ verdict, montants }: Affectation) =>
  verdict.parts.map(({ place, axe, pays }, rang) => `${montants[rang]} ${[place, axe, pays].join('|')}`);

const QUOTE_PART = { quote_part: '12 500,00 €', cle: 'facture' };

describe('un montant exact', () => {
  it('est ce que garde la ligne, quel que soit son montant, au centime', async () => {
    const lues = affectations(
      await lire([[2_000_001], [1_250_000], [9_999_999]], [regle('q', 'international', QUOTE_PART)]),
    );
    expect(lues.map(parts)).toEqual([
      ['1250000 internationale||', '750001 non_internationale||'],
      ['1250000 internationale||'],
      ['1250000 internationale||', '8749999 non_internationale||'],
    ]);
    expect(lues.map(({ verdict }) => ecrireQuotePart(verdict))).toEqual(Array(3).fill('12\u202f500,00\u202f€'));
    expect(lues[0]?.verdict.parts.map(ecrirePartVentilee)).toEqual(['12\u202f500,00\u202f€', '7\u202f500,01\u202f€']);
    expect(lues[0]?.verdict.reponses.map(({ conclusion }) => conclusion)).toContain(
      'internationale à 12\u202f500,00\u202f€',
    );
  });

  it('suit la même proportion sur les autres bases', async () => {
    const lecture = await lire([[2_500_000, 1_000]], [regle('q', 'international', QUOTE_PART)]);
    affectations(lecture);
    expect(lecture.jaune?.partitionParBase.get('mandats')?.internationale.centimes).toBe(500);
  });

  it('se mêle de pourcentages dans la ventilation, pris sur ce qui est gardé', async () => {
    const regles = [
      regle('q', 'international', { quote_part: '1/3', cle: 'x' }),
      regle('v', 'ventilation', { pays: { Sénégal: '12,34 €', Mali: '40 %' } }),
    ];
    expect(affectations(await lire([[10_000]], regles)).map(parts)).toEqual([
      ['1234 internationale||SEN', '1333 internationale||MLI', '766 internationale||', '6667 non_internationale||'],
    ]);
  });

  it('reste exact quand les dimensions se croisent', async () => {
    const regles = [
      regle('q', 'international', 'internationale'),
      regle('v', 'ventilation', { pays: { Sénégal: '33,33 €', Mali: '0,01 €' } }),
      regle('a', 'ventilation', { axe: { jeunesse: '1/3', croissance: '50,01 €' } }),
    ];
    const [ligne] = affectations(await lire([[10_001]], regles));
    const somme = (cle: 'pays' | 'axe', valeur: string) =>
      (ligne?.verdict.parts ?? []).reduce(
        (total, part, rang) => total + (part[cle] === valeur ? (ligne?.montants[rang] ?? 0) : 0),
        0,
      );
    expect([somme('pays', 'SEN'), somme('pays', 'MLI'), somme('axe', 'croissance'), somme('axe', 'jeunesse')]).toEqual([
      3333, 1, 5001, 3334,
    ]);
  });

  it('se décide aussi à la main', async () => {
    const empreinte = createHash('sha256').update('aide;200,00;0,00').digest('hex').slice(0, 16);
    const decision = `sources/a.csv:2;${empreinte};internationale;50,00 €;facture;;;;;motif;A. Essai;2012-11-05`;
    expect(affectations(await lire([[20_000]], [], [decision])).map(parts)).toEqual([
      ['5000 internationale||', '15000 non_internationale||'],
    ]);
  });
});

describe('une ligne trop petite pour un montant exact', () => {
  it.each<[string, number, unknown[], string]>([
    [
      'la part dépasse',
      900_000,
      [regle('q', 'international', QUOTE_PART)],
      'la part de 12\u202f500,00\u202f€ dépasse les 9\u202f000,00\u202f€ de la ligne (règle « q », regles/10-essai.yaml:1)',
    ],
    [
      'la ligne est nulle',
      0,
      [regle('q', 'international', QUOTE_PART)],
      'la ligne est de 0,00\u202f€ : aucun montant ne peut en être pris (règle « q », regles/10-essai.yaml:1)',
    ],
    [
      'la ligne est négative',
      -5_000,
      [regle('q', 'international', 'internationale'), regle('v', 'ventilation', { pays: { Mali: '1 €' } })],
      'la ligne est de \u221250,00\u202f€ : aucun montant ne peut en être pris (règle « v », regles/10-essai.yaml:1)',
    ],
    [
      'les montants dépassent',
      1_000,
      [
        regle('q', 'international', 'internationale'),
        regle('v', 'ventilation', { pays: { Mali: '6 €', Niger: '5 €' } }),
      ],
      'les parts écrites sous « pays » font 11,00\u202f€, plus que les 10,00\u202f€ retenus sur la ligne (règle « v », regles/10-essai.yaml:1)',
    ],
    [
      'montants et pourcentages dépassent',
      1_000,
      [
        regle('q', 'international', 'internationale'),
        regle('v', 'ventilation', { axe: { jeunesse: '6 €', croissance: '50 %' } }),
      ],
      'les parts écrites sous « axe » dépassent ensemble les 10,00\u202f€ retenus sur la ligne : 6,00\u202f€ + 50\u202f% (règle « v », regles/10-essai.yaml:1)',
    ],
  ])('se dit, avec sa place et qui le veut : %s', async (_nom, montant, regles, message) => {
    const { constats } = await lire([[5_000_000], [montant]], regles);
    const erreurs = constats.liste.filter(estUneErreur);
    expect(erreurs).toMatchObject([
      { code: 'E-PART-IMPOSSIBLE', lieu: { fichier: 'sources/a.csv', ligne: 3 }, message },
    ]);
  });

  it('se dit pour chaque ligne, semblable à une autre ou non', async () => {
    const { constats } = await lire([[1], [1], [1]], [regle('q', 'international', QUOTE_PART)]);
    expect(constats.liste.map(({ lieu }) => lieu.ligne)).toEqual([2, 3, 4]);
  });
});

describe('quels que soient la ligne et les montants', () => {
  it('les parts font la ligne, et l’international le montant écrit', async () => {
    const cas = fc
      .tuple(fc.integer({ min: 1, max: 5_000_000 }), fc.array(fc.integer({ min: 0, max: 5_000_000 }), { maxLength: 4 }))
      .chain(([exact, plus]) =>
        fc.record({
          exact: fc.constant(exact),
          lignes: fc.constant([0, ...plus].map((element) => exact + element)),
          senegal: fc.integer({ min: 1, max: exact }),
          pourcent: fc.integer({ min: 1, max: 100 }),
          axe: fc.integer({ min: 1, max: 99 }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(cas, async ({ exact, lignes, senegal, pourcent, axe }) => {
        // What the percentage takes must leave room for the amount.
        const mali = Math.floor((pourcent * (exact - senegal)) / exact);
        const pays = { Sénégal: `${enEuros(senegal)} €`, ...(mali > 0 ? { Mali: `${mali} %` } : {}) };
        const regles = [
          regle('q', 'international', { quote_part: `${enEuros(exact)} €`, cle: 'facture' }),
          regle('v', 'ventilation', { pays, axe: { jeunesse: `${axe} %` } }),
        ];
        const lues = affectations(
          await lire(
            lignes.map((montant) => [montant, 1_234]),
            regles,
          ),
        );
        for (const { verdict, montants, montant } of lues) {
          const en = (garde: (rang: number) => boolean) =>
            montants.reduce<number>((somme, centimes, rang) => somme + (garde(rang) ? centimes : 0), 0);
          expect(en(() => true)).toBe(montant);
          expect(en((rang) => verdict.parts[rang]?.place === 'internationale')).toBe(exact);
          expect(en((rang) => verdict.parts[rang]?.pays === 'SEN')).toBe(senegal);
        }
      }),
      { numRuns: 40, seed: 20121213 },
    );
  });
});
