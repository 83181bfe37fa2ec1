// Loaded before a measured program: writes what it cost, as the system counts it, when it ends — peak memory in KB, and the
// microseconds of processor that all its threads took.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(process.env.BENCH_PIC, JSON.stringify({ maxRSS, userCPUTime, systemCPUTime }));
  });
