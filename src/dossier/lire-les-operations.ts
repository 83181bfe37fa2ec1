import { type Montant, somme } from '../domain/argent/montant.ts';
import type { Chemin, Constats } from '../domain/constats/constat.ts';
import { AUCUNE_OPERATION, type OperationDeclaree, Operations } from '../domain/dossier/operations.ts';
import { formaterEuros } from '../domain/textes/format.ts';
import { cleDeNom } from '../domain/textes/nom.ts';
import { reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import type { ExerciceEcrit } from './schema-exercice.ts';

/** What rules, decisions and the review workbook write for no operation. */
const RESERVES: ReadonlySet<string> = new Set([AUCUNE_OPERATION.id, cleDeNom(AUCUNE_OPERATION.libelle)]);

/** Reads the operations that `exercice.yaml` lists; what funders announce must stay within the cost. */
export function lireLesOperations(
  { operations, exercice }: Pick<ExerciceEcrit, 'operations' | 'exercice'>,
  { document, constats }: { readonly document: YamlDocument; readonly constats: Constats },
): Operations {
  const refuser = (chemin: Chemin, message: string, remede: string) =>
    reportInYaml(document, constats, 'E-OPERATIONS', ['operations', ...chemin], message, remede);
  const parNom = new Map<string, string>();
  const liste = Object.entries(operations).map(([id, ecrite]): OperationDeclaree => {
    const { libelle, cout_total: coutTotal, cle = '', convention = '', annees, financeurs } = ecrite;
    if ([id, cleDeNom(libelle)].some((nom) => RESERVES.has(nom)))
      refuser(
        [id],
        `« ${AUCUNE_OPERATION.id} » dit d’une ligne qu’elle n’est d’aucune opération`,
        'Donnez à cette opération un autre nom.',
      );
    const autre = parNom.get(cleDeNom(libelle));
    if (autre !== undefined)
      refuser(
        [id, 'libelle'],
        `« ${libelle} » est déjà l’opération « ${autre} »`,
        'Gardez-la sous un seul identifiant.',
      );
    parNom.set(cleDeNom(libelle), id);
    annees.forEach((annee, rang) => {
      if (annees.indexOf(annee) !== rang)
        refuser(
          [id, 'annees', rang],
          `l’année ${annee} est déjà celle de cette opération`,
          'Écrivez chaque année une fois.',
        );
    });
    const vus = new Set<string>();
    financeurs.forEach(({ nom }, rang) => {
      if (vus.has(cleDeNom(nom)))
        refuser(
          [id, 'financeurs', rang, 'nom'],
          `« ${nom} » finance déjà cette opération`,
          'Écrivez chaque financeur une fois, avec toute sa part.',
        );
      vus.add(cleDeNom(nom));
    });
    const exigerPositif = (montant: Montant | undefined, ...chemin: Chemin) => {
      if (montant !== undefined && montant < 0)
        refuser(
          [id, ...chemin],
          'un coût et une part de financeur ne sont pas négatifs',
          'Retirez le signe moins : ce que les financeurs apportent se déduit de lui-même.',
        );
    };
    exigerPositif(coutTotal, 'cout_total');
    financeurs.forEach(({ annonce: sienne }, rang) => {
      exigerPositif(sienne, 'financeurs', rang, 'annonce');
    });
    const annonce = somme(financeurs.flatMap(({ annonce: sienne }) => sienne ?? []));
    if (coutTotal !== undefined && coutTotal >= 0 && annonce > coutTotal)
      refuser(
        [id, 'cout_total'],
        `les financeurs annoncent ${formaterEuros(annonce)}, plus que le coût de l’opération, ${formaterEuros(coutTotal)}`,
        'Corrigez cout_total, ou ce que les financeurs annoncent.',
      );
    return {
      id,
      libelle,
      ...(coutTotal === undefined ? {} : { coutTotal }),
      cle,
      convention,
      annees: annees.length === 0 ? [exercice] : [...annees].sort(),
      financeurs: financeurs.map(({ annonce: sienne, ...financeur }) => ({
        ...financeur,
        ...(sienne === undefined ? {} : { annonce: sienne }),
      })),
      ...document.place(['operations', id], 'cle'),
    };
  });
  return new Operations(liste);
}
