import { posix } from 'node:path';
import { LectureDeFiltre } from './active-filter.ts';
import { partieDesRelations, readRelations } from './relations.ts';
import { visitXml } from './xml.ts';

/**
 * The cells of the first table of a sheet that is filtered: the filter of a table is written in the part of the table.
 * @param feuille part of the sheet
 * @param partie gives a part by its name
 */
export function activeTableFilter(
  feuille: string,
  partie: (nom: string) => Uint8Array | undefined,
): string | undefined {
  for (const { genre, cible } of readRelations(partie(partieDesRelations(feuille)), posix.dirname(feuille)).values()) {
    const table = genre === 'table' ? partie(cible) : undefined;
    const actif = table && filtreDe(table);
    if (actif !== undefined) return actif;
  }
  return undefined;
}

function filtreDe(table: Uint8Array): string | undefined {
  const filtre = new LectureDeFiltre();
  let profondeur = 0;
  visitXml(table, {
    ouvrir(nom, attribut) {
      profondeur += 1;
      filtre.ouvrir(nom, attribut, profondeur === 2);
    },
    texte() {},
    fermer(nom) {
      profondeur -= 1;
      filtre.fermer(nom);
    },
  });
  return filtre.actif;
}
