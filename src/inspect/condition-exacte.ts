import { formaterEntier } from '../domain/textes/format.ts';
import type { RangeeVue } from './echantillon.ts';
import type { EcartPropose } from './proposition.ts';
import { tombeSous } from './tombe-sous.ts';
import { estNommable, type VueRestante } from './vue-des-rangees.ts';

type Condition = Pick<EcartPropose, 'colonne' | 'attente' | 'vide'>;

/**
 * The condition that catches these rows and no other: by how they begin, or by their text where they have one only, and by a
 * column of codes that is empty in them where that is not enough. Where each catches others, the narrowest
 * one, and how many rows it takes too much.
 */
export function conditionExacte(
  colonne: string,
  debut: string | undefined,
  lignes: readonly RangeeVue[],
  { restantes, titres, codes, groupes }: VueRestante,
): { readonly condition: Condition; readonly deTrop: number } {
  const rang = titres.indexOf(colonne);
  const texte = lignes[0]?.champs[rang] ?? '';
  const attentes: Condition['attente'][] = debut === undefined ? [] : [{ type: 'commence_par', debut }];
  if (debut === undefined || lignes.every(({ champs }) => champs[rang] === texte))
    attentes.push({ type: 'egal', valeur: texte });
  // A code that is written once a group is filled in before the condition is read.
  const vide = codes.find(
    (code) =>
      code.rang !== rang &&
      !groupes.includes(code.rang) &&
      estNommable(code.titre, titres) &&
      lignes.every(({ champs }) => (champs[code.rang] ?? '') === ''),
  )?.titre;
  // The shorter conditions first: the file of next year may leave other columns empty.
  const essais: Condition[] = [
    ...attentes.map((attente) => ({ colonne, attente })),
    ...(vide === undefined ? [] : attentes.map((attente) => ({ colonne, attente, vide }))),
  ];
  const voulues = new Set(lignes);
  let deTrop = 0;
  for (const condition of essais) {
    deTrop = restantes.filter((ligne) => !voulues.has(ligne) && tombeSous(condition, ligne, titres)).length;
    if (deTrop === 0) return { condition, deTrop };
  }
  return { condition: essais.at(-1) ?? { colonne, attente: { type: 'egal', valeur: texte } }, deTrop };
}

/** What a condition takes too much, as one more reason; nothing when it is exact. */
export function direDeTrop(deTrop: number): string[] {
  if (deTrop === 0) return [];
  return [
    `cette condition écarte aussi ${deTrop === 1 ? 'une autre ligne' : `${formaterEntier(deTrop)} autres lignes`}`,
  ];
}
