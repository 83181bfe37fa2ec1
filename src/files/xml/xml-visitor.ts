import type { SaxesOptions, SaxesParser, TagForOptions } from 'saxes';

/** An element as it opens; it holds during the call. */
export interface XmlElement {
  /** Its name, without its prefix. */
  readonly name: string;
  attribute(nom: string): string | undefined;
}

/** What is told of an XML document while it is read. */
export interface XmlVisitor<Element extends XmlElement> {
  open(element: Element): void;
  text(texte: string, fin: number): void;
  /** @param fin position after the closing tag */
  close(nom: string, fin: number): void;
}

/** How a kind of document is read: what its elements tell, what refuses it. */
export interface XmlReading<Options extends SaxesOptions, Element extends XmlElement> {
  /** Elements in one another, at the most: each costs memory until it is closed. */
  readonly maxDepth: number;
  read(balise: TagForOptions<Options>): Element;
  /** @param message what the parser says of the syntax */
  refuse(faute: 'syntaxe' | 'doctype' | 'profondeur', message: string): never;
}

/**
 * Tells a visitor what a parser meets. Entities are those of XML alone; a document type is refused, and with it whatever it
 * could bring in.
 */
export function tellVisitor<Options extends SaxesOptions, Element extends XmlElement>(
  analyse: SaxesParser<Options>,
  { maxDepth: profondeurMax, read: lire, refuse: refuser }: XmlReading<Options, Element>,
  visiteur: XmlVisitor<Element>,
): void {
  let profondeur = 0;
  analyse.on('error', ({ message }) => refuser('syntaxe', message));
  analyse.on('doctype', () => refuser('doctype', ''));
  analyse.on('opentag', (balise) => {
    profondeur += 1;
    if (profondeur > profondeurMax) refuser('profondeur', '');
    visiteur.open(lire(balise));
  });
  const texte = (lu: string) => visiteur.text(lu, analyse.position);
  analyse.on('text', texte);
  analyse.on('cdata', texte);
  analyse.on('closetag', ({ name }) => {
    profondeur -= 1;
    visiteur.close(withoutPrefix(name), analyse.position);
  });
}

/** What a prefix stands for is the same in all that Excel writes, strict or not, and looking it up is a fifth of the time. */
export function withoutPrefix(nom: string): string {
  const rang = nom.indexOf(':');
  return rang < 0 ? nom : nom.slice(rang + 1);
}
