import { type LigneBudgetaire, referenceDe } from '../../domain/ligne-budgetaire.ts';
import { montant, somme } from '../../domain/montant.ts';
import { type Cellule, enEuros, formuleMontant, lettre } from '../../files/xlsx/cell.ts';
import type { Colonne } from '../../files/xlsx/sheet.ts';
import { ecrireExamen } from '../examination.ts';
import { ajouterControle, type Contexte, commencer, filtre } from './context.ts';
import { NOMS, NOMS_LIGNES, sommeSi } from './names.ts';

const NUMERO: Colonne = { titre: 'N° de ligne', largeur: 8, style: 'numero' };
const EUROS: Colonne = { titre: 'Montant (€)', largeur: 20, style: 'montant' };
const IDENTITE: readonly Colonne[] = [
  { titre: 'Référence de la ligne', largeur: 38, style: 'texte' },
  { titre: 'Secteur', largeur: 30, style: 'renvoi' },
  { titre: 'Libellé', largeur: 44, style: 'renvoi' },
  { titre: 'Bénéficiaire', largeur: 28, style: 'renvoi' },
];

function identite(ligne: LigneBudgetaire | undefined): readonly Cellule[] {
  return ligne ? [referenceDe(ligne), ligne.secteur, ligne.libelle, ligne.beneficiaire] : IDENTITE.map(() => undefined);
}

/** The sheet `Exceptionnelles`: for information, in no total. */
export function ecrireExceptionnelles(contexte: Contexte): void {
  const { exceptionnelles, lignes, synthese } = contexte.jaune;
  const feuille = commencer(contexte, {
    nom: 'Exceptionnelles',
    titre: 'Opérations exceptionnelles, pour mémoire',
    note: 'Montrées pour information : elles n’entrent dans aucun total du jaune.',
    colonnes: [
      NUMERO,
      ...IDENTITE,
      EUROS,
      { titre: 'Justification', largeur: 48, style: 'renvoi' },
      { titre: 'Règle ou arbitrage', largeur: 22, style: 'renvoi' },
    ],
    colonnesFigees: 2,
  });
  const entete = feuille.ajouterEntetes();
  for (const { ligne, montant: centimes, justification, decideur } of exceptionnelles) {
    const formule = sommeSi('exceptionnelle', [NOMS_LIGNES.ligne, `A${feuille.rang}`]);
    const montantVivant = formuleMontant(formule, centimes);
    feuille.ajouter([ligne + 1, ...identite(lignes[ligne]?.ligne), montantVivant, justification, decideur]);
  }
  const derniere = feuille.rang - 1;
  const total = feuille.ajouterTotal([
    undefined,
    'Total, pour mémoire',
    undefined,
    undefined,
    undefined,
    totalDe('F', entete, derniere, synthese.exceptionnelles),
  ]);
  ajouterControle(contexte, feuille, { nom: 'exceptionnelles', colonne: 'F' }, `F${total}`, NOMS.exceptionnelles);
  feuille.clore({ filtre: filtre(feuille, entete, derniere) });
}

