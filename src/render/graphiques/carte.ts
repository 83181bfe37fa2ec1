import { type Montant, montant } from '../../domain/argent/montant.ts';
import type { PointDePays } from '../../domain/lieux/geographie.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { echapper } from '../html/caracteres.ts';
import { ecrire, encadrer, nombre, type OptionsDeGraphique } from './cadre.ts';
import { arrondirAuDessous, arrondirAuDessus, ecrireRond } from './echelle.ts';
import type { FondDeCarte, PaysDessine } from './fond-de-carte.ts';
import { compterLesPays, type EntreeDeLegende, echantillon } from './legende.ts';
import { ecarterLesRonds, placerLesNoms, type Rond } from './placer-les-noms.ts';
import { mesurer } from './texte.ts';
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
  /** What a reader is told of the whole. */
  readonly description: string;
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

/** The radius of the largest amount. */
const RAYON_MAX = 24;
/** The radius under which a circle could not be told from another: amounts that small are all the same dot. */
const RAYON_MIN = 2;
/** What is nothing, or less, has no area: its mark only says where. */
const RAYON_NUL = 5;
/** Under this area, in square units, a shape could not be seen, and its middle is not looked for. */
const AIRE_VISIBLE = 12;
const NOMMES = 8;
/** The first names are shown on a telephone too. */
const NOMMES_PARTOUT = 3;
/** Paris, where the mark of the authority stands: France is where the money comes from. */
const CAPITALE: readonly [number, number] = [2.35, 48.85];
/** Circles of the legend, each of a quarter of the one before or less. */
const RONDS_DE_LEGENDE = 3;

interface Place {
  readonly pays: PaysDeCarte;
  readonly forme?: PaysDessine;
  readonly vrai: readonly [number, number];
  readonly rayon: number;
}

/** The circles of the maps: their areas are as their amounts. */
export interface EchelleDesRonds {
  /** Amounts under this one are dots. */
  readonly seuil: Montant;
  readonly rayon: (valeur: Montant) => number;
  /** Round amounts, the largest first, to show what a circle is. */
  readonly reperes: readonly Montant[];
}

/** What the circles of those countries measure, on every map of them. */
export function mesurerLesRonds(pays: readonly PaysDeCarte[]): EchelleDesRonds {
  const plusGrand = Math.max(0, ...pays.map((chacun) => chacun.montant));
  const rayonDe = (valeur: number) => Math.sqrt(valeur / plusGrand) * RAYON_MAX;
  const seuil = montant(arrondirAuDessus(plusGrand * (RAYON_MIN / RAYON_MAX) ** 2));
  const reperes: Montant[] = [];
  for (let repere = plusGrand; reperes.length < RONDS_DE_LEGENDE && plusGrand > 0; repere /= 4) {
    repere = arrondirAuDessous(repere);
    if (repere < seuil) break;
    reperes.push(montant(repere));
  }
  return {
    seuil,
    rayon: (valeur) => (valeur <= 0 ? RAYON_NUL : rayonDe(Math.max(valeur, Math.min(seuil, plusGrand)))),
    reperes,
  };
}

/**
 * Draws what goes to each country on a map where areas are true: a circle for each, its area as its amount, moved aside where
 * it would hide another and then tied to its country by a line; countries that have an amount are outlined. The order of the countries
 * does not matter.
 * @param fond what `ouvrirFond` loads
 */
export function dessinerCarte(
  pays: readonly PaysDeCarte[],
  fond: FondDeCarte,
  ronds: EchelleDesRonds,
  options: OptionsDeCarte,
): CarteDessinee {
  const points = new Map(options.points.map(({ code, longitude, latitude }) => [code, [longitude, latitude] as const]));
  const places = trierLesPays(pays).flatMap((chacun) => situer(chacun, ronds.rayon(chacun.montant), fond, points));
  const legende = dessinerLesReperes(ronds, fond.hauteur, options.corps[0]);
  return {
    dessines: new Set(places.map(({ pays: { code } }) => code)),
    entiers: new Set(places.filter(estEntier).map(({ pays: { code } }) => code)),
    dessin: encadrer('graphique-carte', options, {
      largeur: fond.largeur,
      hauteur: fond.hauteur + (legende === '' ? 0 : 2 * RAYON_MAX + 8),
      corps: dessinerMonde(places, fond, ronds, options) + legende,
    }),
  };
}

