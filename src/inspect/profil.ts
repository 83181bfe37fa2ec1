import { FORME_DE_MONTANT } from '../domain/argent/montant.ts';
import type { AspectDeNombre } from '../formats/source-ouverte.ts';
import type { Echantillon } from './echantillon.ts';
import { direHorsEuros, valeurDe } from './hors-euros.ts';
import { type AccordDuTitre, type Role, rolesDuTitre } from './titres-usuels.ts';
import { uniteNommee } from './unite-nommee.ts';
import { type UniteMontree, unitesMontrees } from './unites-montrees.ts';

/** How many amounts have each mark. */
type Marques = { readonly ',': number; readonly '.': number };

/** What the cells of a column look like. Counts are of filled cells, the first ones of the sample. */
export interface Profil {
  readonly rang: number;
  readonly titre: string;
  /** What its title names. */
  readonly roles: ReadonlyMap<Role, AccordDuTitre>;
  /** Filled cells looked at. */
  readonly vues: number;
  readonly montants: number;
  readonly decimales: Marques;
  /** The same, of amounts that are texts: a number of a workbook has no mark of its own. */
  readonly decimalesEcrites: Marques;
  /** The first amounts that are texts. */
  readonly ecrits: readonly string[];
  /** The units, other than euros, that formats of numbers show, each with its format and how many amounts it is of. */
  readonly unitesMontrees: readonly UniteMontree[];
  readonly negatifs: number;
  /** Numbers with their unit in the cell, which are read as no amount: `12 k€`. */
  readonly avecUnite: number;
  readonly exempleAvecUnite: string | undefined;
  /** Whole numbers that start with a zero: codes. */
  readonly zerosDeTete: number;
  /** Amounts whose thousands are parted by a mark, for sure (`1.234,56`) or maybe (`1.234`). */
  readonly milliers: { readonly surs: Marques; readonly possibles: Marques };
  /** The spaces that part thousands. */
  readonly espaces: ReadonlySet<string>;
  readonly annees: number;
  /** Numbers that look like no euros, in words; nothing when they may be. */
  readonly horsEuros: string | undefined;
  /** Whole numbers that are as a French postcode is, its first zero lost or not. */
  readonly postaux: number;
  /** Decimals of three digits: thousands of another language, maybe. */
  readonly troisDecimales: number;
  /** Whole numbers of the length that most have: codes have one. */
  readonly dUneLongueur: number;
  /** Whether a sign or spaced thousands say euros. */
  readonly enEuros: boolean;
  /** The largest of the amounts, without its sign, in euros. */
  readonly maximum: number;
  readonly actions: number;
  readonly programmes: number;
  readonly references: number;
  /** Cells that may be a code: digits and capitals, no sentence. */
  readonly codes: number;
  /** Cells with a digit in them. */
  readonly chiffres: number;
  readonly dates: number;
  /** Cells that hold a code and its label together: `930 - Services généraux`. */
  readonly codesEtLibelles: number;
  /** Cells with letters in them. */
  readonly textes: number;
  readonly exemples: readonly string[];
  /** All the values of the file with how often each is met, where they are few. */
  readonly valeurs: ReadonlyMap<string, number> | undefined;
}

const CELLULES_REGARDEES = 5_000;
const ACTION = /^1\d{7}$/;
const PROGRAMME = /^(?:HP|PR)?\s?\d{2,4}-\d{3}$/i;
const REFERENCE = /^(?:n°\s?)?(?:CP|CR|CPR|AP|DEL)\s?\d{2,4}[-/ ]\d+/i;
const CODE_ET_LIBELLE = /^\d{2,8}\s?[-–:]?\s\p{L}{3}/u;
/** Of a department that exists, overseas ones included; a spreadsheet takes off the zero of the first nine. */
const POSTAL = /^(?:0?[1-9]|[1-8]\d|9[0-8])\d{3}$/;
const DATE = /^(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}[/-]\d{1,2}[/-]\d{1,2})(?:[T ].*)?$/;
const CODE = /^[\dA-Z][\dA-Z.\-/ ]{0,15}$/;

export function profilerLesColonnes(echantillon: Echantillon): Profil[] {
  return echantillon.titres.map((titre, rang) => profiler(echantillon, titre, rang));
}

