import { abreger } from '../domain/textes/citation.ts';
import { estUneDate, lireDateFrancaise } from '../domain/textes/date.ts';
import type { Enregistrement } from '../formats/source-ouverte.ts';
import type { Signaleur } from './signaleur.ts';

/** Tells the lines of the exercice from those of other years, by a column of dates. */
export class AnneeDesLignes {
  readonly #rang: number | undefined;
  readonly #titre: string;
  readonly #exercice: string;
  readonly #signaleur: Signaleur;

  /** @param rang rank of the column of dates; without it, all lines are of the exercice */
  constructor(rang: number | undefined, titre: string, exercice: string, signaleur: Signaleur) {
    this.#rang = rang;
    this.#titre = titre;
    this.#exercice = exercice;
    this.#signaleur = signaleur;
  }

  /** Why a record of another year is set aside; a date that cannot be read is told as a fault. */
  autreAnnee(vu: Enregistrement): { readonly motif: string } | 'illisible' | undefined {
    if (this.#rang === undefined) return undefined;
    const ecrite = vu.champ(this.#rang).trim();
    const date = estUneDate(ecrite) ? ecrite : lireDateFrancaise(ecrite);
    if (date !== undefined) {
      const annee = date.slice(0, 4);
      return annee === this.#exercice ? undefined : { motif: `Ligne d’une autre année (${this.#titre}) : ${annee}` };
    }
    this.#signaleur.dire(vu, this.#rang, {
      code: 'E-VALEUR-INCONNUE',
      message:
        ecrite === ''
          ? 'pas de date : rien ne dit l’année de cette ligne'
          : `« ${abreger(ecrite)} » n’est pas une date AAAA-MM-JJ, ni JJ/MM/AAAA`,
      remede: `L’année de la ligne se lit dans « ${this.#titre} ». Faites corriger la date, ou écartez la ligne sous lignes_a_ecarter, avec un motif.`,
    });
    return 'illisible';
  }
}
