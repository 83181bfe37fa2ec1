import { Chalk, type ChalkInstance } from 'chalk';

/** A stream of text, as much as commands ask of one. */
export interface TextOutput {
  write(text: string): unknown;
  /** Whether people read it as it comes. */
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Io {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Colours for a stream: only on a terminal, and never when `NO_COLOR` is set (https://no-color.org). */
export function coloursFor(io: Io, stream: 'stdout' | 'stderr'): ChalkInstance {
  const allowed = io[stream].isTTY === true && !io.env.NO_COLOR;
  return new Chalk({ level: allowed ? 1 : 0 });
}
