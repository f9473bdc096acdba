import { accrue, COMPONENT_OF, type InterestClass, type Segment } from '../loans/accrual.ts';
import type { FundRules } from '../policies/fundRules.ts';
import { later, type CalendarDate } from '../primitives/dates.ts';
import { ensure } from '../primitives/errors.ts';
import { asOwed } from '../loans/asOwed.ts';
import { factsUntil, type InterestComponent, type LoanFacts } from '../loans/facts.ts';
import { positive, sum, type Money } from '../primitives/money.ts';
import { openCredit } from '../loans/opening.ts';
import { position, type Standing } from '../loans/position.ts';
import { firstDayOf, lastDayOf, type Quarter } from '../primitives/quarters.ts';
import { unpaidInstalments } from '../loans/unpaidInstalments.ts';
import type { LoanTerms } from '../loans/terms.ts';

/** What a quarterly notice is asked for. */
export interface NoticeAsked {
  readonly quarter: Quarter;
  /** The facts dated until then count. */
  readonly issuedOn: CalendarDate;
  /** All is paid on this day, and nothing before it. */
  readonly payBy: CalendarDate;
}

/** An instalment of which something is to be paid. */
export interface NoticeInstalment {
  readonly dueOn: CalendarDate;
  readonly payableBy: CalendarDate;
  readonly amount: Money;
}

/** Interest of one class: brought forward + segments − settled since = owed − credit (R25). */
export interface NoticeInterest {
  /** What earlier periods left; below 0 where more was paid than they accrued. */
  readonly broughtForward: Money;
  /** Whole, from the last interest due date before the quarter on, cut only at the pay-by day. */
  readonly segments: readonly Segment[];
  /** Paid and waived since the segments begin. */
  readonly settledSince: Money;
  /** To pay, never below 0. */
  readonly owed: Money;
  readonly credit: Money;
}

/** What a borrower is asked to pay of one loan in a quarter (R25). */
export interface CollectionNotice {
  /** The day at whose close the loan was taken over (R33); null: its whole history is known. */
  readonly openedOn: CalendarDate | null;
  readonly standing: Standing;
  readonly principalOutstanding: Money;
  readonly overduePrincipal: Money;
  readonly principal: {
    /** Payable before the day of issue. */
    readonly overdue: readonly NoticeInstalment[];
    /** Due by the end of the quarter. */
    readonly dueInQuarter: readonly NoticeInstalment[];
    readonly total: Money;
  };
  /** The day on which the rows of interest begin; what was paid and waived since then is told. */
  readonly interestSince: CalendarDate;
  readonly interest: Readonly<Record<InterestComponent, NoticeInterest>>;
  readonly total: Money;
}

/**
 * The notice of a loan for a quarter; null where there is nothing to pay, or the loan is not disbursed or
 * settled on the day of issue (R25). One that is charged off gets it as it owes (R40).
 */
export function collectionNotice(
  terms: LoanTerms,
  known: LoanFacts,
  rules: FundRules,
  { quarter, issuedOn, payBy }: NoticeAsked,
): CollectionNotice | null {
  const facts = asOwed(known);
  const { standing, principal } = position(terms, facts, rules, issuedOn);
  if (standing !== 'in_term' && standing !== 'overdue') return null;
  const unpaid = unpaidInstalments(terms, facts, rules, issuedOn)
    .filter((each) => each.dueOn <= lastDayOf(quarter))
    .map(({ dueOn, payableBy, principalUnpaid }) => ({
      dueOn,
      payableBy,
      amount: principalUnpaid,
    }));
  const { since, interest } = interestUntil(
    terms,
    factsUntil(facts, issuedOn),
    rules,
    firstDayOf(quarter),
    payBy,
  );
  const asked = sum(unpaid.map((each) => each.amount));
  const total = sum([asked, ...Object.values(interest).map((each) => each.owed)]);
  if (total.isZero()) return null;
  return {
    openedOn: facts.opening?.on ?? null,
    standing,
    principalOutstanding: principal.outstanding,
    overduePrincipal: principal.overdue,
    principal: {
      overdue: unpaid.filter((each) => each.payableBy < issuedOn),
      dueInQuarter: unpaid.filter((each) => each.payableBy >= issuedOn),
      total: asked,
    },
    interestSince: since,
    interest,
    total,
  };
}

/**
 * The interest owed at a day, with its rows (R25). The rows begin on the last interest due date on
 * or before the quarter's first day. Receipts of that very day count as paid since, as in a
 * statement.
 */
function interestUntil(
  terms: LoanTerms,
  known: LoanFacts,
  rules: FundRules,
  quarterStart: CalendarDate,
  payBy: CalendarDate,
): { readonly since: CalendarDate; readonly interest: CollectionNotice['interest'] } {
  const accrual = accrue(terms, known, rules, payBy);
  const dueBefore = accrual.interestDues.filter(
    ({ isOfPeriod, dueOn }) => isOfPeriod && dueOn <= quarterStart,
  );
  const begin = accrual.plan?.firstDisbursedOn ?? quarterStart;
  // What was owed when a loan was taken over begins its rows (R33).
  const last = dueBefore.at(-1)?.dueOn ?? begin;
  const from = known.opening === null ? last : later(last, begin);
  const begins = (segment: Segment): boolean =>
    segment.from >= from || (segment.opening !== undefined && from === begin);
  const settledOf = (component: InterestComponent): { before: Money; since: Money } => {
    const settled = [
      ...known.repayments.map((each) => ({
        on: each.effectiveOn,
        amount: each.allocation[component],
      })),
      ...known.waivers
        .filter((each) => each.component === component)
        .map((each) => ({ on: each.effectiveOn, amount: each.amount })),
    ];
    const total = (those: typeof settled) => sum(those.map((each) => each.amount));
    // What was paid too much before a loan was taken over is brought forward (R13, R33).
    const open = openCredit(known.opening)[component];
    return {
      before: open.plus(total(settled.filter((each) => each.on < from))),
      since: total(settled.filter((each) => each.on >= from)),
    };
  };
  const ofClass = (of: InterestClass): NoticeInterest => {
    const all = accrual.segments.filter((segment) => segment.class === of);
    const segments = all.filter(begins);
    ensure(
      all.every((segment) => begins(segment) || segment.to <= from),
      'R3: a segment runs across an interest due date',
    );
    const interestOf = (those: readonly Segment[]) => sum(those.map((each) => each.interest));
    const { before, since: settledSince } = settledOf(COMPONENT_OF[of]);
    const earlier = all.filter((segment) => !begins(segment));
    const broughtForward = interestOf(earlier).minus(before);
    const owed = broughtForward.plus(interestOf(segments)).minus(settledSince);
    const { accrued, paid, waived } = accrual;
    const left = accrued[of].minus(paid[COMPONENT_OF[of]]).minus(waived[COMPONENT_OF[of]]);
    ensure(owed.equals(left), 'R25: the rows of a notice do not come to what is owed');
    return {
      broughtForward,
      segments,
      settledSince,
      owed: positive(owed),
      credit: positive(owed.negated()),
    };
  };
  return {
    since: from,
    interest: {
      inTermInterest: ofClass('in_term'),
      overdueInterest: ofClass('overdue'),
      lateInterest: ofClass('late'),
    },
  };
}
