import type { Critere } from '../../compile/figures.ts';
import type { Compte, Jaune } from '../../compile/jaune.ts';
import { montant } from '../../domain/montant.ts';
import { cleDeReponse, valeursDesExclusions } from './valeurs.ts';

/**
 * What the named lines give for criteria on places, on what the pilot sector received and on reasons to leave out. Those
 * are the figures whose lines may not all be named: a figure opens on its lines only where they make it to the cent.
 */
export function compterLesNommees(
  jaune: Jaune,
  criteres: readonly Critere[],
): Compte & { readonly rangs: readonly number[] } {
  const exclusions = valeursDesExclusions(jaune);
  const { secteurPilote } = jaune.enTete;
  const rangs: number[] = [];
  let centimes = 0;
  for (const [numero, { ligne, verdict, montants }] of jaune.lignes.entries()) {
    const deLaLigne = criteres.every(([champ, valeur]) => {
      if (champ === 'recu') return (ligne.secteur === secteurPilote) === (valeur === 'pilote');
      if (champ !== 'exclusion') return true;
      if (verdict.place !== 'exclue') return false;
      return exclusions.liste[exclusions.rangs.get(cleDeReponse(verdict.decisive)) ?? -1]?.nom === valeur;
    });
    if (!deLaLigne) continue;
    let retenue = false;
    for (const [rang, part] of verdict.parts.entries()) {
      if (!criteres.every(([champ, valeur]) => champ !== 'verdict' || valeur === 'tous' || part.place === valeur))
        continue;
      retenue = true;
      centimes += montants[rang] ?? 0;
    }
    if (retenue) rangs.push(numero);
  }
  return { rangs, lignes: rangs.length, centimes: montant(centimes) };
}
