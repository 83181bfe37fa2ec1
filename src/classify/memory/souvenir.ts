/** What memory looks at in a line, of this exercice or of an earlier one. */
export interface TraitsDeLigne {
  readonly programme: string;
  readonly action: string;
  readonly beneficiaire: string;
  readonly libelle: string;
  readonly lieu: string;
  readonly programmeLibelle: string;
  readonly actionLibelle: string;
}

/** A line that a rule or a person decided in an earlier exercice. */
export interface Souvenir extends TraitsDeLigne {
  readonly exercice: string;
  /** International, for the whole or a share, exceptional operations included. */
  readonly internationale: boolean;
}
