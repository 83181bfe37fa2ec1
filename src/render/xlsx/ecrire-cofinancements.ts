import {
  aDesMesures,
  detacheesDites,
  type FinanceurCompile,
  type OperationCompilee,
  type SansOperation,
} from '../../compile/cofinancements/cofinancements.ts';
import { montantEst } from '../../compile/cofinancements/compiler-les-cofinancements.ts';
import { direLePlan, direLesNonDeduites } from '../../compile/cofinancements/plan-de-financement.ts';
import {
  cleDuFinanceur,
  valeursDesFinanceurs,
  valeursDesOperations,
} from '../../compile/cofinancements/valeurs-des-cofinancements.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { type Montant, NUL, somme } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS } from '../../domain/dossier/operations.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { amountFormula, asEuros, type Cell, shareFormula } from '../../files/xlsx/cell.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import { type StyleName, totalStyle } from '../../files/xlsx/styles.ts';
import { ajouterPartsDUneOperation } from './ajouter-parts-d-une-operation.ts';
import {
  ajouterControle,
  type Contexte,
  commencer,
  filtreDeLaPlace,
  impression,
  lienVersLaLigne,
  lienVersParts,
} from './contexte.ts';
import type { ControleDit } from './ecrire-synthese.ts';
import { lierLaLigne } from './listes-retenues.ts';
import { COLONNES, type ConditionDeSomme, formulesSur, NOMS, PARTS, RECETTES, sommeSi } from './noms.ts';

/** Whether the workbook has anything to say of who else pays. */
export function aUneFeuilleDeCofinancements({ cofinancements }: Jaune): boolean {
  return aDesMesures(cofinancements) || cofinancements.dites.length > 0;
}

/** The checks of this sheet, for the synthesis. */
export function controlesDesCofinancements({ cofinancements }: Jaune): readonly ControleDit[] {
  const dits: readonly ControleDit[] =
    cofinancements.dites.length === 0
      ? []
      : [['cofinancements_dits', 'Cofinancements : les lignes qui disent d’autres financeurs font leur total']];
  if (!aDesMesures(cofinancements)) return dits;
  return [
    ...dits,
    ['cofinancements_total', 'Cofinancements : brut et déjà net font le total général'],
    ['cofinancements_recettes', 'Cofinancements : les recettes des opérations font les recettes reçues'],
    ['cofinancements_reste', 'Cofinancements : brut + net − recettes = reste à charge, par opération et en tout'],
    ...(cofinancements.parGenre.length === 0
      ? []
      : [['cofinancements_financeurs', 'Cofinancements : les financeurs font les recettes'] as const]),
  ];
}

/** Lines that the block of an operation lists, each by a formula; the others are in `Parts`. */
const LIGNES_LISTEES = 200;

/** The sheet of co-financing: by operation and by funder, proven; a block for each operation. */
export function ecrireCofinancements(contexte: Contexte): void {
  const { jaune } = contexte;
  const feuille = commencer(contexte, {
    name: 'Cofinancements',
    objet: 'Qui paie avec la collectivité, opération par opération : dépenses, recettes, reste à charge.',
    onglet: 'resultat',
    title: 'Cofinancements',
    note: `Brut + déjà net − recettes = reste à charge. Les dépenses sont des formules sur la feuille Parts, les recettes sur la feuille ${PARTS[RECETTES]}. Une recette n’entre dans aucun total ; ce qui est annoncé n’est compté nulle part.`,
    columns: [
      { title: 'N°', width: 9, style: 'numero' },
      { title: 'Opération', width: 58, style: 'renvoi' },
      { title: 'Brut', width: 19, style: 'montant' },
      { title: 'Déjà net', width: 19, style: 'montant' },
      { title: 'Recettes', width: 19, style: 'montant' },
      { title: 'Reste à charge', width: 19, style: 'montant' },
      { title: 'Coût total, tous financeurs', width: 19, style: 'montant' },
      { title: 'Part du coût', width: 11, style: 'pourcent' },
      { title: 'Nom du chiffre', width: 44, style: 'nomDeChiffre', folded: true },
    ],
  });
  if (aDesMesures(jaune.cofinancements)) {
    ajouterParOperation(contexte, feuille);
    ajouterParFinanceur(contexte, feuille);
    for (const groupe of groupesDe(jaune)) ajouterFiche(contexte, feuille, groupe);
  }
  ajouterCeQuiEstDit(contexte, feuille);
  feuille.close({ printArea: impression(feuille) });
}

