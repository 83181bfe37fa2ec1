import { aDesMesures } from '../../compile/cofinancements/cofinancements.ts';
import { montantEst, payeurDe } from '../../compile/cofinancements/compiler-les-cofinancements.ts';
import { genresDesFinanceurs } from '../../compile/cofinancements/financeurs-compiles.ts';
import {
  cleDuFinanceur,
  lecteurDePayeur,
  valeursDesFinanceurs,
  valeursDesOperations,
} from '../../compile/cofinancements/valeurs-des-cofinancements.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { lecteurDeCle } from '../../compile/tables-decrites.ts';
import { valeursDesApports } from '../../compile/valeurs-nommees.ts';
import type { Fraction } from '../../domain/argent/fraction.ts';
import { type Montant, NUL } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS } from '../../domain/dossier/operations.ts';
import { type Affectation, centimesDesParts } from '../../domain/lignes/affectation.ts';
import { CHAMPS_TEXTE, type ChampTexte, champDe } from '../../domain/lignes/champs.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { type Dimension, dimensionDecrite } from '../../domain/verdict/dimensions.ts';
import { decideur, ecrirePartVentilee, type PartVentilee } from '../../domain/verdict/verdict.ts';
import { amountFormula, asEuros, type Cell, type Formula } from '../../files/xlsx/cell.ts';
import type { SheetColumn } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import { basesDesLignes } from './bases-a-cote.ts';
import { COLONNES, colonneDesRangs, type FeuilleDeLignes, formulesSur, partSur, RECETTES } from './noms.ts';
import type { NumerosDePieces, TableNumerotee } from './numeroter.ts';

/** One row of a sheet of lines: a part of a line. */
export interface RangeeDeLigne {
  /** Rank of the row in the sheet, from 0. */
  readonly rang: number;
  readonly numero: number;
  /** Number of the part in its line, from 1. */
  readonly numeroPart: number;
  readonly affectation: Affectation;
  readonly part: PartVentilee;
  readonly appliquee: PartAppliquee;
  readonly montant: Montant;
}

/** A column of a sheet of lines, and how it is read from a line. */
export interface ColonneDeLigne extends SheetColumn {
  /** What a row added under the table receives, when the column is worked out. */
  readonly formula?: string;
  lire(rangee: RangeeDeLigne): Cell;
}

/** The fields that have a place of their own in the sheet; the others stand together, in the order of the table. */
const CHAMPS_PLACES: readonly ChampTexte[] = ['libelle', 'beneficiaire', 'caractere', 'reference'];
const AUTRES_CHAMPS = Object.keys(CHAMPS_TEXTE)
  .map((nom) => nom as ChampTexte)
  .filter((nom) => champDe(nom).classeur !== undefined && !CHAMPS_PLACES.includes(nom));

/** The columns of a sheet of lines that people read; those that only formulas read come after. */
export function colonnesLues(jaune: Jaune, feuille: FeuilleDeLignes): readonly ColonneDeLigne[] {
  const { libelles } = jaune;
  const formules = formulesDesParts(feuille);
  const libelle = (dimension: Dimension): ColonneDeLigne['lire'] => {
    const noms = libelles[dimension];
    return ({ part }) => noms.get(part[dimension]) ?? part[dimension];
  };
  return [
    colonne('numero', COLONNES.ligne, 11, ({ numero }) => numero),
    colonne('numero', COLONNES.rangPart, 11, ({ numeroPart }) => numeroPart),
    texte('Référence de la ligne', 34, ({ affectation }) => referenceDe(affectation.ligne)),
    recu('libelle'),
    { ...recu('beneficiaire'), style: 'texte' },
    colonne('modifiable', COLONNES.verdict, 19, ({ part }) => part.place),
    // Once: whoever adds the column up has what the sheet lists.
    colonne('modifiableMontant', COLONNES.montant, 19, ({ affectation, numeroPart }) =>
      numeroPart === 1 ? asEuros(affectation.montant) : undefined,
    ),
    colonne('texte', 'Part à l’édition', 15, ({ part }) => ecrirePartVentilee(part)),
    colonne('modifiablePart', COLONNES.part, 12, ({ appliquee }) => appliquee.part),
    colonne('modifiableMontant', COLONNES.exact, 17, ({ appliquee: { exact } }) =>
      exact === undefined ? undefined : asEuros(exact),
    ),
    calculee(COLONNES.deLaPart, 19, formules.deLaPart, (rangee) => rangee.montant),
    calculee(COLONNES.retenu, 19, formules.retenu, ({ part, montant: centimes }) =>
      part.place === 'internationale' ? centimes : NUL,
    ),
    calculee(COLONNES.reste, 19, formules.reste, () => NUL),
    { ...recu('caractere'), style: 'texte' },
    texte('Règle ou arbitrage', 26, ({ affectation }) => decideur(affectation.verdict.decisive)),
    ...libelles.dimensions.map((dimension) => {
      const { entete, deLaLigne, largeur } = dimensionDecrite(dimension);
      return deLaLigne
        ? texte(deLaLigne.titre, largeur, ({ part }) => part[dimension])
        : texte(entete, largeur, libelle(dimension));
    }),
    ...(feuille === RECETTES ? colonnesDuFinanceur(jaune) : []),
    ...AUTRES_CHAMPS.map(recu),
    texte('Motif', 48, ({ affectation }) => affectation.verdict.decisive.motif),
    recu('reference'),
    colonne('code', 'Empreinte', 19, ({ affectation }) => affectation.ligne.empreinte),
  ];
}

