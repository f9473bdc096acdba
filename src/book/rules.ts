import type { FundRules } from '../domain/policies/fundRules.ts';
import type { Policies } from '../domain/policies/policies.ts';
import { policiesOf } from '../domain/policies/policyJson.ts';
import { bookedMovements, type BookedMovement } from '../domain/fund/capital.ts';
import type { FundCash } from '../domain/fund/cash.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { compareText } from '../domain/primitives/lists.ts';
import type { StoredCapitalMovement } from '../store/fund/capitalMovement.ts';
import type { StoredDocumentSettings } from '../store/fund/documentSettings.ts';
import type { StoredFund } from '../store/fund/fund.ts';
import type { StoredFundChange } from '../store/fund/fundChange.ts';
import type { StoredFundPlan } from '../store/fund/fundPlan.ts';
import type { StoredHolidayList } from '../store/fund/holiday.ts';
import type { StoredLendingSuspension } from '../store/fund/lendingSuspension.ts';
import type { StoredPolicy } from '../store/fund/policy.ts';
import type { HolidayListEntry } from '../store/fund/holiday.ts';
import type { LendingSuspensionEntry } from '../store/fund/lendingSuspension.ts';
import type { Fund } from './fund.ts';
import { lastChange } from './kept.ts';
import { movementsTakenOver } from './opening.ts';
import { countingOn, isKnownAt, knownLength, lastStanding, shownAt, standsAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

/** For each year put by `knownAt` its last list, by year. */
export function listHolidays({ book }: OfBook, knownAt: Date): StoredHolidayList[] {
  const instant = knownAt.getTime();
  const lastByYear = new Map<number, HolidayListEntry>();
  for (const list of book.holidayLists) {
    if (standsAt(list, instant)) lastByYear.set(list.year, list);
  }
  return [...lastByYear.values()]
    .toSorted((a, b) => a.year - b.year)
    .map((list) => shownAt(list, instant));
}

const byWeight = (a: StoredPolicy, b: StoredPolicy): number =>
  compareText(a.name, b.name) ||
  compareText(a.effectiveOn ?? '', b.effectiveOn ?? '') ||
  (a.recordedAt?.getTime() ?? 0) - (b.recordedAt?.getTime() ?? 0);

/** The fund's policies known at `knownAt`, by name and then by weight: the last that covers a day. */
export function listPolicies({ book }: OfBook, knownAt: Date): StoredPolicy[] {
  const instant = knownAt.getTime();
  const entered = book.policies
    .filter((each) => isKnownAt(each, instant))
    .map((each) => {
      const { reversedAt: _, ...policy } = shownAt(each, instant);
      return policy;
    });
  return [...book.defaultPolicies, ...entered].toSorted(byWeight);
}

/** Holidays and policies as known at `knownAt`; the same object for as long as neither changes. */
export function loadRules(fund: OfBook, knownAt: Date): FundRules {
  const { book } = fund;
  return book.rules.of(lastChange(book.rulesChanges, knownAt.getTime()), () => {
    const lists = listHolidays(fund, knownAt);
    return {
      holidays: new Set(lists.flatMap((list) => list.dates)),
      workingDays: new Set(lists.flatMap((list) => list.workingDays)),
      policies: policiesOf(listPolicies(fund, knownAt)),
    };
  });
}

/** What the fund's policies say, as known at `knownAt`. */
export function loadPolicies(fund: OfBook, knownAt: Date): Policies {
  return loadRules(fund, knownAt).policies;
}

/** The movement, also where it was reversed. */
export function findCapitalMovement(
  { book }: OfBook,
  id: string,
  knownAt: Date,
): StoredCapitalMovement | null {
  const entry = book.facts.get(id);
  const instant = knownAt.getTime();
  if (entry?.factKind !== 'capital_movement' || !isKnownAt(entry, instant)) return null;
  return shownAt(entry, instant);
}

/** The movements by date, reversed ones included. */
export function listCapitalMovements({ book }: OfBook, knownAt: Date): StoredCapitalMovement[] {
  const instant = knownAt.getTime();
  return book.movements
    .filter((each) => isKnownAt(each, instant))
    .map((each) => shownAt(each, instant));
}

/** The movements that count in figures, by the day of their booking, and the capital taken over (R18, R32, R42). */
export function movementsBooked(fund: OfBook, knownAt: Date): BookedMovement[] {
  return [
    ...movementsTakenOver(fund, knownAt),
    ...bookedMovements(listCapitalMovements(fund, knownAt)),
  ];
}

/**
 * The change of the available principal on each day that has one, by date, of the facts that stood at
 * `knownAt`, of all sources and of each (R18, R34); the same object for as long as no money moves.
 */
export function cashAsKnown({ book }: OfBook, knownAt: Date): FundCash {
  const at = lastChange(book.moneyChanges, knownAt.getTime());
  return book.cashByDay.of(at, () =>
    at === (book.moneyChanges.at(-1) ?? 0)
      ? book.cash.sums()
      : book.cash.without(book.log.slice(knownLength(book.log, at)), book),
  );
}

/** The plan recorded last; it may have no entries. Null: there was never one. */
export function findFundPlan({ book }: OfBook, knownAt: Date): StoredFundPlan | null {
  const last = lastStanding(book.fundPlans, knownAt.getTime());
  return last && shownAt(last, knownAt.getTime());
}

const decided = (entry: LendingSuspensionEntry, instant: number): StoredLendingSuspension => ({
  ...shownAt(entry, instant),
  decidedOn: entry.decidedOn ?? entry.effectiveOn,
});

/** The suspension in force on a day (R19): null where none is, or the last decision lifts it. */
export function suspensionInForce(
  { book }: OfBook,
  on: CalendarDate,
  knownAt: Date,
): StoredLendingSuspension | null {
  const instant = knownAt.getTime();
  const last = book.suspensions.findLast(
    (each) => each.effectiveOn <= on && standsAt(each, instant),
  );
  return last?.suspended === true ? decided(last, instant) : null;
}

/** The last decision that counts only from a takeover after a day on, as it was taken before; null: there is none. */
export function carriedOverAfter(
  { book }: OfBook,
  day: CalendarDate,
  knownAt: Date,
): StoredLendingSuspension | null {
  const instant = knownAt.getTime();
  const last = book.suspensions.findLast(
    (each) => each.decidedOn !== undefined && day < each.effectiveOn && standsAt(each, instant),
  );
  return last === undefined ? null : decided(last, instant);
}

/** The change recorded last, whatever its date: what a PUT replaces. */
export function lastLendingSuspension(
  { book }: OfBook,
  knownAt: Date,
): StoredLendingSuspension | null {
  const instant = knownAt.getTime();
  const [last] = book.suspensions
    .filter((each) => standsAt(each, instant))
    .toSorted((a, b) => b.recordedAt - a.recordedAt);
  return last === undefined ? null : decided(last, instant);
}

/** The fund as it is called on a day, as known at an instant. */
export function fundAt({ book }: OfBook, asOf: CalendarDate, knownAt: Date): StoredFund {
  const counting = countingOn(book.fundChanges, knownAt.getTime(), asOf);
  if (counting === null) return book.fund;
  const { name, province } = counting;
  return { ...book.fund, name, province };
}

/** What the fund was called, in the order recorded, after what it was created with. */
export function listFundChanges({ book }: OfBook, knownAt: Date): StoredFundChange[] {
  const instant = knownAt.getTime();
  return book.fundChanges
    .filter((each) => isKnownAt(each, instant))
    .map((each) => shownAt(each, instant));
}

/** The settings recorded last; null: there were never any. */
export function findDocumentSettings(
  { book }: OfBook,
  knownAt: Date,
): StoredDocumentSettings | null {
  const last = lastStanding(book.documentSettings, knownAt.getTime());
  return last && shownAt(last, knownAt.getTime());
}
