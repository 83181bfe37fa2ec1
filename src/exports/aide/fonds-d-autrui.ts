import { montantEst } from '../../compile/cofinancements/compiler-les-cofinancements.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { fraction } from '../../domain/argent/fraction.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { repartir } from '../../domain/argent/part.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { type PartDuTotal, partsDuTotal } from '../pont.ts';

/** What others paid of the parts of the headline, on the base of payments. */
export interface FondsDAutrui {
  de(part: PartDuTotal): Montant;
  /** What was received and is taken away from nothing, and why. */
  readonly remarques: readonly string[];
}

/**
 * What was received for each operation, taken away from what was paid for it: in proportion to the payments of its lines, to the
 * cent. A line that is already net has nothing left to take away.
 */
export function fondsDAutrui(
  { cofinancements, lignes: toutes, recettes }: Jaune,
  parts: readonly PartDuTotal[],
): FondsDAutrui {
  const retires = new Map<PartDuTotal, Montant>();
  const remarques: string[] = [];
  const parLigne = new Map<Affectation, PartDuTotal[]>();
  for (const part of parts) parLigne.set(part.affectation, [...(parLigne.get(part.affectation) ?? []), part]);
  const recuPour = (rangs: readonly number[]) => recuEnTout(rangs.flatMap((rang) => recettes[rang] ?? []));
  for (const { declaree, recettes: rangs, lignes } of cofinancements.operations) {
    const { recu, inconnues } = recuPour(rangs);
    const nom = `opération « ${declaree.libelle} »`;
    if (inconnues > 0)
      remarques.push(
        `Fonds d’autrui, ${nom} : des recettes ne disent pas ce qui est encaissé ; elles ne sont pas retirées.`,
      );
    if (recu <= 0) continue;
    const siennes = lignes.flatMap((rang) => parLigneDe(rang));
    const payees = siennes.filter(
      ({ affectation, declarable }) => (declarable ?? 0) > 0 && montantEst(affectation) !== 'net',
    );
    const paye = somme(payees.map(({ declarable }) => declarable ?? NUL));
    const retire = montant(Math.min(recu, paye));
    if (retire < recu)
      remarques.push(
        `Fonds d’autrui, ${nom} : ${formaterEuros(recu)} encaissés pour ${formaterEuros(paye)} payés ; le reste n’est retiré de rien.`,
      );
    if (retire <= 0) continue;
    const parties = repartir(
      retire,
      payees.map(({ declarable }) => fraction(declarable ?? 0, paye)),
    );
    for (const [rang, part] of payees.entries()) retires.set(part, parties[rang] ?? NUL);
  }
  const detachees = recuPour(cofinancements.sansOperation.recettes).recu;
  if (detachees > 0)
    remarques.push(
      `Fonds d’autrui : ${formaterEuros(detachees)} de recettes internationales ne sont rattachés à aucune opération ; ils ne sont retirés de rien.`,
    );
  return { de: (part) => retires.get(part) ?? NUL, remarques };

  function parLigneDe(rang: number): readonly PartDuTotal[] {
    const affectation = toutes[rang];
    return affectation === undefined ? [] : (parLigne.get(affectation) ?? []);
  }
}

function recuEnTout(recettes: readonly Affectation[]): { readonly recu: Montant; readonly inconnues: number } {
  const parts = partsDuTotal(recettes, 'mandats');
  return {
    recu: somme(parts.map(({ declarable }) => declarable ?? NUL)),
    inconnues: parts.filter(({ declarable }) => declarable === undefined).length,
  };
}
