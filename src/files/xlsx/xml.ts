import { SaxesParser } from 'saxes';
import { ClasseurIllisible } from './unreadable.ts';

/** What is told of an XML document while it is read: names are without their prefix. */
export interface VisiteurXml {
  ouvrir(nom: string, attribut: (nom: string) => string | undefined): void;
  texte(texte: string): void;
  fermer(nom: string): void;
  /** Whether nothing more is wanted of the document: its rest is then neither read nor checked. */
  assez?(): boolean;
}

const BLOC = 1 << 20;
/** Elements in one another: what Excel writes never goes so deep, and each costs memory until it is closed. */
const PROFONDEUR_MAX = 256;

/**
 * Goes through an XML document. Entities are those of XML alone: none that the document declares is followed.
 * @throws ClasseurIllisible when it is not well formed, or not UTF-8
 */
export function visitXml(octets: Uint8Array, visiteur: VisiteurXml): void {
  const analyse = new SaxesParser({ xmlns: true, position: false });
  const refuser = (): never => {
    throw new ClasseurIllisible('abime');
  };
  let profondeur = 0;
  let attributs: Readonly<Record<string, { readonly local: string; readonly value: string }>> = {};
  // A name without prefix first: what an extension adds under the same local name says something else.
  const attribut = (nom: string): string | undefined => {
    const nu = attributs[nom];
    if (nu !== undefined) return nu.value;
    for (const ecrit in attributs) if (attributs[ecrit]?.local === nom) return attributs[ecrit].value;
    return undefined;
  };
  analyse.on('error', refuser);
  analyse.on('doctype', refuser);
  analyse.on('opentag', (balise) => {
    profondeur += 1;
    if (profondeur > PROFONDEUR_MAX) refuser();
    attributs = balise.attributes;
    visiteur.ouvrir(balise.local, attribut);
  });
  analyse.on('text', (texte) => visiteur.texte(texte));
  analyse.on('cdata', (texte) => visiteur.texte(texte));
  analyse.on('closetag', ({ local }) => {
    profondeur -= 1;
    visiteur.fermer(local);
  });
  const decodeur = new TextDecoder('utf-8', { fatal: true });
  for (let rang = 0; rang < octets.length; rang += BLOC) {
    if (visiteur.assez?.()) return;
    analyse.write(decoder(() => decodeur.decode(octets.subarray(rang, rang + BLOC), { stream: true }), refuser));
  }
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
