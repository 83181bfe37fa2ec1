import type { ListesNommees } from '../../domain/conditions/listes-nommees.ts';
import type { Chemin, Signaler } from '../../domain/constats/constat.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';

/** An element of a list: a value as it is written, or a reference to another list. */
export type ElementDeListe = { readonly valeur: string } | { readonly liste: string };

/** The lists of a dossier by name; `undefined` for one that is at fault, which has been told. */
export type DefinitionsDeListes = ReadonlyMap<string, readonly ElementDeListe[] | undefined>;

/**
 * How many elements all the lists may have together once each holds those of the lists that it refers to. Without it, a
 * file of a few megabytes could ask for thousands of millions.
 */
const ELEMENTS_MAX = 5_000_000;
/** Names that a slip is looked for among, and slips that are looked for. */
const NOMS_COMPARES = 2_000;
const INCONNUES_CHERCHEES = 50;

/** The lists of a dossier, unfolded when a rule first refers to them, once each. */
export class ListesDuDossier implements ListesNommees {
  readonly #definitions: DefinitionsDeListes;
  readonly #lisibles: boolean;
  readonly #developpees = new Map<string, readonly string[] | undefined>();
  #elements = 0;
  #inconnues = 0;

  /**
   * @param definitions lists without a cycle
   * @param lisibles `false` when the file could not be read: then nothing can be said of what is not in it
   */
  constructor(definitions: DefinitionsDeListes, lisibles = true) {
    this.#definitions = definitions;
    this.#lisibles = lisibles;
  }

  developper(nom: string, chemin: Chemin, signaler: Signaler): readonly string[] | undefined {
    if (!this.#definitions.has(nom)) {
      this.#inconnues += 1;
      const connues = this.#inconnues > INCONNUES_CHERCHEES ? [] : [...this.#definitions.keys()];
      if (this.#lisibles) signalerListeInconnue(nom, connues, chemin, signaler);
      return undefined;
    }
    this.#developperEnProfondeur(nom);
    if (this.#elements > ELEMENTS_MAX)
      signaler(
        chemin,
        `les listes qui renvoient les unes aux autres font plus de ${ELEMENTS_MAX} éléments en tout`,
        'Écrivez les éléments une seule fois, dans une seule liste.',
        undefined,
        'E-LISTE-ELEMENT',
      );
    return this.#developpees.get(nom);
  }

  /** The lists that no rule refers to, not even through another, in the order of the file. */
  inutiles(): string[] {
    return [...this.#definitions.keys()].filter((nom) => !this.#developpees.has(nom));
  }

  /** Unfolds what a list refers to before itself; without calling itself, whatever the length of the chain. */
  #developperEnProfondeur(racine: string): void {
    const pile = [racine];
    for (let nom = pile.at(-1); nom !== undefined; nom = pile.at(-1)) {
      const definition = this.#definitions.get(nom);
      const avant = this.#developpees.has(nom) ? [] : this.#pasEncoreDeveloppees(definition ?? []);
      pile.push(...avant);
      if (avant.length > 0) continue;
      pile.pop();
      if (!this.#developpees.has(nom)) this.#developpees.set(nom, this.#rassembler(definition));
    }
  }

  #pasEncoreDeveloppees(definition: readonly ElementDeListe[]): string[] {
    return definition.flatMap((element) =>
      'liste' in element && !this.#developpees.has(element.liste) ? element.liste : [],
    );
  }

  #rassembler(definition: readonly ElementDeListe[] | undefined): readonly string[] | undefined {
    if (definition === undefined) return undefined;
    const elements = new Set<string>();
    for (const element of definition) {
      if ('valeur' in element) {
        elements.add(element.valeur);
        continue;
      }
      const developpee = this.#developpees.get(element.liste);
      if (developpee === undefined || this.#elements + elements.size > ELEMENTS_MAX) {
        this.#elements += elements.size;
        return undefined;
      }
      for (const valeur of developpee) elements.add(valeur);
    }
    this.#elements += elements.size;
    return [...elements];
  }
}

/** Tells a reference to a list that does not exist, with the nearest name. */
export function signalerListeInconnue(
  nom: string,
  connues: readonly string[],
  chemin: Chemin,
  signaler: Signaler,
): void {
  const proche = nomLePlusProche(nom, connues.slice(0, NOMS_COMPARES));
  signaler(
    chemin,
    `aucune liste ne s’appelle « ${nom} »`,
    proche === undefined
      ? 'Les listes s’écrivent dans listes.yaml, à la racine du dossier.'
      : `Vouliez-vous écrire « ${proche} » ? Les listes s’écrivent dans listes.yaml.`,
    undefined,
    'E-LISTE-INCONNUE',
  );
}

/** A reference that closes a circle: list `de` refers, by its element `rang`, to one that leads back to it. */
export interface CycleDeListes {
  readonly de: string;
  readonly rang: number;
  /** The circle, its first name repeated at the end: `a`, `b`, `a`. */
  readonly noms: readonly string[];
}

interface Etape {
  readonly nom: string;
  rang: number;
}

/** The circles among lists, in the order of the file. Goes down without calling itself, whatever the length of a chain. */
export function chercherCycles(definitions: DefinitionsDeListes): CycleDeListes[] {
  const cycles: CycleDeListes[] = [];
  const finies = new Set<string>();
  for (const racine of definitions.keys()) {
    if (finies.has(racine)) continue;
    const pile: Etape[] = [{ nom: racine, rang: 0 }];
    const surLaPile = new Map([[racine, 0]]);
    for (let etape = pile.at(-1); etape; etape = pile.at(-1)) {
      const { nom, rang } = etape;
      const element = definitions.get(nom)?.[rang];
      if (element === undefined) {
        finies.add(nom);
        surLaPile.delete(nom);
        pile.pop();
        continue;
      }
      etape.rang += 1;
      if ('valeur' in element || finies.has(element.liste)) continue;
      const debut = surLaPile.get(element.liste);
      if (debut !== undefined) {
        const noms = [...pile.slice(debut).map((sur) => sur.nom), element.liste];
        cycles.push({ de: nom, rang, noms });
      } else {
        surLaPile.set(element.liste, pile.length);
        pile.push({ nom: element.liste, rang: 0 });
      }
    }
  }
  return cycles;
}
