/** Interrupts itself in the midst of what is not to be interrupted. */
import { setTimeout } from 'node:timers/promises';
import { holdInterruptions } from '../../../src/files/interruption.ts';

await holdInterruptions(async () => {
  process.kill(process.pid, 'SIGINT');
  await setTimeout(200);
  console.log('fait');
});
console.log('et ensuite');
