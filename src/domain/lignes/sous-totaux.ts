/** A line that sums up others, and how many of them are not zero. */
export interface SousTotal<L> {
  readonly ligne: L;
  readonly details: number;
}

/**
 * Whether codes say less than others, from the outermost to the innermost: each is empty or the beginning of theirs, and one at
 * least is not theirs. `930` alone says less than `930`, `048`; function `04` less than `048`.
 */
export function ditMoinsDeCodes(codes: readonly string[], autres: readonly string[]): boolean {
  let moins = false;
  for (let rang = 0; rang < codes.length; rang++) {
    const code = codes[rang] ?? '';
    const autre = autres[rang] ?? '';
    if (code === autre) continue;
    if (!autre.startsWith(code)) return false;
    moins = true;
  }
  return moins;
}

/** Codes nested more deeply are no codes. */
const PROFONDEUR_MAX = 32;

interface Tete<L> {
  readonly codes: readonly string[];
  readonly ligne: L;
  readonly montant: number;
  somme: number;
  details: number;
}

/**
 * Finds, among lines in their order, those whose amount is to the cent the sum of lines that say more by their codes: just after
 * them. Each line costs no more than what it closes; lines that share the very same codes cost an addition.
 */
export class TetesDeSousTotaux<L> {
  readonly #trouver: (trouve: SousTotal<L>) => void;
  readonly #pile: Tete<L>[] = [];
  #codes: readonly string[] | undefined;
  #ligne: L | undefined;
  #montant = 0;

  constructor(trouver: (trouve: SousTotal<L>) => void) {
    this.#trouver = trouver;
  }

  /** @param codes the same object for lines of the same codes, where that is at hand */
  ajouter(codes: readonly string[], montant: number, ligne: L): void {
    this.#passer(codes);
    this.#codes = codes;
    this.#montant = montant;
    this.#ligne = ligne;
  }

  fin(): void {
    this.#passer(undefined);
  }

  /** The line before is a head when what comes now says more; else it is a detail of the heads that are open. */
  #passer(codes: readonly string[] | undefined): void {
    const avant = this.#codes;
    if (avant === undefined) return;
    const pile = this.#pile;
    const change = codes !== avant;
    if (change && codes !== undefined && pile.length < PROFONDEUR_MAX && ditMoinsDeCodes(avant, codes)) {
      pile.push({ codes: avant, ligne: this.#ligne as L, montant: this.#montant, somme: 0, details: 0 });
      return;
    }
    let ouverte = pile.at(-1);
    if (ouverte === undefined) return;
    compter(ouverte, this.#montant, this.#montant === 0 ? 0 : 1);
    while (change && ouverte !== undefined && !(codes !== undefined && ditMoinsDeCodes(ouverte.codes, codes))) {
      pile.pop();
      const parente = pile.at(-1);
      const { ligne, montant, somme, details } = ouverte;
      const juste = details > 0 && montant !== 0 && montant === somme;
      if (juste) this.#trouver({ ligne, details });
      if (parente !== undefined)
        if (juste) compter(parente, somme, details);
        else compter(parente, montant + somme, details + (montant === 0 ? 0 : 1));
      ouverte = parente;
    }
  }
}

function compter(tete: Tete<unknown>, somme: number, details: number): void {
  tete.somme += somme;
  tete.details += details;
}

/** Runs of codes that are remembered: beyond, the first ones can be summed up no more. */
const SUITES_MAX = 4_096;

/** The same, where the line that sums up others comes just after them. */
export class PiedsDeSousTotaux<L> {
  readonly #trouver: (trouve: SousTotal<L>) => void;
  readonly #codes: (readonly string[])[] = [];
  readonly #sommes = new Float64Array(SUITES_MAX);
  readonly #details = new Int32Array(SUITES_MAX);
  #derniere = -1;

  constructor(trouver: (trouve: SousTotal<L>) => void) {
    this.#trouver = trouver;
  }

  ajouter(codes: readonly string[], montant: number, ligne: L): void {
    const nombre = montant === 0 ? 0 : 1;
    let rang = this.#derniere;
    if (rang >= 0 && this.#codes[rang] === codes) {
      this.#compter(rang, montant, nombre);
      return;
    }
    let somme = 0;
    let details = 0;
    for (; rang >= 0 && ditMoinsDeCodes(codes, this.#codes[rang] ?? []); rang--) {
      somme += this.#sommes[rang] ?? 0;
      details += this.#details[rang] ?? 0;
    }
    const juste = details > 0 && montant !== 0 && montant === somme;
    if (juste) this.#trouver({ ligne, details });
    rang = rang + 1 < SUITES_MAX ? rang + 1 : this.#oublier();
    this.#derniere = rang;
    this.#codes[rang] = codes;
    this.#sommes[rang] = 0;
    this.#details[rang] = 0;
    if (juste) this.#compter(rang, somme, details);
    else this.#compter(rang, montant + somme, details + nombre);
  }

  #compter(rang: number, somme: number, details: number): void {
    this.#sommes[rang] = (this.#sommes[rang] ?? 0) + somme;
    this.#details[rang] = (this.#details[rang] ?? 0) + details;
  }

  /** Leaves out the first half of the runs; the rank of the next one. */
  #oublier(): number {
    const moitie = SUITES_MAX / 2;
    this.#codes.splice(0, moitie);
    this.#sommes.copyWithin(0, moitie);
    this.#details.copyWithin(0, moitie);
    return moitie;
  }
}

/** Round amounts, in cents: they add up to one another by chance. */
const ROND = 10_000;
/** From this many lines on, a sum found to the cent owes little to chance. */
const DETAILS_SURS = 3;

/** What makes of sums found to the cent sub-totals: one of several lines, and a second sign that it owes nothing to chance. */
export class PreuveDeSousTotaux {
  #nombre = 0;
  #plusieurs = false;
  #forte = false;

  noter({ details }: Pick<SousTotal<unknown>, 'details'>, montant: number): void {
    this.#nombre += 1;
    if (details < 2) return;
    this.#plusieurs = true;
    if (details >= DETAILS_SURS || montant % ROND !== 0) this.#forte = true;
  }

  get nombre(): number {
    return this.#nombre;
  }

  get faite(): boolean {
    return this.#plusieurs && (this.#nombre > 1 || this.#forte);
  }
}
