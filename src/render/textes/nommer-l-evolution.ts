import type { Evolution, Variation } from '../../compile/evolution/evolution.ts';
import { direEcart, direMontant, direTaux } from './dire-un-chiffre.ts';

/**
 * What texts may say of the change since the edition before: `evolution.exercice` is its year; `evolution.total.ecart`,
 * `evolution.pays.senegal.avant`… say the difference, last year's amount, the difference in percent. Nothing when the two
 * editions cannot be compared, nor of the pilot sector when last year's cannot be told.
 */
export function nommerEvolution(evolution: Evolution | undefined): [nom: string, mots: string][] {
  if (!evolution?.comparable) return [];
  const { synthese, piloteConnu, tables, exercice } = evolution;
  const figures: readonly (readonly [string, Variation])[] = [
    ['total', synthese.totalHorsExceptionnelles],
    ['exceptionnelles', synthese.exceptionnelles],
    ...(piloteConnu
      ? ([
          ['secteur_pilote', synthese.secteurPilote],
          ['autres_secteurs', synthese.autresSecteurs],
        ] as const)
      : []),
    ...tables.flatMap(({ nom: table, rangees }) =>
      rangees.flatMap((rangee) => (rangee.nom === undefined ? [] : [[`${table}.${rangee.nom}`, rangee] as const])),
    ),
  ];
  return [
    ['evolution.exercice', exercice],
    ...figures.flatMap(([nom, { avant, ecart }]): [string, string][] => [
      [`evolution.${nom}.avant`, direMontant(avant)],
      [`evolution.${nom}.ecart`, direEcart(ecart)],
      [`evolution.${nom}.taux`, direTaux(ecart, avant)],
    ]),
  ];
}
