import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** A record of `lignes-<exercice>.csv`, by the names of its columns. */
export type Enregistrement = Readonly<Record<string, string>>;

/** Reads a CSV that the tool wrote, with a reader that is not ours. */
export function lireCsvProduit(dossier: string, nom: string): Enregistrement[] {
  return parse(readFileSync(join(dossier, nom)), { delimiter: ';', columns: true });
}

/** The integer cents of a column. */
export function centimes(enregistrement: Enregistrement, colonne: string): bigint {
  return BigInt(enregistrement[colonne] ?? '');
}

/** What some records keep: their lines (a line has one record per part) and the cents of those parts. */
export function compter(enregistrements: readonly Enregistrement[]): { lignes: number; centimes: bigint } {
  return {
    lignes: new Set(enregistrements.map(({ ref }) => ref)).size,
    centimes: enregistrements.reduce(
      (somme, enregistre) => somme + centimes(enregistre, 'montant_retenu_centimes'),
      0n,
    ),
  };
}

/** The records of one place. */
export function aLaPlace(enregistrements: readonly Enregistrement[], place: string): Enregistrement[] {
  return enregistrements.filter(({ verdict }) => verdict === place);
}

/** `2 816 900 000,00` in a README → cents. */
export function euros(ecrit: string): bigint {
  return BigInt(ecrit.replace(/[ ,]/g, ''));
}

/** The SHA-256 of each file of a folder: two editions are the same when these are. */
export function empreintes(dossier: string): Record<string, string> {
  const noms = readdirSync(dossier).sort();
  return Object.fromEntries(
    noms.map((nom) => [
      nom,
      createHash('sha256')
        .update(readFileSync(join(dossier, nom)))
        .digest('hex'),
    ]),
  );
}
