import { isMainThread, workerData } from 'node:worker_threads';
import { answerInterruptions } from './files/interruption.ts';
import type { DemandeDeLecture } from './ingest/lecture-en-fil.ts';

// The tool is one file: the thread that reads large sources loads it too.
if (isMainThread) {
  answerInterruptions();
  const { runProgram } = await import('./cli/program.ts');
  await runProgram();
} else {
  const { tenirLeFilDeLecture } = await import('./ingest/lecture-en-fil.ts');
  await tenirLeFilDeLecture(workerData as DemandeDeLecture);
}
