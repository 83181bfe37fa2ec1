/** A code of a list of the Development Assistance Committee, and the exercices it is used in. */
export interface EntreeCad {
  readonly code: string;
  readonly libelle: string;
  /** First and last exercice, both included; absent where no limit is known. */
  readonly debut?: number;
  readonly fin?: number;
}

/** What a code is, in an exercice. */
export type LectureCad<E extends EntreeCad> =
  | { readonly etat: 'valide'; readonly entree: E }
  | { readonly etat: 'retire' | 'futur'; readonly entree: E }
  | { readonly etat: 'inconnu' };

/** One of the lists of codes of the committee; codes are withdrawn and added over the years. */
export class ListeCad<E extends EntreeCad = EntreeCad> {
  readonly entrees: readonly E[];
  readonly #parCode: ReadonlyMap<string, E>;

  constructor(entrees: readonly E[]) {
    this.entrees = entrees;
    this.#parCode = new Map(entrees.map((entree) => [entree.code, entree]));
  }

  lire(code: string, exercice: number): LectureCad<E> {
    const entree = this.#parCode.get(code);
    if (entree === undefined) return { etat: 'inconnu' };
    if (entree.fin !== undefined && entree.fin < exercice) return { etat: 'retire', entree };
    if (entree.debut !== undefined && entree.debut > exercice) return { etat: 'futur', entree };
    return { etat: 'valide', entree };
  }

  /** The code, when it is used in the exercice. */
  valide(code: string, exercice: number): E | undefined {
    const lu = this.lire(code, exercice);
    return lu.etat === 'valide' ? lu.entree : undefined;
  }

  /** Those that are used in an exercice, in the order of the list. */
  valides(exercice: number): E[] {
    return this.entrees.filter(({ code }) => this.lire(code, exercice).etat === 'valide');
  }
}
