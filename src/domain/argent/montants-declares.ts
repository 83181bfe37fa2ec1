import { BASES, type Base } from './base.ts';

/** The columns of one base: a single one, or one for expenses and one for income. */
export type ColonnesDUneBase<Colonne> =
  | { readonly montant: Colonne }
  | { readonly depense: Colonne; readonly recette: Colonne };

/** What a word of the column that names the base stands for: a base, or a stage that is none of ours. */
export type BaseNommee = Base | 'aucune';

/**
 * Where a source writes its amounts, by the titles of its columns as declared, or by their ranks once its header is read:
 * - `colonnes`: each base has its own;
 * - `base_nommee`: one column holds the amount, another says which base it is of. Each record then has one base only, and
 *   those of another base than the dossier's are set aside: bases are never added together.
 */
export type MontantsDeclares<Colonne = string> =
  | { readonly forme: 'colonnes'; readonly bases: ReadonlyMap<Base, ColonnesDUneBase<Colonne>> }
  | {
      readonly forme: 'base_nommee';
      readonly montant: Colonne;
      readonly base: Colonne;
      /** What the file writes, folded → the base. */
      readonly mots: ReadonlyMap<string, BaseNommee>;
    };

/** All the columns that hold amounts or say of which base they are, in the order of the bases. */
export function colonnesDesMontants<Colonne>(montants: MontantsDeclares<Colonne>): readonly Colonne[] {
  if (montants.forme === 'base_nommee') return [montants.montant, montants.base];
  return [...montants.bases.values()].flatMap((colonnes) =>
    'montant' in colonnes ? [colonnes.montant] : [colonnes.depense, colonnes.recette],
  );
}

/** The same layout, each column under another name. */
export function traduireColonnes<De, Vers>(
  montants: MontantsDeclares<De>,
  traduire: (colonne: De) => Vers,
): MontantsDeclares<Vers> {
  if (montants.forme === 'base_nommee')
    return { ...montants, montant: traduire(montants.montant), base: traduire(montants.base) };
  return {
    forme: 'colonnes',
    bases: new Map(
      [...montants.bases].map(([base, colonnes]) => [
        base,
        'montant' in colonnes
          ? { montant: traduire(colonnes.montant) }
          : { depense: traduire(colonnes.depense), recette: traduire(colonnes.recette) },
      ]),
    ),
  };
}

/** The bases that the lines of a source have, in the order of {@link BASES}. */
export function basesDonnees(montants: MontantsDeclares<unknown>, base: Base): readonly Base[] {
  return montants.forme === 'base_nommee' ? [base] : BASES.filter((connue) => montants.bases.has(connue));
}
