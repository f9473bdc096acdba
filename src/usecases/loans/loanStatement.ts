import { asOwed, booksAsOwed } from '../../domain/loans/asOwed.ts';
import type { Fund } from '../../book/fund.ts';
import { listDecisions, listRecalls } from '../../book/loans.ts';
import { listLoanOpenings } from '../../book/loanOpenings.ts';
import type { LoanOpening } from '../../domain/loans/opening.ts';
import { listDisbursements, listRepayments } from '../../book/payments.ts';
import {
  isBookedOn,
  isShownOn,
  type Booked,
  type LateBooking,
} from '../../domain/books/lateBooking.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { ensure } from '../../domain/primitives/errors.ts';
import { compareText } from '../../domain/primitives/lists.ts';
import type { Money } from '../../domain/primitives/money.ts';
import { payoffOn, type Payoff } from '../../domain/loans/explained/payoff.ts';
import {
  statement,
  type FactType,
  type Statement,
  type StatementLine,
} from '../../domain/loans/explained/statement.ts';
import type { LoanTerms } from '../../domain/loans/terms.ts';
import { type StoredDecision } from '../../store/loans/decision.ts';
import type { RecordedFact } from '../../store/database/recording.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadLoanState } from './loanState.ts';
import { refuseAfterHandover, refuseUnknownDay } from '../view/sinceOpening.ts';

/** A fact as its voucher or decision is found again. */
interface FactRecord extends RecordedFact {
  readonly type: FactType;
  /** Of the voucher or of the decision; null where a decision needs none. */
  readonly number: string | null;
  /** What the enforcement office kept back of a receipt (R39); left out: nothing. */
  readonly enforcementFee?: Money;
  /** Null: it was booked on its day (R42). */
  readonly late: LateBooking | null;
  /** The first day whose figures show it no more, of a reversal that was booked later; null: none (R42). */
  readonly reversalBookedOn: CalendarDate | null;
}

/** A line with the records of what it tells of: of a fact its own, of an adjustment those booked then. */
export type RecordedLine = StatementLine & { readonly records: readonly FactRecord[] };

export interface LoanStatement extends Omit<Statement, 'lines'> {
  readonly terms: LoanTerms;
  readonly cooperativeId: string;
  readonly lines: readonly RecordedLine[];
  /** What was taken over of the loan (R33); null: nothing was. */
  readonly takenOver: LoanOpening | null;
}

function record(
  type: FactType,
  number: string | null,
  fact: RecordedFact & Pick<Booked, 'late' | 'reversalBookedOn'>,
): FactRecord {
  const { id, effectiveOn, recordedAt, recordedBy, late, reversalBookedOn } = fact;
  return { type, number, id, effectiveOn, recordedAt, recordedBy, late, reversalBookedOn };
}

/** Whether a fact is told of. One that stands with another, as an end with its freeze, names it too. */
type IsTold = (fact: Booked, standsWith?: Booked) => boolean;

/** The ends of freezes that count, in the order of the freezes: decided with them or later, the earliest of each. */
function freezeEnds(decisions: readonly StoredDecision[], isTold: IsTold): FactRecord[] {
  return decisions.flatMap((freeze) => {
    if (freeze.terms.kind !== 'freeze') return [];
    const { id } = freeze;
    const ends = decisions.flatMap((each) => {
      const { terms } = each;
      const isOf = terms.kind === 'freeze_end' ? terms.freezeId === id : each === freeze;
      const effectiveOn = isOf && 'to' in terms ? terms.to : null;
      if (effectiveOn === null) return [];
      // With a freeze its ends are reversed too.
      const { reversedAt, reversalBookedOn } = each.reversedAt === null ? freeze : each;
      const stood = { ...each, effectiveOn, reversedAt, reversalBookedOn };
      return isTold(stood, freeze) ? [stood] : [];
    });
    const [first] = ends.toSorted((a, b) => compareText(a.effectiveOn, b.effectiveOn));
    return first === undefined ? [] : [record('freeze_end', first.terms.decisionNumber, first)];
  });
}

