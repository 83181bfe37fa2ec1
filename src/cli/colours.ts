import { Chalk, type ChalkInstance } from 'chalk';

/** Colours for a stream: only on a terminal, and never when `NO_COLOR` is set (https://no-color.org). */
export function coloursFor(flux: { readonly isTTY?: boolean }): ChalkInstance {
  const permises = flux.isTTY === true && !process.env.NO_COLOR;
  return new Chalk({ level: permises ? 1 : 0 });
}