/**
 * The columns that only formulas read: how a part is worked out, to which side of the bridge it belongs, and the numbers by
 * which the sheets find their lines.
 */
export function colonnesTechniques(
  jaune: Jaune,
  feuille: FeuilleDeLignes,
  tables: ReadonlyMap<string, TableNumerotee>,
  pieces: NumerosDePieces,
): readonly ColonneDeLigne[] {
  const { enTete } = jaune;
  const { fixe } = formulesDesParts(feuille);
  const { secteurPilote } = enTete;
  const duPilote = enTete.secteurs.lecteurDuPilote();
  const dePiece = (titre: string, numeros: Int32Array) => nombre(titre, ({ numero }) => numeros[numero - 1] ?? 0);
  return [
    nombre(COLONNES.parts, ({ affectation }) => affectation.verdict.parts.length),
    colonne('montant', COLONNES.centime, 13, ({ appliquee: { centime } }) =>
      centime === 0 ? undefined : asEuros(centime),
    ),
    {
      title: COLONNES.fixe,
      width: 19,
      style: 'montant',
      formula: fixe,
      lire: ({ appliquee, montant: centimes }) => ({
        formula: fixe,
        result: resultatFixe(appliquee, centimes),
      }),
    },
    nombre(COLONNES.pilote, ({ part }) => (part.secteur === secteurPilote ? 1 : 0)),
    nombre(COLONNES.recu, ({ affectation }) => (duPilote(affectation.ligne) ? 1 : 0)),
    dePiece(COLONNES.regle, pieces.regle),
    dePiece(COLONNES.source, pieces.source),
    dePiece(COLONNES.exclusion, pieces.exclusion),
    ...(pieces.flux
      ? [
          dePiece(COLONNES.porteur, pieces.flux.porteur),
          // A receipt is the other end of a flow: in no sum of what is paid.
          ...(feuille === RECETTES
            ? []
            : [dePiece(COLONNES.flux, pieces.flux.flux), dePiece(COLONNES.versement, pieces.flux.versement)]),
        ]
      : []),
    ...colonnesDesOperations(jaune, feuille),
    ...(feuille === RECETTES ? rangsDesRecettes(jaune) : [...colonnesDesBases(jaune), ...rangsDesTables(tables)]),
  ];
}

/** The number of the row that counts an expense, in the sheet of each table. */
function rangsDesTables(tables: ReadonlyMap<string, TableNumerotee>): readonly ColonneDeLigne[] {
  return [...tables.values()].map(({ table, numeros }) =>
    nombre(colonneDesRangs(table.nom), ({ rang }) => numeros[rang] ?? 0),
  );
}

/** Who paid a receipt that is in the perimeter, of which kind where it is co-financing, and its operation. */
function colonnesDuFinanceur(jaune: Jaune): readonly ColonneDeLigne[] {
  const { operations } = jaune.enTete;
  const { liste, rangs } = valeursDesOperations(jaune);
  const payeur = lecteurDePayeur(jaune);
  const genreDe = (affectation: Affectation) => {
    const qui = payeur(affectation);
    return qui && GENRES_DE_FINANCEURS[qui.genre];
  };
  return [
    texte(
      'Opération rattachée',
      36,
      ({ affectation }) => liste[rangs.get(operationDe(affectation, operations)) ?? -1]?.libelle,
    ),
    texte('Financeur', 36, ({ affectation }) =>
      affectation.verdict.place === 'exclue' ? undefined : (payeur(affectation)?.nom ?? payeurDe(affectation)),
    ),
    texte('Genre de financeur', 24, ({ affectation }) => genreDe(affectation)),
  ];
}

