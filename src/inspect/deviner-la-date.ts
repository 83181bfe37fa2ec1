import { citer } from '../domain/textes/citation.ts';
import { estUneDate, lireDateFrancaise } from '../domain/textes/date.ts';
import { accord } from '../domain/textes/format.ts';
import type { RangeeVue } from './echantillon.ts';
import type { Profil } from './profil.ts';
import type { DateProposee } from './proposition.ts';

/** A column of dates, and the years that its lines are of. */
export interface DatesVues {
  readonly titre: string;
  /** From the first. */
  readonly annees: readonly string[];
  /** How many lines each has. */
  readonly lignes: ReadonlyMap<string, number>;
}

const PART_DE_DATES = 0.8;

/** The columns that hold dates, AAAA-MM-JJ or JJ/MM/AAAA. */
export function trouverLesDates(profils: readonly Profil[], lignes: readonly RangeeVue[]): DatesVues[] {
  return profils.flatMap(({ rang, titre, exemples }): DatesVues[] => {
    if (!exemples.some((exemple) => anneeDe(exemple) !== undefined)) return [];
    let remplies = 0;
    const comptes = new Map<string, number>();
    for (const { champs, genre } of lignes) {
      const cellule = champs[rang] ?? '';
      if (genre !== undefined || cellule === '') continue;
      remplies += 1;
      const annee = anneeDe(cellule);
      if (annee !== undefined) comptes.set(annee, (comptes.get(annee) ?? 0) + 1);
    }
    const dates = [...comptes.values()].reduce((somme, nombre) => somme + nombre, 0);
    return dates < remplies * PART_DE_DATES ? [] : [{ titre, annees: [...comptes.keys()].sort(), lignes: comptes }];
  });
}

/**
 * The dates that part the lines of the exercice from those of other years, where no column says the exercice: without them, all
 * lines would be read as those of the exercice.
 */
export function devinerLaDate(dates: readonly DatesVues[], exercice: string): DateProposee | undefined {
  const choisie = dates.find(({ annees }) => annees.length > 1 && annees.includes(exercice));
  if (choisie === undefined) return undefined;
  return {
    titre: choisie.titre,
    confiance: 'à confirmer',
    raisons: [
      `${direAnnees(choisie)} ; les lignes qui ne sont pas de ${exercice} sont écartées. Retirez cette clé, et mettez ${citer(choisie.titre)} sous ignorees, si ces dates ne disent pas l’exercice`,
    ],
  };
}

/** Dates of which no line is of the exercice, or that other dates were preferred to, in sentences. */
export function remarquesSurLesDates(
  dates: readonly DatesVues[],
  exercice: string,
  choisie: string | undefined,
): string[] {
  return dates.flatMap((vue) => {
    if (vue.titre === choisie || (vue.annees.length < 2 && vue.annees.includes(exercice))) return [];
    return [
      `la colonne ${citer(vue.titre)} est laissée, mais ses dates sont d’autres années : ${direAnnees(vue)}. Demandez au secteur si toutes les lignes sont bien de ${exercice || 'l’exercice'} ; sinon, ôtez-la d’ignorees et donnez-la à la clé date.`,
    ];
  });
}

function direAnnees({ annees, lignes }: DatesVues): string {
  return annees
    .slice(0, 6)
    .map((annee) => `${accord(lignes.get(annee) ?? 0, 'ligne')} de ${annee}`)
    .join(', ');
}

function anneeDe(cellule: string): string | undefined {
  const date = estUneDate(cellule) ? cellule : lireDateFrancaise(cellule);
  return date?.slice(0, 4);
}
