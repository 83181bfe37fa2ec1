import {
  chiffresDesCofinancements,
  MESURES,
  type Mesure,
  nomDuTotal,
} from '../../compile/cofinancements/chiffres-des-cofinancements.ts';
import {
  aDesMesures,
  detacheesDites,
  type FinanceurCompile,
  type SansOperation,
} from '../../compile/cofinancements/cofinancements.ts';
import { montantEst, payeurDe } from '../../compile/cofinancements/compiler-les-cofinancements.ts';
import { direLePlan, direLesNonDeduites } from '../../compile/cofinancements/plan-de-financement.ts';
import { porteursNommes } from '../../compile/cofinancements/porteurs-d-une-operation.ts';
import {
  cleDuFinanceur,
  valeursDesFinanceurs,
  valeursDesOperations,
} from '../../compile/cofinancements/valeurs-des-cofinancements.ts';
import type { Compte } from '../../compile/compte.ts';
import type { Figure } from '../../compile/figures.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { nomDeLaCle } from '../../compile/valeurs-nommees.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS } from '../../domain/dossier/operations.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { enumerer, formaterPourcentage } from '../../domain/textes/format.ts';
import { adresseDe, type ChiffreVue } from './chiffre-vue.ts';
import type { LignesVues, LigneVue } from './vue-lignes.ts';

export type Mesures = Readonly<Record<Mesure, ChiffreVue>>;

export interface FinanceurVu {
  readonly nom: string;
  readonly genre: string;
  readonly annonceDite: boolean;
  readonly annonce: Montant;
  readonly recu: ChiffreVue;
  /** What it paid of exceptional operations, which is in no total. */
  readonly horsTotal: Montant;
  /** What of it no operation has. */
  readonly sansOperation: ChiffreVue;
}

/** An expense or a receipt of an operation, with what is international of it. */
export interface LigneLiee {
  /** Of an expense that the page holds; receipts say their reference. */
  readonly ligne?: LigneVue;
  readonly ref: string;
  readonly libelle: string;
  readonly qui: string;
  /** Whether it is gross, net, or a receipt. */
  readonly est: string;
  readonly montant: Montant;
}

export interface OperationVue extends Mesures {
  readonly libelle: string;
  readonly ancreDOperation: string;
  readonly ancreDesRecettes: string;
  /** The key, the convention and the years, in words. */
  readonly dit: string;
  readonly coutDit: boolean;
  readonly cout: Montant;
  /** What the region bears of the cost; empty when it is not known. */
  readonly part: string;
  /** What of the plan does not hold, and the receipts that are not deducted, in words; empty where all does. */
  readonly ecart: string;
  readonly nonDeduites: string;
  readonly financeurs: readonly FinanceurVu[];
  /** What each body bears, where others than the collectivité do. */
  readonly porteurs: readonly { readonly libelle: string; readonly reste: ChiffreVue }[];
  /** What is exceptional, in no total. */
  readonly exceptionnelle: Readonly<Record<'depenses' | 'recettes' | 'reste', ChiffreVue>> | undefined;
  readonly depenses: readonly LigneLiee[];
  readonly autresDepenses: Compte;
  readonly titres: readonly LigneLiee[];
  readonly autresTitres: Compte;
}

/** A line that says what the whole costs, or who else pays. */
export interface LigneDite {
  readonly ligne: LigneVue;
  readonly montant: Montant;
  readonly coutDit: boolean;
  readonly cout: Montant;
  readonly financeurs: readonly { readonly nom: string; readonly dit: boolean; readonly montant: Montant }[];
}

