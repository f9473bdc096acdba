const SECOND = 1_000;

const MINUTE = 60 * SECOND;

const HOUR = 60 * MINUTE;

/** How long after each attempt that fails the next one is made, as Standard Webhooks proposes. */
const PAUSES_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** How fast deliveries go. */
export interface Pace {
  /** How often it is looked for what is due, without being told that there is something. */
  readonly everyMs: number;
  /** An attempt ends by then, whatever the receiver does. */
  readonly timeoutMs: number;
  /** Whoever has claimed an event sends it by then; longer than an attempt. */
  readonly leaseMs: number;
  /** Behind the first attempt that fails, the second, …; the last one goes on for ever. */
  readonly pausesMs: readonly number[];
  /** A webhook is switched off once it has not accepted an event for so long. */
  readonly giveUpAfterMs: number;
}

export const PACE: Pace = {
  everyMs: SECOND,
  timeoutMs: 5 * SECOND,
  leaseMs: 30 * SECOND,
  pausesMs: PAUSES_MS,
  giveUpAfterMs: 5 * 24 * HOUR,
};

/** What the status of an answer says about an event; null: there was no answer. */
export function verdictOf(status: number | null): 'accepted' | 'gone' | 'failed' {
  if (status !== null && status >= 200 && status < 300) return 'accepted';
  return status === 410 ? 'gone' : 'failed';
}

/** How long a receiver may ask to be left alone. */
const LONGEST_HOLD_MS = 24 * HOUR;

/**
 * How long it is until the next attempt.
 *
 * @param tries how many have failed, 1 or more
 * @param asked what the receiver asked for, with 429 or 503; null: nothing
 */
export function pauseAfter({ pausesMs }: Pace, tries: number, asked: number | null): number {
  const pause = pausesMs[Math.min(tries, pausesMs.length) - 1] ?? LONGEST_HOLD_MS;
  return asked === null ? pause : Math.max(pause, heldFor(asked));
}

/** What a receiver asked for, within bounds. */
export const heldFor = (askedMs: number): number =>
  Math.min(Math.max(askedMs, SECOND), LONGEST_HOLD_MS);
