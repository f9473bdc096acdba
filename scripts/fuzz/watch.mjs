import fs from 'node:fs';
import http from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

// Loaded into the service by the fuzzer alone (NODE_OPTIONS=--import). On a port of this machine it tells
// for how long the event loop was held at most since it was last asked, in milliseconds, and how much
// memory is in use once what nobody needs is collected, in MiB. Time for which the machine had other
// work than this thread does not count, where the system tells so.

const BEAT_MS = 5;

const MIB = 1_048_576;

const file = process.env['FUZZ_WATCH'];

/** For how long the main thread was ready and did not run, in milliseconds; 0 where only Linux would tell. */
function notRunMs() {
  try {
    const [, delayed = '0'] = fs
      .readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8')
      .split(' ');
    return Number(delayed) / 1e6;
  } catch {
    return 0;
  }
}

if (isMainThread && file !== undefined) {
  delete process.env['NODE_OPTIONS'];
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  let heldMs = 0;
  let last = { at: performance.now(), notRunMs: notRunMs() };
  const beat = () => {
    const now = { at: performance.now(), notRunMs: notRunMs() };
    heldMs = Math.max(heldMs, now.at - last.at - (now.notRunMs - last.notRunMs) - BEAT_MS);
    last = now;
  };
  setInterval(beat, BEAT_MS).unref();
  const server = http.createServer((request, reply) => {
    beat();
    if (request.url === '/collected') collect();
    const { heapUsed, external } = process.memoryUsage();
    const usedMib = (heapUsed + external) / MIB;
    reply.end(JSON.stringify({ heldMs, usedMib, notRunMs: notRunMs() }));
    heldMs = 0;
    last = { at: performance.now(), notRunMs: notRunMs() };
  });
  server.listen(0, '127.0.0.1', () => {
    fs.writeFileSync(`${file}.part`, String(server.address().port));
    fs.renameSync(`${file}.part`, file);
  });
  server.unref();
}
