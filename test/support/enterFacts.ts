import type { CalendarDate } from '../../src/domain/primitives/dates.ts';
import { COMPONENTS, type LoanFacts } from '../../src/domain/loans/facts.ts';
import { sum } from '../../src/domain/primitives/money.ts';
import type { FundTx } from '../../src/store/database/database.ts';
import { insertDecision, type DecisionTerms } from '../../src/store/loans/decision.ts';
import { insertDisbursement } from '../../src/store/loans/disbursement.ts';
import { recordFact } from '../../src/store/database/fact.ts';
import type { FactKind } from '../../src/domain/books/factKinds.ts';
import { insertRecall, insertRecallWithdrawal } from '../../src/store/loans/recall.ts';
import { insertRepayment } from '../../src/store/loans/repayment.ts';
import type { Actor } from '../../src/domain/access/actor.ts';

export type Fact = LoanFacts[keyof LoanFacts][number];

/** A fact of a loan and the id under which the store keeps it. */
export interface EnteredFact {
  readonly fact: Fact;
  readonly id: string;
}

/**
 * Enters the facts of a loan, without the checks of the use cases. Withdrawals of recalls are facts
 * of their own, and so is the end of every other freeze that has one.
 */
export async function enterFacts(
  tx: FundTx,
  actor: Actor,
  loanId: string,
  facts: LoanFacts,
): Promise<EnteredFact[]> {
  const entered: EnteredFact[] = [];
  let last = 0;
  const next = (): string => String((last += 1));
  const record = (kind: FactKind, effectiveOn: CalendarDate) =>
    recordFact(tx, { kind, effectiveOn, recordedBy: actor });
  const decide = async (fact: Fact, on: CalendarDate, terms: DecisionTerms): Promise<string> => {
    const recorded = await record(terms.kind, on);
    await insertDecision(tx, recorded, loanId, terms);
    if (terms.kind !== 'freeze_end') entered.push({ fact, id: recorded.id });
    return recorded.id;
  };

  for (const fact of facts.disbursements) {
    const { effectiveOn, amount } = fact;
    const recorded = await record('disbursement', effectiveOn);
    const voucherNumber = `PC${next()}`;
    await insertDisbursement(tx, recorded, { loanId, amount, voucherNumber, method: 'transfer' });
    entered.push({ fact, id: recorded.id });
  }
  for (const fact of facts.repayments) {
    const { effectiveOn, allocation } = fact;
    const recorded = await record('repayment', effectiveOn);
    const amount = sum(COMPONENTS.map((each) => allocation[each]));
    const voucher = { voucherNumber: `PT${next()}`, method: 'cash' as const };
    const receipt = { loanId, amount, allocation, litigationCaseId: null, ...voucher };
    await insertRepayment(tx, recorded, receipt);
    entered.push({ fact, id: recorded.id });
  }
  for (const fact of facts.recalls) {
    const { decidedOn, deadline, withdrawnOn } = fact;
    const recorded = await record('recall', decidedOn);
    await insertRecall(tx, recorded, { loanId, decisionNumber: next(), deadline });
    entered.push({ fact, id: recorded.id });
    if (withdrawnOn === null) continue;
    const withdrawal = await record('recall_withdrawal', withdrawnOn);
    const ofRecall = { recallId: recorded.id, decisionNumber: next() };
    await insertRecallWithdrawal(tx, withdrawal, ofRecall);
  }
  for (const fact of facts.restructurings) {
    const { kind: restructuringKind, decidedOn, instalments } = fact;
    const terms = { restructuringKind, instalments, decisionNumber: next() };
    await decide(fact, decidedOn, { kind: 'restructuring', ...terms });
  }
  for (const fact of facts.rateChanges) {
    const { effectiveOn, ...rates } = fact;
    await decide(fact, effectiveOn, { kind: 'rate_change', decisionNumber: next(), ...rates });
  }
  for (const [index, fact] of facts.freezes.entries()) {
    const { from, to } = fact;
    const endsApart = to !== null && index % 2 === 0;
    const terms = { kind: 'freeze' as const, to: endsApart ? null : to };
    const freezeId = await decide(fact, from, { ...terms, decisionNumber: next() });
    if (!endsApart) continue;
    await decide(fact, to, { kind: 'freeze_end', freezeId, to, decisionNumber: next() });
  }
  for (const fact of facts.waivers) {
    const { effectiveOn, component, amount } = fact;
    const terms = { kind: 'waiver' as const, component, amount };
    await decide(fact, effectiveOn, { ...terms, decisionNumber: next() });
  }
  for (const fact of facts.chargeOffs) {
    await decide(fact, fact.effectiveOn, { kind: 'charge_off', decisionNumber: next() });
  }
  for (const fact of facts.debtGroupOverrides) {
    const { effectiveOn, group, change } = fact;
    const terms = { kind: 'debt_group_override' as const, group, change, reason: 'kiểm tra' };
    await decide(fact, effectiveOn, { ...terms, decisionNumber: next() });
  }
  return entered;
}
