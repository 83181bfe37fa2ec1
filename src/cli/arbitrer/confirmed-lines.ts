import type { Decision } from '../../classify/decisions/decision.ts';
import type { Candidate } from '../../classify/decisions/retrouver/choisir-les-candidates.ts';
import type { LigneVue } from '../../classify/decisions/retrouver/ligne-decrite.ts';
import type { Sort } from '../../classify/decisions/retrouver/recherche-de-lignes.ts';
import { estMontantExact, fractionDe } from '../../domain/argent/part.ts';
import { formaterEuros } from '../../domain/textes/format.ts';

/** Why a decision may not go where a person says. */
export interface Unconfirmable {
  readonly message: string;
  readonly remede: string;
}

/** The lines that persons said decisions hold on now, however they said it: each line is given once, and each decision. */
export class ConfirmedLines {
  readonly targets = new Map<Decision, readonly LigneVue[]>();
  readonly #given = new Map<string, string>();

  constructor(sorts: ReadonlyMap<Decision, Sort>) {
    for (const sort of sorts.values())
      if (sort.type === 'certaine') this.#given.set(sort.ligne.ref, 'une décision certaine');
  }

  /** @returns why it may not be; nothing once it is confirmed */
  confirm(decision: Decision, { lignes }: Candidate): Unconfirmable | undefined {
    const former = this.targets.get(decision);
    if (former === lignes) return undefined;
    if (former !== undefined)
      return {
        message: `la décision sur ${decision.ref} est déjà confirmée sur ${former.map(({ ref }) => ref).join(', ')}`,
        remede: 'Confirmez une seule fois chaque décision.',
      };
    for (const { ref } of lignes) {
      const other = this.#given.get(ref);
      if (other !== undefined)
        return { message: `${ref} est déjà donnée à ${other}`, remede: 'Confirmez une ligne par décision.' };
    }
    const unfit = unfittingPart(decision, lignes);
    if (unfit !== undefined) return unfit;
    for (const { ref } of lignes) this.#given.set(ref, decision.ref);
    this.targets.set(decision, lignes);
    return undefined;
  }
}

/** An amount taken out of a line says nothing of the pieces into which it was split, nor of one that is less. */
function unfittingPart({ quotePart, ref }: Decision, lines: readonly LigneVue[]): Unconfirmable | undefined {
  if (!estMontantExact(quotePart)) return undefined;
  const unfit = lines.length > 1 || lines.some((line) => fractionDe(quotePart, line.montant) === undefined);
  if (!unfit) return undefined;
  return {
    message: `la part de la décision sur ${ref} est un montant, qui ne va pas à ${lines.map((line) => `${line.ref} (${formaterEuros(line.montant)})`).join(', ')}`,
    remede: 'Décidez la ligne de nouveau, par « jaune arbitrer export » ; puis retirez l’ancienne décision.',
  };
}
