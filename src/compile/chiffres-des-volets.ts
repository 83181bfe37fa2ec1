import { nomDuChampAjoute } from './critere.ts';
import { EXCEPTIONNELLES, type Figure, TOTAL } from './figures.ts';
import type { Jaune } from './jaune.ts';

/** The amounts that volets show: parts of the total or of what is exceptional, by a field of lines that they add. */
export function chiffresDesVolets({ volets }: Jaune): Figure[] {
  return volets.flatMap(({ chiffres }) =>
    chiffres.map(({ nom, libelle, montant, nombre, champ, valeur, place }) => ({
      nom,
      libelle,
      montant,
      nombre,
      criteres: [...(place ? [['verdict', place] as const] : []), [nomDuChampAjoute(champ), valeur] as const],
      partDe: place ? EXCEPTIONNELLES : TOTAL,
    })),
  );
}
