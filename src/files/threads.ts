import { isMainThread, parentPort, type TransferListItem, Worker, workerData } from 'node:worker_threads';

/** A thread keeps little: pieces of files pass through it. In megabytes. */
const YOUNG_MEMORY = 24;
/** Far above what it keeps: the engine collects garbage sooner where it has less. In megabytes. */
const OLD_MEMORY = 256;
/** Batches that may wait to be taken: enough that neither thread idles, few enough that memory stays flat. */
const BATCHES_AHEAD = 4;

/** What a thread sends: batches of its work, then what it ends on, or the error that stopped it. */
type Message<Batch, End> = { readonly batch: Batch } | { readonly end: End } | { readonly error: ThreadError };

/** Sends a batch; where several wait to be taken, waits for one of them to be. */
export type SendBatch<Batch> = (batch: Batch, transfer: readonly TransferListItem[]) => void;

/** What a thread is started with. */
export interface ThreadData {
  readonly request: object;
  /** One number: how many batches were taken. A message for each would cost more than to take one. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** What a thread runs: the program as it was built. */
let program: URL | undefined;

/** Says where the program is that threads are to run. From TypeScript sources (in tests), nobody says so. */
export function runThreadsWith(url: string): void {
  program = new URL(url);
}

/** Whether work can be given to another thread; otherwise all is done in this one, by the same code. */
export function canUseThreads(): boolean {
  return isMainThread && program !== undefined;
}

/**
 * Has a thread of the tool do some work at once, and gives its batches as they are taken; those that never are do not keep the
 * program from ending.
 * @param request what to do: see {@link ThreadData}
 * @param youngMemory megabytes of what it made last that may wait to be sorted
 * @returns once all batches were taken, what the work ended on; throws the error that stopped it
 */
export function takeBatches<Batch, End>(
  request: object,
  youngMemory: number = YOUNG_MEMORY,
): AsyncGenerator<Batch, End> {
  if (program === undefined) throw new Error('aucun programme n’est à donner à un fil');
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const thread = new Worker(program, {
    workerData: { request, taken } satisfies ThreadData,
    resourceLimits: { maxYoungGenerationSizeMb: youngMemory, maxOldGenerationSizeMb: OLD_MEMORY },
  });
  const received: Message<Batch, End>[] = [];
  let wakeUp: (() => void) | undefined;
  const receive = (message: Message<Batch, End>) => {
    received.push(message);
    wakeUp?.();
  };
  thread.on('message', receive);
  thread.on('error', (error) => receive({ error: packError(error) }));
  thread.unref();
  async function* take(): AsyncGenerator<Batch, End> {
    thread.ref();
    try {
      for (;;) {
        const message = received.shift();
        if (message === undefined)
          await new Promise<void>((resolve) => {
            wakeUp = resolve;
          });
        else if ('batch' in message) {
          yield message.batch;
          Atomics.add(taken, 0, 1);
          Atomics.notify(taken, 0);
        } else if ('end' in message) return message.end;
        else throw Object.assign(new Error(message.error.message), message.error);
      }
    } finally {
      await thread.terminate();
    }
  }
  return take();
}

/** In the thread: does its work, and sends what comes of it to whoever takes it. */
export async function giveBatches<Batch, End>(work: (send: SendBatch<Batch>) => Promise<End>): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('ce code ne tourne que dans un fil');
  const { taken } = workerData as ThreadData;
  let sent = 0;
  const post = (message: Message<Batch, End>, transfer: readonly TransferListItem[] = []) =>
    port.postMessage(message, transfer);
  try {
    const end = await work((batch, transfer) => {
      post({ batch }, transfer);
      sent += 1;
      for (let known = Atomics.load(taken, 0); sent - known >= BATCHES_AHEAD; known = Atomics.load(taken, 0))
        Atomics.wait(taken, 0, known);
    });
    post({ end });
  } catch (error) {
    post({ error: packError(error) });
  }
}

/** An error as it passes from a thread to another: structured clones lose what the file system adds to it. */
interface ThreadError {
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly path?: string;
}

function packError(error: unknown): ThreadError {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack, code, syscall, path } = error as NodeJS.ErrnoException;
  const known = Object.entries({ stack, code, syscall, path }).filter(([, value]) => value !== undefined);
  return { message, ...Object.fromEntries(known) };
}