/** The records of facts of a loan, of each type in the order of `LoanFacts`. */
function recordsOf(fund: Fund, loanId: string, knownAt: Date, isTold: IsTold): FactRecord[] {
  const filter = { loanIds: [loanId] };
  const told = <Fact extends Booked>(facts: readonly Fact[]): Fact[] =>
    facts.filter((each) => isTold(each));
  const disbursements = told(listDisbursements(fund, filter, knownAt));
  const repayments = told(listRepayments(fund, filter, knownAt));
  const recalls = listRecalls(fund, filter, knownAt);
  // With a recall its withdrawal is reversed too.
  const withdrawals = recalls.flatMap((recall) => {
    const { withdrawal, reversedAt, reversalBookedOn } = recall;
    if (withdrawal === null) return [];
    const stood = { ...withdrawal, reversedAt, reversalBookedOn };
    return isTold(stood, recall) ? [stood] : [];
  });
  const decisions = listDecisions(fund, filter, knownAt);
  return [
    ...told(listLoanOpenings(fund, loanId, knownAt)).map((each) =>
      record('opening', each.documentNumber, { ...each, effectiveOn: each.on }),
    ),
    ...disbursements.map((each) => record('disbursement', each.voucherNumber, each)),
    ...repayments.map((each) => ({
      ...record('repayment', each.voucherNumber, each),
      ...(each.enforcementFee && { enforcementFee: each.enforcementFee }),
    })),
    ...told(recalls).map((each) => record('recall', each.decisionNumber, each)),
    ...withdrawals.map((each) => record('recall_withdrawal', each.decisionNumber, each)),
    ...told(decisions).flatMap(({ terms, ...each }) =>
      terms.kind === 'freeze_end' ? [] : [record(terms.kind, terms.decisionNumber, each)],
    ),
    ...freezeEnds(decisions, isTold),
  ];
}

/** Whom a paper about a loan is for: the fund, or the borrower, who is told of no charge-off (R40). */
export const AUDIENCES = ['fund', 'borrower'] as const;

export type Audience = (typeof AUDIENCES)[number];

/** What no paper for a borrower tells of (R40). */
const OF_FUND: ReadonlySet<FactRecord['type']> = new Set(['charge_off', 'write_off']);

/**
 * A loan from the opening of `from` to the close of `to`, each fact with its record.
 *
 * @throws DomainError not-found
 */
export function loanStatement(
  fund: Fund,
  loanId: string,
  window: { readonly from: CalendarDate; readonly to: CalendarDate; readonly knownAt: Date },
  audience: Audience,
): LoanStatement {
  const { from, to: asOf, knownAt } = window;
  // A statement may begin with the line of what was taken over.
  refuseUnknownDay(fund, from, knownAt);
  refuseAfterHandover(fund, asOf, knownAt);
  const { loan, books: known, rules } = loadLoanState(fund, loanId, { asOf, knownAt });
  const books = audience === 'fund' ? known : booksAsOwed(known);
  const recordsWhere = (isTold: IsTold): FactRecord[] =>
    recordsOf(fund, loanId, knownAt, isTold).filter(
      ({ type }) => audience === 'fund' || !OF_FUND.has(type),
    );
  const shown = new Map<CalendarDate, FactRecord[]>();
  const shownOn = (day: CalendarDate): FactRecord[] => {
    const records =
      shown.get(day) ??
      recordsWhere((fact, standsWith = fact) => isShownOn(fact, day) && isShownOn(standsWith, day));
    shown.set(day, records);
    return records;
  };
  const { opening, lines, closing } = statement(loan.terms, books, rules, window);
  const recorded = lines.map((line): RecordedLine => {
    if ('segment' in line) return { ...line, records: [] };
    if (!('index' in line)) {
      const { on } = line;
      const records = recordsWhere(
        (fact, standsWith = fact) => isBookedOn(fact, on) || isBookedOn(standsWith, on),
      );
      return { ...line, records };
    }
    const record = shownOn(line.booksOn).filter(({ type }) => type === line.type)[line.index];
    ensure(record?.effectiveOn === line.on, `the ${line.type} on ${line.on} has its record`);
    return { ...line, records: [record] };
  });
  const { terms, cooperativeId, opening: takenOver } = loan;
  return { terms, takenOver, cooperativeId, opening, lines: recorded, closing };
}

/**
 * What pays a loan off on a day, which may be one to come.
 *
 * @throws DomainError not-found
 */
export function loanPayoff(
  fund: Fund,
  loanId: string,
  { asOf, knownAt }: View,
  audience: Audience,
): Payoff & Pick<LoanStatement, 'terms' | 'cooperativeId' | 'takenOver'> {
  refuseUnknownDay(fund, asOf, knownAt);
  const { loan, facts: known, rules } = loadLoanState(fund, loanId, { asOf, knownAt });
  const facts = audience === 'fund' ? known : asOwed(known);
  const { terms, cooperativeId, opening: takenOver } = loan;
  return { terms, cooperativeId, takenOver, ...payoffOn(terms, facts, rules, asOf) };
}
