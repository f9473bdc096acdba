// A service without its requests: what it does at set times, by a clock that runs ahead. Started by tests as a
// process of its own, to be killed.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// Compiled, or the sources themselves.
const [folder, owner, fundId, begunAt, speed] = process.argv.slice(2);
const extension = path.basename(folder) === 'src' ? 'ts' : 'js';
const load = (file) => import(pathToFileURL(path.resolve(folder, `${file}.${extension}`)).href);

const { openDatabase } = await load('store/database/database');
const { Loop } = await load('jobs/loop');
const { Schedule } = await load('jobs/schedule');
const { dateInVietnam } = await load('usecases/view/clock');

const now = () => new Date(+begunAt + (Date.now() - begunAt) * speed);
const log = { info: () => undefined, warn: (what, message) => console.error(message, what.err) };
const database = openDatabase(owner, () => undefined);
const loop = new Loop(log);
new Schedule(
  {
    database,
    clock: { now, today: () => dateInVietnam(now()) },
    sendDeadlines: null,
    fundIds: async () => [fundId],
    backups: null,
    log,
    lookEveryMs: 50,
  },
  loop,
).start();
process.on('SIGTERM', () => void loop.stop().then(() => database.close()));
console.log('working');
