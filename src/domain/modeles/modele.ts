/** A column of a published layout, and what the standard asks of its cells. */
export interface ColonneDeModele {
  readonly titre: string;
  /** Whether the standard asks for the column. */
  readonly obligatoire: boolean;
  /** What its cells may hold, folded; anything when absent. An empty cell is always let through here. */
  readonly valeurs?: ReadonlySet<string>;
  readonly motif?: RegExp;
  /** What is expected, in words. */
  readonly attendu?: string;
}

/** A published layout: the columns of a standard, in its order. */
export interface Modele {
  readonly nom: string;
  readonly colonnes: readonly ColonneDeModele[];
}

/** A column that the standard asks for. */
export function obligatoire(
  titre: string,
  contrainte: Omit<ColonneDeModele, 'titre' | 'obligatoire'> = {},
): ColonneDeModele {
  return { titre, obligatoire: true, ...contrainte };
}

/** A column that may be missing. */
export function facultative(
  titre: string,
  contrainte: Omit<ColonneDeModele, 'titre' | 'obligatoire'> = {},
): ColonneDeModele {
  return { titre, obligatoire: false, ...contrainte };
}
