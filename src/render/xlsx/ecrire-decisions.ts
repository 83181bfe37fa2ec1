import { signataireDe } from '../../compile/compteur.ts';
import { montant, somme } from '../../domain/argent/montant.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { ecrireDate } from '../../domain/textes/date.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { amountFormula } from '../../files/xlsx/cell.ts';
import type { Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';
import { direLaDecision } from '../textes/mots-des-documents.ts';
import { centimesEn } from './compter-par-place.ts';
import {
  ajouterControle,
  type Contexte,
  commencer,
  enListe,
  impression,
  type LignesPlacees,
  lienVersLaLigne,
} from './contexte.ts';
import type { ControleDit } from './ecrire-synthese.ts';
import { IDENTITE, identite, NUMERO, totalDe, vides } from './listes-retenues.ts';
import { COLONNES, formulesSur } from './noms.ts';

/** A decision on a line: who signed it, when, and why. */
interface Decision {
  readonly indice: number;
  readonly affectation: Affectation;
  readonly auteur: string;
  readonly date: string;
  readonly motif: string;
  readonly lieu: string;
}

const COLONNES_DES_DECISIONS: readonly SheetColumn[] = [
  NUMERO,
  ...IDENTITE.filter(({ title }) => title !== 'Secteur' && title !== 'Caractère'),
  { title: 'Décision', width: 34, style: 'renvoi' },
  { title: 'Raison', width: 50, style: 'renvoi' },
  { title: 'Signé par', width: 24, style: 'renvoi' },
  { title: 'Signé le', width: 17, style: 'texte' },
  { title: 'Montant de la ligne', width: 17, style: 'montant' },
  { title: 'Dans le total', width: 17, style: 'montant' },
  { title: 'Pour mémoire, hors total', width: 17, style: 'montant' },
  { title: 'Clé de partage', width: 26, style: 'texte', folded: true },
  { title: 'Fichier et ligne de la décision', width: 30, style: 'texte', folded: true },
];
const [ENTIER, RETENU, HORS_TOTAL] = ['I', 'J', 'K'] as const;

/** The checks of this sheet, for the synthesis. */
export function controlesDesDecisions(contexte: Contexte): readonly ControleDit[] {
  return [
    ...(decisionsSur(contexte).length > 0
      ? [['decisions', 'Décisions : leurs lignes, une à une, font leur montant'] as const]
      : []),
    ...(contexte.recettes && decisionsSur(contexte.recettes).length > 0
      ? [['decisions_recettes', 'Décisions : leurs recettes, une à une, font leur montant'] as const]
      : []),
  ];
}

/** The sheet `Décisions`: each decision of a person, refusals included, with its reason and what comes of it. */
export function ecrireDecisions(contexte: Contexte): void {
  const { recettes } = contexte;
  const depenses = decisionsSur(contexte);
  const surRecettes = recettes === undefined ? [] : decisionsSur(recettes);
  if (depenses.length + surRecettes.length === 0) return;
  const feuille = commencer(contexte, {
    name: 'Décisions',
    objet:
      'Ce que des personnes ont décidé, ligne par ligne, refus compris : quoi, pourquoi, qui a signé, quel jour, et l’effet.',
    onglet: 'decision',
    title: 'Décisions signées',
    note: 'Une personne a regardé ces lignes une à une, conclu, donné sa raison et signé : sa décision l’emporte sur toutes les règles. Les montants sont des formules, et suivent ce qu’on change dans Lignes et Parts ; un refus met zéro dans le total.',
    columns: COLONNES_DES_DECISIONS,
    frozenColumns: 2,
  });
  const entete = feuille.addHeads();
  const derniere = ajouter(contexte, feuille, contexte, depenses, 'decisions');
  if (recettes !== undefined && surRecettes.length > 0) {
    feuille.skip();
    feuille.addHeading(
      'Sur des recettes, dans aucun total : ce qu’elles mettent en cofinancement',
      feuille.columns.length,
    );
    feuille.addHeads();
    ajouter(contexte, feuille, recettes, surRecettes, 'decisions_recettes');
  }
  feuille.close({ ...enListe(feuille, entete, derniere), printArea: impression(feuille) });
}

/** @returns the row of the last decision */
function ajouter(
  contexte: Contexte,
  feuille: Sheet,
  placees: LignesPlacees,
  decisions: readonly Decision[],
  controle: string,
): number {
  const { sommeSi, sommeDesLignes } = formulesSur(placees.feuille);
  const entete = feuille.nextRow - 1;
  if (decisions.length === 0) return entete;
  for (const { indice, affectation, auteur, date, motif, lieu } of decisions) {
    const laLigne = [COLONNES.ligne, `A${feuille.nextRow}`] as const;
    const [reference, , libelle, beneficiaire] = identite(affectation.ligne);
    feuille.add([
      indice + 1,
      reference,
      libelle,
      beneficiaire,
      direLaDecision(affectation.verdict),
      motif,
      auteur,
      ecrireDate(date),
      amountFormula(sommeDesLignes(laLigne), affectation.montant),
      amountFormula(`ROUND(${sommeSi('internationale', laLigne)},2)`, centimesEn(affectation, 'internationale')),
      amountFormula(`ROUND(${sommeSi('exceptionnelle', laLigne)},2)`, centimesEn(affectation, 'exceptionnelle')),
      affectation.verdict.cle,
      lieu,
    ]);
    feuille.link('A', lienVersLaLigne(placees, indice));
  }
  const derniere = feuille.nextRow - 1;
  const enTout = (colonne: string, lire: (affectation: Affectation) => number) =>
    totalDe(colonne, entete, derniere, somme(decisions.map(({ affectation }) => montant(lire(affectation)))));
  const total = feuille.addTotal([
    undefined,
    undefined,
    'Total',
    ...vides(5),
    enTout(ENTIER, (affectation) => affectation.montant),
    enTout(RETENU, (affectation) => centimesEn(affectation, 'internationale')),
    enTout(HORS_TOTAL, (affectation) => centimesEn(affectation, 'exceptionnelle')),
  ]);
  // By their numbers all at once, apart from the rows.
  const apart = `SUMPRODUCT(${sommeDesLignes([COLONNES.ligne, `A${entete + 1}:A${derniere}`])})`;
  const dit = { nom: controle, colonne: ENTIER, libelle: `Contrôle avec ${placees.feuille}` };
  ajouterControle(contexte, feuille, dit, `${ENTIER}${total}`, apart);
  return derniere;
}

/** The decisions on lines of one sense: by who signed, then by day, then in the order of the lines. */
function decisionsSur({ affectations }: LignesPlacees): readonly Decision[] {
  const decisions = affectations.flatMap((affectation, indice): Decision[] => {
    if (signataireDe(affectation.verdict) === undefined) return [];
    for (const { auteur, motif } of affectation.verdict.reponses)
      if (auteur.type === 'decision')
        return [{ indice, affectation, auteur: auteur.auteur, date: auteur.date, motif, lieu: auteur.lieu }];
    return [];
  });
  return decisions.sort(
    (gauche, droite) =>
      comparer(gauche.auteur, droite.auteur) || comparer(gauche.date, droite.date) || gauche.indice - droite.indice,
  );
}
