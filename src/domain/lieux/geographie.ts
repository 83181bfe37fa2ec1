import { trierPar } from '../textes/ordre.ts';
import { plier } from '../textes/texte.ts';
import type { Poids, Portee } from '../verdict/signal.ts';

/** One of the nine territories of the grid of the jaune, in the order in which documents show them. */
export interface Territoire {
  /** ASCII identifier, as rules write it: `afrique-subsaharienne`. */
  readonly id: string;
  readonly libelle: string;
  /** Rank in the documents, from 1. */
  readonly ordre: number;
}

/** A country, with the words by which budget labels speak of it. France, overseas included, is not one: it is not abroad. */
export interface Pays {
  /** ISO 3166-1 alpha-3; XKX for Kosovo, which has none. */
  readonly code: string;
  /** ISO 3166-1 alpha-2, as open formats use it; XK for Kosovo. */
  readonly alpha2: string;
  /** ISO 3166-1 numeric code (`686`), as maps use it; empty for Kosovo. */
  readonly numerique: string;
  readonly nom: string;
  /** Identifier of its {@link Territoire}. */
  readonly territoire: string;
  readonly autresNoms: readonly string[];
  /** Names it no longer bears (Zaïre, Haute-Volta), which old labels and associations keep. */
  readonly anciensNoms: readonly string[];
  /** Adjectives, masculine and feminine, plurals in -s left out: `sénégalais`, `sénégalaise`. Two countries may share one. */
  readonly gentiles: readonly string[];
  /** Empty when it has none apart from itself (Hong Kong). */
  readonly capitale: string;
  /** Partner cities and regions, and the cities best known. */
  readonly lieux: readonly string[];
}

/**
 * A part of the world that is no country: a continent, a region of it, a State that became several (Balkans, Maghreb,
 * Yougoslavie).
 */
export interface Aire {
  readonly nom: string;
  /** Identifiers of the territories it lies in; at least one. */
  readonly territoires: readonly string[];
  readonly poids: Poids;
  readonly autresNoms: readonly string[];
  readonly gentiles: readonly string[];
}

/** A name that several countries go by, and how a place that is this name alone is read. */
export interface Homonyme {
  readonly nom: string;
  /** Code of the country that it is read as; empty for a part of France. */
  readonly lu: string;
  /** Codes of what it may be besides; at least one. */
  readonly autres: readonly string[];
}

/** A word that also means something else: a false friend of one word. */
export interface MotAmbigu {
  readonly mot: string;
  readonly portee: Extract<Portee, 'texte' | 'lieu'>;
}

/**
 * The countries, territories and parts of the world. Words compare folded (neither accents nor case); a word never designates two countries,
 * which the construction checks, so that the answer never depends on the order of the table. Hence Congo is Brazzaville,
 * Guinée is Conakry, Géorgie is the country: the other ones have longer names.
 */
export class Geographie {
  /** In the order of the documents. */
  readonly territoires: readonly Territoire[];
  /** By code. */
  readonly tousLesPays: readonly Pays[];
  /** By name. */
  readonly aires: readonly Aire[];
  readonly #territoires: ReadonlyMap<string, Territoire>;
  readonly #codes = new Map<string, Pays>();
  readonly #noms = new Map<string, Pays>();
  readonly #lieux = new Map<string, Pays>();
  readonly #ambigus: ReadonlyMap<string, MotAmbigu['portee']>;
  readonly #homonymes: ReadonlyMap<string, Homonyme>;

  /**
   * @throws Error when a territory, code, name of any kind, capital or place is given twice, when a word is the name of one
   * country and a place of another, or when a country's territory does not exist
   */
  constructor(
    territoires: readonly Territoire[],
    pays: readonly Pays[],
    ambigus: readonly MotAmbigu[] = [],
    aires: readonly Aire[] = [],
    homonymes: readonly Homonyme[] = [],
  ) {
    this.territoires = [...territoires].sort((gauche, droite) => gauche.ordre - droite.ordre);
    this.tousLesPays = trierPar(pays, ({ code }) => code);
    this.aires = trierPar(aires, ({ nom }) => nom);
    this.#territoires = new Map(territoires.map((territoire) => [territoire.id, territoire]));
    this.#ambigus = new Map(ambigus.map(({ mot, portee }) => [plier(mot), portee]));
    this.#homonymes = new Map(homonymes.map((homonyme) => [plier(homonyme.nom), homonyme]));
    if (this.#territoires.size !== territoires.length) throw new Error('un territoire est en double');
    for (const chacun of this.tousLesPays) {
      if (!this.#territoires.has(chacun.territoire)) {
        throw new Error(`${chacun.code} : le territoire « ${chacun.territoire} » n'existe pas`);
      }
      inscrire(this.#codes, chacun.code, chacun.code, chacun);
      for (const nom of nomsDe(chacun)) inscrire(this.#noms, plier(nom), nom, chacun);
    }
    for (const chacun of this.tousLesPays) {
      const lieux = chacun.capitale === '' ? chacun.lieux : [chacun.capitale, ...chacun.lieux];
      for (const lieu of lieux) {
        const cle = plier(lieu);
        const homonyme = this.#noms.get(cle);
        if (homonyme !== undefined && homonyme !== chacun) throw enDouble(lieu, homonyme, chacun);
        inscrire(this.#lieux, cle, lieu, chacun);
      }
    }
  }

  /**
   * The country of that code (in capitals: `EST` is Estonia, `est` is the east), name, other or former name (neither
   * accents nor case), or nothing.
   */
  pays(codeOuNom: string): Pays | undefined {
    return this.#codes.get(codeOuNom.trim()) ?? this.#noms.get(plier(codeOuNom));
  }

  territoire(id: string): Territoire | undefined {
    return this.#territoires.get(id);
  }

  /**
   * The country that a place as received designates: the whole text is a country's name, other name, capital, partner
   * city or region (not its code). Nothing when the text says more, or is also a place of France ({@link MotAmbigu}).
   */
  reconnaitre(lieu: string): Pays | undefined {
    const cle = plier(lieu);
    if (this.#ambigus.get(cle) === 'lieu') return undefined;
    return this.#noms.get(cle) ?? this.#lieux.get(cle);
  }

  /** What a place that is only a name says less surely than it seems. */
  homonyme(lieu: string): Homonyme | undefined {
    return this.#homonymes.get(plier(lieu));
  }

  /** Whether the word says nothing of a country when it is found in a free text. */
  estAmbigu(mot: string): boolean {
    return this.#ambigus.has(plier(mot));
  }
}

/** All the names of a country, the present one first. */
export function nomsDe({
  nom,
  autresNoms,
  anciensNoms,
}: Pick<Pays, 'nom' | 'autresNoms' | 'anciensNoms'>): readonly string[] {
  return [nom, ...autresNoms, ...anciensNoms];
}

function inscrire(index: Map<string, Pays>, cle: string, mot: string, pays: Pays): void {
  const present = index.get(cle);
  if (present !== undefined) throw enDouble(mot, present, pays);
  index.set(cle, pays);
}

function enDouble(mot: string, premier: Pays, second: Pays): Error {
  return new Error(`« ${mot} » désigne à la fois ${premier.code} et ${second.code}`);
}

/** Where a country that world maps are too coarse to draw stands on the globe, in degrees. */
export interface PointDePays {
  /** ISO 3166-1 alpha-3. */
  readonly code: string;
  /** East of Greenwich; negative to the west. */
  readonly longitude: number;
  /** North of the equator; negative to the south. */
  readonly latitude: number;
}
