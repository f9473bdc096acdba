import type { FundRules } from '../policies/fundRules.ts';
import { dateOf, dayOf, yearOf, type CalendarDate, type Day } from '../primitives/dates.ts';
import { moneyOf } from '../primitives/dong.ts';
import { ensure } from '../primitives/errors.ts';
import type { LoanFacts } from '../loans/facts.ts';
import { dayList, END_OF_DAYS } from '../primitives/datedSums.ts';
import { foldOf, type Fold } from '../loans/fold/fold.ts';
import type { LoanDays } from '../loans/fold/loanDays.ts';
import { unpaidOfInstalment, type PlanDays } from '../loans/fold/planDays.ts';
import type { Money } from '../primitives/money.ts';
import { Principal } from '../loans/principal.ts';
import type { LoanTerms } from '../loans/terms.ts';

/**
 * How principal comes to be in default and ceases to be. `becameOverdue` adds to it. Receipts
 * (`collected`) take from it, and so does what is no money (`otherwise`): a restructuring, a recall
 * withdrawn.
 */
export const DEFAULT_FLOWS = ['becameOverdue', 'collected', 'otherwise'] as const;

export type DefaultFlow = (typeof DEFAULT_FLOWS)[number];

/** What changed the principal of a loan that is in default, on one day. */
export interface DefaultMovement {
  readonly on: CalendarDate;
  readonly flow: DefaultFlow;
  /** Above 0, whichever way it flows. */
  readonly amount: Money;
}

/** The days on which principal may come to be in default, or cease to be, oldest first. */
function defaultDays({ lent, paid, chargedOffDay }: LoanDays, { versions }: PlanDays): Int32Array {
  const afterPayable = versions.map((each) => each.payableBy.map((day) => day + 1));
  // The end of all days stays where it is.
  for (const days of afterPayable) days[days.length - 1] = END_OF_DAYS;
  const starts = versions.map((each) => each.from);
  return dayList(lent.days, paid.days, [chargedOffDay], starts, ...afterPayable);
}

/**
 * Movements of a loan by day, in typed lists: of all loans of a fund they are many. What leaves default
 * is parted by the years in which it became overdue: first in, first out.
 */
export interface DefaultParts {
  readonly days: Int32Array;
  /** Places in `DEFAULT_FLOWS`. */
  readonly flows: Uint8Array;
  /** In đồng. */
  readonly amounts: BigInt64Array;
  readonly yearsOfDefault: Int16Array;
}

const NO_PARTS: DefaultParts = {
  days: new Int32Array(0),
  flows: new Uint8Array(0),
  amounts: new BigInt64Array(0),
  yearsOfDefault: new Int16Array(0),
};

interface Part {
  readonly day: Day;
  readonly flow: DefaultFlow;
  readonly amount: bigint;
  readonly yearOfDefault: number;
}

/** Principal in default by the years in which it became overdue. */
class Lots {
  readonly #lots: { readonly year: number; left: bigint }[] = [];
  #oldest = 0;

  add(year: number, amount: bigint): void {
    this.#lots.push({ year, left: amount });
  }

  /** Takes an amount from the oldest, and gives what comes of each year. */
  take(amount: bigint): { readonly year: number; readonly amount: bigint }[] {
    const parts: { year: number; amount: bigint }[] = [];
    let left = amount;
    while (left !== 0n) {
      const lot = this.#lots[this.#oldest];
      ensure(lot !== undefined, 'no more leaves default than is in it');
      const part = lot.left < left ? lot.left : left;
      parts.push({ year: lot.year, amount: part });
      lot.left -= part;
      left -= part;
      if (lot.left === 0n) this.#oldest += 1;
    }
    return parts;
  }
}

/**
 * What was in default when a loan was taken over (R33), by the first day past due of each instalment; what is
 * overdue beside them, as the whole loan is, by that of the oldest.
 */
function takenOverLots({ version, repaid }: Principal, day: Day, inDefault: bigint) {
  const lots: { readonly day: Day; amount: bigint }[] = [];
  let left = inDefault;
  for (let place = 0; (version.payableBy[place] ?? END_OF_DAYS) < day; place += 1) {
    const amount = unpaidOfInstalment(version, place, repaid);
    if (amount === 0n) continue;
    lots.push({ day: (version.payableBy[place] ?? 0) + 1, amount });
    left -= amount;
  }
  const [oldest] = lots;
  if (oldest !== undefined) oldest.amount += left;
  return lots;
}

