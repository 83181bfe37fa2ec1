import type { Decision } from '../../classify/decisions/decision.ts';
import type { Candidate } from '../../classify/decisions/retrouver/choisir-les-candidates.ts';
import type { LigneVue } from '../../classify/decisions/retrouver/ligne-decrite.ts';
import type { Sort } from '../../classify/decisions/retrouver/recherche-de-lignes.ts';
import { ventilationDecidee } from '../../classify/decisions/ventilation-decidee.ts';
import { montantsImpossibles } from '../../classify/parts-au-montant.ts';
import { estEnFractions } from '../../classify/ventilation.ts';
import { fractionDe } from '../../domain/argent/part.ts';
import type { Geographie } from '../../domain/lieux/geographie.ts';
import { formaterEuros } from '../../domain/textes/format.ts';

/** Why a decision may not go where a person says. */
export interface Unconfirmable {
  readonly message: string;
  readonly remede: string;
  /** Whether no line may be it, whichever a person says. */
  readonly jamais: boolean;
}

/** The lines that persons said decisions hold on now, however they said it: each line is given once, and each decision. */
export class ConfirmedLines {
  readonly targets = new Map<Decision, readonly LigneVue[]>();
  readonly #given = new Map<string, string>();
  readonly #waiting: Decision[] = [];
  readonly #geographie: Geographie;

  constructor(sorts: ReadonlyMap<Decision, Sort>, geographie: Geographie) {
    this.#geographie = geographie;
    for (const sort of sorts.values())
      if (sort.type === 'certaine') this.#given.set(sort.ligne.ref, 'une décision certaine');
    for (const [decision, sort] of sorts) if (sort.type === 'changee') this.#waiting.push(decision);
  }

  /** @returns why it may not be; nothing once it is confirmed */
  confirm(decision: Decision, candidate: Candidate): Unconfirmable | undefined {
    const { lignes } = candidate;
    const former = this.targets.get(decision);
    if (former === lignes) return undefined;
    if (former !== undefined)
      return {
        message: `la décision sur ${decision.ref} est déjà confirmée sur ${former.map(({ ref }) => ref).join(', ')}`,
        remede: 'Confirmez une seule fois chaque décision.',
        jamais: false,
      };
    for (const { ref } of lignes) {
      const other = this.#given.get(ref);
      if (other !== undefined)
        return {
          message: `${ref} est déjà donnée à ${other}`,
          remede: 'Confirmez une ligne par décision.',
          jamais: false,
        };
    }
    const unfit = this.unfit(decision, candidate);
    if (unfit !== undefined) return unfit;
    for (const { ref } of lignes) this.#given.set(ref, decision.ref);
    this.targets.set(decision, lignes);
    return undefined;
  }

  /**
   * Why no person may confirm it: amounts taken out of a line say nothing of its pieces, nor of a line that is less; and two decisions
   * of lines alike, of which one is left, cannot both hold on it.
   */
  unfit(decision: Decision, { lignes, morceau }: Candidate): Unconfirmable | undefined {
    const { place, quotePart, ref, lieu } = decision;
    const named = lignes.map((line) => `${line.ref} (${formaterEuros(line.montant)})`).join(', ');
    const other = this.#waiting.find(
      (one) => one !== decision && lignes.some((line) => one.ref === line.ref && one.empreinte === line.empreinte),
    );
    if (other)
      return {
        message: `une autre décision y est (${other.lieu.fichier}:${other.lieu.ligne})`,
        remede: `Si c’est la décision sur ${ref} qui vaut pour ${named}, retirez d’abord l’autre d’arbitrages.csv (ligne ${other.lieu.ligne}), puis relancez la commande.`,
        jamais: false,
      };
    const ventilation = ventilationDecidee(decision);
    if (estEnFractions(quotePart, ventilation)) return undefined;
    const fits = ({ montant }: LigneVue) =>
      fractionDe(quotePart, montant) !== undefined &&
      (place === 'incluse' ||
        montantsImpossibles({ place, quotePart, ventilation }, this.#geographie, montant) === undefined);
    if (!morceau && lignes.length === 1 && lignes.every(fits)) return undefined;
    return {
      message: `la décision sur ${ref} prend un montant en euros, qui ne va pas à ${named}${morceau ? ', qui n’en est qu’un morceau' : ''}`,
      remede: `Retirez-la d’abord d’arbitrages.csv (ligne ${lieu.ligne}) ; puis décidez la ligne de nouveau, par « jaune arbitrer export ».`,
      jamais: true,
    };
  }
}
