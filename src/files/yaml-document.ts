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
  readonly #byKey = new WeakMap<YAMLMap, ReadonlyMap<unknown, Pair>>();

  constructor(file: string, text: string, document: Document, lines: LineCounter) {
    this.file = file;
    this.#text = text;
    this.#document = document;
    this.#lines = lines;
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
    const lieu = { fichier: this.file, ligne: Math.max(line, 1), colonne: Math.max(col, 1) };
    const text = this.#line(lieu.ligne);
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

/** The same of a text that was read already; lines are counted in it. */
export function parseYaml(text: string, file: string, constats: Constats): YamlDocument | undefined {
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
  const yaml = new YamlDocument(file, text, document, lines);
  const faults = yamlFaults(text, document);
  for (const { start, end, message, remede } of faults)
    constats.ajouter({
      code: 'E-YAML-SYNTAXE',
      ...yaml.placeAtOffset(start, end),
      message,
      remede,
    });
  return faults.length > 0 ? undefined : yaml;
}
