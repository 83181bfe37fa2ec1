import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Below this heap, in bytes, a compile has room to spare, and collecting would take a tenth of the time of its documents. */
const SMALL_HEAP = 80 << 20;

/**
 * Collects garbage now, between two large pieces of work: what one no longer needs is then not held on top of what the next
 * asks for, and an ordinary office PC has room for both: forty megabytes at the peak of 100 000 lines, for a tenth of a second
 * of processor (docs/decisions/0017). Changes no result; does nothing where there is little, or where the engine does not allow it.
 */
export function giveMemoryBack(): void {
  if (getHeapStatistics().total_heap_size < SMALL_HEAP) return;
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('typeof gc === "function" ? gc : undefined');
  if (typeof collect === 'function') collect();
}
