/** Jaunes that put the workbook to the test: hostile texts everywhere, nothing at all, a great many values. */

import type { Jaune } from '../../src/compile/jaune.ts';
import { type Fraction, fraction, UN } from '../../src/domain/argent/fraction.ts';
import { type Montant, montant } from '../../src/domain/argent/montant.ts';
import { repartir } from '../../src/domain/argent/part.ts';
import { Secteurs } from '../../src/domain/dossier/secteurs.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';
import type { LigneBudgetaire } from '../../src/domain/lignes/ligne-budgetaire.ts';
import { formaterEuros } from '../../src/domain/textes/format.ts';
import type { Place } from '../../src/domain/verdict/verdict.ts';
import { jauneExemple } from './jaune-exemple.ts';
import { assembler } from './jaune-fabrique.ts';

/** Texts that a criterion of a formula, XML or a cell reads as something else. */
export const HOSTILES = [
  '*',
  '?',
  '>1',
  '=1+1',
  '<>',
  '048',
  '48',
  '0048',
  'abc',
  'ABC',
  '~*',
  '-2+3',
  '@SUM(A1)',
  '+cmd|’ /C calc’!A0',
  '"&A1&"',
  '<b>&amp;</b>]]>',
  'nul \u0000 et cloche \u0007',
  'moitié \ud83d de paire',
  '_x0041_',
  ' bords \r\n et lignes\t',
  'TRUE',
  '1E5',
] as const;

/** A text longer than a cell can hold. */
export const TROP_LONG = 'é'.repeat(40_000);

const SANS_SOURCES = { sources: [], reglesMuettes: [] };

/**
 * The lines of the example over and over, each with another hostile text as code, sector, beneficiary… so that texts that
 * formulas could take for one another stand in different rows of the tables.
 */
export function jauneAuxTextesHostiles(): Jaune {
  const exemple = jauneExemple();
  const { enTete, lignes, libelles } = exemple;
  const hostile = (rang: number) => HOSTILES[rang % HOSTILES.length] ?? '';
  const affectations = HOSTILES.flatMap((_, tour) =>
    lignes.map((affectation, rang) => rendreHostile(affectation, hostile(tour * 5 + rang), tour * 100 + rang)),
  );
  const axes = new Map([...enTete.axes].map(([id], rang) => [id, hostile(rang + 3)]));
  const secteurPilote = HOSTILES[0];
  return assembler({
    enTete: {
      ...enTete,
      titre: '=1+1 & <titre>',
      collectivite: hostile(16),
      mention: TROP_LONG,
      axes,
      secteurPilote,
      secteurs: new Secteurs(secteurPilote),
    },
    affectations,
    libelles: { ...libelles, axe: axes, pays: new Map([...libelles.pays].map(([code]) => [code, '*'])) },
    sources: exemple.sources,
    reglesMuettes: [],
  });
}

function rendreHostile(affectation: Affectation, texte: string, numero: number): Affectation {
  const { ligne, verdict } = affectation;
  const champs: Partial<LigneBudgetaire> = {
    secteur: texte,
    organisme: texte,
    chapitre: texte,
    fonction: texte,
    programme: texte,
    action: texte,
    beneficiaire: texte,
    libelle: numero === 0 ? TROP_LONG : texte,
  };
  const parts = verdict.parts.map((part) => ({ ...part, secteur: texte, domaine: texte, territoire: texte }));
  const imputation = { ...ligne.imputation, ...champs, rang: numero };
  return { ...affectation, ligne: { ...ligne, ...champs, imputation, numero }, verdict: { ...verdict, parts } };
}

/** A dossier of which nothing is international. */
export function jauneVide(): Jaune {
  const { enTete, libelles } = jauneExemple();
  return assembler({ enTete, libelles, affectations: [], ...SANS_SOURCES });
}

