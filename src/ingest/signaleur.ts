import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { Enregistrement, Reperes } from '../formats/source-ouverte.ts';

interface Faute {
  readonly code: CodeConstat;
  readonly message: string;
  readonly remede: string;
}

/** Tells what is wrong with the records of one source, each fault at its place in the terms of the format. */
export class Signaleur {
  readonly #reperes: Reperes;
  readonly #constats: Constats;

  constructor(reperes: Reperes, constats: Constats) {
    this.#reperes = reperes;
    this.#constats = constats;
  }

  /** @param rang the column at fault; the whole record when there is none */
  dire(
    vu: Enregistrement,
    rang: number | undefined,
    { code, message, remede }: Faute,
    partie?: { readonly debut: number; readonly fin: number },
  ): void {
    const place = rang === undefined ? this.#reperes.enregistrement(vu) : this.#reperes.champ(vu, rang, partie);
    this.#constats.ajouter({ code, ...place, message, remede });
  }

  get erreurs(): number {
    return this.#constats.erreurs;
  }
}
