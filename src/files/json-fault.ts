/** Where a text stops being JSON. */
export interface JsonFault {
  readonly index: number;
  /** Whether the text ends before what it began: the file was cut. */
  readonly cut: boolean;
}

const TOKEN =
  /[ \t\n\r]*(?:(?<mark>[{}[\],:])|(?<text>"[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\p{Cc}]*)*")|(?<other>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;
const BLANK = /[ \t\n\r]*/y;

/** What may come next, between the marks of a text. */
type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';

/** Finds where a text that is no JSON stops being so; nothing when it is. */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let index = 0;
  for (;;) {
    BLANK.lastIndex = index;
    const start = index + (BLANK.exec(text)?.[0].length ?? 0);
    const done: boolean = open.length === 0 && expected === 'comma or end';
    if (start >= text.length) return done ? undefined : { index: text.length, cut: true };
    TOKEN.lastIndex = index;
    const groups = TOKEN.exec(text)?.groups;
    const next: Expected | undefined = groups === undefined || done ? undefined : follow(groups, expected, open);
    if (next === undefined) return { index: start, cut: groups === undefined && isUnended(text.slice(start)) };
    expected = next;
    index = TOKEN.lastIndex;
  }
}

/** What comes after a piece; nothing when it may not be here. */
function follow(
  { mark, text }: Readonly<Record<string, string | undefined>>,
  expected: Expected,
  open: ('{' | '[')[],
): Expected | undefined {
  const value = expected === 'value' || expected === 'value or end';
  if (mark === '{' || mark === '[') {
    if (!value) return undefined;
    open.push(mark);
    return mark === '{' ? 'key or end' : 'value or end';
  }
  if (mark === '}' || mark === ']') {
    const closes = mark === '}' ? '{' : '[';
    const may = expected === 'comma or end' || expected === (mark === '}' ? 'key or end' : 'value or end');
    return may && open.pop() === closes ? 'comma or end' : undefined;
  }
  if (mark === ',') {
    if (expected !== 'comma or end' || open.length === 0) return undefined;
    return open.at(-1) === '{' ? 'key' : 'value';
  }
  if (mark === ':') return expected === 'colon' ? 'value' : undefined;
  if (expected === 'key' || expected === 'key or end') return text === undefined ? undefined : 'colon';
  return value ? 'comma or end' : undefined;
}

/** Whether what is left is the start of a text, or of a word, that the end of the file cuts. */
function isUnended(rest: string): boolean {
  return /^"(?:[^"\\\n]|\\.)*\\?$/.test(rest.slice(0, 5_000)) && !rest.slice(0, 5_000).includes('\n')
    ? rest.length <= 5_000
    : /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-)$/.test(rest);
}