/** Amounts, in cents, that put rounding to the test: nothing, one cent, odd cents, halves, large ones, negative ones. */
const MONTANTS = [0, 1, 3, 5, 333, 10_001, 25_005, 5_000_005, 33_333_333, 123_456_789, 4_619_000_001, -7, -1_000_015];
/** Shares of the parts of a line, the last one being left over: in writing or not, two parts or more, ties, tiny ones. */
const PARTS: readonly (readonly Fraction[])[] = [
  [fraction(3, 10)],
  [fraction(1, 2)],
  [fraction(1, 3)],
  [fraction(1, 3), fraction(1, 3)],
  [fraction(1, 7), fraction(2, 7), fraction(3, 7)],
  [fraction(1, 6), fraction(1, 6), fraction(1, 6), fraction(1, 6), fraction(1, 6)],
  [fraction(15, 100), fraction(15, 100)],
  [fraction(3333, 10_000), fraction(3333, 10_000)],
  [fraction(1, 1_000_003), fraction(1_000_001, 1_000_003)],
  [fraction(12_345_678_901, 98_765_432_109), fraction(1, 40)],
];

/**
 * Each amount under each way to share it: as quote-parts, whose last part is non-international, as breakdowns, whose parts
 * are all international, and as exact amounts. What was paid is another of the amounts.
 */
export function jauneAuxParts(): Jaune {
  const { enTete, libelles, lignes, sources } = jauneExemple();
  const [modele] = lignes;
  if (!modele) throw new Error('l’exemple est vide');
  const places: readonly Place[] = ['internationale', 'non_internationale'];
  let numero = 1;
  const affectations = MONTANTS.flatMap((centimes, rang) =>
    PARTS.flatMap((prises) =>
      places.map((reste) =>
        partager(
          modele,
          ++numero,
          [montant(centimes), montant(MONTANTS.at(-1 - rang) ?? 0)],
          prises,
          reste,
          numero % 5 === 0 && centimes > 0,
        ),
      ),
    ),
  );
  return assembler({ enTete, libelles, affectations, sources, reglesMuettes: [] });
}

function partager(
  modele: Affectation,
  numero: number,
  [centimes, ailleurs]: readonly [Montant, Montant],
  prises: readonly Fraction[],
  reste: Place,
  enEuros: boolean,
): Affectation {
  const dernier = prises.reduce(
    ({ numerateur, denominateur }, prise) =>
      fraction(numerateur * prise.denominateur - prise.numerateur * denominateur, denominateur * prise.denominateur),
    UN,
  );
  const montants = repartir(centimes, [...prises, dernier]);
  const [base] = modele.verdict.parts;
  if (!base) throw new Error('une ligne a des parts');
  const parts = [...prises, dernier].map((part, rang) => ({
    ...base,
    part: enEuros ? fraction(montants[rang] ?? 0, centimes) : part,
    place: rang === prises.length ? reste : base.place,
    pays: ['SEN', 'CHN', 'CAN'][rang % 3] ?? '',
    ...(enEuros && { partEcrite: formaterEuros(montants[rang] ?? montant(0)) }),
  }));
  const ligne = { ...modele.ligne, numero, montants: { engagements: centimes, mandats: ailleurs } };
  const quotePart =
    reste === 'internationale' ? UN : fraction(dernier.denominateur - dernier.numerateur, dernier.denominateur);
  return { ligne, verdict: { ...modele.verdict, quotePart, cle: 'clé', parts }, montant: centimes, montants };
}

/** As many international lines as told, each with its own programme and beneficiary. */
export function jauneNombreux(nombre: number): Jaune {
  const { enTete, libelles, lignes } = jauneExemple();
  const [modele] = lignes;
  if (!modele) throw new Error('l’exemple est vide');
  const affectations = Array.from({ length: nombre }, (_, rang): Affectation => {
    const centimes = montant(rang * 7 + 1);
    const ligne = { ...modele.ligne, numero: rang + 2, programme: `HP ${rang}`, beneficiaire: `Nom ${rang}` };
    const parts = modele.verdict.parts.map((part) => ({ ...part, part: UN }));
    return {
      ligne: { ...ligne, montants: { engagements: centimes } },
      verdict: { ...modele.verdict, parts },
      montant: centimes,
      montants: [centimes],
    };
  });
  return assembler({ enTete, libelles, affectations, ...SANS_SOURCES });
}
