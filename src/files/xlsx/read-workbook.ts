import { readArchive } from './archive.ts';
import { openWorkbook } from './open-workbook.ts';
import { type Bornes, type FeuilleLue, readSheet } from './read-sheet.ts';

/** A workbook as it lies in its file. */
export interface ClasseurLu {
  readonly feuilles: ReadonlyMap<string, FeuilleLue>;
  /** Whether its days count from 1904, as Excel for Mac once did. */
  readonly depuis1904: boolean;
}

/** A sheet of a workbook, not read yet. */
export interface FeuilleAOuvrir {
  readonly nom: string;
  /** Its part of the file, as it stands. */
  readonly octets: Uint8Array;
  lire(bornes: Bornes): FeuilleLue;
}

const UTILES = /^(?:xl\/.*\.xml(?:\.rels)?|_rels\/\.rels)$/;

/**
 * Reads the named sheets of a workbook: the cells with their types, looks and formulas, not what they look like.
 * @throws ClasseurIllisible when the file is something else, or damaged
 * @throws the errors of the file system
 */
export function readWorkbook(chemin: string, noms: readonly string[], bornes: Bornes): ClasseurLu {
  const { feuilles, depuis1904 } = openSheets(readArchive(chemin, (nom) => UTILES.test(nom)));
  const lues = feuilles.flatMap((feuille): [string, FeuilleLue][] =>
    noms.includes(feuille.nom) ? [[feuille.nom, feuille.lire(bornes)]] : [],
  );
  return { feuilles: new Map(lues), depuis1904 };
}

/**
 * The sheets of a workbook in their order, from its parts.
 * @throws ClasseurIllisible when the parts are those of something else
 */
export function openSheets(parties: ReadonlyMap<string, Uint8Array>): {
  readonly feuilles: readonly FeuilleAOuvrir[];
  readonly depuis1904: boolean;
} {
  const { feuilles, depuis1904, textes, formats } = openWorkbook((nom) => parties.get(nom));
  return {
    depuis1904,
    feuilles: feuilles.flatMap(({ nom, partie }) => {
      const octets = parties.get(partie ?? '');
      return octets ? [{ nom, octets, lire: (bornes) => readSheet(octets, { textes, formats, bornes }) }] : [];
    }),
  };
}
