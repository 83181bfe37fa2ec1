import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { tellVisitor, withoutPrefix, type XmlElement, type XmlVisitor } from '../xml/xml-visitor.ts';
import { UnreadableWorkbook } from './unreadable.ts';

/** An element of a part; what an extension adds under the name of an attribute, prefixed, says something else. */
export interface PartElement extends XmlElement {
  /** An attribute by what follows its prefix, as in `r:id`. */
  prefixedAttribute(name: string): string | undefined;
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
export function visitXml(bytes: Uint8Array, visitor: PartVisitor): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const refuse = (): never => {
    throw new UnreadableWorkbook('abime');
  };
  let current: Readonly<Record<string, string>> = {};
  const attribute = (name: string): string | undefined => current[name];
  const prefixedAttribute = (name: string): string | undefined => {
    for (const written in current) if (written.endsWith(`:${name}`)) return current[written];
    return undefined;
  };
  const read = ({ name, attributes }: SaxesTagPlain): PartElement => {
    current = attributes;
    return { name: withoutPrefix(name), attribute, prefixedAttribute };
  };
  tellVisitor(parser, { maxDepth: MAX_DEPTH, read, refuse }, visitor);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let index = 0; index < bytes.length; index += BLOCK) {
    if (visitor.enough?.()) return;
    parser.write(decode(() => decoder.decode(bytes.subarray(index, index + BLOCK), { stream: true }), refuse));
  }
  parser.write(decode(() => decoder.decode(), refuse));
  parser.close();
}

function decode(work: () => string, refuse: () => never): string {
  try {
    return work();
  } catch {
    return refuse();
  }
}

/** `_x000D_` in a text of a workbook is an escape of the format. */
export function readEscapes(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
