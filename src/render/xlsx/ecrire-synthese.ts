import type { Compte, CompteDesDeuxSens } from '../../compile/compte.ts';
import { LIBELLES_DE_SYNTHESE } from '../../compile/synthese.ts';
import { type Montant, somme } from '../../domain/argent/montant.ts';
import type { PartVentilee } from '../../domain/verdict/verdict.ts';
import { amountFormula, asEuros, type Cell, type Formula, shareFormula } from '../../files/xlsx/cell.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import { ajouterAnnees } from './ajouter-annees.ts';
import { ajouterPartition, ajouterPartitionDesRecettes, type PlacesOuvertes } from './ajouter-partition.ts';
import { type Contexte, commencer, filtreDeLaPlace, impression, lienVersParts } from './contexte.ts';
import { A_L_ESSAI, COLONNES, NOMS, nomDeLEssai, nomDuControle, sommeSi } from './noms.ts';
import type { PlagesDesAnnees } from './plages.ts';

const NOTE =
  'Tous les montants sont des formules sur la feuille Parts : ils changent avec elle. « Écart » dit ce qui a été changé dans ce classeur depuis l’édition.';
const COURANTE: readonly StyleName[] = [
  'texte',
  'montant',
  'pourcent',
  'montant',
  'montant',
  'nu',
  'lienEntier',
  'nomDeChiffre',
];
const EN_TOTAL: readonly StyleName[] = [
  'texteTotal',
  'montantTotal',
  'pourcentTotal',
  'montantTotal',
  'montantTotal',
  'texteTotal',
  'entierTotal',
  'nomDeChiffreTotal',
];

/** A check of the workbook: its name, what it proves, in words, and whether an amount changed to see makes it differ. */
export type ControleDit = readonly [nom: string, libelle: string, aUnEssai?: boolean];

/**
 * The sheet `Synthèse`: the four figures, where every euro received ended, what is still open, and the checks.
 * @returns where the four figures stand year after year, where another year is said
 */
export function ecrireSynthese(contexte: Contexte, controles: readonly ControleDit[]): PlagesDesAnnees | undefined {
  const feuille = commencer(contexte, {
    name: 'Synthèse',
    objet: 'Les quatre chiffres, où va chaque euro reçu, ce qui reste ouvert, et tous les contrôles.',
    onglet: 'resultat',
    title: 'Synthèse',
    note: NOTE,
    columns: [
      { title: 'Synthèse', width: 60, style: 'renvoi' },
      { title: 'Montant', width: 20, style: 'montant' },
      { title: 'Part du total', width: 11, style: 'pourcent' },
      { title: 'À l’édition', width: 20, style: 'montant' },
      { title: 'Écart depuis l’édition', width: 17, style: 'montant' },
      { title: '', width: 20, style: 'montant' },
      { title: 'Lignes à l’édition', width: 12, style: 'entier' },
      { title: 'Nom du chiffre', width: 28, style: 'nomDeChiffre', folded: true },
    ],
  });
  ajouterQuatreChiffres(contexte, feuille);
  feuille.skip();
  const annees = ajouterAnnees(contexte, feuille);
  if (annees) feuille.skip();
  const places = ajouterPartition(contexte, feuille);
  let enRecettes: PlacesOuvertes | undefined;
  if (contexte.recettes) {
    feuille.skip();
    enRecettes = ajouterPartitionDesRecettes(contexte, feuille, contexte.recettes);
  }
  feuille.skip();
  ajouterCouverture(contexte, feuille, places);
  if (enRecettes) {
    feuille.skip();
    ajouterCouvertureDesRecettes(contexte, feuille, enRecettes);
  }
  feuille.skip();
  ajouterControles(contexte, feuille, controles);
  feuille.close({ printArea: impression(feuille) });
  return annees;
}

interface Chiffre {
  /** As other workbooks call it. */
  readonly nom: string;
  /** As the jaune calls it: `synthese.total`. */
  readonly figure: string;
  readonly libelle: string;
  readonly formule: string;
  readonly centimes: number;
  readonly filtres: readonly string[];
  retient(part: PartVentilee): boolean;
}

