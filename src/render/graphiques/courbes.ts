import { line } from 'd3-shape';
import type { Montant } from '../../domain/argent/montant.ts';
import {
  CORPS,
  ecrire,
  encadrer,
  GRAS,
  INTERLIGNE,
  LARGEUR_DES_BARRES,
  MARGE,
  marquer,
  nombre,
  type OptionsDeGraphique,
  tracer,
} from './cadre.ts';
import { CORPS_D_AXE, type Echelle, ecrireRond, etaler } from './echelle.ts';
import { couperALaLargeur, mesurer } from './texte.ts';

/** An amount of one year. */
export interface PointDeCourbe {
  readonly annee: number;
  readonly montant: Montant;
  readonly affiche: string;
}

/** One line of the chart: the years in which it has an amount, in order. */
export interface SerieDeCourbe {
  readonly libelle: string;
  readonly points: readonly PointDeCourbe[];
  /** Where its last amount opens. */
  readonly adresse?: string;
}

/** Lines that are told apart by their dashes and points, without colours: beyond, nobody would. */
export const COURBES_MAX = 6;

const HAUTEUR = 170;
const GRADUE = INTERLIGNE + 4;
const ECHANTILLON = 40;
const ECART = 10;
/** Lines that a label may take; the whole of it is in the name of the mark. */
const LIGNES = 2;
const RAYON = 5;
const TIRETS = ['', '9 4', '2 4', '12 3 2 3', '5 3', '14 5'] as const;
/** The points of each line, around its place; the first is round. */
const POINTES: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
  [
    [0, -1.3],
    [1.3, 1],
    [-1.3, 1],
  ],
  [
    [0, -1.4],
    [1.4, 0],
    [0, 1.4],
    [-1.4, 0],
  ],
  [
    [-1.3, -1],
    [1.3, -1],
    [0, 1.3],
  ],
  [
    [-1.3, -0.5],
    [0, -1.3],
    [1.3, -0.5],
    [0.8, 1.1],
    [-0.8, 1.1],
  ],
];

/**
 * Draws amounts year after year. What each line is, and its last amount, stand above the drawing; amounts of the axis and years
 * outside it. Years that are not said have no point, and no line goes over them.
 */
export function dessinerCourbes(series: readonly SerieDeCourbe[], options: OptionsDeGraphique): string {
  const points = series.flatMap((serie) => serie.points);
  const annees = points.map(({ annee }) => annee);
  const [premiere, derniere] = [Math.min(...annees), Math.max(...annees)];
  const legende = disposerLaLegende(series);
  const haut = legende.reduce((total, { lignes }) => total + lignes.length, 0) * INTERLIGNE + ECART + CORPS / 2;
  const bas = haut + HAUTEUR;
  const montants = etaler(
    points.map(({ montant }) => montant),
    bas,
    haut,
  );
  const plusGrande = Math.max(...montants.graduations.map(Math.abs));
  const dites = montants.graduations.map((valeur) => ecrireRond(valeur, plusGrande));
  const gauche = Math.max(...dites.map((dite) => mesurer(dite, CORPS_D_AXE))) + ECART;
  const bord = mesurer('2000', CORPS_D_AXE) / 2;
  const [debut, fin] = [gauche + bord, LARGEUR_DES_BARRES - MARGE - bord];
  const place = (annee: number) => debut + ((annee - premiere) / Math.max(derniere - premiere, 1)) * (fin - debut);
  const corps = [
    tracerLesMontants(montants, dites, gauche),
    ...[...new Set(annees)]
      .sort((gauche, droite) => gauche - droite)
      .map((annee) => ecrire(place(annee), bas + GRADUE - 4, String(annee), 'g-axe g-milieu')),
    // The first line is drawn last: it is the one to be read where lines meet.
    ...legende.map((entree, rang) => dessinerSerie(entree, rang, place, montants.place)).toReversed(),
  ];
  return encadrer(
    'graphique-courbes',
    { ...options, description: options.description ?? decrireCourbes(series) },
    { largeur: LARGEUR_DES_BARRES, hauteur: bas + GRADUE, corps: corps.join('') },
  );
}

/** A line with where its words stand, on as many lines as they need. */
interface Entree {
  readonly serie: SerieDeCourbe;
  readonly lignes: readonly string[];
  readonly affiche: string;
  readonly base: number;
}

