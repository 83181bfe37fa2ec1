import { libelleDeLaCause, type Rapport } from '../../compile/comparaison/causes.ts';
import type { Effet } from '../../compile/comparaison/effets.ts';
import { type LigneComparable, quotePartDe, retenuDe } from '../../compile/comparaison/ligne-comparable.ts';
import { ecrireFraction } from '../../domain/argent/fraction.ts';
import { type Montant, NUL } from '../../domain/argent/montant.ts';
import { formaterEuros } from '../../domain/textes/format.ts';

/** Tells an effect that is not what separates the two amounts of its line; nothing where it is. */
export type ExplicationDesEffets = (effet: Effet) => string;

/**
 * A line that does several things has an effect for each, and its two amounts beside all of them: the effect of its share alone may
 * be a loss where it gains. What is done is said then, and where the rest is.
 * @param effets all of them
 * @param quand where the amounts before are, as sentences say it: « en 2011 »
 */
export function explicationDesEffets(
  effets: readonly Effet[],
  quand: string,
  rapport: Rapport = 'autre_exercice',
): ExplicationDesEffets {
  // Both lines are of one pair at most: either knows the others.
  const parLigne = new Map<LigneComparable, Effet[]>();
  for (const effet of effets) {
    const ligne = effet.apres ?? effet.avant;
    if (ligne === undefined) continue;
    const siens = parLigne.get(ligne) ?? [];
    if (siens.length === 0) parLigne.set(ligne, siens);
    siens.push(effet);
  }
  return (effet) => {
    const ligne = effet.apres ?? effet.avant;
    if (ligne === undefined || seLitSurSesMontants(effet)) return '';
    const autres = (parLigne.get(ligne) ?? []).filter((autre) => autre !== effet && autre.centimes !== 0);
    const ailleurs = autres.map(
      ({ cause, centimes }) => `${ecrireEcart(centimes)} € dans « ${libelleDeLaCause(cause, rapport)} »`,
    );
    return [
      dire(effet, quand),
      ...(ailleurs.length === 0 ? [] : [`Le reste de l’écart : ${ailleurs.join(', ')}.`]),
    ].join(' ');
  };
}

/** Whether an effect is what separates the two amounts that are shown of its line. */
export function seLitSurSesMontants({ avant, apres, centimes }: Effet): boolean {
  return centimes === totalDe(apres) - totalDe(avant);
}

/** What an effect is, of the several of its line. */
function dire({ cause, avant, apres, centimes }: Effet, quand: string): string {
  if (avant === undefined || apres === undefined) return `L’effet n’est qu’une part de ce que la ligne met au total.`;
  const passe = formaterEuros(avant.montant);
  const effet = `${ecrireEcart(centimes)} €`;
  switch (cause) {
    case 'part':
      return `La part comptée passe de ${partDite(avant)} à ${partDite(apres)} : sur les ${passe} que valait la ligne ${quand}, ${effet}.`;
    case 'ventilation':
      return 'Seul le secteur ou l’axe change ici.';
    case 'volume':
      return `La ligne passe de ${passe} à ${formaterEuros(apres.montant)} : à la part comptée désormais, ${effet}.`;
    case 'retraitement':
      return `Ce n’est qu’une part de ce que le retraitement change à la ligne : ${effet}.`;
    default:
      return `La ligne compte ici pour ce qu’elle valait ${quand} : ${effet}.`;
  }
}

function partDite(ligne: LigneComparable): string {
  return ligne.exact === undefined ? ecrireFraction(quotePartDe(ligne)) : formaterEuros(ligne.exact);
}

function totalDe(ligne: LigneComparable | undefined): Montant {
  return ligne === undefined ? NUL : retenuDe(ligne);
}

/** A difference in euros as readers take it, without the unit: always signed, but for none. */
export function ecrireEcart(ecart: Montant): string {
  const ecrit = formaterEuros(ecart).slice(0, -2);
  return ecart > 0 ? `+${ecrit}` : ecrit;
}
