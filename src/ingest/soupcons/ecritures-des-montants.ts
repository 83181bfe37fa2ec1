import { formatDe } from '../../formats/formats.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import type { ContexteDeSoupcon, Endroit } from './soupcon.ts';

/** Of how many amounts with decimals one without may be a slip; beyond, it is a way of writing. */
const UN_SANS_SUR = 50;
const AVEC_MIN = 20;
const SANS_MAX = 1_000;
const SANS_VIRGULE = /^[\d\s]{3,}$/;

/** Tells where an amount is: asked for the few that are kept. */
type OuEstLeMontant = (numero: number, vu: Enregistrement) => Endroit;

/** How a source writes its amounts: with two decimals, or as whole numbers. */
export class EcrituresDesMontants {
  /** The columns of the amounts in the base of the dossier, where the format shows how they are written. */
  readonly #rangs: readonly number[];
  readonly #endroit: OuEstLeMontant;
  readonly #sans: GrandMontant[] = [];
  #avec = 0;
  #nombreSans = 0;

  constructor({ source }: ContexteDeSoupcon, rangs: readonly number[], endroit: OuEstLeMontant) {
    this.#endroit = endroit;
    // Cells of a workbook are numbers: how they are shown tells nothing.
    this.#rangs = formatDe(source.format).cellulesTapees ? rangs : [];
  }

  ajouter(numero: number, taille: number, vu: Enregistrement): void {
    for (const rang of this.#rangs) {
      const cellule = vu.champ(rang);
      if (cellule.length < 3) continue;
      const marque = cellule.charCodeAt(cellule.length - 3);
      if (marque === VIRGULE || marque === POINT) this.#avec += 1;
      else if (SANS_VIRGULE.test(cellule)) {
        this.#nombreSans += 1;
        if (this.#sans.length < SANS_MAX) this.#sans.push({ numero, taille, endroit: this.#endroit(numero, vu) });
      }
    }
  }

  /** The amounts without decimals, when nearly all the others have them. */
  sansVirgule(): readonly GrandMontant[] {
    const peu = this.#avec >= AVEC_MIN && this.#nombreSans * UN_SANS_SUR <= this.#avec + UN_SANS_SUR;
    return peu ? this.#sans : [];
  }
}

const VIRGULE = 0x2c;
const POINT = 0x2e;

export interface GrandMontant {
  readonly numero: number;
  readonly taille: number;
  readonly endroit: Endroit;
}

const GARDES = 20;

/** Keeps the largest amounts of a source, largest first, and the one that comes after them. */
export class PlusGrandsMontants {
  readonly #endroit: OuEstLeMontant;
  readonly #gardes: GrandMontant[] = [];
  #seuil = 0;

  /** @param endroit where an amount is, asked for those that are kept, if only for a time */
  constructor(endroit: OuEstLeMontant) {
    this.#endroit = endroit;
  }

  proposer(numero: number, taille: number, vu: Enregistrement): void {
    if (taille <= this.#seuil) return;
    let rang = this.#gardes.length;
    while (rang > 0 && (this.#gardes[rang - 1]?.taille ?? 0) < taille) rang -= 1;
    this.#gardes.splice(rang, 0, { numero, taille, endroit: this.#endroit(numero, vu) });
    if (this.#gardes.length > GARDES + 1) this.#gardes.pop();
    if (this.#gardes.length > GARDES) this.#seuil = this.#gardes.at(-1)?.taille ?? 0;
  }

  /**
   * Those that stand so many times above all the others.
   * @param nombre how many amounts may stand apart, at most
   */
  isoles(nombre: number, fois: number): readonly GrandMontant[] {
    for (let rang = Math.min(nombre, GARDES, this.#gardes.length - 1); rang > 0; rang--) {
      const suivant = this.#gardes[rang];
      const dernier = this.#gardes[rang - 1];
      if (suivant !== undefined && dernier !== undefined && dernier.taille >= fois * suivant.taille)
        return this.#gardes.slice(0, rang);
    }
    return [];
  }
}
