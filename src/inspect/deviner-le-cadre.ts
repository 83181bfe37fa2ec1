import type { Nomenclature, Norme, TypeCode } from '../domain/codes/nomenclature.ts';
import { citer } from '../domain/textes/citation.ts';
import type { Avis, Rangee } from '../formats/regard.ts';
import {
  type CodesConnus,
  compterLesCodesConnus,
  compterLesMemesLibelles,
  direCodesConnus,
  type Reconnaissance,
} from './codes-connus.ts';
import type { DatesVues } from './deviner-la-date.ts';
import { estUneAnnee } from './formes-de-cellule.ts';
import type { Profil } from './profil.ts';
import { rolesDuTitre } from './roles-du-titre.ts';

/** By how many codes and labels a norm must lead for it to be sure. */
const AVANCE = 2;
/** Years that titles may name; beyond, they are numbers. */
const ANNEES_MAX = 5;

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
    profils.find(({ titre, annees }) => annees > 0 && rolesDuTitre(titre).get('exercice') === 'exact') ??
    profils.find(({ vues, annees }) => vues > 0 && annees === vues);
  if (colonne?.valeurs !== undefined) {
    const annees = [...colonne.valeurs.keys()].filter(estUneAnnee).sort();
    const exercice = annees.at(-1) ?? '';
    return annees.length === 1
      ? { exercice, confiance: 'sûr', raisons: [`seule année de la colonne ${citer(colonne.titre)}`] }
      : { exercice, confiance: 'à confirmer', raisons: [`la plus récente de la colonne ${citer(colonne.titre)}`] };
  }
  for (const [ou, siens] of [
    ['les titres', textes],
    ['le nom du fichier', [nom]],
  ] as const) {
    const annees = [...new Set(siens.flatMap((texte) => texte.match(/(?<!\d)20\d\d(?!\d)/g) ?? []))].sort();
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

/** The norm that explains the codes of a file, and how the budget is voted. */
export interface NormeVue extends Avis {
  readonly norme: Norme;
  readonly vote: 'par_fonction' | 'par_nature';
}

/** The columns by which a norm is told. */
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
  const vote = chapitres.codes > 0 && connusDe(chapitres, norme) * 2 < chapitres.codes ? 'par_nature' : 'par_fonction';
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
