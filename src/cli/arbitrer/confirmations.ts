import type { Decision } from '../../classify/decisions/decision.ts';
import type { Sort } from '../../classify/decisions/retrouver/recherche-de-lignes.ts';
import { Refus } from '../../domain/constats/refus.ts';
import { oneForm } from '../../files/path-in.ts';
import type { ConfirmedLines } from './confirmed-lines.ts';

/** What a person says a decision holds on now: the reference that it has, and those that it is given. */
export type Confirmations = readonly { readonly ref: string; readonly refs: readonly string[] }[];

/**
 * Reads the values of `--confirmer`: `sources/a.csv:12=sources/a.csv:14`, or several lines between commas.
 * @throws Refus when one is not written so
 */
export function readConfirmations(written: readonly string[]): Confirmations {
  return written.map((text) => {
    const [, ref, refs] = /^(.+?:\d+)=(.+:\d+)$/.exec(text) ?? [];
    if (ref === undefined || refs === undefined)
      throw new Refus(
        'usage',
        `« ${text} » ne dit pas quelle décision va sur quelle ligne`,
        'Écrivez --confirmer sources/culture.csv:79=sources/culture.csv:81',
      );
    return { ref: oneForm(ref), refs: refs.split(/(?<=:\d+),/).map(oneForm) };
  });
}

/**
 * Takes what is confirmed by its references: each is one of those that were shown.
 * @throws Refus for the first that may not be
 */
export function confirmByReferences(
  confirmed: Confirmations,
  sorts: ReadonlyMap<Decision, Sort>,
  lines: ConfirmedLines,
): void {
  for (const { ref, refs } of confirmed) {
    const [decision, sort] = findWaiting(ref, sorts);
    if (sort.type !== 'changee') continue;
    const candidate = sort.candidates.find(
      ({ lignes }) => lignes.length === refs.length && lignes.every((ligne) => refs.includes(ligne.ref)),
    );
    if (candidate === undefined) {
      const known = sort.candidates.map(({ lignes }) => lignes.map((ligne) => ligne.ref).join(','));
      throw refusal(`${refs.join(', ')} n’est pas une ligne proposée pour ${ref}`, `Proposées : ${known.join(' ; ')}`);
    }
    const unfit = lines.confirm(decision, candidate);
    if (unfit !== undefined) throw refusal(unfit.message, unfit.remede);
  }
}

function findWaiting(ref: string, sorts: ReadonlyMap<Decision, Sort>): readonly [Decision, Sort] {
  const ones = [...sorts].filter(([decision]) => decision.ref === ref);
  const waiting = ones.find(([, { type }]) => type === 'changee') ?? ones.find(([, { type }]) => type === 'certaine');
  if (waiting !== undefined) return waiting;
  throw refusal(
    ones.length === 0
      ? `aucune décision ne porte sur ${ref}`
      : `la décision sur ${ref} n’est pas de celles qui se confirment`,
    'Relancez sans --confirmer : la commande dit ce que devient chaque décision.',
  );
}

function refusal(message: string, remedy: string): Refus {
  return new Refus('donnees', message, remedy);
}
