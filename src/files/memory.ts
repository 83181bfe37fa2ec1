import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects garbage now, between two large pieces of work: what one no longer needs is then not held on top of what the next
 * asks for, and an ordinary office PC has room for both: forty megabytes at the peak of 100 000 lines, for a tenth of a second
 * of processor (docs/decisions/0017). Changes no result; does nothing where the engine does not allow it.
 */
export function giveMemoryBack(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('typeof gc === "function" ? gc : undefined');
  if (typeof collect === 'function') collect();
}
