import { NUL } from '../../domain/argent/montant.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { lireDate } from '../../domain/textes/date.ts';
import { plier } from '../../domain/textes/texte.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { type ContexteDeSoupcon, Releve, type Soupcon } from './soupcon.ts';

/** Titles, folded, of a column that says the year of a line. */
const TITRES = /^(?:exercice|annee|an|exercice (?:budgetaire|comptable)|annee (?:budgetaire|comptable|d exercice))$/;
const ANNEE = /^(?:19|20)\d\d$/;
/** Words, folded, of the title of a column of dates that say nothing of the year of a line. */
const AUTRES_DATES =
  /\b(?:naissance|creation|immatriculation|agrement|adhesion|mise a jour|maj|modification|extraction|edition|export|debut|fin|echeance|cloture)\b/;
/** Years that a message names; the others are counted. */
const ANNEES_NOMMEES = 4;

/** A column of years, or of dates, that nobody reads and that says that lines are of other years: their euros count in this one. */
export class AnneesIgnorees implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  #colonnes: ColonneDAnnees[];
  readonly #exercice: string;

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    const { source, colonnes, codes } = contexte;
    this.#exercice = String(codes.nomenclature.exercice);
    const lue = colonnes.champs.has('exercice') || source.constantes.has('exercice');
    this.#colonnes = lue
      ? []
      : source.ignorees.map((titre) => new ColonneDAnnees(titre, colonnes.titres.indexOf(titre), this.#exercice));
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const { base, reperes } = this.#contexte;
    let perdue = false;
    for (const colonne of this.#colonnes) {
      const lu = vu.champ(colonne.rang).trim();
      if (lu === '') continue;
      const annee = colonne.anneeDe(lu);
      if (annee === undefined) {
        perdue = colonne.perdre() || perdue;
        continue;
      }
      if (colonne.noter(annee)) continue;
      colonne.annees.add(annee);
      colonne.autres.noter(ligne.numero, ligne.montants[base] ?? NUL, () => reperes.champ(vu, colonne.rang));
    }
    if (perdue) this.#colonnes = this.#colonnes.filter((colonne) => !colonne.perdue);
  }

  fin(): void {
    const colonne = this.#colonnes.find((possible) => possible.parleDAutresAnnees());
    const place = colonne?.autres.place;
    if (colonne === undefined || place === undefined) return;
    const { titre, autres, dates } = colonne;
    this.#contexte.constats.ajouter({
      code: 'A-ANNEE-IGNOREE',
      ...place,
      message: `la colonne « ${titre} », sous ignorees, porte ${citer([...colonne.annees].sort())} : ${autres.enMots()} ${autres.lignes === 1 ? 'n’est' : 'ne sont'} pas de ${this.#exercice}, et ${autres.lignes === 1 ? 'est comptée' : 'sont comptées'}`,
      remede: dates
        ? `Si ces dates disent l’année du budget, déclarez la colonne (date: ${titre}) au lieu de l’ignorer : les lignes des autres années seront écartées, comptées et listées.`
        : `Si c’est l’année du budget, déclarez-la sous colonnes (exercice: ${titre}) et écartez les autres années sous lignes_a_ecarter, avec un motif.`,
    });
  }
}

/** A column under `ignorees` that may hold years, or dates. */
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
  readonly #ailleurs: boolean;
  #deLExercice = 0;
  /** Whether a cell was a date. */
  dates = false;

  constructor(titre: string, rang: number, exercice: string) {
    this.titre = titre;
    this.rang = rang;
    const plie = plier(titre);
    this.#leDit = TITRES.test(plie);
    this.#ailleurs = AUTRES_DATES.test(plie);
    this.#exercice = exercice;
  }

  /** The year that a cell says, by itself or by a date. */
  anneeDe(lu: string): string | undefined {
    if (ANNEE.test(lu)) return lu;
    const date = this.#ailleurs ? undefined : lireDate(lu);
    if (date !== undefined) this.dates = true;
    return date?.slice(0, 4);
  }

  /** Whether a year is the exercice, which is then noted. */
  noter(annee: string): boolean {
    if (annee !== this.#exercice) return false;
    this.#deLExercice += 1;
    return true;
  }

  perdre(): boolean {
    if (!this.#leDit) this.perdue = true;
    return this.perdue;
  }

  /**
   * Under another title, years among which the exercice is not are likely those of something else. Dates of the year before or
   * after are usual on some lines: a grant is voted in one year and counted in the next.
   */
  parleDAutresAnnees(): boolean {
    const { lignes } = this.autres;
    if (lignes === 0 || this.#leDit) return lignes > 0;
    if (!this.dates) return this.#deLExercice > 0;
    const loin = [...this.annees].some((annee) => Math.abs(Number(annee) - Number(this.#exercice)) > 1);
    return loin || lignes > this.#deLExercice;
  }
}

function citer(annees: readonly string[]): string {
  const nommees = annees.slice(0, ANNEES_NOMMEES).join(', ');
  return `${annees.length === 1 ? 'une autre année' : 'd’autres années'} (${nommees}${annees.length > ANNEES_NOMMEES ? '…' : ''})`;
}