/** The numbers of the funder of a receipt, and of the sector that brings it to the bridge of receipts. */
function rangsDesRecettes(jaune: Jaune): readonly ColonneDeLigne[] {
  const { passerelleDesRecettes, libelles } = jaune;
  const financeurs = valeursDesFinanceurs(jaune).rangs;
  const apports = valeursDesApports(passerelleDesRecettes).rangs;
  const secteurDe = lecteurDeCle('secteur', libelles);
  const payeur = lecteurDePayeur(jaune);
  const genreDuPayeur = genresDesFinanceurs(jaune.enTete.operations);
  const numeroDe = (affectation: Affectation) => {
    const nom = payeurDe(affectation);
    // Of what may be made international in the workbook, the payer may be a funder already, of another operation.
    const qui = payeur(affectation) ?? { genre: genreDuPayeur(nom), nom };
    return (financeurs.get(cleDuFinanceur(qui)) ?? -1) + 1;
  };
  return [
    nombre(COLONNES.financeur, ({ affectation }) => numeroDe(affectation)),
    nombre(COLONNES.apport, ({ affectation: { ligne }, part }) => (apports.get(secteurDe(ligne, part)) ?? -1) + 1),
  ];
}

/** The operation of a line and whether an expense is net, where documents say who else pays. */
function colonnesDesOperations({ cofinancements, enTete }: Jaune, feuille: FeuilleDeLignes): readonly ColonneDeLigne[] {
  if (!aDesMesures(cofinancements)) return [];
  const { rangs } = valeursDesOperations({ enTete });
  return [
    nombre(COLONNES.operation, ({ affectation }) => (rangs.get(operationDe(affectation, enTete.operations)) ?? -1) + 1),
    ...(feuille === RECETTES
      ? []
      : [nombre(COLONNES.net, ({ affectation }) => (montantEst(affectation) === 'net' ? 1 : 0))]),
  ];
}

/**
 * What each part is on the other bases that tables show, as the edition has it: it follows a verdict that is changed in the
 * workbook, not a share. Empty where the line does not give the base.
 */
function colonnesDesBases(jaune: Jaune): readonly ColonneDeLigne[] {
  return basesDesLignes(jaune).map((base) =>
    colonne('montant', partSur(base), 19, ({ affectation: { ligne, verdict }, numeroPart }) => {
      const total = ligne.montants[base];
      if (total === undefined) return undefined;
      const centimes = verdict.parts.length === 1 ? total : centimesDesParts(verdict, total)[numeroPart - 1];
      return asEuros(centimes ?? 0);
    }),
  );
}

type Lire = ColonneDeLigne['lire'];

function recu(nom: ChampTexte): ColonneDeLigne {
  const { titre, genre, classeur } = champDe(nom);
  const propriete = CHAMPS_TEXTE[nom];
  return colonne(
    genre === 'code' ? 'code' : 'nu',
    classeur?.titre ?? titre,
    classeur?.largeur ?? 0,
    ({ affectation }) => affectation.ligne[propriete],
  );
}

function texte(titre: string, largeur: number, lire: Lire): ColonneDeLigne {
  return colonne('nu', titre, largeur, lire);
}

function nombre(titre: string, lire: Lire): ColonneDeLigne {
  return colonne('nu', titre, 13, lire);
}

function calculee(
  titre: string,
  largeur: number,
  formule: string,
  lire: (rangee: RangeeDeLigne) => Montant,
): ColonneDeLigne {
  const style = 'montant';
  return {
    title: titre,
    width: largeur,
    style,
    formula: formule,
    lire: (rangee) => amountFormula(formule, lire(rangee)),
  };
}

function colonne(style: StyleName, titre: string, largeur: number, lire: Lire): ColonneDeLigne {
  return { title: titre, width: largeur, style, lire };
}

/** What the last part of a line says of its share: what the others leave. */
export const RESTE = 'reste';

