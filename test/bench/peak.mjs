// Loaded before a measured program: writes its peak memory, as the system counts it, when it ends.
import { writeFileSync } from 'node:fs';

process.on('exit', () =>
  writeFileSync(process.env.BENCH_PIC, JSON.stringify({ maxRSS: process.resourceUsage().maxRSS })),
);
