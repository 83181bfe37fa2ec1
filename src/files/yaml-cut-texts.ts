import { isMap, isPair, isScalar, type Node, type Pair, Scalar, type YAMLMap } from 'yaml';
import type { YamlFault } from './yaml-fault.ts';
import { inQuotes } from './yaml-text.ts';

/** What the commas of braces cut, and the keys that were none. */
export interface CutTexts {
  readonly faults: readonly YamlFault[];
  readonly keys: ReadonlySet<unknown>;
}

/** Beyond, a text is no longer worth quoting in a remedy. */
const LONGEST_QUOTED = 120;
const AMOUNT = /^-?\d[\d\s\u00a0\u202f]*,\d{1,2}(?:\s?€)?$/;

/**
 * The texts that a comma cuts between braces: `{ montant: 25 000,00 }` is an amount of `25 000` and a key `00` without colon,
 * which nobody writes on purpose.
 */
export function cutTexts(text: string, nodes: readonly Node[]): CutTexts {
  const faults: YamlFault[] = [];
  const keys = new Set<unknown>();
  for (const node of nodes) {
    if (!isMap(node)) continue;
    const { items } = node as YAMLMap<unknown, unknown>;
    for (let at = 0; at < items.length; at++) {
      const pair = items[at];
      let last = at;
      while (isWithoutColon(items[last + 1])) last++;
      if (last === at || !isPair(pair) || !isScalar(pair.key) || !isPlain(pair.value)) continue;
      const rest = items.slice(at + 1, last + 1).map(({ key }) => key);
      const [start, end] = [pair.value.range?.[0], (rest.at(-1) as Scalar).range?.[1]];
      if (start === undefined || end === undefined) continue;
      for (const key of rest) keys.add(key);
      const [first] = rest as Scalar[];
      faults.push({ start, end, ...tell(String(pair.key), text.slice(start, end), String(first)) });
      at = last;
    }
  }
  return { faults, keys };
}

function isPlain(node: unknown): node is Scalar {
  return isScalar(node) && node.type === Scalar.PLAIN && node.source !== '';
}

/** What stands between two commas, or a comma and a brace, with no colon. */
function isWithoutColon(pair: Pair | undefined): boolean {
  return pair !== undefined && pair.value === null && isPlain(pair.key);
}

function tell(key: string, cut: string, rest: string): Pick<YamlFault, 'message' | 'remede'> {
  const whole = cut.replaceAll(/\s+/g, ' ');
  const message = `entre accolades, une virgule finit la valeur de « ${key} »`;
  const quoted = whole.length > LONGEST_QUOTED ? 'ce texte entre guillemets' : `${key}: ${inQuotes(whole)}`;
  // A digit on both sides, and no space: nothing but a number.
  if (/\d,\d/.test(cut) && !/,(?!\d)/.test(cut)) {
    const plain = whole.replaceAll(/[^\d,-]/g, '').replace(',', '.');
    return {
      message: `${message} et coupe « ${whole} » en deux`,
      remede: `Écrivez ${quoted}${AMOUNT.test(whole) ? `, ou ${key}: ${plain}` : ''}.`,
    };
  }
  return {
    message: `${message}, et « ${rest} » n’a pas de deux-points`,
    remede: `Si c’est un seul texte, écrivez ${quoted} ; sinon, donnez sa valeur à « ${rest} ».`,
  };
}
