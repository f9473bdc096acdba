import { checkTerms } from '../../domain/loans/checkTerms.ts';
import { checkStillPossible } from '../../domain/loans/decisions.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { LoanFacts } from '../../domain/loans/facts.ts';
import type { LendingWarning } from '../../domain/fund/lendingChecks.ts';
import { findCooperative } from '../../store/borrowers/cooperative.ts';
import type { FundTx } from '../../store/database/database.ts';
import {
  lastRecordedAt,
  recordFact,
  reverseFact,
  type StoredReversal,
} from '../../store/database/fact.ts';
import { listCollectionEntries } from '../../store/collection/collectionEntry.ts';
import { listCases, type StoredCase } from '../../store/court/case.ts';
import {
  contractNumberExists,
  insertLoan,
  insertLoanCorrection,
  type NewLoan,
  type StoredLoan,
} from '../../store/loans/loan.ts';
import { loadPolicies } from '../../store/fund/policy.ts';
import { findRecoveryPlan } from '../../store/loans/recoveryPlan.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { checkLending } from './checkLending.ts';
import { refuseClosed } from '../acts/closedPeriods.ts';
import { loadLoanState, requireLoan } from './loanState.ts';

/** What a contract may say, whether it is new or corrected. */
async function checkContract(
  tx: FundTx,
  { terms, cooperativeId }: NewLoan,
  loanId: string | null,
  knownAt: Date,
): Promise<void> {
  if ((await findCooperative(tx, cooperativeId, knownAt)) === null) {
    throw new DomainError('not-found', { figures: { what: 'cooperative', id: cooperativeId } });
  }
  checkTerms(terms, await loadPolicies(tx, knownAt));
  const { contractNumber } = terms;
  if (await contractNumberExists(tx, contractNumber, loanId, knownAt)) {
    throw new DomainError('duplicate', {
      figures: { field: 'contractNumber', value: contractNumber },
    });
  }
}

/**
 * Enters a loan contract (R4, R5, R7).
 *
 * @throws DomainError not-found, duplicate, and what `checkTerms` and `checkLending` refuse
 */
export async function enterLoan(
  tx: FundTx,
  by: { readonly actor: Actor },
  added: NewLoan,
): Promise<{ readonly loan: StoredLoan; readonly warnings: readonly LendingWarning[] }> {
  const knownAt = await lastRecordedAt(tx);
  await checkContract(tx, added, null, knownAt);
  const { signedOn: on, principal } = added.terms;
  const lent = { on, added: principal };
  const warnings = await checkLending(tx, added, lent, knownAt);
  const recorded = await recordFact(tx, {
    kind: 'loan',
    effectiveOn: on,
    recordedBy: by.actor,
  });
  await insertLoan(tx, recorded, added);
  return { loan: await requireLoan(tx, recorded.id, recorded.recordedAt), warnings };
}

/**
 * Corrects what was entered of a contract: the new terms count for all days, the old ones to whoever
 * asks as known before.
 *
 * @throws DomainError not-found, duplicate, later-fact-impossible, period-closed, other-borrower: a
 *   case or an entry of the collection log names the loan, and what `checkTerms` refuses
 */
export async function correctLoan(
  tx: FundTx,
  by: { readonly actor: Actor },
  loanId: string,
  corrected: NewLoan & { readonly reason: string },
): Promise<StoredLoan> {
  const knownAt = await lastRecordedAt(tx);
  const { loan, facts } = await loadLoanState(tx, loanId, knownAt);
  await checkContract(tx, corrected, loanId, knownAt);
  const { cooperativeId, terms, reason } = corrected;
  // The new terms count for all days of the contract.
  await refuseClosed(tx, [loan.terms.signedOn, terms.signedOn], knownAt);
  if (cooperativeId !== loan.cooperativeId) {
    await refuseCase(tx, loan, knownAt);
    await refuseCollectionEntry(tx, loan, knownAt);
  }
  checkStillPossible({ terms: loan.terms, facts }, { terms, facts });
  const recorded = await recordFact(tx, {
    kind: 'loan_correction',
    effectiveOn: terms.signedOn,
    recordedBy: by.actor,
  });
  await insertLoanCorrection(tx, recorded, { loanId, reason }, corrected);
  return requireLoan(tx, loanId, recorded.recordedAt);
}

/** Whether a case is about a loan; one whose filing was reversed is about none. */
const names =
  (loanId: string) =>
  ({ loanIds, stages }: StoredCase): boolean =>
    stages.length > 0 && loanIds.includes(loanId);

/** A case is about loans of its own borrower (R26). */
async function refuseCase(tx: FundTx, loan: StoredLoan, knownAt: Date): Promise<void> {
  const { id: loanId, cooperativeId } = loan;
  const named = (await listCases(tx, { cooperativeId }, knownAt)).find(names(loanId));
  if (named === undefined) return;
  throw new DomainError('other-borrower', {
    rule: 'R26',
    figures: { loanId, caseId: named.id },
  });
}

async function entryAbout(tx: FundTx, loan: StoredLoan, knownAt: Date): Promise<string | null> {
  const filter = { cooperativeIds: [loan.cooperativeId] };
  const entries = await listCollectionEntries(tx, filter, knownAt);
  return entries.find((each) => each.loanIds.includes(loan.id))?.id ?? null;
}

/** An entry of the collection log names loans of its own borrower (R30). */
async function refuseCollectionEntry(tx: FundTx, loan: StoredLoan, knownAt: Date): Promise<void> {
  const collectionEntryId = await entryAbout(tx, loan, knownAt);
  if (collectionEntryId === null) return;
  throw new DomainError('other-borrower', {
    rule: 'R30',
    figures: { loanId: loan.id, collectionEntryId },
  });
}

const WHAT: Readonly<Record<keyof LoanFacts, string>> = {
  disbursements: 'disbursement',
  repayments: 'receipt',
  recalls: 'recall',
  restructurings: 'restructuring',
  rateChanges: 'rate change',
  freezes: 'freeze',
  waivers: 'waiver',
  chargeOffs: 'charge-off',
  debtGroupOverrides: 'debt group override',
};

async function refuseFacts(tx: FundTx, loanId: string, knownAt: Date): Promise<void> {
  const { loan, facts } = await loadLoanState(tx, loanId, knownAt);
  const plan = await findRecoveryPlan(tx, loanId, knownAt);
  const cases = await listCases(tx, { cooperativeId: loan.cooperativeId }, knownAt);
  const kinds = Object.keys(facts) as (keyof LoanFacts)[];
  const standing = [
    ...kinds.filter((kind) => facts[kind].length > 0).map((kind) => WHAT[kind]),
    ...(plan !== null && plan.entries.length > 0 ? ['recovery plan'] : []),
    ...(cases.some(names(loanId)) ? ['litigation case'] : []),
    ...((await entryAbout(tx, loan, knownAt)) === null ? [] : ['collection entry']),
  ];
  const [what] = standing;
  if (what !== undefined) throw new DomainError('facts-stand', { figures: { what } });
}

/**
 * Voids a contract that was entered wrongly; its number is free again.
 *
 * @throws DomainError not-found, facts-stand
 */
export async function voidLoan(
  tx: FundTx,
  by: { readonly actor: Actor },
  loanId: string,
  reason: string,
): Promise<StoredReversal> {
  await refuseFacts(tx, loanId, await lastRecordedAt(tx));
  return reverseFact(tx, loanId, reason, by.actor);
}