function estEntier({ forme }: Place): boolean {
  return forme?.entier ?? true;
}

/** The largest amount first: so they are drawn, listed, and come under the keys of who has no mouse. */
export function trierLesPays(pays: readonly PaysDeCarte[]): PaysDeCarte[] {
  return [...pays].sort((a, b) => b.montant - a.montant || comparer(a.code, b.code));
}

/** Where a country is drawn; nothing when neither the background nor the points know it. */
function situer(
  pays: PaysDeCarte,
  rayon: number,
  fond: FondDeCarte,
  points: ReadonlyMap<string, readonly [number, number]>,
): Place[] {
  const forme = fond.pays(cleDe(pays));
  if (forme !== undefined && forme.aire >= AIRE_VISIBLE) return [{ pays, rayon, forme, vrai: forme.centre }];
  const point = points.get(pays.code);
  const vrai = point === undefined ? forme?.centre : fond.placer(...point);
  return vrai === undefined ? [] : [{ pays, rayon, vrai }];
}

function cleDe({ numerique, code }: PaysDeCarte): string {
  return numerique === '' ? code : numerique;
}

function dessinerMonde(
  places: readonly Place[],
  fond: FondDeCarte,
  echelle: EchelleDesRonds,
  options: OptionsDeCarte,
): string {
  const formes = places.flatMap(({ pays, forme }) => (forme === undefined ? [] : [{ pays, trace: forme.trace }]));
  const ecartes = ecarterLesRonds(places, fond.largeur, fond.hauteur);
  const ronds = places.flatMap((place, rang) => {
    const rond = ecartes[rang];
    return rond === undefined ? [] : [{ ...place, ...rond }];
  });
  const foyer = fond.placer(...CAPITALE);
  return [
    `<g transform="${ECHELLE_DES_TRACES}"><path d="${fond.reste(new Set(formes.map(({ pays }) => cleDe(pays))))}" class="g-terre"/>`,
    formes.length === 0 ? '' : `<path d="${formes.map(({ trace }) => trace).join('')}" class="g-terre g-avec"/>`,
    '</g>',
    ...ronds.map((rond) => dessinerRond(rond, echelle)),
    '<g aria-hidden="true">',
    foyer === undefined ? '' : marquerFoyer(...foyer),
    nommerLesPremiers(ronds, foyer, fond, options),
    '</g>',
  ].join('');
}

/** A link for who points; who has keys alone has the list of countries, in the same order, where each is one too. */
function dessinerRond({ pays, rayon, vrai, centre }: Place & Rond, { seuil }: EchelleDesRonds): string {
  const { montant: valeur, adresse } = pays;
  const [x, y] = [nombre(centre[0]), nombre(centre[1])];
  const loin = Math.abs(vrai[0] - centre[0]) + Math.abs(vrai[1] - centre[1]) > rayon;
  const trait = loin
    ? `<line x1="${nombre(vrai[0])}" y1="${nombre(vrai[1])}" x2="${x}" y2="${y}" class="g-renvoi"/>`
    : '';
  const marque = `<title>${echapper(nommer(pays))}</title>${trait}<circle cx="${x}" cy="${y}" r="${ecrireRayon(rayon)}" class="${classeDuRond(valeur, seuil)}"/>`;
  return adresse === undefined ? `<g>${marque}</g>` : `<a href="${echapper(adresse)}" tabindex="-1">${marque}</a>`;
}

/** At two decimals: rounded more, small areas would no longer be as their amounts. */
function ecrireRayon(rayon: number): string {
  return String(Math.round(rayon * 100) / 100);
}

function classeDuRond(valeur: Montant, seuil: Montant): string {
  return valeur <= 0 ? 'g-pays c0' : valeur < seuil ? 'g-pays g-point' : 'g-pays g-rond';
}

function nommer({ nom, affiche, precision }: PaysDeCarte): string {
  return `${nom}\u202f: ${affiche}${precision === undefined ? '' : `, ${precision}`}`;
}

