import fs from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Loaded into the service by the benchmarks alone (NODE_OPTIONS=--import): on SIGUSR2 it writes for how
// long the event loop was held at most since it was last asked, in milliseconds: the time that the
// processor worked at it, where the system tells that, for what else the machine does is no hold of ours.

const RESOLUTION_MS = 1;

/** The timer must have run once after a hold, or the hold is not counted yet. */
const PAUSE_MS = 5;

const NS_PER_MS = 1e6;

const file = process.env['BENCH_LOOP_DELAY'];

/** For how long the main thread has worked, in milliseconds; null where the system does not tell. */
function clockOfWork() {
  try {
    // Linux: nanoseconds at work, nanoseconds waiting for a processor, turns.
    const from = fs.openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
    const bytes = Buffer.alloc(64);
    return () => {
      const length = fs.readSync(from, bytes, 0, bytes.length, 0);
      return Number(bytes.toString('latin1', 0, length).split(' ')[0]) / NS_PER_MS;
    };
  } catch {
    return null;
  }
}

if (isMainThread && file !== undefined) {
  const now = clockOfWork() ?? (() => performance.now());
  let last = now();
  let longest = 0;
  setInterval(() => {
    const at = now();
    longest = Math.max(longest, at - last);
    last = at;
  }, RESOLUTION_MS).unref();
  const tell = () => {
    fs.writeFileSync(`${file}.part`, String(longest));
    fs.renameSync(`${file}.part`, file);
    longest = 0;
  };
  process.on('SIGUSR2', () => setTimeout(tell, PAUSE_MS));
}
