import type { Note } from './noter.ts';

export interface Compte {
  readonly justes: number;
  readonly demandes: number;
  readonly fauxAConfirmer: number;
  readonly fauxSurs: number;
  /** Columns that are there, and those of them that were found. */
  readonly colonnes: number;
  readonly colonnesJustes: number;
}

export function compterLesNotes(notes: readonly Pick<Note, 'issue' | 'estLa'>[]): Compte {
  const compter = (predicat: (note: Pick<Note, 'issue' | 'estLa'>) => boolean) => notes.filter(predicat).length;
  return {
    justes: compter(({ issue }) => issue === 'juste'),
    demandes: compter(({ issue }) => issue === 'demande'),
    fauxAConfirmer: compter(({ issue }) => issue === 'faux-a-confirmer'),
    fauxSurs: compter(({ issue }) => issue === 'faux-sur'),
    colonnes: compter(({ estLa }) => estLa),
    colonnesJustes: compter(({ estLa, issue }) => estLa && issue === 'juste'),
  };
}

/** A table in Markdown, to be read on a screen too. */
export function ecrireLeTableau(titre: string, comptes: readonly (readonly [nom: string, compte: Compte])[]): string {
  const largeur = Math.max(titre.length, ...comptes.map(([nom]) => nom.length));
  const ligne = (nom: string, cellules: readonly (number | string)[]) =>
    `| ${nom.padEnd(largeur)} | ${cellules.map((cellule) => String(cellule).padStart(6)).join(' | ')} |`;
  return [
    `| ${titre.padEnd(largeur)} |  juste | demandé | faux « à confirmer » | faux « sûr » |`,
    `| ${'-'.repeat(largeur)} | -----: | -----: | -----: | -----: |`,
    ...comptes.map(([nom, { justes, demandes, fauxAConfirmer, fauxSurs }]) =>
      ligne(nom, [justes, demandes, fauxAConfirmer, fauxSurs]),
    ),
    '',
  ].join('\n');
}
