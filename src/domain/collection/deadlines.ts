import { payableBy, type FundRules } from '../policies/fundRules.ts';
import { COMPONENTS } from '../loans/facts.ts';
import { paidDays, paidUntil } from '../loans/fold/moneyDays.ts';
import { unpaidInstalments } from '../loans/unpaidInstalments.ts';
import { moneyOf } from '../primitives/dong.ts';
import { atOnce, type InTurns } from '../primitives/turns.ts';
import { addDays, dayOf, type CalendarDate } from '../primitives/dates.ts';
import type { Positioned } from '../loans/portfolio.ts';
import { compareText, groupBy } from '../primitives/lists.ts';
import { min, sum, ZERO } from '../primitives/money.ts';
import { deadlineInForce } from '../loans/recalls.ts';
import { versionInForce, type Policies } from '../policies/policies.ts';
import {
  DEADLINE_KINDS,
  type Deadline,
  type PromiseLeft,
  type DeadlineFacts,
  OF_LOAN,
  isAsked,
} from './deadlineKinds.ts';
import { aroundLoans, limitationToSue } from './limitation.ts';
import { collateralDeadlines } from './collateralDeadlines.ts';
import { deadlinesOfCase } from './caseTerms.ts';

/** What is to be paid of a loan: instalments not paid, and all of it by the deadline of a recall. */
function paymentsOf(
  { loan, position }: Positioned[number],
  rules: FundRules,
  until: CalendarDate | null,
): Deadline[] {
  const { asOf, standing } = position;
  if (!isAsked(standing)) return [];
  const { borrower, terms, facts } = loan;
  const ofLoan = { ...OF_LOAN, borrower, loan };
  const recalledBy = deadlineInForce(facts.recalls, asOf);
  const unpaid = unpaidInstalments(terms, facts, rules, asOf);
  const instalments = unpaid
    .filter(({ dueOn }) => dueOn !== recalledBy && (until === null || dueOn <= until))
    .map(({ dueOn, payableBy: by, principalUnpaid: amount }) => {
      const kind = 'instalment' as const;
      return { ...ofLoan, kind, dueOn, payableBy: by, ground: 'contract' as const, amount };
    });
  if (recalledBy === null) return instalments;
  const recalled: Deadline = {
    ...ofLoan,
    kind: 'recall_deadline',
    dueOn: recalledBy,
    payableBy: payableBy(recalledBy, rules),
    ground: 'recall',
    // Instalments due before it keep their dates (R14 b).
    amount: unpaid.find((each) => each.dueOn === recalledBy)?.principalUnpaid ?? ZERO,
  };
  return [...instalments, recalled];
}

/** What is left of a notice: its total less what was received after it was issued (R25). */
function noticesLeft(facts: DeadlineFacts, rules: FundRules): Deadline[] {
  if (facts.notices.length === 0) return [];
  const noticeOf = new Map(facts.notices.map((each) => [each.loanId, each]));
  return facts.positioned.flatMap(({ loan, position }): Deadline[] => {
    const notice = noticeOf.get(loan.id);
    if (notice === undefined) return [];
    const paid = paidDays(loan.books.bookings.repayments);
    const until = (day: CalendarDate): bigint =>
      COMPONENTS.map((each) => paidUntil(paid, each, dayOf(day))).reduce((a, b) => a + b);
    const received = moneyOf(until(position.asOf) - until(notice.issuedOn));
    const amount = min(notice.total.minus(received), position.payoff);
    if (!amount.greaterThan(ZERO)) return [];
    const { payBy: dueOn } = notice;
    return [
      {
        ...OF_LOAN,
        kind: 'notice_pay_by',
        dueOn,
        payableBy: payableBy(dueOn, rules),
        ground: 'notice',
        borrower: loan.borrower,
        loan,
        amount,
      },
    ];
  });
}

const OF_BORROWER = { ...OF_LOAN, loan: null };

function deadlineOfPromise({ borrower, promisedOn, dueOn, left }: PromiseLeft): Deadline {
  return {
    ...OF_BORROWER,
    kind: 'promise',
    dueOn: promisedOn,
    payableBy: dueOn,
    ground: 'promise',
    borrower,
    amount: left,
  };
}

