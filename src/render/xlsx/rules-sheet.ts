import { montant } from '../../domain/montant.ts';
import { enEuros, formuleMontant } from '../../files/xlsx/cell.ts';
import type { Colonne, Feuille } from '../../files/xlsx/sheet.ts';
import { LIBELLES_QUESTIONS } from '../questions.ts';
import { ajouterControle, type Contexte, commencer, filtre, impression } from './context.ts';
import { compterParGroupe } from './line-counts.ts';
import { FILTRE_INTERNATIONALE, lienVersLignes } from './links.ts';
import { COLONNES, sommeSi } from './names.ts';
import { numeroDesArbitrages } from './record-numbers.ts';
import { totalDe, vides } from './retained-lists.ts';

/** The sheet `Règles`: each rule, what it brings to the headline, and what it did over all the lines received. */
export function ecrireRegles(contexte: Contexte): void {
  const { jaune } = contexte;
  const compte = (titre: string): readonly Colonne[] => [
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
    return formuleMontant(formule, nommees.get(numero)?.internationale.centimes ?? montant(0));
  };
  for (const [rang, { regle, question, emporte, devance, contredite }] of jaune.regles.entries()) {
    const { id, conclusion, motif, reference, lieu } = regle;
    const comptes = [emporte, devance, contredite].flatMap(({ lignes, centimes }) => [lignes, enEuros(centimes)]);
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

function lier(contexte: Contexte, feuille: Feuille, numero: number): void {
  const premiere = contexte.pieces.regle.indexOf(numero);
  const filtres = [FILTRE_INTERNATIONALE, `${COLONNES.regle} = ${numero}`];
  if (premiere >= 0) feuille.lier('A', lienVersLignes(contexte, premiere, filtres));
}
