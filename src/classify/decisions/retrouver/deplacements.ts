import { fichierDeRef, numeroDeRef } from '../../../domain/verdict/decision-ecrite.ts';

interface Deplacement {
  readonly de: number;
  readonly vers: string;
}

/** How far the lines of each file went that were found again: where others of it would be, had they gone as far. */
export class Deplacements {
  readonly #parFichier = new Map<string, Deplacement[]>();

  /** @param trouvees where each was, and where it is */
  constructor(trouvees: Iterable<readonly [ref: string, maintenant: string]>) {
    for (const [ref, maintenant] of trouvees) {
      const fichier = fichierDeRef(ref);
      const deplacement = { de: numeroDeRef(ref), vers: maintenant };
      const siens = this.#parFichier.get(fichier);
      if (siens) siens.push(deplacement);
      else this.#parFichier.set(fichier, [deplacement]);
    }
    for (const siens of this.#parFichier.values()) siens.sort((gauche, droite) => gauche.de - droite.de);
  }

  /** The reference where a line would be now, by the one found again that stood nearest above it, or below; where it was, without any. */
  attendue(ref: string): string {
    const numero = numeroDeRef(ref);
    const siens = this.#parFichier.get(fichierDeRef(ref)) ?? [];
    let [debut, fin] = [0, siens.length];
    while (debut < fin) {
      const milieu = (debut + fin) >> 1;
      if ((siens[milieu]?.de ?? 0) <= numero) debut = milieu + 1;
      else fin = milieu;
    }
    const voisin = siens[debut - 1] ?? siens[0];
    if (voisin === undefined) return ref;
    return `${fichierDeRef(voisin.vers)}:${numeroDeRef(voisin.vers) + numero - voisin.de}`;
  }
}
