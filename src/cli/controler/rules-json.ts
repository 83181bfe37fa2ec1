import type { Jaune } from '../../compile/jaune.ts';
import { ecrireFraction } from '../../domain/fraction.ts';
import type { Preparation } from '../../edition.ts';

type Classement = Preparation['classement'];

/** What the control says of rules for machines, beside the effects that the summary gives. Amounts in cents. */
export function rulesJson(
  { rencontres }: Pick<Jaune, 'rencontres'>,
  misesDeCote: Classement['misesDeCote'],
  incompletes: Classement['incompletes'],
) {
  return {
    rencontres: rencontres.map(({ question, gagnante, devancee, contraires, compte, exemples }) => ({
      question,
      gagnante: gagnante?.id ?? 'arbitrage',
      devancee: devancee.id,
      contraires,
      lignes: compte.lignes,
      centimes: compte.centimes,
      exemples,
    })),
    regles_mises_de_cote: misesDeCote.map(({ citee }) => ({ id: citee.id, lieu: citee.lieu })),
    ventilations_incompletes: incompletes.map(({ id, dimension, reste }) => ({
      id,
      dimension,
      non_ventile: ecrireFraction(reste),
    })),
  };
}
