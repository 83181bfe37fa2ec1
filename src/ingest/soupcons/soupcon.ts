import type { Base } from '../../domain/argent/base.ts';
import { montant } from '../../domain/argent/montant.ts';
import type { Constats, Extrait, Lieu } from '../../domain/constats/constat.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import type { Enregistrement, Reperes } from '../../formats/source-ouverte.ts';
import type { Colonnes } from '../colonnes.ts';
import type { ReglesDesCodes } from '../verifier-les-codes.ts';

/**
 * Looks at the good lines of one source as they pass, for what nothing proves wrong and somebody should see. Tells at most one
 * thing at the end, with lines and euros; changes nothing, and holds no more than a bounded part of what it saw.
 */
export interface Soupcon {
  /** @param vu the record of the line, only valid during the call */
  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void;
  fin(): void;
}

export interface ContexteDeSoupcon {
  readonly source: SourceDeclaree;
  readonly colonnes: Colonnes;
  readonly reperes: Reperes;
  readonly base: Base;
  readonly codes: ReglesDesCodes;
  readonly constats: Constats;
}

/** Where a line is, and what to show of it when it was still at hand. */
export interface Endroit {
  readonly lieu: Lieu;
  readonly extrait?: Extrait;
}

/** Where a field of a record is; the whole record where the source has no column for it. */
export function placeDuChamp({ colonnes, reperes }: ContexteDeSoupcon, champ: string, vu: Enregistrement): Endroit {
  const rang = colonnes.champs.get(champ);
  return rang === undefined ? reperes.enregistrement(vu) : reperes.champ(vu, rang);
}

/** Lines that a message names; the others are counted. */
const LIGNES_NOMMEES = 5;

/** The lines on which a suspicion rests: how many, how many euros, where the first ones are. */
export class Releve {
  readonly #numeros: number[] = [];
  #lignes = 0;
  #somme = 0;
  #place: Endroit | undefined;

  /**
   * @param place where to look, asked for the first line only
   * @param lignes how many lines these are, of which the first has this number
   */
  noter(numero: number, dansLaBase: number, place: () => Endroit, lignes = 1): void {
    if (this.#lignes === 0) this.#place = place();
    if (this.#numeros.length < LIGNES_NOMMEES) this.#numeros.push(numero);
    this.#lignes += lignes;
    this.#somme += dansLaBase;
  }

  get lignes(): number {
    return this.#lignes;
  }

  /** Where the first line is; nothing when there is none. */
  get place(): Endroit | undefined {
    return this.#place;
  }

  /** `1 234,00 €`: what these lines weigh in the base of the dossier. */
  get euros(): string {
    return formaterEuros(montant(this.#somme));
  }

  /** `3 lignes, 1 234,00 € (lignes 12, 25 et 40)`; the place of a single line is told already. */
  enMots(): string {
    if (this.#lignes === 1) return `1 ligne, ${this.euros}`;
    return `${accord(this.#lignes, 'ligne')}, ${this.euros} (${citerLignes(this.#numeros, this.#lignes)})`;
  }
}

/** `lignes 12, 25 et 40`, or `lignes 12, 25, 40…` when there are more. */
function citerLignes(numeros: readonly number[], total: number): string {
  if (total > numeros.length)
    return `${numeros.length > 1 ? 'lignes' : 'dès la ligne'} ${numeros.join(', ')}${numeros.length > 1 ? '…' : ''}`;
  return `lignes ${numeros.slice(0, -1).join(', ')} et ${numeros.at(-1)}`;
}
