import { NO_FACTS, type LoanFacts } from '../domain/facts.ts';
import type { FundTx } from './database.ts';
import { listDisbursements } from './disbursement.ts';
import { listRecalls } from './recall.ts';
import { listRepayments } from './repayment.ts';

type Gathered = { -readonly [Kind in keyof LoanFacts]: LoanFacts[Kind][number][] };

const standing = <Fact extends { readonly reversedAt: Date | null }>(facts: readonly Fact[]) =>
  facts.filter((fact) => fact.reversedAt === null);

/** One query per table of facts, never one per loan. */
async function gather(
  tx: FundTx,
  filter: { readonly loanIds?: readonly string[] },
  knownAt: Date,
): Promise<Map<string, Gathered>> {
  const byLoan = new Map<string, Gathered>();
  const of = (loanId: string): Gathered => {
    let facts = byLoan.get(loanId);
    if (facts === undefined) {
      facts = {
        disbursements: [],
        repayments: [],
        recalls: [],
        restructurings: [],
        rateChanges: [],
        freezes: [],
        waivers: [],
        chargeOffs: [],
        debtGroupOverrides: [],
      };
      byLoan.set(loanId, facts);
    }
    return facts;
  };
  for (const { loanId, ...fact } of standing(await listDisbursements(tx, filter, knownAt))) {
    of(loanId).disbursements.push({ effectiveOn: fact.effectiveOn, amount: fact.amount });
  }
  for (const { loanId, ...fact } of standing(await listRepayments(tx, filter, knownAt))) {
    of(loanId).repayments.push({ effectiveOn: fact.effectiveOn, allocation: fact.allocation });
  }
  for (const { loanId, ...fact } of standing(await listRecalls(tx, filter, knownAt))) {
    const { decidedOn, deadline, withdrawal } = fact;
    of(loanId).recalls.push({ decidedOn, deadline, withdrawnOn: withdrawal?.decidedOn ?? null });
  }
  return byLoan;
}

/** The facts that stood on a loan at `knownAt`, each kind by date (R12, R21). */
export async function loadLoanFacts(tx: FundTx, loanId: string, knownAt: Date): Promise<LoanFacts> {
  return (await gather(tx, { loanIds: [loanId] }, knownAt)).get(loanId) ?? NO_FACTS;
}

/** The same for several loans by id; every loan asked for is in it. */
export async function loadLoanFactsOf(
  tx: FundTx,
  loanIds: readonly string[],
  knownAt: Date,
): Promise<Map<string, LoanFacts>> {
  const byLoan = await gather(tx, { loanIds }, knownAt);
  return new Map(loanIds.map((loanId) => [loanId, byLoan.get(loanId) ?? NO_FACTS]));
}

/** The same for every loan of the fund by id; a loan without facts is not in it. */
export async function loadAllLoanFacts(tx: FundTx, knownAt: Date): Promise<Map<string, LoanFacts>> {
  return gather(tx, {}, knownAt);
}
