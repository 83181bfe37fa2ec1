import { colonnesDesMontants } from '../../domain/argent/montants-declares.ts';
import type { FormatDeclare, SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import type { WeighedFile } from '../../files/csv-format.ts';
import { columnLetter } from '../../files/xlsx/cell.ts';
import { readRange } from '../../files/xlsx/cell-address.ts';
import { SheetNotFound, visitRows } from '../../files/xlsx/read-rows.ts';
import { UnreadableWorkbook } from '../../files/xlsx/unreadable.ts';
import type { RowRead } from '../../files/xlsx/visit-sheet.ts';
import type { ContexteDeFormat } from '../format.ts';
import { type Enregistrement, type SourceOuverte, titresDeRang, type Visiteur } from '../source-ouverte.ts';
import {
  direClasseurIllisible,
  direFeuilleAbsente,
  EnregistrementDeRangee,
  EnregistrementDeTitres,
  placeDeCellule,
  signalerFeuille,
} from './enregistrement-de-rangee.ts';

/** One sheet of an Excel workbook (.xlsx). */
export interface FormatClasseur extends FormatDeclare {
  readonly genre: 'classeur';
  readonly feuille: string;
  /** Rows of the sheet above the header. */
  readonly preambule: number;
  /** Rows of the header: several when titles are grouped under merged cells. */
  readonly titres: number;
}

/**
 * One sheet of an Excel workbook. What counts is what cells hold: results of formulas as they were last worked out, rows
 * that a filter hides like the others, numbers and not their looks.
 */
export function ouvrirClasseur(
  source: SourceDeclaree<FormatClasseur>,
  chemin: string,
  { constats }: ContexteDeFormat,
): SourceOuverte {
  const { format } = source;
  const declarees = new Set([...source.colonnes.values(), ...colonnesDesMontants(source.montants)]);
  let dessus: readonly string[] = [];
  return {
    dessus: () => dessus,
    reperes: {
      champ: (vu, rang, partie) => placeDeCellule(source.nom, vu, rang, partie),
      enregistrement: (vu) => placeDeCellule(source.nom, vu, 0),
    },
    remedeSansColonne: () =>
      'Les titres sont peut-être plus bas, ou sur une autre feuille : corrigez preambule ou feuille dans exercice.yaml.',
    lire: async (visiteur) => {
      const lecture = new LectureDeFeuille(format, visiteur);
      try {
        const { sheet: feuille, ...fichier } = visitRows(
          chemin,
          { sheet: format.feuille, decimal: source.decimale },
          (rangee) => lecture.rangee(rangee),
        );
        lecture.finir();
        dessus = lecture.dessus;
        const masquees = feuille.hiddenColumns
          .filter((rang) => declarees.has(lecture.titres[rang] ?? ''))
          .map((rang) => `${columnLetter(rang)} (${lecture.titres[rang]})`);
        signalerFeuille(source.nom, { ...feuille, colonnesUtilesMasquees: masquees }, constats);
        return fichier satisfies WeighedFile;
      } catch (erreur) {
        if (erreur instanceof UnreadableWorkbook) direClasseurIllisible(source.fichier, erreur, constats);
        else if (erreur instanceof SheetNotFound) direFeuilleAbsente(source, erreur, constats);
        else throw erreur;
        visiteur.faute();
        return undefined;
      }
    },
  };
}

/** A sheet is read whole: how many of its rows make a piece. */
const RANGEES_PAR_MORCEAU = 1_000;
/** What stands above titles is short. */
const CELLULES_DU_DESSUS = 200;

/** Goes down the rows of a sheet: what is above the titles, the titles, then the records. */
class LectureDeFeuille {
  readonly #format: FormatClasseur;
  readonly #visiteur: Visiteur;
  readonly #enTete: EnTeteDeFeuille;
  /** Filled cells above the titles. */
  readonly dessus: string[] = [];

  constructor(format: FormatClasseur, visiteur: Visiteur) {
    this.#format = format;
    this.#visiteur = visiteur;
    this.#enTete = new EnTeteDeFeuille(format.titres);
  }

  get titres(): readonly string[] {
    return this.#enTete.titres;
  }

  rangee(rangee: RowRead): void {
    if (rangee.number <= this.#format.preambule) {
      if (this.dessus.length < CELLULES_DU_DESSUS)
        this.dessus.push(...rangee.cells.slice(0, CELLULES_DU_DESSUS).filter((cellule) => cellule.trim() !== ''));
      return;
    }
    if (this.#format.titres === 0 && !this.#enTete.complet) {
      if (!this.#enTete.numeroter(rangee)) return;
      this.#visiteur.enregistrement(this.#enTete.enregistrement());
    }
    if (this.#enTete.complet) {
      this.#visiteur.enregistrement(new EnregistrementDeRangee(rangee, this.#enTete.nombre));
      if (rangee.number % RANGEES_PAR_MORCEAU === 0) this.#visiteur.apresMorceau?.();
      return;
    }
    this.#enTete.ajouter(rangee);
    if (this.#enTete.complet) this.#visiteur.enregistrement(this.#enTete.enregistrement());
  }

  /** A sheet that ends among its titles still shows those that it has. */
  finir(): void {
    if (!this.#enTete.complet && this.#enTete.nombre > 0) this.#visiteur.enregistrement(this.#enTete.enregistrement());
  }
}

/** Between the titles of two rows that make the title of one column: `Engagements / AE`. */
const ENTRE_TITRES = ' / ';

/**
 * The titles of a sheet, over one row or more. Where titles are grouped under merged cells, the title of the group counts
 * for each of its columns: under `Engagements`, columns `AE` and `AP` are `Engagements / AE` and `Engagements / AP`.
 */
class EnTeteDeFeuille {
  readonly #rangees: number;
  #premiere = 0;
  #derniere = 0;
  /** For each column, its titles from the top. */
  readonly #parts: string[][] = [];
  /** The first cells of merged ranges and what they hold, by their address. */
  readonly #tetes = new Map<string, string>();
  /** Columns whose title is that of a merged range, to be told apart by rows below. */
  readonly #fusionnees = new Map<number, string>();

  constructor(rangees: number) {
    this.#rangees = rangees;
  }

  get complet(): boolean {
    return this.#premiere > 0 && this.#derniere - this.#premiere + 1 >= this.#rangees;
  }

  /** Columns up to the last that has a title. */
  get nombre(): number {
    return this.titres.length;
  }

  get titres(): readonly string[] {
    return this.#parts.map((parts) => parts.join(ENTRE_TITRES));
  }

  /** Where there are no titles, the first row that is not blank has as many columns as the table. */
  numeroter({ number: numero, cells: cellules }: RowRead): boolean {
    const nombre = cellules.findLastIndex((cellule) => cellule.trim() !== '') + 1;
    if (nombre === 0) return false;
    this.#premiere = numero;
    this.#derniere = numero;
    this.#parts.push(...titresDeRang(nombre).map((titre) => [titre]));
    return true;
  }

  /** Takes in the next row of the sheet; blank rows above the titles are none. */
  ajouter(rangee: RowRead): void {
    const vide = rangee.cells.every((cellule) => cellule.trim() === '');
    if (this.#premiere === 0) {
      if (vide) return;
      this.#premiere = rangee.number;
    }
    this.#derniere = rangee.number;
    const largeur = Math.max(this.#parts.length, rangee.cells.length);
    for (let colonne = 0; colonne < largeur || rangee.defect(colonne)?.type === 'fusion'; colonne++) {
      const texte = (rangee.cells[colonne] ?? '').replace(/\s+/g, ' ').trim();
      const defaut = rangee.defect(colonne);
      const parts = this.#parts[colonne] ?? [];
      this.#parts[colonne] = parts;
      if (defaut?.type === 'fusion') this.#prendreDuGroupe(defaut.range, colonne, parts);
      else if (texte !== '') {
        parts.push(texte);
        this.#tetes.set(`${colonne + 1}:${rangee.number}`, texte);
      }
    }
  }

  enregistrement(): Enregistrement {
    const titres = this.titres;
    const seuls = new Map(
      [...this.#fusionnees].filter(([colonne]) => titres.indexOf(titres[colonne] ?? '') !== colonne),
    );
    return new EnregistrementDeTitres(titres, this.#premiere, seuls);
  }

  #prendreDuGroupe(plage: string, colonne: number, parts: string[]): void {
    const groupe = readRange(plage);
    if (groupe === undefined) return;
    const [tete, rangee] = [groupe.columns[0], groupe.rows[0]];
    // A group that goes down over several rows is one title, not the same one twice.
    if (colonne + 1 === tete) return;
    const titre = this.#tetes.get(`${tete}:${rangee}`);
    if (titre === undefined || parts.at(-1) === titre) return;
    parts.push(titre);
    this.#fusionnees.set(colonne, plage);
  }
}
