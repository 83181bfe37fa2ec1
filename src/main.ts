import { isMainThread, workerData } from 'node:worker_threads';
import { CODES_DE_SORTIE } from './domain/constats/refus.ts';
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
  // Deprecations inside the libraries are for us, at build time; an officer can do nothing about them.
  process.noDeprecation = true;
  const { guardStreams, ioOf } = await import('./cli/streams.ts');
  guardStreams([process.stdout, process.stderr], () => {
    // The command sets its own code when it ends: this one comes after.
    process.once('exit', () => {
      process.exitCode = CODES_DE_SORTIE.donnees;
    });
  });
  const { runProgram } = await import('./cli/program.ts');
  process.exitCode = await runProgram(process.argv.slice(2), ioOf(process));
} else if ('draft' in (workerData as ThreadData).request) {
  const { runPackageThread } = await import('./files/xlsx/write-package.ts');
  await runPackageThread((workerData as ThreadData).request as PackageRequest);
} else {
  const { tenirLeFilDeLecture } = await import('./ingest/lecture-en-fil.ts');
  await tenirLeFilDeLecture((workerData as ThreadData).request as DemandeDeLecture);
}
