import type { z } from 'zod';
import type { Chemin, Constats, SurQuoi } from '../domain/constats/constat.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { reportInYaml, type YamlDocument } from './yaml-document.ts';

/** A fault of content, in words. */
interface Told {
  readonly message: string;
  readonly remede: string;
  readonly sur?: SurQuoi;
}

const SEE = 'Voyez docs/dossier.md pour ce qui est attendu ici.';
const TYPES: Readonly<Record<string, string>> = {
  array: 'une liste est attendue',
  string: 'un texte est attendu',
  object: 'des clés avec leurs valeurs sont attendues',
  record: 'des clés avec leurs valeurs sont attendues',
};

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

/** Checks a piece of a document by itself, as {@link validateYaml} does the whole: the others may be read all the same. */
export function validateYamlPart<S extends z.ZodType>(
  document: YamlDocument,
  contenu: unknown,
  depuis: Chemin,
  schema: S,
  constats: Constats,
): z.output<S> | undefined {
  const resultat = schema.safeParse(contenu);
  if (resultat.success) return resultat.data;
  const vues = new Set<string>();
  const connues = knownKeys(schema);
  for (const faute of resultat.error.issues) {
    const chemin = faute.path.filter((cle): cle is string | number => typeof cle !== 'symbol');
    const dites =
      faute.code === 'unrecognized_keys'
        ? faute.keys.map((cle, rang) => ({
            chemin: [...chemin, cle],
            ...unknownKey(cle, rang < MAX_SUGGESTIONS ? connues : []),
          }))
        : [{ chemin, ...sayFault(faute, chemin, valueAt(contenu, chemin)) }];
    for (const { chemin: ou, message, remede, sur } of dites) {
      // What is blank may break several demands: it is one thing to fill in.
      const cle = JSON.stringify([ou, message]);
      if (vues.has(cle)) continue;
      vues.add(cle);
      reportInYaml(document, constats, 'E-YAML-CONTENU', [...depuis, ...ou], message, remede, sur);
    }
  }
  return undefined;
}

function sayFault(faute: z.core.$ZodIssue, chemin: Chemin, valeur: unknown): Told {
  const derniere = chemin.at(-1);
  const cle = String(derniere ?? '');
  // The whole, or an element of a list, has no name to give: the excerpt shows it.
  const sujet = typeof derniere === 'string' ? `« ${cle} »` : '';
  const surLeSujet = sujet === '' ? '' : `${sujet} : `;
  if (valeur === undefined && chemin.length > 0)
    return { message: `il manque « ${cle} »`, remede: `Ajoutez ${cle} à cet endroit. ${SEE}` };
  if (valeur === undefined || valeur === null || valeur === '')
    return { message: `${sujet === '' ? 'ceci' : sujet} est vide`, remede: SEE };
  if (faute.code === 'invalid_value')
    return {
      message: `${sujet === '' ? 'ceci' : sujet} ne peut pas valoir « ${String(valeur)} »`,
      remede: `Écrivez ${enumerate(faute.values.map(String))}.`,
    };
  if (faute.code === 'invalid_key')
    return { message: `« ${cle} » : ${faute.issues[0]?.message ?? faute.message}`, remede: SEE, sur: 'cle' };
  if (faute.code === 'invalid_type' && TYPES[faute.expected] !== undefined && faute.message.startsWith('Invalid'))
    return { message: `${surLeSujet}${TYPES[faute.expected]}`, remede: SEE };
  return { message: `${surLeSujet}${faute.message}`, remede: SEE };
}

function unknownKey(cle: string, connues: readonly string[]): Told {
  const proche = nomLePlusProche(cle, connues);
  const remede =
    proche === undefined
      ? 'Voyez docs/dossier.md pour les clés connues.'
      : `Vouliez-vous écrire « ${proche} » ? Voyez docs/dossier.md.`;
  return { message: `clé inconnue : « ${cle} »`, remede, sur: 'cle' };
}

function valueAt(contenu: unknown, chemin: Chemin): unknown {
  return chemin.reduce<unknown>(
    (valeur, cle) => (typeof valeur === 'object' && valeur !== null ? Reflect.get(valeur, cle) : undefined),
    contenu,
  );
}

function enumerate(valeurs: readonly string[]): string {
  return valeurs.length < 2 ? valeurs.join('') : `${valeurs.slice(0, -1).join(', ')} ou ${valeurs.at(-1)}`;
}

/** All the keys that a schema knows, whatever the level: enough to suggest one. */
function knownKeys(schema: z.ZodType, cles = new Set<string>(), vus = new Set<unknown>()): string[] {
  if (vus.has(schema)) return [...cles];
  vus.add(schema);
  for (const [nom, valeur] of Object.entries<unknown>({ ...schema.def })) {
    if (nom === 'shape') for (const cle of Object.keys(valeur as object)) cles.add(cle);
    const suivants = nom === 'shape' ? Object.values(valeur as object) : [valeur].flat();
    for (const suivant of suivants)
      if (typeof suivant === 'object' && suivant !== null && 'def' in suivant)
        knownKeys(suivant as z.ZodType, cles, vus);
  }
  return [...cles];
}
