import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { tellVisitor, withoutPrefix, type XmlElement, type XmlVisitor } from '../xml/xml-visitor.ts';
import { UnreadableWorkbook } from './unreadable.ts';

/** An element of a part; what an extension adds under the name of an attribute, prefixed, says something else. */
export interface PartElement extends XmlElement {
  /** An attribute by what follows its prefix, as in `r:id`. */
  prefixedAttribute(nom: string): string | undefined;
}

/** Gives the value of an attribute of an element. */
export type ReadAttribute = PartElement['attribute'];

/** What is told of a part while it is read. */
export interface PartVisitor extends XmlVisitor<PartElement> {
  /** Whether nothing more is wanted of the part: its rest is then neither read nor checked. */
  enough?(): boolean;
}

const BLOCK = 1 << 20;
/** What Excel writes never goes so deep. */
const MAX_DEPTH = 256;

/**
 * Goes through a part of a workbook.
 * @throws UnreadableWorkbook when it is not well formed, or not UTF-8
 */
export function visitXml(octets: Uint8Array, visiteur: PartVisitor): void {
  const analyse = new SaxesParser({ xmlns: false, position: false });
  const refuser = (): never => {
    throw new UnreadableWorkbook('abime');
  };
  let attributs: Readonly<Record<string, string>> = {};
  const attribut = (nom: string): string | undefined => attributs[nom];
  const attributPrefixe = (nom: string): string | undefined => {
    for (const ecrit in attributs) if (ecrit.endsWith(`:${nom}`)) return attributs[ecrit];
    return undefined;
  };
  const lire = ({ name, attributes }: SaxesTagPlain): PartElement => {
    attributs = attributes;
    return { name: withoutPrefix(name), attribute: attribut, prefixedAttribute: attributPrefixe };
  };
  tellVisitor(analyse, { maxDepth: MAX_DEPTH, read: lire, refuse: refuser }, visiteur);
  const decodeur = new TextDecoder('utf-8', { fatal: true });
  for (let rang = 0; rang < octets.length; rang += BLOCK) {
    if (visiteur.enough?.()) return;
    analyse.write(decode(() => decodeur.decode(octets.subarray(rang, rang + BLOCK), { stream: true }), refuser));
  }
  analyse.write(decode(() => decodeur.decode(), refuser));
  analyse.close();
}

function decode(faire: () => string, refuser: () => never): string {
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
