import { statSync } from 'node:fs';
import { canUseThreads, giveBatches, takeBatches } from '../threads.ts';
import { rezip } from './rezip.ts';

/** Bytes of a draft from which a thread gains more than it takes to start. */
const TAILLE_POUR_UN_FIL = 1 << 20;

/** What the thread is given: see {@link rezip}. */
export interface DemandeDeCompression {
  readonly brouillon: string;
  readonly document: string;
}

/** The same as {@link rezip}, in a thread of its own where the tool can have one: the caller may do something else meanwhile. */
export async function rezipInThread(brouillon: string, document: string): Promise<void> {
  if (!canUseThreads() || statSync(brouillon).size < TAILLE_POUR_UN_FIL) return rezip(brouillon, document);
  await takeBatches<never, undefined>({ brouillon, document } satisfies DemandeDeCompression).next();
}

/** In the thread: does what it was started for. */
export function runRezipThread({ brouillon, document }: DemandeDeCompression): Promise<void> {
  return giveBatches<never, undefined>(async () => {
    rezip(brouillon, document);
    return undefined;
  });
}
