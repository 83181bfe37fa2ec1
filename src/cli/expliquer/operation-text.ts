import { montantEst } from '../../compile/cofinancements/compiler-les-cofinancements.ts';
import { lireLesFinanceurs } from '../../domain/argent/financeurs-ecrits.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import type { Preparation } from '../../edition/preparation.ts';

/**
 * The operation of a line, whether its amount is gross or net, who says so, and what its cell of funders gives as amounts.
 * Nothing of a line that is tied to none and says nothing of others.
 */
export function operationText(affectation: Affectation, { dossier: { enTete } }: Preparation): string[] {
  const { ligne, verdict } = affectation;
  const { operations } = enTete;
  const operation = operations.pour(operationDe(affectation, operations));
  const being = montantEst(affectation);
  const funders = lireLesFinanceurs(ligne.autresFinanceurs);
  if (operation === undefined && being === '' && funders.length === 0) return [];
  // Each of the two has an answer of its own above; without one, the column of the line says it.
  const { rattachement } = verdict;
  const by = (answered: boolean) => (answered ? 'la réponse au rattachement, plus haut' : 'la colonne de la ligne');
  const tied =
    operation === undefined
      ? []
      : [`  ${operation.id} · ${operation.libelle}, par ${by(Boolean(rattachement?.operation))}.`];
  return [
    ...tied,
    `  ${effectText(affectation, being, by(Boolean(rattachement?.montantEst)))}`,
    ...funders.map(({ nom, montant }) =>
      montant === undefined
        ? `  Autre financeur, en mots : ${nom}`
        : `  Autre financeur : ${nom}, ${formaterEuros(montant)}`,
    ),
  ];
}

/** What a line does to its operation: that of a place that counts nothing of it does nothing. */
function effectText({ ligne, verdict: { place } }: Affectation, being: 'brut' | 'net' | '', by: string): string {
  if (place === 'exclue')
    return 'La ligne est exclue du périmètre : elle n’est d’aucune opération, et brut ou net n’y change rien.';
  if (ligne.sens === 'recette') {
    if (place === 'internationale')
      return 'Recette : elle se retranche des dépenses de l’opération, et n’est dans aucun total.';
    if (place === 'exceptionnelle')
      return 'Recette exceptionnelle : elle se lit en face des dépenses exceptionnelles de l’opération, hors de tout total, et ne se retranche de rien d’autre.';
    return 'Recette qui n’est pas comptée internationale : elle ne se retranche pas des dépenses de l’opération.';
  }
  if (place === 'exceptionnelle')
    return 'Dépense exceptionnelle, hors de tout total : seules les recettes exceptionnelles de l’opération se lisent en face.';
  if (place !== 'internationale')
    return 'Dépense qui n’est pas comptée internationale : aucune recette de l’opération ne s’en retranche.';
  if (being === '') return 'Montant lu comme brut : ni règle, ni décision, ni colonne ne dit s’il est brut ou net.';
  return being === 'net'
    ? `Montant net, la part des autres en est déjà ôtée, par ${by}.`
    : `Montant brut, les recettes de l’opération s’en retranchent, par ${by}.`;
}
