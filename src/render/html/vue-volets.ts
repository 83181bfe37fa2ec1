import { chiffresDesVolets } from '../../compile/chiffres-des-volets.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { montant } from '../../domain/argent/montant.ts';
import { formaterEntier } from '../../domain/textes/format.ts';
import { typographier } from '../../domain/textes/typographier.ts';
import { ecrireUneCellule } from '../../domain/volets/ecrire-une-cellule.ts';
import type { ColonneDeTableau, GenreDeColonne, RangeeDeTableau, Tableau } from '../../domain/volets/tableau.ts';
import type { VoletCompile } from '../../domain/volets/volet-compile.ts';
import { dessinerBarres } from '../graphiques/barres.ts';
import { type ChiffreVue, chiffreVerifie } from './chiffre-vue.ts';
import type { LignesVues } from './vue-lignes.ts';

export interface VoletVu extends Pick<VoletCompile, 'nom' | 'titre' | 'chapeau'> {
  readonly tableaux: readonly TableauVu[];
}

export interface TableauVu extends Pick<Tableau, 'titre' | 'note' | 'vide' | 'aChercher'> {
  /** Its anchor. */
  readonly ancreDeTableau: string;
  /** The bars of one of its columns, as SVG. */
  readonly graphique?: { readonly svg: string; readonly legende: string };
  readonly colonnes: readonly { readonly titre: string; readonly nombre: boolean; readonly etroite?: true }[];
  readonly rangees: readonly (readonly CelluleVue[])[];
  /** Too many columns for a telephone, and none narrow: its rows stack there, each cell under the title of its column. */
  readonly empile?: true;
  /** It stands under a title of its own level in the page: its own is one lower. */
  readonly sousUnTitre?: true;
  /** Where the rows are that the page leaves out, when there are some. */
  readonly suite?: string;
}

export interface CelluleVue {
  readonly texte: string;
  /** The title of its column, where rows stack. */
  readonly intitule?: string;
  /** Whether it is aligned as numbers are. */
  readonly nombre: boolean;
  /** It names its row. */
  readonly tete: boolean;
  /** An amount that opens on its lines. */
  readonly chiffre?: ChiffreVue;
  /** The number of the line that it leads to. */
  readonly numero?: number;
}

/** Rows of one table that the page holds: a browser opens them at once; the workbook and the JSON have all. */
export const RANGEES_DE_LA_PAGE = 2_000;
const CENTIEMES = 100;
/** Columns, none of them narrow, that fit on a telephone. */
const COLONNES_ETROIT = 3;

type ChiffresOuverts = ReadonlyMap<string, ChiffreVue>;

export function voletsVus(jaune: Jaune, vues: LignesVues): VoletVu[] {
  const chiffres: ChiffresOuverts = new Map(
    chiffresDesVolets(jaune).map(({ nom, montant: centimes, nombre, criteres }) => [
      nom,
      chiffreVerifie(jaune, { lignes: nombre, centimes }, criteres, nom),
    ]),
  );
  return jaune.volets.map(({ nom, titre, chapeau, tableaux }) => ({
    nom,
    titre,
    chapeau: chapeau.map(typographier),
    tableaux: tableaux
      .flatMap((tableau) => tableau.surLaPage ?? [tableau])
      .map((tableau) => tableauVu(`${nom}-${tableau.nom}`, tableau, chiffres, vues)),
  }));
}

/** What volets say beside the axis of that identifier, which is the `rang`th of the page. */
export function tableauxDeLAxe({ volets }: Jaune, axe: string, rang: number): TableauVu[] {
  return volets.flatMap(({ nom, auxAxes }) => {
    const tableau = auxAxes?.get(axe);
    if (tableau === undefined) return [];
    return [{ ...tableauVu(`axe-${rang}-${nom}`, tableau, new Map(), []), sousUnTitre: true as const }];
  });
}