/**
 * Until when the claim against a bankrupt borrower is to be filed (R30, Law on Bankruptcy art. 66).
 * The claim is listed until that day only, because nothing tells whether it was filed.
 */
function creditorClaims(
  { positioned, bankruptSince }: DeadlineFacts,
  policies: Policies,
  asOf: CalendarDate,
): Deadline[] {
  const owing = positioned.filter(({ position }) => !position.payoff.isZero());
  return [...groupBy(owing, ({ loan }) => loan.borrower.id).values()].flatMap(
    (loans): Deadline[] => {
      const [first] = loans;
      const since = first === undefined ? null : bankruptSince(first.loan.borrower.id);
      if (first === undefined || since === null) return [];
      const { value, sourceDocument: law } = versionInForce(policies, 'creditorClaimDays', since);
      const dueOn = addDays(since, value);
      if (dueOn < asOf) return [];
      const { borrower } = first.loan;
      const amount = sum(loans.map(({ position }) => position.payoff));
      return [
        {
          ...OF_BORROWER,
          kind: 'creditor_claim',
          dueOn,
          payableBy: dueOn,
          ground: 'bankrupt',
          since,
          law,
          borrower,
          amount,
        },
      ];
    },
  );
}

/** The order of deadlines of one day. */
export function inOrder(a: Deadline, b: Deadline): number {
  const contract = (of: Deadline): string => of.loan?.terms.contractNumber ?? '';
  return (
    DEADLINE_KINDS.indexOf(a.kind) - DEADLINE_KINDS.indexOf(b.kind) ||
    compareText(a.borrower.code, b.borrower.code) ||
    compareText(contract(a), contract(b)) ||
    compareText(a.litigationCaseId ?? '', b.litigationCaseId ?? '') ||
    compareText(a.collateral?.description ?? '', b.collateral?.description ?? '') ||
    compareText(a.collateral?.id ?? '', b.collateral?.id ?? '')
  );
}

/**
 * What is to be done up to a day, soonest first, some loans at a time; what has passed without it
 * stands first (R27).
 *
 * @param until the last day of interest; null: all that is to be done
 */
export function* deadlinesInTurns(
  facts: DeadlineFacts,
  rules: FundRules,
  { asOf, until }: { readonly asOf: CalendarDate; readonly until: CalendarDate | null },
  loansPerTurn: number,
): InTurns<Deadline[]> {
  const { policies } = rules;
  const around = aroundLoans(facts);
  const byDay = new Map<CalendarDate, Deadline[]>();
  const list = (deadlines: readonly Deadline[]): void => {
    for (const each of deadlines) {
      if (until !== null && each.dueOn > until) continue;
      const others = byDay.get(each.dueOn);
      if (others === undefined) byDay.set(each.dueOn, [each]);
      else others.push(each);
    }
  };
  for (const [index, positioned] of facts.positioned.entries()) {
    if (index > 0 && index % loansPerTurn === 0) yield;
    list(limitationToSue(around, positioned, policies));
    list(paymentsOf(positioned, rules, until));
  }
  yield;
  for (const file of facts.cases) list(deadlinesOfCase(file, asOf, facts.enforcementLog, policies));
  list(noticesLeft(facts, rules));
  list(facts.promises.map(deadlineOfPromise));
  list(creditorClaims(facts, policies, asOf));
  list(collateralDeadlines(facts, policies, asOf));
  const ordered: Deadline[] = [];
  let sinceTurn = loansPerTurn;
  for (const day of [...byDay.keys()].toSorted()) {
    if (sinceTurn >= loansPerTurn) {
      yield;
      sinceTurn = 0;
    }
    const ofDay = (byDay.get(day) ?? []).toSorted(inOrder);
    sinceTurn += ofDay.length;
    for (const each of ofDay) ordered.push(each);
  }
  return ordered;
}

/** All that is to be done, soonest first; what has passed without it stands first (R27). */
export function deadlinesAt(
  facts: DeadlineFacts,
  rules: FundRules,
  asOf: CalendarDate,
): Deadline[] {
  const loansPerTurn = facts.positioned.length + 1;
  return atOnce(deadlinesInTurns(facts, rules, { asOf, until: null }, loansPerTurn));
}
