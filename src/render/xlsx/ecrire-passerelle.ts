import { aDesEtapes, type Jaune, type Passerelle } from '../../compile/jaune.ts';
import { LIBELLES_DE_SYNTHESE } from '../../compile/synthese.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { finDesNoms } from '../../domain/dossier/edition-nommee.ts';
import { LIBELLES_PLACES, PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { amountFormula, asEuros, type Cell } from '../../files/xlsx/cell.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import { compterParPlace, totalDesPlaces } from './compter-par-place.ts';
import { ajouterControle, type Contexte, commencer, impression, type LignesPlacees } from './contexte.ts';
import type { ControleDit } from './ecrire-synthese.ts';
import { COLONNES, type ConditionDeSomme, colonneDesRangs, formulesSur, sommeSi } from './noms.ts';

const note = (fin: string) =>
  `De ce que le secteur pilote a reçu au total général. Chaque montant est une formule sur la feuille Parts, à laquelle s’ajoute ce que portent les lignes non nommées dans ce classeur (voir lignes-${fin}.csv).`;
const DETAIL: readonly StyleName[] = ['renvoiDoux', 'montant', 'montant', 'montantDoux', 'entier', 'montant'];

/** A step of the bridge: what it adds, in cents, as a formula over `Parts` and as a constant for the lines not named. */
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
    objet: 'Le chemin, étape par étape, de ce que dit le secteur pilote au total général.',
    onglet: 'resultat',
    title: 'Passerelle du secteur pilote au total',
    note: note(finDesNoms(enTete)),
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
  ajouterSorties(contexte, feuille, contexte, passerelle);
  const retenu = ajouterTotal(feuille, 'Retenu dans le secteur pilote', premiere, passerelle.secteurPiloteRetenu);
  const controle = { nom: 'passerelle_pilote', colonne: 'B' };
  const pilote = sommeSi('internationale', [COLONNES.pilote, 1]);
  ajouterControle(contexte, feuille, controle, `B${retenu}`, pilote);
  const apports = feuille.nextRow;
  ajouterApports(contexte, feuille);
  const libelle = LIBELLES_DE_SYNTHESE.totalHorsExceptionnelles;
  const rang = ajouterTotal(feuille, libelle, apports, synthese.totalHorsExceptionnelles, `B${retenu}`);
  ajouterControle(contexte, feuille, { nom: 'passerelle', colonne: 'B' }, `B${rang}`, sommeSi('internationale'));
  if (contexte.recettes && aDesEtapes(contexte.jaune.passerelleDesRecettes))
    ajouterPasserelleDesRecettes(contexte, feuille, contexte.recettes);
  feuille.close({ printArea: impression(feuille) });
}

/** The bridge of receipts, in face: what they are to international action is co-financing. */
function ajouterPasserelleDesRecettes(contexte: Contexte, feuille: Sheet, recettes: LignesPlacees): void {
  const passerelle = contexte.jaune.passerelleDesRecettes;
  const { sommeSi: sommeDesRecettes } = formulesSur(recettes.feuille);
  feuille.skip();
  feuille.addHeading('Les recettes, en face et dans aucun total', feuille.columns.length);
  const premiere = feuille.addHeads() + 1;
  ajouterSorties(contexte, feuille, recettes, passerelle);
  const libelleRetenu = 'Cofinancement retenu dans le secteur pilote';
  const retenu = ajouterTotal(feuille, libelleRetenu, premiere, passerelle.secteurPiloteRetenu);
  const libelle = 'Contrôle avec la feuille Recettes';
  const duPilote = sommeDesRecettes('internationale', [COLONNES.pilote, 1]);
  ajouterControle(contexte, feuille, { nom: CONTROLES.pilote, colonne: 'B', libelle }, `B${retenu}`, duPilote);
  const apports = feuille.nextRow;
  const apportDe = (rang: number) => sommeDesRecettes('internationale', [COLONNES.apport, rang], HORS_DU_PILOTE);
  for (const [rang, { libelle: secteur, montant: centimes, lignes }] of passerelle.apports.entries())
    ajouterMarche(feuille, { libelle: `Plus : ${secteur}`, vivant: apportDe(rang + 1), centimes, lignes });
  ajouterMarche(feuille, { libelle: 'Plus : autres secteurs', vivant: apportDe(0), centimes: 0 });
  const total = 'Cofinancement de l’action internationale, hors de tout total';
  const rang = ajouterTotal(feuille, total, apports, passerelle.total, `B${retenu}`);
  const toutes = sommeDesRecettes('internationale');
  ajouterControle(contexte, feuille, { nom: CONTROLES.total, colonne: 'B', libelle }, `B${rang}`, toutes);
}

const CONTROLES = { pilote: 'passerelle_recettes_pilote', total: 'passerelle_recettes' } as const;
const HORS_DU_PILOTE: ConditionDeSomme = [COLONNES.pilote, 0];

/** The checks of the bridge of receipts, for the synthesis. */
export function controlesDeLaPasserelleDesRecettes(jaune: Jaune): readonly ControleDit[] {
  if (jaune.recettes.length === 0 || !aDesEtapes(jaune.passerelleDesRecettes)) return [];
  return [
    [CONTROLES.pilote, 'Passerelle des recettes : les sorties laissent ce que retient le secteur pilote'],
    [CONTROLES.total, 'Passerelle des recettes : les étapes font le cofinancement'],
  ];
}

/** What the pilot sector received, then what leaves it, place by place, with the reasons in smaller type. */
function ajouterSorties(
  { jaune: { enTete } }: Contexte,
  feuille: Sheet,
  { feuille: liste, affectations }: LignesPlacees,
  passerelle: Passerelle,
): void {
  const { sommeDesLignes, sommeSi: sommeDe } = formulesSur(liste);
  const duPilote = enTete.secteurs.lecteurDuPilote();
  const recu = [COLONNES.recu, 1] as const;
  const nommees = compterParPlace(affectations.filter(({ ligne }) => duPilote(ligne)));
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
      vivant: `-(${sommeDe(place, recu)})`,
      centimes: -centimes,
      nonNommees: nommees[place].centimes - centimes,
      lignes: motifs.reduce((total, motif) => total + motif.lignes, 0),
    });
    for (const motif of motifs) ajouterMotif(feuille, place, motif);
  }
  const partis = sommeDe('internationale', recu, HORS_DU_PILOTE);
  const venus = sommeDe('internationale', [COLONNES.recu, 0], [COLONNES.pilote, 1]);
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
  return sommeSi('internationale', [colonneDesRangs('secteur'), secteur], HORS_DU_PILOTE);
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
