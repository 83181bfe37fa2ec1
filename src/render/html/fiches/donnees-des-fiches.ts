import type { AvantDUneFiche } from '../../../compile/evolution/avant-par-fiche.ts';
import type { Evolution } from '../../../compile/evolution/evolution.ts';
import { FICHES, type NomDeFiches } from '../../../compile/fiches-decrites.ts';
import type { Jaune } from '../../../compile/jaune.ts';
import { type Montant, NUL } from '../../../domain/argent/montant.ts';
import { mentionDe } from '../../textes/annee-passee-dite.ts';
import { estUneValeur } from './fiches-vues.ts';

/** What the script needs to draw a fiche, besides the lines: what only the compile can know. All amounts are cents. */
export interface DonneesDesFiches {
  readonly total: Montant;
  /** Absent where the dossier does not say how many live there. */
  readonly population?: { readonly habitants: number; readonly dite: string };
  /** The exercice before; absent where nothing is compared with it. */
  readonly avant?: string;
  /** What is to be known of the amounts of that exercice, as the section that compares says it; empty for nothing. */
  readonly mention?: string;
  /**
   * What each value is this year and, where it is compared, was the year before; then, of this year, what those sent who had sent
   * nothing and, of the year before, what those had sent who send nothing now, left out where both are nothing. In the order of the
   * values of its field; `0` for what is no value.
   */
  readonly valeurs: Readonly<Record<string, readonly (0 | readonly Montant[])[]>>;
  /** What came in for each operation, in the order of the values of `operation`. */
  readonly recus: readonly Montant[];
}

export function donneesDesFiches(jaune: Jaune, evolution: Evolution | undefined): DonneesDesFiches {
  const { enTete, cofinancements, synthese } = jaune;
  const comparee = evolution?.comparable ? evolution : undefined;
  const valeursDe = (nom: NomDeFiches) => {
    const avant = comparee?.parFiche.get(nom);
    return (jaune.tables.find((table) => table.nom === nom)?.rangees ?? []).map((rangee) =>
      estUneValeur(rangee) && rangee.lignes.length > 0
        ? [rangee.montant, ...(avant ? comparaisonDe(avant.get(rangee.nom)) : [])]
        : 0,
    );
  };
  const { population } = enTete;
  return {
    total: synthese.totalHorsExceptionnelles,
    ...(population && {
      population: { habitants: population.habitants, dite: `${population.annee}, ${population.source}` },
    }),
    ...(comparee && { avant: comparee.exercice, mention: mentionDe(comparee.illustratif, comparee.exercice) }),
    valeurs: Object.fromEntries(FICHES.map((nom) => [nom, valeursDe(nom)])) as DonneesDesFiches['valeurs'],
    recus: enTete.operations.liste.map(
      ({ id }) => cofinancements.operations.find(({ declaree }) => declaree.id === id)?.recu ?? (0 as Montant),
    ),
  };
}

function comparaisonDe(comparee: AvantDUneFiche | undefined): Montant[] {
  const { avant, arrives, partis } = comparee ?? { avant: NUL, arrives: NUL, partis: NUL };
  return arrives === 0 && partis === 0 ? [avant] : [avant, arrives, partis];
}