/** All that the facts of a loan say of its default by one plan, also after the day asked for. */
function partsBy(loan: LoanDays, plan: PlanDays): Part[] {
  const principal = new Principal(loan, plan);
  const lots = new Lots();
  const parts: Part[] = [];
  let inDefault = 0n;
  let repaid = 0n;
  for (const day of defaultDays(loan, plan).subarray(0, -1)) {
    principal.close(day, day - 1);
    const closing = principal.isChargedOff ? principal.unpaid : principal.overdue;
    const paid = principal.repaid - repaid;
    const collected = paid < inDefault ? paid : inDefault;
    const rise = closing - (inDefault - collected);
    const leave = (flow: DefaultFlow, leaving: bigint): void => {
      for (const { year, amount } of lots.take(leaving)) {
        parts.push({ day, flow, amount, yearOfDefault: year });
      }
    };
    leave('collected', collected);
    if (rise < 0n) leave('otherwise', -rise);
    if (rise > 0n) {
      const isTakenOver = loan.opening?.day === day;
      const lotsOfDay = isTakenOver ? takenOverLots(principal, day, rise) : [{ day, amount: rise }];
      for (const { day: since, amount } of lotsOfDay) {
        const year = +yearOf(dateOf(since));
        lots.add(year, amount);
        parts.push({ day, flow: 'becameOverdue', amount, yearOfDefault: year });
      }
    }
    inDefault = closing;
    repaid = principal.repaid;
  }
  return parts;
}

function packed(parts: readonly Part[]): DefaultParts {
  if (parts.length === 0) return NO_PARTS;
  return {
    days: Int32Array.from(parts, (part) => part.day),
    flows: Uint8Array.from(parts, (part) => DEFAULT_FLOWS.indexOf(part.flow)),
    amounts: BigInt64Array.from(parts, (part) => part.amount),
    yearsOfDefault: Int16Array.from(parts, (part) => part.yearOfDefault),
  };
}

/** The last history asked for of each loan, and the plan that it goes by. */
const KEPT = new WeakMap<Fold, { readonly plan: PlanDays; readonly parts: DefaultParts }>();

/**
 * The parts of `defaultHistory`, how many of them are of the days until `until`, and the day after which what is
 * collected is income and no capital (R40).
 */
export function defaultParts(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  until: CalendarDate,
): {
  readonly parts: DefaultParts;
  readonly count: number;
  readonly recoversIncomeAfterDay: Day;
} {
  const fold = foldOf(terms, facts, rules);
  const last = dayOf(until);
  const plan = fold.planOn(last);
  const { recoversIncomeAfterDay } = fold.days;
  if (plan === null) return { parts: NO_PARTS, count: 0, recoversIncomeAfterDay };
  let kept = KEPT.get(fold);
  if (kept?.plan !== plan) {
    kept = { plan, parts: packed(partsBy(fold.days, plan)) };
    KEPT.set(fold, kept);
  }
  const { parts } = kept;
  let count = parts.days.length;
  while (count > 0 && (parts.days[count - 1] ?? 0) > last) count -= 1;
  return { parts, count, recoversIncomeAfterDay };
}

/**
 * The history of a loan's principal in default up to the close of `until`, oldest first (R6, R14 e,
 * R15). Principal in default at the close of a day is the overdue principal of the position, and
 * what is charged off and not yet recovered. Principal paid on its first day past due never was in
 * default. `collected` on a day is what the receipts of the day paid of the principal in default at
 * the close of the day before; receipts settle the oldest first. All else that a day changes is one
 * movement, up or down; on one day it follows what was collected.
 */
export function defaultHistory(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  until: CalendarDate,
): DefaultMovement[] {
  const { parts, count } = defaultParts(terms, facts, rules, until);
  const movements: DefaultMovement[] = [];
  for (let place = 0; place < count; place += 1) {
    const on = dateOf(parts.days[place] ?? 0);
    const flow = DEFAULT_FLOWS[parts.flows[place] ?? 0] ?? 'otherwise';
    const amount = moneyOf(parts.amounts[place] ?? 0n);
    const before = movements.at(-1);
    // The parts of one movement follow each other.
    if (before?.on === on && before.flow === flow) {
      movements[movements.length - 1] = { on, flow, amount: before.amount.plus(amount) };
    } else movements.push({ on, flow, amount });
  }
  return movements;
}
