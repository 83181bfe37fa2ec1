import type * as z from 'zod';
import type { Jaune } from '../compile/jaune.ts';
import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Chemin, Constats, SurQuoi } from '../domain/constats/constat.ts';
import type { Geographie } from '../domain/lieux/geographie.ts';
import type { Pont } from './pont.ts';

/** What a block of `declarations.yaml` is understood with, before any line is known. */
export interface MatiereDUnBloc {
  readonly jaune: Pick<Jaune, 'enTete'>;
  readonly geographie: Geographie;
  /** The folder of the tables of the tool. */
  readonly donnees: string;
  /** Tells what is wrong with a key of its block of `declarations.yaml`. */
  refuser(code: CodeConstat, chemin: Chemin, message: string, remede: string, sur?: SurQuoi): void;
}

/** What an export is made from. */
export interface MatiereDExport extends MatiereDUnBloc {
  readonly jaune: Jaune;
  readonly constats: Constats;
}

/** A file that an export writes: the same jaune gives the same bytes. */
export interface FichierExporte {
  readonly nom: string;
  readonly contenu: string | Uint8Array;
}

export interface ExportFait {
  readonly fichiers: readonly FichierExporte[];
  readonly pont: Pont;
  /** Those of what is declared on another base: bases are never added up. */
  readonly autresPonts?: readonly Pont[];
  /** What the officer must know before it is sent: what is not mapped, with euros. */
  readonly remarques: readonly string[];
}

/**
 * A declaration or an open format that the same lines are written in. Its module is all that the tool adds for it, with its entry in
 * `exports.ts`.
 */
export interface Export<Schema extends z.ZodType = z.ZodType, Lu = unknown> {
  /** What the dossier says for it, in its block of `declarations.yaml`; it must accept `{}` when nothing is needed. */
  readonly schema: Schema;
  /** Which files it writes, for an exercice: a folder that holds others is not replaced. */
  fichiers(exercice: string): readonly string[];
  /**
   * Understands its block; tells what is wrong with it that the schema cannot tell: codes, shares, conditions. Nothing is exported
   * with a block at fault. What is understood serves one export: it learns which of its entries served.
   */
  lire(declare: z.output<Schema>, matiere: MatiereDUnBloc): Lu;
  exporter(lu: Lu, matiere: MatiereDExport): Promise<ExportFait> | ExportFait;
}

/** What the help and editors are told of an export: the rest is only loaded for who exports, or has a block for it. */
export interface ExportAnnonce {
  /** What `--vers` calls it, and its block of `declarations.yaml`. */
  readonly nom: string;
  readonly titre: string;
  /** The block of `declarations.yaml` that it reads, when it is that of another: they say the same euros. */
  readonly bloc?: string;
  readonly charger: () => Promise<Export>;
}
