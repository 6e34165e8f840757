// Loaded into a server by --import: on SIGUSR2, collects garbage (--expose-gc) and appends its memory use to a file.
import { appendFileSync } from 'node:fs';

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  appendFileSync(process.env.BENCH_MEMORY_FILE, `${JSON.stringify(process.memoryUsage())}\n`);
});
