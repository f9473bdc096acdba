import { accrue, COMPONENT_OF, type Segment } from '../accrual.ts';
import type { FundRules } from '../../policies/fundRules.ts';
import { addDays, type CalendarDate } from '../../primitives/dates.ts';
import { ensure } from '../../primitives/errors.ts';
import { chargedOffOn, factsUntil, principalAt, type LoanFacts } from '../facts.ts';
import { CLASS_ORDER, pieceOf } from './interestListing.ts';
import { ZERO, type Money } from '../../primitives/money.ts';
import { position, type Position } from '../position.ts';
import type { LoanTerms } from '../terms.ts';

/** What a statement explains, column by column. */
export const COLUMNS = [
  'principal',
  'chargedOffPrincipal',
  'inTermInterest',
  'overdueInterest',
  'lateInterest',
] as const;

/** Principal outstanding and charged off, and interest owed (negative: a credit, R13), in đồng. */
export type Balances = Readonly<Record<(typeof COLUMNS)[number], Money>>;

/** What facts are called on their lines, in the order of the lines of one day. */
export const FACT_TYPES = [
  'disbursement',
  'repayment',
  'waiver',
  'charge_off',
  'restructuring',
  'rate_change',
  'freeze',
  'freeze_end',
  'recall',
  'recall_withdrawal',
  'debt_group_override',
] as const;

export type FactType = (typeof FACT_TYPES)[number];

interface Entry {
  readonly on: CalendarDate;
  /** What it adds to each balance. */
  readonly change: Balances;
}

interface FactEntry extends Entry {
  readonly type: FactType;
  /** Its place, from 0, among all facts of its type, in the order of `LoanFacts`. */
  readonly index: number;
}

interface InterestEntry extends Entry {
  /** `interest_in_opening` takes off what the opening has of the line before. */
  readonly type: 'interest' | 'interest_in_opening';
  readonly segment: Segment;
}

/** A line, with the balances after it. */
export type StatementLine = (FactEntry | InterestEntry) & { readonly balance: Balances };

/** A loan from day to day: the balances of `opening` and all changes sum to those of `closing`. */
export interface Statement {
  /** From the facts dated before `from` and the interest of the days before it. */
  readonly opening: Position;
  readonly lines: readonly StatementLine[];
  /** The position at the close of `to`. */
  readonly closing: Position;
}

const NO_CHANGE: Balances = {
  principal: ZERO,
  chargedOffPrincipal: ZERO,
  inTermInterest: ZERO,
  overdueInterest: ZERO,
  lateInterest: ZERO,
};

/** The columns of a statement at a position. */
export function balancesOf(at: Position): Balances {
  return {
    principal: at.principal.outstanding,
    chargedOffPrincipal: at.principal.chargedOff,
    inTermInterest: at.inTermInterest.owed,
    overdueInterest: at.overdueInterest.owed,
    lateInterest: at.lateInterest.owed,
  };
}

function plus(a: Balances, b: Balances): Balances {
  const total = { ...a };
  for (const column of COLUMNS) total[column] = a[column].plus(b[column]);
  return total;
}

/** What each fact changes, by type. */
function factEntries(facts: LoanFacts): FactEntry[] {
  const chargedOff = chargedOffOn(facts);
  // Only later receipts are recoveries (R14 e): those of its own day come before a charge-off.
  const principal = (on: CalendarDate, amount: Money): Partial<Balances> =>
    chargedOff !== null && on > chargedOff
      ? { chargedOffPrincipal: amount }
      : { principal: amount };
  const unchanging = (on: CalendarDate) => ({ on, change: {} });
  const dated: Record<FactType, readonly { on: CalendarDate; change: Partial<Balances> }[]> = {
    disbursement: facts.disbursements.map(({ effectiveOn: on, amount }) => ({
      on,
      change: principal(on, amount),
    })),
    repayment: facts.repayments.map(({ effectiveOn: on, allocation }) => ({
      on,
      change: {
        ...principal(on, allocation.principal.negated()),
        inTermInterest: allocation.inTermInterest.negated(),
        overdueInterest: allocation.overdueInterest.negated(),
        lateInterest: allocation.lateInterest.negated(),
      },
    })),
    waiver: facts.waivers.map(({ effectiveOn: on, component, amount }) => ({
      on,
      change: { [component]: amount.negated() },
    })),
    charge_off: facts.chargeOffs.map(({ effectiveOn: on }) => {
      const { disbursed, repaid } = principalAt(facts, on);
      const unpaid = disbursed.minus(repaid);
      return { on, change: { principal: unpaid.negated(), chargedOffPrincipal: unpaid } };
    }),
    restructuring: facts.restructurings.map((each) => unchanging(each.decidedOn)),
    rate_change: facts.rateChanges.map((each) => unchanging(each.effectiveOn)),
    freeze: facts.freezes.map((each) => unchanging(each.from)),
    freeze_end: facts.freezes.flatMap(({ to }) => (to === null ? [] : [unchanging(to)])),
    recall: facts.recalls.map((each) => unchanging(each.decidedOn)),
    recall_withdrawal: facts.recalls.flatMap(({ withdrawnOn }) =>
      withdrawnOn === null ? [] : [unchanging(withdrawnOn)],
    ),
    debt_group_override: facts.debtGroupOverrides.map((each) => unchanging(each.effectiveOn)),
  };
  return FACT_TYPES.flatMap((type) =>
    dated[type].map(({ on, change }, index) => ({
      type,
      index,
      on,
      change: { ...NO_CHANGE, ...change },
    })),
  );
}

/** Whole segments with days from `from` on, each less the part of it before `from`. */
function interestEntries(segments: readonly Segment[], from: CalendarDate): InterestEntry[] {
  return segments
    .filter((segment) => segment.to > from)
    .toSorted((a, b) => CLASS_ORDER[a.class] - CLASS_ORDER[b.class])
    .flatMap((segment) => {
      const { to: on } = segment;
      const change = (interest: Money): Balances => ({
        ...NO_CHANGE,
        [COMPONENT_OF[segment.class]]: interest,
      });
      const whole = { type: 'interest', on, segment, change: change(segment.interest) } as const;
      if (segment.from >= from) return [whole];
      const part = pieceOf(segment, segment.from, from);
      const less = change(part.interest.negated());
      return [whole, { type: 'interest_in_opening', on, segment: part, change: less } as const];
    });
}

/**
 * Explains a loan from the opening of `from` to the close of `to` (R3, R15): every fact dated from
 * the one to the other, and whole segments of interest, each on the day on which it ends, which is
 * `to` at the latest. Of a segment that began before `from` a second line takes off what the opening
 * has of it. On one day interest comes first, then the facts in the order of `FACT_TYPES`.
 *
 * @param window `from` is not after `to`
 */
export function statement(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
): Statement {
  const known = factsUntil(facts, to);
  const accrual = accrue(terms, known, rules, to);
  const opening = position(terms, factsUntil(facts, addDays(from, -1)), rules, from);
  const closing = position(terms, facts, rules, to);
  // Lines of one day stay in this order.
  const entries = [
    ...interestEntries(accrual.segments, from),
    ...factEntries(facts).filter(({ on }) => from <= on && on <= to),
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  let balance = balancesOf(opening);
  const lines = entries.map((entry) => {
    balance = plus(balance, entry.change);
    return { ...entry, balance };
  });
  const closed = balancesOf(closing);
  const addsUp = COLUMNS.every((column) => balance[column].equals(closed[column]));
  ensure(addsUp, 'the opening and the lines of a statement sum to its closing');
  return { opening, lines, closing };
}
