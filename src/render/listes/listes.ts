import type { Jaune } from '../../compile/jaune.ts';
import { acquittes } from './acquittes.ts';
import { avertissements } from './avertissements.ts';
import { codesAjoutes } from './codes-ajoutes.ts';
import type { Liste, ListeDite } from './liste.ts';
import { memoires } from './memoires.ts';
import { nomsMasques } from './noms-masques.ts';
import { redressements } from './redressements.ts';
import { voteSuivant } from './vote-suivant.ts';

/** What documents list, in their order. */
const LISTES: readonly Liste[] = [
  codesAjoutes,
  memoires,
  redressements,
  voteSuivant,
  nomsMasques,
  avertissements,
  acquittes,
];

export type ListeMontree = Pick<Liste, 'nom' | 'titre'> & ListeDite;

/** Those that have something to say of a jaune. */
export function listesMontrees(jaune: Jaune): readonly ListeMontree[] {
  return LISTES.map(({ nom, titre, dire }) => ({ nom, titre, ...dire(jaune) })).filter(
    ({ chapeau, elements }) => chapeau !== '' || elements.length > 0,
  );
}

export function listesEnJson(jaune: Jaune): Readonly<Record<string, unknown>> {
  return Object.assign({}, ...LISTES.map(({ json }) => json(jaune)));
}
