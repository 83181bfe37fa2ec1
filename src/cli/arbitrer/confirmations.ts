import type { Decision } from '../../classify/decisions/decision.ts';
import type { LigneVue } from '../../classify/decisions/retrouver/ligne-decrite.ts';
import type { Sort } from '../../classify/decisions/retrouver/recherche-de-lignes.ts';
import { estMontantExact, fractionDe } from '../../domain/argent/part.ts';
import { Refus } from '../../domain/constats/refus.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { oneForm } from '../../files/path-in.ts';

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
 * The lines of the decisions that are confirmed: each is one of those that were shown, and is given once.
 * @throws Refus for the first that may not be
 */
export function requireConfirmations(
  confirmed: Confirmations,
  sorts: ReadonlyMap<Decision, Sort>,
): ReadonlyMap<Decision, readonly LigneVue[]> {
  const targets = new Map<Decision, readonly LigneVue[]>();
  const given = new Map<string, string>();
  for (const sort of sorts.values()) if (sort.type === 'certaine') given.set(sort.ligne.ref, 'une décision certaine');
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
    for (const line of candidate.lignes) {
      const other = given.get(line.ref);
      if (other !== undefined)
        throw refusal(`${line.ref} est déjà donnée à ${other}`, 'Confirmez une ligne par décision.');
      given.set(line.ref, ref);
    }
    requireFittingPart(decision, candidate.lignes);
    targets.set(decision, candidate.lignes);
  }
  return targets;
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

/** An amount taken out of a line says nothing of the pieces into which it was split, nor of one that is less. */
function requireFittingPart({ quotePart, ref }: Decision, lines: readonly LigneVue[]): void {
  if (!estMontantExact(quotePart)) return;
  const unfit = lines.length > 1 || lines.some((line) => fractionDe(quotePart, line.montant) === undefined);
  if (unfit)
    throw refusal(
      `la part de la décision sur ${ref} est un montant, qui ne va pas à ${lines.map((line) => `${line.ref} (${formaterEuros(line.montant)})`).join(', ')}`,
      'Décidez la ligne de nouveau, par « jaune arbitrer export » ; puis retirez l’ancienne décision.',
    );
}

function refusal(message: string, remedy: string): Refus {
  return new Refus('donnees', message, remedy);
}