/** Euros of international receipts, under conditions. */
function recuDe({ recettes }: Contexte, ...conditions: readonly ConditionDeSomme[]): string {
  return recettes === undefined ? '0' : formulesSur(RECETTES).sommeSi('internationale', ...conditions);
}

interface Groupe {
  readonly numero: number;
  readonly nom: string;
  readonly libelle: string;
  readonly compte: SansOperation;
  /** Nothing for what is of no operation. */
  readonly operation: OperationCompilee | undefined;
}

/** The operations, then what is of none, numbered from 1 as `Parts` numbers them. */
function groupesDe({ cofinancements: { operations, sansOperation }, enTete }: Jaune): Groupe[] {
  const { liste } = valeursDesOperations({ enTete });
  return [...operations, sansOperation].map((compte, rang) => ({
    numero: rang + 1,
    nom: liste[rang]?.nom ?? '',
    libelle: liste[rang]?.libelle ?? '',
    compte,
    operation: operations[rang],
  }));
}

function ajouterParOperation(contexte: Contexte, feuille: Sheet): void {
  const { jaune, classeur } = contexte;
  const { brut, net, recettes: recu, resteACharge } = jaune.cofinancements;
  feuille.addHeads();
  const premiere = feuille.nextRow;
  for (const { numero, nom, libelle, compte, operation } of groupesDe(jaune)) {
    const rang = feuille.nextRow;
    const depenses = (estNet: 0 | 1) =>
      sommeSi('internationale', [COLONNES.operation, `A${rang}`], [COLONNES.net, estNet]);
    const cout = operation?.coutTotal;
    feuille.add([
      numero,
      libelle,
      amountFormula(`ROUND(${depenses(0)},2)`, compte.brut),
      amountFormula(`ROUND(${depenses(1)},2)`, compte.net),
      amountFormula(`ROUND(${recuDe(contexte, [COLONNES.operation, `A${rang}`])},2)`, compte.recu),
      amountFormula(RESTE(rang), compte.resteACharge),
      cout === undefined ? undefined : asEuros(cout),
      cout === undefined || operation?.part === undefined
        ? undefined
        : shareFormula(`F${rang}`, `G${rang}`, compte.resteACharge, cout),
      `cofinancement.${nom}.reste`,
    ]);
    const [ligne] = compte.lignes;
    if (ligne !== undefined) feuille.link('A', lienVersParts(contexte, ligne, [`${COLONNES.operation} = ${numero}`]));
  }
  const derniere = feuille.nextRow - 1;
  const total = (colonne: string, centimes: Montant) =>
    amountFormula(`ROUND(SUM(${colonne}${premiere}:${colonne}${derniere}),2)`, centimes);
  const rang = feuille.nextRow;
  feuille.addTotal([
    undefined,
    'Toutes les actions internationales',
    total('C', brut),
    total('D', net),
    total('E', recu),
    amountFormula(RESTE(rang), resteACharge),
    undefined,
    undefined,
    'cofinancement.total/reste',
  ]);
  classeur.nameCells(NOMS.recettes, feuille.reference('E', rang));
  classeur.nameCells(NOMS.resteACharge, feuille.reference('F', rang));
  const controler = (nom: string, colonne: string, libelle: string, gauche: string, droite: string) =>
    ajouterControle(contexte, feuille, { nom, colonne, libelle }, gauche, droite);
  controler('cofinancements_total', 'D', 'Brut + net = total général', `C${rang}+D${rang}`, NOMS.total);
  controler('cofinancements_recettes', 'E', 'Contrôle des recettes', `E${rang}`, recuDe(contexte));
  controler('cofinancements_reste', 'F', 'Somme des restes à charge', `F${rang}`, `SUM(F${premiere}:F${derniere})`);
}

