import { payableBy, type FundRules } from '../policies/fundRules.ts';
import { COMPONENTS } from '../loans/facts.ts';
import { paidDays, paidUntil } from '../loans/fold/moneyDays.ts';
import { unpaidInstalments } from '../loans/unpaidInstalments.ts';
import { countUntil } from '../primitives/datedSums.ts';
import { moneyOf } from '../primitives/dong.ts';
import { atOnce, type InTurns } from '../primitives/turns.ts';
import { addDays, addMonths, dayOf, daysBetween, type CalendarDate } from '../primitives/dates.ts';
import type { Borrower } from '../borrowers/borrower.ts';
import type { LoanOfFund, Positioned } from '../loans/portfolio.ts';
import { compareText, groupBy } from '../primitives/lists.ts';
import { isPending, stageAt, type CaseFile, type FiledStage, type Stage } from '../court/stages.ts';
import { min, sum, ZERO, type Money } from '../primitives/money.ts';
import { deadlineInForce } from '../loans/recalls.ts';
import { versionInForce, type Policies } from '../policies/policies.ts';

/** What runs out (R27). */
export const DEADLINE_KINDS = [
  'limitation_to_sue',
  'appeal',
  'enforcement_request',
  'means_recheck',
  'hearing',
  'next_step',
  'recall_deadline',
  'instalment',
  'interest',
  'notice_pay_by',
  'promise',
  'creditor_claim',
] as const;

/** What a deadline runs from or rests on: a stage of the case, or one of these. */
export const DEADLINE_GROUNDS = [
  'oldest_unpaid',
  'part_payment',
  'debt_confirmation',
  'means_check',
  'recall',
  'contract',
  'notice',
  'promise',
  'bankrupt',
] as const;

/** A day by which something is to be done, and why. */
export interface Deadline {
  readonly kind: (typeof DEADLINE_KINDS)[number];
  readonly dueOn: CalendarDate;
  /** The day by which it is met: for payments the next working day, else `dueOn` (R6, R27). */
  readonly payableBy: CalendarDate;
  readonly ground: Stage | (typeof DEADLINE_GROUNDS)[number];
  /** The day from which it runs; null: it was set as a day. */
  readonly since: CalendarDate | null;
  /** Days since then that do not count, as the debt was before the courts. */
  readonly daysNotCounted: number;
  /** Null where it rests on what was agreed, decided or notified. */
  readonly law: string | null;
  readonly borrower: Borrower;
  readonly loan: LoanOfFund | null;
  readonly litigationCaseId: string | null;
  /** What is to be paid by then. */
  readonly amount: Money | null;
}

/** A debt confirmation that was signed, or a look at the borrower's means (R30). */
export interface Logged {
  readonly occurredOn: CalendarDate;
  readonly cooperativeId: string;
  /**
   * Empty: all of the borrower's. A confirmation of the debt says nothing of contracts signed
   * later.
   */
  readonly loanIds: readonly string[];
}

/** A promise to pay that was not kept yet, with what is left of it (R30). */
export interface PromiseLeft {
  readonly borrower: Borrower;
  readonly promisedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly left: Money;
}

/** The last notice of a loan that stands (R25). */
export interface NoticeOfLoan {
  readonly loanId: string;
  readonly issuedOn: CalendarDate;
  readonly payBy: CalendarDate;
  readonly total: Money;
}

/** What deadlines come from: none of it dated later than the day they are asked for. */
export interface DeadlineFacts {
  readonly positioned: Positioned;
  readonly cases: readonly CaseFile[];
  readonly debtConfirmations: readonly Logged[];
  readonly meansChecks: readonly Logged[];
  readonly promises: readonly PromiseLeft[];
  readonly notices: readonly NoticeOfLoan[];
  /** Since when a borrower is bankrupt; null: it is not. */
  readonly bankruptSince: (cooperativeId: string) => CalendarDate | null;
}

const OF_CASE = { loan: null, amount: null, daysNotCounted: 0 };

/** What no deadline of a loan alone has. */
export const OF_LOAN = { litigationCaseId: null, daysNotCounted: 0, since: null, law: null };

