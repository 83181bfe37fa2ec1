import { formaterEuros } from '../../domain/format.ts';
import { type Montant, somme } from '../../domain/montant.ts';
import { comparer } from '../../domain/ordre.ts';
import type { PointDePays } from '../../domain/point-pays.ts';
import { classerEnClasses, libellesDesClasses } from './classes.ts';
import { decrireCarte } from './describe.ts';
import { ecrire, encadrer, marquer, nombre, type OptionsDeGraphique } from './frame.ts';
import { type FondDeCarte, LARGEUR_DE_CARTE, type PaysDessine } from './map-background.ts';
import {
  CORPS_DE_CARTE,
  compterLesPays,
  dessinerBande,
  dessinerLegende,
  type EntreeDeLegende,
  echantillonDeClasse,
  ecrireNote,
  motifsDeBande,
  type PartDeBande,
  semis,
} from './map-legend.ts';
import { ECHELLE_DES_TRACES } from './map-path.ts';
import { ecarter, placerLesNoms } from './map-places.ts';

/** A country and what goes to it. */
export interface PaysDeCarte {
  /** ISO 3166-1 alpha-3; XKX for Kosovo. */
  readonly code: string;
  /** ISO 3166-1 numeric, three digits; empty for Kosovo. */
  readonly numerique: string;
  readonly nom: string;
  readonly montant: Montant;
  /** The amount as the document writes it. */
  readonly affiche: string;
  /** What the name of the mark adds: `12 lignes`. */
  readonly precision?: string;
  /** Where the country opens on its lines. */
  readonly adresse?: string;
}

/** What a map needs beside its countries. */
export interface OptionsDeCarte extends OptionsDeGraphique {
  /** Where countries too small for the background stand. */
  readonly points: readonly PointDePays[];
  /** What no country has: several countries, or none told. Shown in a strip under the map. */
  readonly horsCarte: readonly PartDeBande[];
  /** Whose action it is, named beside its mark: `Région Île-de-France`. */
  readonly collectivite: string;
  /** How amounts that the map adds up are written; to the cent when absent. */
  readonly afficher?: (valeur: Montant) => string;
}

const RAYON = 6;
/** Under this area, in square units, a shape could not be seen: a round mark stands for it. */
const AIRE_VISIBLE = 12;
const NOMMES = 8;
/** The first names are shown on a telephone too. */
const NOMMES_PARTOUT = 3;
const CORPS_ECRAN = 15;
/** Paris, where the mark of the authority stands: France is where the money comes from. */
const CAPITALE: readonly [number, number] = [2.35, 48.85];
const FOND =
  'Fond\u202f: Natural Earth, domaine public\u202f; projection Equal Earth. Frontières simplifiées, sans valeur officielle.';

interface Place {
  readonly pays: PaysDeCarte;
  readonly classe: number;
  readonly forme?: PaysDessine;
  readonly centre: readonly [number, number];
}

/**
 * Draws what goes to each country on a world map where areas are true: classes of round amounts, darker for more, outlined
 * so that they are told from countries with nothing even in black and white; a round mark for countries too small to be
 * seen. Under it, the legend, and a strip that says how much is on no country. The order of the countries does not matter.
 * @param fond what `ouvrirFond` loads, once for all maps
 */
