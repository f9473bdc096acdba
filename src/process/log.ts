import { pino, stdTimeFunctions, type Logger } from 'pino';

/** The service's log: a JSON line per event on stdout, without what opens the fund's data. */
export function createLog(): Logger {
  return pino({
    level: 'info',
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    redact: ['req.headers.authorization', '*.headers.authorization', 'headers.authorization'],
  });
}
