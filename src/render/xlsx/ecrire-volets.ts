import { ecrireUnNombre } from '../../domain/textes/nombre-decimal.ts';
import type { CelluleDeTableau, GenreDeColonne, Tableau } from '../../domain/volets/tableau.ts';
import type { VoletCompile } from '../../domain/volets/volet-compile.ts';
import { asEuros, type Cell, columnLetter } from '../../files/xlsx/cell.ts';
import type { DataBars, SheetColumn } from '../../files/xlsx/sheet.ts';
import { type Contexte, commencer, enListe, impression, lienVersLaLigne } from './contexte.ts';

const COLONNES_PAR_GENRE: Readonly<Record<GenreDeColonne, Omit<SheetColumn, 'title'>>> = {
  texte: { width: 36, style: 'renvoi' },
  code: { width: 12, style: 'code' },
  entier: { width: 12, style: 'entier' },
  decimal: { width: 14, style: 'decimal' },
  quantite: { width: 16, style: 'texte' },
  euros: { width: 19, style: 'montant' },
  date: { width: 13, style: 'texte' },
  pourcent: { width: 10, style: 'texte' },
};

/** A sheet for each table of the volets that has one: constants, since nothing of them enters a total. */
export function ecrireLesVolets(contexte: Contexte): void {
  for (const volet of contexte.jaune.volets)
    for (const tableau of volet.tableaux)
      if (tableau.feuille !== undefined) ecrireLaFeuille(contexte, volet, tableau, tableau.feuille);
}

function ecrireLaFeuille(contexte: Contexte, volet: VoletCompile, tableau: Tableau, nom: string): void {
  const { titre, note, colonnes, rangees, vide } = tableau;
  const feuille = commencer(contexte, {
    name: nom,
    objet: `${volet.titre} : ${titre}.`,
    onglet: 'volet',
    title: `${volet.titre} : ${titre}`,
    note: rangees.length === 0 ? `${note} ${vide}`.trim() : note,
    columns: colonnes.map(({ titre: intitule, genre, largeur }): SheetColumn => {
      const { width, style } = COLONNES_PAR_GENRE[genre];
      return { title: intitule, width: largeur ?? width, style };
    }),
    frozenColumns: 1,
  });
  const entete = feuille.addHeads();
  const premiere = feuille.nextRow;
  for (const { cellules, ligne } of rangees) {
    feuille.add(colonnes.map(({ genre }, rang) => celluleDe(cellules[rang], genre)));
    if (ligne !== undefined) feuille.link('A', lienVersLaLigne(contexte, ligne));
  }
  feuille.close({
    ...enListe(feuille, entete, feuille.nextRow - 1),
    printArea: impression(feuille),
    bars: barresDe(tableau, premiere),
  });
}

/** Those of the table, or of the tables in which the page cuts it: their rows follow one another in it too. */
function barresDe(tableau: Tableau, premiere: number): DataBars[] {
  return (tableau.surLaPage ?? [tableau]).flatMap(({ barres, rangees }) => {
    const colonne = tableau.colonnes.findIndex(({ cle }) => cle === barres?.colonne);
    const debut = tableau.rangees.findIndex(({ cle }) => cle === rangees[0]?.cle);
    if (barres === undefined || colonne < 0 || debut < 0) return [];
    const lettre = columnLetter(colonne);
    const haut = premiere + debut;
    return [{ cells: `${lettre}${haut}:${lettre}${haut + rangees.length - 1}`, full: barres.base }];
  });
}

function celluleDe(cellule: CelluleDeTableau, genre: GenreDeColonne): Cell {
  if (typeof cellule === 'number') return genre === 'euros' ? asEuros(cellule) : cellule;
  // Exact up to fifteen digits, as spreadsheets are; beyond, a text stays what was written.
  if (genre === 'decimal' && cellule !== undefined)
    return cellule.replace(/\D/g, '').length > 15 ? ecrireUnNombre(cellule) : Number(cellule);
  return genre === 'date' ? cellule?.split('-').reverse().join('/') : cellule;
}
