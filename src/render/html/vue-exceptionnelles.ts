import { basesDesExceptionnelles } from '../../compile/bases-des-exceptionnelles.ts';
import type { AutresBases, Jaune } from '../../compile/jaune.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import { adresseDe, type ChiffreVue } from './chiffre-vue.ts';
import {
  type CellulesAilleurs,
  type ColonnesAilleurs,
  cellulesAilleurs,
  colonnesAilleurs,
} from './vue-autres-bases.ts';
import type { LignesVues, LigneVue } from './vue-lignes.ts';
import type { RecettesVues } from './vue-recettes.ts';

export type ExceptionnelleVue = Omit<Jaune['exceptionnelles'][number], 'ligne' | 'autresBases'> & {
  readonly ligne: LigneVue;
  readonly ailleurs: CellulesAilleurs;
};

/** What stands beside the amounts of exceptional operations on the base of the edition. */
export interface ExceptionnellesAilleurs {
  readonly colonnes: ColonnesAilleurs;
  readonly total: CellulesAilleurs;
}

/** The exceptional receipts in face of them, and what remains; nothing where there are none. */
export interface ExceptionnellesEnFace {
  readonly recettes: ChiffreVue;
  readonly reste: Montant;
}

export function exceptionnellesEnFace(
  { partition: { exceptionnelle }, synthese }: Jaune,
  vues: RecettesVues,
): ExceptionnellesEnFace | undefined {
  const { recettes } = exceptionnelle;
  if (recettes.lignes === 0) return undefined;
  return {
    recettes: vues.chiffre('partition.exceptionnelle', recettes),
    reste: montant(synthese.exceptionnelles - recettes.centimes),
  };
}

/** The exceptional operations of which the page holds the line. */
export function exceptionnellesVues(jaune: Jaune, vues: LignesVues): ExceptionnelleVue[] {
  const deLaTable = basesDesExceptionnelles(jaune);
  return jaune.exceptionnelles.flatMap(({ ligne, autresBases, ...operation }) => {
    const vue = vues[ligne];
    if (vue === undefined) return [];
    const compte = { lignes: 1, centimes: operation.montant };
    // An operation is its line, to which its name leads: its amounts open nothing more.
    return [
      { ...operation, ligne: vue, ailleurs: cellulesAilleurs(jaune, { compte, autresBases, adresse: '' }, deLaTable) },
    ];
  });
}

export function exceptionnellesAilleurs(jaune: Jaune): ExceptionnellesAilleurs {
  const deLaTable: AutresBases = basesDesExceptionnelles(jaune);
  const compte = { lignes: jaune.exceptionnelles.length, centimes: jaune.synthese.exceptionnelles };
  return {
    colonnes: colonnesAilleurs(jaune, deLaTable),
    total: cellulesAilleurs(
      jaune,
      { compte, autresBases: deLaTable, adresse: adresseDe([['verdict', 'exceptionnelle']]) },
      deLaTable,
    ),
  };
}
