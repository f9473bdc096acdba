import type { Fund } from '../../book/fund.ts';
import { listDecisions, listRecalls } from '../../book/loans.ts';
import { listDisbursements, listRepayments } from '../../book/payments.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { ensure } from '../../domain/primitives/errors.ts';
import { payoffOn, type Payoff } from '../../domain/loans/explained/payoff.ts';
import {
  FACT_TYPES,
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
}

/** A line with the record of its fact; null for interest. */
export type RecordedLine = StatementLine & { readonly record: FactRecord | null };

export interface LoanStatement extends Omit<Statement, 'lines'> {
  readonly terms: LoanTerms;
  readonly cooperativeId: string;
  readonly lines: readonly RecordedLine[];
}

function record(type: FactType, number: string | null, fact: RecordedFact): FactRecord {
  const { id, effectiveOn, recordedAt, recordedBy } = fact;
  return { type, number, id, effectiveOn, recordedAt, recordedBy };
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

/** The records of what stands on a loan, of each type in the order of `loadLoanFacts`. */
function standingRecords(fund: Fund, loanId: string, knownAt: Date): FactRecord[] {
  const filter = { loanIds: [loanId] };
  const standing = <Fact extends { readonly reversedAt: Date | null }>(facts: Fact[]) =>
    facts.filter((fact) => fact.reversedAt === null);
  const disbursements = standing(listDisbursements(fund, filter, knownAt));
  const repayments = standing(listRepayments(fund, filter, knownAt));
  const recalls = standing(listRecalls(fund, filter, knownAt));
  const withdrawals = recalls.flatMap(({ withdrawal }) =>
    withdrawal === null ? [] : [withdrawal],
  );
  const decisions = standing(listDecisions(fund, filter, knownAt));
  return [
    ...disbursements.map((each) => record('disbursement', each.voucherNumber, each)),
    ...repayments.map((each) => record('repayment', each.voucherNumber, each)),
    ...recalls.map((each) => record('recall', each.decisionNumber, each)),
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
  const { loan, facts, rules } = loadLoanState(fund, loanId, window.knownAt);
  const records = standingRecords(fund, loanId, window.knownAt);
  const byType = new Map<FactType, FactRecord[]>(
    FACT_TYPES.map((type) => [type, records.filter((each) => each.type === type)]),
  );
  const { opening, lines, closing } = statement(loan.terms, facts, rules, window);
  const recorded = lines.map((line): RecordedLine => {
    if ('segment' in line) return { ...line, record: null };
    const record = byType.get(line.type)?.[line.index];
    ensure(record?.effectiveOn === line.on, `the ${line.type} on ${line.on} has its record`);
    return { ...line, record };
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
  const { loan, facts, rules } = loadLoanState(fund, loanId, knownAt);
  const { contractNumber } = loan.terms;
  return { contractNumber, ...payoffOn(loan.terms, facts, rules, asOf) };
}
