import { statSync } from 'node:fs';
import type { FormatDeclare } from '../domain/dossier/source-declaree.ts';
import { readHead } from '../files/read-head.ts';
import { CFU } from './cfu/cfu.ts';
import { CLASSEUR } from './classeur/classeur.ts';
import { CSV } from './csv/csv.ts';
import type { Format } from './format.ts';
import { TOTEM } from './totem/totem.ts';

/** The formats of sources, by the name under which `exercice.yaml` declares them; the first that recognises a file has it. */
export const FORMATS = { csv: CSV, classeur: CLASSEUR, cfu: CFU, totem: TOTEM } satisfies Readonly<
  Record<string, Format>
>;

export type NomDeFormat = keyof typeof FORMATS;
export const NOMS_DES_FORMATS = Object.keys(FORMATS) as NomDeFormat[];
/** What a source is unless it says otherwise, and what is tried on a file that no other format recognises. */
export const FORMAT_PAR_DEFAUT = 'csv' satisfies NomDeFormat;

type UnionEnIntersection<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void ? I : never;

export const CLES_DES_FORMATS = Object.assign(
  {},
  ...Object.values<Format>(FORMATS).map(({ cles }) => cles),
) as UnionEnIntersection<(typeof FORMATS)[NomDeFormat]['cles']>;

export function formatDe({ genre }: FormatDeclare): Format {
  return FORMATS[genre as NomDeFormat];
}

/**
 * What a file is, by its first bytes.
 * @throws the errors of the file system
 */
export function reconnaitreLeFichier(chemin: string): NomDeFormat {
  if (!statSync(chemin).isFile() && !statSync(chemin).isDirectory()) return FORMAT_PAR_DEFAUT;
  const tete = readHead(chemin, 512);
  return NOMS_DES_FORMATS.find((nom) => FORMATS[nom].reconnait(tete)) ?? FORMAT_PAR_DEFAUT;
}
