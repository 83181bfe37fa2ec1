import { graviteDe } from '../domain/constats/codes-constats.ts';
import type { Constat, Constats } from '../domain/constats/constat.ts';
import type { Io } from './io.ts';

/** The findings of a run for machines: those kept whole, and the count of the others. */
export function findingsJson(constats: Constats) {
  return {
    erreurs: constats.erreurs,
    constats: constats.liste.map(findingJson),
    autres: constats.surplus,
  };
}

/** A finding for machines, which are told how grave it is. */
export function findingJson({ code, ...reste }: Constat) {
  return { code, gravite: graviteDe(code), ...reste };
}

/** Writes a JSON document on the standard output. */
export function printJson({ stdout }: Io, contenu: unknown): void {
  stdout.write(`${JSON.stringify(contenu, replaceBigInts, 2)}\n`);
}

/** Elements of a list written at a time. */
const ELEMENTS_PAR_BLOC = 1_000;

/**
 * Writes a JSON document that ends with a list, piece by piece: a list of all the lines of a budget may be longer than one
 * text can be. Its elements are made as they are written.
 */
export function printJsonWithList(
  { stdout }: Io,
  contenu: Readonly<Record<string, unknown>>,
  nom: string,
  elements: readonly (() => unknown)[],
): void {
  const debut = JSON.stringify(contenu, replaceBigInts, 2).slice(0, -2);
  stdout.write(`${debut},\n  ${JSON.stringify(nom)}: [`);
  for (let rang = 0; rang < elements.length; rang += ELEMENTS_PAR_BLOC) {
    const bloc = elements
      .slice(rang, rang + ELEMENTS_PAR_BLOC)
      .map((faire) => `\n    ${JSON.stringify(faire(), replaceBigInts)}`);
    stdout.write(`${rang > 0 ? ',' : ''}${bloc.join(',')}`);
  }
  stdout.write(`${elements.length > 0 ? '\n  ' : ''}]\n}\n`);
}

/** JSON has no big integers: the terms of shares go as numbers while numbers count them exactly, as text beyond. */
function replaceBigInts(_cle: string, valeur: unknown): unknown {
  if (typeof valeur !== 'bigint') return valeur;
  return Number.isSafeInteger(Number(valeur)) ? Number(valeur) : String(valeur);
}
