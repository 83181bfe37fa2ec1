import type { Constats } from '../../domain/constat.ts';
import type { FauteXml } from '../../files/xml/unreadable.ts';

/** Tells what is wrong with an XML document, at its place. */
export function direFauteXml({ message, remede, place }: FauteXml, fichier: string, constats: Constats): void {
  constats.ajouter({
    code: 'E-XML',
    lieu: { fichier, ...(place === undefined ? {} : { ligne: place.ligne, colonne: place.colonne }) },
    message,
    ...(place === undefined ? {} : { extrait: place.extrait }),
    remede,
  });
}
