import { type Montant, montant } from '../../domain/argent/montant.ts';
import type { Sens } from '../../domain/lignes/ligne-budgetaire.ts';
import { detacher } from '../../domain/textes/texte.ts';
import type { Elements } from './recoupement.ts';

/** Distinct lines kept of a source: a source with no more is kept whole, of a larger one those with the smallest hashes. */
const GARDEES = 1_000;

interface Commun {
  /** Distinct lines looked at: those of the smaller sample, where both samples are whole. */
  readonly regardees: number;
  /** Lines that both hold in the same sense for the same amount, each as often as the one that holds it least. */
  readonly lignes: number;
  /** The amounts of these lines: the two senses never add up. */
  readonly depenses: Montant;
  readonly recettes: Montant;
  /** Whether both samples hold their whole source: otherwise the counts are those of the sample. */
  readonly exact: boolean;
}

interface Vue {
  lignes: number;
  readonly montant: Montant;
  readonly sens: Sens;
}

/**
 * The lines of a source with the smallest hashes: of two sources, whatever their order, the same lines are kept, which tells
 * how many they share. Always the same ones, and never more than a bound.
 */
export class EchantillonDeLignes {
  readonly #vues = new Map<string, Vue>();
  /** Lines from this hash on are not kept; with none, all are. */
  #borne: string | undefined;

  /** @param dansLaBase the amount of the line, like its sense the same for lines of one hash */
  ajouter(empreinte: string, dansLaBase: Montant, sens: Sens): void {
    if (this.#borne !== undefined && empreinte >= this.#borne) return;
    const vue = this.#vues.get(empreinte);
    if (vue !== undefined) {
      vue.lignes += 1;
      return;
    }
    this.#vues.set(detacher(empreinte), { lignes: 1, montant: dansLaBase, sens });
    // Sorting seldom costs less than keeping the order at each line.
    if (this.#vues.size >= 2 * GARDEES) this.#reduire();
  }

  get taille(): number {
    this.#reduire();
    return this.#vues.size;
  }

  /** The lines kept, and how often each came, by a number for each hash: thirteen digits make one that is exact. */
  readonly elements: Elements = (voir) => {
    this.#reduire();
    for (const [empreinte, { lignes }] of this.#vues) voir(Number.parseInt(empreinte.slice(0, 13), 16) || 0, lignes);
  };

  /** Whether all lines are kept: otherwise they are a sample. */
  get entier(): boolean {
    this.#reduire();
    return this.#borne === undefined;
  }

  comparer(autre: EchantillonDeLignes): Commun {
    this.#reduire();
    autre.#reduire();
    const bornes = [this.#borne, autre.#borne].filter((borne) => borne !== undefined).sort();
    const [borne] = bornes;
    const [petites, grandes] = [this.#avant(borne), autre.#avant(borne)].sort((une, autre) => une.size - autre.size);
    let regardees = 0;
    let lignes = 0;
    const sommes = { depense: 0, recette: 0 };
    for (const [empreinte, vue] of petites ?? []) {
      regardees += vue.lignes;
      const ailleurs = grandes?.get(empreinte);
      if (ailleurs?.montant !== vue.montant || ailleurs.sens !== vue.sens) continue;
      const deux = Math.min(vue.lignes, ailleurs.lignes);
      lignes += deux;
      sommes[vue.sens] += deux * vue.montant;
    }
    return {
      regardees,
      lignes,
      depenses: montant(sommes.depense),
      recettes: montant(sommes.recette),
      exact: borne === undefined,
    };
  }

  /** How many lines of this sample are in the other too, as they were received, whatever was read of their amounts. */
  presentesDans(autre: EchantillonDeLignes): Pick<Commun, 'regardees' | 'lignes' | 'exact'> {
    this.#reduire();
    autre.#reduire();
    const borne = [this.#borne, autre.#borne].filter((une) => une !== undefined).sort()[0];
    let regardees = 0;
    let lignes = 0;
    for (const [empreinte, vue] of this.#vues) {
      if (borne !== undefined && empreinte >= borne) continue;
      regardees += vue.lignes;
      lignes += Math.min(vue.lignes, autre.#vues.get(empreinte)?.lignes ?? 0);
    }
    return { regardees, lignes, exact: borne === undefined };
  }

  #avant(borne: string | undefined): ReadonlyMap<string, Vue> {
    return borne === undefined ? this.#vues : new Map([...this.#vues].filter(([empreinte]) => empreinte < borne));
  }

  #reduire(): void {
    if (this.#vues.size <= GARDEES) return;
    const empreintes = [...this.#vues.keys()].sort();
    this.#borne = empreintes[GARDEES];
    for (const empreinte of empreintes.slice(GARDEES)) this.#vues.delete(empreinte);
  }
}
