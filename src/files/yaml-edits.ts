import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import type { Chemin } from '../domain/constats/constat.ts';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A piece of a collection, from where it starts to the end of what it holds. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

/**
 * Changes a YAML text here and there and leaves all the rest as people wrote it: comments, blank lines, quotes. The text is
 * one that was read without a fault; a path that leads nowhere changes nothing.
 */
export class YamlEdits {
  readonly #text: string;
  readonly #document: Document;
  readonly #edits: Edit[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'error' });
  }

  /** Puts a plain text in the place of a value; an empty one leaves the key alone, to be filled in. */
  replace(path: Chemin, value: string): void {
    const node = this.#document.getIn(path, true);
    if (!isScalar(node) || !node.range) return;
    const [start, end] = node.range;
    if (value !== '') this.#edits.push({ start, end, text: value });
    else this.#edits.push({ start: start - spacesBefore(this.#text, start), end, text: '' });
  }

  /** Adds a line of comment above a key of a map written line by line. */
  annotate(path: Chemin, comment: string): void {
    const parent = this.#parent(path);
    const place = parent && isMap(parent) && !parent.flow ? extentOf(parent.items, indexOf(parent, path)) : undefined;
    if (!place) return;
    const start = startOfLine(this.#text, place.start);
    const indent = this.#text.slice(start, place.start);
    if (indent.trim() !== '') return;
    this.#edits.push({ start, end: start, text: `${indent}# ${comment}${this.#lineEnd}` });
  }

  /**
   * Puts other keys in the place of some of a map, where the first of them stands. What is said behind those that go is kept,
   * above.
   * @param pairs as they are written: `recettes: { … }`
   * @returns whether it could be done and nothing said there be lost
   */
  regroup(path: Chemin, keys: readonly string[], pairs: readonly string[]): boolean {
    const map = this.#document.getIn(path, true);
    if (!isMap(map)) return false;
    const text = this.#text;
    const [place, ...others] = map.items.flatMap(({ key }, index) =>
      isScalar(key) && keys.includes(String(key.value)) ? (extentOf(map.items, index) ?? []) : [],
    );
    if (!place) return false;
    const [start = 0, end = 0] = map.range ?? [];
    if (map.flow) {
      if (text.slice(start, end).includes('#')) return false;
      this.#edits.push({ ...place, text: pairs.join(', ') });
      for (const other of others) {
        const index = map.items.findIndex((_, rank) => extentOf(map.items, rank)?.start === other.start);
        this.#edits.push({ start: extentOf(map.items, index - 1)?.end ?? start, end: other.end, text: '' });
      }
      return true;
    }
    const line = startOfLine(text, place.start);
    const indent = text.slice(line, place.start);
    if (indent.trim() !== '') return false;
    const said = others.map(({ end: last }) => text.slice(last, endOfLine(text, last)).trim());
    const above = said.filter((comment) => comment !== '').map((comment) => `${indent}${comment}${this.#lineEnd}`);
    this.#edits.push({ start: line, end: line, text: above.join('') });
    this.#edits.push({ ...place, text: pairs.join(`${this.#lineEnd}${indent}`) });
    for (const other of others) this.#removeLines(other, undefined, false);
    return true;
  }

  /** Takes out a key with its value, or an element of a list with the comment that stands on it. */
  remove(path: Chemin): void {
    const parent = this.#parent(path);
    if (!parent || !isCollection(parent)) return;
    const index = indexOf(parent, path);
    const place = extentOf(parent.items, index);
    if (!place) return;
    const next = extentOf(parent.items, index + 1);
    if (parent.flow) this.#removeBetweenCommas(place, next, extentOf(parent.items, index - 1));
    else this.#removeLines(place, next, isSeq(parent));
  }

  /**
   * Adds an element at the end of a list written line by line, empty or not there yet, as lines whose dash is in the column of
   * the others.
   * @param lines the first starts with the dash; their indentation is from it
   * @returns whether there was a place for it
   */
  append(path: Chemin, lines: readonly string[]): boolean {
    const parent = this.#parent(path);
    const pair = parent && isMap(parent) ? parent.items[indexOf(parent, path)] : undefined;
    const list = pair?.value;
    if (!pair || !isMap(parent) || parent.flow) return false;
    const text = this.#text;
    const keyEnd = isNode(pair.key) ? pair.key.range?.[1] : undefined;
    if (keyEnd === undefined) return false;
    let [column, end] = [2, endOfLine(text, keyEnd)];
    if (isSeq(list) && list.items.length > 0) {
      const [first, last] = [extentOf(list.items, 0), extentOf(list.items, list.items.length - 1)];
      if (list.flow || !first || !last) return false;
      const dash = text.lastIndexOf('-', first.start - 1);
      column = dash - startOfLine(text, dash);
      end = endOfLine(text, last.end);
      // What is said below the last element, deeper than its dash, is its own.
      while (isCommentDeeperThan(column, text.slice(end, endOfLine(text, end + 1)))) end = endOfLine(text, end + 1);
    } else if (isSeq(list) && list.range) {
      const [start, stop] = list.range;
      this.#edits.push({ start: start - spacesBefore(text, start), end: stop, text: '' });
      end = endOfLine(text, stop);
    } else if (!isScalar(list) || list.source !== '') return false;
    const newLine = this.#lineEnd;
    const before = end === text.length && !text.endsWith('\n') ? newLine : '';
    const added = lines.map((line) => `${' '.repeat(column)}${line}${newLine}`).join('');
    this.#edits.push({ start: end, end, text: before + added });
    return true;
  }

  /** The text with all its changes. */
  result(): string {
    return [...this.#edits]
      .sort((left, right) => right.start - left.start)
      .reduce(
        (text, { start, end, text: replacement }) => `${text.slice(0, start)}${replacement}${text.slice(end)}`,
        this.#text,
      );
  }

  get #lineEnd(): string {
    return this.#text.includes('\r\n') ? '\r\n' : '\n';
  }

  #parent(path: Chemin): Node | undefined {
    const node = path.length < 2 ? this.#document.contents : this.#document.getIn(path.slice(0, -1), true);
    return isNode(node) ? node : undefined;
  }

  #removeBetweenCommas(place: Extent, next: Extent | undefined, previous: Extent | undefined): void {
    if (next) this.#edits.push({ start: place.start, end: next.start, text: '' });
    else this.#edits.push({ start: previous?.end ?? place.start, end: place.end, text: '' });
  }

  #removeLines(place: Extent, next: Extent | undefined, list: boolean): void {
    const text = this.#text;
    const dash = list ? text.lastIndexOf('-', place.start - 1) : place.start;
    const line = startOfLine(text, dash);
    // The first key of an element stands behind its dash, which the next key then takes.
    if (text.slice(line, dash).trim() !== '' && next) {
      this.#edits.push({ start: place.start, end: next.start, text: '' });
      return;
    }
    const start = list ? startOfComment(text, line) : line;
    let end = endOfLine(text, place.end);
    if (list && next) while (isBlankLine(text, end)) end = endOfLine(text, end + 1);
    this.#edits.push({ start, end, text: '' });
  }
}

