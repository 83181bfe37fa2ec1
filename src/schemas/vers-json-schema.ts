import * as z from 'zod';

type Noeud = Readonly<Record<string, unknown>>;

/** Where a schema holds values rather than other schemas. */
const VALEURS = new Set(['enum', 'const', 'default', 'defaultSnippets', 'enumDescriptions', 'required']);
const ENTIERS = ['0', '7', '12', '2012', '104008'];
const DECIMAUX = ['1.5', '0.25', '-3', '1e-3'];
const BOOLEENS = ['true', 'false'];

/**
 * The JSON Schema of a file of the dossier, for the editors that complete and check YAML: draft 7, the one they all know.
 * @returns the text of the file, the same each time
 */
export function versJsonSchema(schema: z.ZodType): string {
  const { $schema, definitions, ...reste } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  const [nommees, anonymes] = separer((definitions ?? {}) as Noeud);
  const complet = Object.keys(nommees).length === 0 ? reste : { ...reste, definitions: nommees };
  return `${JSON.stringify({ $schema, ...(commeUnEditeur(enPlace(complet, anonymes)) as Noeud) }, null, 2)}\n`;
}

/** A schema without definitions, as a piece to put by hand in another: what zod cannot say, JSON Schema can. */
export function enJson(schema: z.ZodType): Noeud {
  const { $schema: _, ...reste } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return reste;
}

/** The definitions that have a name, and those that zod had to make on the way of a cycle. */
function separer(definitions: Noeud): [nommees: Noeud, anonymes: Noeud] {
  const entrees = Object.entries(definitions);
  const estAnonyme = (nom: string) => nom.startsWith('__');
  return [
    Object.fromEntries(entrees.filter(([nom]) => !estAnonyme(nom))),
    Object.fromEntries(
      entrees.filter(([nom]) => estAnonyme(nom)).map(([nom, schema]) => [`#/definitions/${nom}`, schema]),
    ),
  ];
}

/** Puts what has no name where it is used; each cycle goes through a definition that has one. */
function enPlace(noeud: unknown, anonymes: Noeud): unknown {
  if (Array.isArray(noeud)) return noeud.map((element) => enPlace(element, anonymes));
  if (typeof noeud !== 'object' || noeud === null) return noeud;
  const { $ref } = noeud as Noeud;
  if (typeof $ref === 'string' && Object.hasOwn(anonymes, $ref)) return enPlace(anonymes[$ref], anonymes);
  return Object.fromEntries(Object.entries(noeud).map(([cle, valeur]) => [cle, enPlace(valeur, anonymes)]));
}

/**
 * The tool reads all of YAML as text; an editor reads `048` as a number and `true` as a boolean. What may be written so is
 * then accepted as such: where any number has the form of the text that is expected, numbers are.
 */
function commeUnEditeur(noeud: unknown, nomDeCle = false): unknown {
  if (Array.isArray(noeud)) return noeud.map((element) => commeUnEditeur(element, nomDeCle));
  if (typeof noeud !== 'object' || noeud === null) return noeud;
  const schema = noeud as Noeud;
  const entrees = Object.entries(schema)
    .filter(([cle, valeur]) => cle !== 'default' || typeof valeur !== 'object')
    .map(([cle, valeur]) => [
      cle,
      VALEURS.has(cle) ? valeur : commeUnEditeur(valeur, nomDeCle || cle === 'propertyNames'),
    ]);
  const converti = fondre(Object.fromEntries(entrees));
  const types = [schema.type].flat();
  if (nomDeCle || !types.includes('string') || schema.enum !== undefined || schema.const !== undefined) return converti;
  const [seul, ...autres] = [...new Set([...types, ...typesPossibles(schema.pattern)])];
  return { ...converti, type: autres.length === 0 ? seul : [seul, ...autres] };
}

const MOTS_DES_TYPES: Readonly<Record<string, RegExp>> = {
  array: /^(?:items|minItems)$/,
  object: /^(?:properties|required|additionalProperties|propertyNames|minProperties|maxProperties)$/,
  string: /^(?:pattern|patternErrorMessage|defaultSnippets)$/,
};

/**
 * Several kinds of values, a text or a list or keys, as one schema: each keyword only speaks of its own kind. It accepts
 * the same, and an editor then says what is wrong with the kind that was written, not that it could have been another.
 */
function fondre(schema: Noeud): Noeud {
  const { anyOf, ...reste } = schema;
  if (!Array.isArray(anyOf)) return schema;
  const faces = anyOf as Noeud[];
  const types = faces.flatMap(({ type }) => [type].flat());
  const fondable = faces.every((face) => Object.keys(face).every((cle) => cle === 'type' || parleDe(face, cle)));
  if (!fondable || new Set(types).size < types.length) return schema;
  return { ...reste, ...Object.assign({}, ...faces), type: types };
}

function parleDe({ type }: Noeud, cle: string): boolean {
  return [type].flat().some((genre) => MOTS_DES_TYPES[String(genre)]?.test(cle) ?? false);
}

function typesPossibles(motif: unknown): string[] {
  const forme = typeof motif === 'string' ? new RegExp(motif) : /(?:)/;
  const possible = (essais: readonly string[]) => essais.some((essai) => forme.test(essai));
  const nombres = possible(DECIMAUX) ? ['number'] : possible(ENTIERS) ? ['integer'] : [];
  return ['string', ...nombres, ...(possible(BOOLEENS) ? ['boolean'] : [])];
}
