import type { CalendarDate } from './dates.ts';

/** What a cooperative is from a day on (R30). */
export const LIFE_STATES = ['active', 'ceased_operation', 'dissolved', 'bankrupt'] as const;

export type LifeState = (typeof LIFE_STATES)[number];

/** What the collection log keeps of a borrower (R30). */
export const COLLECTION_KINDS = [
  'meeting_with_committee',
  'meeting_with_cooperative',
  'call',
  'promise',
  'capital_misused',
  'capital_ineffective',
  'refuses_to_pay',
  'debt_confirmation',
  'means_check',
  ...LIFE_STATES,
] as const;

export type CollectionKind = (typeof COLLECTION_KINDS)[number];

/** Whether an entry says what the cooperative is from its day on. */
export function isLifeState(kind: CollectionKind): kind is LifeState {
  return (LIFE_STATES as readonly CollectionKind[]).includes(kind);
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
  readonly kind: CollectionKind;
  readonly occurredOn: CalendarDate;
  readonly documentNumber: string | null;
}

/**
 * What a cooperative is at the close of a day; a state entered again goes on since it began (R30).
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
