import { somme } from '../domain/montant.ts';
import type { Verdict } from '../domain/verdict.ts';
import { Compteur } from './count.ts';
import type { Couverture, Partition } from './jaune.ts';

/** Counts who decided lines, and what speaks of those on which nobody did. */
export class CompteurDeCouverture {
  readonly #parRegle = new Compteur();
  readonly #parDecision = new Compteur();
  readonly #suggereesOui = new Compteur();
  readonly #suggereesNon = new Compteur();
  readonly #signalees = new Compteur();
  readonly #silencieuses = new Compteur();

  ajouter(verdict: Verdict, centimes: number): void {
    this.#compteur(verdict).ajouter(centimes);
  }

  /** The coverage, and the headline if all that is open were international. */
  couverture({ internationale, a_arbitrer: aArbitrer, non_examinee: nonExaminee }: Partition): Couverture {
    return {
      parRegle: this.#parRegle.compte(),
      parDecision: this.#parDecision.compte(),
      aArbitrer,
      nonExaminee,
      suggereesOui: this.#suggereesOui.compte(),
      suggereesNon: this.#suggereesNon.compte(),
      signalees: this.#signalees.compte(),
      silencieuses: this.#silencieuses.compte(),
      totalSiTout: somme([internationale.centimes, aArbitrer.centimes, nonExaminee.centimes]),
    };
  }

  #compteur({ decisive, examen, signaux }: Verdict): Compteur {
    if (decisive.auteur.type === 'regle') return this.#parRegle;
    if (decisive.auteur.type === 'decision') return this.#parDecision;
    if (examen?.suggestion)
      return examen.suggestion.conclusion === 'internationale' ? this.#suggereesOui : this.#suggereesNon;
    return signaux.length > 0 ? this.#signalees : this.#silencieuses;
  }
}
