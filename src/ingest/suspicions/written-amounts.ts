import { formatDe } from '../../formats/formats.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import type { GrandMontant } from './largest-amounts.ts';
import type { ContexteDeSoupcon } from './suspicion.ts';
import type { Endroit } from './tally.ts';

/** Of how many amounts with decimals one without may be a slip; beyond, it is a way of writing. */
const UN_SANS_SUR = 50;
const AVEC_MIN = 20;
const SANS_MAX = 1_000;
const SANS_VIRGULE = /^[\d\s]{3,}$/;

/** How a source writes its amounts: with two decimals, or as whole numbers. */
export class EcrituresDesMontants {
  /** The columns of the amounts in the base of the dossier, where the format shows how they are written. */
  readonly #rangs: readonly number[];
  readonly #sans: GrandMontant[] = [];
  #avec = 0;
  #nombreSans = 0;

  constructor({ source }: ContexteDeSoupcon, rangs: readonly number[]) {
    // Cells of a workbook are numbers: how they are shown tells nothing.
    this.#rangs = formatDe(source.format).cellulesTapees ? rangs : [];
  }

  ajouter(numero: number, taille: number, vu: Enregistrement, endroit: () => Endroit): void {
    for (const rang of this.#rangs) {
      const cellule = vu.champ(rang);
      if (cellule.length < 3) continue;
      const marque = cellule.charCodeAt(cellule.length - 3);
      if (marque === VIRGULE || marque === POINT) this.#avec += 1;
      else if (SANS_VIRGULE.test(cellule)) {
        this.#nombreSans += 1;
        if (this.#sans.length < SANS_MAX) this.#sans.push({ numero, taille, endroit: endroit() });
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
