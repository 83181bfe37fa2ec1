import { nomDuChampAjoute } from './critere.ts';
import { type Figure, TOTAL } from './figures.ts';
import type { Jaune } from './jaune.ts';

/** The amounts that volets show: parts of the total, by a field of lines that they add. */
export function chiffresDesVolets({ volets }: Jaune): Figure[] {
  return volets.flatMap(({ chiffres }) =>
    chiffres.map(({ nom, libelle, montant, nombre, champ, valeur }) => ({
      nom,
      libelle,
      montant,
      nombre,
      criteres: [[nomDuChampAjoute(champ), valeur] as const],
      partDe: TOTAL,
    })),
  );
}