function profiler(echantillon: Echantillon, titre: string, rang: number): Profil {
  const cellules: string[] = [];
  const ecrites: string[] = [];
  const aspects: AspectDeNombre[] = [];
  for (const ligne of echantillon.lignes) {
    if (ligne.genre !== undefined) continue;
    const cellule = ligne.champs[rang] ?? '';
    if (cellule === '') continue;
    const aspect = ligne.aspects?.[rang];
    if (aspect === undefined) ecrites.push(cellule);
    else aspects.push(aspect);
    if (cellules.push(cellule) >= CELLULES_REGARDEES) break;
  }
  const compter = (predicat: (cellule: string) => boolean) => cellules.filter(predicat).length;
  const montants = cellules.filter(estUnMontant);
  const avecUnite = cellules.filter(porteUneUnite);
  const ecrits = ecrites.filter(estUnMontant);
  const marquees = (parmi: readonly string[], marqueLue: (cellule: string) => ',' | '.' | undefined): Marques => {
    const marques = parmi.map(marqueLue);
    const compterLa = (voulue: ',' | '.') => marques.filter((marque) => marque === voulue).length;
    return { ',': compterLa(','), '.': compterLa('.') };
  };
  return {
    rang,
    titre,
    roles: rolesDuTitre(titre),
    vues: cellules.length,
    montants: montants.length,
    avecUnite: avecUnite.length,
    exempleAvecUnite: avecUnite[0],
    decimales: marquees(montants, marqueDe),
    decimalesEcrites: marquees(ecrits, marqueDe),
    ecrits: ecrits.slice(0, 50),
    unitesMontrees: unitesMontrees(aspects),
    negatifs: montants.filter((cellule) => /^[-−(]/.test(cellule)).length,
    espaces: new Set(montants.flatMap((cellule) => /\d([ \u00a0\u2009\u202f])\d/.exec(cellule)?.[1] ?? [])),
    zerosDeTete: compter((cellule) => /^0\d+$/.test(cellule)),
    milliers: { surs: marquees(ecrits, milliersSurs), possibles: marquees(ecrits, milliersPossibles) },
    annees: compter(estUneAnnee),
    horsEuros: direHorsEuros(cellules, montants),
    postaux: compter((cellule) => POSTAL.test(cellule)),
    troisDecimales: montants.filter((cellule) => /^[^.,]*[.,]\d{3}\)?\s?€?$/.test(cellule)).length,
    dUneLongueur: compterUneLongueur(cellules),
    enEuros: montants.some((cellule) => /[€ \u00a0\u2009\u202f]/.test(cellule)),
    maximum: montants.reduce((plusGrand, cellule) => Math.max(plusGrand, Math.abs(valeurDe(cellule))), 0),
    actions: compter((cellule) => ACTION.test(cellule)),
    programmes: compter((cellule) => PROGRAMME.test(cellule)),
    references: compter((cellule) => REFERENCE.test(cellule)),
    codes: compter((cellule) => CODE.test(cellule)),
    chiffres: compter((cellule) => /\d/.test(cellule)),
    dates: compter((cellule) => DATE.test(cellule)),
    codesEtLibelles: compter((cellule) => CODE_ET_LIBELLE.test(cellule)),
    textes: compter((cellule) => /\p{L}/u.test(cellule)),
    exemples: [...new Set(cellules.slice(0, 50))].slice(0, 3),
    valeurs: echantillon.valeurs(rang),
  };
}

/** A number and a word or a sign beside it. */
const NOMBRE_ET_UNITE = /^(?:[^\d\s]{1,3}\s?)?[-−]?\d[\d\s.,\u00a0\u202f]*[^\d.,]{0,20}$/;

function porteUneUnite(cellule: string): boolean {
  return (
    NOMBRE_ET_UNITE.test(cellule) &&
    !estUnMontant(cellule) &&
    uniteNommee(cellule.replace(/[\d.,\s]+/, ' ')) !== undefined
  );
}

function compterUneLongueur(cellules: readonly string[]): number {
  const longueurs = new Map<number, number>();
  for (const cellule of cellules)
    if (/^\d+$/.test(cellule)) longueurs.set(cellule.length, (longueurs.get(cellule.length) ?? 0) + 1);
  return Math.max(0, ...longueurs.values());
}

const ANNEE = /^(?:19|20)\d\d$/;
/** Thousands parted by a point or a comma: a source declares them. */
const MILLIERS = /^\(?[-−]?\d{1,3}([.,])\d{3}(?:\1\d{3})*((?!\1)[.,]\d{1,2})?\)?\s?€?$/;
/** Once, and without cents: the three figures may be decimals. */
const MILLIERS_POSSIBLES = /^\(?[-−]?\d{1,3}([.,])\d{3}\)?\s?€?$/;

/** Whether a cell has the shape of an amount, whatever its decimal mark. */
export function estUnMontant(cellule: string): boolean {
  return cellule !== '' && (FORME_DE_MONTANT.test(cellule) || MILLIERS.test(cellule));
}

function milliersSurs(cellule: string): ',' | '.' | undefined {
  return milliersPossibles(cellule) === undefined ? (MILLIERS.exec(cellule)?.[1] as ',' | '.' | undefined) : undefined;
}

function milliersPossibles(cellule: string): ',' | '.' | undefined {
  return MILLIERS_POSSIBLES.exec(cellule)?.[1] as ',' | '.' | undefined;
}

export function estUneAnnee(cellule: string): boolean {
  return ANNEE.test(cellule);
}

/** The mark between euros and cents of an amount, where it has one. */
function marqueDe(cellule: string): ',' | '.' | undefined {
  const milliers = MILLIERS.exec(cellule);
  if (milliers?.[1] !== undefined && milliers[2] === undefined && milliersPossibles(cellule) === undefined)
    return undefined;
  const trouve = /([.,])\d{1,5}\)?\s?€?\)?$/.exec(cellule);
  return trouve?.[1] as ',' | '.' | undefined;
}
