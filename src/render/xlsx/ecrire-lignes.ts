import { basename } from 'node:path';
import { montant, somme } from '../../domain/argent/montant.ts';
import { Constats, ConstatsBloquants } from '../../domain/constats/constat.ts';
import { LIBELLES_PLACES, PLACES } from '../../domain/verdict/verdict.ts';
import { amountFormula, type Cell, checkFormula, columnLetter } from '../../files/xlsx/cell.ts';
import type { CellExpectation, Sheet, SheetEnd } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import { basesDesLignes } from './bases-a-cote.ts';
import type { Colonne } from './colonne.ts';
import { colonnesDesLignes, type RangeeDeLigne } from './colonnes-des-lignes.ts';
import { colonnesDesParts, type RangeeDePart } from './colonnes-des-parts.ts';
import { centimesEn } from './compter-par-place.ts';
import { type Contexte, commencer, type Description, type LignesPlacees, RANGEES_DE_TETE_MAX } from './contexte.ts';
import { COLONNES, type FeuilleDeLignes, formulesSur, LIGNES, NOMS, nomDuControle, PARTS, RECETTES } from './noms.ts';
import { AIDE_PART, conditionDePart, formuleDePartPrise, partAppliquee } from './part-appliquee.ts';

/** Rows that a sheet of Excel can hold. */
const RANGEES_EXCEL = 1_048_576;
/** Rows between which the program lets the disk catch up. */
const SOUFFLE = 500;
/** Rows between the note and the heads: what the filters leave, then the checks. */
const AVANT_ENTETE = 3;

type Dite = Readonly<Record<'titre' | 'objet' | 'note', string>>;
type Feuille = FeuilleDeLignes | (typeof PARTS)[FeuilleDeLignes];

const LIGNES_EN_NOTE =
  'Une rangée par ligne, une fois : chaque colonne de montants s’additionne sans filtre, et « Montant retenu » fait le total. Changez une case jaune (verdict, montant) : tout le classeur suit ; à côté de ce qui a été reçu, l’écart d’un montant changé à l’essai est dit, et n’est pas un défaut. Comment chaque ligne se ventile est dans la feuille';
const PARTS_EN_NOTE =
  'Une rangée par part de ligne, avec sa ventilation : « Montant de la part », « Montant retenu » et « Exceptionnel, hors total » s’additionnent sans filtre. Changez une part, un montant exact, ou un rang (colonnes repliées : le + au-dessus des lettres) : le libellé et tout le classeur suivent. Filtrez : le montant affiché se lit au-dessus des titres. Le verdict et le montant sont ceux de la ligne, dans la feuille';
const EN_FACE = 'En face des dépenses, dans aucun total : une recette internationale est un cofinancement.';

/** What the sheets of lines and of parts say of themselves. */
const DITES: Readonly<Record<Feuille, Dite>> = {
  Lignes: {
    titre: 'Lignes nommées',
    objet: 'Les dépenses que le classeur nomme, une rangée par ligne : ce qui est reçu, et ce qui en est retenu.',
    note: `Les dépenses. ${LIGNES_EN_NOTE} Parts.`,
  },
  Parts: {
    titre: 'Parts des lignes nommées',
    objet: 'Les mêmes dépenses, une rangée par part, ventilées : tout le reste se calcule sur elles.',
    note: `Les dépenses. ${PARTS_EN_NOTE} Lignes. Les autres bases, s’il y en a, suivent les parts ; comment est dit dans la feuille Méthode.`,
  },
  Recettes: {
    titre: 'Recettes nommées',
    objet: 'Les recettes que le classeur nomme, en face des dépenses et dans aucun total.',
    note: `${EN_FACE} ${LIGNES_EN_NOTE} ${PARTS[RECETTES]}.`,
  },
  Parts_des_recettes: {
    titre: 'Parts des recettes nommées',
    objet: 'Les mêmes recettes, une rangée par part.',
    note: `${EN_FACE} ${PARTS_EN_NOTE} Recettes.`,
  },
};

/** What a sheet of lines, or of parts, says of itself; its heads stand on the same row whatever it holds. */
export function descriptionDe(feuille: Feuille, columns: Description['columns']): Description {
  const { titre, objet, note } = DITES[feuille];
  return {
    name: feuille,
    objet,
    onglet: 'donnees',
    title: titre,
    note,
    avantEntete: AVANT_ENTETE,
    columns,
    frozenColumns: feuille in PARTS ? 2 : 3,
  };
}

/**
 * The sheet of expenses, or that of receipts: one row for each line that the documents name, once; then that of their parts. All
 * totals of the workbook are formulas over their columns, which tables of Excel name.
 */
