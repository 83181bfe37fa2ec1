import { BASES, type Base } from '../domain/argent/base.ts';
import { type Montant, montant } from '../domain/argent/montant.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';
import { type Affectation, centimesDesParts } from '../domain/lignes/affectation.ts';
import { type LigneBudgetaire, referenceDe } from '../domain/lignes/ligne-budgetaire.ts';
import { PLACES, type Place, type Verdict } from '../domain/verdict/verdict.ts';
import { Compteur } from './compteur.ts';
import type { Partition } from './jaune.ts';
import type { GroupeDeLignes } from './lignes-groupees.ts';
import type { Synthese } from './synthese.ts';

/** Thrown when the places do not add up to what was read: a fault of ours, never of the data. */
export class PartitionRompue extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PartitionRompue';
  }
}

type Places = Record<Place, Compteur>;

/** Counts where lines end, for each source and each base, as they pass. */
export class Partitionneur {
  readonly #parSource = new Map<string, Map<Base, Places>>();
  #source: Map<Base, Places> = new Map();
  #fichier = '';

  /** Counts lines on every base that they give. A line counts once, in its own place; cents count where each part lies. */
  ajouter(groupe: GroupeDeLignes, fichier: string): void {
    const { place, parts } = groupe.verdict;
    const { sens } = groupe.imputation;
    const places = this.#placesDe(fichier);
    for (const base of BASES) {
      const poids = groupe.poids(base);
      if (poids === undefined) continue;
      const deBase = placesDeBase(places, base);
      deBase[place].ajouter(sens, 0, poids.lignes);
      parts.forEach((part, rang) => {
        deBase[part.place].ajouter(sens, poids.centimes[rang] ?? 0, 0);
      });
    }
  }

  partition(base: Base): Partition {
    return additionner([...this.#parSource.values()].flatMap((places) => places.get(base) ?? []));
  }

  partitionDe(fichier: string, base: Base): Partition {
    return additionner([this.#parSource.get(fichier)?.get(base) ?? []].flat());
  }

  /**
   * Proves that for each source and each base, the six places add up to what the reading counted by itself, expenses and
   * receipts apart.
   * @throws PartitionRompue with the first difference
   */
  prouver(sources: readonly SourceLue[]): void {
    for (const source of sources)
      for (const base of BASES) {
        const { total } = this.partitionDe(source.fichier, base);
        const deuxSens = { depenses: total.centimes, recettes: total.recettes.centimes };
        for (const sens of ['depenses', 'recettes'] as const) {
          const lu = source[sens].montants[base];
          if (lu !== undefined && deuxSens[sens] !== lu)
            throw new PartitionRompue(
              `${source.fichier}, ${base}, ${sens} : ${lu} centimes lus, ${deuxSens[sens]} placés`,
            );
        }
      }
  }

  #placesDe(fichier: string): Map<Base, Places> {
    if (fichier === this.#fichier) return this.#source;
    this.#fichier = fichier;
    this.#source = this.#parSource.get(fichier) ?? new Map();
    this.#parSource.set(fichier, this.#source);
    return this.#source;
  }
}

/**
 * Where the cents of a line go.
 * @param base one that the line must give
 */
export function affecter(ligne: LigneBudgetaire, verdict: Verdict, base: Base): Affectation {
  const montant = montantSur(ligne, base);
  return { ligne, verdict, montant, montants: centimesDesParts(verdict, montant) };
}

/**
 * The amount of a line on a base that it must give: reading refused it otherwise.
 * @throws PartitionRompue when it does not
 */
export function montantSur(ligne: LigneBudgetaire, base: Base): Montant {
  const valeur = ligne.montants[base];
  if (valeur === undefined) throw new PartitionRompue(`${referenceDe(ligne)} n’a pas de montant en ${base}`);
  return valeur;
}

function placesDeBase(places: Map<Base, Places>, base: Base): Places {
  let deBase = places.get(base);
  if (deBase === undefined) {
    deBase = Object.fromEntries(PLACES.map((place) => [place, new Compteur()])) as Places;
    places.set(base, deBase);
  }
  return deBase;
}

function additionner(listes: readonly Places[]): Partition {
  const total = new Compteur();
  const parPlace = PLACES.map((place) => {
    const compteur = new Compteur();
    for (const places of listes) compteur.ajouterTout(places[place]);
    total.ajouterTout(compteur);
    return [place, compteur.compte()];
  });
  return { ...Object.fromEntries(parPlace), total: total.compte() } as Partition;
}

/** The four published figures, from where the euros lie and what the pilot sector keeps of them. */
export function syntheseDe(partition: Partition, secteurPilote: Montant): Synthese {
  const total = partition.internationale.centimes;
  return {
    secteurPilote,
    autresSecteurs: montant(total - secteurPilote),
    totalHorsExceptionnelles: total,
    exceptionnelles: partition.exceptionnelle.centimes,
  };
}
