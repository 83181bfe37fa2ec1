/** A field of a line: all that the tool says of it, from which types, readers, columns and schemas are derived. */
export interface Champ {
  /** How documents and editors call it. */
  readonly titre: string;
  /** What it means, for those who write `exercice.yaml` and the rules. */
  readonly sens: string;
  /**
   * Where it is known from: `imputation`, which many lines share; `ligne`, the line's own; `dossier`, which says it for all
   * the lines of a file.
   */
  readonly de: 'imputation' | 'ligne' | 'dossier';
  /**
   * What it holds: `code`, compared without white space, and never as a number; `libelle`, the label of the code of that name;
   * `mots`, one of a few words; `montant`, euros; `texte`, anything.
   */
  readonly genre: 'code' | 'libelle' | 'mots' | 'montant' | 'texte';
  /** The words of a field of that kind; what is written is compared folded. */
  readonly mots?: readonly string[];
  /** What the field is where the source says nothing; empty unless told. */
  readonly defaut?: string;
  /** No rule looks at it: it never decides what a line is. */
  readonly horsDesRegles?: true;
  /** Published lines have a column of that name that says what was understood of it. */
  readonly comprisDansLesLignes?: true;
  /** No column holds it: the dossier alone says it. */
  readonly horsDesColonnes?: true;
  /** People write words there: signals are looked for in it. */
  readonly parlant?: true;
  /** Column of the sheet of lines; its title where it is not the field's. */
  readonly classeur?: { readonly largeur: number; readonly titre?: string };
  /** Column of the workbook where people decide. */
  readonly revue?: { readonly largeur: number };
  /** The titles that sectors and bodies usually give to it, as `cleDeTitre` makes them. */
  readonly titresUsuels?: readonly string[];
}
