import { writeSync } from 'node:fs';
import { constants } from 'node:os';

/** What stops a program by the keyboard or by its machine. */
const SIGNAUX = ['SIGINT', 'SIGTERM'] as const;
const STDERR = 2;

/** What is to be tidied if the program is stopped now, the last begun last. */
const rangements = new Set<() => void>();
let ecoutes = 0;
/** How many pieces of work are under way that nothing interrupts, and what came meanwhile. */
let retenues = 0;
let enAttente: NodeJS.Signals | undefined;

/**
 * Has the program answer Ctrl-C and requests to stop: what is being made is tidied, one line says so on stderr, and the exit code
 * is that of the signal (130, 143).
 * @returns ends the listening
 */
export function answerInterruptions(): () => void {
  ecoutes += 1;
  if (ecoutes === 1) for (const signal of SIGNAUX) process.on(signal, repondre);
  return () => {
    ecoutes -= 1;
    if (ecoutes === 0) for (const signal of SIGNAUX) process.off(signal, repondre);
  };
}

/**
 * Tidies if the program is stopped while something is being made.
 * @param ranger leaves nothing behind
 * @returns to be called once it is made, or given up
 */
export function tidyIfInterrupted(ranger: () => void): () => void {
  const arreter = answerInterruptions();
  rangements.add(ranger);
  return () => {
    if (rangements.delete(ranger)) arreter();
  };
}

/** Does what must not be left half done: what would stop the program meanwhile is answered once it is done. */
export async function holdInterruptions<T>(work: () => Promise<T>): Promise<T> {
  const arreter = answerInterruptions();
  retenues += 1;
  try {
    return await work();
  } finally {
    retenues -= 1;
    const signal = enAttente;
    if (retenues === 0 && signal !== undefined) {
      enAttente = undefined;
      repondre(signal);
    }
    arreter();
  }
}

function repondre(signal: NodeJS.Signals): void {
  if (retenues > 0) {
    enAttente = signal;
    return;
  }
  const enCours = rangements.size > 0;
  for (const ranger of [...rangements].reverse()) {
    try {
      ranger();
    } catch {
      // The next run sweeps what does not go now.
    }
  }
  try {
    writeSync(STDERR, enCours ? 'Interrompu : rien n’a été écrit.\n' : 'Interrompu.\n');
  } catch {
    // Nobody reads any more.
  }
  process.exit(128 + constants.signals[signal]);
}
