import { CompteDeSemblables } from '../classify/decisions/retrouver/compte-de-semblables.ts';
import { Descripteur } from '../classify/decisions/retrouver/ligne-decrite.ts';
import { montantSur } from '../compile/partition.ts';
import { Constats } from '../domain/constats/constat.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { parcourirLesLignes } from './parcourir-les-lignes.ts';
import type { Preparation } from './preparation.ts';

/**
 * How many other lines say the same as each of some, in their order. All lines are gone through once more.
 * @param preparation whose lines were read without a fault
 */
export async function compterLesSemblables(
  preparation: Preparation,
  lignes: readonly LigneBudgetaire[],
): Promise<readonly number[]> {
  const { base } = preparation.dossier.enTete;
  const descripteur = new Descripteur();
  const dites = lignes.map((ligne) => descripteur.decrire(ligne, montantSur(ligne, base)));
  const compte = new CompteDeSemblables(dites);
  // What is to be told of lines was, when they were read.
  if (dites.length > 0)
    await parcourirLesLignes({ ...preparation, constats: new Constats() }, (ligne) =>
      compte.voir(ligne, montantSur(ligne, base)),
    );
  return dites.map((dite) => Math.max(0, compte.de(dite) - 1));
}
