import type { Jaune } from '../../compile/jaune.ts';
import { syntheseEcrite } from './comptes-ecrits.ts';

/**
 * The years before, the last one first: what they published under the keys of the tables of now, and the labels that these no
 * longer have. A key that no line of the year bore is absent, which is not 0.
 */
export function anneesEcrites({ annees, tables }: Pick<Jaune, 'annees' | 'tables'>) {
  return annees.map((annee) => {
    const { exercice, fichier, sha256, base } = annee;
    const citee = { exercice: Number(exercice), fichier, sha256, base };
    if (!annee.comparable) return { ...citee, comparable: false, raison: annee.raison };
    return {
      ...citee,
      comparable: true,
      illustratif: annee.illustratif,
      pilote_connu: annee.piloteConnu,
      synthese: syntheseEcrite(annee.synthese),
      tables: Object.fromEntries(
        tables.flatMap(({ nom, rangees }) => {
          const passee = annee.tables.get(nom);
          if (passee === undefined) return [];
          const { montants, disparues, total } = passee;
          return [
            [
              nom,
              {
                rangees: rangees.flatMap(({ cle, libelle }) => {
                  const centimes = montants.get(cle);
                  return centimes === undefined ? [] : [{ cle, libelle, centimes }];
                }),
                disparues: disparues.map(({ libelle, montant: centimes }) => ({ libelle, centimes })),
                total,
              },
            ],
          ];
        }),
      ),
    };
  });
}
