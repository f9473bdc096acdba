import type { Fund } from '../../book/fund.ts';
import { listDecisions, listRecalls } from '../../book/loans.ts';
import { listDisbursements, listRepayments } from '../../book/payments.ts';
import {
  isBookedOn,
  isShownOn,
  type Booked,
  type LateBooking,
} from '../../domain/books/lateBooking.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { ensure } from '../../domain/primitives/errors.ts';
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

/** A fact as its voucher or decision is found again. */
interface FactRecord extends RecordedFact {
  readonly type: FactType;
  /** Of the voucher or of the decision; null where a decision needs none. */
  readonly number: string | null;
  /** Null: it was booked on its day (R42). */
  readonly late: LateBooking | null;
}

/** A line with the records of what it tells of: of a fact its own, of an adjustment those booked then. */
export type RecordedLine = StatementLine & { readonly records: readonly FactRecord[] };

export interface LoanStatement extends Omit<Statement, 'lines'> {
  readonly terms: LoanTerms;
  readonly cooperativeId: string;
  readonly lines: readonly RecordedLine[];
}

function record(
  type: FactType,
  number: string | null,
  fact: RecordedFact & Pick<Booked, 'late'>,
): FactRecord {
  const { id, effectiveOn, recordedAt, recordedBy, late } = fact;
  return { type, number, id, effectiveOn, recordedAt, recordedBy, late };
}

/** The ends of freezes, in the order of the freezes: decided with them or later. */
function freezeEnds(decisions: readonly StoredDecision[]): FactRecord[] {
  return decisions.flatMap((freeze) => {
    if (freeze.terms.kind !== 'freeze') return [];
    const isEnd = ({ terms }: StoredDecision): boolean =>
      terms.kind === 'freeze_end' && terms.freezeId === freeze.id;
    const end = decisions.find(isEnd);
    const effectiveOn = freeze.terms.to ?? end?.effectiveOn;
    if (effectiveOn === undefined) return [];
    const decided = end ?? freeze;
    return [record('freeze_end', decided.terms.decisionNumber, { ...decided, effectiveOn })];
  });
}

/** The records of facts of a loan, of each type in the order of `LoanFacts`. */
function recordsOf(
  fund: Fund,
  loanId: string,
  knownAt: Date,
  isTold: (fact: Booked) => boolean,
): FactRecord[] {
  const filter = { loanIds: [loanId] };
  const disbursements = listDisbursements(fund, filter, knownAt).filter(isTold);
  const repayments = listRepayments(fund, filter, knownAt).filter(isTold);
  const recalls = listRecalls(fund, filter, knownAt);
  // With a recall its withdrawal is reversed too.
  const withdrawals = recalls.flatMap(({ withdrawal, reversedAt, reversalBookedOn }) =>
    withdrawal !== null && isTold({ late: withdrawal.late, reversedAt, reversalBookedOn })
      ? [withdrawal]
      : [],
  );
  const decisions = listDecisions(fund, filter, knownAt).filter(isTold);
  return [
    ...disbursements.map((each) => record('disbursement', each.voucherNumber, each)),
    ...repayments.map((each) => record('repayment', each.voucherNumber, each)),
    ...recalls.filter(isTold).map((each) => record('recall', each.decisionNumber, each)),
    ...withdrawals.map((each) => record('recall_withdrawal', each.decisionNumber, each)),
    ...decisions.flatMap(({ terms, ...each }) =>
      terms.kind === 'freeze_end' ? [] : [record(terms.kind, terms.decisionNumber, each)],
    ),
    ...freezeEnds(decisions),
  ];
}

/**
 * A loan from the opening of `from` to the close of `to`, each fact with its record.
 *
 * @throws DomainError not-found
 */
export function loanStatement(
  fund: Fund,
  loanId: string,
  window: { readonly from: CalendarDate; readonly to: CalendarDate; readonly knownAt: Date },
): LoanStatement {
  const { to: asOf, knownAt } = window;
  const { loan, books, rules } = loadLoanState(fund, loanId, { asOf, knownAt });
  const recordsWhere = (isTold: (fact: Booked) => boolean): FactRecord[] =>
    recordsOf(fund, loanId, knownAt, isTold);
  const shown = new Map<CalendarDate, FactRecord[]>();
  const shownOn = (day: CalendarDate): FactRecord[] => {
    const records = shown.get(day) ?? recordsWhere((fact) => isShownOn(fact, day));
    shown.set(day, records);
    return records;
  };
  const { opening, lines, closing } = statement(loan.terms, books, rules, window);
  const recorded = lines.map((line): RecordedLine => {
    if ('segment' in line) return { ...line, records: [] };
    if (!('index' in line)) {
      return { ...line, records: recordsWhere((fact) => isBookedOn(fact, line.on)) };
    }
    const record = shownOn(line.booksOn).filter(({ type }) => type === line.type)[line.index];
    ensure(record?.effectiveOn === line.on, `the ${line.type} on ${line.on} has its record`);
    return { ...line, records: [record] };
  });
  const { terms, cooperativeId } = loan;
  return { terms, cooperativeId, opening, lines: recorded, closing };
}

/** @throws DomainError not-found */
export function loanPayoff(
  fund: Fund,
  loanId: string,
  { asOf, knownAt }: View,
): Payoff & { readonly contractNumber: string } {
  const { loan, facts, rules } = loadLoanState(fund, loanId, { asOf, knownAt });
  const { contractNumber } = loan.terms;
  return { contractNumber, ...payoffOn(loan.terms, facts, rules, asOf) };
}
