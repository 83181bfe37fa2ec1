import { lireMontant } from '../domain/argent/montant.ts';
import { commenceParTotal } from '../domain/textes/lexique.ts';
import type { Rangee } from '../formats/regard.ts';
import type { Profil } from './profil.ts';

/** A column of totals and another one that details them, where each row has one of the two. */
export interface TotalDetaille {
  readonly total: Profil;
  readonly detail: Profil;
}

/** Two columns that rows fill in turn, and what they are when their sums say it. */
export interface ColonnesTourATour {
  readonly tourATour: boolean;
  readonly total?: TotalDetaille;
}

/**
 * Of two columns that no row fills both, one is the total of the other only if it makes the same sum in fewer rows, or says so by
 * its title: else both are euros, and leaving one would lose them.
 */
export function totalEtDetail(generiques: readonly Profil[], toutes: readonly Rangee[]): ColonnesTourATour {
  const [gauche, droite] = generiques;
  if (generiques.length !== 2 || gauche === undefined || droite === undefined) return { tourATour: false };
  const rempli = ({ champs }: Rangee, { rang }: Profil) => (champs[rang] ?? '') !== '';
  const lignes = toutes.filter(({ champs }) => !champs.some(commenceParTotal));
  if (lignes.some((ligne) => rempli(ligne, gauche) && rempli(ligne, droite))) return { tourATour: false };
  const nombre = (profil: Profil) => lignes.filter((ligne) => rempli(ligne, profil)).length;
  const [total, detail] = nombre(gauche) <= nombre(droite) ? [gauche, droite] : [droite, gauche];
  const somme = ({ rang }: Profil) =>
    lignes.reduce((cumul, { champs }) => {
      const lu = lireMontant(champs[rang] ?? '');
      return lu.etat === 'lu' ? cumul + BigInt(lu.montant) : cumul;
    }, 0n);
  const enDetail = nombre(total) < nombre(detail) || commenceParTotal(total.titre);
  const tourATour = nombre(total) > 0;
  return tourATour && enDetail && somme(total) === somme(detail)
    ? { tourATour, total: { total, detail } }
    : { tourATour };
}
