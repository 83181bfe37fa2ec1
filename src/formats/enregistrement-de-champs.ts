import type { Enregistrement } from './source-ouverte.ts';

/** A record whose fields are all at hand. */
export abstract class EnregistrementDeChamps implements Enregistrement {
  abstract readonly champs: readonly string[];
  abstract readonly numero: number;
  abstract readonly empreinte: string;
  abstract texte(): string;

  get nombre(): number {
    return this.champs.length;
  }

  champ(rang: number): string {
    return this.champs[rang] ?? '';
  }
}

/** A row of titles that no file writes as it is. */
export class EnregistrementRefait extends EnregistrementDeChamps {
  readonly champs: readonly string[];
  readonly numero: number;
  readonly empreinte: string;
  readonly #texte: () => string;

  /** @param vu the record in whose place it stands, where there is one */
  constructor(champs: readonly string[], vu?: Pick<Enregistrement, 'numero' | 'empreinte' | 'texte'>) {
    super();
    this.champs = champs;
    this.numero = vu?.numero ?? 0;
    this.empreinte = vu?.empreinte ?? '';
    this.#texte = () => vu?.texte() ?? champs.join(' ');
  }

  texte(): string {
    return this.#texte();
  }
}
