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
import type { FundTx } from '../../store/database/database.ts';
import { listDecisions, type StoredDecision } from '../../store/loans/decision.ts';
import { listDisbursements } from '../../store/loans/disbursement.ts';
import type { RecordedFact } from '../../store/database/recording.ts';
import { listRecalls } from '../../store/loans/recall.ts';
import { listRepayments } from '../../store/loans/repayment.ts';
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
async function standingRecords(tx: FundTx, loanId: string, knownAt: Date): Promise<FactRecord[]> {
  const filter = { loanIds: [loanId] };
  const standing = <Fact extends { readonly reversedAt: Date | null }>(facts: Fact[]) =>
    facts.filter((fact) => fact.reversedAt === null);
  const disbursements = standing(await listDisbursements(tx, filter, knownAt));
  const repayments = standing(await listRepayments(tx, filter, knownAt));
  const recalls = standing(await listRecalls(tx, filter, knownAt));
  const withdrawals = recalls.flatMap(({ withdrawal }) =>
    withdrawal === null ? [] : [withdrawal],
  );
  const decisions = standing(await listDecisions(tx, filter, knownAt));
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
export async function loanStatement(
  tx: FundTx,
  loanId: string,
  window: { readonly from: CalendarDate; readonly to: CalendarDate; readonly knownAt: Date },
): Promise<LoanStatement> {
  const { loan, facts, calendar } = await loadLoanState(tx, loanId, window.knownAt);
  const records = await standingRecords(tx, loanId, window.knownAt);
  const byType = new Map<FactType, FactRecord[]>(
    FACT_TYPES.map((type) => [type, records.filter((each) => each.type === type)]),
  );
  const { opening, lines, closing } = statement(loan.terms, facts, calendar, window);
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
export async function loanPayoff(
  tx: FundTx,
  loanId: string,
  { asOf, knownAt }: View,
): Promise<Payoff & { readonly contractNumber: string }> {
  const { loan, facts, calendar } = await loadLoanState(tx, loanId, knownAt);
  const { contractNumber } = loan.terms;
  return { contractNumber, ...payoffOn(loan.terms, facts, calendar, asOf) };
}
