import { basename } from 'node:path';
import { montant, somme } from '../../domain/argent/montant.ts';
import { Constats, ConstatsBloquants } from '../../domain/constats/constat.ts';
import { PLACES } from '../../domain/verdict/verdict.ts';
import { amountFormula, type Cell, checkFormula, columnLetter } from '../../files/xlsx/cell.ts';
import type { CellExpectation, Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import {
  AIDE_PART,
  colonnesLues,
  colonnesTechniques,
  conditionDePart,
  partAppliquee,
  type RangeeDeLigne,
} from './colonnes-des-lignes.ts';
import { type Contexte, commencer, type Description, type LignesPlacees, RANGEES_DE_TETE_MAX } from './contexte.ts';
import { COLONNES, type FeuilleDeLignes, formulesSur, NOMS, nomDuControle, RECETTES } from './noms.ts';

/** Rows that a sheet of Excel can hold. */
const RANGEES_EXCEL = 1_048_576;
/** Rows between which the program lets the disk catch up. */
const SOUFFLE = 500;
const NOTE =
  'Une rangée par part de ligne ; le montant de la ligne est sur sa première part, et « Montant retenu » vaut zéro hors du total : chaque colonne s’additionne sans filtre. Changez une case jaune (verdict, montant, part) : tout le classeur suit. Filtrez : le montant affiché se lit au-dessus des titres. La feuille Méthode dit le reste.';
/** Rows between the note and the heads: what the filters leave, then the checks. */
const AVANT_ENTETE = 3;

type Dite = Readonly<Record<'titre' | 'objet' | 'note' | 'controle' | 'retenu', string>>;

/** What the two sheets of lines say of themselves, and the names of their checks. */
const DITES: Readonly<Record<FeuilleDeLignes, Dite>> = {
  Lignes: {
    titre: 'Lignes nommées',
    objet: 'Les dépenses que le classeur nomme, une rangée par part : tout le reste se calcule sur elles.',
    note: `Les dépenses. ${NOTE}`,
    controle: 'lignes',
    retenu: 'lignes_retenu',
  },
  Recettes: {
    titre: 'Recettes nommées',
    objet: 'Les recettes que le classeur nomme, en face des dépenses et dans aucun total.',
    note: `En face des dépenses, dans aucun total : une recette internationale est un cofinancement. ${NOTE}`,
    controle: 'recettes',
    retenu: 'recettes_retenu',
  },
};

/** What a sheet of lines says of itself; its heads stand on the same row whatever it holds. */
export function descriptionDesLignes(feuille: FeuilleDeLignes, colonnes: readonly SheetColumn[]): Description {
  const { titre, objet, note } = DITES[feuille];
  return {
    name: feuille,
    objet,
    onglet: 'donnees',
    title: titre,
    note,
    avantEntete: AVANT_ENTETE,
    columns: colonnes,
    frozenColumns: 4,
    pagesAcross: 4,
  };
}

/**
 * The sheet of expenses, or that of receipts: one row for each part of each line that the documents name. All totals of the
 * workbook are formulas over their columns, which tables of Excel name.
 */
export async function ecrireLignes(contexte: Contexte, placees: LignesPlacees): Promise<void> {
  const { jaune, classeur, tables } = contexte;
  const { feuille: nom, pieces } = placees;
  const lues = colonnesLues(jaune, nom);
  const colonnes = [...lues, ...colonnesTechniques(jaune, nom, tables, pieces)];
  const feuille = commencer(contexte, descriptionDesLignes(nom, colonnes));
  ajouterAffiche(contexte, feuille, placees);
  const entete = feuille.addHeads();
  const lettreDe = new Map(colonnes.map(({ title: titre }, rang) => [titre, columnLetter(rang)]));
  for (const rangee of rangees(placees)) {
    feuille.add(colonnes.map((colonne) => colonne.lire(rangee)));
    if (rangee.rang % SOUFFLE === SOUFFLE - 1) await classeur.breathe();
  }
  // A table has at least one row under its heads.
  const derniere = Math.max(feuille.nextRow - 1, entete + 1);
  const enColonne = (titre: string) => `${lettreDe.get(titre)}${entete + 1}:${lettreDe.get(titre)}${derniere}`;
  feuille.close({
    table: { name: nom, reference: `A${entete}:${columnLetter(colonnes.length - 1)}${derniere}`, columns: colonnes },
    printArea: `A1:${columnLetter(lues.length - 1)}${derniere}`,
    expectations: attentes(enColonne),
    alerts: [depassement(lettreDe, entete + 1, derniere)],
    codes: colonnes.filter(({ style }) => style === 'code').map(({ title: titre }) => enColonne(titre)),
  });
}

/** What filters leave on screen, then the check that parts make lines. */
function ajouterAffiche({ classeur }: Contexte, feuille: Sheet, { feuille: nom, affectations }: LignesPlacees): void {
  const { columns: colonnes } = feuille;
  const { dans, sommeDeColonne, sommeDesLignes, sommeSi } = formulesSur(nom);
  const retenus = somme(
    affectations.flatMap(({ montants, verdict: { parts } }) =>
      montants.filter((_, rang) => parts[rang]?.place === 'internationale'),
    ),
  );
  const nombre = affectations.reduce((total, { montants }) => total + montants.length, 0);
  const ajouter = (cellules: Readonly<Record<string, readonly [Cell, StyleName]>>) => {
    const lues = colonnes.map(({ title: titre }) => cellules[titre]);
    return feuille.add(
      lues.map((lue) => lue?.[0]),
      lues.map((lue) => lue?.[1] ?? 'nu'),
    );
  };
  ajouter({
    [COLONNES.rangPart]: [{ formula: `SUBTOTAL(103,${dans(COLONNES.ligne)})`, result: nombre }, 'entierTotal'],
    'Référence de la ligne': ['rangées affichées avec les filtres posés', 'texteTotal'],
    [COLONNES.verdict]: ['Retenu affiché', 'texteTotal'],
    [COLONNES.montant]: [amountFormula(`SUBTOTAL(109,${dans(COLONNES.retenu)})`, retenus), 'montantTotal'],
  });
  const controle = checkFormula(
    `${sommeDeColonne(COLONNES.deLaPart)}+${sommeDeColonne(COLONNES.reste)}`,
    sommeDesLignes(),
  );
  const colonne = columnLetter(colonnes.findIndex(({ title: titre }) => titre === COLONNES.montant));
  const controler = (nomDe: string, libelle: string, cellule: Cell) => {
    const rang = ajouter({ [COLONNES.verdict]: [libelle, 'controle'], [COLONNES.montant]: [cellule, 'controle'] });
    feuille.markCheck(colonne);
    classeur.nameCells(nomDuControle(nomDe), feuille.reference(colonne, rang));
  };
  controler(DITES[nom].controle, 'Parts et lignes', controle);
  const duTotal = nom === RECETTES ? sommeSi('internationale') : NOMS.total;
  controler(DITES[nom].retenu, 'Retenu et total', checkFormula(sommeDeColonne(COLONNES.retenu), duTotal));
}

function attentes(enColonne: (titre: string) => string): CellExpectation[] {
  const parts = enColonne(COLONNES.part);
  return [
    {
      cells: enColonne(COLONNES.verdict),
      list: `"${PLACES.join(',')}"`,
      refusal: { title: 'Verdict inconnu', message: 'Choisissez l’un des six verdicts de la liste.' },
    },
    {
      cells: parts,
      condition: conditionDePart(parts.split(':')[0] ?? ''),
      refusal: { title: 'Part impossible', message: AIDE_PART },
    },
  ];
}

/** A part that goes the other way from its line is what shares beyond the whole leave. */
function depassement(lettres: ReadonlyMap<string, string>, premiere: number, derniere: number) {
  const [part, entier, ligne, parts] = [COLONNES.deLaPart, COLONNES.montant, COLONNES.ligne, COLONNES.parts].map(
    (titre) => lettres.get(titre),
  );
  const toute = (lettre: string | undefined) => `$${lettre}$${premiere}:$${lettre}$${derniere}`;
  // The line says its amount on its first part.
  const deLaLigne = `SUMIF(${toute(ligne)},${ligne}${premiere},${toute(entier)})`;
  return {
    cells: `${part}${premiere}:${part}${derniere}`,
    formula: `${part}${premiere}*IF(${parts}${premiere}=1,${entier}${premiere},${deLaLigne})<0`,
  };
}

function* rangees({ affectations }: LignesPlacees): Generator<RangeeDeLigne> {
  let rang = 0;
  for (const [indice, affectation] of affectations.entries())
    for (const [indicePart, part] of affectation.verdict.parts.entries())
      yield {
        rang: rang++,
        numero: indice + 1,
        numeroPart: indicePart + 1,
        affectation,
        part,
        appliquee: partAppliquee(affectation, indicePart),
        montant: affectation.montants[indicePart] ?? montant(0),
      };
}

/**
 * Refuses what a sheet cannot hold, before anything is written.
 * @param nombre rows that a sheet of lines needs, one per part of a line
 * @throws ConstatsBloquants [E-SORTIE]
 */
export function exigerPlaceDansExcel(nombre: number, cible: string, feuille: FeuilleDeLignes): void {
  const place = RANGEES_EXCEL - RANGEES_DE_TETE_MAX;
  if (nombre <= place) return;
  const constats = new Constats();
  constats.ajouter({
    code: 'E-SORTIE',
    lieu: { fichier: basename(cible) },
    message: `Le classeur demanderait ${nombre} rangées dans la feuille « ${feuille} » ; Excel en admet ${place} sous les titres`,
    remede:
      'Réduisez les lignes à arbitrer par des règles : les lignes non internationales n’entrent pas dans le classeur.',
  });
  throw new ConstatsBloquants(constats);
}
