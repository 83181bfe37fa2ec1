import * as z from 'zod';
import type { EnTete } from '../domain/dossier/dossier.ts';
import { finDesNoms, suiteDuJour } from '../domain/dossier/edition-nommee.ts';
import type { FichierPese } from './sommes.ts';

/** The Data Package file of an edition. */
export const PAQUET = 'datapackage.json';

/** What an edition was made from, and with. */
export interface Provenance {
  readonly version: string;
  /** Files of the dossier, as paths in it. */
  readonly entrees: readonly FichierPese[];
  /** Tables and templates of the tool, as paths in it. */
  readonly outil: readonly FichierPese[];
}

/** A column of a CSV, and what a Data Package calls that which it holds. */
export interface ColonneTypee {
  readonly nom: string;
  readonly type: 'string' | 'integer';
  readonly description?: string;
}

/** What is told of a CSV to whoever loads it. */
export interface TableTypee {
  readonly colonnes: readonly ColonneTypee[];
  /** Raised when what a column means changes. */
  readonly forme?: number;
}

const FORMATS: Readonly<Record<string, { format: string; mediatype: string }>> = {
  html: { format: 'html', mediatype: 'text/html' },
  xlsx: { format: 'xlsx', mediatype: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { format: 'csv', mediatype: 'text/csv' },
  json: { format: 'json', mediatype: 'application/json' },
};

/**
 * `datapackage.json` as text (Data Package, https://datapackage.org): the documents with their sizes, digests and, for CSVs,
 * their columns; what they were made from; what made them. Keys keep their order.
 * @param tables what each CSV holds, by its name
 */
export function ecrireLePaquet(
  enTete: EnTete,
  documents: readonly FichierPese[],
  { version, entrees, outil }: Provenance,
  tables: ReadonlyMap<string, TableTypee>,
): string {
  const { exercice, titre, collectivite, dateEdition, edition } = enTete;
  const peser = ({ nom, octets, sha256 }: FichierPese) => ({ path: nom, bytes: octets, hash: `sha256:${sha256}` });
  const paquet = {
    name: `jaune-${finDesNoms(enTete)}`,
    title: `${titre}, ${collectivite}, ${exercice}${suiteDuJour(enTete)}`,
    created: `${dateEdition}T00:00:00Z`,
    version: exercice,
    contributors: [{ title: `jaune ${version}`, roles: ['compiler'] }],
    jaune: { version, exercice, collectivite, ...(edition && { edition: edition.nom }) },
    sources: entrees.map((entree) => ({ title: entree.nom, ...peser(entree) })),
    outil: outil.map(peser),
    resources: documents.map((document) => ({
      name: document.nom.toLowerCase().replace(/[^a-z0-9.-]/g, '-'),
      path: document.nom,
      ...FORMATS[document.nom.slice(document.nom.lastIndexOf('.') + 1)],
      ...tableDe(tables.get(document.nom)),
      bytes: document.octets,
      hash: `sha256:${document.sha256}`,
    })),
  };
  return `${JSON.stringify(paquet, undefined, 2)}\n`;
}

function tableDe(table: TableTypee | undefined) {
  if (table === undefined) return {};
  const { colonnes, forme } = table;
  return {
    ...(forme !== undefined && { forme }),
    encoding: 'utf-8',
    dialect: { delimiter: ';', lineTerminator: '\n' },
    schema: { fields: colonnes.map(({ nom, ...reste }) => ({ name: nom, ...reste })) },
  };
}

const pese = z.object({
  path: z.string().min(1),
  bytes: z.number().int().nonnegative(),
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});
const schema = z.object({
  jaune: z.object({
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    exercice: z.string().regex(/^\d{4}$/),
    collectivite: z.string().default(''),
    edition: z.string().default(''),
  }),
  sources: z.array(pese),
  outil: z.array(pese),
  resources: z.array(pese),
});

export interface PaquetLu extends Provenance {
  readonly exercice: string;
  /** Empty where it was not said. */
  readonly collectivite: string;
  /** What the edition is called; empty where it is called nothing. */
  readonly edition: string;
  readonly documents: readonly FichierPese[];
}

const versionsDites = z.object({
  jaune: z.object({ version: z.string() }),
  contributors: z.array(z.object({ title: z.string() })),
});

/** The versions that a package file says made the edition, in its two places. */
export function lireLaVersionDuPaquet(texte: string): readonly string[] {
  try {
    const lu = versionsDites.safeParse(JSON.parse(texte)).data;
    if (lu === undefined) return [];
    const parties = lu.contributors.flatMap(({ title }) => /^jaune (.+)$/.exec(title)?.slice(1) ?? []);
    return [lu.jaune.version, ...parties];
  } catch {
    return [];
  }
}

/** Reads a package file; nothing when it is none. Where its paths lead is for who follows them to check. */
export function lireLePaquet(texte: string): PaquetLu | undefined {
  let lu: z.ZodSafeParseResult<z.output<typeof schema>>;
  try {
    lu = schema.safeParse(JSON.parse(texte));
  } catch {
    return undefined;
  }
  if (!lu.success) return undefined;
  const peses = (fichiers: readonly z.output<typeof pese>[]): FichierPese[] =>
    fichiers.map(({ path, bytes, hash }) => ({ nom: path, octets: bytes, sha256: hash.slice('sha256:'.length) }));
  const { jaune, sources, outil, resources } = lu.data;
  return { ...jaune, entrees: peses(sources), outil: peses(outil), documents: peses(resources) };
}
