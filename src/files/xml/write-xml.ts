/** An element to write; its attributes stand in their order, those that are `undefined` are left out. */
export interface WrittenElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  /** A text, or elements: never both. */
  readonly content?: string | readonly WrittenElement[];
}

/** What XML 1.0 has no way to write: most control characters, and halves of signs. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ALL_FORBIDDEN = new RegExp(FORBIDDEN, 'g');
/** A line end written bare in an attribute is read as a space, and a carriage return anywhere as a line end. */
const TO_ESCAPE = /[&<>"\t\n\r]/g;
const IN_TEXT = /[&<>\r]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
const STEP = '  ';

/** Whether a text can be in a document as it is. */
export function fitsInXml(text: string): boolean {
  return !FORBIDDEN.test(text);
}

/** The text with U+FFFD for what no document can hold. */
export function madeToFitInXml(text: string): string {
  return text.replace(ALL_FORBIDDEN, '\ufffd');
}

/**
 * A document in UTF-8, an element a line.
 * @throws Error for a text that does not fit: nothing is changed in silence
 */
export function writeXml(root: WrittenElement): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  writeElement(root, '', lines);
  lines.push('');
  return lines.join('\n');
}

function writeElement({ name, attributes = {}, content = [] }: WrittenElement, margin: string, lines: string[]): void {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escaped(value, TO_ESCAPE)}"`,
  );
  const opening = `${margin}<${name}${written.join('')}`;
  if (typeof content === 'string') lines.push(`${opening}>${escaped(content, IN_TEXT)}</${name}>`);
  else if (content.length === 0) lines.push(`${opening}/>`);
  else {
    lines.push(`${opening}>`);
    for (const child of content) writeElement(child, margin + STEP, lines);
    lines.push(`${margin}</${name}>`);
  }
}

function escaped(text: string, what: RegExp): string {
  if (!fitsInXml(text)) throw new Error('un document XML ne peut pas contenir ce texte');
  return text.replace(what, (sign) => ENTITIES[sign] ?? '');
}
