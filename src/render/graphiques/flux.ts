import { sankey } from 'd3-sankey';
import type { Montant } from '../../domain/argent/montant.ts';
import { ecrire, encadrer, hachures, marquer, nombre, type OptionsDeGraphique } from './cadre.ts';
import { couperALaLargeur } from './texte.ts';

/** What money passes through: where it comes from, what joins it, the total, where it goes. */
export type EtageDeFlux = 'recu' | 'secteur' | 'total' | 'axe';

export interface NoeudDeFlux {
  readonly libelle: string;
  readonly affiche: string;
  readonly etage: EtageDeFlux;
  /** Money that stops there: hatched. */
  readonly sort?: boolean;
  readonly precision?: string;
  readonly adresse?: string;
}

/** So many cents from one node to another; never nothing, never less. */
export interface LienDeFlux {
  readonly de: NoeudDeFlux;
  readonly vers: NoeudDeFlux;
  readonly montant: Montant;
}

interface Colonne {
  /** Left side of its nodes. */
  readonly x: number;
  /** Where its labels begin or end, and how wide they may be. */
  readonly texte: number;
  readonly largeur: number;
  readonly cote: 'g-fin' | 'g-debut' | 'g-milieu';
}

/** How a drawing of flows is laid out; what is received is left out where there is no room for it. */
export interface FormeDeFlux {
  readonly classe: string;
  readonly largeur: number;
  readonly corps: number;
  readonly interligne: number;
  /** Whether the words of the total stand at the top of the drawing: labels at both sides leave no room above it. */
  readonly totalEnTete?: true;
  readonly colonnes: Readonly<Partial<Record<EtageDeFlux, Colonne>>>;
}

const NOEUD = 14;
/** How high what the fullest column draws is, without its gaps. */
const RUBANS = 240;
const MARGE = 4;
/** From left to right, and in the order in which they are drawn. */
const ETAGES: readonly EtageDeFlux[] = ['recu', 'secteur', 'total', 'axe'];
const ETAGES_DESSINES: readonly EtageDeFlux[] = ['recu', 'secteur', 'axe', 'total'];

/** For a page or a sheet of paper. */
export const FLUX_LARGE: FormeDeFlux = {
  classe: 'graphique-flux g-en-large',
  largeur: 960,
  corps: 15,
  interligne: 18,
  colonnes: {
    recu: { x: MARGE, texte: MARGE, largeur: 300, cote: 'g-debut' },
    secteur: { x: 370, texte: 362, largeur: 330, cote: 'g-fin' },
    total: { x: 570, texte: 577, largeur: 300, cote: 'g-milieu' },
    axe: { x: 730, texte: 752, largeur: 204, cote: 'g-debut' },
  },
};

/** For a telephone: from what the sectors bring on. */
export const FLUX_ETROIT: FormeDeFlux = {
  classe: 'graphique-flux g-en-etroit',
  largeur: 480,
  corps: 18,
  interligne: 21,
  totalEnTete: true,
  colonnes: {
    secteur: { x: 180, texte: 174, largeur: 170, cote: 'g-fin' },
    total: { x: 234, texte: 240, largeur: 440, cote: 'g-milieu' },
    axe: { x: 288, texte: 308, largeur: 168, cote: 'g-debut' },
  },
};

interface Place {
  readonly noeud: NoeudDeFlux;
  readonly colonne: Colonne;
  readonly haut: number;
  readonly bas: number;
  readonly lignes: readonly string[];
}

interface Ruban {
  readonly de: NoeudDeFlux;
  readonly vers: NoeudDeFlux;
  readonly trace: string;
}

/**
 * Draws where money comes from and where it goes, each ribbon as wide as its amount. A mark is a node with its label and the
 * ribbon that is its own; nodes stand in the order received. d3-sankey finds how high nodes and ribbons stand: it draws
 * nothing at random, and the same amounts give the same bytes.
 */
