import { BASES, type Base } from '../../domain/argent/base.ts';
import { type Montant, somme } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { partsEn } from '../../domain/lignes/affectation.ts';
import type { Compte, CompteDesDeuxSens } from '../compte.ts';
import { type Illustratif, illustratifParmi } from '../evolution/illustratif.ts';
import type { Jaune, Rangee } from '../jaune.ts';
import type { NomTable } from '../tables-decrites.ts';

/** What the total of every collectivité is cut by: territories are those of the tool, domains those that each declares, by their words. */
export const TABLES_DE_LA_GRILLE = ['domaine', 'territoire'] as const satisfies readonly NomTable[];
export type TableDeLaGrille = (typeof TABLES_DE_LA_GRILLE)[number];

/** An edition on a grid: what is read of its jaune, and none of its lines. Cents, on its own base. */
export interface Colonne {
  readonly enTete: EnTete;
  readonly total: Montant;
  readonly exceptionnelles: Montant;
  /** All that its files hold. */
  readonly recu: CompteDesDeuxSens;
  readonly fichiers: number;
  /** The expenses that nobody and nothing decided, beside the total; and what it would be if they were wholly in. */
  readonly ouvert: Compte;
  readonly totalSiTout: Montant;
  /** What of the total is said to be net already; what others pay of it; what is left, absent where no file says what they pay. */
  readonly net: Montant;
  readonly recettes: Montant;
  readonly resteACharge?: Montant;
  /** Whether its amounts are made up to show the tool, as its sources say line by line. */
  readonly illustratif: Illustratif;
  /** The total on each base that all its lines give, its own among them. */
  readonly bases: ReadonlyMap<Base, Montant>;
  readonly tables: ReadonlyMap<TableDeLaGrille, readonly Rangee[]>;
}

export function colonneDe(jaune: Jaune): Colonne {
  const { enTete, synthese, partition, couverture, cofinancements, sources, tables } = jaune;
  const { aArbitrer, nonExaminee } = couverture;
  // Of a total that is net already, nothing is left to deduct.
  const resteConnu = partition.total.recettes.lignes > 0 || cofinancements.net === synthese.totalHorsExceptionnelles;
  return {
    enTete,
    total: synthese.totalHorsExceptionnelles,
    exceptionnelles: synthese.exceptionnelles,
    recu: partition.total,
    fichiers: sources.length,
    ouvert: {
      lignes: aArbitrer.lignes + nonExaminee.lignes,
      centimes: somme([aArbitrer.centimes, nonExaminee.centimes]),
    },
    totalSiTout: couverture.totalSiTout,
    net: cofinancements.net,
    recettes: cofinancements.recettes,
    ...(resteConnu && { resteACharge: cofinancements.resteACharge }),
    illustratif: illustratifParmi(
      jaune.lignes.filter((affectation) => partsEn(affectation, 'internationale').length > 0).map(({ ligne }) => ligne),
    ),
    bases: basesEntieres(jaune),
    tables: new Map(
      TABLES_DE_LA_GRILLE.map((nom) => [nom, tables.find((table) => table.nom === nom)?.rangees ?? []] as const),
    ),
  };
}

/** A base that some lines do not give says less than the whole, and is no total of it. */
function basesEntieres({ enTete, synthese, tables: [table] }: Jaune): Map<Base, Montant> {
  const lignes = new Set(table?.rangees.flatMap((rangee) => rangee.lignes)).size;
  return new Map(
    BASES.flatMap((base): [Base, Montant][] => {
      if (base === enTete.base) return [[base, synthese.totalHorsExceptionnelles]];
      const ailleurs = table?.autresBases.get(base);
      return ailleurs !== undefined && ailleurs.lignes === lignes ? [[base, ailleurs.centimes]] : [];
    }),
  );
}