function nommerLesPremiers(
  ronds: readonly (Place & Rond)[],
  foyer: readonly [number, number] | undefined,
  fond: FondDeCarte,
  { corps, sansNom }: OptionsDeCarte,
): string {
  const premiers = ronds
    .filter((place) => place.pays.montant > 0 && estEntier(place) && !sansNom?.has(place.pays.code))
    .slice(0, NOMMES);
  const aNommer = premiers.map(({ pays, centre, rayon }, rang) => ({
    nom: pays.nom,
    centre,
    etendue: [2 * rayon, 2 * rayon] as const,
    corps: rang < NOMMES_PARTOUT ? corps[0] : corps[1],
    moindreCorps: corps[1],
  }));
  return placerLesNoms(aNommer, {
    largeur: fond.largeur,
    hauteur: fond.hauteur,
    occupes: foyer === undefined ? [] : [[foyer[0] - 7, foyer[1] - 8, foyer[0] + 7, foyer[1] + 8]],
    ronds,
  })
    .map(({ nom, x, y, trait, rang }) => {
      const ligne =
        trait === undefined
          ? ''
          : `<line x1="${nombre(trait.de[0])}" y1="${nombre(trait.de[1])}" x2="${nombre(trait.a[0])}" y2="${nombre(trait.a[1])}" class="g-vers-nom"/>`;
      const classe = rang < NOMMES_PARTOUT ? 'g-nom g-milieu' : 'g-nom g-autre g-milieu';
      return `<g class="${rang < NOMMES_PARTOUT ? 'g-nomme' : 'g-nomme g-large'}">${ligne}${ecrire(x, y, nom, classe)}</g>`;
    })
    .join('');
}

/** A row of circles under the map, at its own scale, each with the round amount that it is. */
function dessinerLesReperes({ rayon, reperes }: EchelleDesRonds, hauteur: number, corps: number): string {
  let x = 4;
  const milieu = hauteur + RAYON_MAX + 4;
  const dessins = reperes.map((repere) => {
    const r = rayon(repere);
    const texte = ecrireRond(repere);
    const rond = `<circle cx="${nombre(x + r)}" cy="${nombre(milieu)}" r="${ecrireRayon(r)}" class="g-rond"/>`;
    const mot = ecrire(x + 2 * r + 6, milieu + corps * 0.35, texte, 'g-nom');
    x += 2 * r + 6 + mesurer(texte, corps * 1.1) + corps;
    return rond + mot;
  });
  return dessins.length === 0 ? '' : `<g aria-hidden="true">${dessins.join('')}</g>`;
}

/** A star-like diamond: where the money comes from is no amount. */
function marquerFoyer(x: number, y: number): string {
  return `<path d="M${nombre(x)} ${nombre(y - 7)}l5 7-5 7-5-7z" class="g-foyer"/>`;
}

/** What the legend of these maps says: what circles and dots are, with how many countries, and whose action it is. */
export function listerLaLegende(
  pays: readonly PaysDeCarte[],
  { seuil, reperes }: EchelleDesRonds,
  collectivite: string,
): EntreeDeLegende[] {
  const rond = (rayon: number, classe: string) => `<circle cx="15" cy="9" r="${rayon}" class="${classe}"/>`;
  const petits = pays.filter((chacun) => chacun.montant > 0 && chacun.montant < seuil).length;
  const nuls = pays.filter((chacun) => chacun.montant <= 0).length;
  return [
    ...(reperes.length === 0
      ? []
      : [{ echantillon: rond(8, 'g-rond'), texte: 'un pays\u202f: l’aire du rond est son montant' }]),
    ...(petits === 0
      ? []
      : [
          {
            echantillon: rond(RAYON_MIN + 0.5, 'g-point'),
            texte: compterLesPays(`moins de ${ecrireRond(seuil)}`, petits),
          },
        ]),
    ...(nuls === 0
      ? []
      : [{ echantillon: rond(RAYON_NUL, 'g-pays c0'), texte: compterLesPays('montant nul ou négatif', nuls) }]),
    { echantillon: echantillon('class="g-terre g-avec"'), texte: 'pays qui ont un montant' },
    { echantillon: echantillon('class="g-terre"'), texte: 'aucun montant' },
    { echantillon: '<line x1="3" y1="14" x2="27" y2="4" class="g-renvoi"/>', texte: 'du rond écarté à son pays' },
    { echantillon: marquerFoyer(15, 9), texte: `${collectivite} (France)` },
  ];
}

export function totalDesPays(pays: readonly PaysDeCarte[]): Montant {
  return montant(pays.reduce((total, chacun) => total + chacun.montant, 0));
}
