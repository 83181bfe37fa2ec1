import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { amountFormula, asEuros, columnLetter, shareFormula } from '../../files/xlsx/cell.ts';
import type { Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';
import { LIBELLES_QUESTIONS } from '../textes/mots-des-documents.ts';
import { compterParGroupe } from './compter-par-place.ts';
import {
  ajouterControle,
  type Contexte,
  commencer,
  FILTRE_EXCLUE,
  FILTRE_INTERNATIONALE,
  filtre,
  impression,
  lienVersLignes,
} from './contexte.ts';
import { IDENTITE, identite, lierLaLigne, NUMERO, totalDe, vides } from './listes-retenues.ts';
import { COLONNES, dans, sommeDesLignes, sommeSi } from './noms.ts';
import { numeroDesArbitrages } from './numeroter.ts';

/** The row of what was left out in the workbook itself. */
const DANS_LE_CLASSEUR = 'Exclues dans ce classeur depuis l’édition';

/** The sheet `Exclusions`: what was left out of the perimeter, by reason; live for the lines that `Lignes` names. */
export function ecrireExclusions(contexte: Contexte): void {
  const { jaune, pieces } = contexte;
  const { exclusions, enTete, lignes } = jaune;
  const feuille = commencer(contexte, {
    nom: 'Exclusions',
    onglet: 'piece',
    titre: 'Lignes exclues du périmètre, par motif',
    note: `Les plus grosses de ces lignes sont dans la feuille Lignes ; les autres sont non nommées dans ce classeur, voir lignes-${enTete.exercice}.csv : une constante les porte.`,
    colonnes: [
      { titre: 'N°', largeur: 7, style: 'numero' },
      { titre: 'Motif', largeur: 74, style: 'renvoi' },
      { titre: 'Règle ou arbitrage', largeur: 28, style: 'renvoi' },
      { titre: 'Montant', largeur: 20, style: 'montant' },
      { titre: 'dont nommées dans Lignes', largeur: 20, style: 'montant' },
      { titre: 'dont non nommées, constante', largeur: 20, style: 'montantDoux' },
      { titre: 'Lignes à l’édition', largeur: 12, style: 'entier' },
    ],
  });
  const nommees = compterParGroupe(lignes, pieces.exclusion);
  const entete = feuille.ajouterEntetes();
  const dedans = (numero: number) => nommees.get(numero)?.exclue.centimes ?? montant(0);
  const ajouter = (numero: number, motif: string, qui: string, centimes: number, nombre?: number) => {
    const { rang } = feuille;
    const nommee = amountFormula(sommeSi('exclue', [COLONNES.exclusion, `A${rang}`]), dedans(numero));
    const montantVivant = amountFormula(`ROUND(E${rang}+F${rang},2)`, centimes);
    feuille.ajouter([numero, motif, qui, montantVivant, nommee, asEuros(centimes - dedans(numero)), nombre]);
  };
  for (const [indice, { motif, decideur, lignes: nombre, centimes }] of exclusions.entries()) {
    ajouter(indice + 1, motif, decideur, centimes, nombre);
    const premiere = pieces.exclusion.indexOf(indice + 1);
    const filtres = [FILTRE_EXCLUE, `${COLONNES.exclusion} = ${indice + 1}`];
    if (premiere >= 0) feuille.lier('A', lienVersLignes(contexte, premiere, filtres));
  }
  ajouter(0, DANS_LE_CLASSEUR, '', 0);
  const derniere = feuille.rang - 1;
  const centimes = somme(exclusions.map((exclusion) => exclusion.centimes));
  const enLignes = somme(exclusions.map((_, indice) => dedans(indice + 1)));
  const nombre = exclusions.reduce((total, exclusion) => total + exclusion.lignes, 0);
  const total = feuille.ajouterTotal([
    undefined,
    'Total',
    undefined,
    totalDe('D', entete, derniere, centimes),
    totalDe('E', entete, derniere, enLignes),
    totalDe('F', entete, derniere, centimes - enLignes),
    { formula: `SUM(G${entete + 1}:G${derniere})`, result: nombre },
  ]);
  ajouterControle(contexte, feuille, { nom: 'exclusions', colonne: 'E' }, `E${total}`, sommeSi('exclue'));
  feuille.clore({ filtre: filtre(feuille, entete, derniere), impression: impression(feuille) });
}

/** The sheet `Règles`: each rule, what it brings to the headline, and what it did over all the lines received. */
export function ecrireRegles(contexte: Contexte): void {
  const { jaune } = contexte;
  const compte = (titre: string): readonly SheetColumn[] => [
    { titre: `${titre}, lignes`, largeur: 11, style: 'entier' },
    { titre, largeur: 19, style: 'montant' },
  ];
  const feuille = commencer(contexte, {
    nom: 'Règles',
    onglet: 'piece',
    titre: 'Règles et leurs effets',
    note: '« Décide au total » : ce que la règle met dans le total général, en formule ; ces montants s’additionnent. « Conclut », « devancée » et « contredite » comptent à l’édition toutes les lignes reçues ; les règles s’y recouvrent, ces colonnes ne s’additionnent pas.',
    colonnes: [
      { titre: 'N°', largeur: 7, style: 'numero' },
      { titre: 'Règle', largeur: 32, style: 'renvoi' },
      { titre: 'Question', largeur: 15, style: 'texte' },
      { titre: 'Conclusion', largeur: 22, style: 'renvoi' },
      { titre: 'Décide au total', largeur: 19, style: 'montant' },
      { titre: 'Motif', largeur: 56, style: 'renvoi' },
      { titre: 'Référence', largeur: 36, style: 'renvoi' },
      { titre: 'Fichier et ligne', largeur: 30, style: 'renvoi' },
      ...compte('Conclut'),
      ...compte('Devancée'),
      ...compte('Contredite'),
    ],
    colonnesFigees: 2,
    pagesEnLargeur: 2,
  });
  const entete = feuille.ajouterEntetes();
  const nommees = compterParGroupe(jaune.lignes, contexte.pieces.regle);
  const decide = (numero: number) => {
    const formule = sommeSi('internationale', [COLONNES.regle, `A${feuille.rang}`]);
    return amountFormula(formule, nommees.get(numero)?.internationale.centimes ?? montant(0));
  };
  for (const [rang, { regle, question, emporte, devance, contredite }] of jaune.regles.entries()) {
    const { id, conclusion, motif, reference, lieu } = regle;
    const comptes = [emporte, devance, contredite].flatMap(({ lignes, centimes }) => [lignes, asEuros(centimes)]);
    const tete = [rang + 1, id, LIBELLES_QUESTIONS[question], conclusion];
    feuille.ajouter([...tete, decide(rang + 1), motif, reference, lieu, ...comptes]);
    lier(contexte, feuille, rang + 1);
  }
  const arbitrages = numeroDesArbitrages(jaune);
  feuille.ajouter([arbitrages, 'Arbitrage d’une personne', undefined, undefined, decide(arbitrages)]);
  lier(contexte, feuille, arbitrages);
  feuille.ajouter([0, 'Ni règle ni arbitrage', undefined, undefined, decide(0)]);
  const derniere = feuille.rang - 1;
  const { totalHorsExceptionnelles } = jaune.synthese;
  const enTout = totalDe('E', entete, derniere, totalHorsExceptionnelles);
  const total = feuille.ajouterTotal([undefined, 'Total hors opérations exceptionnelles', ...vides(2), enTout]);
  const controle = { nom: 'regles', colonne: 'E', libelle: 'Contrôle avec Lignes' };
  ajouterControle(contexte, feuille, controle, `E${total}`, sommeSi('internationale'));
  feuille.clore({ filtre: filtre(feuille, entete, derniere), impression: impression(feuille) });
}

function lier(contexte: Contexte, feuille: Sheet, numero: number): void {
  const premiere = contexte.pieces.regle.indexOf(numero);
  const filtres = [FILTRE_INTERNATIONALE, `${COLONNES.regle} = ${numero}`];
  if (premiere >= 0) feuille.lier('A', lienVersLignes(contexte, premiere, filtres));
}

/** The sheet `Quotes-parts`: what is kept of each shared line, what is left, and how the share was found. */
export function ecrireQuotesParts(contexte: Contexte): void {
  const { partagees, lignes } = contexte.jaune;
  const feuille = commencer(contexte, {
    nom: 'Quotes-parts',
    onglet: 'piece',
    titre: 'Lignes dont une part seulement est internationale',
    note: 'Le reste de chaque ligne est non international, au centime. Pour essayer une autre quote-part, changez « Part appliquée » dans la feuille Lignes.',
    colonnes: [
      NUMERO,
      ...IDENTITE,
      { titre: 'Quote-part à l’édition', largeur: 14, style: 'texte' },
      { titre: 'Quote-part appliquée', largeur: 11, style: 'pourcent' },
      { titre: 'Montant de la ligne', largeur: 19, style: 'montant' },
      { titre: 'Retenu', largeur: 19, style: 'montant' },
      { titre: 'Reste non international', largeur: 19, style: 'montant' },
      { titre: 'Clé', largeur: 36, style: 'renvoi' },
      { titre: 'Motif', largeur: 44, style: 'renvoi' },
    ],
    colonnesFigees: 2,
    pagesEnLargeur: 2,
  });
  const entete = feuille.ajouterEntetes();
  for (const { ligne, quotePart, montant: entier, retenu, reste, cle, motif } of partagees) {
    const { rang } = feuille;
    const deLaLigne = [COLONNES.ligne, `A${rang}`] as const;
    const enTout = `SUMIFS(${dans(COLONNES.retenu)},${dans(COLONNES.ligne)},A${rang})`;
    feuille.ajouter([
      ligne + 1,
      ...identite(lignes[ligne]?.ligne),
      quotePart,
      shareFormula(`J${rang}`, `I${rang}`, retenu, entier),
      amountFormula(sommeDesLignes(deLaLigne), entier),
      amountFormula(`ROUND(${enTout}-${partsRestees(rang)},2)`, retenu),
      amountFormula(`ROUND(${sommeSi('non_internationale', deLaLigne)},2)`, reste),
      cle,
      motif,
    ]);
    lierLaLigne(contexte, feuille, ligne);
  }
  const derniere = feuille.rang - 1;
  const colonne = (rang: number, centimes: readonly Montant[]) =>
    totalDe(columnLetter(rang), entete, derniere, somme(centimes));
  const total = feuille.ajouterTotal([
    undefined,
    'Total',
    ...vides(6),
    colonne(
      8,
      partagees.map(({ montant }) => montant),
    ),
    colonne(
      9,
      partagees.map(({ retenu }) => retenu),
    ),
    colonne(
      10,
      partagees.map(({ reste }) => reste),
    ),
  ]);
  const controle = { nom: 'quotes_parts', colonne: 'I', libelle: 'Contrôle' };
  ajouterControle(contexte, feuille, controle, `I${total}`, `J${total}+K${total}`);
  feuille.clore({ filtre: filtre(feuille, entete, derniere), impression: impression(feuille) });
}

/** The parts of a line that stand in `Lignes` as non-international. */
function partsRestees(rang: number): string {
  const { retenu, verdict, ligne } = COLONNES;
  return `SUMIFS(${dans(retenu)},${dans(verdict)},"non_internationale",${dans(ligne)},A${rang})`;
}
