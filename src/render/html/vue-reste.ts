import type { Compte, Jaune } from '../../compile/jaune.ts';
import { type Montant, montant, somme } from '../../domain/montant.ts';
import { type ChiffreVue, chiffreVerifie } from './chiffre-vue.ts';
import type { LignesVues, LigneVue } from './vue-lignes.ts';

/** What is still open, and the range that it puts on the total. */
export interface ResteVu {
  readonly aArbitrer: ChiffreVue;
  readonly nonExaminee: ChiffreVue;
  readonly parRegle: Compte;
  readonly parDecision: Compte;
  /** The headline if all that is open were in. */
  readonly totalSiTout: Montant;
  /** The lines to be arbitrated, the largest amounts first. */
  readonly lignes: readonly LigneVue[];
  /** Those that the page does not hold. */
  readonly autres: Compte;
  /** Of the lines not examined, those on which memory suggests no. */
  readonly nonSuggerees: Compte;
  readonly parFichier: readonly { readonly fichier: string; readonly lignes: number; readonly centimes: Montant }[];
}

/** What is still open, from the coverage of the jaune. */
export function resteVu(jaune: Jaune, vues: LignesVues): ResteVu {
  const { couverture, sources } = jaune;
  const { aArbitrer, nonExaminee, silencieuses } = couverture;
  const lignes = vues
    .filter((vue): vue is LigneVue => vue?.place === 'a_arbitrer')
    .sort((gauche, droite) => Math.abs(droite.montant) - Math.abs(gauche.montant));
  return {
    aArbitrer: chiffreVerifie(jaune, aArbitrer, [['verdict', 'a_arbitrer']], 'partition.a_arbitrer'),
    nonExaminee: chiffreVerifie(jaune, nonExaminee, [['verdict', 'non_examinee']], 'partition.non_examinee'),
    parRegle: couverture.parRegle,
    parDecision: couverture.parDecision,
    totalSiTout: couverture.totalSiTout,
    lignes,
    autres: {
      lignes: aArbitrer.lignes - lignes.length,
      centimes: montant(aArbitrer.centimes - somme(lignes.map((ligne) => ligne.montant))),
    },
    nonSuggerees: {
      lignes: nonExaminee.lignes - silencieuses.lignes,
      centimes: montant(nonExaminee.centimes - silencieuses.centimes),
    },
    parFichier: sources
      .filter(({ partition }) => partition.non_examinee.lignes > 0)
      .map(({ fichier, partition }) => ({ fichier, ...partition.non_examinee })),
  };
}
