import type { Affectation } from '../../domain/lignes/affectation.ts';
import type { Emetteurs } from '../../domain/lignes/emetteurs.ts';
import { estDepense } from '../../domain/lignes/ligne-budgetaire.ts';
import { estRetenue } from '../../domain/verdict/verdict.ts';
import type { Evolution } from '../evolution/evolution.ts';
import type { Jaune } from '../jaune.ts';
import { Candidates } from './candidates.ts';
import { comparerEditions } from './comparer-editions.ts';
import { type LigneComparable, ligneActuelle, traitsDeLigne } from './ligne-comparable.ts';
import { jeterLePont, type Pont } from './pont.ts';

/** The bridge from the headline of the year before to that of a jaune. This year's lines hold their index in the jaune. */
export interface PontDepuis {
  readonly pont: Pont;
  /** Lines of either headline that were matched for certain, and those that only seem to be the same. */
  readonly certains: number;
  readonly probables: number;
}

/** What changed since the year before, with the bridge where there is one. */
export type EvolutionPontee = Evolution & { readonly pont?: PontDepuis };

export interface AnneeRappelee {
  readonly comptees: readonly LigneComparable[];
  readonly emetteurs: Emetteurs;
  chercher(candidates: Candidates): Promise<LigneComparable[]>;
}

/**
 * Sees the lines of a year pass, to build the bridge from the year before. Of those that count in no headline, keeps the ones
 * that may be the same as lines that counted.
 */
export class Passage {
  readonly #rappelee: AnneeRappelee;
  readonly #libelles: Jaune['libelles'];
  readonly #candidates: Candidates;
  readonly #autres: LigneComparable[] = [];

  constructor(rappelee: AnneeRappelee, libelles: Jaune['libelles']) {
    this.#rappelee = rappelee;
    this.#libelles = libelles;
    this.#candidates = new Candidates(rappelee.comptees, 'autre_exercice');
  }

  voir(affectation: Affectation): void {
    const { ligne, verdict } = affectation;
    if (!estDepense(ligne) || estRetenue(verdict.place) || !this.#candidates.reconnait(traitsDeLigne(ligne))) return;
    this.#autres.push(ligneActuelle(affectation, this.#libelles));
  }

  /**
   * Builds the bridge, once all lines have passed. Of the rules of the year before, only those that decided are known, by name:
   * whether one was changed since cannot be told.
   */
  async pont(
    { lignes, libelles, regles }: Pick<Jaune, 'lignes' | 'libelles' | 'regles'>,
    emetteurs: Emetteurs,
  ): Promise<PontDepuis> {
    const comptees = lignes.flatMap((affectation, rang) =>
      estRetenue(affectation.verdict.place) ? [{ ...ligneActuelle(affectation, libelles), ligne: rang }] : [],
    );
    const actuelles = [...comptees, ...this.#autres];
    const passees = await this.#rappelee.chercher(new Candidates(actuelles, 'autre_exercice'));
    const ecart = comparerEditions(
      {
        lignes: [...this.#rappelee.comptees, ...passees],
        emetteurs: this.#rappelee.emetteurs,
        regles: undefined,
      },
      {
        lignes: actuelles,
        emetteurs,
        regles: new Map(regles.map(({ regle: { id, lieu } }) => [id, { id, lieu, definition: '' }])),
      },
      'autre_exercice',
    );
    const duTotal = ecart.rapprochees.paires.filter(({ avant, apres }) =>
      [avant, apres].some(({ place }) => place === 'internationale'),
    );
    const certains = duTotal.filter(({ certain }) => certain).length;
    return { pont: jeterLePont(ecart), certains, probables: duTotal.length - certains };
  }
}
