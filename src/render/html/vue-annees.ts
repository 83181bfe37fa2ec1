import type { AnneeMontree, AnneePassee } from '../../compile/evolution/annee-passee.ts';
import { anneesMontrees } from '../../compile/evolution/annees-passees.ts';
import type { Jaune } from '../../compile/jaune.ts';
import type { Synthese } from '../../compile/synthese.ts';
import type { NomTable } from '../../compile/tables-decrites.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { ecrireEcart } from '../textes/expliquer-l-effet.ts';

/** How many earlier years stand beside amounts; a chart has them all. */
export const ANNEES_A_COTE = 2;

/** The earlier years that stand beside the amounts of a table, the oldest first. */
export interface ColonnesDAnnees {
  readonly titres: readonly string[];
  /** Head of the change since the year before; empty where that year is not shown. */
  readonly ecart: string;
  /** All of them in words: `2011 et 2012`. */
  readonly dites: string;
  /** What is said under the table: years that are not shown, labels that are no longer there. */
  readonly notes: readonly string[];
}

/** What a row was in those years. */
export interface CellulesDAnnees {
  /** Not said where no line bore the label, which is not 0 €. */
  readonly montants: readonly { readonly dit: boolean; readonly montant: Montant }[];
  /** Whether the table has a change to show, and what it is; a dash where there is nothing to change from. */
  readonly aEcart: boolean;
  readonly ecart: string;
}

/** The labels of a year that have no row now, together. */
export interface RangeeDisparue extends CellulesDAnnees {
  readonly libelle: string;
}

const RIEN = '–';
/** How many labels that are gone a note names; « Ce qui a changé » has them all. */
const DISPARUES_NOMMEES = 6;

/** The years beside the tables and figures of a jaune, the oldest first. */
export class AnneesACote {
  readonly annees: readonly AnneeMontree[];
  readonly #toutes: readonly AnneePassee[];
  readonly #exercice: string;
  readonly #veille: AnneeMontree | undefined;

  constructor({ annees, enTete }: Pick<Jaune, 'annees' | 'enTete'>) {
    const montrees = anneesMontrees({ annees }).slice(0, ANNEES_A_COTE);
    this.annees = montrees.toReversed();
    this.#toutes = annees;
    this.#exercice = enTete.exercice;
    this.#veille = montrees.find(({ exercice }) => Number(exercice) === Number(enTete.exercice) - 1);
  }

  /** The columns of a table; none where no year was published under its labels. */
  colonnes(nom: NomTable): ColonnesDAnnees {
    const siennes = this.#de(nom);
    const titres = siennes.map(({ exercice }) => exercice);
    const veille = this.#veille && siennes.includes(this.#veille) ? this.#veille : undefined;
    return {
      titres,
      ecart: veille === undefined ? '' : `Écart depuis ${veille.exercice}`,
      dites: titres.join(' et '),
      notes: titres.length === 0 ? [] : [...this.#tues(), ...siennes.flatMap((annee) => this.#disparues(nom, annee))],
    };
  }

  /** @param cle that of a row of now */
  cellules(nom: NomTable, cle: string, maintenant: Montant): CellulesDAnnees {
    return this.#cellules(nom, maintenant, ({ tables }) => tables.get(nom)?.montants.get(cle));
  }

  total(nom: NomTable, maintenant: Montant): CellulesDAnnees {
    return this.#cellules(nom, maintenant, ({ tables }) => tables.get(nom)?.total);
  }

  /** What rows of now do not have, so that each column makes its total; nothing where they have all. */
  disparue(nom: NomTable): RangeeDisparue | undefined {
    const montants = this.#de(nom).map(({ tables }) => tables.get(nom)?.disparues ?? []);
    if (montants.every(({ length }) => length === 0)) return undefined;
    const cellules = this.#cellules(nom, montant(0), ({ tables }) => {
      const disparues = tables.get(nom)?.disparues ?? [];
      return disparues.length === 0 ? undefined : somme(disparues.map(({ montant: sien }) => sien));
    });
    return { libelle: `Sans rangée en ${this.#exercice}`, ...cellules };
  }

  /** One of the four figures in each year, the last first: `2011 : 9 960 880,78 €`. */
  dire(cle: keyof Synthese): string[] {
    const duPilote = cle === 'secteurPilote' || cle === 'autresSecteurs';
    return this.annees.toReversed().map(({ exercice, synthese, piloteConnu }) => {
      const dit = duPilote && !piloteConnu ? RIEN : formaterEuros(synthese[cle]);
      return `${exercice}\u202f: ${dit}`;
    });
  }

  #de(nom: NomTable): readonly AnneeMontree[] {
    return this.annees.filter(({ tables }) => tables.has(nom));
  }

  #cellules(nom: NomTable, maintenant: Montant, lire: (annee: AnneeMontree) => Montant | undefined): CellulesDAnnees {
    const siennes = this.#de(nom);
    const veille = this.#veille && siennes.includes(this.#veille) ? this.#veille : undefined;
    const avant = veille && lire(veille);
    return {
      montants: siennes.map((annee) => {
        const lu = lire(annee);
        return { dit: lu !== undefined, montant: lu ?? montant(0) };
      }),
      aEcart: veille !== undefined,
      ecart: avant === undefined ? RIEN : ecrireEcart(montant(maintenant - avant)),
    };
  }

  #tues(): string[] {
    return this.#toutes.flatMap((annee) =>
      annee.comparable ? [] : [`${annee.exercice} n’est pas montré\u202f: ${annee.raison}.`],
    );
  }

  #disparues(nom: NomTable, { exercice, tables }: AnneeMontree): string[] {
    const disparues = tables.get(nom)?.disparues ?? [];
    if (disparues.length === 0) return [];
    const nommees = disparues
      .slice(0, DISPARUES_NOMMEES)
      .map(({ libelle, montant: sien }) => `${libelle} (${formaterEuros(sien)})`);
    const autres = disparues.length - nommees.length;
    return [
      `Sans rangée en ${this.#exercice}, de ${exercice}\u202f: ${nommees.join(', ')}${autres === 0 ? '' : ` et ${autres} autre${autres === 1 ? '' : 's'}`}. Un libellé qui a changé n’est rapproché d’aucun autre.`,
    ];
  }
}
