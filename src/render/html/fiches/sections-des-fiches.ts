import { FICHES, type NomDeFiches } from '../../../compile/fiches-decrites.ts';
import type { Jaune } from '../../../compile/jaune.ts';
import { estUneValeur } from './fiches-vues.ts';

/** How the sections of the words of fiches start. */
export const SECTION_DE_FICHE = 'fiches/';

/** What the words of a fiche are the section of: `fiches/pays-senegal`. */
export function sectionDeFiche(nom: NomDeFiches, valeur: string): string {
  return `${SECTION_DE_FICHE}${nom}-${valeur}`;
}

/** Those of all the fiches of a jaune. */
export function sectionsDesFiches({ tables }: Pick<Jaune, 'tables'>): ReadonlySet<string> {
  return new Set(
    FICHES.flatMap((nom) =>
      (tables.find((table) => table.nom === nom)?.rangees ?? [])
        .filter((rangee) => estUneValeur(rangee) && rangee.lignes.length > 0)
        .map((rangee) => sectionDeFiche(nom, rangee.nom)),
    ),
  );
}
