import type { Nomenclature, TypeCode } from '../domain/codes/nomenclature.ts';
import type { Norme } from '../domain/codes/normes.ts';
import { autreAnneeDite } from '../domain/textes/annee-nommee.ts';
import { lireDate } from '../domain/textes/date.ts';
import { accord } from '../domain/textes/format.ts';
import { citer } from '../domain/textes/texte.ts';
import type { Avis, Rangee } from '../formats/regard.ts';
import {
  type CodesConnus,
  compterLesCodesConnus,
  compterLesMemesLibelles,
  direCodesConnus,
  estUnCompteConnu,
  type Reconnaissance,
} from './codes-connus.ts';
import type { RangeeVue } from './echantillon.ts';
import { estUneAnnee, type Profil } from './profil.ts';
import type { DateProposee } from './proposition.ts';
import { ANNEES_D_UN_FICHIER, estUneAutreAnnee } from './titres-usuels.ts';

/** By how many codes and labels a norm must lead for it to be sure. */
const AVANCE = 2;
/** Years that titles may name; beyond, they are numbers. */
const ANNEES_MAX = 5;
const ANNEE = /(?<!\d)20\d\d(?!\d)/g;
/** An exercice and why; its text is empty when nothing says it. */
interface ExerciceVu extends Avis {
  readonly exercice: string;
}

/**
 * The exercice of a file: that of its column of years, the most recent when there are several; else a year in its titles, the
 * lines above them, or its name; else that of its latest dates.
 */
export function devinerLExercice(
  profils: readonly Profil[],
  textes: readonly string[],
  nom: string,
  dates: readonly DatesVues[],
): ExerciceVu {
  const colonne =
    profils.find(({ roles, annees }) => annees > 0 && roles.get('exercice') === 'exact') ??
    profils.find(({ titre, vues, annees }) => vues > 0 && annees === vues && !estUneAutreAnnee(titre));
  if (colonne?.valeurs !== undefined && colonne.valeurs.size <= ANNEES_D_UN_FICHIER) {
    const annees = [...colonne.valeurs.keys()].filter(estUneAnnee).sort();
    const exercice = annees.at(-1) ?? '';
    const dite = colonne.roles.get('exercice') === 'exact';
    return annees.length === 1
      ? {
          exercice,
          confiance: dite ? 'sûr' : 'à confirmer',
          raisons: [`seule année de la colonne ${citer(colonne.titre)}`],
        }
      : { exercice, confiance: 'à confirmer', raisons: [`la plus récente de la colonne ${citer(colonne.titre)}`] };
  }
  for (const [ou, siens] of [
    ['les titres', textes],
    ['le nom du fichier', [nom]],
  ] as const) {
    const annees = [...new Set(siens.flatMap((texte) => texte.match(ANNEE) ?? []))].sort();
    const exercice = annees.at(-1);
    // Titles that name many years, or number their columns, name none.
    if (exercice !== undefined && annees.length <= ANNEES_MAX)
      return { exercice, confiance: 'à confirmer', raisons: [`lu dans ${ou}`] };
  }
  const date = dates.find(({ annees }) => annees.length > 0);
  if (date !== undefined)
    return {
      exercice: date.annees.at(-1) ?? '',
      confiance: 'à confirmer',
      raisons: [`la plus récente des dates de la colonne ${citer(date.titre)}`],
    };
  return {
    exercice: '',
    confiance: 'à confirmer',
    raisons: ['rien dans le fichier ne dit l’année ; donnez --exercice'],
  };
}

/**
 * What a file says of its year outside its lines, where that is not the exercice it is looked at for: last year's file is easily
 * sent again.
 * @param dits what stands above the titles, the titles of the amounts, the names of the sheet and of the file
 * @returns a sentence, or nothing
 */
export function remarqueSurLAnneeDite(dits: readonly string[], exercice: string): string | undefined {
  const dite = autreAnneeDite(dits, exercice);
  if (dite === undefined) return undefined;
  return `le fichier dit ${dite.annees.join(', ')} (${citer(dite.dit)}), et non ${exercice} : est-ce celui d’une autre année ? Demandez au secteur si ces lignes sont bien de ${exercice}.`;
}