/** The sheet `À arbitrer`: the lines on which only signals speak. */
export function ecrireAArbitrer(contexte: Contexte): void {
  const { jaune } = contexte;
  const feuille = commencer(contexte, {
    nom: 'À arbitrer',
    titre: 'Lignes à arbitrer',
    note: 'Montants à l’édition. Changez le verdict d’une ligne dans la feuille Lignes pour voir son effet ; la décision elle-même s’écrit dans arbitrages.csv, avec la référence et l’empreinte de la ligne.',
    colonnes: [
      NUMERO,
      ...IDENTITE,
      EUROS,
      { titre: 'Chapitre', largeur: 10, style: 'code' },
      { titre: 'Fonction', largeur: 10, style: 'code' },
      { titre: 'Lieu reçu', largeur: 18, style: 'renvoi' },
      { titre: 'Ce qui fait penser à l’international', largeur: 48, style: 'renvoi' },
      { titre: 'Empreinte', largeur: 19, style: 'code' },
    ],
    colonnesFigees: 2,
  });
  const entete = feuille.ajouterEntetes();
  for (const [indice, { ligne, verdict, montant: centimes }] of jaune.lignes.entries()) {
    if (verdict.place !== 'a_arbitrer') continue;
    const { chapitre, fonction, lieu, empreinte } = ligne;
    const signaux = ecrireExamen(verdict);
    feuille.ajouter([indice + 1, ...identite(ligne), enEuros(centimes), chapitre, fonction, lieu, signaux, empreinte]);
  }
  const derniere = feuille.rang - 1;
  const { centimes } = jaune.partition.a_arbitrer;
  feuille.ajouterTotal([
    undefined,
    'Total à l’édition',
    undefined,
    undefined,
    undefined,
    totalDe('F', entete, derniere, centimes),
  ]);
  const reste = formuleMontant(NOMS.aArbitrer, centimes);
  const vides = [undefined, undefined, undefined];
  feuille.ajouterTotal([undefined, 'Reste à arbitrer dans la feuille Lignes', ...vides, reste]);
  const controle = { nom: 'a_arbitrer', colonne: 'F', libelle: 'Contrôle : rien de changé depuis l’édition' };
  ajouterControle(contexte, feuille, controle, `F${feuille.rang - 2}`, NOMS.aArbitrer);
  feuille.clore({ filtre: filtre(feuille, entete, derniere) });
}

/** The sheet `Quotes-parts`: what is kept of each shared line, what is left, and how the share was found. */
export function ecrireQuotesParts(contexte: Contexte): void {
  const { partagees, lignes } = contexte.jaune;
  const feuille = commencer(contexte, {
    nom: 'Quotes-parts',
    titre: 'Lignes dont une part seulement est internationale',
    note: 'Le reste de chaque ligne est non international, au centime.',
    colonnes: [
      NUMERO,
      ...IDENTITE,
      { titre: 'Quote-part', largeur: 11, style: 'texte' },
      { titre: 'Montant de la ligne (€)', largeur: 20, style: 'montant' },
      { titre: 'Retenu (€)', largeur: 20, style: 'montant' },
      { titre: 'Reste non international (€)', largeur: 20, style: 'montant' },
      { titre: 'Clé', largeur: 36, style: 'renvoi' },
      { titre: 'Motif', largeur: 44, style: 'renvoi' },
    ],
    colonnesFigees: 2,
    pagesEnLargeur: 2,
  });
  const entete = feuille.ajouterEntetes();
  for (const { ligne, quotePart, montant: entier, retenu, reste, cle, motif } of partagees) {
    const deLaLigne = [NOMS_LIGNES.ligne, `A${feuille.rang}`] as const;
    const enTout = `SUMIFS(${NOMS_LIGNES.retenu},${deLaLigne.join(',')})`;
    const formuleReste = sommeSi('non_internationale', deLaLigne);
    feuille.ajouter([
      ligne + 1,
      ...identite(lignes[ligne]?.ligne),
      quotePart,
      enEuros(entier),
      formuleMontant(`${enTout}-I${feuille.rang}`, retenu),
      formuleMontant(formuleReste, reste),
      cle,
      motif,
    ]);
  }
  const derniere = feuille.rang - 1;
  const colonne = (rang: number, cle: 'montant' | 'retenu' | 'reste') =>
    totalDe(lettre(rang), entete, derniere, somme(partagees.map((partagee) => partagee[cle])));
  const vides = [undefined, undefined, undefined, undefined];
  const total = feuille.ajouterTotal([
    undefined,
    'Total',
    ...vides,
    colonne(6, 'montant'),
    colonne(7, 'retenu'),
    colonne(8, 'reste'),
  ]);
  const controle = { nom: 'quotes_parts', colonne: 'G', libelle: 'Contrôle : retenu et reste font la ligne' };
  ajouterControle(contexte, feuille, controle, `G${total}`, `H${total}+I${total}`);
  feuille.clore({ filtre: filtre(feuille, entete, derniere) });
}

/** The live total of a column of amounts, `0` when it has no row. */
export function totalDe(colonne: string, entete: number, derniere: number, centimes: number): Cellule {
  const formule = derniere > entete ? `SUM(${colonne}${entete + 1}:${colonne}${derniere})` : '0';
  return formuleMontant(formule, montant(centimes));
}