function indexOf(parent: Node, path: Chemin): number {
  const last = path.at(-1);
  if (!isMap(parent)) return Number(last);
  return parent.items.findIndex(({ key }) => isScalar(key) && key.value === last);
}

function extentOf(elements: readonly unknown[], index: number): Extent | undefined {
  const element = elements[index];
  const node = isPair(element) ? (element as Pair).key : element;
  const start = isNode(node) ? node.range?.[0] : undefined;
  return start === undefined ? undefined : { start, end: endOf(element) };
}

/** Where the last thing written in a node ends: the range of a collection also takes what follows it. */
function endOf(element: unknown): number {
  if (isPair(element)) {
    const { key, value } = element as Pair;
    return Math.max(endOf(key), isNode(value) ? endOf(value) : 0);
  }
  if (isCollection(element) && !element.flow) return Math.max(element.range?.[0] ?? 0, ...element.items.map(endOf));
  return isNode(element) ? (element.range?.[1] ?? 0) : 0;
}

function spacesBefore(text: string, index: number): number {
  return /[ \t]*$/.exec(text.slice(startOfLine(text, index), index))?.[0].length ?? 0;
}

function startOfLine(text: string, index: number): number {
  return text.lastIndexOf('\n', index - 1) + 1;
}

/** Where the line after this place starts. */
function endOfLine(text: string, index: number): number {
  // A folded text ends after its line feed: its last line is its own.
  if (text[index - 1] === '\n') return index;
  const end = text.indexOf('\n', index);
  return end < 0 ? text.length : end + 1;
}

function isBlankLine(text: string, start: number): boolean {
  return start < text.length && text.slice(start, endOfLine(text, start + 1)).trim() === '';
}

function isCommentDeeperThan(column: number, line: string): boolean {
  return (/^ *(?=#)/.exec(line)?.[0].length ?? -1) > column;
}

/** Where the comment that stands right above a line starts, when a blank line parts it from the rest. */
function startOfComment(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const before = startOfLine(text, start - 1);
    const content = text.slice(before, start).trim();
    if (content === '') return start;
    if (!content.startsWith('#')) return line;
    start = before;
  }
  return line;
}