function disposerLaLegende(series: readonly SerieDeCourbe[]): Entree[] {
  let base = CORPS - 2;
  return series.map((serie) => {
    const affiche = serie.points.at(-1)?.affiche ?? '–';
    const large = LARGEUR_DES_BARRES - 2 * MARGE - ECHANTILLON - mesurer(affiche, CORPS * GRAS) - ECART;
    const entree = { serie, lignes: couperALaLargeur(serie.libelle, CORPS, large, large, LIGNES), affiche, base };
    base += entree.lignes.length * INTERLIGNE;
    return entree;
  });
}

function dessinerSerie(
  { serie, lignes, affiche, base }: Entree,
  rang: number,
  abscisse: (annee: number) => number,
  ordonnee: (montant: number) => number,
): string {
  const { libelle, points, adresse } = serie;
  const tirets = TIRETS[rang % TIRETS.length] === '' ? '' : ` stroke-dasharray="${TIRETS[rang % TIRETS.length]}"`;
  const trait = (chemin: string) => `<path d="${chemin}" class="g-courbe"${tirets}/>`;
  const milieu = base - CORPS / 3;
  const dessin = [
    trait(`M${MARGE},${nombre(milieu)}h${ECHANTILLON - ECART}`),
    pointer(MARGE + (ECHANTILLON - ECART) / 2, milieu, rang),
    ...lignes.map((ligne, numero) => ecrire(MARGE + ECHANTILLON, base + numero * INTERLIGNE, ligne, 'g-libelle')),
    ecrire(LARGEUR_DES_BARRES - MARGE, base, affiche, 'g-libelle g-valeur g-fin'),
    trait(relier(points, abscisse, ordonnee)),
    ...points.map(({ annee, montant }) => pointer(abscisse(annee), ordonnee(montant), rang)),
  ];
  return marquer({ nom: `${libelle}\u202f: ${dire(points)}`, adresse }, dessin.join(''));
}

/** Broken where a year between two is not said. */
function relier(
  points: readonly PointDeCourbe[],
  abscisse: (annee: number) => number,
  ordonnee: (montant: number) => number,
): string {
  const [premier, dernier] = [points[0]?.annee ?? 0, points.at(-1)?.annee ?? -1];
  const annees = Array.from({ length: dernier - premier + 1 }, (_, rang) => premier + rang);
  const parAnnee = new Map(points.map(({ annee, montant }) => [annee, montant]));
  const chemin = line<number>()
    .defined((annee) => parAnnee.has(annee))
    .x(abscisse)
    .y((annee) => ordonnee(parAnnee.get(annee) ?? 0))
    .digits(1);
  return chemin(annees) ?? '';
}

function pointer(x: number, y: number, rang: number): string {
  const forme = POINTES[rang % POINTES.length] ?? [];
  const classe = rang === 0 ? 'g-palier' : 'g-jalon';
  if (forme.length === 0) return `<circle cx="${nombre(x)}" cy="${nombre(y)}" r="${RAYON}" class="${classe}"/>`;
  return `<path d="${tracer(forme.map(([dx, dy]) => [x + dx * RAYON, y + dy * RAYON]))}" class="${classe}"/>`;
}

function tracerLesMontants({ graduations, place }: Echelle, dites: readonly string[], gauche: number): string {
  const traits = graduations.map((valeur, rang) => {
    const y = place(valeur);
    const classe = valeur === 0 ? 'g-zero' : 'g-grille';
    return [
      `<line x1="${nombre(gauche)}" y1="${nombre(y)}" x2="${LARGEUR_DES_BARRES - MARGE}" y2="${nombre(y)}" class="${classe}"/>`,
      ecrire(gauche - 6, y + CORPS_D_AXE / 3, dites[rang] ?? '', 'g-axe g-fin'),
    ].join('');
  });
  return `<g aria-hidden="true">${traits.join('')}</g>`;
}

function dire(points: readonly PointDeCourbe[]): string {
  return points.map(({ annee, affiche }) => `${affiche} en ${annee}`).join(', ');
}

/** What the lines say, for who does not see them: every amount, line after line. */
function decrireCourbes(series: readonly SerieDeCourbe[]): string {
  return series.map(({ libelle, points }) => `${libelle}\u202f: ${dire(points)}.`).join(' ');
}
