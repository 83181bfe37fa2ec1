import { isMainThread, workerData } from 'node:worker_threads';
import type { DemandeDeLecture } from './files/csv-thread.ts';
import { answerInterruptions } from './files/interruption.ts';

// The tool is one file: the thread that reads CSV files loads it too.
if (isMainThread) {
  answerInterruptions();
  const { runProgram } = await import('./cli/program.ts');
  await runProgram();
} else {
  const { runCsvThread } = await import('./files/csv-thread.ts');
  await runCsvThread(workerData as DemandeDeLecture);
}
