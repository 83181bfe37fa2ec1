/** Lines alike: all counted, the first ones kept. */
export interface Groupe<L> {
  readonly nombre: number;
  readonly premieres: readonly L[];
}

interface GroupeOuvert<L> {
  nombre: number;
  place: number;
  readonly premieres: L[];
}

const AUCUNE: Groupe<never> = { nombre: 0, premieres: [] };

/** Lines that are looked for, by a key that some may share; the others are not kept, however many pass. */
export class GroupesDeLignes<L> {
  readonly #groupes = new Map<string, GroupeOuvert<L>>();

  /** @param place how many more lines of that key are kept */
  attendre(cle: string, place: number): void {
    const groupe = this.#groupes.get(cle);
    if (groupe) groupe.place += place;
    else this.#groupes.set(cle, { nombre: 0, place, premieres: [] });
  }

  estAttendue(cle: string): boolean {
    return this.#groupes.has(cle);
  }

  /** @param garder makes what is kept of the line, when there is room for it */
  voir(cle: string, garder: () => L): void {
    const groupe = this.#groupes.get(cle);
    if (groupe === undefined) return;
    groupe.nombre += 1;
    if (groupe.premieres.length < groupe.place) groupe.premieres.push(garder());
  }

  de(cle: string): Groupe<L> {
    return this.#groupes.get(cle) ?? AUCUNE;
  }

  /** Adds what others saw of the same keys. */
  joindre(autres: GroupesDeLignes<L>): void {
    for (const [cle, { nombre, premieres }] of autres.#groupes) {
      const groupe = this.#groupes.get(cle);
      if (groupe === undefined) continue;
      groupe.nombre += nombre;
      groupe.premieres.push(...premieres.slice(0, groupe.place - groupe.premieres.length));
    }
  }
}
