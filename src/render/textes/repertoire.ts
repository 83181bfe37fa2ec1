import { chiffresDesCofinancements } from '../../compile/cofinancements/chiffres-des-cofinancements.ts';
import { chiffresDeConsolidation } from '../../compile/consolidation/chiffres-de-consolidation.ts';
import type { Evolution, Variation } from '../../compile/evolution/evolution.ts';
import { type Figure, figuresDe } from '../../compile/figures.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { EXCEPTIONNELLE, nomsDesExceptionnelles } from '../../compile/valeurs-nommees.ts';
import { type Base, LIBELLES_BASES } from '../../domain/argent/base.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import { ecrireDate } from '../../domain/textes/date.ts';
import {
  direEcart,
  direMontant,
  formaterEntier,
  formaterEuros,
  formaterMilliers,
  formaterMillions,
  formaterPourcentage,
} from '../../domain/textes/format.ts';
import { distanceEdition, ecourter } from '../../domain/textes/texte.ts';
import { chiffreDe, chiffreVerifie } from '../html/chiffre-vue.ts';
import { lignesDeLaPage } from '../html/lignes-de-la-page.ts';
import { chiffreDeCofinancement } from '../html/vue-cofinancements.ts';
import { chiffreDeFlux } from '../html/vue-consolidation.ts';
import { adressesDesRecettes } from '../html/vue-recettes.ts';

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
const LETTRES_CITEES = 61;

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
    const { exercice, collectivite, titre, base, dateEdition, edition } = jaune.enTete;
    this.#mots = new Map([
      ['exercice', exercice],
      ['collectivite', collectivite],
      ['titre', titre],
      ['base', LIBELLES_BASES[base]],
      ['date_edition', ecrireDate(dateEdition)],
      ...(edition ? [['edition', edition.nom] as const] : []),
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
        raison: `« ${ecourter(nom.slice(coupe + 1), LETTRES_CITEES)} » n’est pas une façon de dire un chiffre`,
        proches: () => [
          figure.nom,
          ...FORMES.filter((connue) => connue !== 'total').map((connue) => `${figure.nom}.${connue}`),
        ],
      };
    if (nom.startsWith('evolution.') && this.#sansEvolution !== '')
      return { raison: `rien n’est comparé : ${this.#sansEvolution}`, proches: () => [] };
    return {
      raison: `« ${ecourter(nom, LETTRES_CITEES)} » n’est le nom d’aucun chiffre de ce document`,
      proches: () => this.#proches(nom),
    };
  }

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
    raison: `« ${ecourter(figure.nom, LETTRES_CITEES)} » n’est dans aucun total : il n’en est pas une part`,
    proches: () => [figure.nom],
  };
}

/**
 * What texts may say of the change since the edition before: `evolution.exercice` is its year; `evolution.total.ecart`,
 * `evolution.pays.senegal.avant`… say the difference, last year's amount, the difference in percent. Nothing when the two
 * editions cannot be compared, nor of the pilot sector when last year's cannot be told.
 */
export function nommerEvolution(evolution: Evolution | undefined): [nom: string, mots: string][] {
  if (!evolution?.comparable) return [];
  const { synthese, piloteConnu, tables, exercice } = evolution;
  const figures: readonly (readonly [string, Variation])[] = [
    ['total', synthese.totalHorsExceptionnelles],
    ['exceptionnelles', synthese.exceptionnelles],
    ...(piloteConnu
      ? ([
          ['secteur_pilote', synthese.secteurPilote],
          ['autres_secteurs', synthese.autresSecteurs],
        ] as const)
      : []),
    ...tables.flatMap(({ nom: table, rangees }) =>
      rangees.flatMap((rangee) => (rangee.nom === undefined ? [] : [[`${table}.${rangee.nom}`, rangee] as const])),
    ),
  ];
  return [
    ['evolution.exercice', exercice],
    ...figures.flatMap(([nom, { avant, ecart }]): [string, string][] => [
      [`evolution.${nom}.avant`, direMontant(avant)],
      [`evolution.${nom}.ecart`, direEcart(ecart)],
      [`evolution.${nom}.taux`, direTaux(ecart, avant)],
    ]),
  ];
}

export interface FigureNommee {
  readonly nom: string;
  readonly libelle: string;
  readonly montant: Montant;
  readonly nombre: number;
  /** The whole of which it is a part; none for what is in no total. */
  readonly ensemble: Montant | undefined;
  /** The address in the page that opens its lines; empty for none. */
  readonly adresse: string;
}

/**
 * The figures that texts may name, by name: all those of the jaune, each exceptional operation by its label,
 * `exceptionnelle.maison-internationale-de-la-recherche`, those of flows, as parts of all that was received, and those of
 * co-financing, `cofinancement.site-idf.reste`.
 */
