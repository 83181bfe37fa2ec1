import { basesDesExceptionnelles } from '../../compile/bases-des-exceptionnelles.ts';
import type { AutresBases, Jaune } from '../../compile/jaune.ts';
import { baseDuTaux, tauxDExecution } from '../../compile/taux-d-execution.ts';
import { BASES, type Base, TITRES_BASES } from '../../domain/argent/base.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import { amountFormula, type Cell, checkFormula, columnLetter, shareFormula } from '../../files/xlsx/cell.ts';
import type { Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';
import { COLONNES, type ConditionDeSomme, partSur, sommeDeColonne, verdictEcrit } from './noms.ts';

const INTERNATIONALE: ConditionDeSomme = [COLONNES.verdict, verdictEcrit('internationale')];
const RIEN = '–';

/** The other bases that tables show beside the edition's. */
function basesDe({ tables }: Pick<Jaune, 'tables'>): AutresBases {
  return tables[0]?.autresBases ?? new Map();
}

/** The bases of which `Parts` has a column: those that tables show, and those that exceptional operations alone give. */
export function basesDesLignes(jaune: Pick<Jaune, 'tables' | 'exceptionnelles'>): Base[] {
  const [tables, exceptionnelles] = [basesDe(jaune), basesDesExceptionnelles(jaune)];
  return BASES.filter((base) => tables.has(base) || exceptionnelles.has(base));
}

/** What a row of a table is on each base. */
interface RangeeSurLesBases {
  readonly montant: Montant;
  readonly nombre: number;
  readonly autresBases: AutresBases;
}

/** The columns that stand after those of a table: two for each other base, then the rate of execution. */
export class BasesACote {
  readonly colonnes: readonly SheetColumn[];
  readonly #jaune: Jaune;
  readonly #bases: readonly Base[];
  readonly #sur: Base | undefined;
  readonly #premiere: number;
  readonly #colonneDuMontant: string;

  /**
   * @param premiere rank of the first of them in the sheet, from 0
   * @param colonneDuMontant the column of the amount on the base of the edition: `D`
   */
  constructor(jaune: Jaune, premiere: number, colonneDuMontant: string) {
    this.#jaune = jaune;
    this.#premiere = premiere;
    this.#colonneDuMontant = colonneDuMontant;
    this.#bases = [...basesDe(jaune).keys()];
    this.#sur = baseDuTaux({ base: jaune.enTete.base, autresBases: basesDe(jaune) });
    const deLaBase = (base: Base): SheetColumn[] => [
      { title: TITRES_BASES[base], width: 20, style: 'montantOuTiret' },
      { title: `Lignes qui la donnent (${TITRES_BASES[base]})`, width: 15, style: 'entier' },
    ];
    this.colonnes = [
      ...this.#bases.flatMap(deLaBase),
      ...(this.#sur === undefined
        ? []
        : [{ title: `${TITRES_BASES.mandats} / ${TITRES_BASES[this.#sur]}`, width: 13, style: 'pourcent' } as const]),
    ];
  }

  /** The cells of a row: live sums over `Parts` under a condition. */
  cellules(rang: number, condition: ConditionDeSomme, rangee: RangeeSurLesBases): readonly Cell[] {
    return this.#cellules(rang, rangee, (base) => sommeDeColonne(partSur(base), INTERNATIONALE, condition));
  }

  /** Those of the total of rows. */
  total(rang: number, [premiere, derniere]: readonly [number, number], rangee: RangeeSurLesBases): readonly Cell[] {
    return this.#cellules(rang, rangee, (base) => {
      const colonne = this.#colonne(base);
      return derniere < premiere ? '0' : `ROUND(SUM(${colonne}${premiere}:${colonne}${derniere}),2)`;
    });
  }

  /** Writes under a total that each base makes what `Parts` holds of it, and what ends the name of its figures. */
  controler(feuille: Sheet, rangDuTotal: number): void {
    if (this.#bases.length === 0) return;
    const avant = Array.from({ length: this.#premiere }, (_, rang) =>
      rang === this.#premiere - 1 ? 'Autres bases : contrôle avec Parts' : undefined,
    );
    const controles = this.#bases.flatMap((base): Cell[] => [
      checkFormula(`${this.#colonne(base)}${rangDuTotal}`, sommeDeColonne(partSur(base), INTERNATIONALE)),
      undefined,
    ]);
    feuille.addStyled('controle', [...avant, ...controles]);
    for (const base of this.#bases) feuille.markCheck(this.#colonne(base));
    feuille.addStyled('nomDeChiffre', [
      ...avant.map(() => undefined),
      ...this.#bases.flatMap((base) => [base, undefined]),
    ]);
  }

  #cellules(rang: number, rangee: RangeeSurLesBases, formule: (base: Base) => string): readonly Cell[] {
    const { autresBases } = rangee;
    return [
      ...this.#bases.flatMap((base): Cell[] => {
        const { lignes, centimes } = autresBases.get(base) ?? { lignes: 0, centimes: montant(0) };
        // Of what gathers rows that are not listed, lines are not counted.
        return [amountFormula(formule(base), centimes), rangee.nombre === 0 ? undefined : lignes];
      }),
      ...(this.#sur === undefined ? [] : [this.#taux(rang, this.#sur, rangee)]),
    ];
  }

  #taux(rang: number, sur: Base, { montant: centimes, nombre, autresBases }: RangeeSurLesBases): Cell {
    const { base } = this.#jaune.enTete;
    const taux = tauxDExecution({ base, compte: { lignes: nombre, centimes }, autresBases }, sur);
    if (taux === undefined) return RIEN;
    return shareFormula(`${this.#colonne('mandats')}${rang}`, `${this.#colonne(sur)}${rang}`, taux.paye, taux.sur);
  }

  #colonne(base: Base): string {
    const rang = this.#bases.indexOf(base);
    return rang < 0 ? this.#colonneDuMontant : columnLetter(this.#premiere + 2 * rang);
  }
}

/** What rows that are not listed make on each base: all less those that are. */
export function basesHors(toutes: AutresBases, listees: readonly { readonly autresBases: AutresBases }[]): AutresBases {
  return new Map(
    [...toutes].map(([base, { lignes, centimes }]) => {
      const somme = listees.reduce((total, { autresBases }) => total + (autresBases.get(base)?.centimes ?? 0), 0);
      return [base, { lignes, centimes: montant(centimes - somme) }];
    }),
  );
}
