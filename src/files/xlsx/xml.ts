import { SaxesParser } from 'saxes';
import { ClasseurIllisible } from './archive.ts';

/** What is told of an XML document while it is read: names are without their prefix. */
export interface VisiteurXml {
  ouvrir(nom: string, attribut: (nom: string) => string | undefined): void;
  texte(texte: string): void;
  fermer(nom: string): void;
}

const BLOC = 1 << 20;

/**
 * Goes through an XML document. Entities are those of XML alone: none that the document declares is followed.
 * @throws ClasseurIllisible when it is not well formed, or not UTF-8
 */
export function visitXml(octets: Uint8Array, visiteur: VisiteurXml): void {
  const analyse = new SaxesParser({ xmlns: true, position: false });
  const refuser = (): never => {
    throw new ClasseurIllisible(
      'ce classeur est abîmé',
      'Ouvrez-le dans Excel, qui propose de le réparer, ou refaites l’export.',
    );
  };
  analyse.on('error', refuser);
  analyse.on('doctype', refuser);
  analyse.on('opentag', ({ local, attributes }) => {
    const parNom = new Map(Object.values(attributes).map((attribut) => [attribut.local, attribut.value]));
    visiteur.ouvrir(local, (nom) => parNom.get(nom));
  });
  analyse.on('text', (texte) => visiteur.texte(texte));
  analyse.on('cdata', (texte) => visiteur.texte(texte));
  analyse.on('closetag', ({ local }) => visiteur.fermer(local));
  const decodeur = new TextDecoder('utf-8', { fatal: true });
  for (let rang = 0; rang < octets.length; rang += BLOC)
    analyse.write(decoder(() => decodeur.decode(octets.subarray(rang, rang + BLOC), { stream: true }), refuser));
  analyse.write(decoder(() => decodeur.decode(), refuser));
  analyse.close();
}

function decoder(faire: () => string, refuser: () => never): string {
  try {
    return faire();
  } catch {
    return refuser();
  }
}

/** `_x000D_` in a text of a workbook is an escape of the format. */
export function lireEchappements(texte: string): string {
  return texte.includes('_x')
    ? texte.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : texte;
}
