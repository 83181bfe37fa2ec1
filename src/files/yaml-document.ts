import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Chemin, Constats, Extrait, Lieu, SurQuoi } from '../domain/constats/constat.ts';
import { decodeText, readWhole, type SizeLimit } from './read-text.ts';
import type { YamlFault } from './yaml-fault.ts';
import { yamlFaults } from './yaml-faults.ts';

/** Where a piece of a file stands, with its line and what to underline there. */
export interface YamlPlace {
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

/** A YAML file that was read: its content as text, and where each piece of it stands. */
export class YamlDocument {
  readonly file: string;
  readonly #text: string;
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #linesBefore: number;
  readonly #byKey = new WeakMap<YAMLMap, ReadonlyMap<unknown, Pair>>();

  /** @param linesBefore those of the file before this text, which begins with a line */
  constructor(file: string, text: string, document: Document, lines: LineCounter, linesBefore = 0) {
    this.file = file;
    this.#text = text;
    this.#document = document;
    this.#lines = lines;
    this.#linesBefore = linesBefore;
  }

  /** All scalars as text, keys in the order of the file. */
  content(): unknown {
    return this.#document.toJS({ maxAliasCount: 0 });
  }

  /** Where a piece starts; for a missing one, where the nearest of its parents does. */
  lieu(path: Chemin): Lieu {
    return this.place(path).lieu;
  }

  /** The place of a value, or of its key. */
  place(path: Chemin, on: SurQuoi = 'valeur'): YamlPlace {
    const node = (on === 'cle' ? this.#key(path) : undefined) ?? this.#value(path);
    return this.placeAtOffset(node?.range?.[0] ?? 0, node?.range?.[1]);
  }

  /** The place of a span of the file, underlined as far as its first line goes. */
  placeAtOffset(start: number, end = Number.POSITIVE_INFINITY): YamlPlace {
    const { line, col } = this.#lines.linePos(start);
    const lieu = { fichier: this.file, ligne: this.#linesBefore + Math.max(line, 1), colonne: Math.max(col, 1) };
    const text = this.#line(Math.max(line, 1));
    const index = Math.min(lieu.colonne - 1, text.length);
    const length = Math.min(end - start, text.trimEnd().length - index);
    return { lieu, extrait: { texte: text, debut: index, fin: index + Math.max(length, 1) } };
  }

  /** Cut out by where lines start: a large file may have many places to tell. */
  #line(line: number): string {
    const start = this.#lines.lineStarts[line - 1] ?? 0;
    const end = this.#lines.lineStarts[line] ?? this.#text.length + 1;
    return this.#text.slice(start, end - 1).replace(/\r$/, '');
  }

  #value(path: Chemin): Node | undefined {
    for (let length = path.length; length > 0; length--) {
      const node = this.#at(path.slice(0, length));
      if (isNode(node) && node.range) return node;
    }
    return undefined;
  }

  #key(path: Chemin): Node | undefined {
    const parent = this.#at(path.slice(0, -1));
    const key = isMap(parent) ? this.#pairs(parent).get(path.at(-1))?.key : undefined;
    return isScalar(key) ? key : undefined;
  }

  #at(path: Chemin): unknown {
    let node: unknown = this.#document.contents;
    for (const step of path)
      node = isMap(node) ? this.#pairs(node).get(step)?.value : isSeq(node) ? node.items[Number(step)] : undefined;
    return node;
  }

  /** The pairs of a map by key; the parser looks through all of them for each. */
  #pairs(map: YAMLMap): ReadonlyMap<unknown, Pair> {
    let pairs = this.#byKey.get(map);
    if (pairs === undefined) {
      pairs = new Map([...map.items].reverse().map((pair) => [isScalar(pair.key) ? pair.key.value : pair.key, pair]));
      this.#byKey.set(map, pairs);
    }
    return pairs;
  }
}