export interface CofinancementsVus {
  /** Nothing without operations nor receipts: lines only say what others pay. */
  readonly mesures: { readonly total: Mesures; readonly sansOperation: OperationVue } | undefined;
  readonly enNet: boolean;
  readonly operations: readonly OperationVue[];
  readonly genres: readonly {
    readonly libelle: string;
    readonly annonceDite: boolean;
    readonly annonce: Montant;
    readonly recu: ChiffreVue;
    readonly sansOperation: ChiffreVue;
    readonly financeurs: readonly FinanceurVu[];
  }[];
  /** Whether operations are told apart from what is of none. */
  readonly detacheesDites: boolean;
  readonly annonce: Montant;
  readonly dites: readonly LigneDite[];
  readonly autresDites: Compte;
}

/** Lines that the page lists of an operation, or of those that tell other funders; the others are in `lignes-<exercice>.csv`. */
const LIGNES_LISTEES = 50;

/**
 * A figure of co-financing as the page shows it. Expenses open as all others do; receipts, and what remains of both, on the
 * place that lists them.
 */
export function chiffreDeCofinancement(
  { nom, montant: centimes, nombre, criteres }: Figure,
  enNet: boolean,
): ChiffreVue {
  const chiffre = { nom, montant: centimes, nombre };
  if (nombre === 0) return { ...chiffre, adresse: '' };
  const valeur = (champ: string) => criteres.find(([autre]) => autre === champ)?.[1];
  const operation = valeur('operation');
  if (valeur('verdict') !== undefined && operation !== undefined && valeur('sens') !== 'recette')
    return { ...chiffre, adresse: ancreDe(operation) };
  switch (valeur('sens')) {
    case 'recette':
      return {
        ...chiffre,
        adresse: operation === undefined ? 'cofinancements-financeurs' : ancreDesRecettes(operation),
      };
    case 'reste':
      return { ...chiffre, adresse: operation === undefined ? 'cofinancements' : ancreDe(operation) };
    default:
      return { ...chiffre, adresse: operation === undefined && !enNet ? adresseDe([]) : adresseDe(criteres) };
  }
}

function ancreDe(operation: string): string {
  return `cofinancement-${operation}`;
}

export function ancreDesRecettes(operation: string): string {
  return `${ancreDe(operation)}-recettes`;
}

/** The figures of expenses among those of co-financing, with the ranks of their lines: what the index of figures lists. */
export function depensesDesCofinancements(
  jaune: Jaune,
): { readonly figure: Figure; readonly rangs: readonly number[] }[] {
  const { operations, sansOperation, net } = jaune.cofinancements;
  const noms = valeursDesOperations(jaune);
  const lignesDe = new Map([
    ...operations.map(({ declaree, lignes }) => [nomDeLaCle(noms, declaree.id), lignes] as const),
    [nomDeLaCle(noms, ''), sansOperation.lignes] as const,
  ]);
  const toutes = [...lignesDe.values()].flat().sort((a, b) => a - b);
  return chiffresDesCofinancements(jaune).flatMap((figure) => {
    const est = figure.criteres.find(([champ]) => champ === 'montant_est')?.[1];
    const operation = figure.criteres.find(([champ]) => champ === 'operation')?.[1];
    if (est === undefined || figure.nombre === 0 || (operation === undefined && net === 0)) return [];
    const rangs = (operation === undefined ? toutes : (lignesDe.get(operation) ?? [])).filter((rang) => {
      const affectation = jaune.lignes[rang];
      return affectation !== undefined && (montantEst(affectation) === 'net') === (est === 'net');
    });
    return [{ figure, rangs }];
  });
}

