/** Reads the criteria of a filter in a sheet, or in a table of it. */
export class LectureDeFiltre {
  /** The cells under the filter, once a criterion was met. */
  actif: string | undefined;
  #ref: string | undefined;
  #dansColonne = false;

  /** @param direct whether the element is a child of the sheet or table itself: views that people keep have filters too */
  ouvrir(nom: string, attribut: (nom: string) => string | undefined, direct: boolean): void {
    if (nom === 'autoFilter' && direct) this.#ref = attribut('ref') ?? '';
    else if (this.#ref === undefined) return;
    else if (nom === 'filterColumn') this.#dansColonne = true;
    // A column of a filter without criterion only says that its button is hidden.
    else if (this.#dansColonne && nom !== 'extLst') this.actif = this.#ref;
  }

  fermer(nom: string): void {
    if (nom === 'autoFilter') this.#ref = undefined;
    else if (nom === 'filterColumn') this.#dansColonne = false;
  }
}
