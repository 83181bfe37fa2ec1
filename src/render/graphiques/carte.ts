import { type Montant, montant } from '../../domain/argent/montant.ts';
import type { PointDePays } from '../../domain/lieux/geographie.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { ecrire, encadrer, marquer, nombre, type OptionsDeGraphique } from './cadre.ts';
import { classerEnClasses, libellesDesClasses } from './classes.ts';
import { decrireClassement } from './decrire.ts';
import type { FondDeCarte, PaysDessine } from './fond-de-carte.ts';
import { compterLesPays, type EntreeDeLegende, echantillon, semis } from './legende.ts';
import { ecarterLesRonds, placerLesNoms } from './placer-les-noms.ts';
import { ECHELLE_DES_TRACES } from './trace-compact.ts';

export interface PaysDeCarte {
  /** ISO 3166-1 alpha-3; XKX for Kosovo. */
  readonly code: string;
  /** ISO 3166-1 numeric, three digits; empty for Kosovo. */
  readonly numerique: string;
  readonly nom: string;
  readonly montant: Montant;
  readonly affiche: string;
  /** What the name of the mark adds: `12 lignes`. */
  readonly precision?: string;
  readonly adresse?: string;
}

export interface OptionsDeCarte extends OptionsDeGraphique {
  readonly points: readonly PointDePays[];
  /** Sizes that names have: the first ones, shown on a telephone too, then the others. */
  readonly corps: readonly [premiers: number, autres: number];
  /** Countries that are not named here, by code: another map names them. */
  readonly sansNom?: ReadonlySet<string>;
}

export interface CarteDessinee {
  readonly dessin: string;
  /** Codes of the countries drawn, as an area or as a point; and of those that are not cut at the edge. */
  readonly dessines: ReadonlySet<string>;
  readonly entiers: ReadonlySet<string>;
}

const RAYON = 6;
/** Under this area, in square units, a shape could not be seen: a round mark stands for it. */
const AIRE_VISIBLE = 12;
const NOMMES = 8;
/** The first names are shown on a telephone too. */
const NOMMES_PARTOUT = 3;
/** Paris, where the mark of the authority stands: France is where the money comes from. */
const CAPITALE: readonly [number, number] = [2.35, 48.85];
/** What it costs a name to cover a country that has an amount. */
const COUT_D_UN_PAYS = 3;

interface Place {
  readonly pays: PaysDeCarte;
  readonly classe: number;
  readonly forme?: PaysDessine;
  readonly centre: readonly [number, number];
}

/**
 * Draws what goes to each country on a map where areas are true: classes of round amounts, darker for more, outlined so that
 * they are told from countries with nothing even in black and white; a round mark for countries too small to be seen. The
 * order of the countries does not matter. Classes come from all the countries, drawn on this map or not, so that two maps
 * agree.
 * @param fond what `ouvrirFond` loads
 */
export function dessinerCarte(pays: readonly PaysDeCarte[], fond: FondDeCarte, options: OptionsDeCarte): CarteDessinee {
  const { prefixe } = options;
  const tries = trier(pays);
  const { classe } = classerEnClasses(tries.map((chacun) => chacun.montant));
  const points = new Map(options.points.map(({ code, longitude, latitude }) => [code, [longitude, latitude] as const]));
  const places = tries.flatMap((chacun) => situer(chacun, classe(chacun.montant), fond, points));
  const chiffres = places.map(({ pays: { nom: libelle, montant: centimes, affiche } }) => ({
    libelle,
    montant: centimes,
    affiche,
  }));
  return {
    dessines: new Set(places.map(({ pays: { code } }) => code)),
    entiers: new Set(places.filter(estEntier).map(({ pays: { code } }) => code)),
    dessin: encadrer(
      'graphique-carte',
      { ...options, description: options.description ?? decrireClassement(chiffres, 'pays') },
      {
        largeur: fond.largeur,
        hauteur: fond.hauteur,
        corps: dessinerMonde(places, fond, options),
        motifs: semis(`${prefixe}-semis`, 1) + semis(`${prefixe}-trace-semis`, 10),
      },
    ),
  };
}

function estEntier({ forme }: Place): boolean {
  return forme?.entier ?? true;
}

function trier(pays: readonly PaysDeCarte[]): PaysDeCarte[] {
  return [...pays].sort((a, b) => b.montant - a.montant || comparer(a.code, b.code));
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
  const centre = point === undefined ? forme?.centre : fond.placer(...point);
  return centre === undefined ? [] : [{ pays, classe, centre }];
}

