import { montant, somme } from '../../domain/montant.ts';
import { enEuros, formuleMontant } from '../../files/xlsx/cell.ts';
import { ajouterControle, type Contexte, commencer, filtre, impression } from './context.ts';
import { compterParGroupe } from './line-counts.ts';
import { FILTRE_EXCLUE, lienVersLignes } from './links.ts';
import { COLONNES, sommeSi } from './names.ts';
import { totalDe } from './retained-lists.ts';

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
    const nommee = formuleMontant(sommeSi('exclue', [COLONNES.exclusion, `A${rang}`]), dedans(numero));
    const montantVivant = formuleMontant(`ROUND(E${rang}+F${rang},2)`, centimes);
    feuille.ajouter([numero, motif, qui, montantVivant, nommee, enEuros(centimes - dedans(numero)), nombre]);
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