/** What others pay of the international expenses; nothing where nothing says that others do. */
export function cofinancementsVus(jaune: Jaune, vues: LignesVues): CofinancementsVus | undefined {
  const { cofinancements } = jaune;
  const { operations, sansOperation, parGenre, dites } = cofinancements;
  if (!aDesMesures(cofinancements) && dites.length === 0) return undefined;
  const enNet = cofinancements.net !== 0;
  const figures = new Map(chiffresDesCofinancements(jaune).map((figure) => [figure.nom, figure]));
  const chiffre = (nom: string): ChiffreVue => {
    const figure = figures.get(nom);
    return figure ? chiffreDeCofinancement(figure, enNet) : { nom: '', montant: NUL, nombre: 0, adresse: '' };
  };
  const nomsDesFinanceurs = valeursDesFinanceurs(jaune);
  const noms = valeursDesOperations(jaune);
  const sansOp = nomDeLaCle(noms, '') ?? '';
  const financeurVu = (financeur: FinanceurCompile, prefixe: string): FinanceurVu => ({
    nom: financeur.nom,
    genre: GENRES_DE_FINANCEURS[financeur.genre],
    annonceDite: financeur.annonce !== undefined,
    annonce: financeur.annonce ?? NUL,
    recu: chiffre(`${prefixe}financeur.${nomDeLaCle(nomsDesFinanceurs, cleDuFinanceur(financeur))}`),
    horsTotal: financeur.exceptionnel.recu,
    sansOperation: chiffre(
      `cofinancement.${sansOp}/financeur.${nomDeLaCle(nomsDesFinanceurs, cleDuFinanceur(financeur))}`,
    ),
  });
  const vue = (id: string, compte: SansOperation, reste: Partial<OperationVue>): OperationVue => {
    const rang = noms.rangs.get(id) ?? 0;
    const nom = noms.liste[rang]?.nom ?? '';
    const { centimes, centimesExceptionnels } = cofinancements;
    const aPart = compte.exceptionnel;
    const dire = ({ verdict }: Jaune['lignes'][number], est: string) =>
      verdict.place === 'exceptionnelle' ? `${est} ; exceptionnelle, hors total` : est;
    const siennes = id === '' ? [] : [...compte.lignes, ...aPart.lignes];
    const [depenses, autresDepenses] = borner(
      siennes,
      jaune.lignes,
      (rang) => montant((centimes.depenses[rang] ?? 0) + (centimesExceptionnels.depenses[rang] ?? 0)),
      (affectation, indice) => ({
        ...(vues[indice] && { ligne: vues[indice] }),
        est: dire(affectation, { brut: 'brut', net: 'déjà net', '': 'brut ou net : non dit' }[montantEst(affectation)]),
        qui: affectation.ligne.beneficiaire,
      }),
    );
    const recues = id === '' ? compte.recettes : [...compte.recettes, ...aPart.recettes];
    const [titres, autresTitres] = borner(
      recues,
      jaune.recettes,
      (rang) => montant((centimes.recettes[rang] ?? 0) + (centimesExceptionnels.recettes[rang] ?? 0)),
      (affectation) => ({ est: dire(affectation, 'recette'), qui: payeurDe(affectation) }),
    );
    const horsTotal = `cofinancement.${nom}/exceptionnelles`;
    return {
      ...mesures((mesure) => chiffre(`cofinancement.${nom}.${mesure}`)),
      libelle: noms.liste[rang]?.libelle ?? '',
      ancreDOperation: ancreDe(nom),
      ancreDesRecettes: ancreDesRecettes(nom),
      dit: '',
      coutDit: false,
      cout: NUL,
      part: '',
      ecart: '',
      nonDeduites: '',
      financeurs: compte.financeurs.map((financeur) => financeurVu(financeur, `cofinancement.${nom}/`)),
      porteurs:
        id === ''
          ? []
          : porteursNommes(jaune, compte).map((porteur) => ({
              libelle: porteur.libelle,
              reste: chiffre(`cofinancement.${nom}/porteur.${porteur.nom}`),
            })),
      exceptionnelle: figures.has(horsTotal)
        ? {
            depenses: chiffre(horsTotal),
            recettes: chiffre(`${horsTotal}/recettes`),
            reste: chiffre(`${horsTotal}/reste`),
          }
        : undefined,
      depenses,
      autresDepenses,
      titres,
      autresTitres,
      ...reste,
    };
  };
  return {
    mesures: aDesMesures(cofinancements)
      ? { total: mesures((mesure) => chiffre(nomDuTotal(mesure))), sansOperation: vue('', sansOperation, {}) }
      : undefined,
    enNet,
    operations: operations.map((operation) => {
      const { declaree, coutTotal, part, resteACharge, plan } = operation;
      return vue(declaree.id, operation, {
        dit: [
          declaree.cle && `Clé : ${declaree.cle}.`,
          declaree.convention && `Convention : ${declaree.convention}.`,
          declaree.annees.length > 1
            ? `Années : ${enumerer(declaree.annees)}.`
            : `Année : ${declaree.annees[0] ?? ''}.`,
        ]
          .filter(Boolean)
          .join(' '),
        coutDit: coutTotal !== undefined,
        cout: coutTotal ?? NUL,
        part: part === undefined || coutTotal === undefined ? '' : formaterPourcentage(resteACharge, coutTotal),
        ecart: plan === undefined ? '' : direLePlan(plan),
        nonDeduites: direLesNonDeduites(operation.liees.recettes),
      });
    }),
    genres: parGenre.map(({ genre, annonce, financeurs }) => ({
      libelle: GENRES_DE_FINANCEURS[genre],
      annonceDite: financeurs.some((financeur) => financeur.annonce !== undefined),
      annonce,
      recu: chiffre(`genre_financeur.${genre}`),
      sansOperation: chiffre(`cofinancement.${sansOp}/genre_financeur.${genre}`),
      financeurs: financeurs.map((financeur) => financeurVu(financeur, '')),
    })),
    detacheesDites: detacheesDites(cofinancements),
    annonce: somme(parGenre.map(({ annonce }) => annonce)),
    ...ditesVues(jaune, vues),
  };
}