export async function ecrireLignes(contexte: Contexte, placees: LignesPlacees): Promise<void> {
  const { jaune, tables } = contexte;
  const { feuille: nom, pieces } = placees;
  const enLignes = colonnesDesLignes(jaune, nom);
  await ecrire(contexte, placees, nom, enLignes, rangeesDesLignes(placees), ({ enColonne }) => ({
    expectations: [verdictAttendu(enColonne(COLONNES.verdict))],
  }));
  const enParts = colonnesDesParts(jaune, nom, tables, pieces);
  const lettreDe = (titre: string) => columnLetter(enParts.findIndex(({ title }) => title === titre));
  await ecrire(contexte, placees, PARTS[nom], enParts, rangeesDesParts(placees), ({ enColonne, premiere }) => ({
    expectations: [partAttendue(enColonne(COLONNES.part))],
    alerts: [
      {
        cells: enColonne(COLONNES.deLaPart),
        formula: `$${lettreDe(COLONNES.depasse)}${premiere}=1`,
      },
    ],
  }));
  // A name says the row of the formula as if that stood on the first.
  if (nom === LIGNES && basesDesLignes(jaune).length > 0)
    contexte.classeur.nameCells(
      NOMS.partPrise,
      formuleDePartPrise((titre) => `'${PARTS[nom]}'!$${lettreDe(titre)}1`),
    );
}

/** Where the columns of a table stand. */
interface Etendue {
  readonly premiere: number;
  /** The cells of a column, by its head. */
  enColonne(titre: string): string;
}

async function ecrire<Rangee>(
  contexte: Contexte,
  placees: LignesPlacees,
  nom: Feuille,
  colonnes: readonly Colonne<Rangee>[],
  rangees: Iterable<Rangee>,
  finir: (etendue: Etendue) => Partial<SheetEnd>,
): Promise<void> {
  const feuille = commencer(contexte, descriptionDe(nom, colonnes));
  ajouterAffiche(contexte, feuille, placees);
  const entete = feuille.addHeads();
  const lettreDe = new Map(colonnes.map(({ title: titre }, rang) => [titre, columnLetter(rang)]));
  let rang = 0;
  for (const rangee of rangees) {
    feuille.add(colonnes.map((colonne) => colonne.lire(rangee)));
    if (++rang % SOUFFLE === 0) await contexte.classeur.breathe();
  }
  // A table has at least one row under its heads.
  const derniere = Math.max(feuille.nextRow - 1, entete + 1);
  const enColonne = (titre: string) => `${lettreDe.get(titre)}${entete + 1}:${lettreDe.get(titre)}${derniere}`;
  feuille.close({
    table: { name: nom, reference: `A${entete}:${columnLetter(colonnes.length - 1)}${derniere}`, columns: colonnes },
    printArea: `A1:${columnLetter(colonnes.length - 1)}${derniere}`,
    codes: colonnes.filter(({ style }) => style === 'code').map(({ title: titre }) => enColonne(titre)),
    ...finir({ premiere: entete + 1, enColonne }),
  });
}

/** What filters leave on screen, then the checks. */
function ajouterAffiche({ classeur }: Contexte, feuille: Sheet, { feuille: nom, affectations }: LignesPlacees): void {
  const { columns: colonnes, name } = feuille;
  const { dans, enLignes, sommeDeColonne, sommeDesLignes, sommeSi } = formulesSur(nom);
  const desLignes = name === nom;
  const retenus = somme(affectations.map((affectation) => centimesEn(affectation, 'internationale')));
  const nombre = desLignes
    ? affectations.length
    : affectations.reduce((total, { montants }) => total + montants.length, 0);
  const montree = desLignes ? enLignes : dans;
  const [ou, combien] = desLignes ? [COLONNES.verdict, COLONNES.montant] : [COLONNES.verdict, COLONNES.deLaPart];
  const ajouter = (cellules: Readonly<Record<string, readonly [Cell, StyleName]>>) => {
    const lues = colonnes.map(({ title: titre }) => cellules[titre]);
    return feuille.add(
      lues.map((lue) => lue?.[0]),
      lues.map((lue) => lue?.[1] ?? 'nu'),
    );
  };
  ajouter({
    [COLONNES.ligne]: [{ formula: `SUBTOTAL(103,${montree(COLONNES.ligne)})`, result: nombre }, 'entierTotal'],
    Libellé: ['rangées affichées avec les filtres posés', 'texteTotal'],
    [ou]: ['Retenu affiché', 'texteTotal'],
    [combien]: [amountFormula(`SUBTOTAL(109,${montree(COLONNES.retenu)})`, retenus), 'montantTotal'],
  });
  const colonne = columnLetter(colonnes.findIndex(({ title: titre }) => titre === combien));
  const controler = ([nomDe]: ControleDesLignes, libelle: string, cellule: Cell) => {
    const rang = ajouter({ [ou]: [libelle, 'controle'], [combien]: [cellule, 'controle'] });
    feuille.markCheck(colonne);
    classeur.nameCells(nomDuControle(nomDe), feuille.reference(colonne, rang));
  };
  const [parts, retenu, retenuDesParts, horsTotal] = CONTROLES_DES_LIGNES[nom];
  const duTotal = nom === RECETTES ? sommeSi('internationale') : NOMS.total;
  if (desLignes) {
    const enTout = `${sommeDeColonne(COLONNES.deLaPart)}+${sommeDeColonne(COLONNES.reste)}`;
    controler(parts, 'Parts et lignes', checkFormula(enTout, sommeDesLignes()));
    controler(retenu, 'Retenu et total', checkFormula(`SUM(${enLignes(COLONNES.retenu)})`, duTotal));
  } else {
    controler(retenuDesParts, 'Retenu et total', checkFormula(sommeDeColonne(COLONNES.retenu), duTotal));
    const exceptionnel = checkFormula(sommeDeColonne(COLONNES.horsTotal), sommeSi('exceptionnelle'));
    controler(horsTotal, 'Pour mémoire', exceptionnel);
  }
}

