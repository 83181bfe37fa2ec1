import { type Montant, somme } from '../../domain/montant.ts';
import { formuleMontant, formulePart, lettre } from '../../files/xlsx/cell.ts';
import { ajouterControle, type Contexte, commencer, filtre, impression } from './context.ts';
import { COLONNES, dans, sommeDesLignes, sommeSi } from './names.ts';
import { IDENTITE, identite, lierLaLigne, NUMERO, totalDe, vides } from './retained-lists.ts';

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
      formulePart(`J${rang}`, `I${rang}`, retenu, entier),
      formuleMontant(sommeDesLignes(deLaLigne), entier),
      formuleMontant(`ROUND(${enTout}-${partsRestees(rang)},2)`, retenu),
      formuleMontant(`ROUND(${sommeSi('non_internationale', deLaLigne)},2)`, reste),
      cle,
      motif,
    ]);
    lierLaLigne(contexte, feuille, ligne);
  }
  const derniere = feuille.rang - 1;
  const colonne = (rang: number, centimes: readonly Montant[]) =>
    totalDe(lettre(rang), entete, derniere, somme(centimes));
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
