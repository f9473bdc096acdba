import fs from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

// Loaded into the service by the benchmarks alone (NODE_OPTIONS=--import): on SIGUSR2 it writes for how
// long the event loop was held at most since it was last asked, in milliseconds.

const RESOLUTION_MS = 1;

/** The timer must have run once after a hold, or the hold is not counted yet. */
const PAUSE_MS = 5;

const file = process.env['BENCH_LOOP_DELAY'];

if (isMainThread && file !== undefined) {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  const tell = () => {
    const longest = Math.max(0, delays.max / 1e6 - RESOLUTION_MS);
    delays.reset();
    fs.writeFileSync(`${file}.part`, String(longest));
    fs.renameSync(`${file}.part`, file);
  };
  process.on('SIGUSR2', () => setTimeout(tell, PAUSE_MS));
}