export function dessinerFlux(
  liens: readonly LienDeFlux[],
  forme: FormeDeFlux,
  options: OptionsDeGraphique & { readonly description: string },
): string {
  const gardes = liens.filter(({ de, vers }) => forme.colonnes[de.etage] && forme.colonnes[vers.etage]);
  if (gardes.length === 0) return '';
  const { places, rubans, hauteur } = disposer(gardes, forme);
  const marques = places.map((place) =>
    dessinerNoeud(
      place,
      rubans.filter((ruban) => proprietaire(ruban) === place.noeud),
      forme,
      options.prefixe,
    ),
  );
  return encadrer(forme.classe, options, {
    largeur: forme.largeur,
    hauteur,
    corps: marques.join(''),
    motifs: places.some(({ noeud }) => noeud.sort) ? hachures(`${options.prefixe}-hachures`) : '',
  });
}

/** A ribbon goes with what it brings, or with where it leads: never with a node that all pass through. */
function proprietaire({ de, vers }: Pick<LienDeFlux, 'de' | 'vers'>): NoeudDeFlux {
  return vers.etage === 'total' ? de : vers;
}

function disposer(liens: readonly LienDeFlux[], forme: FormeDeFlux) {
  const tous = [...new Set(liens.flatMap(({ de, vers }) => [de, vers]))];
  // The words of the total lie on ribbons: it is drawn last.
  const noeuds = ETAGES_DESSINES.flatMap((etage) => tous.filter((noeud) => noeud.etage === etage));
  const presents = ETAGES.filter((etage) => noeuds.some((noeud) => noeud.etage === etage));
  const premierDe = (etage: EtageDeFlux | undefined) => noeuds.findIndex((noeud) => noeud.etage === etage);
  const libelles = new Map(noeuds.map((noeud) => [noeud, ecrireLibelle(noeud, forme)]));
  const texteDe = (noeud: NoeudDeFlux) => (libelles.get(noeud)?.length ?? 0) * forme.interligne;
  const enPile = noeuds.filter(({ etage }) => etage === 'secteur' || etage === 'axe');
  // Of two labels one above the other, half of each is between the middles of their nodes.
  const voisins = enPile.map((noeud, rang) => {
    const suivant = enPile[rang + 1];
    return suivant?.etage === noeud.etage ? (texteDe(noeud) + texteDe(suivant)) / 2 : texteDe(noeud) / 2;
  });
  const ecart = Math.max(...voisins) + forme.interligne / 3;
  const plus = Math.max(...ETAGES.map((etage) => noeuds.filter((noeud) => noeud.etage === etage).length));
  // What is received and the total have their labels above them.
  const audessus = noeuds.filter(({ etage }) => etage === 'recu' || etage === 'total');
  const entete = Math.max(...enPile.map(texteDe)) / 2 + Math.max(...audessus.map(texteDe)) + MARGE;
  const bas = entete + RUBANS + (plus - 1) * ecart;
  const graphe = sankey<{ noeud: NoeudDeFlux }, object>()
    .nodeWidth(NOEUD)
    .nodePadding(ecart)
    .nodeAlign((place) => presents.indexOf(place.noeud.etage))
    .nodeSort(null)
    .extent([
      [0, entete],
      [forme.largeur, bas],
    ])({
    nodes: noeuds.map((noeud) => ({ noeud })),
    links: [
      ...liens.map(({ de, vers, montant }) => ({
        source: noeuds.indexOf(de),
        target: noeuds.indexOf(vers),
        value: montant,
      })),
      // The library counts columns by what leads to what: threads of no width, not drawn, see that it counts them all.
      ...presents
        .slice(1)
        .map((etage, rang) => ({ source: premierDe(presents[rang]), target: premierDe(etage), value: 0 })),
    ],
  });
  const places = graphe.nodes.flatMap(({ noeud, y0 = 0, y1 = 0 }): Place[] => {
    const colonne = forme.colonnes[noeud.etage];
    return colonne === undefined ? [] : [{ noeud, colonne, haut: y0, bas: y1, lignes: libelles.get(noeud) ?? [] }];
  });
  const rubans = graphe.links.flatMap(({ y0 = 0, y1 = 0, width = 0 }, rang): Ruban[] => {
    const lien = liens[rang];
    const [de, a] = [lien && forme.colonnes[lien.de.etage], lien && forme.colonnes[lien.vers.etage]];
    if (lien === undefined || de === undefined || a === undefined) return [];
    return [{ de: lien.de, vers: lien.vers, trace: tracerRuban([de.x + NOEUD, y0], [a.x, y1], width / 2) }];
  });
  return { places, rubans, hauteur: bas + ecart / 2 + MARGE };
}

