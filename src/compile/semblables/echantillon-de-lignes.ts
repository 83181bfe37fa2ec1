import { type Montant, montant } from '../../domain/argent/montant.ts';
import type { Sens } from '../../domain/lignes/ligne-budgetaire.ts';
import { comparerDeuxRangees, RANGEES_MAX, RangeesDEmpreintes } from './rangees-d-empreintes.ts';
import type { Elements } from './recoupement.ts';

/** Distinct lines kept of a source: a source with no more is kept whole, of a larger one those with the smallest hashes. */
const GARDEES = 1_000;
/** Bits of a hash that make no number that is exact with the others. */
const BITS_DE_TROP = 12;

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

/**
 * The lines of a source with the smallest hashes: of two sources, whatever their order, the same lines are kept, which tells
 * how many they share. Always the same ones, and never more than a bound. Numbers alone are kept: a large region has sources by the
 * thousand.
 */
export class EchantillonDeLignes {
  #rangees = new RangeesDEmpreintes(0);
  #nombre = 0;
  /** How many of them are in order, each once: those that came since are not. */
  #ordonnees = 0;
  /** Lines from this hash on are not kept; with none, all are. */
  #borne: string | undefined;

  /** @param dansLaBase the amount of the line, like its sense the same for lines of one hash */
  ajouter(empreinte: string, dansLaBase: Montant, sens: Sens): void {
    if (this.#borne !== undefined && empreinte >= this.#borne) return;
    if (this.#nombre === this.#rangees.places) this.#rangees = this.#rangees.agrandies(this.#nombre);
    if (this.#rangees.noter(this.#nombre, empreinte, dansLaBase, sens)) this.#nombre += 1;
    // Not before: the bound that this gives holds for the next line.
    if (this.#nombre === RANGEES_MAX) this.ranger();
  }

  get taille(): number {
    this.ranger();
    return this.#nombre;
  }

  /** The lines kept, and how often each came, by a number for each hash: thirteen digits make one that is exact. */
  readonly elements: Elements = (voir) => {
    this.ranger();
    const { hauts, bas, lignes } = this.#rangees;
    for (let rang = 0; rang < this.#nombre; rang++)
      voir(
        (hauts[rang] as number) * 2 ** (32 - BITS_DE_TROP) + ((bas[rang] as number) >>> BITS_DE_TROP),
        lignes[rang] as number,
      );
  };

  /** Whether all lines are kept: otherwise they are a sample. */
  get entier(): boolean {
    this.ranger();
    return this.#borne === undefined;
  }

  comparer(autre: EchantillonDeLignes): Commun {
    const borne = this.#borneAvec(autre);
    const [petites, grandes] = [this.#avant(borne), autre.#avant(borne)].sort((une, deux) => une.places - deux.places);
    let regardees = 0;
    let lignes = 0;
    const sommes = { depense: 0, recette: 0 };
    if (petites && grandes)
      comparerDeuxRangees(petites, grandes, (petite, grande) => {
        const ici = petites.lignes[petite] as number;
        regardees += ici;
        const centimes = petites.montants[petite] as number;
        const sens = petites.sensDe(petite);
        if (grande < 0 || grandes.montants[grande] !== centimes || grandes.sensDe(grande) !== sens) return;
        const deux = Math.min(ici, grandes.lignes[grande] as number);
        lignes += deux;
        sommes[sens] += deux * centimes;
      });
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
    const borne = this.#borneAvec(autre);
    const siennes = this.#avant(borne);
    const autres = autre.#avant(borne);
    let regardees = 0;
    let lignes = 0;
    comparerDeuxRangees(siennes, autres, (sienne, deLAutre) => {
      const ici = siennes.lignes[sienne] as number;
      regardees += ici;
      if (deLAutre >= 0) lignes += Math.min(ici, autres.lignes[deLAutre] as number);
    });
    return { regardees, lignes, exact: borne === undefined };
  }

  /** Puts in order the lines that came since it last was, and forgets those beyond the bound: what no line is added to takes no more room. */
  ranger(): void {
    if (this.#nombre === this.#ordonnees) return;
    const rangees = this.#rangees.ordonnees(this.#nombre);
    if (rangees.places > GARDEES) this.#borne = rangees.empreinte(GARDEES);
    this.#rangees = rangees.premieres(GARDEES);
    this.#nombre = this.#rangees.places;
    this.#ordonnees = this.#nombre;
  }

  #borneAvec(autre: EchantillonDeLignes): string | undefined {
    this.ranger();
    autre.ranger();
    return [this.#borne, autre.#borne].filter((borne) => borne !== undefined).sort()[0];
  }

  #avant(borne: string | undefined): RangeesDEmpreintes {
    return borne === undefined ? this.#rangees : this.#rangees.avant(borne);
  }
}