function tableauVu(ancre: string, tableau: Tableau, chiffres: ChiffresOuverts, vues: LignesVues): TableauVu {
  const { titre, note, vide, colonnes, rangees, aChercher } = tableau;
  const graphique = dessinerLesBarres(ancre, tableau);
  const reste = rangees.length - RANGEES_DE_LA_PAGE;
  const empile = colonnes.length > COLONNES_ETROIT && !colonnes.some(({ etroite }) => etroite);
  return {
    ancreDeTableau: ancre,
    titre,
    note: typographier(note),
    vide,
    ...(empile && { empile }),
    ...(aChercher && { aChercher }),
    ...(graphique && { graphique }),
    colonnes: colonnes.map(({ titre: intitule, genre, etroite }) => ({
      titre: intitule,
      nombre: estUnNombre(genre),
      ...(etroite && { etroite }),
    })),
    rangees: rangees
      .slice(0, RANGEES_DE_LA_PAGE)
      .map((rangee) => cellulesVues(rangee, colonnes, empile, chiffres, vues)),
    ...(reste > 0 && { suite: direLaSuite(reste, tableau) }),
  };
}

function direLaSuite(reste: number, { feuille }: Tableau): string {
  const ou = feuille === undefined ? '' : `, et dans le classeur (feuille « ${feuille} »)`;
  return `Cette page montre les ${formaterEntier(RANGEES_DE_LA_PAGE)} premières rangées ; les ${formaterEntier(reste)} autres sont dans la synthèse au format JSON${ou}.`;
}

function dessinerLesBarres(prefixe: string, { barres, colonnes, rangees }: Tableau): TableauVu['graphique'] {
  const place = colonnes.findIndex(({ cle }) => cle === barres?.colonne);
  if (barres === undefined || place < 0) return undefined;
  const { titre, legende, restes } = barres;
  const dessinees = rangees.flatMap(({ cle, cellules }) => {
    const nombre = cellules[place];
    if (typeof nombre !== 'number') return [];
    const affiche = formaterEntier(nombre);
    return [
      {
        libelle: String(cellules[0] ?? cle),
        montant: montant(nombre * CENTIEMES),
        affiche,
        ...(restes?.has(cle) && { reste: true }),
      },
    ];
  });
  if (dessinees.length === 0) return undefined;
  const dits = dessinees.map(({ libelle, affiche }) => `${libelle}, ${affiche}`).join(' ; ');
  const options = {
    prefixe: `g-${prefixe}`,
    titre,
    description: `${legende} ${dits}.`,
    graduer: (valeur: number) => formaterEntier(valeur / CENTIEMES),
  };
  return { svg: dessinerBarres(dessinees, options), legende };
}

function cellulesVues(
  { cellules, chiffre, ligne }: RangeeDeTableau,
  colonnes: readonly ColonneDeTableau[],
  empile: boolean,
  chiffres: ChiffresOuverts,
  vues: LignesVues,
): CelluleVue[] {
  const ouvert = chiffre === undefined ? undefined : chiffres.get(chiffre);
  const premierMontant = colonnes.findIndex(({ genre }) => genre === 'euros');
  return colonnes.map(({ genre, titre }, rang) => ({
    texte: ecrire(ecrireUneCellule(cellules[rang], genre), genre),
    ...(empile && rang > 0 && { intitule: titre }),
    nombre: estUnNombre(genre),
    tete: rang === 0,
    ...(rang === premierMontant && ouvert && { chiffre: ouvert }),
    ...(rang === 0 && ligne !== undefined && vues[ligne] && { numero: ligne + 1 }),
  }));
}

/** A date may break between its words: a narrow column would cut its year. */
function ecrire(texte: string, genre: GenreDeColonne): string {
  if (genre === 'date') return texte.replace(/[\u00a0\u202f]/g, ' ');
  return genre === 'texte' || genre === 'quantite' ? typographier(texte) : texte;
}

function estUnNombre(genre: GenreDeColonne): boolean {
  return genre === 'entier' || genre === 'decimal' || genre === 'quantite' || genre === 'euros' || genre === 'pourcent';
}
