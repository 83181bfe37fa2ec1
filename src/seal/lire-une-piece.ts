import { readFileSync, statSync } from 'node:fs';
import { formaterEntier } from '../domain/textes/format.ts';
import { RefusedArchive } from '../files/zip/refused-archive.ts';

/** More than the lists of the largest edition take: one of twenty thousand files takes a tenth of it. */
const OCTETS_MAX = 64 * 1024 * 1024;

/**
 * The text of a file that says what was sealed: a manifest, a package file, checksums.
 * @throws RefusedArchive when it is larger than any of ours: nothing of it is read
 * @throws the errors of the file system
 */
export function lireUnePiece(chemin: string, nom: string): string {
  const { size } = statSync(chemin);
  if (size > OCTETS_MAX)
    throw new RefusedArchive(
      `${nom} fait ${formaterEntier(size)} octets, bien plus que jaune n’en écrit : il n’a pas été lu`,
    );
  return readFileSync(chemin, 'utf8');
}

/** What most systems let the name of a file, and a path, be long. */
const NOM_MAX = 255;
const CHEMIN_MAX = 4_096;

/**
 * Refuses paths, in what says what was sealed, that are none of a file in a folder of it: they would have another file read.
 * @param codes those of files that have another name in the archive: signs that Windows alone takes for something else may be in them
 * @throws RefusedArchive
 */
export function exigerDesCheminsSimples(
  nom: string,
  chemins: readonly string[],
  codes: ReadonlySet<string> = new Set(),
): void {
  const vus = new Set<string>();
  for (const chemin of chemins) {
    const dit = `${nom} nomme « ${chemin.slice(0, 80)}${chemin.length > 80 ? '…' : ''} »`;
    if (chemin.length > CHEMIN_MAX || chemin.split('/').some((pas) => Buffer.byteLength(pas) > NOM_MAX))
      throw new RefusedArchive(`${dit}, plus long qu’aucun système ne l’admet`);
    if (!descend(chemin) || (!codes.has(chemin) && DETOURNE_WINDOWS.test(chemin)))
      throw new RefusedArchive(`${dit}, qui n’est pas le chemin d’un fichier de l’édition`);
    if (vus.has(chemin)) throw new RefusedArchive(`${dit} deux fois`);
    vus.add(chemin);
  }
}

/** What Windows takes for a step or a disk, and others for a part of a name. */
const DETOURNE_WINDOWS = /\\|^[A-Za-z]:/;

/** Whether a path goes down from its folder without detour. */
export function descend(chemin: string): boolean {
  return !chemin.includes('\0') && chemin.split('/').every((pas) => pas !== '' && pas !== '.' && pas !== '..');
}
