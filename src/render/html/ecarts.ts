import { formaterEuros } from '../../domain/format.ts';
import type { Montant } from '../../domain/montant.ts';

/** A difference in euros as readers take it, without the unit: always signed, but for none. */
export function ecrireEcart(ecart: Montant): string {
  const ecrit = formaterEuros(ecart).slice(0, -2);
  return ecart > 0 ? `+${ecrit}` : ecrit;
}
