import { type ImputationCommune, ParImputation } from '../lignes/ligne-budgetaire.ts';
import { cleDeNom } from '../textes/nom.ts';
import { nomLePlusProche } from '../textes/texte.ts';

/** A sector as `exercice.yaml` lists it: the name that the documents show, and those under which it may come. */
export interface SecteurDeclare {
  readonly nom: string;
  readonly alias: readonly string[];
}

interface Connu {
  readonly nom: string;
  /** Whether the list names it, or the pilot: what a source declares of itself may be a slip. */
  readonly liste: boolean;
}

/**
 * The sectors that `exercice.yaml` names, by all the ways in which they may be written. A line counts to its sector under the
 * declared name, whatever its file writes; one that nobody declared keeps what was received.
 */
export class Secteurs {
  readonly #parCle = new Map<string, Connu>();
  /** To the letter: nothing needs to be told of these. */
  readonly #ecrits = new Set<string>();
  /** Every name that the list writes, with the one that shows. */
  readonly #listes: ReadonlyMap<string, string>;
  readonly #pilote: string;

  /**
   * @param declares the list of the dossier; empty when it has none
   * @param desSources what sources say of themselves, in their order
   */
  constructor(pilote: string, declares: readonly SecteurDeclare[] = [], desSources: readonly string[] = []) {
    this.#listes = new Map(declares.flatMap(({ nom, alias }) => [nom, ...alias].map((ecrit) => [ecrit, nom])));
    this.#pilote = pilote;
    const clePilote = cleDeNom(pilote);
    this.#declarer(pilote, pilote, true);
    for (const { nom, alias } of declares) {
      const noms = [nom, ...alias];
      // The pilot keeps the name by which the dossier calls it.
      const montre = noms.some((chacun) => cleDeNom(chacun) === clePilote) ? pilote : nom;
      for (const chacun of noms) this.#declarer(chacun, montre, true);
    }
    for (const nom of desSources) this.#declarer(nom, this.nomCompte(nom), false);
  }

  /** Under what name a sector counts. */
  nomCompte(recu: string): string {
    return this.#parCle.get(cleDeNom(recu))?.nom ?? recu;
  }

  /** Tells the lines that were received under the pilot sector. */
  lecteurDuPilote(): (ligne: { readonly imputation: ImputationCommune }) => boolean {
    const parImputation = new ParImputation(({ secteur }) => this.nomCompte(secteur) === this.#pilote);
    return ({ imputation }) => parImputation.lire(imputation);
  }

  /** Whether a spelling is one that the dossier writes itself. */
  estEcrit(recu: string): boolean {
    return this.#ecrits.has(recu);
  }

  /** Whether the dossier has a list and a name is not in it. */
  horsDeLaListe(recu: string): boolean {
    return this.#listes.size > 0 && recu !== '' && this.#parCle.get(cleDeNom(recu))?.liste !== true;
  }

  /** The listed name that was perhaps meant. */
  nomProche(recu: string): string | undefined {
    return this.#listes.get(nomLePlusProche(recu, [...this.#listes.keys()]) ?? '');
  }

  #declarer(ecrit: string, nom: string, liste: boolean): void {
    const cle = cleDeNom(ecrit);
    this.#ecrits.add(ecrit);
    if (!this.#parCle.has(cle)) this.#parCle.set(cle, { nom, liste });
  }
}