export function figuresNommees(jaune: Jaune): ReadonlyMap<string, FigureNommee> {
  const figures = [
    ...[...figuresDe(jaune).values()].map((figure) => nommer(jaune, figure)),
    ...operations(jaune),
    ...flux(jaune),
    ...cofinancements(jaune),
  ];
  return new Map(figures.map((figure) => [figure.nom, figure]));
}

/** A figure with its whole: the headline, or all that was received for the places; nothing for what is shown aside. */
function nommer(jaune: Jaune, figure: Figure): FigureNommee {
  const { nom, libelle, montant, nombre, criteres } = figure;
  if (nom.startsWith('partition.')) {
    const { adresse } = chiffreVerifie(jaune, { lignes: nombre, centimes: montant }, criteres);
    return { nom, libelle, montant, nombre, ensemble: jaune.partition.total.centimes, adresse };
  }
  const base = criteres.find(([champ]) => champ === 'base')?.[1] as Base | undefined;
  const total =
    base === undefined
      ? jaune.synthese.totalHorsExceptionnelles
      : jaune.partitionParBase.get(base)?.internationale.centimes;
  const ensemble = nom === 'synthese.exceptionnelles' ? undefined : total;
  // On another base the page opens a figure from its table only.
  const adresse = base === undefined ? chiffreDe(figure).adresse : '';
  return { nom, libelle, montant, nombre, ensemble, adresse };
}

function flux(jaune: Jaune): FigureNommee[] {
  const figures = chiffresDeConsolidation(jaune);
  const recettes = figures.length === 0 ? new Map<string, string>() : adressesDesRecettes(jaune, lignesDeLaPage(jaune));
  return figures.map((figure) => ({
    ...figure,
    ensemble: jaune.consolidation.recu.centimes,
    adresse: chiffreDeFlux(jaune, figure, (nom) => recettes.get(nom) ?? '').adresse,
  }));
}

/** Those of co-financing; only what is spent is part of the headline. */
function cofinancements(jaune: Jaune): FigureNommee[] {
  const { totalHorsExceptionnelles } = jaune.synthese;
  const enNet = jaune.cofinancements.net !== 0;
  return chiffresDesCofinancements(jaune).map((figure) => ({
    nom: figure.nom,
    libelle: figure.libelle,
    montant: figure.montant,
    nombre: figure.nombre,
    ensemble: figure.criteres.some(([champ]) => champ === 'montant_est') ? totalHorsExceptionnelles : undefined,
    adresse: chiffreDeCofinancement(figure, enNet).adresse,
  }));
}

function operations(jaune: Jaune): FigureNommee[] {
  const { montre } = lignesDeLaPage(jaune);
  const noms = nomsDesExceptionnelles(jaune);
  return jaune.exceptionnelles.map(({ ligne, montant }, rang) => ({
    nom: noms[rang] ?? '',
    libelle: jaune.lignes[ligne]?.ligne.libelle ?? '',
    montant,
    nombre: 1,
    ensemble: undefined,
    adresse: montre(ligne) ? `l${ligne + 1}` : '',
  }));
}

/** A difference as a share of what it starts from, signed: `+3,2 %`; a dash when it starts from nothing. */
export function direTaux(ecart: Montant, avant: Montant): string {
  if (avant === 0) return '–';
  const taux = formaterPourcentage(Math.abs(ecart), Math.abs(avant));
  if (ecart === 0) return taux;
  return `${ecart > 0 ? '+' : '\u2212'}${taux}`;
}

/** What may be told of a figure, after its name: `pays.senegal.lignes`. */
export const FORMES = ['total', 'euros', 'millions', 'milliers', 'lignes', 'part', 'libelle'] as const;
export type Forme = (typeof FORMES)[number];

/** A figure, with the whole of which it is a part; none for what is in no total. */
export interface ADire {
  readonly libelle: string;
  readonly montant: Montant;
  readonly nombre: number;
  readonly ensemble: Montant | undefined;
}

/** Tells a figure in one of its forms; `undefined` for the share of what is part of nothing. */
export function direChiffre({ libelle, montant, nombre, ensemble }: ADire, forme: Forme): string | undefined {
  switch (forme) {
    case 'total':
      return direMontant(montant);
    case 'euros':
      return formaterEuros(montant);
    case 'millions':
      return formaterMillions(montant);
    case 'milliers':
      return formaterMilliers(montant);
    case 'lignes':
      return formaterEntier(nombre);
    case 'part':
      return ensemble === undefined ? undefined : formaterPourcentage(montant, ensemble);
    case 'libelle':
      return libelle;
  }
}
