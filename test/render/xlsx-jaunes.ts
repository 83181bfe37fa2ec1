/** Jaunes that put the workbook to the test: hostile texts everywhere, nothing at all, a great many values. */
import type { Jaune } from '../../src/compile/jaune.ts';
import type { Affectation } from '../../src/domain/affectation.ts';
import { UN } from '../../src/domain/fraction.ts';
import type { LigneBudgetaire } from '../../src/domain/ligne-budgetaire.ts';
import { montant } from '../../src/domain/montant.ts';
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
    enTete: { ...enTete, titre: '=1+1 & <titre>', collectivite: hostile(16), mention: TROP_LONG, axes, secteurPilote },
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
  return { ...affectation, ligne: { ...ligne, ...champs, numero }, verdict: { ...verdict, parts } };
}

/** A dossier of which nothing is international. */
export function jauneVide(): Jaune {
  const { enTete, libelles } = jauneExemple();
  return assembler({ enTete, libelles, affectations: [], ...SANS_SOURCES });
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
