import type { AnneeMontree } from '../../compile/evolution/annee-passee.ts';
import { anneesMontrees } from '../../compile/evolution/annees-passees.ts';
import type { Jaune, Rangee } from '../../compile/jaune.ts';
import type { NomTable } from '../../compile/tables-decrites.ts';
import { voteParChiffre } from '../../compile/vote-par-chiffre.ts';
import { TITRES_BASES } from '../../domain/argent/base.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { amountFormula, asEuros, type Cell, columnLetter } from '../../files/xlsx/cell.ts';
import type { Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';

/** The columns of a table that say what its rows were in the years before: constants, as published; then the live change, and what is voted for the next. */
export class AnneesDeLaFeuille {
  readonly colonnes: readonly SheetColumn[];
  readonly #nom: NomTable;
  readonly #annees: readonly AnneeMontree[];
  /** Rank of the column of the year just before; -1 where it is not shown. */
  readonly #veille: number;
  readonly #exercice: string;
  readonly #premiere: number;
  readonly #vote: ReadonlyMap<string, Montant>;
  readonly #aVote: boolean;

  /** @param premiere rank of the first of them in the sheet, from 0 */
  constructor({ annees, enTete }: Jaune, nom: NomTable, premiere: number) {
    this.#nom = nom;
    this.#annees = anneesMontrees({ annees })
      .filter(({ tables }) => tables.has(nom))
      .toReversed();
    this.#exercice = enTete.exercice;
    this.#vote = voteParChiffre({ enTete });
    this.#aVote = [...this.#vote.keys()].some((chiffre) => chiffre.startsWith(`${nom}.`));
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
      ...(this.#aVote && enTete.voteSuivant
        ? [
            {
              title: `Voté pour ${enTete.voteSuivant.exercice} (${TITRES_BASES[enTete.voteSuivant.base]})`,
              width: 20,
              style: 'montantDoux' as const,
            },
          ]
        : []),
    ];
  }

  /** The cells of the row of that key, which the sheet is about to write. */
  cellules(rang: number, { cle, nom, montant: maintenant }: Pick<Rangee, 'cle' | 'nom' | 'montant'>): readonly Cell[] {
    const vote = this.#vote.get(`${this.#nom}.${nom}`);
    return this.#cellules(rang, maintenant, vote, ({ tables }) => tables.get(this.#nom)?.montants.get(cle));
  }

  total(rang: number, maintenant: Montant): readonly Cell[] {
    const vote = this.#vote.get('synthese.total');
    return this.#cellules(rang, maintenant, vote, ({ tables }) => tables.get(this.#nom)?.total);
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

  #cellules(
    rang: number,
    maintenant: Montant,
    vote: Montant | undefined,
    lire: (annee: AnneeMontree) => Montant | undefined,
  ): readonly Cell[] {
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
      ...(this.#aVote ? [vote === undefined ? undefined : asEuros(vote)] : []),
    ];
  }
}