/** Gross and net, less receipts, on a row. */
const RESTE = (rang: number) => `ROUND(C${rang}+D${rang}-E${rang},2)`;

function ajouterParFinanceur(contexte: Contexte, feuille: Sheet): void {
  const { parGenre, sansOperation, recettes: recu } = contexte.jaune.cofinancements;
  if (parGenre.length === 0) return;
  feuille.skip();
  feuille.addHeading('Par financeur', feuille.columns.length);
  const apart = detacheesDites(contexte.jaune.cofinancements) ? 'dont sans opération' : '';
  feuille.addHeads(['N°', 'Financeur', 'Annoncé', 'Genre', 'Reçu', apart, '', '', 'Nom du chiffre'], FINANCEUR);
  const premiere = feuille.nextRow;
  const noms = valeursDesFinanceurs(contexte.jaune);
  const libres = new Map(sansOperation.financeurs.map((libre) => [cleDuFinanceur(libre), libre.recu]));
  const sansOp = groupesDe(contexte.jaune).length;
  for (const financeur of parGenre.flatMap(({ financeurs }) => financeurs)) {
    const rang = noms.rangs.get(cleDuFinanceur(financeur)) ?? 0;
    ajouterFinanceur(
      feuille,
      financeur,
      rang + 1,
      `financeur.${noms.liste[rang]?.nom}`,
      recuDe(contexte, [COLONNES.financeur, rang + 1]),
      apart === ''
        ? undefined
        : amountFormula(
            `ROUND(${recuDe(contexte, [COLONNES.operation, sansOp], [COLONNES.financeur, rang + 1])},2)`,
            libres.get(cleDuFinanceur(financeur)) ?? NUL,
          ),
    );
    lierLesRecettes(contexte, feuille, financeur.recettes, [`${COLONNES.financeur} = ${rang + 1}`]);
  }
  ajouterNonDits(contexte, feuille);
  const derniere = feuille.nextRow - 1;
  const rang = feuille.add(
    [
      undefined,
      'Tous les financeurs',
      amountFormula(`ROUND(SUM(C${premiere}:C${derniere}),2)`, somme(parGenre.map(({ annonce }) => annonce))),
      undefined,
      amountFormula(`ROUND(SUM(E${premiere}:E${derniere}),2)`, recu),
      apart === '' ? undefined : amountFormula(`ROUND(SUM(F${premiere}:F${derniere}),2)`, sansOperation.recu),
      undefined,
      undefined,
      'cofinancement.total/recettes',
    ],
    FINANCEUR.map(totalStyle),
  );
  const controle = { nom: 'cofinancements_financeurs', colonne: 'E', libelle: 'Contrôle des recettes' };
  ajouterControle(contexte, feuille, controle, `E${rang}`, NOMS.recettes);
}

/** What receipts that are made international in the workbook would bring, from payers that the edition counts nowhere. */
function ajouterNonDits(contexte: Contexte, feuille: Sheet): void {
  const { recettes, jaune } = contexte;
  if (recettes === undefined || recettes.affectations.every(({ verdict }) => verdict.place === 'internationale'))
    return;
  const noms = valeursDesFinanceurs(jaune);
  if (noms.liste.length === 0) return;
  const formule = `ROUND(${recuDe(contexte, [COLONNES.financeur, 0])},2)`;
  const vivant = amountFormula(formule, NUL);
  feuille.add(
    [undefined, 'Payeurs non dits à l’édition : recettes changées dans ce classeur', undefined, undefined, vivant],
    FINANCEUR,
  );
}

/** Makes the row just written lead to its first receipt. */
function lierLesRecettes({ recettes }: Contexte, feuille: Sheet, rangs: readonly number[], filtres: readonly string[]) {
  const [premiere] = rangs;
  if (recettes !== undefined && premiere !== undefined)
    feuille.link('A', lienVersParts(recettes, premiere, [filtreDeLaPlace('internationale'), ...filtres]));
}

const FINANCEUR: readonly StyleName[] = [
  'numero',
  'renvoi',
  'montant',
  'texte',
  'montant',
  'montant',
  'nu',
  'nu',
  'nomDeChiffre',
];

