import { additionner, complement } from '../../domain/argent/fraction.ts';
import { ecrirePart, estLeTout, estMontantExact, type Part } from '../../domain/argent/part.ts';
import type { DecisionEcrite } from '../../domain/verdict/decision-ecrite.ts';
import type { SourcesDesValeurs } from '../../domain/verdict/dimension.ts';
import { DIMENSIONS_DECIDEES, dimensionDecrite } from '../../domain/verdict/dimensions.ts';
import { type DecisionLue, fluxDecide } from './decision.ts';
import { partsDecidees } from './ventilation-decidee.ts';

/**
 * All that a decision concludes, in the columns of `arbitrages.csv`, to be written again as it is; why, by whom and when are for
 * the next one to say.
 */
export function decisionEnVigueur(decision: DecisionLue, valeurs: SourcesDesValeurs): Partial<DecisionEcrite> {
  const { place, quotePart, cle, dimensions, flux, rattachement } = decision;
  return {
    decision: fluxDecide(decision)?.genre ?? place,
    quote_part: estLeTout(quotePart) ? '' : enTexte(quotePart),
    cle,
    ...Object.fromEntries(DIMENSIONS_DECIDEES.map((nom) => [nom, dimensions.get(nom) ?? ''])),
    pays: paysEcrits(dimensions.get('pays') ?? '', valeurs),
    organisme: flux?.organisme ?? '',
    operation: rattachement?.operation ?? '',
    montant_est: rattachement?.montantEst ?? '',
  };
}

/** « Liban 60 %, non ventilé 40 % ». */
function paysEcrits(decides: string, valeurs: SourcesDesValeurs): string {
  if (decides === '') return '';
  const parts = partsDecidees('pays', decides);
  const ecrits = parts.map(({ valeur, part }) => {
    const nom = dimensionDecrite('pays').nommer(valeur, valeurs) ?? valeur;
    return estLeTout(part) ? nom : `${nom} ${enTexte(part)}`;
  });
  const fractions = parts.flatMap(({ part }) => (estMontantExact(part) ? [] : [part]));
  // Beside an amount, what is left goes without saying.
  const reste = fractions.length === parts.length ? complement(additionner(fractions)) : undefined;
  return [...ecrits, ...(reste?.numerateur ? [`non ventilé ${enTexte(reste)}`] : [])].join(', ');
}

/** A share with the signs of a keyboard. */
function enTexte(part: Part): string {
  return ecrirePart(part).replace('⁄', '/').replace(/\s/g, ' ');
}
