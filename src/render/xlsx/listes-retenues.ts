import { basesDesExceptionnelles } from '../../compile/bases-des-exceptionnelles.ts';
import { type Base, TITRES_BASES } from '../../domain/argent/base.ts';
import { montant } from '../../domain/argent/montant.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { amountFormula, asEuros, type Cell, columnLetter } from '../../files/xlsx/cell.ts';
import type { Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';
import { ecrireExamen } from '../textes/mots-des-documents.ts';
import { ajouterControle, type Contexte, commencer, enListe, impression, lienVersLaLigne } from './contexte.ts';
import {
  COLONNES,
  type ConditionDeSomme,
  formulesSur,
  partSur,
  RECETTES,
  sommeDeColonne,
  sommeSi,
  verdictEcrit,
} from './noms.ts';

/** The number of a line, which leads to it in `Lignes`. */
export const NUMERO: SheetColumn = { title: 'N° de ligne', width: 9, style: 'numero' };
/** What says which line is meant. */
export const IDENTITE: readonly SheetColumn[] = [
  { title: 'Référence de la ligne', width: 36, style: 'texte', folded: true },
  { title: 'Secteur', width: 30, style: 'renvoi' },
  { title: 'Libellé', width: 42, style: 'renvoi' },
  { title: 'Bénéficiaire', width: 26, style: 'renvoi' },
  { title: 'Caractère', width: 12, style: 'texte' },
];

export function identite(ligne: LigneBudgetaire | undefined): readonly Cell[] {
  return ligne
    ? [referenceDe(ligne), ligne.secteur, ligne.libelle, ligne.beneficiaire, ligne.caractere]
    : IDENTITE.map(() => undefined);
}

/** Makes the number of the line just written lead to it. */
export function lierLaLigne(contexte: Contexte, feuille: Sheet, indice: number): void {
  feuille.link('A', lienVersLaLigne(contexte, indice));
}

/** The sheet `Exceptionnelles`: for information, in no total. */
export function ecrireExceptionnelles(contexte: Contexte): void {
  const { exceptionnelles, lignes, synthese } = contexte.jaune;
  const autresBases = basesDesExceptionnelles(contexte.jaune);
  const bases = [...autresBases.keys()];
  const surLaBase = (base: Base, ...conditions: readonly ConditionDeSomme[]) =>
    sommeDeColonne(partSur(base), [COLONNES.verdict, verdictEcrit('exceptionnelle')], ...conditions);
  const feuille = commencer(contexte, {
    name: 'Exceptionnelles',
    objet: 'Les opérations uniques, montrées pour mémoire : dans aucun total.',
    onglet: 'decision',
    title: 'Opérations exceptionnelles, pour mémoire',
    note: 'Montrées pour information : elles n’entrent dans aucun total du jaune.',
    columns: [
      NUMERO,
      ...IDENTITE,
      { title: 'Montant', width: 20, style: 'montant' },
      { title: 'Justification', width: 48, style: 'renvoi' },
      { title: 'Règle ou arbitrage', width: 26, style: 'renvoi' },
      ...bases.map((base): SheetColumn => ({ title: TITRES_BASES[base], width: 20, style: 'montantOuTiret' })),
    ],
    frozenColumns: 2,
  });
  const entete = feuille.addHeads();
  for (const { ligne, montant: centimes, autresBases: siennes, justification, decideur } of exceptionnelles) {
    const formule = sommeSi('exceptionnelle', [COLONNES.ligne, `A${feuille.nextRow}`]);
    const montantVivant = amountFormula(formule, centimes);
    const surLesBases = bases.map((base): Cell => {
      const compte = siennes.get(base);
      const formuleDeBase = surLaBase(base, [COLONNES.ligne, `A${feuille.nextRow}`]);
      return compte && amountFormula(formuleDeBase, compte.centimes);
    });
    feuille.add([ligne + 1, ...identite(lignes[ligne]?.ligne), montantVivant, justification, decideur, ...surLesBases]);
    lierLaLigne(contexte, feuille, ligne);
  }
  const derniere = feuille.nextRow - 1;
  const montantTotal = totalDe('G', entete, derniere, synthese.exceptionnelles);
  const colonneDe = (rang: number) => columnLetter(feuille.columns.length - bases.length + rang);
  const totaux = bases.map((base, rang) =>
    totalDe(colonneDe(rang), entete, derniere, autresBases.get(base)?.centimes ?? 0),
  );
  const total = feuille.addTotal([undefined, 'Total, pour mémoire', ...vides(4), montantTotal, ...vides(2), ...totaux]);
  const controle = { nom: 'exceptionnelles', colonne: 'G' };
  ajouterControle(contexte, feuille, controle, `G${total}`, sommeSi('exceptionnelle'));
  for (const [rang, base] of bases.entries()) {
    const colonne = colonneDe(rang);
    const dit = { nom: `exceptionnelles_${base}`, colonne };
    ajouterControle(contexte, feuille, dit, `${colonne}${total}`, surLaBase(base));
  }
  ajouterEnFace(contexte, feuille, total);
  feuille.close({ ...enListe(feuille, entete, derniere), printArea: impression(feuille) });
}

/** The exceptional receipts in face of them, and what remains, for information too. */
function ajouterEnFace({ jaune, recettes }: Contexte, feuille: Sheet, total: number): void {
  const { lignes, centimes } = jaune.partition.exceptionnelle.recettes;
  if (recettes === undefined || lignes === 0) return;
  const enFace = amountFormula(`ROUND(${formulesSur(RECETTES).sommeSi('exceptionnelle')},2)`, centimes);
  const rang = feuille.add([
    undefined,
    'En face, les recettes exceptionnelles : hors de tout total',
    ...vides(4),
    enFace,
  ]);
  const reste = amountFormula(`ROUND(G${total}-G${rang},2)`, montant(jaune.synthese.exceptionnelles - centimes));
  feuille.addTotal([undefined, 'Reste, pour mémoire', ...vides(4), reste]);
}

/** The sheet `À arbitrer`: the lines on which only signals speak; what is decided in `Lignes` leaves it. */
export function ecrireAArbitrer(contexte: Contexte): void {
  const { jaune } = contexte;
  const feuille = commencer(contexte, {
    name: 'À arbitrer',
    objet: 'Les lignes sur lesquelles une personne doit encore se prononcer.',
    onglet: 'decision',
    title: 'Lignes à arbitrer',
    note: 'Changez le verdict d’une ligne dans la feuille Lignes pour voir son effet : son montant s’efface ici. La décision elle-même se prend dans arbitrages.csv, par « jaune arbitrer », avec la référence et l’empreinte de la ligne.',
    columns: [
      NUMERO,
      ...IDENTITE,
      { title: 'Reste à arbitrer', width: 20, style: 'montant' },
      { title: 'À l’édition', width: 20, style: 'montantDoux' },
      { title: 'Chapitre', width: 10, style: 'code' },
      { title: 'Fonction', width: 10, style: 'code' },
      { title: 'Lieu reçu', width: 16, style: 'renvoi' },
      { title: 'Ce qui fait penser à l’international', width: 46, style: 'renvoi' },
      { title: 'Empreinte', width: 19, style: 'code', folded: true },
    ],
    frozenColumns: 2,
  });
  const entete = feuille.addHeads();
  for (const [indice, { ligne, verdict, montant: centimes }] of jaune.lignes.entries()) {
    if (verdict.place !== 'a_arbitrer') continue;
    const vivant = amountFormula(sommeSi('a_arbitrer', [COLONNES.ligne, `A${feuille.nextRow}`]), centimes);
    const { chapitre, fonction, lieu, empreinte } = ligne;
    const fin = [chapitre, fonction, lieu, ecrireExamen(verdict), empreinte];
    feuille.add([indice + 1, ...identite(ligne), vivant, asEuros(centimes), ...fin]);
    lierLaLigne(contexte, feuille, indice);
  }
  const derniere = feuille.nextRow - 1;
  const { centimes } = jaune.partition.a_arbitrer;
  const montants = ['G', 'H'].map((colonne) => totalDe(colonne, entete, derniere, centimes));
  const total = feuille.addTotal([undefined, 'Total', ...vides(4), ...montants]);
  ajouterControle(contexte, feuille, { nom: 'a_arbitrer', colonne: 'G' }, `G${total}`, sommeSi('a_arbitrer'));
  feuille.close({
    ...enListe(feuille, entete, derniere),
    printArea: impression(feuille),
    ...(derniere > entete && { codes: [`I${entete + 1}:J${derniere}`, `M${entete + 1}:M${derniere}`] }),
  });
}

/** The live total of a column of amounts, `0` when it has no row. */
export function totalDe(colonne: string, entete: number, derniere: number, centimes: number): Cell {
  const formule = derniere > entete ? `ROUND(SUM(${colonne}${entete + 1}:${colonne}${derniere}),2)` : '0';
  return amountFormula(formule, montant(centimes));
}

export function vides(nombre: number): undefined[] {
  return Array.from({ length: nombre }, () => undefined);
}
