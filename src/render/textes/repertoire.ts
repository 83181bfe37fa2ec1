import type { Evolution } from '../../compile/evolution/evolution.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { EXCEPTIONNELLE } from '../../compile/valeurs-nommees.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { ecrireDate } from '../../domain/textes/date.ts';
import { formaterEntier } from '../../domain/textes/format.ts';
import { distanceEdition } from '../../domain/textes/texte.ts';
import { direChiffre, FORMES, type Forme } from './dire-un-chiffre.ts';
import { type FigureNommee, figuresNommees } from './figures-nommees.ts';
import { nommerEvolution } from './nommer-l-evolution.ts';

/** What stands in a text in place of a name, and the address in the page that opens its lines; empty for none. */
export interface ChiffreDit {
  readonly ecrit: string;
  readonly adresse: string;
}

/** Why a name says nothing, in words, and the names that it may have been, which are only worked out when asked. */
export interface NomSansChiffre {
  readonly raison: string;
  proches(): readonly string[];
}

const PROCHES_MONTRES = 3;
const LETTRES_CITEES = 60;

/**
 * What the words of a dossier may name: each figure of the jaune, the heading of the edition, how many rows a table has, what
 * changed since the edition before.
 */
export class Repertoire {
  readonly #figures: ReadonlyMap<string, FigureNommee>;
  readonly #mots: ReadonlyMap<string, string>;
  /** Why nothing can be said of what changed; empty when it can. */
  readonly #sansEvolution: string;

  constructor(jaune: Jaune, evolution: Evolution | undefined) {
    this.#figures = figuresNommees(jaune);
    const { exercice, collectivite, titre, base, dateEdition } = jaune.enTete;
    this.#mots = new Map([
      ['exercice', exercice],
      ['collectivite', collectivite],
      ['titre', titre],
      ['base', LIBELLES_BASES[base]],
      ['date_edition', ecrireDate(dateEdition)],
      ...jaune.tables.map(({ nom, rangees }): [string, string] => [
        `nombre.${nom}`,
        formaterEntier(rangees.filter(({ cle }) => cle !== '').length),
      ]),
      ...nommerEvolution(evolution),
    ]);
    this.#sansEvolution =
      evolution === undefined
        ? 'le dossier n’a pas d’édition passée (memoire/)'
        : evolution.comparable
          ? ''
          : evolution.raison;
  }

  /** What a name says, followed or not by how to say it: `pays.senegal`, `pays.senegal.lignes`. */
  dire(nom: string): ChiffreDit | NomSansChiffre {
    const mot = this.#mots.get(nom);
    if (mot !== undefined) return { ecrit: mot, adresse: '' };
    // A name may end as a form does: `synthese.total` is one, before it is the total of `synthese`.
    const entier = this.#figures.get(nom);
    if (entier) return direNomme(entier, 'total');
    const coupe = nom.lastIndexOf('.');
    const figure = this.#figures.get(nom.slice(0, Math.max(coupe, 0)));
    const forme = FORMES.find((connue) => connue === nom.slice(coupe + 1));
    if (figure && forme) return direNomme(figure, forme);
    if (figure)
      return {
        raison: `« ${citer(nom.slice(coupe + 1))} » n’est pas une façon de dire un chiffre`,
        proches: () => [
          figure.nom,
          ...FORMES.filter((connue) => connue !== 'total').map((connue) => `${figure.nom}.${connue}`),
        ],
      };
    if (nom.startsWith('evolution.') && this.#sansEvolution !== '')
      return { raison: `rien n’est comparé : ${this.#sansEvolution}`, proches: () => [] };
    return {
      raison: `« ${citer(nom)} » n’est le nom d’aucun chiffre de ce document`,
      proches: () => this.#proches(nom),
    };
  }

  /** The addresses that figures open in the page. */
  get adresses(): ReadonlySet<string> {
    return new Set([...this.#figures.values()].map(({ adresse }) => adresse));
  }

  /** The names that fewest letters separate from one, how to say it left as it is. */
  #proches(nom: string): string[] {
    // These names are long, and few.
    if (nom.startsWith(EXCEPTIONNELLE))
      return [...this.#figures.keys()].filter((connu) => connu.startsWith(EXCEPTIONNELLE)).slice(0, PROCHES_MONTRES);
    const forme = FORMES.find((connue) => nom.endsWith(`.${connue}`));
    const racine = forme === undefined ? nom : nom.slice(0, -forme.length - 1);
    const mesurer = (cible: string, connu: string) => ({ connu, distance: distanceEdition(cible, connu) });
    const mots = [...this.#mots.keys()].map((connu) => mesurer(nom, connu));
    const figures = [...this.#figures.keys()].map((connu) => ({
      ...mesurer(racine, connu),
      connu: forme === undefined ? connu : `${connu}.${forme}`,
    }));
    return [...mots, ...figures]
      .filter(({ distance }) => distance <= Math.max(2, Math.floor(racine.length / 3)))
      .sort((gauche, droite) => gauche.distance - droite.distance)
      .slice(0, PROCHES_MONTRES)
      .map(({ connu }) => connu);
  }
}

function direNomme(figure: FigureNommee, forme: Forme): ChiffreDit | NomSansChiffre {
  const ecrit = direChiffre(figure, forme);
  if (ecrit !== undefined) return { ecrit, adresse: forme === 'libelle' ? '' : figure.adresse };
  return {
    raison: `« ${citer(figure.nom)} » n’est dans aucun total : il n’en est pas une part`,
    proches: () => [figure.nom],
  };
}

function citer(nom: string): string {
  return nom.length > LETTRES_CITEES ? `${nom.slice(0, LETTRES_CITEES)}…` : nom;
}
