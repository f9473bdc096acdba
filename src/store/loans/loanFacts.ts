import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { NO_FACTS, type LoanFacts, type VoucheredFacts } from '../../domain/loans/facts.ts';
import type { FundTx } from '../database/database.ts';
import { listDecisions, type StoredDecision } from './decision.ts';
import { listDisbursements } from './disbursement.ts';
import { listRecalls } from './recall.ts';
import { listRepayments } from './repayment.ts';

type Gathered = { -readonly [Kind in keyof VoucheredFacts]: VoucheredFacts[Kind][number][] };

const standing = <Fact extends { readonly reversedAt: Date | null }>(facts: readonly Fact[]) =>
  facts.filter((fact) => fact.reversedAt === null);

/** Sorts a decision that stands into the facts of its loan. */
function addDecision(
  facts: Gathered,
  { id, terms, effectiveOn }: StoredDecision,
  freezeEnds: ReadonlyMap<string, CalendarDate>,
): void {
  switch (terms.kind) {
    case 'restructuring': {
      const { restructuringKind: kind, instalments } = terms;
      facts.restructurings.push({ kind, decidedOn: effectiveOn, instalments });
      return;
    }
    case 'rate_change': {
      const { ratePercent, overdueRatePercent } = terms;
      facts.rateChanges.push({ effectiveOn, ratePercent, overdueRatePercent });
      return;
    }
    case 'waiver':
      facts.waivers.push({ effectiveOn, component: terms.component, amount: terms.amount });
      return;
    case 'charge_off':
      facts.chargeOffs.push({ effectiveOn });
      return;
    case 'debt_group_override':
      facts.debtGroupOverrides.push({ effectiveOn, group: terms.group, change: terms.change });
      return;
    case 'freeze':
      facts.freezes.push({ from: effectiveOn, to: terms.to ?? freezeEnds.get(id) ?? null });
      return;
    case 'freeze_end':
      // Stands with the freeze that it ends.
      return;
  }
}

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
    const { id, voucherNumber, effectiveOn, amount } = fact;
    of(loanId).disbursements.push({ id, voucherNumber, effectiveOn, amount });
  }
  for (const { loanId, ...fact } of standing(await listRepayments(tx, filter, knownAt))) {
    const { id, voucherNumber, effectiveOn, allocation } = fact;
    of(loanId).repayments.push({ id, voucherNumber, effectiveOn, allocation });
  }
  for (const { loanId, ...fact } of standing(await listRecalls(tx, filter, knownAt))) {
    const { id, decidedOn, deadline, withdrawal } = fact;
    const withdrawnOn = withdrawal?.decidedOn ?? null;
    of(loanId).recalls.push({ id, decidedOn, deadline, withdrawnOn });
  }
  const decisions = standing(await listDecisions(tx, filter, knownAt));
  const freezeEnds = new Map(
    decisions.flatMap(({ terms }) =>
      terms.kind === 'freeze_end' ? [[terms.freezeId, terms.to] as const] : [],
    ),
  );
  for (const each of decisions) addDecision(of(each.loanId), each, freezeEnds);
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
): Promise<Map<string, VoucheredFacts>> {
  const byLoan = await gather(tx, { loanIds }, knownAt);
  return new Map(loanIds.map((loanId) => [loanId, byLoan.get(loanId) ?? NO_FACTS]));
}

/** The same for every loan of the fund by id; a loan without facts is not in it. */
export async function loadAllLoanFacts(
  tx: FundTx,
  knownAt: Date,
): Promise<Map<string, VoucheredFacts>> {
  return gather(tx, {}, knownAt);
}
