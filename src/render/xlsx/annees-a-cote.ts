import type { AnneeMontree } from '../../compile/evolution/annee-passee.ts';
import { anneesMontrees } from '../../compile/evolution/annees-passees.ts';
import type { Jaune, Rangee } from '../../compile/jaune.ts';
import type { NomTable } from '../../compile/tables-decrites.ts';
import { estVotee, voteParChiffre } from '../../compile/vote-par-chiffre.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { amountFormula, asEuros, type Cell, columnLetter } from '../../files/xlsx/cell.ts';
import type { Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';
import { titreDeLAnnee } from '../textes/annee-passee-dite.ts';
import { titreDuVote } from '../textes/vote-dit.ts';

/** The columns of a table that say what its rows were in the years before: constants, as their editions had them; then the live change, and what is voted for the next. */
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
    this.#aVote = estVotee(nom, this.#vote);
    this.#premiere = premiere;
    this.#veille = this.#annees.findIndex(({ exercice }) => Number(exercice) === Number(enTete.exercice) - 1);
    this.colonnes = [
      ...this.#annees.map((annee) => ({ title: titreDeLAnnee(annee), width: 20, style: 'montantDoux' as const })),
      ...(this.#veille < 0
        ? []
        : [{ title: `Écart depuis ${this.#annees[this.#veille]?.exercice}`, width: 20, style: 'montant' as const }]),
      ...(this.#aVote && enTete.voteSuivant
        ? [{ title: titreDuVote(enTete.voteSuivant), width: 20, style: 'montantDoux' as const }]
        : []),
    ];
  }

  /** How to read the change; nothing where it is not shown. */
  get note(): readonly string[] {
    const veille = this.#annees[this.#veille]?.exercice;
    if (veille === undefined) return [];
    const disparues = this.#annees.some(({ tables }) => (tables.get(this.#nom)?.disparues ?? []).length > 0);
    return [
      `Une rangée qui n’a rien en ${veille} est nouvelle : son écart est tout son montant.`,
      ...(disparues ? ['Sous le total, celles qui ne sont plus : avec elles, années et écart s’additionnent.'] : []),
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

  /** The same of what no listed row counts: what these and the labels that are gone leave of each total. */
  autres(rang: number, maintenant: Montant, listees: readonly Pick<Rangee, 'cle'>[]): readonly Cell[] {
    return this.#cellules(rang, maintenant, undefined, ({ tables }) => {
      const table = tables.get(this.#nom);
      if (table === undefined) return undefined;
      const dits = listees.map(({ cle }) => table.montants.get(cle) ?? NUL);
      return montant(table.total - somme([...dits, ...table.disparues.map(({ montant: sien }) => sien)])) || undefined;
    });
  }

  /** Of labels that have no row now, what they were: rows of now and these make each year's total. */
  ajouterLesDisparues(feuille: Sheet): void {
    const disparues = new Map<string, Map<AnneeMontree, Montant>>();
    for (const annee of this.#annees)
      for (const { libelle, montant: sien } of annee.tables.get(this.#nom)?.disparues ?? []) {
        const connues = disparues.get(libelle) ?? new Map<AnneeMontree, Montant>();
        connues.set(annee, somme([connues.get(annee) ?? NUL, sien]));
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
        ...this.#cellules(feuille.nextRow, NUL, undefined, (annee) => montants.get(annee)),
      ]);
  }

  #cellules(
    rang: number,
    maintenant: Montant,
    vote: Montant | undefined,
    lire: (annee: AnneeMontree) => Montant | undefined,
  ): readonly Cell[] {
    const lus = this.#annees.map(lire);
    // Rows and labels that are gone make the total of their year: of a row that it does not have, all is new.
    const avant = lus[this.#veille] ?? NUL;
    return [
      ...lus.map((lu) => (lu === undefined ? undefined : asEuros(lu))),
      ...(this.#veille < 0
        ? []
        : [
            amountFormula(
              `ROUND(D${rang}-${columnLetter(this.#premiere + this.#veille)}${rang},2)`,
              montant(maintenant - avant),
            ),
          ]),
      ...(this.#aVote ? [vote === undefined ? undefined : asEuros(vote)] : []),
    ];
  }
}
