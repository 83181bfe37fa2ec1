import { LIBELLE_DU_TOTAL_RECU, LIBELLES_PLACES, PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { enEuros, formuleControle, formuleMontant } from '../../files/xlsx/cell.ts';
import type { Feuille } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import { compterParPlace, totalDesPlaces } from './compter-par-place.ts';
import type { Contexte } from './contexte.ts';
import { NOMS, nombreSi, nomDuControle, sommeDesLignes, sommeSi } from './noms.ts';

const note = (exercice: string) =>
  `La feuille Lignes nomme toutes les lignes internationales, exceptionnelles et à arbitrer, et les plus grosses des lignes exclues et non examinées. Les autres sont non nommées dans ce classeur : une constante les porte, voir lignes-${exercice}.csv.`;
const COURANTE: readonly StyleName[] = [
  'texte',
  'montant',
  'entier',
  'montant',
  'entier',
  'montantDoux',
  'entier',
  'nomDeChiffre',
];
const EN_TOTAL: readonly StyleName[] = [
  'texteTotal',
  'montantTotal',
  'entierTotal',
  'montantTotal',
  'entierTotal',
  'montantTotal',
  'entierTotal',
  'nomDeChiffreTotal',
];

/** The cells of the places that are still open, for whoever adds them up. */
export interface PlacesOuvertes {
  readonly aArbitrer: string;
  readonly nonExaminee: string;
}

/** Where every euro received ended: the six places, each live over `Lignes` but for the lines that it does not name. */
export function ajouterPartition(contexte: Contexte, feuille: Feuille): PlacesOuvertes {
  const { jaune } = contexte;
  feuille.ajouterIntertitre('Où est allé chaque euro reçu', feuille.colonnes.length);
  const [debut, fin] = couperEnDeux(note(jaune.enTete.exercice));
  for (const ligne of [debut, fin]) feuille.ajouterEn('note', [ligne]);
  feuille.ajouterEntetes(
    [
      'Place',
      'Montant',
      'Lignes',
      'dont nommées dans Lignes',
      'dont nommées, lignes',
      'dont non nommées, constante',
      'dont non nommées, lignes',
      'Nom du chiffre',
    ],
    COURANTE,
  );
  const nommees = compterParPlace(jaune.lignes);
  const premiere = feuille.rang;
  for (const place of PLACES) {
    const rang = feuille.rang;
    const { lignes, centimes } = jaune.partition[place];
    const dedans = nommees[place];
    feuille.ajouter(
      [
        LIBELLES_PLACES[place],
        formuleMontant(`ROUND(D${rang}+F${rang},2)`, centimes),
        { formula: `E${rang}+G${rang}`, result: lignes },
        formuleMontant(`ROUND(${sommeSi(place)},2)`, dedans.centimes),
        { formula: nombreSi(place), result: dedans.lignes },
        enEuros(centimes - dedans.centimes),
        lignes - dedans.lignes,
        `partition.${place}`,
      ],
      COURANTE,
    );
  }
  ajouterTotal(contexte, feuille, premiere);
  const cellule = (place: Place) => `B${premiere + PLACES.indexOf(place)}`;
  return { aArbitrer: cellule('a_arbitrer'), nonExaminee: cellule('non_examinee') };
}

function ajouterTotal({ jaune, classeur }: Contexte, feuille: Feuille, premiere: number): void {
  const rang = feuille.rang;
  const { lignes, centimes } = jaune.partition.total;
  const dedans = totalDesPlaces(compterParPlace(jaune.lignes));
  const enColonne = (colonne: string) => `SUM(${colonne}${premiere}:${colonne}${rang - 1})`;
  feuille.ajouter(
    [
      LIBELLE_DU_TOTAL_RECU,
      formuleMontant(`ROUND(${enColonne('B')},2)`, centimes),
      { formula: enColonne('C'), result: lignes },
      formuleMontant(`ROUND(${enColonne('D')},2)`, dedans.centimes),
      { formula: enColonne('E'), result: dedans.lignes },
      formuleMontant(`ROUND(${enColonne('F')},2)`, centimes - dedans.centimes),
      { formula: enColonne('G'), result: lignes - dedans.lignes },
      'partition.total',
    ],
    EN_TOTAL,
  );
  classeur.nommer(NOMS.totalRecu, feuille.reference('B', rang));
  const controle = [undefined, undefined, 'Contrôle', formuleControle(`D${rang}`, sommeDesLignes())];
  const rangDuControle = feuille.ajouterEn('controle', controle);
  feuille.marquerControle('D');
  classeur.nommer(nomDuControle('partition'), feuille.reference('D', rangDuControle));
}

/** Who decided, what is still open and what speaks of it, and how high the total could rise. */
export function ajouterCouverture(
  { jaune: { couverture } }: Contexte,
  feuille: Feuille,
  { aArbitrer, nonExaminee }: PlacesOuvertes,
): void {
  feuille.ajouterIntertitre('Ce qui reste ouvert', 3);
  feuille.ajouterEntetes(['Qui a décidé', 'Montant', 'Lignes'], ['texte', 'montant', 'entier']);
  const styles: readonly StyleName[] = ['texte', 'montant', 'entier'];
  const constante = (libelle: string, { centimes, lignes }: { centimes: number; lignes: number }, doux = false) =>
    feuille.ajouter([libelle, enEuros(centimes), lignes], doux ? ['renvoiDoux', 'montantDoux', 'entier'] : styles);
  constante('Une règle, à l’édition', couverture.parRegle);
  constante('Une personne, à l’édition', couverture.parDecision);
  const vivante = (libelle: string, cellule: string, { centimes, lignes }: { centimes: number; lignes: number }) => {
    const nombre = { formula: cellule.replace('B', 'C'), result: lignes };
    feuille.ajouter([libelle, formuleMontant(cellule, centimes), nombre], styles);
  };
  vivante('Personne encore : à arbitrer', aArbitrer, couverture.aArbitrer);
  vivante('Personne : non examinée', nonExaminee, couverture.nonExaminee);
  const { suggereesOui, suggereesNon, signalees, silencieuses } = couverture;
  constante('dont la mémoire suggère oui, à l’édition', suggereesOui, true);
  constante('dont la mémoire suggère non, à l’édition', suggereesNon, true);
  constante('dont seuls des mots parlent, à l’édition', signalees, true);
  constante('dont rien ne parle, à l’édition', silencieuses, true);
  const siTout = formuleMontant(`ROUND(${NOMS.total}+${aArbitrer}+${nonExaminee},2)`, couverture.totalSiTout);
  feuille.ajouter(
    ['Total général si tout ce qui reste ouvert était international', siTout, undefined],
    ['texteTotal', 'montantTotal', 'entierTotal'],
  );
}

/** Cuts a sentence in two rows, after the first full stop: rows of notes do not grow. */
function couperEnDeux(texte: string): [string, string] {
  const coupe = texte.indexOf('. ') + 1;
  return [texte.slice(0, coupe), texte.slice(coupe + 1)];
}
