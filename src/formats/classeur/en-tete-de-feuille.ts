import { lirePlage } from '../../files/xlsx/cell-address.ts';
import type { RangeeLue } from '../../files/xlsx/visit-sheet.ts';
import type { Enregistrement } from '../source-ouverte.ts';
import { EnregistrementDeTitres } from './enregistrement-de-rangee.ts';

/** Between the titles of two rows that make the title of one column: `Engagements / AE`. */
const ENTRE_TITRES = ' / ';

/**
 * The titles of a sheet, over one row or more. Where titles are grouped under merged cells, the title of the group counts
 * for each of its columns: under `Engagements`, columns `AE` and `AP` are `Engagements / AE` and `Engagements / AP`.
 */
export class EnTeteDeFeuille {
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

  /** Takes in the next row of the sheet; blank rows above the titles are none. */
  ajouter(rangee: RangeeLue): void {
    const vide = rangee.cellules.every((cellule) => cellule.trim() === '');
    if (this.#premiere === 0) {
      if (vide) return;
      this.#premiere = rangee.numero;
    }
    this.#derniere = rangee.numero;
    const largeur = Math.max(this.#parts.length, rangee.cellules.length);
    for (let colonne = 0; colonne < largeur || rangee.defaut(colonne)?.type === 'fusion'; colonne++) {
      const texte = (rangee.cellules[colonne] ?? '').replace(/\s+/g, ' ').trim();
      const defaut = rangee.defaut(colonne);
      const parts = this.#parts[colonne] ?? [];
      this.#parts[colonne] = parts;
      if (defaut?.type === 'fusion') this.#prendreDuGroupe(defaut.plage, colonne, parts);
      else if (texte !== '') {
        parts.push(texte);
        this.#tetes.set(`${colonne + 1}:${rangee.numero}`, texte);
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
    const groupe = lirePlage(plage);
    if (groupe === undefined) return;
    const [tete, rangee] = [groupe.colonnes[0], groupe.rangees[0]];
    // A group that goes down over several rows is one title, not the same one twice.
    if (colonne + 1 === tete) return;
    const titre = this.#tetes.get(`${tete}:${rangee}`);
    if (titre === undefined || parts.at(-1) === titre) return;
    parts.push(titre);
    this.#fusionnees.set(colonne, plage);
  }
}
