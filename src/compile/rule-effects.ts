import type { Question, RegleCitee, Verdict } from '../domain/verdict.ts';
import { Compteur } from './count.ts';
import type { EffetRegle } from './jaune.ts';

interface Effets {
  readonly emporte: Compteur;
  readonly devance: Compteur;
  readonly contredite: Compteur;
}

/** Counts what each rule does, line by line: what it decides, and what it would have decided had none come before. */
export class CompteurDeRegles {
  readonly #effets = new Map<string, Effets>();

  ajouter(verdict: Verdict, centimes: number): void {
    for (const { auteur, autres, conclusion } of verdict.reponses) {
      if (auteur.type === 'regle') this.#effetsDe(auteur.regle.id).emporte.ajouter(centimes);
      for (const autre of autres) {
        const effets = this.#effetsDe(autre.id);
        effets.devance.ajouter(centimes);
        if (autre.conclusion !== (auteur.type === 'regle' ? auteur.regle.conclusion : conclusion))
          effets.contredite.ajouter(centimes);
      }
    }
  }

  /** The effects of all the rules in force, in their order, those that never spoke included. */
  effets(regles: readonly { readonly citee: RegleCitee; readonly question: Question }[]): EffetRegle[] {
    return regles.map(({ citee, question }) => {
      const effets = this.#effetsDe(citee.id);
      return {
        regle: citee,
        question,
        emporte: effets.emporte.compte(),
        devance: effets.devance.compte(),
        contredite: effets.contredite.compte(),
      };
    });
  }

  #effetsDe(id: string): Effets {
    let effets = this.#effets.get(id);
    if (effets === undefined) {
      effets = { emporte: new Compteur(), devance: new Compteur(), contredite: new Compteur() };
      this.#effets.set(id, effets);
    }
    return effets;
  }
}
