import { Lexique, mettreAuSingulier } from '../../domain/textes/lexique.ts';
import { plier } from '../../domain/textes/texte.ts';
import type { FauxAmi, GenreSignal } from '../../domain/verdict/signal.ts';

/** Where a piece of text stands: indexes, end excluded. */
export interface Etendue {
  readonly debut: number;
  readonly fin: number;
}

/** What may stand between the noun of a way and its name: `rue de la`, `place d'`. */
const LIAISONS: ReadonlySet<string> = new Set(['de', 'du', 'des', 'd', 'la', 'le', 'les', 'l']);
const NOMS_DE_LIEUX: ReadonlySet<GenreSignal> = new Set<GenreSignal>(['pays', 'gentilé', 'lieu', 'aire']);
/** The end of a text, from its last sign on: in `théâtre de rue, Valparaíso` nothing leads to the name. */
const SANS_PONCTUATION = /[\p{L}\p{M}\p{N} ]*$/u;

/** The false friends of a folded text, looked up word by word once a signal was seen there. */
export class FauxAmis {
  readonly #mots = new Map<string, FauxAmi>();
  readonly #voies = new Map<string, FauxAmi>();
  readonly #lexique = new Lexique();
  readonly #expressions: FauxAmi[] = [];

  constructor(fauxAmis: readonly FauxAmi[]) {
    for (const fauxAmi of fauxAmis) {
      const { expression, portee } = fauxAmi;
      if (portee === 'expression') this.#expressions[this.#lexique.ajouter(expression)] = fauxAmi;
      else if (portee === 'voie') this.#voies.set(mettreAuSingulier(plier(expression)), fauxAmi);
      else this.#mots.set(plier(expression), fauxAmi);
    }
  }

  /** The false friend that a word is by itself. */
  duMot(plie: string): FauxAmi | undefined {
    return this.#mots.get(plie);
  }

  /** The expressions of a text, the longest first. */
  expressionsDe(plie: string): readonly (Etendue & { readonly fauxAmi: FauxAmi })[] {
    return this.#lexique
      .reperer(plie)
      .flatMap(({ rang, debut, fin }) => {
        const fauxAmi = this.#expressions[rang];
        return fauxAmi ? [{ debut, fin, fauxAmi }] : [];
      })
      .sort((gauche, droite) => droite.fin - droite.debut - (gauche.fin - gauche.debut));
  }

  /** The noun of a way that makes a place's name, which begins there, that of a street: `avenue` before `d'Italie`. */
  voieDevant(plie: string, debut: number, genre: GenreSignal): FauxAmi | undefined {
    if (this.#voies.size === 0 || !NOMS_DE_LIEUX.has(genre)) return undefined;
    const mots = (SANS_PONCTUATION.exec(plie.slice(0, debut))?.[0] ?? '').trim().split(' ');
    while (LIAISONS.has(mots.at(-1) ?? '')) mots.pop();
    return this.#voies.get(mettreAuSingulier(mots.at(-1) ?? ''));
  }
}
