import { isMainThread, workerData } from 'node:worker_threads';
import { answerInterruptions } from './files/interruption.ts';
import type { RezipRequest } from './files/xlsx/rezip-thread.ts';
import type { DemandeDeLecture } from './ingest/lecture-en-fil.ts';

// The tool is one file: the threads that read large sources and compress workbooks load it too.
if (isMainThread) {
  answerInterruptions();
  const { runProgram } = await import('./cli/program.ts');
  await runProgram();
} else if ('draft' in workerData) {
  const { runRezipThread } = await import('./files/xlsx/rezip-thread.ts');
  await runRezipThread(workerData as RezipRequest);
} else {
  const { tenirLeFilDeLecture } = await import('./ingest/lecture-en-fil.ts');
  await tenirLeFilDeLecture(workerData as DemandeDeLecture);
}
