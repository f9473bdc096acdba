// A service without its requests: what it does at set times, by a clock that runs ahead. Started by tests as a
// process of its own, to be killed.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, owner, fundId, begunAt, speed] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(path.join(dist, file)).href);

const { openDatabase } = await load('store/database/database.js');
const { Loop } = await load('jobs/loop.js');
const { Schedule } = await load('jobs/schedule.js');
const { dateInVietnam } = await load('usecases/view/clock.js');

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
