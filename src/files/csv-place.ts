import type { Extrait, Lieu } from '../domain/constats/constat.ts';

/** Where a field of a record lies in its file: worked out only when there is something to tell. */
export interface PlaceOfField {
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** Where the fields of a record lie in its text, quotes excluded, and its physical lines, line ends excluded. */
interface Cut {
  readonly text: string;
  readonly separator: string;
  readonly fields: readonly Bounds[];
  readonly lines: readonly Bounds[];
}

/** The record that was looked at last: a header may have ten thousand columns at fault. */
let lastCut: Cut | undefined;

/**
 * Finds a field of a record in its file: line, column and the physical line to show, with the span of the field (or of a
 * part of it) to underline. Only for records that were parsed: quotes are well formed.
 * @param record text of the record, line end included or not
 * @param part span of the value at fault, when not all of it
 */
export function locateField(
  file: string,
  firstLine: number,
  record: string,
  separator: string,
  index: number,
  part?: { readonly debut: number; readonly fin: number },
): PlaceOfField {
  const { fields, lines } = cut(record, separator);
  const bounds = fields[Math.min(index, fields.length - 1)] ?? { start: 0, end: 0 };
  const offset = part && !record.slice(bounds.start, bounds.end).includes('""') ? part.debut : 0;
  const start = bounds.start + offset;
  const end = part ? start + (part.fin - part.debut) : bounds.end;
  const linesBefore = lines.findLastIndex((line) => line.start <= start);
  const line = lines[linesBefore] ?? { start: 0, end: 0 };
  const text = record.slice(line.start, line.end);
  return {
    lieu: { fichier: file, ligne: firstLine + linesBefore, colonne: start - line.start + 1 },
    extrait: {
      texte: text,
      debut: start - line.start,
      fin: Math.min(Math.max(end - line.start, start - line.start + 1), text.length + 1),
    },
  };
}

/** The whole first line of a record, underlined. */
export function locateRecord(file: string, firstLine: number, record: string): PlaceOfField {
  const [first = { end: 0 }] = linesOf(record);
  const text = record.slice(0, first.end);
  return {
    lieu: { fichier: file, ligne: firstLine, colonne: 1 },
    extrait: { texte: text, debut: 0, fin: Math.max(text.length, 1) },
  };
}

function cut(text: string, separator: string): Cut {
  if (lastCut?.text !== text || lastCut.separator !== separator)
    lastCut = { text, separator, fields: fieldsOf(text, separator), lines: linesOf(text) };
  return lastCut;
}

function fieldsOf(text: string, separator: string): Bounds[] {
  const fields: Bounds[] = [];
  for (let position = 0; ; ) {
    const quoted = text[position] === '"';
    let end: number;
    if (quoted) {
      end = position + 1;
      while (end < text.length && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1;
    } else {
      end = position;
      while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
    }
    fields.push({ start: quoted ? position + 1 : position, end });
    const next = quoted ? end + 1 : end;
    if (text[next] !== separator) return fields;
    position = next + 1;
  }
}

function linesOf(text: string): Bounds[] {
  const lines: Bounds[] = [];
  let start = 0;
  for (const { index, 0: sign } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: index });
    start = index + sign.length;
  }
  lines.push({ start, end: text.length });
  return lines;
}
