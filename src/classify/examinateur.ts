import { TEXTES_NUS } from '../domain/lignes/ligne-budgetaire.ts';
import type { Examen, ExamenDetaille, Rappel } from '../domain/verdict/indice.ts';
import type { Signal } from '../domain/verdict/signal.ts';
import type { Memoire } from './memoire/memoire.ts';
import { suggerer } from './memoire/suggerer.ts';
import type { TraitsDeLigne } from './memoire/traits.ts';
import type { DetecteurDeSignaux } from './signaux/detecteur-de-signaux.ts';
import { pointsDesSignaux } from './signaux/points-des-signaux.ts';

const AUCUN_SIGNAL: readonly Signal[] = [];

/** Looks at the lines on which nobody decides: for signals in their words, for what memory recalls of their like. */
export class Examinateur {
  readonly detecteur: DetecteurDeSignaux;
  readonly memoire: Memoire;
  /** What speaks of a line of which nothing is known. */
  readonly silence: Examen;

  constructor(detecteur: DetecteurDeSignaux, memoire: Memoire) {
    this.detecteur = detecteur;
    this.memoire = memoire;
    const { depart } = memoire.rappeler(TEXTES_NUS, AUCUN_SIGNAL);
    this.silence = { points: depart, suggestion: undefined };
  }

  /** The signals and the examination of a line; none when nothing speaks of it and nothing was learnt. */
  examiner(ligne: TraitsDeLigne): { readonly signaux: readonly Signal[]; readonly examen: Examen } {
    const signaux = this.detecteur.detecter(ligne);
    if (signaux.length === 0 && this.memoire.estVide) return { signaux, examen: this.silence };
    return { signaux, examen: this.#examen(this.memoire.rappeler(ligne, signaux), pointsDesSignaux(signaux)) };
  }

  /** The same, with all that it rests on. */
  detailler(ligne: TraitsDeLigne): ExamenDetaille {
    const signaux = this.detecteur.detecter(ligne);
    const points = pointsDesSignaux(signaux);
    const rappel = this.memoire.rappeler(ligne, signaux);
    const ecartes = this.detecteur.ecartes(ligne);
    return { signaux, ecartes, pointsDesSignaux: points, rappel, examen: this.#examen(rappel, points) };
  }

  #examen(rappel: Rappel, deSignaux: number): Examen {
    const points = rappel.depart + deSignaux + rappel.points;
    return { points, suggestion: suggerer(rappel.indices, points) };
  }
}
