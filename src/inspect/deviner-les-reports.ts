import { accord, enumerer } from '../domain/textes/format.ts';
import { citer, plier } from '../domain/textes/texte.ts';
import type { Avis } from '../formats/regard.ts';
import type { Attribution } from './attribuer-les-colonnes.ts';
import type { RangeeVue } from './echantillon.ts';

/** Fields that files write once for a group of lines, from the widest group to the narrowest. */
const CHAMPS_DE_GROUPE = [
  'organisme',
  'secteur',
  'section',
  'chapitre',
  'chapitre_libelle',
  'fonction',
  'fonction_libelle',
  'programme',
  'programme_libelle',
  'action',
  'action_libelle',
];
/** Share of empty cells from which a column looks like one written once a group, and groups that must be seen. */
const PART_VIDE = 1 / 4;
const GROUPES_MIN = 2;

/** Fields whose empty cells stand for what is above them. */
export interface ReportsProposes extends Avis {
  readonly champs: readonly string[];
}

/**
 * Columns that hold something on the first row of each group and nothing below: never the same thing on two of their filled cells
 * in a row, and nothing missing at the top.
 */
export function devinerLesReports(
  champs: readonly Attribution[],
  lignes: readonly RangeeVue[],
): ReportsProposes | undefined {
  const utiles = lignes.filter(({ genre, champs }) => genre === undefined && champs.some((champ) => champ !== ''));
  const reportes = CHAMPS_DE_GROUPE.flatMap((champ) => {
    const attribution = champs.find(({ role }) => role === champ);
    const groupes = attribution && groupesDe(utiles, attribution.profil.rang);
    return attribution === undefined || groupes === undefined
      ? []
      : [{ champ, profil: attribution.profil, ...groupes }];
  });
  if (reportes.length === 0) return undefined;
  const dits = reportes.map(
    ({ profil, vides, groupes }) =>
      `${citer(profil.titre)}, ${accord(groupes, 'groupe')} et ${accord(vides, 'cellule')} ${vides > 1 ? 'vides' : 'vide'} dessous`,
  );
  return {
    champs: reportes.map(({ champ }) => champ),
    confiance: 'à confirmer',
    raisons: [`écrit${reportes.length > 1 ? 's' : ''} une fois par groupe : ${enumerer(dits)}`],
  };
}

function groupesDe(
  lignes: readonly RangeeVue[],
  rang: number,
): { readonly groupes: number; readonly vides: number } | undefined {
  const cellules = lignes.map(({ champs }) => plier(champs[rang] ?? ''));
  const remplies = cellules.filter((cellule) => cellule !== '');
  const vides = cellules.length - remplies.length;
  const seRepete = remplies.some((cellule, place) => cellule === remplies[place - 1]);
  const enTete = cellules[0] !== '';
  const assez = vides >= cellules.length * PART_VIDE && remplies.length >= GROUPES_MIN;
  return enTete && assez && !seRepete ? { groupes: remplies.length, vides } : undefined;
}