/** The label on as many lines as it needs, then the amount. */
function ecrireLibelle({ libelle, affiche, etage }: NoeudDeFlux, { colonnes, corps }: FormeDeFlux): string[] {
  const largeur = colonnes[etage]?.largeur ?? 0;
  return [...couperALaLargeur(libelle, corps, largeur, largeur, Number.POSITIVE_INFINITY), affiche];
}

function tracerRuban([x0, y0]: [number, number], [x1, y1]: [number, number], demi: number): string {
  const milieu = (x0 + x1) / 2;
  const point = (x: number, y: number) => `${nombre(x)},${nombre(y)}`;
  return [
    `M${point(x0, y0 - demi)}C${point(milieu, y0 - demi)} ${point(milieu, y1 - demi)} ${point(x1, y1 - demi)}`,
    `L${point(x1, y1 + demi)}C${point(milieu, y1 + demi)} ${point(milieu, y0 + demi)} ${point(x0, y0 + demi)}Z`,
  ].join('');
}

function dessinerNoeud(
  { noeud, colonne, haut, bas, lignes }: Place,
  rubans: readonly Ruban[],
  { interligne, totalEnTete }: FormeDeFlux,
  prefixe: string,
): string {
  const { libelle, affiche, precision, adresse, etage, sort } = noeud;
  const remplir = sort ? ` fill="url(#${prefixe}-hachures)"` : '';
  const genre = sort ? 'g-perte' : etage === 'recu' || etage === 'total' ? 'g-palier' : 'g-sombre';
  const dessus = etage === 'recu' || etage === 'total';
  const enTete = totalEnTete && etage === 'total';
  const milieu = nombre(colonne.x + NOEUD / 2);
  const trait = enTete
    ? `<line x1="${milieu}" y1="${nombre(MARGE + (lignes.length + 0.2) * interligne)}" x2="${milieu}" y2="${nombre(haut)}" class="g-lien"/>`
    : '';
  const premiere = enTete
    ? MARGE + interligne * 0.8
    : dessus
      ? haut - (lignes.length - 0.5) * interligne
      : (haut + bas) / 2 - (lignes.length / 2 - 0.75) * interligne;
  const textes = lignes.map((ligne, rang) =>
    ecrire(
      colonne.texte,
      premiere + rang * interligne,
      ligne,
      `g-libelle ${rang === lignes.length - 1 ? 'g-valeur ' : ''}${colonne.cote}`,
    ),
  );
  const gauche = colonne.cote === 'g-fin' ? colonne.texte - colonne.largeur : colonne.texte;
  // What a finger touches: the words too, not their letters alone.
  const cible = dessus
    ? ''
    : `<rect x="${nombre(gauche)}" y="${nombre(premiere - interligne * 0.75)}" width="${nombre(colonne.largeur)}" height="${nombre(lignes.length * interligne)}" class="g-cible"/>`;
  return marquer(
    { nom: `${libelle}\u202f: ${affiche}${precision === undefined ? '' : `, ${precision}`}`, adresse },
    [
      ...rubans.map(({ trace }) => `<path d="${trace}" class="g-ruban${sort ? ' g-sort' : ''}"/>`),
      `<rect x="${nombre(colonne.x)}" y="${nombre(haut)}" width="${NOEUD}" height="${nombre(Math.max(bas - haut, 0.5))}" class="${genre}"${remplir}/>`,
      trait,
      cible,
      ...textes,
    ].join(''),
  );
}