export function dessinerCarte(pays: readonly PaysDeCarte[], fond: FondDeCarte, options: OptionsDeCarte): string {
  const { prefixe, horsCarte, afficher = formaterEuros } = options;
  const tries = [...pays].sort((a, b) => b.montant - a.montant || comparer(a.code, b.code));
  const { bornes, classe } = classerEnClasses(tries.map(({ montant }) => montant));
  const points = new Map(options.points.map(({ code, longitude, latitude }) => [code, [longitude, latitude] as const]));
  const places = tries.flatMap((chacun) => situer(chacun, classe(chacun.montant), fond, points));
  const perdus = tries.filter((chacun) => !places.some((place) => place.pays === chacun));
  const ventile = somme(tries.map(({ montant }) => montant));
  const parts = [{ libelle: 'Ventilé par pays', montant: ventile, affiche: afficher(ventile) }, ...horsCarte];
  const blocs = [
    (haut: number) => dessinerLegende(listerLaLegende(options, places, bornes), haut),
    (haut: number) => dessinerBande(parts, prefixe, haut),
    (haut: number) => ecrireNote(`${direPerdus(perdus)}${FOND}`, haut),
  ];
  const corps = [dessinerMonde(places, fond, prefixe)];
  let bas = fond.hauteur + 12;
  for (const bloc of blocs) {
    const dessine = bloc(bas);
    corps.push(dessine.corps);
    bas += dessine.hauteur + 12;
  }
  return encadrer(
    'graphique-carte',
    { ...options, description: options.description ?? decrireCarte(tries, parts) },
    {
      largeur: LARGEUR_DE_CARTE,
      hauteur: bas,
      corps: corps.join(''),
      motifs: motifsDeBande(prefixe) + semis(`${prefixe}-semis`, 1) + semis(`${prefixe}-trace-semis`, 10),
    },
  );
}

/** Where a country is drawn; nothing when neither the background nor the points know it. */
function situer(
  pays: PaysDeCarte,
  classe: number,
  fond: FondDeCarte,
  points: ReadonlyMap<string, readonly [number, number]>,
): Place[] {
  const forme = fond.pays(cleDe(pays));
  if (forme !== undefined && forme.aire >= AIRE_VISIBLE) return [{ pays, classe, forme, centre: forme.centre }];
  const point = points.get(pays.code);
  if (point !== undefined) return [{ pays, classe, centre: fond.placer(...point) }];
  return forme === undefined ? [] : [{ pays, classe, centre: forme.centre }];
}

function cleDe({ numerique, code }: PaysDeCarte): string {
  return numerique === '' ? code : numerique;
}

function dessinerMonde(places: readonly Place[], fond: FondDeCarte, prefixe: string): string {
  const formes = places.flatMap((place) => (place.forme === undefined ? [] : [{ ...place, trace: place.forme.trace }]));
  const petits = places.filter(({ forme }) => forme === undefined);
  const ronds = ecarter(
    petits.map(({ centre }) => centre),
    RAYON,
    LARGEUR_DE_CARTE,
    fond.hauteur,
  );
  const [x, y] = fond.placer(...CAPITALE);
  return [
    `<g transform="${ECHELLE_DES_TRACES}"><path d="${fond.reste(new Set(formes.map(({ pays }) => cleDe(pays))))}" class="g-terre"/>`,
    ...formes.map(({ pays, classe, trace }) =>
      marquer(nommer(pays), `<path d="${trace}" ${classeDePays(classe, `${prefixe}-trace`)}/>`),
    ),
    '</g>',
    ...ronds.flatMap(({ vrai, centre }, rang) => {
      const place = petits[rang];
      return place === undefined ? [] : [dessinerRond(place, vrai, centre, prefixe)];
    }),
    `<g aria-hidden="true">${marquerFoyer(x, y)}${nommerLesPremiers(
      places,
      ronds.map(({ centre }) => centre),
      fond,
    )}</g>`,
  ].join('');
}

function dessinerRond(
  place: Place,
  vrai: readonly [number, number],
  centre: readonly [number, number],
  prefixe: string,
): string {
  const [x, y] = [nombre(centre[0]), nombre(centre[1])];
  const [vraiX, vraiY] = [nombre(vrai[0]), nombre(vrai[1])];
  const deplace = Math.abs(vrai[0] - centre[0]) + Math.abs(vrai[1] - centre[1]) > RAYON;
  const trait = deplace ? `<line x1="${vraiX}" y1="${vraiY}" x2="${x}" y2="${y}" class="g-renvoi"/>` : '';
  return marquer(
    nommer(place.pays),
    `${trait}<circle cx="${x}" cy="${y}" r="${RAYON}" ${classeDePays(place.classe, prefixe)}/>`,
  );
}