/** Tells a fault found in a YAML document, at its place. */
export function reportInYaml(
  document: YamlDocument,
  constats: Constats,
  code: CodeConstat,
  path: Chemin,
  message: string,
  remede: string,
  on?: SurQuoi,
): void {
  // Of a file wrong from end to end, only the findings that are kept are worth looking for.
  const place = constats.gardera(code, document.file) ? document.place(path, on) : { lieu: { fichier: document.file } };
  constats.ajouter({ code, ...place, message, remede });
}

/** What people write comes nowhere near; a parser asks for a hundred times as much memory. */
const YAML_SIZE: SizeLimit = {
  max: 1024 * 1024,
  code: 'E-YAML-SYNTAXE',
  remede: 'Ce n’est sans doute pas le bon fichier. Des règles s’écrivent en plusieurs fichiers, sous regles/.',
};

/**
 * Reads a YAML file of the dossier, all scalars as text: `code: 0201` stays `0201`. Tells what is wrong and returns
 * `undefined` when it cannot be parsed. Aliases, anchors and tags are refused: nobody needs them here.
 */
export function readYaml(path: string, file: string, constats: Constats): YamlDocument | undefined {
  const bytes = readWhole(path, file, YAML_SIZE, constats);
  const text = bytes && decodeText(bytes, file, 'texte', constats);
  return text === undefined ? undefined : parseYaml(text, file, constats);
}

/** Letters that are parsed at a time; most files of rules are shorter. */
const PIECE = 32 * 1024;
/** Where an element of a list begins that is not indented: no text that goes on for lines may hold this. */
const ELEMENT = '\n- ';
/** What is a line of YAML by itself, and not of a list. */
const DIRECTIVE = /^(?:---|\.\.\.|%)/m;

/**
 * Reads a YAML file that should be a list as {@link readYaml} does, some elements at a time: what the parser makes of thousands of
 * them weighs a hundred times as much as what is kept. After a fault, which is told, none comes any more.
 */
export function* readYamlList(path: string, file: string, constats: Constats): Generator<YamlDocument> {
  const bytes = readWhole(path, file, YAML_SIZE, constats);
  // The mark that some editors put first would hide that the file is a list.
  const text = bytes && decodeText(bytes, file, 'texte', constats)?.replace(/^\ufeff/, '');
  if (text === undefined) return;
  const whole = DIRECTIVE.test(text);
  let linesBefore = 0;
  for (let start = 0, next = 0; next >= 0; start = next) {
    next = whole ? -1 : text.indexOf(ELEMENT, start + PIECE) + 1 || -1;
    const piece = next < 0 ? text.slice(start) : text.slice(start, next);
    let parsed = parse(piece, file, linesBefore);
    if (parsed.faults.length > 0 && next >= 0) {
      // What is wrong here is told of all that follows, as the parser stumbles on it.
      next = -1;
      parsed = parse(text.slice(start), file, linesBefore);
    }
    if (!tellFaults(parsed, constats)) return;
    yield parsed.yaml;
    linesBefore += parsed.lines;
  }
}

/** The same of a text that was read already; lines are counted in it. */
export function parseYaml(text: string, file: string, constats: Constats): YamlDocument | undefined {
  const parsed = parse(text, file);
  return tellFaults(parsed, constats) ? parsed.yaml : undefined;
}

interface Parsed {
  readonly yaml: YamlDocument;
  readonly faults: readonly YamlFault[];
  /** How many of its lines end. */
  readonly lines: number;
}

function parse(text: string, file: string, linesBefore = 0): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: lines,
    // Told by us: the parser compares each key with all the others, which large maps do not stand.
    uniqueKeys: false,
    prettyErrors: false,
    // Its warnings, in English, go to the screen by themselves.
    logLevel: 'error',
  });
  const yaml = new YamlDocument(file, text, document, lines, linesBefore);
  return { yaml, faults: yamlFaults(text, document), lines: text.split('\n').length - 1 };
}

/** Tells what is wrong with a text, at its place; gives whether nothing is. */
function tellFaults({ yaml, faults }: Parsed, constats: Constats): boolean {
  for (const { start, end, message, remede } of faults)
    constats.ajouter({
      code: 'E-YAML-SYNTAXE',
      ...yaml.placeAtOffset(start, end),
      message,
      remede,
    });
  return faults.length === 0;
}
