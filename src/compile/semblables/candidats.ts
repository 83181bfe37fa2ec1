import { type Elements, Recoupement } from './recoupement.ts';

/** What is kept of a source, whole or sampled. */
export interface Gardes {
  /** How many elements. */
  readonly taille: number;
  readonly elements: Elements;
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
  readonly #sources: readonly (Gardes | undefined)[];
  readonly #recoupement: Recoupement;
  /** How much each source has, by its rank; nothing for a sample, of which a part only may be compared. */
  readonly #totaux: (number | undefined)[];

  constructor(sources: readonly (Gardes | undefined)[]) {
    this.#sources = sources;
    this.#recoupement = new Recoupement(sources.reduce((taille, source) => taille + (source?.taille ?? 0), 0));
    this.#totaux = sources.map((source) => {
      this.#recoupement.ajouter(source?.elements ?? AUCUN);
      return source?.entier ? totalDe(source.elements) : undefined;
    });
  }

  /** The ranks of the other sources that may hold as much of one of them, or it of them, ascending. */
  de(sien: number, { communs, part }: Seuil): number[] {
    const total = this.#totaux[sien];
    const rangs: number[] = [];
    this.#recoupement.communs(this.#sources[sien]?.elements ?? AUCUN, true).forEach((nombre, rang) => {
      if (nombre < communs || rang === sien) return;
      const autre = this.#totaux[rang];
      // Of two whole sources, all lines of one are looked at.
      if (total === undefined || autre === undefined || nombre >= part * Math.min(total, autre)) rangs.push(rang);
    });
    return rangs;
  }

  /** The rank of the source that has most in common with one that is none of them, the first of equals, and what was counted of both. */
  plusProche<Compte>(
    source: Gardes,
    comparer: (rang: number) => Compte,
    communsDe: (compte: Compte) => number,
  ): { readonly rang: number; readonly compte: Compte } | undefined {
    const auPlus = this.#recoupement.communs(source.elements, false);
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

const AUCUN: Elements = () => {};

function totalDe(elements: Elements): number {
  let total = 0;
  elements((_, nombre) => {
    total += nombre;
  });
  return total;
}
