import { ecrireVu, sommeDeLAvertissement } from '../domain/constats/acquittement.ts';
import { graviteDe } from '../domain/constats/codes-constats.ts';
import type { Constat, Constats } from '../domain/constats/constat.ts';
import type { Io } from './io.ts';

/** The findings of a run for machines: those kept whole, and the count of the others. */
export function findingsJson(constats: Constats) {
  return {
    erreurs: constats.erreurs,
    constats: constats.liste.map(findingJson),
    autres: constats.surplus,
    acquittes: constats.acquittes,
  };
}

/** A finding for machines, which are told how grave it is, and of a warning by what digest it may be acknowledged. */
export function findingJson(constat: Constat) {
  const { code, ...rest } = constat;
  const gravite = graviteDe(code);
  return gravite === 'erreur'
    ? { code, gravite, ...rest }
    : { code, gravite, vu: ecrireVu(sommeDeLAvertissement(constat)), ...rest };
}

export function printJson({ stdout }: Io, content: unknown): void {
  stdout.write(`${JSON.stringify(content, replaceBigInts, 2)}\n`);
}

/** Elements of a list written at a time. */
const ELEMENTS_PER_BLOCK = 1_000;

/**
 * Writes a JSON document that ends with a list, piece by piece: a list of all the lines of a budget may be longer than one
 * text can be. Its elements are made as they are written.
 */
export function printJsonWithList(
  { stdout }: Io,
  content: Readonly<Record<string, unknown>>,
  name: string,
  elements: readonly (() => unknown)[],
): void {
  const start = JSON.stringify(content, replaceBigInts, 2).slice(0, -2);
  stdout.write(`${start},\n  ${JSON.stringify(name)}: [`);
  for (let rank = 0; rank < elements.length; rank += ELEMENTS_PER_BLOCK) {
    const block = elements
      .slice(rank, rank + ELEMENTS_PER_BLOCK)
      .map((make) => `\n    ${JSON.stringify(make(), replaceBigInts)}`);
    stdout.write(`${rank > 0 ? ',' : ''}${block.join(',')}`);
  }
  stdout.write(`${elements.length > 0 ? '\n  ' : ''}]\n}\n`);
}

/** JSON has no big integers: the terms of shares go as numbers while numbers count them exactly, as text beyond. */
function replaceBigInts(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
