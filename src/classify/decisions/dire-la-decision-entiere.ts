import { additionner, complement } from '../../domain/argent/fraction.ts';
import { ecrirePart, estLeTout, estMontantExact } from '../../domain/argent/part.ts';
import type { SourcesDesValeurs } from '../../domain/verdict/dimension.ts';
import { type Dimension, dimensionDecrite } from '../../domain/verdict/dimensions.ts';
import { ecrireRattachement } from '../../domain/verdict/flux.ts';
import { type Decision, direConclusion } from './decision.ts';
import { partsDecidees } from './ventilation-decidee.ts';

/** What a decided line says of its decision, where an open one has its suggestion and the reason of it. */
interface DecisionEntiere {
  /** « internationale à 30 % ». */
  readonly suggestion: string;
  /** « clé : 3 pays sur 4 ; Axe : Jeunesse ; Pays : Liban 60 %, non ventilé 40 % ; décidée le 2012-11-06, … : … ». */
  readonly raison: string;
}

/** All of a decision in words that its columns take back as they are: who decides anew must write again what is to stay. */
export function direLaDecisionEntiere(decision: Decision, valeurs: SourcesDesValeurs): DecisionEntiere {
  const { cle, dimensions, rattachement, date, auteur, motif } = decision;
  const dits = [
    ...(cle === '' ? [] : [`clé : ${cle}`]),
    ...[...dimensions].map(
      ([dimension, valeur]) => `${dimensionDecrite(dimension).entete} : ${ecrireParts(dimension, valeur, valeurs)}`,
    ),
    ...(rattachement === undefined ? [] : [ecrireRattachement(rattachement)]),
    `décidée le ${date}, ${auteur} : ${motif}`,
  ];
  return { suggestion: direConclusion(decision), raison: dits.join(' ; ') };
}

function ecrireParts(dimension: Dimension, decidee: string, valeurs: SourcesDesValeurs): string {
  const parts = partsDecidees(dimension, decidee);
  const ecrites = parts.map(({ valeur, part }) => {
    const nom = dimensionDecrite(dimension).nommer(valeur, valeurs) ?? valeur;
    return estLeTout(part) ? nom : `${nom} ${ecrirePart(part)}`;
  });
  // Fractions make the whole where people write them; beside an amount the rest goes without saying.
  const fractions = parts.flatMap(({ part }) => (estMontantExact(part) ? [] : [part]));
  const reste = fractions.length === parts.length ? complement(additionner(fractions)) : undefined;
  return [...ecrites, ...(reste?.numerateur ? [`non ventilé ${ecrirePart(reste)}`] : [])].join(', ');
}
