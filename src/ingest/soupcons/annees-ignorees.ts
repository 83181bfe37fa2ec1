import { NUL } from '../../domain/argent/montant.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { plier } from '../../domain/textes/texte.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { type ContexteDeSoupcon, Releve, type Soupcon } from './soupcon.ts';

/** Titles, folded, of a column that says the year of a line. */
const TITRES = /^(?:exercice|annee|an|exercice (?:budgetaire|comptable)|annee (?:budgetaire|comptable|d exercice))$/;
const ANNEE = /^(?:19|20)\d\d$/;
/** Years that a message names; the others are counted. */
const ANNEES_NOMMEES = 4;

/** A column that nobody reads and that says that lines are of other years: their euros are counted in this one. */
export class AnneesIgnorees implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  #colonnes: ColonneDAnnees[];
  readonly #exercice: string;

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    const { source, colonnes, codes } = contexte;
    this.#exercice = String(codes.nomenclature.exercice);
    const lue = colonnes.champs.has('exercice');
    this.#colonnes = lue
      ? []
      : source.ignorees.map((titre) => new ColonneDAnnees(titre, colonnes.titres.indexOf(titre), this.#exercice));
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const { base, reperes } = this.#contexte;
    let perdue = false;
    for (const colonne of this.#colonnes) {
      const lu = vu.champ(colonne.rang).trim();
      if (lu === '' || colonne.noter(lu)) continue;
      if (!ANNEE.test(lu)) {
        perdue = colonne.perdre() || perdue;
        continue;
      }
      colonne.annees.add(lu);
      colonne.autres.noter(ligne.numero, ligne.montants[base] ?? NUL, () => reperes.champ(vu, colonne.rang));
    }
    if (perdue) this.#colonnes = this.#colonnes.filter((colonne) => !colonne.perdue);
  }

  fin(): void {
    const colonne = this.#colonnes.find((possible) => possible.parleDAutresAnnees());
    const place = colonne?.autres.place;
    if (colonne === undefined || place === undefined) return;
    const { titre, autres } = colonne;
    this.#contexte.constats.ajouter({
      code: 'A-ANNEE-IGNOREE',
      ...place,
      message: `la colonne « ${titre} », sous ignorees, porte ${citer([...colonne.annees].sort())} : ${autres.enMots()} ${autres.lignes === 1 ? 'n’est' : 'ne sont'} pas de ${this.#exercice}, et ${autres.lignes === 1 ? 'est comptée' : 'sont comptées'}`,
      remede: `Si c’est l’année du budget, déclarez-la sous colonnes (exercice: ${titre}) et écartez les autres années sous lignes_a_ecarter, avec un motif.`,
    });
  }
}

/** A column under `ignorees` that may hold years. */
class ColonneDAnnees {
  readonly titre: string;
  readonly rang: number;
  /** The lines of other years, and these years. */
  readonly autres = new Releve();
  readonly annees = new Set<string>();
  /** Whether it holds something else than years, and its title does not say that it is one of years. */
  perdue = false;
  readonly #leDit: boolean;
  readonly #exercice: string;
  #deLExercice = false;

  constructor(titre: string, rang: number, exercice: string) {
    this.titre = titre;
    this.rang = rang;
    this.#leDit = TITRES.test(plier(titre));
    this.#exercice = exercice;
  }

  /** Whether a cell is of the exercice, which is then noted. */
  noter(lu: string): boolean {
    if (lu !== this.#exercice) return false;
    this.#deLExercice = true;
    return true;
  }

  perdre(): boolean {
    if (!this.#leDit) this.perdue = true;
    return this.perdue;
  }

  /** Under another title, years among which the exercice is not are likely those of something else. */
  parleDAutresAnnees(): boolean {
    return this.autres.lignes > 0 && (this.#leDit || this.#deLExercice);
  }
}

function citer(annees: readonly string[]): string {
  const nommees = annees.slice(0, ANNEES_NOMMEES).join(', ');
  return `${annees.length === 1 ? 'une autre année' : 'd’autres années'} (${nommees}${annees.length > ANNEES_NOMMEES ? '…' : ''})`;
}
