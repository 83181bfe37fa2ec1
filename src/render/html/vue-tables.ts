import type { Jaune, Rangee, Table, TableCroisee } from '../../compile/jaune.ts';
import { formaterColonne } from '../../domain/format.ts';
import { type Montant, NUL } from '../../domain/montant.ts';
import { normaliserCode } from '../../domain/texte.ts';
import { ecrireCode } from '../codes.ts';
import { type ApportVue, apportsDe, estDetaillee } from './vue-apports.ts';
import type { LigneVue, Montre } from './vue-lignes.ts';

/** How many rows a page of paper holds without cutting the table. */
const RANGEES_PAR_PAGE = 30;

/** A row of a one-way table. */
interface RangeeVue extends Montre {
  /** The code as received, where the label does not begin with it already; else empty. */
  readonly code: string;
  readonly libelle: string;
  /** What was not broken down, or the rest of a long list: told apart from real values. */
  readonly reste: boolean;
  /** What each line puts in the row; empty where the row gives the numbers of its lines alone. */
  readonly apports: readonly ApportVue[];
}

/** A table of one dimension, with its rows ready to show. */
export interface TableVue extends Pick<Table, 'nom' | 'titre' | 'entete' | 'total'> {
  readonly rangees: readonly RangeeVue[];
  /** Too long for one page: paper may cut it. */
  readonly longue: boolean;
}

/** A cell of a two-way table: rounded in `affiche`, exact in `montant`. */
interface CelluleVue extends Montre {
  readonly vide: boolean;
  readonly affiche: string;
}

/** A two-way table, with its cells ready to show. */
export interface CroiseeVue {
  readonly nom: TableCroisee['nom'];
  readonly titre: string;
  readonly colonnes: readonly { readonly libelle: string; readonly affiche: string; readonly montant: Montant }[];
  readonly rangees: readonly {
    readonly libelle: string;
    readonly cellules: readonly CelluleVue[];
    readonly affiche: string;
    readonly montant: Montant;
  }[];
  readonly total: Montant;
  readonly affiche: string;
  /** What to say of the rounding, each with the rows and columns for which it holds. */
  readonly notes: readonly { readonly note: string; readonly ou: string }[];
}

/** The keys of rows that stand for no value: not filled in, and the rest of a long list. */
const SANS_VALEUR: ReadonlySet<string> = new Set(['', '*']);

/** The one-way tables, in the order of the document. */
export function tablesVues(jaune: Jaune, vues: readonly LigneVue[]): TableVue[] {
  return jaune.tables.map(({ nom, titre, entete, rangees, total }) => {
    const apports = apportsDe(jaune, vues, nom);
    return {
      nom,
      titre,
      entete,
      total,
      longue: rangees.length > RANGEES_PAR_PAGE,
      rangees: rangees.map((rangee) => ({
        ...nommer(nom, rangee, jaune),
        reste: SANS_VALEUR.has(rangee.cle),
        montant: rangee.montant,
        lignes: choisir(vues, rangee.lignes),
        apports: estDetaillee(rangee.lignes.length, vues.length) ? (apports.get(rangee.cle) ?? []) : [],
      })),
    };
  });
}

/** A code once: beside its label, or in the place of a label that is missing or begins with it. */
function nommer(nom: Table['nom'], rangee: Rangee, { lignes }: Jaune): Pick<RangeeVue, 'code' | 'libelle'> {
  const code = ecrireCode(nom, rangee, lignes);
  const libelle = rangee.libelle || code || rangee.cle;
  return { libelle, code: normaliserCode(libelle).startsWith(normaliserCode(code)) ? '' : code };
}

/** The two-way tables, in thousands of euros, turned so that the longer list goes down the page. */
export function croiseesVues({ croisees }: Jaune, vues: readonly LigneVue[]): CroiseeVue[] {
  return croisees.map((croisee) => {
    const tournee = croisee.colonnes.length > croisee.lignes.length;
    const [enLigne, enColonne] = tournee ? [croisee.colonnes, croisee.lignes] : [croisee.lignes, croisee.colonnes];
    const cellule = (i: number, j: number) => (tournee ? croisee.cellules[j]?.[i] : croisee.cellules[i]?.[j]);
    const exacte = (i: number, j: number) => cellule(i, j)?.montant ?? NUL;
    const parColonne = enColonne.map((_, j) =>
      formaterColonne(
        enLigne.map((_, i) => exacte(i, j)),
        'milliers',
      ),
    );
    const parRangee = enLigne.map((_, i) =>
      formaterColonne(
        enColonne.map((_, j) => exacte(i, j)),
        'milliers',
      ),
    );
    const totaux = formaterColonne(
      enLigne.map(({ montant }) => montant),
      'milliers',
    );
    const pied = formaterColonne(
      enColonne.map(({ montant }) => montant),
      'milliers',
    );
    return {
      nom: croisee.nom,
      titre: croisee.titre,
      colonnes: enColonne.map(({ libelle, cle, montant }, j) => ({
        libelle: libelle || cle,
        montant,
        affiche: parColonne[j]?.total ?? '',
      })),
      rangees: enLigne.map(({ libelle, cle, montant }, i) => ({
        libelle: libelle || cle,
        montant,
        affiche: totaux.valeurs[i] ?? '',
        cellules: enColonne.map((_, j) => {
          const rangee = cellule(i, j);
          const affiche = parColonne[j]?.valeurs[i] ?? '';
          return {
            vide: !rangee,
            affiche,
            montant: rangee?.montant ?? NUL,
            lignes: choisir(vues, rangee?.lignes ?? []),
          };
        }),
      })),
      total: croisee.total,
      affiche: totaux.total,
      notes: regrouperNotes([
        ...enColonne.map(({ libelle, cle }, j) => ({ ou: libelle || cle, note: parColonne[j]?.note })),
        ...enLigne.map(({ libelle, cle }, i) => ({ ou: libelle || cle, note: parRangee[i]?.note })),
        { ou: 'colonne des totaux', note: totaux.note },
        { ou: 'ligne des totaux', note: pied.note },
      ]),
    };
  });
}

function regrouperNotes(notes: readonly { ou: string; note: string | undefined }[]): { note: string; ou: string }[] {
  const parNote = new Map<string, string[]>();
  for (const { ou, note } of notes) if (note) parNote.set(note, [...(parNote.get(note) ?? []), ou]);
  return [...parNote].map(([note, lieux]) => ({ note, ou: lieux.join(' ; ') }));
}

/** The lines of a list of indexes. */
export function choisir(vues: readonly LigneVue[], indexes: readonly number[]): LigneVue[] {
  return indexes.flatMap((index) => vues[index] ?? []);
}