/** How the sheet works out the euros of a part from those of the line. */
export interface PartAppliquee {
  /** The share, a number or a division; {@link RESTE}; empty when an exact amount was written. */
  readonly part: Cell;
  /** In cents. */
  readonly exact: Montant | undefined;
  /** What largest remainders give beyond the rounding of the share, in cents: nothing, or one cent. */
  readonly centime: number;
}

/** Terms that formulas may write, and that doubles hold. */
const TERME_MAX = 1_000_000_000n;
const DECIMALES = 1_000_000n;

/**
 * How the sheet works out one part. The last part of a line is what the others leave, so that they always make it, whatever
 * is changed in the workbook; the others are the share of the line rounded to the cent, corrected by the cent that the
 * compile gave otherwise where a line has three parts or more.
 */
export function partAppliquee({ verdict, montant, montants }: Affectation, rang: number): PartAppliquee {
  const { parts } = verdict;
  const ventilee = parts[rang];
  const centimes = montants[rang] ?? montant;
  if (ventilee === undefined || parts.length === 1) return { part: 1, exact: undefined, centime: 0 };
  if (rang === parts.length - 1) return { part: RESTE, exact: undefined, centime: 0 };
  if (ventilee.partEcrite !== undefined) return { part: undefined, exact: centimes, centime: 0 };
  const { part } = ventilee;
  return { part: nombreDe(part), exact: undefined, centime: centimes - arrondi(montant, part) };
}

/** A number where it is exact in writing, `30 %`; else the division, `1/3`. */
function nombreDe({ numerateur, denominateur }: Fraction): number | Formula {
  const nombre = Number(numerateur) / Number(denominateur);
  const fini = (numerateur * DECIMALES) % denominateur === 0n;
  if (fini || numerateur > TERME_MAX || denominateur > TERME_MAX) return nombre;
  return { formula: `${numerateur}/${denominateur}`, result: nombre };
}

/** As spreadsheets round: half a cent goes away from zero. */
function arrondi(centimes: Montant, { numerateur, denominateur }: Fraction): number {
  const double = (BigInt(Math.abs(centimes)) * numerateur * 2n + denominateur) / (denominateur * 2n);
  return centimes < 0 ? -Number(double) : Number(double);
}

/** The formulas by which a sheet of lines works out its parts. */
function formulesDesParts(feuille: FeuilleDeLignes) {
  const { dans, ici } = formulesSur(feuille);
  const { montant: recuDeLaLigne, part, exact, centime, fixe, ligne, parts, deLaPart, verdict } = COLONNES;
  /** Euros of the line, that its first part alone says: looked for on the others only. */
  const entier = `SUMIFS(${dans(recuDeLaLigne)},${dans(ligne)},${ici(ligne)})`;
  return {
    /** Euros of a part by its own share or amount; nothing for a rest, which waits for the others. */
    fixe: `IF(ISNUMBER(${ici(exact)}),${ici(exact)},IF(ISNUMBER(${ici(part)}),ROUND(IF(${ici(parts)}=1,${ici(recuDeLaLigne)},${entier})*${ici(part)},2)+${ici(centime)},0))`,
    /** Euros of a part: its own, or what the others of its line leave. */
    deLaPart: `IF(${ici(part)}="${RESTE}",ROUND(${entier}-SUMIFS(${dans(fixe)},${dans(ligne)},${ici(ligne)}),2),${ici(fixe)})`,
    /** What of it is in the total. */
    retenu: `IF(${ici(verdict)}="internationale",${ici(deLaPart)},0)`,
    /** What a line of one part does not keep; a line of several says it on a row of its own. */
    reste: `IF(${ici(parts)}=1,ROUND(${ici(recuDeLaLigne)}-${ici(deLaPart)},2),0)`,
  };
}

/** What the sheet accepts as a share, for the cell at an address. */
export function conditionDePart(cellule: string): string {
  return `OR(${cellule}="${RESTE}",AND(ISNUMBER(${cellule}),${cellule}>=0,${cellule}<=1))`;
}

/** What the formula of a part by its own gives, in euros. */
function resultatFixe({ part: appliquee }: PartAppliquee, centimes: Montant): number {
  return appliquee === RESTE ? 0 : asEuros(centimes);
}

/** Says in one line how to change a share; for the tip beside the cell. */
export const AIDE_PART = `Une part entre 0 % et 100 %, ou « ${RESTE} » : ce que les autres parts de la ligne laissent. Ce qu’une part unique ne prend pas devient non international.`;