function ajouterFinanceur(
  feuille: Sheet,
  { nom, genre, annonce, recu, exceptionnel }: FinanceurCompile,
  numero: number,
  figure: string,
  formule: string,
  sansOperation?: Cell,
): void {
  const annoncee = annonce === undefined ? undefined : asEuros(annonce);
  const horsTotal =
    exceptionnel.recettes.length === 0
      ? ''
      : ` ; exceptionnel, hors total : ${formaterEuros(exceptionnel.recu)} reçus à l’édition`;
  feuille.add(
    [
      numero,
      nom,
      annoncee,
      `${GENRES_DE_FINANCEURS[genre]}${horsTotal}`,
      amountFormula(`ROUND(${formule},2)`, recu),
      sansOperation,
      undefined,
      undefined,
      figure,
    ],
    FINANCEUR,
  );
}

/** The block of an operation: what ties it, who pays, and its lines. */
function ajouterFiche(contexte: Contexte, feuille: Sheet, { numero, nom, libelle, operation }: Groupe): void {
  if (operation === undefined) return;
  const { declaree, financeurs, lignes, plan } = operation;
  feuille.skip();
  feuille.addHeading(libelle, feuille.columns.length);
  const dire = (titre: string, texte: string) => {
    if (texte !== '') feuille.add([undefined, `${titre} : ${texte}`], ['nu', 'renvoi']);
  };
  dire('Clé', declaree.cle);
  dire('Convention', declaree.convention);
  dire(declaree.annees.length > 1 ? 'Années' : 'Année', declaree.annees.join(', '));
  if (plan !== undefined) dire('Plan de financement, à l’édition', direLePlan(plan));
  dire('Recettes non déduites, à l’édition', direLesNonDeduites(operation.liees.recettes));
  if (financeurs.length > 0) {
    feuille.addHeads(['N°', 'Financeur', 'Annoncé', 'Genre', 'Reçu', '', '', '', 'Nom du chiffre'], FINANCEUR);
    const noms = valeursDesFinanceurs(contexte.jaune);
    for (const financeur of financeurs) {
      const rang = noms.rangs.get(cleDuFinanceur(financeur)) ?? 0;
      const figure = `cofinancement.${nom}/financeur.${noms.liste[rang]?.nom}`;
      const formule = recuDe(contexte, [COLONNES.operation, numero], [COLONNES.financeur, rang + 1]);
      ajouterFinanceur(feuille, financeur, rang + 1, figure, formule);
      const filtres = [`${COLONNES.operation} = ${numero}`, `${COLONNES.financeur} = ${rang + 1}`];
      lierLesRecettes(contexte, feuille, financeur.recettes, filtres);
    }
  }
  ajouterPartsDUneOperation(contexte, feuille, operation, { numero, nom });
  ajouterDepenses(contexte, feuille, numero, lignes);
  ajouterTitres(contexte, feuille, numero, operation.recettes);
}

/** The expenses of an operation, one by one. */
function ajouterDepenses(contexte: Contexte, feuille: Sheet, numero: number, lignes: readonly number[]): void {
  if (lignes.length === 0) return;
  const centimes = contexte.jaune.cofinancements.centimes.depenses;
  feuille.addHeads(['N° de ligne', 'Dépense', 'Brut', 'Déjà net'], DEPENSE);
  for (const indice of lignes.slice(0, LIGNES_LISTEES)) {
    const affectation = contexte.jaune.lignes[indice];
    if (affectation === undefined) continue;
    const vivant = amountFormula(
      sommeSi('internationale', [COLONNES.ligne, `A${feuille.nextRow}`]),
      centimes[indice] ?? NUL,
    );
    const estNet = montantEst(affectation) === 'net';
    const dit = `${referenceDe(affectation.ligne)} · ${affectation.ligne.libelle}`;
    feuille.add([indice + 1, dit, estNet ? undefined : vivant, estNet ? vivant : undefined], DEPENSE);
    lierLaLigne(contexte, feuille, indice);
  }
  const autres = lignes.length - LIGNES_LISTEES;
  if (autres > 0)
    feuille.add([undefined, `et ${autres} autres, dans Parts : ${COLONNES.operation} = ${numero}`], DEPENSE);
}

