import { montant, somme } from '../domain/argent/montant.ts';
import type { Sens } from '../domain/lignes/ligne-budgetaire.ts';
import { cleDeNom } from '../domain/textes/nom.ts';
import { trierPar } from '../domain/textes/ordre.ts';
import type { Verdict } from '../domain/verdict/verdict.ts';
import type { Compte, CompteDesDeuxSens } from './compte.ts';
import type { Couverture, Partition } from './jaune.ts';

/** Counts lines of one sense. */
export class CompteurDUnSens {
  lignes = 0;
  centimes = 0;

  ajouter(centimes: number, lignes = 1): void {
    this.lignes += lignes;
    this.centimes += centimes;
  }

  /** What was counted, frozen. */
  compte(): Compte {
    return { lignes: this.lignes, centimes: montant(this.centimes) };
  }
}

/** Counts expenses, and receipts apart. */
export class Compteur {
  readonly depense = new CompteurDUnSens();
  readonly recette = new CompteurDUnSens();

  ajouter(sens: Sens, centimes: number, lignes = 1): void {
    this[sens].ajouter(centimes, lignes);
  }

  ajouterTout({ depense, recette }: Pick<Compteur, Sens>): void {
    this.depense.ajouter(depense.centimes, depense.lignes);
    this.recette.ajouter(recette.centimes, recette.lignes);
  }

  /** What was counted, frozen. */
  compte(): CompteDesDeuxSens {
    return { ...this.depense.compte(), recettes: this.recette.compte() };
  }
}

/** The counter of a key, made at its first use. */
export function compteurDe<K, C = Compteur>(compteurs: Map<K, C>, cle: K, Sorte: new () => C): C {
  let compteur = compteurs.get(cle);
  if (compteur === undefined) {
    compteur = new Sorte();
    compteurs.set(cle, compteur);
  }
  return compteur;
}

export class CompteurDeCouverture {
  readonly #comptes: Readonly<Record<Appui, Compteur>> = {
    parRegle: new Compteur(),
    parDecision: new Compteur(),
    suggereesOui: new Compteur(),
    suggereesNon: new Compteur(),
    signalees: new Compteur(),
    silencieuses: new Compteur(),
  };
  readonly #decideurs = new Map<string, DecideurCompte>();

  ajouter(verdict: Verdict, sens: Sens, centimes: number, lignes: number): void {
    this.#comptes[appuiDe(verdict)].ajouter(sens, centimes, lignes);
    const auteur = signataireDe(verdict);
    if (auteur === undefined) return;
    const cle = cleDeNom(auteur);
    const decideur = this.#decideurs.get(cle) ?? { auteur, compteur: new Compteur() };
    this.#decideurs.set(cle, decideur);
    decideur.compteur.ajouter(sens, centimes, lignes);
  }

  /** The coverage, and the headline if all that is open were international. */
  couverture({ internationale, a_arbitrer: aArbitrer, non_examinee: nonExaminee }: Partition): Couverture {
    return {
      parRegle: this.#comptes.parRegle.compte(),
      parDecision: this.#comptes.parDecision.compte(),
      aArbitrer,
      nonExaminee,
      suggereesOui: this.#comptes.suggereesOui.compte(),
      suggereesNon: this.#comptes.suggereesNon.compte(),
      signalees: this.#comptes.signalees.compte(),
      silencieuses: this.#comptes.silencieuses.compte(),
      decideurs: trierPar([...this.#decideurs], ([cle]) => cle).map(([, { auteur, compteur }]) => ({
        auteur,
        ...compteur.compte(),
      })),
      totalSiTout: somme([internationale.centimes, aArbitrer.centimes, nonExaminee.centimes]),
    };
  }
}

interface DecideurCompte {
  readonly auteur: string;
  readonly compteur: Compteur;
}

/** Who signed the decision on a line, were it only of its perimeter or of its breakdown; nothing where no person did. */
export function signataireDe({ reponses }: Verdict): string | undefined {
  for (const { auteur } of reponses) if (auteur.type === 'decision') return auteur.auteur;
  return undefined;
}

/** Who put a line where it is, as `lignes-<exercice>.csv` says it: a rule, a person; `rien` as long as nobody did. */
export const DECIDE_PAR = {
  regle: 'Une règle',
  personne: 'Une personne',
  rien: 'Personne encore',
} as const;

export function decideParDe({ decisive }: Verdict): keyof typeof DECIDE_PAR {
  if (decisive.auteur.type === 'regle') return 'regle';
  return decisive.auteur.type === 'decision' ? 'personne' : 'rien';
}

/** Who decided a line, or what speaks of it when nobody did. */
export type Appui = keyof Pick<
  Couverture,
  'parRegle' | 'parDecision' | 'suggereesOui' | 'suggereesNon' | 'signalees' | 'silencieuses'
>;

/** Who decided a line; of a line on which nobody did, what speaks of it: memory before signals. */
export function appuiDe({ decisive, examen, signaux }: Verdict): Appui {
  if (decisive.auteur.type === 'regle') return 'parRegle';
  if (decisive.auteur.type === 'decision') return 'parDecision';
  if (examen?.suggestion) return examen.suggestion.conclusion === 'internationale' ? 'suggereesOui' : 'suggereesNon';
  return signaux.length > 0 ? 'signalees' : 'silencieuses';
}
