import type { Compte, CompteDesDeuxSens } from '../../compile/compte.ts';
import { nomDesRecettes } from '../../compile/figures.ts';
import { finDesNoms } from '../../domain/dossier/edition-nommee.ts';
import { LIBELLE_DU_TOTAL_RECU, LIBELLES_PLACES, PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { amountFormula, asEuros, checkFormula } from '../../files/xlsx/cell.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import { compterParPlace, totalDesPlaces } from './compter-par-place.ts';
import type { Contexte, LignesPlacees } from './contexte.ts';
import { formulesSur, NOMS, nomDuControle } from './noms.ts';

const note = (fin: string) =>
  `La feuille Lignes nomme toutes les lignes internationales, exceptionnelles et à arbitrer, et les plus grosses des lignes exclues et non examinées. Les autres sont non nommées dans ce classeur : une constante les porte, voir lignes-${fin}.csv.`;
const PLACE_COURANTE: readonly StyleName[] = [
  'texte',
  'montant',
  'entier',
  'montant',
  'entier',
  'montantDoux',
  'entier',
  'nomDeChiffre',
];
const TOUTES_LES_PLACES: readonly StyleName[] = [
  'texteTotal',
  'montantTotal',
  'entierTotal',
  'montantTotal',
  'entierTotal',
  'montantTotal',
  'entierTotal',
  'nomDeChiffreTotal',
];

/** The cells of the places that are still open, and of what they would join, for whoever adds them up. */
export interface PlacesOuvertes {
  readonly internationale: string;
  readonly aArbitrer: string;
  readonly nonExaminee: string;
}

/** The partition of one sense, as the synthesis calls it. */
interface PartitionDite {
  readonly titre: string;
  readonly note: string;
  readonly controle: string;
  /** The cell of its total. */
  readonly total: string;
  compte(compte: CompteDesDeuxSens): Compte;
  figure(nom: string): string;
}

/** Where every euro received ended: the six places, each live over `Parts` but for the lines that it does not name. */
export function ajouterPartition(contexte: Contexte, feuille: Sheet): PlacesOuvertes {
  return ajouterPartitionDe(contexte, feuille, contexte, {
    titre: 'Où est allé chaque euro reçu',
    note: note(finDesNoms(contexte.jaune.enTete)),
    controle: 'partition',
    total: NOMS.totalRecu,
    compte: (compte) => compte,
    figure: (nom) => nom,
  });
}

/** The partition of one sense; returns the cells of what is open, and of what is international. */
function ajouterPartitionDe(
  contexte: Contexte,
  feuille: Sheet,
  placees: LignesPlacees,
  dite: PartitionDite,
): PlacesOuvertes {
  const { jaune } = contexte;
  const { feuille: liste, affectations } = placees;
  const { sommeSi: sommeDe, nombreSi } = formulesSur(liste);
  feuille.addHeading(dite.titre, feuille.columns.length);
  const [debut, fin] = couperEnDeux(dite.note);
  for (const ligne of [debut, fin]) feuille.addStyled('note', [ligne]);
  feuille.addHeads(
    [
      'Place',
      'Montant',
      'Lignes',
      `dont nommées dans ${liste}`,
      'dont nommées, lignes',
      'dont non nommées, constante',
      'dont non nommées, lignes',
      'Nom du chiffre',
    ],
    PLACE_COURANTE,
  );
  const nommees = compterParPlace(affectations);
  const premiere = feuille.nextRow;
  for (const place of PLACES) {
    const rang = feuille.nextRow;
    const { lignes, centimes } = dite.compte(jaune.partition[place]);
    const dedans = nommees[place];
    feuille.add(
      [
        LIBELLES_PLACES[place],
        amountFormula(`ROUND(D${rang}+F${rang},2)`, centimes),
        { formula: `E${rang}+G${rang}`, result: lignes },
        amountFormula(`ROUND(${sommeDe(place)},2)`, dedans.centimes),
        { formula: nombreSi(place), result: dedans.lignes },
        asEuros(centimes - dedans.centimes),
        lignes - dedans.lignes,
        dite.figure(`partition.${place}`),
      ],
      PLACE_COURANTE,
    );
  }
  ajouterTotal(contexte, feuille, premiere, placees, dite);
  const cellule = (place: Place) => `B${premiere + PLACES.indexOf(place)}`;
  return {
    internationale: cellule('internationale'),
    aArbitrer: cellule('a_arbitrer'),
    nonExaminee: cellule('non_examinee'),
  };
}

function ajouterTotal(
  { jaune, classeur }: Contexte,
  feuille: Sheet,
  premiere: number,
  { feuille: liste, affectations }: LignesPlacees,
  dite: PartitionDite,
): void {
  const rang = feuille.nextRow;
  const { lignes, centimes } = dite.compte(jaune.partition.total);
  const dedans = totalDesPlaces(compterParPlace(affectations));
  const enColonne = (colonne: string) => `SUM(${colonne}${premiere}:${colonne}${rang - 1})`;
  feuille.add(
    [
      LIBELLE_DU_TOTAL_RECU,
      amountFormula(`ROUND(${enColonne('B')},2)`, centimes),
      { formula: enColonne('C'), result: lignes },
      amountFormula(`ROUND(${enColonne('D')},2)`, dedans.centimes),
      { formula: enColonne('E'), result: dedans.lignes },
      amountFormula(`ROUND(${enColonne('F')},2)`, centimes - dedans.centimes),
      { formula: enColonne('G'), result: lignes - dedans.lignes },
      dite.figure('partition.total'),
    ],
    TOUTES_LES_PLACES,
  );
  classeur.nameCells(dite.total, feuille.reference('B', rang));
  const controle = [undefined, undefined, 'Contrôle', checkFormula(`D${rang}`, formulesSur(liste).sommeDesLignes())];
  const rangDuControle = feuille.addStyled('controle', controle);
  feuille.markCheck('D');
  classeur.nameCells(nomDuControle(dite.controle), feuille.reference('D', rangDuControle));
}

/** The same of receipts, where documents name some. */
export function ajouterPartitionDesRecettes(
  contexte: Contexte,
  feuille: Sheet,
  recettes: LignesPlacees,
): PlacesOuvertes {
  return ajouterPartitionDe(contexte, feuille, recettes, {
    titre: 'Où est allée chaque recette reçue, en face des dépenses et dans aucun total',
    note: '« Internationale » est ici un cofinancement. La feuille Recettes en nomme les lignes comme la feuille Lignes nomme les dépenses.',
    controle: 'partition_recettes',
    total: NOMS.totalRecuEnRecettes,
    compte: ({ recettes }) => recettes,
    figure: nomDesRecettes,
  });
}

/** Cuts a sentence in two rows, after the first full stop: rows of notes do not grow. */
function couperEnDeux(texte: string): [string, string] {
  const coupe = texte.indexOf('. ') + 1;
  return [texte.slice(0, coupe), texte.slice(coupe + 1)];
}