const DEPENSE: readonly StyleName[] = ['numero', 'renvoi', 'montant', 'montant'];

/** The same of its receipts, which lead to the sheet that has them. */
function ajouterTitres(contexte: Contexte, feuille: Sheet, numero: number, rangs: readonly number[]): void {
  const { jaune, recettes } = contexte;
  if (recettes === undefined || rangs.length === 0) return;
  feuille.addHeads(['N° de ligne', 'Recette', '', '', 'Reçu'], TITRE);
  for (const indice of rangs.slice(0, LIGNES_LISTEES)) {
    const affectation = jaune.recettes[indice];
    if (affectation === undefined) continue;
    const vivant = amountFormula(
      recuDe(contexte, [COLONNES.ligne, `A${feuille.nextRow}`]),
      jaune.cofinancements.centimes.recettes[indice] ?? NUL,
    );
    const dit = `${referenceDe(affectation.ligne)} · ${affectation.ligne.libelle}`;
    feuille.add([indice + 1, dit, undefined, undefined, vivant], TITRE);
    feuille.link('A', lienVersLaLigne(recettes, indice));
  }
  const autres = rangs.length - LIGNES_LISTEES;
  if (autres > 0)
    feuille.add([undefined, `et ${autres} autres, dans ${PARTS[RECETTES]} : ${COLONNES.operation} = ${numero}`], TITRE);
}

const TITRE: readonly StyleName[] = ['numero', 'renvoi', 'nu', 'nu', 'montant'];
const DITE: readonly StyleName[] = ['numero', 'renvoi', 'montant', 'montant', 'montant', 'texte'];

/** What lines say by themselves of their cost and of who else pays: amounts as amounts, words as words. */
function ajouterCeQuiEstDit(contexte: Contexte, feuille: Sheet): void {
  const { cofinancements, lignes } = contexte.jaune;
  const centimes = cofinancements.centimes.depenses;
  if (cofinancements.dites.length === 0) return;
  feuille.skip();
  feuille.addHeading('Ce que des lignes disent d’elles-mêmes', feuille.columns.length);
  feuille.addHeads(['N° de ligne', 'Ligne', 'Compté', 'Coût total', 'Autre financeur', 'Qui'], DITE);
  const premiere = feuille.nextRow;
  const comptes: Montant[] = [];
  for (const { ligne: indice, coutTotal, financeurs } of cofinancements.dites) {
    const affectation = lignes[indice];
    if (affectation === undefined) continue;
    const compte = amountFormula(
      sommeSi('internationale', [COLONNES.ligne, `A${feuille.nextRow}`]),
      centimes[indice] ?? NUL,
    );
    const dit = `${referenceDe(affectation.ligne)} · ${affectation.ligne.libelle}`;
    const cout = coutTotal === undefined ? undefined : asEuros(coutTotal);
    const [premier, ...suivants] = financeurs.map(({ nom, montant: sien }): readonly Cell[] => [
      sien === undefined ? undefined : asEuros(sien),
      nom,
    ]);
    feuille.add([indice + 1, dit, compte, cout, ...(premier ?? [])], DITE);
    lierLaLigne(contexte, feuille, indice);
    for (const suivant of suivants) feuille.add([undefined, undefined, undefined, undefined, ...suivant], DITE);
    comptes.push(centimes[indice] ?? NUL);
  }
  const derniere = feuille.nextRow - 1;
  const total = amountFormula(`ROUND(SUM(C${premiere}:C${derniere}),2)`, somme(comptes));
  const rang = feuille.add([undefined, 'Ces lignes, ensemble', total], DITE.slice(0, 3).map(totalStyle));
  // By their numbers all at once, apart from the rows.
  const apart = `SUMPRODUCT(${sommeSi('internationale', [COLONNES.ligne, `A${premiere}:A${derniere}`])})`;
  ajouterControle(contexte, feuille, { nom: 'cofinancements_dits', colonne: 'C' }, `C${rang}`, apart);
}
