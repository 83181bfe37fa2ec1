import { centimesInternationaux, operationDe } from '../../compile/cofinancements/compiler-les-cofinancements.ts';
import {
  cleDuFinanceur,
  lecteurDePayeur,
  valeursDesFinanceurs,
  valeursDesOperations,
} from '../../compile/cofinancements/valeurs-des-cofinancements.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { GENRES_DE_FINANCEURS } from '../../domain/dossier/operations.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { amountFormula, asEuros } from '../../files/xlsx/cell.ts';
import { type Contexte, commencer, type Description, filtre, impression, teteDe } from './contexte.ts';

/** The sheet where receipts stand one by one, and its columns that formulas read. */
export const RECETTES = 'Cofinancements reçus';
const COLONNE = { operation: 'B', financeur: 'C', montant: 'I' } as const;
type Condition = readonly [champ: 'operation' | 'financeur', critere: string | number];

/** Sums the receipts of their sheet, which is written after those that read it. */
export class SommeDeRecettes {
  readonly #debut: number;
  readonly #nombre: number;

  constructor({ jaune }: Contexte) {
    this.#debut = teteDe(jaune.enTete, descriptionDesRecettes()).rangEntete + 1;
    this.#nombre = recettesDe(jaune).length;
  }

  sous(...conditions: readonly Condition[]): string {
    if (this.#nombre === 0) return '0';
    const suite = conditions.map(([champ, critere]) => `,${this.#plage(COLONNE[champ])},${critere}`).join('');
    const montants = this.#plage(COLONNE.montant);
    return conditions.length === 0 ? `SUM(${montants})` : `SUMIFS(${montants}${suite})`;
  }

  #plage(colonne: string): string {
    return `'${RECETTES}'!$${colonne}$${this.#debut}:$${colonne}$${this.#debut + this.#nombre - 1}`;
  }
}

function descriptionDesRecettes(): Description {
  return {
    name: RECETTES,
    onglet: 'donnees',
    title: 'Recettes internationales, une à une',
    note: 'Ce que d’autres paient des actions internationales : dans aucun total. La feuille Cofinancements les additionne par leurs numéros.',
    columns: [
      { title: 'N°', width: 9, style: 'numero' },
      { title: 'N° d’opération', width: 11, style: 'numero' },
      { title: 'N° de financeur', width: 11, style: 'numero' },
      { title: 'Référence de la ligne', width: 36, style: 'renvoi' },
      { title: 'Opération', width: 36, style: 'renvoi' },
      { title: 'Financeur', width: 36, style: 'renvoi' },
      { title: 'Genre', width: 24, style: 'texte' },
      { title: 'Libellé', width: 42, style: 'renvoi' },
      { title: 'Montant', width: 19, style: 'montant' },
    ],
    frozenColumns: 1,
  };
}

/** The international receipts. */
export function recettesDe({ recettes }: Jaune): Affectation[] {
  return recettes.filter((affectation) => partsEn(affectation, 'internationale').length > 0);
}

/** Writes them. */
export function ecrireRecettes(contexte: Contexte): void {
  const { jaune } = contexte;
  const feuille = commencer(contexte, descriptionDesRecettes());
  const entete = feuille.addHeads();
  const operations = valeursDesOperations(jaune);
  const financeurs = valeursDesFinanceurs(jaune);
  const payeur = lecteurDePayeur(jaune);
  for (const [indice, affectation] of recettesDe(jaune).entries()) {
    const operation = operations.rangs.get(operationDe(affectation, jaune.enTete.operations)) ?? 0;
    const qui = payeur(affectation);
    feuille.add([
      indice + 1,
      operation + 1,
      qui === undefined ? 0 : (financeurs.rangs.get(cleDuFinanceur(qui)) ?? -1) + 1,
      referenceDe(affectation.ligne),
      operations.liste[operation]?.libelle,
      qui?.nom,
      qui && GENRES_DE_FINANCEURS[qui.genre],
      affectation.ligne.libelle,
      asEuros(centimesInternationaux(affectation)),
    ]);
  }
  const derniere = feuille.nextRow - 1;
  const total = amountFormula(`ROUND(SUM(I${entete + 1}:I${derniere}),2)`, jaune.cofinancements.recettes);
  feuille.addTotal([undefined, undefined, undefined, 'Total', undefined, undefined, undefined, undefined, total]);
  feuille.close({ filter: filtre(feuille, entete, derniere), printArea: impression(feuille) });
}
