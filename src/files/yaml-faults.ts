import { type Document, isAlias, isCollection, isMap, isPair, isScalar, type Node, type YAMLError } from 'yaml';
import { SENS_FORCES, SIGNES_DE_COMMANDE } from '../domain/textes/signes.ts';
import { cutTexts } from './yaml-cut-texts.ts';
import type { YamlFault } from './yaml-fault.ts';
import { yamlNodes } from './yaml-nodes.ts';

type Told = Pick<YamlFault, 'message' | 'remede'>;

/** Signs that mean something to YAML at the start of a text; officers only ever mean the sign itself. */
const RESERVED_SIGNS = '*&!@%`';
const QUOTES = 'Mettez ce texte entre guillemets.';
const YAML_REMEDY = 'Vérifiez le retrait (des espaces, jamais de tabulations), les deux-points et les guillemets.';
const DEFAULT: Told = {
  message: 'un signe n’est pas à sa place',
  remede: `${QUOTES} Si ce n’est pas un texte, vérifiez le retrait et les deux-points.`,
};
/** In JavaScript, an object takes this name for something else: what is written under it would be lost. */
const RESERVED_NAME = '__proto__';
const RESERVED_KEY: Told = {
  message: `« ${RESERVED_NAME} » ne peut pas servir de nom ici`,
  remede: 'Choisissez un autre nom.',
};
const DOUBLE_KEY: Told = { message: 'cette clé est écrite deux fois', remede: 'Gardez une seule des deux.' };
const YAML_FAULTS: Readonly<Record<string, Told>> = {
  BAD_INDENT: {
    message: 'le retrait de cette ligne ne correspond à rien',
    remede: 'Alignez la ligne sur ses voisines, avec des espaces.',
  },
  TAB_AS_INDENT: {
    message: 'une tabulation sert de retrait : mettez des espaces',
    remede: 'Remplacez la tabulation par des espaces, autant que sur les lignes voisines.',
  },
  MULTIPLE_DOCS: {
    message: 'cette ligne « --- » commence un second document : il ne serait pas lu',
    remede: 'Retirez cette ligne si la suite continue le fichier ; sinon, mettez la suite dans un fichier à elle.',
  },
  MISSING_CHAR: {
    message: 'il manque un signe, ou la ligne n’est pas alignée sur ses voisines',
    remede: 'Vérifiez que guillemets, crochets et accolades sont fermés, et que la ligne est alignée sur ses voisines.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'deux fois « : » sur cette ligne, ou un retrait de trop',
    remede: 'Un texte qui contient « : » s’écrit entre guillemets. Sinon, vérifiez le retrait.',
  },
  MULTILINE_IMPLICIT_KEY: { message: 'cette clé s’étend sur plusieurs lignes', remede: YAML_REMEDY },
};

/** Beyond, a line is no longer shown as it should be. */
const LONGEST_LINE_SHOWN = 120;

/** Deeper than any file that people write; beyond, what walks down a document might run out of stack. */
const MAX_DEPTH = 60;

/**
 * What keeps a YAML text from being read: what the parser refuses, and the aliases, anchors and tags, which nobody needs
 * here. After a fault of the parser it is lost, and what it says next is noise: only keys written twice stand by themselves.
 */
export function yamlFaults(text: string, document: Document): YamlFault[] {
  const damaged = tooDeep(document);
  if (damaged) return [damaged];
  const faults = document.errors.map((error) => fault(text, error));
  const nodes = yamlNodes(document);
  const cut = cutTexts(text, nodes);
  const doubled = [...cut.faults, ...doubleKeys(nodes, cut.keys), ...reservedKeys(nodes), ...hiddenTexts(nodes)];
  const reserved = reservedSigns(text, nodes);
  const hidden = hiddenSign(text);
  if (hidden && ![...faults, ...doubled].some(({ start, end = start }) => start <= hidden.start && hidden.start <= end))
    doubled.push(hidden);
  const [first] = faults;
  if (!first) return byPlace([...doubled, ...reserved]);
  const [before] = reserved.filter(({ start }) => start < first.start);
  return byPlace([...doubled, before ?? first]);
}

