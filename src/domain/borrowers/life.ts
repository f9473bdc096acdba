import type { CalendarDate } from '../primitives/dates.ts';

/** What a cooperative is from a day on (R30). */
export const LIFE_STATES = ['active', 'ceased_operation', 'dissolved', 'bankrupt'] as const;

export type LifeState = (typeof LIFE_STATES)[number];

/** Whether an entry says what the cooperative is from its day on. */
export function isLifeState(kind: string): kind is LifeState {
  return (LIFE_STATES as readonly string[]).includes(kind);
}

/** What a cooperative is on a day, since when, and by which document. */
export interface Life {
  readonly state: LifeState;
  /** Null: nothing was ever entered, so it is active. */
  readonly since: CalendarDate | null;
  readonly documentNumber: string | null;
}

/** An entry of the log that says what the cooperative is. */
export interface LifeEntry {
  readonly kind: string;
  readonly occurredOn: CalendarDate;
  readonly documentNumber: string | null;
}

/**
 * What a cooperative is at the close of a day (R30). A state entered again later goes on since it
 * began.
 *
 * @param entries those that stand, by date; at most one of a day is a state of life
 */
export function lifeAt(entries: readonly LifeEntry[], asOf: CalendarDate): Life {
  let life: Life = { state: 'active', since: null, documentNumber: null };
  for (const { kind, occurredOn, documentNumber } of entries) {
    if (!isLifeState(kind) || occurredOn > asOf) continue;
    const goesOn = life.since !== null && kind === life.state;
    if (!goesOn) life = { state: kind, since: occurredOn, documentNumber };
  }
  return life;
}
