import { isMainThread, Worker } from 'node:worker_threads';

/** A thread keeps little: pieces of files pass through it. */
const MEMOIRE_JEUNE_MO = 12;

/**
 * Whether work can be given to another thread: when the tool runs as its one bundled file, which a thread can load too.
 * From TypeScript sources (in tests), all is done in this one, by the same code.
 */
export function canUseThreads(): boolean {
  return isMainThread && import.meta.url.endsWith('.js');
}

/** Starts a thread of the tool, and gives it its work. */
export function startThread(demande: object): Worker {
  return new Worker(new URL(import.meta.url), {
    workerData: demande,
    resourceLimits: { maxYoungGenerationSizeMb: MEMOIRE_JEUNE_MO },
  });
}

/** An error as it passes from a thread to another: structured clones lose what the file system adds to it. */
export interface ErreurDeFil {
  readonly message: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly path?: string;
}

/** An error made ready to pass to another thread. */
export function packError(erreur: unknown): ErreurDeFil {
  if (!(erreur instanceof Error)) return { message: String(erreur) };
  const { code, syscall, path } = erreur as NodeJS.ErrnoException;
  return {
    message: erreur.message,
    ...(code === undefined ? {} : { code }),
    ...(syscall === undefined ? {} : { syscall }),
    ...(path === undefined ? {} : { path }),
  };
}

/** The error that another thread met, as if it had been met here. */
export function unpackError({ message, ...reste }: ErreurDeFil): Error {
  return Object.assign(new Error(message), reste);
}
