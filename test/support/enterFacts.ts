import { treatmentOf } from '../../src/domain/loans/chargeOff.ts';
import { addDays, type CalendarDate } from '../../src/domain/primitives/dates.ts';
import { COMPONENTS, type LoanFactKind, type LoanFacts } from '../../src/domain/loans/facts.ts';
import { sum } from '../../src/domain/primitives/money.ts';
import type { FundAct } from '../../src/book/fund.ts';
import type { DecisionTerms } from '../../src/store/loans/decision.ts';
import type { DecisionEntry } from '../../src/store/loans/decision.ts';
import type { DisbursementEntry } from '../../src/store/loans/disbursement.ts';
import type { RecallEntry, RecallWithdrawalEntry } from '../../src/store/loans/recall.ts';
import type { RepaymentEntry } from '../../src/store/loans/repayment.ts';

export type Fact = LoanFacts[LoanFactKind][number];

/** A fact of a loan and the id under which the store keeps it. */
export interface EnteredFact {
  readonly fact: Fact;
  readonly id: string;
}

/**
 * Enters the facts of a loan, without the checks of the use cases. Withdrawals of recalls are facts
 * of their own, and so is the end of every other freeze that has one.
 */
export function enterFacts(fund: FundAct, loanId: string, facts: LoanFacts): EnteredFact[] {
  const entered: EnteredFact[] = [];
  let last = 0;
  const next = (): string => String((last += 1));
  const decide = (fact: Fact, effectiveOn: CalendarDate, terms: DecisionTerms): string => {
    const said = { factKind: terms.kind, effectiveOn, loanId, terms };
    const { id } = fund.record<DecisionEntry>(said);
    if (terms.kind !== 'freeze_end') entered.push({ fact, id });
    return id;
  };

  for (const fact of facts.disbursements) {
    const { effectiveOn, amount } = fact;
    const paid = { amount, voucherNumber: `PC${next()}`, method: 'transfer' } as const;
    const said = { factKind: 'disbursement', effectiveOn, loanId, ...paid } as const;
    entered.push({ fact, id: fund.record<DisbursementEntry>(said).id });
  }
  for (const fact of facts.repayments) {
    const { effectiveOn, allocation, litigationCaseId = null } = fact;
    const amount = sum(COMPONENTS.map((each) => allocation[each]));
    const voucher = { voucherNumber: `PT${next()}`, method: 'cash' as const };
    const receipt = { loanId, amount, allocation, litigationCaseId, ...voucher };
    const said = { factKind: 'repayment', effectiveOn, ...receipt } as const;
    entered.push({ fact, id: fund.record<RepaymentEntry>(said).id });
  }
  for (const fact of facts.recalls) {
    const { decidedOn, deadline, withdrawnOn } = fact;
    const recalled = { loanId, decisionNumber: next(), deadline, ground: null };
    const said = { factKind: 'recall', effectiveOn: decidedOn, ...recalled } as const;
    const { id: recallId } = fund.record<RecallEntry>(said);
    entered.push({ fact, id: recallId });
    if (withdrawnOn === null) continue;
    const withdrawn = { factKind: 'recall_withdrawal', effectiveOn: withdrawnOn } as const;
    fund.record<RecallWithdrawalEntry>({ ...withdrawn, recallId, decisionNumber: next() });
  }
  for (const fact of facts.restructurings) {
    const { kind: restructuringKind, decidedOn, instalments } = fact;
    const terms = { restructuringKind, instalments, decisionNumber: next() };
    decide(fact, decidedOn, { kind: 'restructuring', ...terms });
  }
  for (const fact of facts.rateChanges) {
    const { effectiveOn, ...rates } = fact;
    decide(fact, effectiveOn, { kind: 'rate_change', decisionNumber: next(), ...rates });
  }
  for (const [index, fact] of facts.freezes.entries()) {
    const { from, to } = fact;
    const endsApart = to !== null && index % 2 === 0;
    // Open until its end is entered, or with an end that is brought forward.
    const first = index % 4 === 0 || to === null ? null : addDays(to, 1 + index);
    const terms = { kind: 'freeze' as const, to: endsApart ? first : to };
    const freezeId = decide(fact, from, { ...terms, decisionNumber: next() });
    if (!endsApart) continue;
    decide(fact, to, { kind: 'freeze_end', freezeId, to, decisionNumber: next() });
  }
  for (const fact of facts.waivers) {
    const { effectiveOn, component, amount } = fact;
    const terms = { kind: 'waiver' as const, component, amount };
    decide(fact, effectiveOn, { ...terms, decisionNumber: next() });
  }
  for (const fact of facts.chargeOffs) {
    const treatment = treatmentOf(fact);
    const of = { ground: null, documents: [], first: fact.first ?? null, ...treatment };
    const terms = { kind: 'charge_off' as const, ...of };
    decide(fact, fact.effectiveOn, { ...terms, decisionNumber: next() });
  }
  for (const fact of facts.writeOffs) {
    const terms = { kind: 'write_off' as const, ground: null, note: null };
    decide(fact, fact.effectiveOn, { ...terms, decisionNumber: next() });
  }
  for (const fact of facts.debtGroupOverrides) {
    const { effectiveOn, group, change } = fact;
    const terms = { kind: 'debt_group_override' as const, group, change, reason: 'kiểm tra' };
    decide(fact, effectiveOn, { ...terms, decisionNumber: next() });
  }
  return entered;
}
