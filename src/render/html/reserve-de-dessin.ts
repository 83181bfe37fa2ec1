import type { HelperDelegate, HelperOptions } from 'handlebars';
import { AideEnEchec, direValeur } from './controle-des-aides.ts';

/** What the templates of a dossier may do while a page is drawn: far more than any honest one, seconds of work at the most. */
const TOURS_MAX = 5_000_000;
const LETTRES_MAX = 50_000_000;
/** A turn costs by the template that makes it: one more for each of these many letters. */
const LETTRES_PAR_TOUR = 100;

/** Thrown where the templates of a dossier would draw without end. */
export class ReserveEpuisee extends AideEnEchec {}

/** What the templates of a dossier have left to draw with. Those of the tool draw without it, unless they are called by them. */
export class ReserveDeDessin {
  /** What a turn costs in each of the templates being drawn, the last one called last. */
  readonly #couts: number[] = [];
  #tours = 0;
  #lettres = 0;

  /** Draws a template of the dossier, and all that it calls. */
  dansUnGabarit(texte: string, dessiner: () => string): string {
    this.#couts.push(1 + Math.floor(texte.length / LETTRES_PAR_TOUR));
    try {
      return this.#dessiner(dessiner);
    } finally {
      this.#couts.pop();
    }
  }

  get ouverte(): boolean {
    return this.#couts.length > 0;
  }

  /** Draws something once more, and weighs what it adds to what was weighed already. */
  #dessiner(dessiner: () => string, options?: HelperOptions): string {
    this.#tours += this.#couts.at(-1) ?? 1;
    if (this.#tours > TOURS_MAX)
      throw new ReserveEpuisee('ce gabarit recommence trop de fois : la page ne serait jamais finie', options);
    const avant = this.#lettres;
    const ecrit = dessiner();
    this.#lettres = Math.max(this.#lettres, avant + ecrit.length);
    if (this.#lettres > LETTRES_MAX)
      throw new ReserveEpuisee('ce gabarit écrit plus de 50 millions de signes : la page ne s’ouvrirait plus', options);
    return ecrit;
  }

  /** `{{#each}}` of Handlebars, which counts its turns, and says so where it is given no list rather than write nothing. */
  compterLesTours(each: HelperDelegate): HelperDelegate {
    const reserve = this;
    return function (this: unknown, liste: unknown, options: HelperOptions) {
      if (!reserve.ouverte) return each.call(this, liste, options);
      if (typeof liste !== 'object' || liste === null)
        throw new AideEnEchec(`« each » attend une liste ; ce gabarit lui donne ${direValeur(liste)}`, options);
      const fn: HelperOptions['fn'] = (contexte, suite) =>
        reserve.#dessiner(() => options.fn(contexte, suite), options);
      return each.call(this, liste, { ...options, fn });
    };
  }
}
