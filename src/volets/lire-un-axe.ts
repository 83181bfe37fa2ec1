import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import { nomLePlusProche, plier } from '../domain/textes/texte.ts';
import type { Fiche } from './lire-des-fiches.ts';

/** The identifier of the axis that a cell names by it or by its label; empty for none. `undefined`, told, when no axis is so called. */
export function lireUnAxe<C extends string>(
  fiche: Fiche<C>,
  colonne: C,
  { axes }: EnTete,
  { code, constats }: { readonly code: CodeConstat; readonly constats: Constats },
): string | undefined {
  const brut = fiche.lire(colonne);
  if (brut === '' || axes.has(brut)) return brut;
  const voulu = plier(brut);
  const nomme = [...axes].find(([cle, libelle]) => plier(cle) === voulu || plier(libelle) === voulu);
  if (nomme) return nomme[0];
  const proche = nomLePlusProche(brut, [...axes.keys(), ...axes.values()]);
  fiche.dire(
    constats,
    code,
    colonne,
    `« ${brut} » n’est pas un axe du dossier${proche === undefined ? '' : ` (« ${proche} » lui ressemble)`}`,
    axes.size === 0
      ? 'exercice.yaml n’a pas d’axes : laissez cette cellule vide, ou déclarez-les sous axes.'
      : `Axes de exercice.yaml : ${[...axes.keys()].join(', ')}. Laissez vide ce qui n’est d’aucun.`,
  );
  return undefined;
}
