import type { PartVentilee } from '../../domain/verdict/verdict.ts';
import { type Cellule, enEuros, type Formule, formuleMontant, formulePart } from '../../files/xlsx/cell.ts';
import type { Feuille } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import { ajouterCouverture, ajouterPartition } from './ajouter-partition.ts';
import { type Contexte, commencer, impression, lienVersLignes } from './contexte.ts';
import { COLONNES, NOMS, nomDuControle, sommeSi } from './noms.ts';

const NOTE =
  'Tous les montants sont des formules sur la feuille Lignes : ils changent avec elle. « Écart » dit ce qui a été changé dans ce classeur depuis l’édition.';
/** The looks of the rows of the four figures. */
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

/** A check of the workbook: its name, and what it proves, in words. */
export type ControleDit = readonly [nom: string, libelle: string];

/** The sheet `Synthèse`: the four figures, where every euro received ended, what is still open, and the checks. */
export function ecrireSynthese(contexte: Contexte, controles: readonly ControleDit[]): void {
  const feuille = commencer(contexte, {
    nom: 'Synthèse',
    onglet: 'resultat',
    titre: 'Synthèse',
    note: NOTE,
    colonnes: [
      { titre: 'Synthèse', largeur: 60, style: 'renvoi' },
      { titre: 'Montant', largeur: 20, style: 'montant' },
      { titre: 'Part du total', largeur: 11, style: 'pourcent' },
      { titre: 'À l’édition', largeur: 20, style: 'montant' },
      { titre: 'Écart depuis l’édition', largeur: 17, style: 'montant' },
      { titre: '', largeur: 20, style: 'montant' },
      { titre: 'Lignes à l’édition', largeur: 12, style: 'entier' },
      { titre: 'Nom du chiffre', largeur: 28, style: 'nomDeChiffre' },
    ],
  });
  ajouterQuatreChiffres(contexte, feuille);
  feuille.sauter();
  const places = ajouterPartition(contexte, feuille);
  feuille.sauter();
  ajouterCouverture(contexte, feuille, places);
  feuille.sauter();
  ajouterControles(contexte, feuille, controles);
  feuille.clore({ impression: impression(feuille) });
}

/** One of the four figures. */
interface Chiffre {
  /** As other workbooks call it. */
  readonly nom: string;
  /** As the jaune calls it: `synthese.total`. */
  readonly figure: string;
  readonly libelle: string;
  readonly formule: string;
  readonly centimes: number;
  /** What to filter in `Lignes`, and which parts that keeps. */
  readonly filtres: readonly string[];
  retient(part: PartVentilee): boolean;
}

function ajouterQuatreChiffres(contexte: Contexte, feuille: Feuille): void {
  feuille.ajouterEntetes(undefined, COURANTE);
  const { enTete, synthese } = contexte.jaune;
  const { secteurPilote: pilote } = enTete;
  const internationale = 'Verdict = internationale';
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
    libelle: 'Autres secteurs (hors opérations exceptionnelles)',
    formule: sommeSi('internationale', [COLONNES.pilote, 0]),
    centimes: synthese.autresSecteurs,
    filtres: [internationale, `${COLONNES.pilote} = 0`],
    retient: ({ place, secteur }) => place === 'internationale' && secteur !== pilote,
  });
  const enTotal: Chiffre = {
    nom: NOMS.total,
    figure: 'synthese.total',
    libelle: 'Total général hors opérations exceptionnelles',
    formule: `ROUND(${NOMS.pilote}+${NOMS.autres},2)`,
    centimes: synthese.totalHorsExceptionnelles,
    filtres: [internationale],
    retient: ({ place }) => place === 'internationale',
  };
  ajouter(enTotal, true);
  ajouter({
    nom: NOMS.exceptionnelles,
    figure: 'synthese.exceptionnelles',
    libelle: 'Pour mémoire, opérations exceptionnelles',
    formule: sommeSi('exceptionnelle'),
    centimes: synthese.exceptionnelles,
    filtres: ['Verdict = exceptionnelle'],
    retient: ({ place }) => place === 'exceptionnelle',
  });
}

function ajouterChiffre(contexte: Contexte, feuille: Feuille, chiffre: Chiffre, total: boolean): void {
  const { classeur, jaune } = contexte;
  const { nom, libelle, formule, centimes, figure, filtres, retient } = chiffre;
  const retenues = jaune.lignes.flatMap(({ verdict: { parts } }, indice) => (parts.some(retient) ? [indice] : []));
  const horsTotal = nom === NOMS.exceptionnelles;
  const ensemble = jaune.synthese.totalHorsExceptionnelles;
  const part: Formule | undefined = horsTotal ? undefined : formulePart(nom, NOMS.total, centimes, ensemble);
  const montantVivant = formuleMontant(formule, centimes);
  const cellules: Cellule[] = [libelle, montantVivant, part, enEuros(centimes)];
  const ecart: Formule = { formula: `ROUND(B${feuille.rang}-D${feuille.rang},2)`, result: 0 };
  const rang = feuille.ajouter([...cellules, ecart, undefined, retenues.length, figure], total ? EN_TOTAL : COURANTE);
  classeur.nommer(nom, feuille.reference('B', rang));
  const [premiere] = retenues;
  if (premiere !== undefined) feuille.lier('G', lienVersLignes(contexte, premiere, filtres));
}

function ajouterControles({ classeur }: Contexte, feuille: Feuille, controles: readonly ControleDit[]): void {
  feuille.ajouterIntertitre('Contrôles', 2);
  feuille.ajouterEntetes(['Ce qui doit tomber juste', 'Résultat']);
  const premiere = feuille.rang;
  for (const [nom, libelle] of controles) {
    feuille.ajouter([libelle, { formula: nomDuControle(nom), result: 'OK' }], ['texte', 'controle']);
    feuille.marquerControle('B');
  }
  const nombre = { formula: `COUNTIF(B${premiere}:B${feuille.rang - 1},"<>OK")`, result: 0 };
  const rang = feuille.ajouter(['Contrôles en défaut', nombre], ['texteTotal', 'entierTotal']);
  classeur.nommer(NOMS.controles, feuille.reference('B', rang));
}
