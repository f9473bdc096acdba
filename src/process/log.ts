import { pino, stdTimeFunctions, type Logger } from 'pino';
import { errorForLog } from './errorForLog.ts';

/** The service's log: a JSON line per event on stdout, without what opens the fund's data. */
export function createLog(): Logger {
  // Written beside the work: a process that is killed may lose the lines of its last moment.
  const output = pino.destination({ dest: 1, sync: false });
  return pino(
    {
      level: 'info',
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: errorForLog },
      redact: ['req.headers.authorization', '*.headers.authorization', 'headers.authorization'],
    },
    output,
  );
}
