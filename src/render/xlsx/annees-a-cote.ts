import type { AnneeMontree } from '../../compile/evolution/annee-passee.ts';
import { anneesMontrees } from '../../compile/evolution/annees-passees.ts';
import type { Jaune } from '../../compile/jaune.ts';
import type { NomTable } from '../../compile/tables-decrites.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { amountFormula, asEuros, type Cell, columnLetter } from '../../files/xlsx/cell.ts';
import type { Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';

/** The columns of a table that say what its rows were in the years before: constants, as published; then the live change. */
export class AnneesDeLaFeuille {
  readonly colonnes: readonly SheetColumn[];
  readonly #nom: NomTable;
  readonly #annees: readonly AnneeMontree[];
  /** Rank of the column of the year just before; -1 where it is not shown. */
  readonly #veille: number;
  readonly #exercice: string;
  readonly #premiere: number;

  /** @param premiere rank of the first of them in the sheet, from 0 */
  constructor({ annees, enTete }: Jaune, nom: NomTable, premiere: number) {
    this.#nom = nom;
    this.#annees = anneesMontrees({ annees })
      .filter(({ tables }) => tables.has(nom))
      .toReversed();
    this.#exercice = enTete.exercice;
    this.#premiere = premiere;
    this.#veille = this.#annees.findIndex(({ exercice }) => Number(exercice) === Number(enTete.exercice) - 1);
    this.colonnes = [
      ...this.#annees.map(({ exercice }) => ({
        title: `Publié en ${exercice}`,
        width: 20,
        style: 'montantDoux' as const,
      })),
      ...(this.#veille < 0
        ? []
        : [{ title: `Écart depuis ${this.#annees[this.#veille]?.exercice}`, width: 20, style: 'montant' as const }]),
    ];
  }

  /** The cells of the row of that key, which the sheet is about to write. */
  cellules(rang: number, cle: string, maintenant: Montant): readonly Cell[] {
    return this.#cellules(rang, maintenant, ({ tables }) => tables.get(this.#nom)?.montants.get(cle));
  }

  total(rang: number, maintenant: Montant): readonly Cell[] {
    return this.#cellules(rang, maintenant, ({ tables }) => tables.get(this.#nom)?.total);
  }

  /** Of labels that have no row now, what they were: rows of now and these make each year's total. */
  ajouterLesDisparues(feuille: Sheet): void {
    const disparues = new Map<string, Map<AnneeMontree, Montant>>();
    for (const annee of this.#annees)
      for (const { libelle, montant: sien } of annee.tables.get(this.#nom)?.disparues ?? []) {
        const connues = disparues.get(libelle) ?? new Map<AnneeMontree, Montant>();
        connues.set(annee, somme([connues.get(annee) ?? montant(0), sien]));
        disparues.set(libelle, connues);
      }
    if (disparues.size === 0) return;
    feuille.addHeading(`Sans rangée en ${this.#exercice}, comptées dans le total de leur année`, 3);
    const vides = Array.from({ length: this.#premiere - 3 }, () => undefined);
    for (const [libelle, montants] of disparues)
      feuille.add([
        undefined,
        undefined,
        libelle,
        ...vides,
        ...this.#annees.map((annee) => {
          const sien = montants.get(annee);
          return sien === undefined ? undefined : asEuros(sien);
        }),
      ]);
  }

  #cellules(rang: number, maintenant: Montant, lire: (annee: AnneeMontree) => Montant | undefined): readonly Cell[] {
    const lus = this.#annees.map(lire);
    const avant = lus[this.#veille];
    return [
      ...lus.map((lu) => (lu === undefined ? undefined : asEuros(lu))),
      ...(this.#veille < 0
        ? []
        : [
            avant === undefined
              ? undefined
              : amountFormula(
                  `ROUND(D${rang}-${columnLetter(this.#premiere + this.#veille)}${rang},2)`,
                  montant(maintenant - avant),
                ),
          ]),
    ];
  }
}