const HIDDEN_SIGNS = new RegExp(`[${SIGNES_DE_COMMANDE}${SENS_FORCES}]`);
/** Half of a sign, which no file of bytes can hold. */
const HALF_SIGN = /\p{Cs}/u;
const isHidden = (value: string): boolean => HIDDEN_SIGNS.test(value) || HALF_SIGN.test(value);
const HIDDEN_TEXT: Told = {
  message: 'un caractère de commande, la moitié d’un signe, ou un signe qui retourne le texte, est écrit ici',
  remede: 'Effacez ce texte et retapez-le.',
};

/** Escapes may write what no text holds, which a terminal would obey. */
function hiddenTexts(nodes: readonly Node[]): YamlFault[] {
  return nodes.flatMap((node) =>
    isScalar(node) && typeof node.value === 'string' && isHidden(node.value) ? onNode(node, HIDDEN_TEXT) : [],
  );
}

/** The first that stands where no text is read, such as a comment: who looks at the file does not see what it holds. */
function hiddenSign(text: string): YamlFault | undefined {
  const start = text.search(HIDDEN_SIGNS);
  return start < 0
    ? undefined
    : {
        start,
        end: start + 1,
        message: 'un caractère de commande, ou un signe qui retourne le texte, est écrit ici',
        remede: 'Effacez-le, ou effacez la ligne et retapez-la.',
      };
}

function reservedKeys(nodes: readonly Node[]): YamlFault[] {
  return nodes.flatMap((node) => {
    if (!isMap(node)) return [];
    return node.items.flatMap(({ key }) =>
      isScalar(key) && key.value === RESERVED_NAME ? onNode(key, RESERVED_KEY) : [],
    );
  });
}

function onNode({ range }: Node, told: Told): YamlFault {
  const [start = 0, end] = range ?? [];
  return { start, ...(end === undefined ? {} : { end }), ...told };
}

/** The first piece that lies too deep. Goes down without calling itself: the text may be nested to any depth. */
function tooDeep(document: Document): YamlFault | undefined {
  const toVisit: { readonly node: unknown; readonly depth: number }[] = [{ node: document.contents, depth: 0 }];
  for (let next = toVisit.pop(); next; next = toVisit.pop()) {
    const { node, depth } = next;
    if (isPair(node)) {
      toVisit.push({ node: node.value, depth }, { node: node.key, depth });
    } else if (isCollection(node)) {
      if (depth === MAX_DEPTH) return tellTooDeep(node);
      for (const element of node.items) if (isCompound(element)) toVisit.push({ node: element, depth: depth + 1 });
    }
  }
  return undefined;
}

/** A pair or a collection: what may hold more. */
function isCompound(node: unknown): boolean {
  return isPair(node) || isCollection(node);
}

function tellTooDeep({ range }: Node): YamlFault {
  const start = range?.[0] ?? 0;
  return {
    start,
    end: start + 1,
    message: `plus de ${MAX_DEPTH} niveaux d’imbrication`,
    remede:
      'Écrivez la même chose avec moins de niveaux : tous, un et aucun se mettent à plat, ou se coupent en plusieurs règles.',
  };
}

/** The keys that stand twice in one map, but for what is no key. */
function doubleKeys(nodes: readonly Node[], noKeys: ReadonlySet<unknown>): YamlFault[] {
  const doubled: YamlFault[] = [];
  for (const node of nodes) {
    if (!isMap(node)) continue;
    const seen = new Set<unknown>();
    for (const { key } of node.items) {
      if (!isScalar(key) || noKeys.has(key)) continue;
      if (seen.has(key.value)) doubled.push({ start: key.range?.[0] ?? 0, ...DOUBLE_KEY });
      seen.add(key.value);
    }
  }
  return doubled;
}

