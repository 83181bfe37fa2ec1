import type { RangeeVue } from './echantillon.ts';
import { SommesParSens } from './sommes-par-sens.ts';
import { montantLu, sensLu, type VueRestante } from './vue-des-rangees.ts';

/** A total row against the lines that it may sum up, in centimes. */
export interface Comparaison {
  readonly ligne: RangeeVue;
  readonly sens: string | undefined;
  readonly dit: bigint;
  readonly somme: bigint;
  readonly juste: boolean;
  /** How many amounts make the sum: of one alone, the same amount twice says as much. */
  readonly termes: number;
}

/**
 * Compares each total with the lines of all the file, those above it, and those since the total before it; one that says a
 * sense, with those of that sense.
 * @param nommees rows with the word of a total, that of a firm too
 * @param deTotal those of them that are taken for totals: the others are lines
 */
export function sommerLesTotaux(
  vue: VueRestante,
  nommees: ReadonlySet<RangeeVue>,
  deTotal: ReadonlySet<RangeeVue>,
): ReadonlyMap<RangeeVue, Comparaison> {
  const comparaisons = new Map<RangeeVue, Comparaison>();
  if (vue.mesure === undefined) return comparaisons;
  const restantes = vue.restantes.filter((ligne) => !vue.sousTotaux.has(ligne));
  const entiers = new SommesParSens();
  for (const ligne of restantes) if (!deTotal.has(ligne)) entiers.ajouter(montantLu(ligne, vue), sensLu(ligne, vue));
  // A firm that is half of the file is no total where another row tells the whole, the firm included.
  const toutEstDit = restantes.some(
    (ligne) => deTotal.has(ligne) && montantLu(ligne, vue) === entiers.de(sensLu(ligne, vue)).centimes,
  );
  const tousDessus = new SommesParSens();
  const tousDepuis = new SommesParSens();
  for (const ligne of restantes) {
    const lu = montantLu(ligne, vue);
    const sens = sensLu(ligne, vue);
    const [entier, dessus, depuis] = [entiers.de(sens), tousDessus.de(sens), tousDepuis.de(sens)];
    if (!deTotal.has(ligne)) {
      if (!toutEstDit && nommees.has(ligne) && lu !== undefined && lu !== 0n && entier.centimes === lu + lu)
        comparaisons.set(ligne, { ligne, sens, dit: lu, somme: lu, juste: true, termes: entier.termes - 1 });
      tousDessus.ajouter(lu, sens);
      tousDepuis.ajouter(lu, sens);
      continue;
    }
    if (lu !== undefined) {
      const egales = lu === 0n ? [] : [entier, dessus, depuis].filter(({ centimes }) => centimes === lu);
      comparaisons.set(ligne, {
        ligne,
        sens,
        dit: lu,
        somme: depuis.centimes === 0n ? dessus.centimes : depuis.centimes,
        juste: egales.length > 0,
        termes: Math.max(0, ...egales.map(({ termes }) => termes)),
      });
    }
    tousDepuis.vider(sens);
  }
  return comparaisons;
}
