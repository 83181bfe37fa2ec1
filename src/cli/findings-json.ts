import type { Constats } from '../domain/constat.ts';

/** The findings of a run for machines: those kept whole, and the count of the others. */
export function findingsJson(constats: Constats) {
  return {
    erreurs: constats.erreurs,
    constats: constats.liste,
    autres: constats.surplus,
  };
}

/** Writes a JSON document on the standard output. */
export function printJson(contenu: unknown): void {
  process.stdout.write(`${JSON.stringify(contenu, enJson, 2)}\n`);
}

/** JSON has no big integers: the terms of shares go as numbers while numbers count them exactly, as text beyond. */
function enJson(_cle: string, valeur: unknown): unknown {
  if (typeof valeur !== 'bigint') return valeur;
  return Number.isSafeInteger(Number(valeur)) ? Number(valeur) : String(valeur);
}
