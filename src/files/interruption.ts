import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import { clearProgress } from './progress.ts';

/** What stops a program by the keyboard or by its machine. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const STDERR = 2;

/** What is to be tidied if the program is stopped now, the last begun last. */
const tidyings = new Set<() => void>();
let listeners = 0;
/** How many pieces of work are under way that nothing interrupts, and what came meanwhile. */
let holds = 0;
let waiting: NodeJS.Signals | undefined;

/**
 * Has the program answer Ctrl-C and requests to stop: what is being made is tidied, one line says so on stderr, and the exit code
 * is that of the signal (130, 143).
 * @returns ends the listening
 */
export function answerInterruptions(): () => void {
  listeners += 1;
  if (listeners === 1) for (const signal of SIGNALS) process.on(signal, answer);
  return () => {
    listeners -= 1;
    if (listeners === 0) for (const signal of SIGNALS) process.off(signal, answer);
  };
}

/**
 * Tidies if the program is stopped while something is being made.
 * @param tidy leaves nothing behind
 * @returns to be called once it is made, or given up
 */
export function tidyIfInterrupted(tidy: () => void): () => void {
  const stop = answerInterruptions();
  tidyings.add(tidy);
  return () => {
    if (tidyings.delete(tidy)) stop();
  };
}

/** Does what must not be left half done: what would stop the program meanwhile is answered once it is done. */
export async function holdInterruptions<T>(work: () => Promise<T>): Promise<T> {
  const stop = answerInterruptions();
  holds += 1;
  try {
    return await work();
  } finally {
    holds -= 1;
    const signal = waiting;
    if (holds === 0 && signal !== undefined) {
      waiting = undefined;
      answer(signal);
    }
    stop();
  }
}

function answer(signal: NodeJS.Signals): void {
  if (holds > 0) {
    waiting = signal;
    return;
  }
  const ongoing = tidyings.size > 0;
  for (const tidy of [...tidyings].reverse()) {
    try {
      tidy();
    } catch {
      // The next run sweeps what does not go now.
    }
  }
  clearProgress();
  try {
    writeSync(STDERR, ongoing ? 'Interrompu : rien n’a été écrit.\n' : 'Interrompu.\n');
  } catch {
    // Nobody reads any more.
  }
  process.exit(128 + constants.signals[signal]);
}