function nommer({ nom, affiche, precision, adresse }: PaysDeCarte) {
  return { nom: `${nom}\u202f: ${affiche}${precision === undefined ? '' : `, ${precision}`}`, adresse };
}

function nommerLesPremiers(
  places: readonly Place[],
  ronds: readonly (readonly [number, number])[],
  { hauteur, placer }: FondDeCarte,
): string {
  const premiers = places.filter(({ pays }) => pays.montant > 0).slice(0, NOMMES);
  const [foyerX, foyerY] = placer(...CAPITALE);
  const occupes = [...ronds, [foyerX, foyerY] as const].map(
    ([x, y]) => [x - RAYON - 1, y - RAYON - 1, x + RAYON + 1, y + RAYON + 1] as const,
  );
  const aNommer = premiers.map(({ pays, centre, forme }, rang) => ({
    nom: pays.nom,
    centre,
    etendue: forme?.etendue ?? ([2 * RAYON, 2 * RAYON] as const),
    corps: rang < NOMMES_PARTOUT ? CORPS_DE_CARTE : CORPS_ECRAN,
  }));
  return placerLesNoms(aNommer, occupes, LARGEUR_DE_CARTE, hauteur)
    .map(({ nom, x, y, relie, centre, rang }) => {
      const trait = relie
        ? `<line x1="${nombre(centre[0])}" y1="${nombre(centre[1])}" x2="${nombre(x)}" y2="${nombre(y)}" class="g-renvoi"/>`
        : '';
      return `<g class="${rang < NOMMES_PARTOUT ? 'g-nomme' : 'g-nomme g-large'}">${trait}${ecrire(x, y, nom, 'g-nom g-milieu')}</g>`;
    })
    .join('');
}

/** The smallest amounts are sprinkled with dots, so that paper without colours tells them from countries with nothing. */
function classeDePays(classe: number, prefixe: string): string {
  return `class="g-pays c${classe}"${classe === 1 ? ` fill="url(#${prefixe}-semis)"` : ''}`;
}

/** A star-like diamond: where the money comes from is no amount. */
function marquerFoyer(x: number, y: number): string {
  return `<path d="M${nombre(x)} ${nombre(y - 7)}l5 7-5 7-5-7z" class="g-foyer"/>`;
}

function listerLaLegende(
  { collectivite, prefixe }: OptionsDeCarte,
  places: readonly Place[],
  bornes: readonly Montant[],
): EntreeDeLegende[] {
  const compter = (classe: number) => places.filter((place) => place.classe === classe).length;
  const classes = libellesDesClasses(bornes).map((libelle, rang) => ({
    echantillon: echantillonDeClasse(classeDePays(rang + 1, prefixe)),
    texte: compterLesPays(libelle, compter(rang + 1)),
  }));
  const rien = {
    echantillon: echantillonDeClasse(classeDePays(0, prefixe)),
    texte: compterLesPays('montant nul ou négatif', compter(0)),
  };
  return [
    ...(places.some(({ pays }) => pays.montant > 0) ? classes : []),
    ...(compter(0) === 0 ? [] : [rien]),
    { echantillon: echantillonDeClasse('class="g-terre"'), texte: 'aucun montant' },
    {
      echantillon: (x, y) =>
        `<circle cx="${nombre(x + 15)}" cy="${nombre(y + 9)}" r="${RAYON}" ${classeDePays(1, prefixe)}/>`,
      texte: 'petit pays, à sa place en rond',
    },
    { echantillon: (x, y) => marquerFoyer(x + 15, y + 9), texte: `${collectivite} (France)` },
  ];
}

function direPerdus(perdus: readonly PaysDeCarte[]): string {
  if (perdus.length === 0) return '';
  const noms = perdus.map(({ nom, affiche }) => `${nom} (${affiche})`).join(', ');
  return `Compté sans place sur la carte\u202f: ${noms}. `;
}
