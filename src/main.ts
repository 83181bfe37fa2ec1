import { isMainThread, workerData } from 'node:worker_threads';
import { answerInterruptions } from './files/interruption.ts';
import { runThreadsWith, type ThreadData } from './files/threads.ts';
import type { PackageRequest } from './files/xlsx/write-package.ts';
import type { DemandeDeLecture } from './ingest/lecture-en-fil.ts';

// The threads that read large sources and compress workbooks run it too.
if (isMainThread) {
  answerInterruptions();
  // While it is torn down, Node answers signals no more: the work done would look killed. Leaving at once has no such moment.
  process.once('beforeExit', () => process.exit());
  runThreadsWith(import.meta.url);
  const { runProgram } = await import('./cli/program.ts');
  await runProgram();
} else if ('draft' in (workerData as ThreadData).request) {
  const { runPackageThread } = await import('./files/xlsx/write-package.ts');
  await runPackageThread((workerData as ThreadData).request as PackageRequest);
} else {
  const { tenirLeFilDeLecture } = await import('./ingest/lecture-en-fil.ts');
  await tenirLeFilDeLecture((workerData as ThreadData).request as DemandeDeLecture);
}
