import { NUL, somme } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { accord, enumererLesPremiers, formaterEuros } from '../../domain/textes/format.ts';
import type { Jaune } from '../jaune.ts';
import { montantEst } from './compiler-les-cofinancements.ts';

type Vu = Pick<Jaune, 'lignes' | 'recettes' | 'cofinancements' | 'enTete'>;

/** Tells what of the lines themselves does not hold: each at its place in its file. */
export function signalerLesLignesCofinancees(jaune: Vu, constats: Constats): void {
  signalerLesFinanceurs(jaune, constats);
  const { recettes, cofinancements } = jaune;
  const dites: LigneBudgetaire[] = [];
  for (const [rang, affectation] of recettes.entries()) {
    const { ligne, verdict } = affectation;
    if (verdict.place === 'internationale' && montantEst(affectation) !== '') dites.push(ligne);
    const centimes = cofinancements.centimes.recettes[rang] ?? NUL;
    if (centimes < 0)
      constats.ajouter({
        code: 'A-RECETTE-NEGATIVE',
        lieu: lieuDe(ligne),
        message: `recette internationale négative, ${formaterEuros(centimes)} : elle augmente le reste à charge`,
        remede: 'C’est sans doute un titre annulé. Si c’est une dépense, faites corriger son sens par le secteur.',
      });
  }
  const [premiere] = dites;
  if (premiere !== undefined)
    constats.ajouter({
      code: 'A-MONTANT-EST-DE-RECETTE',
      lieu: lieuDe(premiere),
      message: `brut ou net se dit d’une dépense : ${accord(dites.length, 'recette')} ${dites.length > 1 ? 'le disent' : 'le dit'}, et rien n’en est fait (${enumererLesPremiers(dites, referenceDe, ', ')})`,
      remede:
        'Retirez montant_est de ces recettes, là où il est dit : la colonne, la règle de rattachement ou la décision. Si c’est la dépense qui est nette, dites-le sur elle.',
    });
}

/** Funders that a line names, and that pay more than what it says all costs. */
function signalerLesFinanceurs({ lignes, cofinancements, enTete: { operations } }: Vu, constats: Constats): void {
  for (const { ligne: rang, coutTotal, financeurs } of cofinancements.dites) {
    const affectation = lignes[rang];
    if (affectation === undefined) continue;
    const cout = coutTotal ?? operations.pour(operationDe(affectation, operations))?.coutTotal;
    const apports = somme(financeurs.flatMap(({ montant }) => montant ?? []));
    if (cout === undefined || apports <= cout) continue;
    constats.ajouter({
      code: 'A-FINANCEURS-SUPERIEURS',
      lieu: lieuDe(affectation.ligne),
      message: `les autres financeurs que dit la ligne paient ${formaterEuros(apports)}, plus que le coût total, ${formaterEuros(cout)}`,
      remede:
        'Faites corriger par le secteur le coût total ou la part des financeurs. Rien de cela n’est dans un total : les documents le montrent comme il est dit.',
    });
  }
}

function lieuDe({ fichier, numero }: LigneBudgetaire) {
  return { fichier, ligne: numero };
}
