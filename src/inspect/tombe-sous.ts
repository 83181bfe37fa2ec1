import { plier } from '../domain/textes/texte.ts';
import type { RangeeVue } from './echantillon.ts';
import type { EcartPropose } from './proposition.ts';

/** Whether the reading would leave a row out for this reason. */
export function tombeSous(
  { colonne, attente, vide }: Pick<EcartPropose, 'colonne' | 'attente' | 'vide'>,
  { champs }: RangeeVue,
  titres: readonly string[],
): boolean {
  if (vide !== undefined && (champs[titres.indexOf(vide)] ?? '') !== '') return false;
  const plie = plier(champs[titres.indexOf(colonne)] ?? '');
  if (attente.type === 'absent') return plie === '';
  if (attente.type === 'commence_par') return plie.startsWith(plier(attente.debut));
  return (plie === plier(attente.valeur)) === (attente.type === 'egal');
}
