import { SaxesParser } from 'saxes';
import { UnreadableWorkbook } from './unreadable.ts';

/** Gives the value of an attribute of an element. */
type Attribut = (nom: string) => string | undefined;

/** What is told of an XML document while it is read: names of elements are without their prefix. */
export interface XmlVisitor {
  /**
   * @param attribut by a name without prefix: what an extension adds under the same name, prefixed, says something else
   * @param attributPrefixe by what follows the prefix, as in `r:id`
   */
  ouvrir(nom: string, attribut: Attribut, attributPrefixe: Attribut): void;
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
 * @throws UnreadableWorkbook when it is not well formed, or not UTF-8
 */
export function visitXml(octets: Uint8Array, visiteur: XmlVisitor): void {
  // Prefixes are cut off here: what they stand for is the same in all that Excel writes, strict or not, and looking it up
  // is a fifth of the time.
  const analyse = new SaxesParser({ xmlns: false, position: false });
  const refuser = (): never => {
    throw new UnreadableWorkbook('abime');
  };
  let profondeur = 0;
  let attributs: Readonly<Record<string, string>> = {};
  const attribut = (nom: string): string | undefined => attributs[nom];
  const attributPrefixe = (nom: string): string | undefined => {
    for (const ecrit in attributs) if (ecrit.endsWith(`:${nom}`)) return attributs[ecrit];
    return undefined;
  };
  analyse.on('error', refuser);
  analyse.on('doctype', refuser);
  analyse.on('opentag', ({ name, attributes }) => {
    profondeur += 1;
    if (profondeur > PROFONDEUR_MAX) refuser();
    attributs = attributes;
    visiteur.ouvrir(sansPrefixe(name), attribut, attributPrefixe);
  });
  analyse.on('text', (texte) => visiteur.texte(texte));
  analyse.on('cdata', (texte) => visiteur.texte(texte));
  analyse.on('closetag', ({ name }) => {
    profondeur -= 1;
    visiteur.fermer(sansPrefixe(name));
  });
  const decodeur = new TextDecoder('utf-8', { fatal: true });
  for (let rang = 0; rang < octets.length; rang += BLOC) {
    if (visiteur.assez?.()) return;
    analyse.write(decoder(() => decodeur.decode(octets.subarray(rang, rang + BLOC), { stream: true }), refuser));
  }
  analyse.write(decoder(() => decodeur.decode(), refuser));
  analyse.close();
}

function sansPrefixe(nom: string): string {
  const rang = nom.indexOf(':');
  return rang < 0 ? nom : nom.slice(rang + 1);
}

function decoder(faire: () => string, refuser: () => never): string {
  try {
    return faire();
  } catch {
    return refuser();
  }
}

/** `_x000D_` in a text of a workbook is an escape of the format. */
export function readEscapes(texte: string): string {
  return texte.includes('_x')
    ? texte.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : texte;
}
