import { montant as enMontant, lireMontant } from '../domain/argent/montant.ts';
import { accord, formaterEntier, formaterEuros } from '../domain/textes/format.ts';
import { citer, plier } from '../domain/textes/texte.ts';
import type { RangeeVue } from './echantillon.ts';
import type { Profil } from './profil.ts';
import type { EcartPropose } from './proposition.ts';
import { tombeSous } from './tombe-sous.ts';
import type { Vue } from './vue-des-rangees.ts';

/** A column that is left, and the rows that have their euros there and not where amounts are read. */
interface MontantsAilleurs {
  readonly colonne: Profil;
  readonly lignes: readonly RangeeVue[];
  readonly centimes: bigint;
}

export function estSansMontant({ champs }: RangeeVue, { rang }: Profil): boolean {
  return plier(champs[rang] ?? '') === '' && champs.some((champ) => champ !== '');
}

/** The columns that are left where these rows have euros. */
export function montantsAilleurs(
  sansMontant: readonly RangeeVue[],
  { aussiEnEuros, notation }: Pick<Vue, 'aussiEnEuros' | 'notation'>,
): MontantsAilleurs[] {
  return aussiEnEuros.flatMap((colonne) => {
    const lignes: RangeeVue[] = [];
    let centimes = 0n;
    for (const ligne of sansMontant) {
      const lu = lireMontant(ligne.champs[colonne.rang] ?? '', notation);
      if (lu.etat !== 'lu' || lu.montant === 0) continue;
      lignes.push(ligne);
      centimes += BigInt(lu.montant);
    }
    return lignes.length === 0 ? [] : [{ colonne, lignes, centimes }];
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
    ({ colonne, lignes: siennes, centimes }) =>
      `${accord(siennes.length, 'ligne')} sans montant sous ${citer(montant.titre)} en ${siennes.length > 1 ? 'ont' : 'a'} un sous ${citer(colonne.titre)}, qui est laissée (${formaterEuros(enMontant(Number(centimes)))}, la première à la ligne ${formaterEntier(siennes[0]?.numero ?? 0)}) : dites sous montants ce qu’est cette colonne, ou demandez au secteur de compléter l’autre.`,
  );
}
