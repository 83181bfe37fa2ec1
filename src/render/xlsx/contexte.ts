import type { Jaune, Rangee } from '../../compile/jaune.ts';
import { type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { suiteDuJour } from '../../domain/dossier/edition-nommee.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { ecourter } from '../../domain/textes/texte.ts';
import { LIBELLES_PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { type Cell, checkFormula, columnLetter } from '../../files/xlsx/cell.ts';
import { cutIntoLines } from '../../files/xlsx/cell-text.ts';
import type { SheetDescription, WorkbookDraft } from '../../files/xlsx/create-workbook.ts';
import type { CellLink, Sheet, SheetColumn, SheetEnd } from '../../files/xlsx/sheet.ts';
import { TAB_COLOURS } from '../../files/xlsx/styles.ts';
import { canHeadATable } from '../../files/xlsx/table-part.ts';
import { COLONNES, colonneDesRangs, type FeuilleDeLignes, nomDeListe, nomDuControle, PARTS } from './noms.ts';
import type { NumerosDePieces, TablesNumerotees } from './numeroter.ts';

/** The lines of one sense that documents name, and their sheets. */
export interface LignesPlacees {
  readonly feuille: FeuilleDeLignes;
  readonly affectations: readonly Affectation[];
  readonly pieces: NumerosDePieces;
  /** The row of a line in its sheet, by its index in the jaune. */
  rangeeDeLigne(indice: number): number;
  /** The row of its first part in the sheet of parts. */
  rangeeDePart(indice: number): number;
}

/** What all sheets share, and the expenses, of which they are made. */
export interface Contexte extends LignesPlacees {
  readonly jaune: Jaune;
  readonly classeur: WorkbookDraft;
  readonly tables: TablesNumerotees;
  /** Nothing where documents name no receipt: the workbook then says nothing of them. */
  readonly recettes: LignesPlacees | undefined;
  /** What the sheets begun so far hold, by their names. */
  readonly presentees: Map<string, FeuillePresentee>;
}

/** A sheet as the contents present it. */
export interface FeuillePresentee {
  readonly onglet: Onglet;
  /** What it holds, in one sentence. */
  readonly objet: string;
}

export interface Description extends Omit<SheetDescription, 'headRow' | 'colour'>, FeuillePresentee {
  readonly note: string;
  readonly avantEntete?: number;
}

/** Rows that may stand above a table: title, marks, warning, note, heads. */
export const RANGEES_DE_TETE_MAX = 21;
const LIGNES_DE_TEXTE_MAX = 8;
/** Characters across a page, for the texts above the table. */
const LARGEUR_DE_TEXTE = { min: 70, max: 150 };

/** The texts above the heads of a sheet, cut to the width of its table, and the row of those heads. */
export function teteDe(
  { mention }: Pick<EnTete, 'mention'>,
  { columns, note, avantEntete = 0 }: { readonly columns: readonly SheetColumn[]; note: string; avantEntete?: number },
) {
  const largeur = columns.reduce((total, colonne) => total + (colonne.hidden || colonne.folded ? 0 : colonne.width), 0);
  const { min, max } = LARGEUR_DE_TEXTE;
  const couper = (texte: string) => couperAuPlus(texte, Math.min(Math.max(largeur, min), max));
  const [lignesDeMention, lignesDeNote] = [couper(mention), couper(note)];
  const rangEntete = 3 + lignesDeMention.length + lignesDeNote.length + avantEntete;
  return { mention: lignesDeMention, note: lignesDeNote, rangEntete };
}

/**
 * Begins a sheet: its title, then what the figures are (base, unit, edition), the warning of the dossier, and a note, each
 * cut to the width of the table: they are in no merged cell. The heads come next.
 */
export function commencer(contexte: Contexte, description: Description): Sheet {
  const {
    jaune: { enTete, tablesDeCodes },
    classeur,
    presentees,
  } = contexte;
  const { onglet, objet, ...reste } = description;
  presentees.set(description.name, { onglet, objet });
  const { mention, note, rangEntete } = teteDe(enTete, description);
  const feuille = classeur.sheet({
    ...reste,
    columns: tenirEnLargeur(description.columns),
    headRow: rangEntete,
    colour: couleurDOnglet(onglet),
    title: `${enTete.titre} en ${enTete.exercice} · ${description.title}`,
  });
  const edition = enTete.dateEdition.split('-').reverse().join('/');
  const base = `Base : ${LIBELLES_BASES[enTete.base]}`;
  const norme = `Norme : ${enTete.norme}${tablesDeCodes.length > 0 ? ', et des codes du dossier' : ''}`;
  const reperes = [enTete.collectivite, base, 'Unité : euro', norme, `Édition du ${edition}${suiteDuJour(enTete)}`];
  feuille.addStyled('soustitre', [reperes.join(' · ')]);
  for (const ligne of mention) feuille.addStyled('mention', [ligne]);
  for (const ligne of note) feuille.addStyled('note', [ligne]);
  return feuille;
}

/** Characters that a page of paper has room for, so that its type can be read. */
const LARGEUR_DE_PAGE = 240;
/** What texts that go on below, then amounts, may be brought down to. */
const LARGEURS_MIN = [
  [/^(renvoi|lienTexte)/, 14],
  [/^montant/, 17],
] as const;

/** Columns narrowed so that a page across has them all, those of texts first. */
function tenirEnLargeur(columns: readonly SheetColumn[]): readonly SheetColumn[] {
  return LARGEURS_MIN.reduce((colonnes, [genre, min]) => {
    const vues = colonnes.filter(({ hidden, folded }) => !hidden && !folded);
    const trop = vues.reduce((total, { width }) => total + width, 0) - LARGEUR_DE_PAGE;
    const marges = vues.map(({ style, width }) => (genre.test(style) ? Math.max(0, width - min) : 0));
    const part = Math.min(1, trop / Math.max(1, somme(marges)));
    if (part <= 0) return colonnes;
    return colonnes.map((colonne) => {
      const marge = marges[vues.indexOf(colonne)] ?? 0;
      return marge === 0 ? colonne : { ...colonne, width: Math.ceil(colonne.width - marge * part) };
    });
  }, columns);
}

const somme = (nombres: readonly number[]) => nombres.reduce((total, nombre) => total + nombre, 0);

/** Cuts a text into a few lines; what is left overflows on the last. */
function couperAuPlus(texte: string, largeur: number): string[] {
  const lignes = cutIntoLines(texte, largeur);
  const dernieres = lignes.slice(LIGNES_DE_TEXTE_MAX - 1).join(' ');
  return lignes.length > LIGNES_DE_TEXTE_MAX ? [...lignes.slice(0, LIGNES_DE_TEXTE_MAX - 1), dernieres] : lignes;
}

/** Writes a check under what it checks and names it, so that the synthesis repeats it. */
export function ajouterControle(
  { classeur }: Contexte,
  feuille: Sheet,
  { nom, colonne, libelle = 'Contrôle avec la feuille Parts' }: { nom: string; colonne: string; libelle?: Cell },
  gauche: string,
  droite: string,
): void {
  const rangColonne = feuille.columns.findIndex((_, rang) => columnLetter(rang) === colonne);
  const cellules = feuille.columns.map((_, rang) =>
    rang === rangColonne ? checkFormula(gauche, droite) : rang === rangColonne - 1 ? libelle : undefined,
  );
  const rang = feuille.addStyled('controle', cellules);
  feuille.markCheck(colonne);
  classeur.nameCells(nomDuControle(nom), feuille.reference(colonne, rang));
}

/**
 * The rows of a sheet as a table of Excel, which has its own filter; under heads that no table may have, words of a dossier, a
 * filter alone. Nothing where there is no row.
 */
export function enListe(feuille: Sheet, entete: number, derniere: number): Pick<SheetEnd, 'table' | 'filter'> {
  if (derniere <= entete) return {};
  const { columns, name } = feuille;
  const reference = `A${entete}:${columnLetter(columns.length - 1)}${derniere}`;
  return canHeadATable(columns) ? { table: { name: nomDeListe(name), reference, columns } } : { filter: reference };
}

/** What is printed of a sheet: all that was written, down to its last row. */
export function impression(feuille: Sheet): string {
  return `A1:${columnLetter(feuille.columns.length - 1)}${feuille.nextRow - 1}`;
}

/** What a sheet is for, which the colour of its tab says. */
export type Onglet = 'resultat' | 'ventilation' | 'decision' | 'donnees' | 'piece' | 'volet';

interface Sens {
  readonly style: keyof typeof TAB_COLOURS;
  /** What the colour is called, then what it means. */
  readonly couleur: string;
  readonly sens: string;
}

/** The colours of tabs, in the order in which the sheet `Méthode` explains them. */
export const ONGLETS: Readonly<Record<Onglet, Sens>> = {
  resultat: {
    style: 'ongletResultat',
    couleur: 'Jaune',
    sens: 'Les chiffres publiés et le chemin qui y mène.',
  },
  ventilation: {
    style: 'ongletVentilation',
    couleur: 'Jaune pâle',
    sens: 'Le total général, coupé autrement : chaque feuille refait le même total.',
  },
  decision: {
    style: 'ongletDecision',
    couleur: 'Orange',
    sens: 'Hors du total, et qui demande un regard : opérations pour mémoire, lignes à arbitrer.',
  },
  donnees: {
    style: 'ongletDonnees',
    couleur: 'Bleu',
    sens: 'Les données : là seulement, quelque chose se change.',
  },
  piece: {
    style: 'ongletPiece',
    couleur: 'Gris',
    sens: 'Les pièces justificatives : d’où viennent les lignes, qui a décidé, et pourquoi.',
  },
  volet: {
    style: 'ongletVolet',
    couleur: 'Vert',
    sens: 'Ce que le dossier dit à côté de l’argent : rien n’en entre dans un total.',
  },
};

export function couleurDOnglet(onglet: Onglet): string {
  return TAB_COLOURS[ONGLETS[onglet].style];
}

const LIBELLE_MAX = 61;

/** What to filter in `Parts` to have the lines of a row of a table, and only them: `Pays = « Sénégal »`. */
export function filtreDe(table: NomTable, { libelle }: Pick<Rangee, 'libelle'>, numero: number): string {
  const { colonneLue: lue } = TABLES_DECRITES[table];
  if (lue === undefined || numero === 0) return `${colonneDesRangs(table)} = ${numero}`;
  return `${lue} = « ${ecourter(libelle, LIBELLE_MAX)} »`;
}

/** A link to a line of its sheet. */
export function lienVersLaLigne({ rangeeDeLigne, feuille }: LignesPlacees, ligne: number): Omit<CellLink, 'cell'> {
  const ou = `${COLONNES.ligne} = ${ligne + 1}`;
  return { target: `'${feuille}'!A${rangeeDeLigne(ligne)}`, tip: `Cette ligne, dans ${feuille} : ${ou}.` };
}

/**
 * A link to the first of the parts that make a figure. No link of Excel can set a filter: its tip says what to filter to see the
 * others.
 */
export function lienVersParts(
  { rangeeDePart, feuille }: LignesPlacees,
  ligne: number,
  filtres: readonly string[],
): Omit<CellLink, 'cell'> {
  const parts = PARTS[feuille];
  return {
    target: `'${parts}'!A${rangeeDePart(ligne)}`,
    tip: `Première ligne, dans ${parts}. Pour les avoir toutes, filtrez ${filtres.join(' et ')}.`,
  };
}

/** What to filter to have what is in a place. */
export function filtreDeLaPlace(place: Place): string {
  return `${COLONNES.verdict} = « ${LIBELLES_PLACES[place]} »`;
}
