import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { LIBELLES_PLACES, PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { amountFormula, asEuros, type Cell } from '../../files/xlsx/cell.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import { compterParPlace, totalDesPlaces } from './compter-par-place.ts';
import { ajouterControle, type Contexte, commencer, impression } from './contexte.ts';
import { COLONNES, colonneDesRangs, sommeDesLignes, sommeSi } from './noms.ts';

const note = (exercice: string) =>
  `De ce que le secteur pilote a reçu au total général. Chaque montant est une formule sur la feuille Lignes, à laquelle s’ajoute ce que portent les lignes non nommées dans ce classeur (voir lignes-${exercice}.csv).`;
const DETAIL: readonly StyleName[] = ['renvoiDoux', 'montant', 'montant', 'montantDoux', 'entier', 'montant'];

/** A step of the bridge: what it adds, in cents, as a formula over `Lignes` and as a constant for the lines not named. */
interface Marche {
  readonly libelle: string;
  readonly vivant: string;
  readonly centimes: number;
  readonly nonNommees?: number;
  readonly lignes?: number;
}

/** The sheet `Passerelle`: from the pilot sector as received to the headline. */
export function ecrirePasserelle(contexte: Contexte): void {
  const { passerelle, enTete, synthese } = contexte.jaune;
  const feuille = commencer(contexte, {
    name: 'Passerelle',
    onglet: 'resultat',
    title: 'Passerelle du secteur pilote au total',
    note: note(enTete.exercice),
    columns: [
      { title: 'Étape', width: 66, style: 'renvoi' },
      { title: 'Montant', width: 20, style: 'montant' },
      { title: 'À l’édition', width: 20, style: 'montant' },
      { title: 'dont, par motif, à l’édition', width: 20, style: 'montantDoux' },
      { title: 'Lignes à l’édition', width: 11, style: 'entier' },
      { title: 'dont lignes non nommées, constante', width: 20, style: 'montantDoux' },
    ],
  });
  const premiere = feuille.addHeads() + 1;
  ajouterSorties(contexte, feuille);
  const retenu = ajouterTotal(feuille, 'Retenu dans le secteur pilote', premiere, passerelle.secteurPiloteRetenu);
  const controle = { nom: 'passerelle_pilote', colonne: 'B' };
  const pilote = sommeSi('internationale', [COLONNES.pilote, 1]);
  ajouterControle(contexte, feuille, controle, `B${retenu}`, pilote);
  const apports = feuille.nextRow;
  ajouterApports(contexte, feuille);
  const libelle = 'Total général hors opérations exceptionnelles';
  const rang = ajouterTotal(feuille, libelle, apports, synthese.totalHorsExceptionnelles, `B${retenu}`);
  ajouterControle(contexte, feuille, { nom: 'passerelle', colonne: 'B' }, `B${rang}`, sommeSi('internationale'));
  feuille.close({ printArea: impression(feuille) });
}

/** What the pilot sector received, then what leaves it, place by place, with the reasons in smaller type. */
function ajouterSorties({ jaune }: Contexte, feuille: Sheet): void {
  const { passerelle, enTete, lignes } = jaune;
  const duPilote = enTete.secteurs.lecteurDuPilote();
  const recu = [COLONNES.recu, 1] as const;
  const nommees = compterParPlace(lignes.filter(({ ligne }) => duPilote(ligne)));
  const { secteurPiloteRecu, sorties, transferts } = passerelle;
  ajouterMarche(feuille, {
    libelle: `Reçu sous le secteur « ${enTete.secteurPilote} »`,
    vivant: sommeDesLignes(recu),
    centimes: secteurPiloteRecu.montant,
    nonNommees: secteurPiloteRecu.montant - totalDesPlaces(nommees).centimes,
    lignes: secteurPiloteRecu.lignes,
  });
  for (const place of PLACES) {
    if (place === 'internationale') continue;
    const motifs = sorties.filter((sortie) => sortie.place === place);
    const centimes = somme(motifs.map((sortie) => sortie.montant));
    ajouterMarche(feuille, {
      libelle: `Moins : ${LIBELLES_PLACES[place]}`,
      vivant: `-(${sommeSi(place, recu)})`,
      centimes: -centimes,
      nonNommees: nommees[place].centimes - centimes,
      lignes: motifs.reduce((total, motif) => total + motif.lignes, 0),
    });
    for (const motif of motifs) ajouterMotif(feuille, place, motif);
  }
  const partis = sommeSi('internationale', recu, [COLONNES.pilote, 0]);
  const venus = sommeSi('internationale', [COLONNES.recu, 0], [COLONNES.pilote, 1]);
  const libelle = 'Moins : compté à d’autres secteurs (net de ce qui en vient)';
  ajouterMarche(feuille, { libelle, vivant: `${venus}-${partis}`, centimes: -transferts });
}

function ajouterMotif(
  feuille: Sheet,
  place: Place,
  { libelle, montant: sorti, lignes }: { readonly libelle: string; readonly montant: Montant; readonly lignes: number },
): void {
  const prefixe = `${LIBELLES_PLACES[place]} : `;
  if (libelle.startsWith(prefixe))
    feuille.add([libelle.slice(prefixe.length), undefined, undefined, asEuros(-sorti), lignes], DETAIL);
}

function ajouterApports(contexte: Contexte, feuille: Sheet): void {
  const secteurs = contexte.tables.get('secteur');
  const numeros = new Map(secteurs?.listees.map(({ cle }, rang) => [cle, rang + 1]));
  const horsTable: Montant[] = [];
  for (const { cle, libelle, montant: centimes, lignes } of contexte.jaune.passerelle.apports) {
    const numero = numeros.get(cle);
    if (numero === undefined) horsTable.push(centimes);
    else ajouterMarche(feuille, { libelle: `Plus : ${libelle}`, vivant: apportDe(numero), centimes, lignes });
  }
  if (horsTable.length > 0 || secteurs?.autres !== undefined)
    ajouterMarche(feuille, { libelle: 'Plus : autres secteurs', vivant: apportDe(0), centimes: somme(horsTable) });
}

function apportDe(secteur: number): string {
  return sommeSi('internationale', [colonneDesRangs('secteur'), secteur], [COLONNES.pilote, 0]);
}

function ajouterMarche(feuille: Sheet, { libelle, vivant, centimes, nonNommees, lignes }: Marche): void {
  const constante: Cell = nonNommees === undefined ? undefined : asEuros(nonNommees);
  const formule = constante === undefined ? vivant : `${vivant}+F${feuille.nextRow}`;
  feuille.add([
    libelle,
    amountFormula(`ROUND(${formule},2)`, montant(centimes)),
    asEuros(centimes),
    undefined,
    lignes,
    constante,
  ]);
}

/** A total of the steps since a row, after what stood before them. */
function ajouterTotal(feuille: Sheet, libelle: string, depuis: number, centimes: Montant, report?: string): number {
  const etapes = feuille.nextRow > depuis ? `SUM(B${depuis}:B${feuille.nextRow - 1})` : '0';
  const formule = report === undefined ? etapes : `${report}+${etapes}`;
  return feuille.addTotal([libelle, amountFormula(`ROUND(${formule},2)`, centimes), asEuros(centimes)]);
}
