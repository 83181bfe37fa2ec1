import { parentPort } from 'node:worker_threads';
import { type LotCsv, readBatches } from './csv-batches.ts';
import type { FichierLu, FormatCsv } from './csv-format.ts';
import { type ErreurDeFil, packError, startThread, unpackError } from './threads.ts';

/** Batches that may wait to be looked at: enough that neither thread idles, few enough that memory stays flat. */
const LOTS_D_AVANCE = 4;

type Message = { readonly lot: LotCsv } | { readonly fin: FichierLu } | { readonly erreur: ErreurDeFil };

/** What the reading thread is given. */
export interface DemandeDeLecture {
  readonly chemin: string;
  readonly format: FormatCsv;
}

/** The same as {@link readBatches}, parsed in a thread of its own. */
export async function* readBatchesInThread(chemin: string, format: FormatCsv): AsyncGenerator<LotCsv, FichierLu> {
  const demande: DemandeDeLecture = { chemin, format };
  const fil = startThread(demande);
  const recus: Message[] = [];
  let reveiller: (() => void) | undefined;
  const recevoir = (message: Message) => {
    recus.push(message);
    reveiller?.();
  };
  fil.on('message', recevoir);
  fil.on('error', (erreur) => recevoir({ erreur: packError(erreur) }));
  try {
    for (;;) {
      const message = recus.shift();
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          reveiller = resolve;
        });
      } else if ('lot' in message) {
        yield message.lot;
        fil.postMessage('suite');
      } else if ('fin' in message) {
        return message.fin;
      } else {
        throw unpackError(message.erreur);
      }
    }
  } finally {
    await fil.terminate();
  }
}

/** The reading thread: sends batches, a few ahead of who looks at them. */
export async function runCsvThread({ chemin, format }: DemandeDeLecture): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('ce code ne tourne que dans un fil');
  let credit = LOTS_D_AVANCE;
  let reveiller: (() => void) | undefined;
  port.on('message', () => {
    credit += 1;
    reveiller?.();
  });
  try {
    const lots = readBatches(chemin, format);
    for (;;) {
      const suivant = await lots.next();
      if (suivant.done) {
        port.postMessage({ fin: suivant.value } satisfies Message);
        break;
      }
      while (credit === 0)
        await new Promise<void>((resolve) => {
          reveiller = resolve;
        });
      credit -= 1;
      const lot = suivant.value;
      const { larges, longueurs, tailles, numeros, octets, fins } = lot;
      port.postMessage({ lot } satisfies Message, [
        larges.buffer,
        longueurs.buffer,
        tailles.buffer,
        numeros.buffer,
        octets.buffer,
        fins.buffer,
      ]);
    }
  } catch (erreur) {
    port.postMessage({ erreur: packError(erreur) } satisfies Message);
  }
}
