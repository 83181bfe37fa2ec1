import type { Compte } from '../../compile/compte.ts';
import type { AutresBases, Jaune } from '../../compile/jaune.ts';
import { baseDuTaux, tauxDExecution } from '../../compile/taux-d-execution.ts';
import { type Base, TITRES_BASES } from '../../domain/argent/base.ts';
import { type Montant, NUL } from '../../domain/argent/montant.ts';
import { formaterPourcentage } from '../../domain/textes/format.ts';

/** What stands where there is nothing to say. */
const RIEN = '–';

/** The columns that stand beside those of a table: one for each other base that its lines give, then the rate. */
export interface ColonnesAilleurs {
  readonly bases: readonly { readonly titre: string; readonly lignes: number }[];
  /** What the rate divides: `Mandaté / engagé`; empty where there is none. */
  readonly taux: string;
  /** All of them in words, for what shows them: `AE et AP votées, CP votés, mandaté, taux d’exécution`. */
  readonly dites: string;
}

/** What a row has there. */
export interface CellulesAilleurs {
  readonly montants: readonly CelluleAilleurs[];
  /** Empty where the table has none. */
  readonly taux: string;
}

interface CelluleAilleurs {
  readonly lignes: number;
  readonly base: Base;
  /** Not said where no line gives the base, which is not 0 €. */
  readonly dit: boolean;
  readonly montant: Montant;
  /** On fewer lines than the row has. */
  readonly partiel: boolean;
  /**
   * What opens the row on the base of the edition: on the other, the script adds which. Without it, this leads to the entry of the
   * row in the index. Empty where there is nothing to open.
   */
  readonly adresse: string;
}

/** @param autresBases those of the whole table */
export function colonnesAilleurs({ enTete }: Jaune, autresBases: AutresBases): ColonnesAilleurs {
  const sur = baseDuTaux({ base: enTete.base, autresBases });
  const titres = [...autresBases.keys()].map((base) => TITRES_BASES[base]);
  const dites = [...titres.map(enSuite), ...(sur === undefined ? [] : ['taux d’exécution'])].join(', ');
  return {
    bases: [...autresBases].map(([base, { lignes }]) => ({ titre: TITRES_BASES[base], lignes })),
    taux: sur === undefined ? '' : `${TITRES_BASES.mandats} / ${enSuite(TITRES_BASES[sur])}`,
    dites,
  };
}

/**
 * @param compte what the row is on the base of the edition
 * @param autresBases what it is on the others
 * @param deLaTable the other bases of the whole table, each a column
 * @param adresse opens the row on the base of the edition; empty where nothing does
 */
export function cellulesAilleurs(
  { enTete: { base } }: Pick<Jaune, 'enTete'>,
  {
    compte,
    autresBases,
    adresse,
  }: { readonly compte: Compte; readonly autresBases: AutresBases; readonly adresse: string },
  deLaTable: AutresBases,
): CellulesAilleurs {
  const sur = baseDuTaux({ base, autresBases: deLaTable });
  const taux = sur && tauxDExecution({ base, compte, autresBases }, sur);
  return {
    montants: [...deLaTable.keys()].map((autre) => {
      const { lignes, centimes } = autresBases.get(autre) ?? { lignes: 0, centimes: NUL };
      return { base: autre, dit: lignes > 0, lignes, montant: centimes, partiel: lignes < compte.lignes, adresse };
    }),
    taux: sur === undefined ? '' : taux === undefined ? RIEN : formaterPourcentage(taux.paye, taux.sur),
  };
}

/** A head in the middle of a sentence: codes keep their capitals. */
function enSuite(titre: string): string {
  return /^[A-Z]{2}/.test(titre) ? titre : titre.toLowerCase();
}
