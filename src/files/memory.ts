import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects garbage now, between two large pieces of work: what one no longer needs is then not held on top of what the next
 * asks for, and an ordinary office PC has room for both. Changes no result; does nothing where the engine does not allow it.
 */
export function giveMemoryBack(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('typeof gc === "function" ? gc : undefined');
  if (typeof collect === 'function') collect();
}
