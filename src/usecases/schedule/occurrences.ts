import { Cron } from 'croner';
import type { Work, WorkSetting } from '../../domain/schedule/work.ts';

// The one file that knows the library which reckons with the clock.

/** When a kind of work is done. */
export type Timing = Pick<WorkSetting, 'isOn' | 'at' | 'day' | 'weekday'>;

/** Viet Nam keeps one time all year: no hour is ever left out or there twice. */
const ZONE = 'Asia/Ho_Chi_Minh';

/** Second, minute, hour, day of the month, month, day of the week. */
function patternOf(work: Work, { at, day, weekday }: Timing): string {
  const [hour = '0', minute = '0'] = at.split(':');
  const time = `0 ${+minute} ${+hour}`;
  switch (work) {
    case 'month-end':
      return `${time} ${day ?? 1} * *`;
    case 'quarter-notices':
      return `${time} ${day ?? 1} 1,4,7,10 *`;
    case 'deadlines-mail':
      return `${time} * * ${(weekday ?? 1) % 7}`;
    case 'housekeeping':
    case 'backup':
      return `${time} * * *`;
  }
}

const CLOCKS = new Map<string, Cron>();

/** Those that were made before: there are no more of them than settings. */
function clockOf(pattern: string): Cron {
  const known = CLOCKS.get(pattern) ?? new Cron(pattern, { timezone: ZONE, paused: true });
  CLOCKS.set(pattern, known);
  return known;
}

/** The next instant after another at which a kind of work comes due, in milliseconds since 1970. */
export function nextAfter(work: Work, timing: Timing, instantMs: number): number | null {
  return clockOf(patternOf(work, timing)).nextRun(new Date(instantMs))?.getTime() ?? null;
}
