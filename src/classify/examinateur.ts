import { TEXTES_NUS } from '../domain/lignes/ligne-budgetaire.ts';
import { accord } from '../domain/textes/format.ts';
import { trierPar } from '../domain/textes/ordre.ts';
import {
  type Examen,
  type ExamenDetaille,
  ecrireTrait,
  type Indice,
  type Rappel,
  type Suggestion,
} from '../domain/verdict/indice.ts';
import { SERIES_D_OBJECTIFS } from '../domain/verdict/objectifs.ts';
import { AUCUN_SIGNAL, pointsDesSignaux, type Signal } from '../domain/verdict/signal.ts';
import { estRetenue, type Verdict } from '../domain/verdict/verdict.ts';
import type { Memoire } from './memoire/memoire.ts';
import type { ObjectifsPasses } from './memoire/objectifs-passes.ts';
import type { TraitsDeLigne } from './memoire/traits.ts';
import type { DetecteurDeSignaux } from './signaux/detecteur-de-signaux.ts';

/** Looks at the lines on which nobody decides: for signals in their words, for what memory recalls of their like. */
export class Examinateur {
  readonly detecteur: DetecteurDeSignaux;
  readonly memoire: Memoire;
  /** What speaks of a line of which nothing is known. */
  readonly silence: Examen;

  readonly #objectifs: ObjectifsPasses | undefined;

  /** @param objectifs those that earlier exercices gave to lines, where they are asked for */
  constructor(detecteur: DetecteurDeSignaux, memoire: Memoire, objectifs?: ObjectifsPasses) {
    this.detecteur = detecteur;
    this.memoire = memoire;
    this.#objectifs = objectifs;
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

  /** What goals memory suggests for a line of which the parts have none, in words; nothing for one that is not kept, or may not be. */
  objectifsSuggeres(ligne: TraitsDeLigne, { place, parts }: Pick<Verdict, 'place' | 'parts'>): string | undefined {
    const peutEnAvoir = estRetenue(place) || place === 'a_arbitrer' || place === 'non_examinee';
    if (!peutEnAvoir || parts.some((part) => SERIES_D_OBJECTIFS.some((serie) => part[serie] !== ''))) return undefined;
    return this.#objectifs?.suggerer(ligne);
  }

  #examen(rappel: Rappel, deSignaux: number): Examen {
    const points = rappel.depart + deSignaux + rappel.points;
    return { points, suggestion: suggerer(rappel.indices, points) };
  }
}

/** Ten to one against, before a line is thought not to be international. */
const POINTS_POUR_DIRE_NON = -10;
/** A word that multiplies the odds by less than six is no reason to give. */
const POINTS_D_UN_MOT_DIT = 8;
const RAISONS_DITES = 2;
/** Facts on which officers would themselves recall a line; words and signals are hints. */
const FAITS = ['beneficiaire', 'programme_action', 'libelle'] as const;

/**
 * Suggests yes from one chance in two on, when a fact or a signal speaks for it; no at one in ten, when a fact does. Nothing
 * when memory holds nothing, and never on ordinary words alone.
 */
export function suggerer(indices: readonly Indice[], points: number): Suggestion | undefined {
  const oui = points >= 0;
  if (!oui && points > POINTS_POUR_DIRE_NON) return undefined;
  const raisons = indices.filter(({ lignes, retenus }) => lignes > 0 && (oui ? retenus > 0 : retenus < 0));
  const faits = raisons.filter(({ trait }) => FAITS.some((fait) => fait === trait.genre));
  if (faits.length === 0 && !(oui && indices.some(({ trait }) => trait.genre === 'signal'))) return undefined;
  const signaux = raisons.filter(({ trait }) => trait.genre === 'signal');
  const mots = raisons.filter(
    ({ trait, retenus }) => trait.genre === 'mot' && Math.abs(retenus) >= POINTS_D_UN_MOT_DIT,
  );
  const dites = (faits.length > 0 ? faits : [...signaux, ...mots]).slice(0, RAISONS_DITES);
  if (dites.length === 0) return undefined;
  return {
    conclusion: oui ? 'internationale' : 'non_internationale',
    motif: `${quand(dites)} : ${dites.map(ecrireRaison).join(' ; ')}`,
  };
}

function quand(indices: readonly Indice[]): string {
  const depuis = trierPar(indices, (indice) => indice.depuis)[0]?.depuis ?? '';
  const jusque = trierPar(indices, (indice) => indice.jusque).at(-1)?.jusque ?? '';
  return depuis === jusque ? `comme en ${depuis}` : `comme de ${depuis} à ${jusque}`;
}

function ecrireRaison(indice: Indice): string {
  return `${ecrireTrait(indice.trait)}, ${accord(indice.lignes, 'ligne')}, ${combien(indice)}`;
}

function combien({ internationales, lignes }: Indice): string {
  if (internationales === 0) return lignes === 1 ? 'non internationale' : 'aucune internationale';
  if (internationales === lignes) return lignes === 1 ? 'internationale' : 'toutes internationales';
  return `dont ${accord(internationales, 'internationale')}`;
}
