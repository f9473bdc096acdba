import { Loop } from '../../src/jobs/loop.ts';
import { Schedule } from '../../src/jobs/schedule.ts';
import { openDatabase } from '../../src/store/database/database.ts';
import { dateInVietnam } from '../../src/usecases/view/clock.ts';

// A service without its requests: what it does at set times, by a clock that runs ahead. Started by tests as a
// process of its own, to be killed.

const [owner = '', fundId = '', begunAt = '', speed = ''] = process.argv.slice(2);

const now = () => new Date(+begunAt + (Date.now() - +begunAt) * +speed);
const log = {
  info: () => undefined,
  warn: (what: object, message: string) => console.error(message, what),
};
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