function cleDe({ numerique, code }: PaysDeCarte): string {
  return numerique === '' ? code : numerique;
}

function dessinerMonde(places: readonly Place[], fond: FondDeCarte, options: OptionsDeCarte): string {
  const { prefixe } = options;
  const formes = places.flatMap((place) => (place.forme === undefined ? [] : [{ ...place, trace: place.forme.trace }]));
  const petits = places.filter(({ forme }) => forme === undefined);
  const ronds = ecarterLesRonds(
    petits.map(({ centre }) => centre),
    RAYON,
    fond.largeur,
    fond.hauteur,
  );
  const foyer = fond.placer(...CAPITALE);
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
    '<g aria-hidden="true">',
    foyer === undefined ? '' : marquerFoyer(...foyer),
    nommerLesPremiers(places, [...ronds.map(({ centre }) => centre), ...(foyer ? [foyer] : [])], fond, options),
    '</g>',
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
  marques: readonly (readonly [number, number])[],
  fond: FondDeCarte,
  { corps, sansNom }: OptionsDeCarte,
): string {
  const premiers = places
    .filter((place) => place.pays.montant > 0 && estEntier(place) && !sansNom?.has(place.pays.code))
    .slice(0, NOMMES);
  const aNommer = premiers.map(({ pays, centre, forme }, rang) => ({
    nom: pays.nom,
    centre,
    etendue: forme?.etendue ?? ([2 * RAYON, 2 * RAYON] as const),
    corps: rang < NOMMES_PARTOUT ? corps[0] : corps[1],
    moindreCorps: corps[1],
  }));
  const dessinees = places.flatMap(({ forme }) => forme ?? []);
  return placerLesNoms(aNommer, {
    largeur: fond.largeur,
    hauteur: fond.hauteur,
    occupes: marques.map(([x, y]) => [x - RAYON - 1, y - RAYON - 1, x + RAYON + 1, y + RAYON + 1] as const),
    cout: (x, y) => (dessinees.some(({ contient }) => contient(x, y)) ? COUT_D_UN_PAYS : 0),
  })
    .map(({ nom, x, y, trait, rang }) => {
      const ligne =
        trait === undefined
          ? ''
          : `<line x1="${nombre(trait.de[0])}" y1="${nombre(trait.de[1])}" x2="${nombre(trait.a[0])}" y2="${nombre(trait.a[1])}" class="g-renvoi"/>`;
      const classe = rang < NOMMES_PARTOUT ? 'g-nom g-milieu' : 'g-nom g-autre g-milieu';
      return `<g class="${rang < NOMMES_PARTOUT ? 'g-nomme' : 'g-nomme g-large'}">${ligne}${ecrire(x, y, nom, classe)}</g>`;
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

/**
 * What the legend of these maps says: the classes with how many countries each holds, round marks, and whose action it is.
 * @param prefixe that of one of the maps, whose patterns the samples take
 */
export function listerLaLegende(
  pays: readonly PaysDeCarte[],
  { prefixe, collectivite }: { readonly prefixe: string; readonly collectivite: string },
): EntreeDeLegende[] {
  const { bornes, classe } = classerEnClasses(pays.map((chacun) => chacun.montant));
  const compter = (voulue: number) => pays.filter((chacun) => classe(chacun.montant) === voulue).length;
  const classes = libellesDesClasses(bornes).map((libelle, rang) => ({
    echantillon: echantillon(classeDePays(rang + 1, prefixe)),
    texte: compterLesPays(libelle, compter(rang + 1)),
  }));
  const rien = {
    echantillon: echantillon(classeDePays(0, prefixe)),
    texte: compterLesPays('montant nul ou négatif', compter(0)),
  };
  return [
    ...(pays.some((chacun) => chacun.montant > 0) ? classes : []),
    ...(compter(0) === 0 ? [] : [rien]),
    { echantillon: echantillon('class="g-terre"'), texte: 'aucun montant' },
    {
      echantillon: `<circle cx="15" cy="9" r="${RAYON}" ${classeDePays(1, prefixe)}/>`,
      texte: 'rond\u202f: pays trop petit pour se voir',
    },
    { echantillon: marquerFoyer(15, 9), texte: `${collectivite} (France)` },
  ];
}

export function totalDesPays(pays: readonly PaysDeCarte[]): Montant {
  return montant(pays.reduce((total, chacun) => total + chacun.montant, 0));
}
