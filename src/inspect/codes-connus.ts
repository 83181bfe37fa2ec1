import { lireCompteFonctionnel } from '../domain/codes/compte-fonctionnel.ts';
import type { Nomenclature, TypeCode } from '../domain/codes/nomenclature.ts';
import type { Norme } from '../domain/codes/normes.ts';
import type { Geographie } from '../domain/lieux/geographie.ts';
import { accord } from '../domain/textes/format.ts';
import { plier } from '../domain/textes/texte.ts';
import type { Rangee } from '../formats/regard.ts';

/** What cells are recognised by: the nomenclature of each norm in the year of the file, and the countries. */
export interface Reconnaissance {
  readonly nomenclatures: readonly Nomenclature[];
  readonly geographie: Geographie;
}

const PAIRES_MAX = 400;

export interface CodesConnus {
  readonly codes: number;
  readonly parNorme: readonly { readonly norme: Norme; readonly connus: number }[];
}

export function compterLesCodesConnus(
  type: TypeCode,
  codes: readonly string[],
  { nomenclatures }: Reconnaissance,
): CodesConnus {
  return {
    codes: codes.length,
    parNorme: nomenclatures.map((nomenclature) => ({
      norme: nomenclature.norme,
      connus: codes.filter((code) => connait(nomenclature, type, code)).length,
    })),
  };
}

/** Whether a norm has a code, or had it before a spreadsheet took its zero off: that is told when the file is read. */
function connait(nomenclature: Nomenclature, type: TypeCode, code: string): boolean {
  if (nomenclature.chercher(type, code).trouve) return true;
  return (
    type === 'fonction' && (nomenclature.chercher(type, `0${code}`).trouve || estUnCompteConnu(nomenclature, code))
  );
}

/** Whether a code is the functional account of a chapter and of a function that a norm has, as budgets voted by function write it. */
export function estUnCompteConnu(nomenclature: Nomenclature, code: string): boolean {
  const compte = lireCompteFonctionnel(code, '', nomenclature);
  return compte !== undefined && (compte.fonction === '' || nomenclature.chercher('fonction', compte.fonction).trouve);
}

/** The share of codes that the norm that knows most of them knows. */
export function partConnue({ codes, parNorme }: CodesConnus): number {
  return codes === 0 ? 0 : Math.max(0, ...parNorme.map(({ connus }) => connus)) / codes;
}

/** `14 codes : M71 14, M57 12, M14 3`, the norm that knows most first. */
export function direCodesConnus({ codes, parNorme }: CodesConnus, nom: string): string {
  const tries = [...parNorme].sort((gauche, droite) => droite.connus - gauche.connus);
  return `${accord(codes, nom)} : ${tries
    .map(({ norme, connus }) => `${norme} en a ${connus}`)
    .join(', ')
    .replaceAll(/, (M\d\d) en a/g, ', $1')}`;
}

/** How many codes of a file bear in each norm the very label that the file gives them. */
export function compterLesMemesLibelles(
  type: TypeCode,
  lignes: readonly Rangee[],
  colonnes: { readonly code: number; readonly libelle: number },
  { nomenclatures }: Reconnaissance,
): CodesConnus {
  const libelles = new Map<string, string>();
  for (const { champs } of lignes) {
    const code = champs[colonnes.code] ?? '';
    if (code !== '' && !libelles.has(code) && libelles.size < PAIRES_MAX)
      libelles.set(code, plier(champs[colonnes.libelle] ?? ''));
  }
  return {
    codes: libelles.size,
    parNorme: nomenclatures.map((nomenclature) => ({
      norme: nomenclature.norme,
      connus: [...libelles].filter(([code, libelle]) => {
        const entree = type === 'fonction' ? nomenclature.fonction(code) : nomenclature.chapitre(code);
        return entree !== undefined && plier(entree.libelle) === libelle;
      }).length,
    })),
  };
}
