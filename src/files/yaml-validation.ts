import type * as z from 'zod';
import type { Chemin, Constats, SurQuoi } from '../domain/constats/constat.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { reportInYaml, type YamlDocument } from './yaml-document.ts';

/** A fault of content, in words. */
interface Told {
  readonly message: string;
  readonly remede: string;
  readonly on?: SurQuoi;
}

const SEE = 'Voyez docs/dossier.md pour ce qui est attendu ici.';
const TYPES: Readonly<Record<string, string>> = {
  array: 'une liste est attendue',
  string: 'un texte est attendu',
  object: 'des clés avec leurs valeurs sont attendues',
  record: 'des clés avec leurs valeurs sont attendues',
};

const UNITS: Readonly<Record<string, string>> = { string: ' signes', array: ' éléments', record: ' clés' };

/** Checks the content of a document against a schema; tells each difference at its place, with the nearest known key. */
export function validateYaml<S extends z.ZodType>(
  document: YamlDocument,
  schema: S,
  constats: Constats,
): z.output<S> | undefined {
  return validateYamlPart(document, document.content(), [], schema, constats);
}

/** Unknown keys of one object for which a known one is looked for: beyond, the file is another one. */
const MAX_SUGGESTIONS = 100;
/** Beyond, a list of keys is no longer read. */
const MAX_LISTED = 9;

/** Checks a piece of a document by itself, as {@link validateYaml} does the whole: the others may be read all the same. */
export function validateYamlPart<S extends z.ZodType>(
  document: YamlDocument,
  content: unknown,
  from: Chemin,
  schema: S,
  constats: Constats,
): z.output<S> | undefined {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  const seen = new Set<string>();
  for (const fault of result.error.issues) {
    const path = fault.path.filter((key): key is string | number => typeof key !== 'symbol');
    const told =
      fault.code === 'unrecognized_keys'
        ? fault.keys.map((key, index) => ({
            chemin: [...path, key],
            ...unknownKey(key, index < MAX_SUGGESTIONS ? keysAt(schema, path) : []),
          }))
        : [{ chemin: path, ...sayFault(fault, path, valueAt(content, path)) }];
    for (const { chemin: at, message, remede, on } of told) {
      // What is blank may break several demands: it is one thing to fill in.
      const key = JSON.stringify([at, message]);
      if (seen.has(key)) continue;
      seen.add(key);
      reportInYaml(document, constats, 'E-YAML-CONTENU', [...from, ...at], message, remede, on);
    }
  }
  return undefined;
}

function sayFault(fault: z.core.$ZodIssue, path: Chemin, value: unknown): Told {
  const last = path.at(-1);
  const key = String(last ?? '');
  // The whole, or an element of a list, has no name to give: the excerpt shows it.
  const subject = typeof last === 'string' ? `« ${key} »` : '';
  const onSubject = subject === '' ? '' : `${subject} : `;
  if (value === undefined && path.length > 0)
    return { message: `il manque « ${key} »`, remede: `Ajoutez ${key} à cet endroit. ${SEE}` };
  if (value === undefined || value === null || value === '')
    return { message: `${subject === '' ? 'ceci' : subject} est vide`, remede: expected(fault) };
  if (fault.code === 'invalid_value')
    return {
      message: `${subject === '' ? 'ceci' : subject} ne peut pas valoir « ${String(value)} »`,
      remede: `Écrivez ${enumerate(fault.values.map(String))}.`,
    };
  if (fault.code === 'invalid_key')
    return { message: `« ${key} » : ${inFrench(fault.issues[0] ?? fault)}`, remede: SEE, on: 'cle' };
  if (fault.code === 'invalid_type' && TYPES[fault.expected] !== undefined && fault.message.startsWith('Invalid'))
    return { message: `${onSubject}${TYPES[fault.expected]}`, remede: SEE };
  return { message: `${onSubject}${inFrench(fault)}`, remede: SEE };
}

/** What zod says by itself is in English; what a schema says in words of its own is not touched. */
const WORDS_OF_ZOD = /^(?:Invalid|Too (?:small|big)|Unrecognized|Unknown|Expected|Missing)\b/;

function inFrench(fault: z.core.$ZodIssue): string {
  if (!WORDS_OF_ZOD.test(fault.message)) return fault.message;
  const unit = 'origin' in fault ? (UNITS[String(fault.origin)] ?? '') : '';
  if (fault.code === 'too_small')
    return unit === UNITS.string && Number(fault.minimum) === 1
      ? 'un texte est attendu, qui ne soit pas blanc'
      : `${String(fault.minimum)}${unit} au moins sont attendus`;
  if (fault.code === 'too_big') return `${String(fault.maximum)}${unit} au plus sont attendus`;
  if (fault.code === 'invalid_format') return 'la forme n’est pas celle qui est attendue';
  return 'ceci n’est pas ce qui est attendu';
}

/** What is expected where the schema says it in words of its own: that a text is blank is known already. */
function expected({ message }: z.core.$ZodIssue): string {
  if (message.startsWith('Invalid') || message.endsWith('est vide')) return SEE;
  return `Ici, ${message}. ${SEE}`;
}

function unknownKey(key: string, known: readonly string[]): Told {
  const nearest = nomLePlusProche(key, known);
  const remede =
    nearest === undefined
      ? known.length > 0 && known.length <= MAX_LISTED
        ? `Ici, ${known.length === 1 ? 'la seule clé est' : 'les clés sont'} ${enumerate(known).replace(/ ou (?=[^ ]+$)/, ' et ')}. Voyez docs/dossier.md.`
        : 'Voyez docs/dossier.md pour les clés connues.'
      : `Vouliez-vous écrire « ${nearest} » ? Voyez docs/dossier.md.`;
  return { message: `clé inconnue : « ${key} »`, remede, on: 'cle' };
}

function valueAt(content: unknown, path: Chemin): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    content,
  );
}

function enumerate(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} ou ${values.at(-1)}`;
}

/** The keys that a schema knows at a place. */
function keysAt(schema: z.ZodType, path: Chemin): string[] {
  let here = objectsIn(schema);
  for (const step of path)
    here = here.flatMap(({ def }) => {
      const { shape = {}, valueType, element } = def;
      const child = Object.hasOwn(shape, step) ? shape[String(step)] : (valueType ?? element);
      return child === undefined ? [] : objectsIn(child);
    });
  return [...new Set(here.flatMap(({ def: { shape = {} } }) => Object.keys(shape)))];
}

interface Container {
  readonly def: {
    readonly shape?: Readonly<Record<string, z.ZodType>>;
    readonly valueType?: z.ZodType;
    readonly element?: z.ZodType;
  };
}

/** The objects, records and lists that a schema is, whatever wraps it. */
function objectsIn(schema: z.ZodType, seen = new Set<unknown>()): Container[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const {
    innerType,
    options = [],
    in: input,
  } = schema.def as unknown as {
    readonly innerType?: z.ZodType;
    readonly options?: readonly z.ZodType[];
    readonly in?: z.ZodType;
  };
  const wrapped = [innerType, input, ...options].filter((inner) => inner !== undefined);
  if (wrapped.length > 0) return wrapped.flatMap((inner) => objectsIn(inner, seen));
  return [schema as unknown as Container];
}