type ControleDesLignes = readonly [nom: string, libelle: string];

/** The checks of both sheets of a sense: their names, and what they prove. */
export const CONTROLES_DES_LIGNES: Readonly<
  Record<
    FeuilleDeLignes,
    readonly [
      parts: ControleDesLignes,
      retenu: ControleDesLignes,
      retenuDesParts: ControleDesLignes,
      horsTotal: ControleDesLignes,
    ]
  >
> = {
  [LIGNES]: [
    ['lignes', 'Lignes : les parts font les lignes'],
    ['lignes_retenu', 'Lignes : la colonne « Montant retenu » fait le total général'],
    ['parts_retenu', 'Parts : la colonne « Montant retenu » fait le total général'],
    ['parts_hors_total', `Parts : la colonne « ${COLONNES.horsTotal} » fait le montant pour mémoire`],
  ],
  [RECETTES]: [
    ['recettes', 'Recettes : les parts font les recettes'],
    ['recettes_retenu', 'Recettes : la colonne « Montant retenu » fait le cofinancement'],
    ['parts_des_recettes_retenu', 'Parts des recettes : la colonne « Montant retenu » fait le cofinancement'],
    ['parts_des_recettes_hors_total', 'Parts des recettes : l’exceptionnel fait le montant pour mémoire'],
  ],
};

function verdictAttendu(cellules: string): CellExpectation {
  return {
    cells: cellules,
    list: `"${PLACES.map((place) => LIBELLES_PLACES[place]).join(',')}"`,
    refusal: { title: 'Verdict inconnu', message: 'Choisissez l’un des six verdicts de la liste.' },
  };
}

function partAttendue(cellules: string): CellExpectation {
  return {
    cells: cellules,
    condition: conditionDePart(cellules.split(':')[0] ?? ''),
    refusal: { title: 'Part impossible', message: AIDE_PART },
  };
}

function* rangeesDesLignes({ affectations }: LignesPlacees): Generator<RangeeDeLigne> {
  for (const [indice, affectation] of affectations.entries())
    yield {
      numero: indice + 1,
      affectation,
      retenu: centimesEn(affectation, 'internationale'),
      horsTotal: centimesEn(affectation, 'exceptionnelle'),
    };
}

function* rangeesDesParts({ affectations }: LignesPlacees): Generator<RangeeDePart> {
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
 * @param nombre rows that a sheet of parts needs
 * @throws ConstatsBloquants [E-SORTIE]
 */
export function exigerPlaceDansExcel(nombre: number, cible: string, feuille: FeuilleDeLignes): void {
  const place = RANGEES_EXCEL - RANGEES_DE_TETE_MAX;
  if (nombre <= place) return;
  const constats = new Constats();
  constats.ajouter({
    code: 'E-SORTIE',
    lieu: { fichier: basename(cible) },
    message: `Le classeur demanderait ${nombre} rangées dans la feuille « ${PARTS[feuille]} » ; Excel en admet ${place} sous les titres`,
    remede:
      'Réduisez les lignes à arbitrer par des règles : les lignes non internationales n’entrent pas dans le classeur.',
  });
  throw new ConstatsBloquants(constats);
}
