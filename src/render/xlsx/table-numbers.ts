import type { NomTable, Rangee, Table } from '../../compile/jaune.ts';
import type { Affectation } from '../../domain/affectation.ts';
import { CHAMPS_CODES } from '../../domain/champs.ts';
import type { LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import { type Montant, montant, somme } from '../../domain/montant.ts';
import { normaliserCode, plier } from '../../domain/texte.ts';
import type { PartVentilee } from '../../domain/verdict.ts';

/** Rows of a table beyond which the sheet sums the others in one: each row is a formula that reads all of `Lignes`. */
export const RANGEES_MAX = 2000;

/** A table whose rows are numbered from 1, and the number that each row of the sheet `Lignes` bears for it. */
export interface TableNumerotee {
  readonly table: Table;
  /** The rows that the sheet lists, in order: row `i` bears the number `i + 1`. */
  readonly listees: readonly Rangee[];
  /** What is counted to no listed row (number 0), when there is such a row in `Lignes`. */
  readonly autres: Montant | undefined;
  /** For each row of `Lignes`, the number of its row here, or 0. */
  readonly numeros: Int32Array;
}

/** The key of the row that gathers the beneficiaries that the table does not name. */
const RESTE = '*';

type DimensionDePart = keyof PartVentilee & NomTable;
const DE_LA_PART: ReadonlySet<string> = new Set<DimensionDePart>(['secteur', 'axe', 'domaine', 'territoire', 'pays']);

/**
 * Numbers a table. Formulas find the lines of a row by this number and never by its text: in a criterion, `*`, `?`, `>1`
 * or `=x` are operators, case does not count, `048` also finds 48, and an empty text finds nothing; and comparing whole
 * numbers is what SUMIFS does fastest. A line that the table does not count yet (exceptional, to be arbitrated) gets the
 * number of the row that its own code would join, so that changing its verdict in the workbook moves that row.
 */
export function numeroter(table: Table, lignes: readonly Affectation[]): TableNumerotee {
  const { nom, rangees } = table;
  const listees = rangees.slice(0, RANGEES_MAX);
  const deLaPart = DE_LA_PART.has(nom);
  const parValeur = new Map<string, number>();
  const valeurs = new ValeursLues(nom);
  const parLigne = new Int32Array(lignes.length);
  for (const [rang, rangee] of rangees.entries()) {
    const numero = rang < RANGEES_MAX ? rang + 1 : 0;
    if (deLaPart) parValeur.set(rangee.cle, numero);
    else
      for (const indice of rangee.lignes) {
        parLigne[indice] = numero;
        const ligne = lignes[indice]?.ligne;
        if (ligne) parValeur.set(valeurs.lire(ligne), numero);
      }
  }
  const parDefaut = nom === 'beneficiaire' ? listees.findIndex(({ cle }) => cle === RESTE) + 1 : 0;
  const numeros = new Int32Array(lignes.reduce((nombre, { verdict }) => nombre + verdict.parts.length, 0));
  let rang = 0;
  for (const [indice, { ligne, verdict }] of lignes.entries()) {
    const commun = deLaPart ? 0 : parLigne[indice] || parValeur.get(valeurs.lire(ligne)) || parDefaut;
    for (const part of verdict.parts)
      numeros[rang++] = deLaPart ? (parValeur.get(part[nom as DimensionDePart]) ?? 0) : commun;
  }
  const hors = montant(table.total - somme(listees.map((rangee) => rangee.montant)));
  return { table, listees, autres: numeros.includes(0) ? hors : undefined, numeros };
}

/** What makes two lines fall in one row: the compile groups codes and names in the same way. */
class ValeursLues {
  readonly #champ: Exclude<NomTable, DimensionDePart>;
  readonly #plier: (valeur: string) => string;
  /** Lines that follow one another often say the same. */
  #recue = '';
  #lue = '';

  constructor(nom: NomTable) {
    this.#champ = nom as Exclude<NomTable, DimensionDePart>;
    this.#plier = nom === 'beneficiaire' ? plier : CHAMPS_CODES.has(nom) ? normaliserCode : (valeur) => valeur;
    this.#lue = this.#plier('');
  }

  lire(ligne: LigneBudgetaire): string {
    const recue = ligne[this.#champ];
    if (recue !== this.#recue) {
      this.#lue = this.#plier(recue);
      this.#recue = recue;
    }
    return this.#lue;
  }
}