/** What is known of a loan besides its position, found once for all loans. */
interface AroundLoans {
  readonly casesOf: ReadonlyMap<string, readonly CaseFile[]>;
  readonly confirmationsOf: ReadonlyMap<string, readonly Logged[]>;
}

function aroundLoans({ cases, debtConfirmations }: DeadlineFacts): AroundLoans {
  const casesOf = new Map<string, CaseFile[]>();
  for (const file of cases) {
    for (const loanId of file.loanIds) {
      const others = casesOf.get(loanId);
      if (others === undefined) casesOf.set(loanId, [file]);
      else others.push(file);
    }
  }
  return { casesOf, confirmationsOf: groupBy(debtConfirmations, (each) => each.cooperativeId) };
}

/** The days [from, to) on which one of these cases was before the courts; null: it still is. */
function daysSued(cases: readonly CaseFile[], asOf: CalendarDate) {
  return cases
    .flatMap(({ stages }) => {
      const [filing] = stages;
      const last = stageAt(stages, asOf);
      if (filing === undefined || last === null) return [];
      return [{ from: filing.occurredOn, to: isPending(stages, asOf) ? null : last.occurredOn }];
    })
    .toSorted((a, b) => compareText(a.from, b.from));
}

function latest(days: readonly CalendarDate[]): CalendarDate | null {
  return days.toSorted().at(-1) ?? null;
}

const isAbout = (logged: Logged, cooperativeId: string, loanIds: readonly string[]): boolean =>
  logged.cooperativeId === cooperativeId &&
  (logged.loanIds.length === 0 || logged.loanIds.some((id) => loanIds.includes(id)));

/**
 * Until when a loan of which something is past due can be sued for: years from the latest of the
 * oldest unpaid due date, the last receipt and the last signed confirmation (R27, Civil Code art.
 * 429, 157). Any receipt on the loan is a part payment. The clock stands while a case about the
 * loan is pending; days before the courts are added to the term, each once. A case filed after the
 * term had run out revives nothing. A term is as long as the policy of the day on which the term
 * began says.
 */
function limitationToSue(
  { casesOf, confirmationsOf }: AroundLoans,
  { loan, position }: Positioned[number],
  policies: Policies,
): Deadline[] {
  const { asOf, oldestUnpaidDueOn } = position;
  if (oldestUnpaidDueOn === null) return [];
  const suits = daysSued(casesOf.get(loan.id) ?? [], asOf);
  if (suits.some((each) => each.to === null)) return [];
  const { repayments } = loan.facts;
  const { inOrder, days: paidOn } = paidDays(repayments);
  const lastPaid = inOrder[countUntil(paidOn, dayOf(asOf)) - 1];
  const paid = lastPaid === undefined ? [] : [lastPaid.effectiveOn];
  const confirmed = (confirmationsOf.get(loan.borrower.id) ?? [])
    .filter((each) => isAbout(each, loan.borrower.id, [loan.id]))
    .map((each) => each.occurredOn);
  let since = oldestUnpaidDueOn;
  let ground: Deadline['ground'] = 'oldest_unpaid';
  for (const [days, of] of [
    [paid, 'part_payment'],
    [confirmed, 'debt_confirmation'],
  ] as const) {
    const last = latest(days);
    if (last !== null && last > since) [since, ground] = [last, of];
  }
  const { value: years, sourceDocument } = versionInForce(policies, 'limitationToSueYears', since);
  let dueOn = addMonths(since, 12 * years);
  let counted = since;
  let daysNotCounted = 0;
  for (const { from, to } of suits) {
    const start = from > counted ? from : counted;
    if (to === null || to <= start || start > dueOn) continue;
    const days = daysBetween(start, to);
    daysNotCounted += days;
    dueOn = addDays(dueOn, days);
    counted = to;
  }
  return [
    {
      ...OF_LOAN,
      kind: 'limitation_to_sue',
      dueOn,
      payableBy: dueOn,
      ground,
      since,
      daysNotCounted,
      law: sourceDocument,
      borrower: loan.borrower,
      loan,
      amount: position.payoff,
    },
  ];
}

