import { chiffresDesVolets } from '../../compile/chiffres-des-volets.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { ecrireUneCellule } from '../../domain/volets/ecrire-une-cellule.ts';
import type { ColonneDeTableau, GenreDeColonne, RangeeDeTableau, Tableau } from '../../domain/volets/tableau.ts';
import type { VoletCompile } from '../../domain/volets/volet-compile.ts';
import { type ChiffreVue, chiffreVerifie } from './chiffre-vue.ts';
import type { LignesVues } from './vue-lignes.ts';

export interface VoletVu extends Pick<VoletCompile, 'nom' | 'titre' | 'chapeau'> {
  readonly tableaux: readonly TableauVu[];
}

export interface TableauVu extends Pick<Tableau, 'titre' | 'note' | 'vide' | 'aChercher'> {
  /** Its anchor. */
  readonly ancreDeTableau: string;
  readonly colonnes: readonly { readonly titre: string; readonly nombre: boolean }[];
  readonly rangees: readonly (readonly CelluleVue[])[];
}

export interface CelluleVue {
  readonly texte: string;
  /** Whether it is aligned as numbers are. */
  readonly nombre: boolean;
  /** It names its row. */
  readonly tete: boolean;
  /** An amount that opens on its lines. */
  readonly chiffre?: ChiffreVue;
  /** The number of the line that it leads to. */
  readonly numero?: number;
}

export function voletsVus(jaune: Jaune, vues: LignesVues): VoletVu[] {
  const chiffres = new Map(
    chiffresDesVolets(jaune).map(({ nom, montant, nombre, criteres }) => [
      nom,
      chiffreVerifie(jaune, { lignes: nombre, centimes: montant }, criteres, nom),
    ]),
  );
  return jaune.volets.map(({ nom, titre, chapeau, tableaux }) => ({
    nom,
    titre,
    chapeau,
    tableaux: tableaux.map((tableau) => tableauVu(nom, tableau, chiffres, vues)),
  }));
}

function tableauVu(
  volet: string,
  { nom, titre, note, vide, colonnes, rangees, aChercher }: Tableau,
  chiffres: ReadonlyMap<string, ChiffreVue>,
  vues: LignesVues,
): TableauVu {
  return {
    ancreDeTableau: `${volet}-${nom}`,
    titre,
    note,
    vide,
    ...(aChercher && { aChercher }),
    colonnes: colonnes.map(({ titre: intitule, genre }) => ({ titre: intitule, nombre: estUnNombre(genre) })),
    rangees: rangees.map((rangee) => cellulesVues(rangee, colonnes, chiffres, vues)),
  };
}

function cellulesVues(
  { cellules, chiffre, ligne }: RangeeDeTableau,
  colonnes: readonly ColonneDeTableau[],
  chiffres: ReadonlyMap<string, ChiffreVue>,
  vues: LignesVues,
): CelluleVue[] {
  const ouvert = chiffre === undefined ? undefined : chiffres.get(chiffre);
  const premierMontant = colonnes.findIndex(({ genre }) => genre === 'euros');
  return colonnes.map(({ genre }, rang) => ({
    texte: ecrireUneCellule(cellules[rang], genre),
    nombre: estUnNombre(genre),
    tete: rang === 0,
    ...(rang === premierMontant && ouvert && { chiffre: ouvert }),
    ...(rang === 0 && ligne !== undefined && vues[ligne] && { numero: ligne + 1 }),
  }));
}

function estUnNombre(genre: GenreDeColonne): boolean {
  return genre === 'entier' || genre === 'quantite' || genre === 'euros' || genre === 'pourcent';
}
