import { type Element, Recoupement } from './recoupement.ts';

/** What is kept of a source, whole or sampled. */
export interface Gardes {
  /** How many elements. */
  readonly taille: number;
  readonly elements: readonly Element[];
  readonly entier: boolean;
}

/** From how much in common, and from which share of the smaller of two sources, one is told to be like another. */
export interface Seuil {
  readonly communs: number;
  readonly part: number;
}

/**
 * Which sources are worth comparing one with another: those that may have in common what is asked. As many sources as a large
 * region has would be compared two by two for nothing.
 */
export class Candidats {
  readonly #recoupement: Recoupement;
  /** How much each source has, by its rank; nothing for a sample, of which a part only may be compared. */
  readonly #totaux: (number | undefined)[];

  constructor(sources: readonly (Gardes | undefined)[]) {
    this.#recoupement = new Recoupement(sources.reduce((taille, source) => taille + (source?.taille ?? 0), 0));
    this.#totaux = sources.map((source) => {
      const elements = source?.elements ?? [];
      this.#recoupement.ajouter(elements);
      return source?.entier ? totalDe(elements) : undefined;
    });
  }

  /** The ranks of the sources that may hold as much of this one, or it of them, ascending. */
  de(source: Gardes, { communs, part }: Seuil): number[] {
    const { elements, entier } = source;
    const total = entier ? totalDe(elements) : undefined;
    const rangs: number[] = [];
    this.#recoupement.communs(elements).forEach((nombre, rang) => {
      if (nombre < communs) return;
      const autre = this.#totaux[rang];
      // Of two whole sources, all lines of one are looked at.
      if (total === undefined || autre === undefined || nombre >= part * Math.min(total, autre)) rangs.push(rang);
    });
    return rangs;
  }

  /** The rank of the source that has most in common with this one, the first of equals, and what was counted of both. */
  plusProche<Compte>(
    source: Gardes,
    comparer: (rang: number) => Compte,
    communsDe: (compte: Compte) => number,
  ): { readonly rang: number; readonly compte: Compte } | undefined {
    const auPlus = this.#recoupement.communs(source.elements);
    const rangs = [...auPlus.keys()].filter((rang) => (auPlus[rang] ?? 0) > 0);
    rangs.sort((un, deux) => (auPlus[deux] ?? 0) - (auPlus[un] ?? 0) || un - deux);
    let meilleur: { readonly rang: number; readonly compte: Compte } | undefined;
    let communs = 0;
    for (const rang of rangs) {
      if ((auPlus[rang] ?? 0) < communs) break;
      const compte = comparer(rang);
      const siens = communsDe(compte);
      if (siens < communs || siens === 0 || (siens === communs && rang > (meilleur?.rang ?? 0))) continue;
      meilleur = { rang, compte };
      communs = siens;
    }
    return meilleur;
  }
}

function totalDe(elements: readonly Element[]): number {
  return elements.reduce((total, [, nombre]) => total + nombre, 0);
}
