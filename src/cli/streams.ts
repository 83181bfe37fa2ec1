import { writeSync } from 'node:fs';
import { clearProgress, showProgressOn } from '../files/progress.ts';
import { systemFailure } from '../files/unreadable.ts';
import type { Io, TextOutput } from './io.ts';

const STDERR = 2;
/** What the system says when who reads has left; the second is Windows. */
const READER_LEFT = new Set(['EPIPE', 'EOF']);

/**
 * Answers for the streams that a command tells things on. A reader that stops early, such as `| head`, is no failure: what was
 * to be done is done. A stream that cannot be written (`> fichier` on a full disk) is told once.
 * @param broken called when one of them could not be written
 */
export function guardStreams(streams: readonly NodeJS.WritableStream[], broken: () => void): void {
  let told = false;
  for (const stream of streams)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (READER_LEFT.has(error.code ?? '') || told) return;
      const failure = systemFailure(error);
      if (failure === undefined) throw error;
      told = true;
      broken();
      tellOnStderr(`Ce que la commande affiche n’a pas pu être écrit en entier : ${failure}.
Les documents demandés, eux, sont entiers ou absents. Envoyez l’affichage ailleurs, puis relancez.\n`);
    });
}

/** What commands tell things on; on a terminal, the line of progress goes before anything else comes. */
export function ioOf({ stdout, stderr, env }: Pick<NodeJS.Process, 'stdout' | 'stderr' | 'env'>): Io {
  if (stderr.isTTY && !env.CI && env.TERM !== 'dumb') {
    showProgressOn(stderr);
    // Nothing may have been told at the end, or the command was stopped.
    process.once('exit', clearProgress);
  }
  return { stdout: clearedFirst(stdout), stderr: clearedFirst(stderr), env };
}

function clearedFirst(stream: NodeJS.WriteStream): TextOutput {
  return {
    write: (text) => {
      clearProgress();
      return stream.write(text);
    },
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
  };
}

function tellOnStderr(text: string): void {
  try {
    writeSync(STDERR, text);
  } catch {
    // It may be the stream that fails.
  }
}
