import type { Compte } from '../../compile/compte.ts';
import { type Figure, nomDesRecettes } from '../../compile/figures.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { Selection } from '../../compile/selection.ts';
import { tousLesChiffres } from '../../compile/tous-les-chiffres.ts';
import { somme } from '../../domain/argent/montant.ts';
import type { ChiffreVue } from './chiffre-vue.ts';
import { type LigneVue, lignesVues } from './vue-lignes.ts';

/** Receipts that the page lists at the most: what they are in face of, expenses, is what it is about. */
const RECETTES_DE_LA_PAGE = 5_000;

/** A figure of receipts, with the numbers of its receipts in their list. */
export interface EntreeDeRecettes extends Pick<Figure, 'nom' | 'libelle' | 'montant' | 'nombre'> {
  /** Its anchor in the index: `recettes-12`. A name may hold what an anchor may not. */
  readonly repere: string;
  readonly numeros: readonly number[];
}

/** The receipts that the page lists, and the figures that open on them. */
export interface RecettesVues {
  /** How many the documents name: where there are none, the page says nothing of receipts. */
  readonly nombre: number;
  readonly lignes: readonly LigneVue[];
  /** Those that the documents name and the page does not. */
  readonly autres: Compte;
  readonly index: readonly EntreeDeRecettes[];
  /**
   * The figure of receipts beside one of expenses.
   * @param nom that of the figure of expenses
   */
  chiffre(nom: string, compte: Compte): ChiffreVue;
}

/** Lists the largest receipts, in the order of the documents, and opens on them the figures of which all lines are listed. */
export function recettesVues(jaune: Jaune): RecettesVues {
  const { recettes } = jaune;
  const rangs = plusGrandes(jaune);
  const montrees = new Set(rangs);
  const vues = lignesVues(jaune, { montre: (rang) => montrees.has(rang) }, { lignes: recettes, lettre: 'r' });
  const cachees = recettes.filter((_, rang) => !montrees.has(rang));
  const index = recettes.length === 0 ? [] : indexDesRecettes(jaune, rangs);
  const reperes = new Map(index.map(({ nom, repere }) => [nom, repere]));
  return {
    nombre: recettes.length,
    lignes: vues.flatMap((vue) => vue ?? []),
    autres: { lignes: cachees.length, centimes: somme(cachees.map(({ montant: centimes }) => centimes)) },
    index,
    chiffre: (deDepenses, { lignes, centimes }) => {
      const nom = nomDesRecettes(deDepenses);
      return { montant: centimes, nombre: lignes, nom, adresse: reperes.get(nom) ?? '' };
    },
  };
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

/** The figures of receipts that receipts listed make to the cent. */
function indexDesRecettes(jaune: Jaune, rangs: readonly number[]): readonly EntreeDeRecettes[] {
  const entrees = [...tousLesChiffres(jaune).values()].flatMap((figure) => {
    const { nom, libelle, montant: attendu, nombre, criteres } = figure;
    if (!criteres.some(([champ, valeur]) => champ === 'sens' && valeur === 'recette')) return [];
    const selection = new Selection(jaune, criteres);
    const numeros: number[] = [];
    let centimes = 0;
    for (const rang of rangs) {
      const affectation = jaune.recettes[rang];
      const comptes = affectation && selection.compter(affectation);
      if (comptes === undefined) continue;
      numeros.push(rang + 1);
      centimes += comptes;
    }
    const complete = nombre > 0 && numeros.length === nombre && centimes === attendu;
    return complete ? [{ nom, libelle, montant: attendu, nombre, numeros }] : [];
  });
  return entrees.map((entree, rang) => ({ ...entree, repere: `recettes-${rang + 1}` }));
}
