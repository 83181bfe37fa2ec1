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

/** The cents of a part, wherever it is; older files called that retained, in one column for each sense. */
export function centimesDeLaPart(enregistrement: Enregistrement): bigint {
  const ancienne = enregistrement.sens === 'recette' ? 'recette_retenue_centimes' : 'montant_retenu_centimes';
  return centimes(enregistrement, 'montant_part_centimes' in enregistrement ? 'montant_part_centimes' : ancienne);
}

/** What some records are as expenses: their lines (a line has one record per part) and the cents of those parts. */
export function compter(enregistrements: readonly Enregistrement[]): { lignes: number; centimes: bigint } {
  return compterUnSens(enregistrements, 'depense');
}

/** The same of receipts. */
export function compterRecettes(enregistrements: readonly Enregistrement[]): { lignes: number; centimes: bigint } {
  return compterUnSens(enregistrements, 'recette');
}

function compterUnSens(enregistrements: readonly Enregistrement[], sens: string) {
  const siens = enregistrements.filter((enregistre) => enregistre.sens === sens);
  return {
    lignes: new Set(siens.map(({ ref }) => ref)).size,
    centimes: siens.reduce((somme, enregistre) => somme + centimesDeLaPart(enregistre), 0n),
  };
}

/** The places that a README tells: `| place | lignes | euros | recettes | euros |`. */
export function placesEcrites(lisezMoi: string) {
  const rangees = lisezMoi.matchAll(
    /^\| `?([a-z_]+)`? \| ([\d ]+) \| ([\d ]+,\d\d) \| ([\d ]+) \| ([\d ]+,\d\d) \|$/gm,
  );
  const entier = (ecrit: string) => Number(ecrit.replaceAll(' ', ''));
  return Object.fromEntries(
    [...rangees].map(([, place, lignes = '', depenses = '', nombre = '', recettes = '']) => [
      place,
      {
        lignes: entier(lignes),
        centimes: Number(euros(depenses)),
        recettes: { lignes: entier(nombre), centimes: Number(euros(recettes)) },
      },
    ]),
  );
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
