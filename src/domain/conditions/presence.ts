import type { Mecanisme } from './attente.ts';

declare module './attente.ts' {
  interface FormesDAttente {
    present: object;
    absent: object;
  }
}

/** `present`: the cell is filled. */
export const present: Mecanisme<'present'> = {
  mot: true,
  tester: () => (texte) => texte !== '',
  enMots: () => 'une cellule remplie',
  contraire: () => ({ type: 'absent' }),
  atomes: () => [{ type: 'rempli' }],
};

/** `absent`: the cell is empty. */
export const absent: Mecanisme<'absent'> = {
  mot: true,
  tester: () => (texte) => texte === '',
  enMots: () => 'une cellule vide',
  contraire: () => ({ type: 'present' }),
  atomes: () => [{ type: 'vide' }],
};
