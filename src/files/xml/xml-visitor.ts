import type { SaxesOptions, SaxesParser, TagForOptions } from 'saxes';

/** An element as it opens; it holds during the call. */
export interface XmlElement {
  /** Its name, without its prefix. */
  readonly name: string;
  attribute(name: string): string | undefined;
}

/** What is told of an XML document while it is read. */
export interface XmlVisitor<Element extends XmlElement> {
  open(element: Element): void;
  text(text: string, end: number): void;
  /** @param end position after the closing tag */
  close(name: string, end: number): void;
}

/** How a kind of document is read: what its elements tell, what refuses it. */
export interface XmlReading<Options extends SaxesOptions, Element extends XmlElement> {
  /** Elements in one another, at the most: each costs memory until it is closed. */
  readonly maxDepth: number;
  read(tag: TagForOptions<Options>): Element;
  /** @param message what the parser says of the syntax */
  refuse(fault: 'syntaxe' | 'doctype' | 'profondeur', message: string): never;
}

/**
 * Tells a visitor what a parser meets. Entities are those of XML alone; a document type is refused, and with it whatever it
 * could bring in.
 */
export function tellVisitor<Options extends SaxesOptions, Element extends XmlElement>(
  parser: SaxesParser<Options>,
  { maxDepth, read, refuse }: XmlReading<Options, Element>,
  visitor: XmlVisitor<Element>,
): void {
  let depth = 0;
  parser.on('error', ({ message }) => refuse('syntaxe', message));
  parser.on('doctype', () => refuse('doctype', ''));
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > maxDepth) refuse('profondeur', '');
    visitor.open(read(tag));
  });
  const text = (read: string) => visitor.text(read, parser.position);
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    visitor.close(withoutPrefix(name), parser.position);
  });
}

/** What a prefix stands for is the same in all that Excel writes, strict or not, and looking it up is a fifth of the time. */
export function withoutPrefix(name: string): string {
  const index = name.indexOf(':');
  return index < 0 ? name : name.slice(index + 1);
}
