import { accord, formaterEntier } from '../domain/textes/format.ts';
import { citer, plier } from '../domain/textes/texte.ts';
import { direLesEuros } from './dire-les-euros.ts';
import type { RangeeVue } from './echantillon.ts';
import type { Profil } from './profil.ts';
import type { EcartPropose } from './proposition.ts';
import { tombeSous } from './tombe-sous.ts';
import { luAvecSens, type Vue } from './vue-des-rangees.ts';

/** A column that is left, and the rows that have their euros there and not where amounts are read. */
interface MontantsAilleurs {
  readonly colonne: Profil;
  readonly lignes: readonly RangeeVue[];
  /** What they have there, in words. */
  readonly euros: string;
}

export function estSansMontant({ champs }: RangeeVue, { rang }: Profil): boolean {
  return plier(champs[rang] ?? '') === '' && champs.some((champ) => champ !== '');
}

/** The columns that are left where these rows have euros. */
export function montantsAilleurs(sansMontant: readonly RangeeVue[], vue: Vue): MontantsAilleurs[] {
  return vue.aussiEnEuros.flatMap((colonne) => {
    const lus = sansMontant.flatMap((ligne) => {
      const { lu = 0n, sens } = luAvecSens(ligne, { ...vue, mesure: colonne });
      return lu === 0n ? [] : [{ ligne, lu, sens }];
    });
    return lus.length === 0 ? [] : [{ colonne, lignes: lus.map(({ ligne }) => ligne), euros: direLesEuros(lus) }];
  });
}

/** What to know of rows whose euros are in a column that is left, in sentences: read as proposed, they would be nothing. */
export function direLesMontantsAilleurs(vue: Vue, ecarts: readonly EcartPropose[]): string[] {
  const { montant, lignes, titres } = vue;
  if (montant === undefined) return [];
  const restantes = lignes.filter(
    (ligne) => estSansMontant(ligne, montant) && !ecarts.some((ecart) => tombeSous(ecart, ligne, titres)),
  );
  return montantsAilleurs(restantes, vue).map(
    ({ colonne, lignes: siennes, euros }) =>
      `${accord(siennes.length, 'ligne')} sans montant sous ${citer(montant.titre)} en ${siennes.length > 1 ? 'ont' : 'a'} un sous ${citer(colonne.titre)}, qui est laissée (${euros}, la première à la ligne ${formaterEntier(siennes[0]?.numero ?? 0)}) : dites sous montants ce qu’est cette colonne, ou demandez au secteur de compléter l’autre.`,
  );
}