function ajouterQuatreChiffres(contexte: Contexte, feuille: Sheet): void {
  feuille.addHeads(undefined, COURANTE);
  const { enTete, synthese } = contexte.jaune;
  const { secteurPilote: pilote } = enTete;
  const internationale = filtreDeLaPlace('internationale');
  const ajouter = (chiffre: Chiffre, total = false) => ajouterChiffre(contexte, feuille, chiffre, total);
  ajouter({
    nom: NOMS.pilote,
    figure: 'synthese.secteur_pilote',
    libelle: enTete.libellePilote,
    formule: sommeSi('internationale', [COLONNES.pilote, 1]),
    centimes: synthese.secteurPilote,
    filtres: [internationale, `${COLONNES.pilote} = 1`],
    retient: ({ place, secteur }) => place === 'internationale' && secteur === pilote,
  });
  ajouter({
    nom: NOMS.autres,
    figure: 'synthese.autres_secteurs',
    libelle: LIBELLES_DE_SYNTHESE.autresSecteurs,
    formule: sommeSi('internationale', [COLONNES.pilote, 0]),
    centimes: synthese.autresSecteurs,
    filtres: [internationale, `${COLONNES.pilote} = 0`],
    retient: ({ place, secteur }) => place === 'internationale' && secteur !== pilote,
  });
  const enTotal: Chiffre = {
    nom: NOMS.total,
    figure: 'synthese.total',
    libelle: LIBELLES_DE_SYNTHESE.totalHorsExceptionnelles,
    formule: `ROUND(${NOMS.pilote}+${NOMS.autres},2)`,
    centimes: synthese.totalHorsExceptionnelles,
    filtres: [internationale],
    retient: ({ place }) => place === 'internationale',
  };
  ajouter(enTotal, true);
  ajouter({
    nom: NOMS.exceptionnelles,
    figure: 'synthese.exceptionnelles',
    libelle: LIBELLES_DE_SYNTHESE.exceptionnelles,
    formule: sommeSi('exceptionnelle'),
    centimes: synthese.exceptionnelles,
    filtres: [filtreDeLaPlace('exceptionnelle')],
    retient: ({ place }) => place === 'exceptionnelle',
  });
  ajouterResteACharge(contexte, feuille);
}

/** That the headline is gross, and what remains to be borne, where receipts make them differ. */
function ajouterResteACharge({ jaune: { cofinancements } }: Contexte, feuille: Sheet): void {
  const { recettes, resteACharge } = cofinancements;
  if (recettes === 0) return;
  const ajouter = (libelle: string, formule: string, centimes: Montant, figure: string) => {
    const rang = feuille.nextRow;
    const ecart: Formula = { formula: `ROUND(B${rang}-D${rang},2)`, result: 0 };
    const vivant = amountFormula(formule, centimes);
    feuille.add([libelle, vivant, undefined, asEuros(centimes), ecart, undefined, undefined, figure], COURANTE);
  };
  ajouter('Le total est brut ; recettes de cofinancement', NOMS.recettes, recettes, 'cofinancement.total/recettes');
  const reste = `ROUND(${NOMS.total}-${NOMS.recettes},2)`;
  ajouter('Reste à charge, total moins recettes', reste, resteACharge, 'cofinancement.total/reste');
}

function ajouterChiffre(contexte: Contexte, feuille: Sheet, chiffre: Chiffre, total: boolean): void {
  const { classeur, jaune } = contexte;
  const { nom, libelle, formule, centimes, figure, filtres, retient } = chiffre;
  const retenues = jaune.lignes.flatMap(({ verdict: { parts } }, indice) => (parts.some(retient) ? [indice] : []));
  const horsTotal = nom === NOMS.exceptionnelles;
  const ensemble = jaune.synthese.totalHorsExceptionnelles;
  const part: Formula | undefined = horsTotal ? undefined : shareFormula(nom, NOMS.total, centimes, ensemble);
  const montantVivant = amountFormula(formule, centimes);
  const cellules: Cell[] = [libelle, montantVivant, part, asEuros(centimes)];
  const ecart: Formula = { formula: `ROUND(B${feuille.nextRow}-D${feuille.nextRow},2)`, result: 0 };
  const rang = feuille.add([...cellules, ecart, undefined, retenues.length, figure], total ? EN_TOTAL : COURANTE);
  classeur.nameCells(nom, feuille.reference('B', rang));
  const [premiere] = retenues;
  if (premiere !== undefined) feuille.link('G', lienVersParts(contexte, premiere, filtres));
}