function fault(text: string, { code, pos }: YAMLError): YamlFault {
  const [start] = pos;
  const tabulation = tabAsIndent(text, pos);
  if (tabulation && YAML_FAULTS.TAB_AS_INDENT) return { ...tabulation, ...YAML_FAULTS.TAB_AS_INDENT };
  const map = code === 'BLOCK_AS_IMPLICIT_KEY' ? mapWithoutBraces(text, start) : undefined;
  if (map) return { start, ...map };
  if (code === 'MULTIPLE_DOCS') return { start, end: start + '---'.length, ...(YAML_FAULTS[code] ?? DEFAULT) };
  const sign = text.charAt(start);
  if (sign !== '' && RESERVED_SIGNS.includes(sign)) return reserved(start, sign);
  return { start, ...(YAML_FAULTS[code] ?? DEFAULT) };
}

/**
 * The tabulations that indent the line of a fault, or one of those it runs over: the parser, which stumbles on what follows
 * them, often says something else.
 */
function tabAsIndent(text: string, [start, end]: YAMLError['pos']): Pick<YamlFault, 'start' | 'end'> | undefined {
  const first = text.lastIndexOf('\n', start - 1) + 1;
  const found = /^ *(\t+)/m.exec(text.slice(first, Math.max(end, start + 1)));
  if (!found?.[1]) return undefined;
  const here = first + found.index + found[0].length;
  return { start: here - found[1].length, end: here };
}

/** Keys and values after a key, on its line: `sens: D: depense`. They go between braces, or a text between quotes. */
function mapWithoutBraces(text: string, start: number): Told | undefined {
  const after = text.indexOf('\n', start);
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, after < 0 ? text.length : after).trimEnd();
  const [, key, rest] = /^[\s-]*([^\s:"'{}[\],#-][^\s:"'{}[\],#]*): +([^"'{}[\]#&*!]+)$/.exec(line) ?? [];
  if (key === undefined || rest === undefined || line.length > LONGEST_LINE_SHOWN) return undefined;
  const message = 'deux fois « : » sur cette ligne';
  const quoted = `un texte qui contient « : » s’écrit entre guillemets, ${key}: "${rest}"`;
  // A comma before anything but a key is part of an amount.
  const [first = '', ...others] = rest.split(/, *(?=[^\s:,]+: )/);
  const chain = first.split(/: +/);
  // French puts a space before the colon of a text.
  if (/\s:\s/.test(rest) || chain.length < 2 || others.some((pair) => pair.split(/: +/).length !== 2)) return undefined;
  const pairs = [chain.slice(-2).join(': '), ...others].map(quoteComma).join(', ');
  const inBraces = chain.slice(0, -2).reduceRight((inner, name) => `{ ${name}: ${inner} }`, `{ ${pairs} }`);
  return {
    message,
    remede: `Des clés sur une même ligne s’écrivent entre accolades, ${key}: ${inBraces} ; ${quoted}.`,
  };
}

/** Between braces, a comma ends a value. */
function quoteComma(pair: string): string {
  const [, key, value] = /^([^:]+): +(.*)$/.exec(pair) ?? [];
  return value?.includes(',') ? `${key}: "${value}"` : pair;
}

/** The aliases (`*x`), anchors (`&x`) and tags (`!x`) of a text. */
function reservedSigns(text: string, nodes: readonly Node[]): YamlFault[] {
  const found: YamlFault[] = [];
  const note = (sign: string, end: number) => {
    const start = text.lastIndexOf(sign.charAt(0), end);
    if (start >= 0) found.push(reserved(start, sign.charAt(0)));
  };
  for (const node of nodes) {
    if (isAlias(node)) note('*', node.range?.[0] ?? 0);
    if (node.tag !== undefined && node.range) note('!', node.range[0] - 1);
    if ('anchor' in node && node.anchor !== undefined && node.range) note('&', node.range[0] - 1);
  }
  return found;
}

function reserved(start: number, sign: string): YamlFault {
  return {
    start,
    end: start + 1,
    message: `un texte ne peut pas commencer par « ${sign} » : ce signe a un autre sens en YAML`,
    remede: QUOTES,
  };
}

function byPlace(faults: YamlFault[]): YamlFault[] {
  return faults.sort((left, right) => left.start - right.start);
}
