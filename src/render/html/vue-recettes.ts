import type { Compte } from '../../compile/compte.ts';
import type { Critere } from '../../compile/critere.ts';
import { type Figure, nomDesRecettes } from '../../compile/figures.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { lignesPossibles } from '../../compile/lignes-possibles.ts';
import { Selection } from '../../compile/selection.ts';
import { tousLesChiffres } from '../../compile/tous-les-chiffres.ts';
import { somme } from '../../domain/argent/montant.ts';
import type { ChiffreVue } from './chiffre-vue.ts';
import type { LignesDeLaPage } from './lignes-de-la-page.ts';
import { chiffresMontres } from './vue-consolidation.ts';
import { enGroupes, type LignesGroupees, type LigneVue, lignesVues } from './vue-lignes.ts';

/** Receipts that the page lists at the most: what they are in face of, expenses, is what it is about. */
const RECETTES_DE_LA_PAGE = 5_000;

/** A figure of receipts, or of what they leave of expenses, with the numbers of its receipts in their list. */
export interface EntreeDeRecettes extends Pick<Figure, 'nom' | 'libelle' | 'montant' | 'nombre'> {
  /** Its anchor in the index: `recettes-12`. A name may hold what an anchor may not. */
  readonly repere: string;
  readonly numeros: readonly number[];
  /** The numbers of its expenses in theirs; none for a figure of receipts. */
  readonly depenses: readonly number[];
}

/** The receipts that the page lists, and the figures that open on them. */
export interface RecettesVues {
  /** How many the documents name: where there are none, the page says nothing of receipts. */
  readonly nombre: number;
  readonly lignes: readonly LigneVue[];
  readonly groupes: readonly LignesGroupees[];
  /** Those that the documents name and the page does not. */
  readonly autres: Compte;
  readonly index: readonly EntreeDeRecettes[];
  /**
   * The figure of receipts beside one of expenses.
   * @param nom that of the figure of expenses
   */
  chiffre(nom: string, compte: Compte): ChiffreVue;
  /** The anchor of the figure of that name; empty where the page does not list all its lines. */
  adresse(nom: string): string;
}

/** Lists the largest receipts, in the order of the documents, and opens on them the figures of which all lines are listed. */
export function recettesVues(jaune: Jaune, page: LignesDeLaPage, parGroupes = true): RecettesVues {
  const { recettes } = jaune;
  const rangs = plusGrandes(jaune);
  const montrees = new Set(rangs);
  const montre = (rang: number) => montrees.has(rang);
  const vues = lignesVues(jaune, { montre }, parGroupes, { lignes: recettes, lettre: 'r' }).flatMap((vue) => vue ?? []);
  const cachees = recettes.filter((_, rang) => !montrees.has(rang));
  const index = indexDesRecettes(jaune, rangs, page);
  const reperes = new Map(index.map(({ nom, repere }) => [nom, repere]));
  return {
    nombre: recettes.length,
    lignes: vues,
    groupes: enGroupes(vues),
    autres: { lignes: cachees.length, centimes: somme(cachees.map(({ montant: centimes }) => centimes)) },
    index,
    chiffre: (deDepenses, { lignes, centimes }) => {
      const nom = nomDesRecettes(deDepenses);
      return { montant: centimes, nombre: lignes, nom, adresse: reperes.get(nom) ?? '' };
    },
    adresse: (nom) => reperes.get(nom) ?? '',
  };
}

/** Where the page opens each figure in which receipts are, by its name. */
export function adressesDesRecettes(jaune: Jaune, page: LignesDeLaPage): ReadonlyMap<string, string> {
  return new Map(indexDesRecettes(jaune, plusGrandes(jaune), page).map(({ nom, repere }) => [nom, repere]));
}

function plusGrandes({ recettes }: Jaune): readonly number[] {
  const rangs = [...recettes.keys()];
  if (rangs.length <= RECETTES_DE_LA_PAGE) return rangs;
  const poids = Float64Array.from(recettes, (recette) => Math.abs(recette.montant));
  return rangs
    .sort((a, b) => (poids[b] ?? 0) - (poids[a] ?? 0) || a - b)
    .slice(0, RECETTES_DE_LA_PAGE)
    .sort((a, b) => a - b);
}

/** The figures of receipts, and of what receipts of bodies leave, that the lines of the page make to the cent. */
function indexDesRecettes(jaune: Jaune, rangs: readonly number[], page: LignesDeLaPage): readonly EntreeDeRecettes[] {
  if (jaune.recettes.length === 0) return [];
  const restes = new Set(chiffresMontres(jaune).map(({ nom }) => nom));
  const recettesMontrees = new LignesMontrees(jaune, jaune.recettes, rangs);
  const depensesMontrees = new LignesMontrees(jaune, jaune.lignes, page.rangs);
  // The figures of rules without receipts are of none: of thousands, nearly all.
  const regles = jaune.regles.filter(({ emporte, devance }) => emporte.recettes.lignes + devance.recettes.lignes > 0);
  const entrees = [...tousLesChiffres(jaune, regles).values()].flatMap((figure) => {
    const { nom, libelle, montant: attendu, nombre, criteres } = figure;
    const sens = criteres.find(([champ]) => champ === 'sens')?.[1];
    if (nombre === 0 || (sens !== 'recette' && !(sens === 'reste' && restes.has(nom)))) return [];
    const recettes = recettesMontrees.choisir(criteres);
    const depenses = sens === 'reste' ? depensesMontrees.choisir(criteres) : { numeros: [], centimes: 0 };
    const complete =
      recettes.numeros.length + depenses.numeros.length === nombre && recettes.centimes + depenses.centimes === attendu;
    return complete
      ? [{ nom, libelle, montant: attendu, nombre, numeros: recettes.numeros, depenses: depenses.numeros }]
      : [];
  });
  return entrees.map((entree, rang) => ({ ...entree, repere: `recettes-${rang + 1}` }));
}

/** Lines of a list, of which the page shows some. */
class LignesMontrees {
  readonly #jaune: Jaune;
  readonly #lignes: Jaune['lignes'];
  readonly #rangs: readonly number[];
  readonly #montrees: ReadonlySet<number>;

  constructor(jaune: Jaune, lignes: Jaune['lignes'], rangs: readonly number[]) {
    this.#jaune = jaune;
    this.#lignes = lignes;
    this.#rangs = rangs;
    this.#montrees = new Set(rangs);
  }

  /** The numbers of those that a figure selects, and what they make of it. */
  choisir(criteres: readonly Critere[]) {
    const selection = new Selection(this.#jaune, criteres);
    const numeros: number[] = [];
    let centimes = 0;
    const possibles = lignesPossibles(this.#jaune, this.#lignes, criteres)?.filter((rang) => this.#montrees.has(rang));
    for (const rang of possibles ?? this.#rangs) {
      const affectation = this.#lignes[rang];
      const comptes = affectation && selection.compter(affectation);
      if (comptes === undefined) continue;
      numeros.push(rang + 1);
      centimes += comptes;
    }
    return { numeros, centimes };
  }
}