function ajouterControles({ classeur }: Contexte, feuille: Sheet, controles: readonly ControleDit[]): void {
  feuille.addHeading('Contrôles', 2);
  feuille.addHeads(['Ce qui doit tomber juste', 'Résultat']);
  const premiere = feuille.nextRow;
  for (const [nom, libelle, aUnEssai] of controles) {
    const essai = `IF(${nomDeLEssai(nom)}="${A_L_ESSAI}",${nomDeLEssai(nom)},"")`;
    const dit = aUnEssai ? [{ formula: essai, result: '' }] : [];
    feuille.add([libelle, { formula: nomDuControle(nom), result: 'OK' }, ...dit], ['texte', 'controle', 'texte']);
    feuille.markCheck('B');
  }
  const compter = (colonne: string, critere: string) =>
    `COUNTIF(${colonne}${premiere}:${colonne}${feuille.nextRow - 1},"${critere}")`;
  const nombre = { formula: `${compter('B', '<>OK')}-${compter('C', A_L_ESSAI)}`, result: 0 };
  const rang = feuille.add(['Contrôles en défaut', nombre], ['texteTotal', 'entierTotal']);
  classeur.nameCells(NOMS.controles, feuille.reference('B', rang));
}

/** The coverage of one sense, as the synthesis calls it. */
interface CouvertureDite {
  readonly titre: string;
  compte(compte: CompteDesDeuxSens): Compte;
  /** What its last row says, and all that it would make. */
  readonly siTout: string;
  readonly ensemble: string;
  readonly centimes: Montant;
}

/** Who decided, what is still open and what speaks of it, and how high the total could rise. */
function ajouterCouverture(contexte: Contexte, feuille: Sheet, places: PlacesOuvertes): void {
  ajouterCouvertureDe(contexte, feuille, places, {
    titre: 'Ce qui reste ouvert',
    compte: (compte) => compte,
    siTout: 'Total général si tout ce qui reste ouvert était international',
    ensemble: NOMS.total,
    centimes: contexte.jaune.couverture.totalSiTout,
  });
}

/** The same of receipts, apart. */
function ajouterCouvertureDesRecettes(contexte: Contexte, feuille: Sheet, places: PlacesOuvertes): void {
  const { partition, couverture } = contexte.jaune;
  const ouvertes = [partition.internationale, couverture.aArbitrer, couverture.nonExaminee];
  ajouterCouvertureDe(contexte, feuille, places, {
    titre: 'Ce qui reste ouvert des recettes, dans aucun total',
    compte: ({ recettes }) => recettes,
    siTout: 'Cofinancements si toutes ces recettes étaient internationales',
    ensemble: places.internationale,
    centimes: somme(ouvertes.map(({ recettes }) => recettes.centimes)),
  });
}

function ajouterCouvertureDe(
  { jaune: { couverture } }: Contexte,
  feuille: Sheet,
  { aArbitrer, nonExaminee }: PlacesOuvertes,
  { titre, compte, siTout, ensemble, centimes: enTout }: CouvertureDite,
): void {
  feuille.addHeading(titre, 3);
  feuille.addHeads(['Qui a décidé', 'Montant', 'Lignes'], ['texte', 'montant', 'entier']);
  const styles: readonly StyleName[] = ['texte', 'montant', 'entier'];
  const constante = (libelle: string, deux: CompteDesDeuxSens, doux = false) => {
    const { centimes, lignes } = compte(deux);
    feuille.add([libelle, asEuros(centimes), lignes], doux ? ['renvoiDoux', 'montantDoux', 'entier'] : styles);
  };
  constante('Une règle, à l’édition', couverture.parRegle);
  constante('Une personne, à l’édition', couverture.parDecision);
  const vivante = (libelle: string, cellule: string, deux: CompteDesDeuxSens) => {
    const { centimes, lignes } = compte(deux);
    const nombre = { formula: cellule.replace('B', 'C'), result: lignes };
    feuille.add([libelle, amountFormula(cellule, centimes), nombre], styles);
  };
  vivante('Personne encore : à arbitrer', aArbitrer, couverture.aArbitrer);
  vivante('Personne : non examinée', nonExaminee, couverture.nonExaminee);
  const { suggereesOui, suggereesNon, signalees, silencieuses } = couverture;
  constante('dont la mémoire suggère oui, à l’édition', suggereesOui, true);
  constante('dont la mémoire suggère non, à l’édition', suggereesNon, true);
  constante('dont seuls des mots parlent, à l’édition', signalees, true);
  constante('dont rien ne parle, à l’édition', silencieuses, true);
  feuille.add(
    [siTout, amountFormula(`ROUND(${ensemble}+${aArbitrer}+${nonExaminee},2)`, enTout), undefined],
    ['texteTotal', 'montantTotal', 'entierTotal'],
  );
}