function mesures(chiffre: (mesure: Mesure) => ChiffreVue): Mesures {
  return Object.fromEntries(MESURES.map((mesure) => [mesure, chiffre(mesure)])) as Record<Mesure, ChiffreVue>;
}

/** The first lines, and what the others make. */
function borner(
  rangs: readonly number[],
  lignes: Jaune['lignes'],
  centimes: (rang: number) => Montant,
  decrire: (affectation: Jaune['lignes'][number], rang: number) => Pick<LigneLiee, 'est' | 'qui' | 'ligne'>,
): [LigneLiee[], Compte] {
  const liees = rangs.flatMap((rang): LigneLiee[] => {
    const affectation = lignes[rang];
    if (affectation === undefined) return [];
    const { ligne } = affectation;
    return [
      {
        ref: referenceDe(ligne),
        libelle: ligne.libelle,
        montant: centimes(rang),
        ...decrire(affectation, rang),
      },
    ];
  });
  const autres = liees.slice(LIGNES_LISTEES);
  return [
    liees.slice(0, LIGNES_LISTEES),
    { lignes: autres.length, centimes: somme(autres.map((liee) => liee.montant)) },
  ];
}

function ditesVues(
  { cofinancements: { dites, centimes: comptes }, lignes }: Jaune,
  vues: LignesVues,
): Pick<CofinancementsVus, 'dites' | 'autresDites'> {
  const montrees: LigneDite[] = [];
  const autres: Montant[] = [];
  for (const { ligne: rang, coutTotal, financeurs } of dites) {
    const [affectation, ligne] = [lignes[rang], vues[rang]];
    if (affectation === undefined) continue;
    const centimes = comptes.depenses[rang] ?? NUL;
    if (ligne === undefined || montrees.length >= LIGNES_LISTEES) autres.push(centimes);
    else
      montrees.push({
        ligne,
        montant: centimes,
        coutDit: coutTotal !== undefined,
        cout: coutTotal ?? NUL,
        financeurs: financeurs.map(({ nom, montant: sien }) => ({
          nom,
          dit: sien !== undefined,
          montant: sien ?? NUL,
        })),
      });
  }
  return { dites: montrees, autresDites: { lignes: autres.length, centimes: somme(autres) } };
}