/** The norm that explains the codes of a file, and how the budget is voted. */
export interface NormeVue extends Avis {
  readonly norme: Norme;
  readonly vote: 'par_fonction' | 'par_nature';
}

interface ColonnesDeNorme {
  readonly chapitre?: Profil | undefined;
  readonly fonction?: Profil | undefined;
  readonly chapitreLibelle?: Profil | undefined;
  readonly fonctionLibelle?: Profil | undefined;
}

/**
 * The norm whose nomenclature knows most codes of the file, and by the labels that the file gives them. Between equals, that
 * of regions: the tool is theirs.
 * @param exercice empty when the file does not say it
 */
export function devinerLaNorme(
  colonnes: ColonnesDeNorme,
  lignes: readonly Rangee[],
  exercice: string,
  reconnaissance: Reconnaissance,
): NormeVue {
  const codesDe = (profil: Profil | undefined) => [...(profil?.valeurs?.keys() ?? [])];
  const fonctions = compterLesCodesConnus('fonction', codesDe(colonnes.fonction), reconnaissance);
  const chapitres = compterLesCodesConnus('chapitre', codesDe(colonnes.chapitre), reconnaissance);
  const libelles = (type: TypeCode, code: Profil | undefined, libelle: Profil | undefined) =>
    compterLesMemesLibelles(
      type,
      code && libelle ? lignes : [],
      { code: code?.rang ?? 0, libelle: libelle?.rang ?? 0 },
      reconnaissance,
    );
  const libellesFonctions = libelles('fonction', colonnes.fonction, colonnes.fonctionLibelle);
  const libellesChapitres = libelles('chapitre', colonnes.chapitre, colonnes.chapitreLibelle);
  const regionale: Norme = Number(exercice || 0) > 2023 ? 'M57' : 'M71';
  const ordre: readonly Norme[] = [regionale, ...reconnaissance.nomenclatures.map(({ norme }) => norme)];
  const noter = (norme: Norme) =>
    [fonctions, chapitres, libellesFonctions, libellesChapitres].reduce(
      (somme, comptes) => somme + connusDe(comptes, norme),
      0,
    );
  const norme = ordre.reduce((meilleure, autre) => (noter(autre) > noter(meilleure) ? autre : meilleure));
  const parNature = chapitres.codes > 0 && connusDe(chapitres, norme) * 2 < chapitres.codes;
  // Functional accounts are only written where a budget is voted by function, whatever chapters stand beside them.
  const sienne = reconnaissance.nomenclatures.find((une) => une.norme === norme);
  const comptes = codesDe(colonnes.fonction).filter((code) => sienne !== undefined && estUnCompteConnu(sienne, code));
  const vote = parNature && comptes.length * 2 < fonctions.codes ? 'par_nature' : 'par_fonction';
  const raisons = [
    ...(fonctions.codes > 0 ? [direCodesConnus(fonctions, 'fonction')] : []),
    ...(chapitres.codes > 0
      ? [vote === 'par_nature' ? 'des chapitres par nature' : direCodesConnus(chapitres, 'chapitre')]
      : []),
    ...(libellesFonctions.codes > 0 ? [direCodesConnus(libellesFonctions, 'intitulé')] : []),
  ];
  if (raisons.length === 0)
    return { norme, vote, confiance: 'à confirmer', raisons: ['le fichier n’a ni chapitre ni fonction'] };
  // One code or one label more is chance.
  const ambigue = ordre.some((autre) => autre !== norme && noter(autre) + AVANCE > noter(norme));
  return { norme, vote, confiance: ambigue ? 'à confirmer' : 'sûr', raisons };
}

function connusDe({ parNorme }: CodesConnus, norme: Norme): number {
  return parNorme.find((une) => une.norme === norme)?.connus ?? 0;
}

/** The norms that hold in an exercice, each with its nomenclature. */
export function enVigueur(nomenclatures: readonly Nomenclature[]): readonly Nomenclature[] {
  return nomenclatures.filter(({ estVide }) => !estVide);
}

/** A column of dates, and the years that its lines are of. */
export interface DatesVues {
  readonly titre: string;
  /** From the first. */
  readonly annees: readonly string[];
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
  return lireDate(cellule)?.slice(0, 4);
}
