import { BASES, type Base } from '../../domain/argent/base.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { arrondir } from '../../domain/textes/format.ts';
import type { Rangee } from '../jaune.ts';
import { cleDUnLibelle, TABLES_DECRITES } from '../tables-decrites.ts';
import { type Colonne, TABLES_DE_LA_GRILLE, type TableDeLaGrille } from './colonne.ts';

export interface Case {
  readonly montant: Montant;
  /** The amount divided by the population, rounded to the cent half away from zero; absent where the dossier does not say it. */
  readonly parHabitant?: Montant;
}

/** One a column, in their order; absent where an edition says nothing of it, which is not 0 €. */
export type Cases = readonly (Case | undefined)[];

export interface RangeeDeGrille {
  /** The key of the first edition that has it; empty for what is not broken down. */
  readonly cle: string;
  readonly libelle: string;
  readonly cases: Cases;
}

export interface TableEnGrille {
  readonly nom: TableDeLaGrille;
  readonly titre: string;
  /** In the order of the first edition, then what only others have; what is not broken down comes last. Each column makes its total. */
  readonly rangees: readonly RangeeDeGrille[];
}

/** Editions of several collectivités side by side. They are never added up, nor are two bases. */
export interface Grille {
  readonly colonnes: readonly Colonne[];
  readonly total: Cases;
  readonly exceptionnelles: Cases;
  /** The total less what others pay of it; absent where that is not known. */
  readonly resteACharge: Cases;
  readonly tables: readonly TableEnGrille[];
  /** The total on each base that all lines of all editions give, but for the one on which all are already. */
  readonly autresBases: readonly { readonly base: Base; readonly cases: Cases }[];
}

export function compilerLaGrille(colonnes: readonly Colonne[]): Grille {
  const cases = (lire: (colonne: Colonne) => Montant | undefined): Cases =>
    colonnes.map((colonne) => caseDe(lire(colonne), colonne));
  const communes = BASES.filter(
    (base) => colonnes.every(({ bases }) => bases.has(base)) && !colonnes.every(({ enTete }) => enTete.base === base),
  );
  return {
    colonnes,
    total: cases(({ total }) => total),
    exceptionnelles: cases(({ exceptionnelles }) => exceptionnelles),
    resteACharge: cases(({ resteACharge }) => resteACharge),
    tables: TABLES_DE_LA_GRILLE.map((nom) => mettreEnGrille(nom, colonnes)),
    autresBases: communes.map((base) => ({ base, cases: cases(({ bases }) => bases.get(base)) })),
  };
}

function caseDe(valeur: Montant | undefined, { enTete: { population } }: Colonne): Case | undefined {
  if (valeur === undefined) return undefined;
  return {
    montant: valeur,
    ...(population && { parHabitant: montant(arrondir(valeur, population.habitants)) }),
  };
}

/** @throws Error when a column does not make its total: a fault of ours */
function mettreEnGrille(nom: TableDeLaGrille, colonnes: readonly Colonne[]): TableEnGrille {
  const { titre, vide } = TABLES_DECRITES[nom];
  const cleDe = ({ cle, libelle }: Rangee) => (cle === '' ? '' : cleDUnLibelle(nom, libelle));
  const premieres = new Map<string, Rangee>();
  const parColonne = colonnes.map(({ tables }) => {
    const montants = new Map<string, Montant>();
    for (const rangee of tables.get(nom) ?? []) {
      const cle = cleDe(rangee);
      if (!premieres.has(cle)) premieres.set(cle, rangee);
      montants.set(cle, somme([montants.get(cle) ?? montant(0), rangee.montant]));
    }
    return montants;
  });
  parColonne.forEach((montants, rang) => {
    if (somme(montants.values()) !== colonnes[rang]?.total)
      throw new Error(`la colonne ${rang + 1} de la grille ne fait pas son total, ${titre.toLowerCase()}`);
  });
  const rangees = [...premieres]
    .filter(([cle]) => cle !== '')
    .map(([cle, premiere]) => ({
      cle: premiere.cle,
      libelle: premiere.libelle,
      cases: colonnes.map((colonne, rang) => caseDe(parColonne[rang]?.get(cle), colonne)),
    }));
  // All have it, if only for nothing: it is what their other rows leave.
  const reste = {
    cle: '',
    libelle: vide,
    cases: colonnes.map((colonne, rang) => caseDe(parColonne[rang]?.get('') ?? montant(0), colonne)),
  };
  return { nom, titre, rangees: [...rangees, reste] };
}