/** What is to be paid of a loan: instalments not paid, and all of it by the deadline of a recall. */
function paymentsOf(
  { loan, position }: Positioned[number],
  rules: FundRules,
  until: CalendarDate | null,
): Deadline[] {
  const { asOf, standing } = position;
  if (standing !== 'in_term' && standing !== 'overdue') return [];
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

/** The stages at which the next day of a case is a day in court. */
const IN_COURT: readonly Stage[] = [
  'accepted',
  'mediation',
  'stayed',
  'hearing',
  'appealed',
  'appeal_judgment',
];

type CaseTerm = Pick<Deadline, 'kind' | 'dueOn' | 'ground' | 'since' | 'law'>;

/**
 * When to look again at the means of a debtor found without: on the day set, or months after the
 * last look. A `means_check` of the collection log moves the next one on, because the stage "no
 * means found" cannot follow itself (R26).
 */
function meansRecheck(
  file: CaseFile,
  last: FiledStage,
  meansChecks: readonly Logged[],
  policies: Policies,
): CaseTerm {
  const kind = 'means_recheck';
  const checked = latest(
    meansChecks
      .filter((each) => each.occurredOn > last.occurredOn)
      .filter((each) => isAbout(each, file.borrower.id, file.loanIds))
      .map((each) => each.occurredOn),
  );
  if (checked === null && last.nextOn !== null) {
    return { kind, dueOn: last.nextOn, ground: last.stage, since: null, law: null };
  }
  const since = checked ?? last.occurredOn;
  const { value, sourceDocument: law } = versionInForce(policies, 'meansRecheckMonths', since);
  const ground = checked === null ? last.stage : 'means_check';
  return { kind, dueOn: addMonths(since, value), ground, since, law };
}

/** The terms that the law sets from the last stage of a case (R27). */
function termsOfLaw(
  file: CaseFile,
  last: FiledStage,
  meansChecks: readonly Logged[],
  policies: Policies,
): CaseTerm[] {
  const { stage: ground, occurredOn: since } = last;
  if (ground === 'first_instance_judgment') {
    const { value, sourceDocument: law } = versionInForce(policies, 'appealDays', since);
    return [{ kind: 'appeal', dueOn: addDays(since, value), ground, since, law }];
  }
  if (ground === 'final' || ground === 'settlement_recognised') {
    const { value, sourceDocument: law } = versionInForce(
      policies,
      'enforcementRequestYears',
      since,
    );
    return [
      { kind: 'enforcement_request', dueOn: addMonths(since, 12 * value), ground, since, law },
    ];
  }
  return ground === 'no_means_found' ? [meansRecheck(file, last, meansChecks, policies)] : [];
}

/** What comes next in a case, by law or as the court has set it (R27). */
function deadlinesOfCase(
  file: CaseFile,
  asOf: CalendarDate,
  meansChecks: readonly Logged[],
  policies: Policies,
): Deadline[] {
  const last = stageAt(file.stages, asOf);
  if (last === null) return [];
  const ofCase = { ...OF_CASE, borrower: file.borrower, litigationCaseId: file.id };
  const set =
    last.nextOn === null || last.stage === 'no_means_found'
      ? []
      : [
          {
            kind: IN_COURT.includes(last.stage) ? ('hearing' as const) : ('next_step' as const),
            dueOn: last.nextOn,
            ground: last.stage,
            since: null,
            law: null,
          },
        ];
  return [...termsOfLaw(file, last, meansChecks, policies), ...set].map((each) => ({
    ...ofCase,
    ...each,
    payableBy: each.dueOn,
  }));
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
    compareText(a.litigationCaseId ?? '', b.litigationCaseId ?? '')
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
  for (const file of facts.cases) list(deadlinesOfCase(file, asOf, facts.meansChecks, policies));
  list(noticesLeft(facts, rules));
  list(facts.promises.map(deadlineOfPromise));
  list(creditorClaims(facts, policies, asOf));
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
