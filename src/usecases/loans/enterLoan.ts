import { withInstalmentsInOrder } from '../../domain/loans/instalments.ts';
import { randomUUID } from 'node:crypto';
import type { LoanEntry } from '../../store/loans/loan.ts';
import { findCooperative } from '../../book/borrowers.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { listCollectionEntries } from '../../book/collection.ts';
import { listCases } from '../../book/cases.ts';
import { findRecoveryPlan, loadLoanBooks, numbersLike } from '../../book/loans.ts';
import { cashAsKnown, loadPolicies, movementsBooked } from '../../book/rules.ts';
import { sourcesNamed } from '../../book/sources.ts';
import { checkLeft } from '../../domain/fund/cash.ts';
import { CHARTER, sourceMeant, type Source } from '../../domain/fund/sources.ts';
import { earlier } from '../../domain/primitives/dates.ts';
import { checkTerms } from '../../domain/loans/checkTerms.ts';
import { checkPrincipal } from '../../domain/loans/checkPrincipal.ts';
import { checkStillPossible } from '../../domain/loans/decisions.ts';
import { nearest } from '../../domain/primitives/likeness.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { LoanOpening } from '../../domain/loans/opening.ts';
import { findOpening } from '../../book/loanOpenings.ts';
import { correctOpening, recordOpening, withOrigin } from './openLoan.ts';
import type { LoanFactKind } from '../../domain/loans/facts.ts';
import type { LendingWarning } from '../../domain/fund/lendingChecks.ts';
import type { StoredReversal } from '../../store/facts/reversal.ts';
import type { View } from '../view/readAsKnown.ts';
import { reverseFact } from '../acts/reverseFact.ts';
import { type StoredCase } from '../../store/court/case.ts';
import { projectOf, type NewLoan, type StoredLoan } from '../../store/loans/loan.ts';
import { checkLending } from './checkLending.ts';
import { checkPlaceOfLoan } from '../fund/placeMoney.ts';
import { refuseClosed } from '../acts/closedPeriods.ts';
import { requireLoan } from './loanState.ts';

/** What a contract may say, whether it is new or corrected. */
function checkContract(
  fund: Fund,
  { terms, cooperativeId, place }: NewLoan,
  loanId: string | null,
  knownAt: Date,
): void {
  if (findCooperative(fund, cooperativeId, knownAt) === null) {
    throw new DomainError('not-found', { figures: { what: 'cooperative', id: cooperativeId } });
  }
  checkTerms(terms, loadPolicies(fund, knownAt));
  checkPlaceOfLoan(fund, place, knownAt);
  const { same } = nearest(
    terms.contractNumber,
    numbersLike(fund, terms.contractNumber, loanId, knownAt),
  );
  if (same !== null) {
    throw new DomainError('duplicate', { figures: { field: 'contractNumber', value: same } });
  }
}

/** The source that a contract means, of those that the fund has named before (R34). */
const meantSource = (fund: FundAct, asked: string): Source =>
  sourceMeant(asked, () => sourcesNamed(fund, lastRecordedAt(fund)));

/** A contract may be signed before its money comes, but its source may be mistyped too (R34). */
function sourceWarnings(fund: Fund, source: Source, knownAt: Date): LendingWarning[] {
  const movements = movementsBooked(fund, knownAt);
  if (source === CHARTER || movements.some((each) => each.source === source)) return [];
  const possible = [...new Set([CHARTER, ...movements.map((each) => each.source)])];
  return [{ code: 'source-without-capital', rule: 'R34', figures: { source, possible } }];
}

/** A contract with what is taken over of it (R33); null: its whole history will be entered. */
export type EnteredLoan = NewLoan & { readonly opening: LoanOpening | null };

/**
 * Enters a loan contract (R4, R5, R7), and what is taken over of it (R33).
 *
 * @throws DomainError not-found, duplicate, and what `checkTerms`, `checkLending` and `recordOpening` refuse
 */
export function enterLoan(
  fund: FundAct,
  added: EnteredLoan,
): {
  readonly loan: StoredLoan;
  /** The first day on which the loan is known, with all that was entered. */
  readonly view: View;
  readonly warnings: readonly LendingWarning[];
} {
  const knownAt = lastRecordedAt(fund);
  const { opening, ...said } = added;
  const entered = { ...said, source: meantSource(fund, said.source) };
  checkContract(fund, entered, null, knownAt);
  const { signedOn: on, principal } = entered.terms;
  const lent = { on, shownFrom: on, added: principal };
  // What is taken over was lent before: it is no new lending.
  const lending = opening === null ? checkLending(fund, entered, lent, knownAt) : [];
  const warnings = [...lending, ...sourceWarnings(fund, entered.source, knownAt)];
  const loanId = randomUUID();
  const contract = { ...entered, terms: withInstalmentsInOrder(entered.terms) };
  const of = { factKind: 'loan', effectiveOn: on, loanId, reason: null } as const;
  fund.record<LoanEntry>({ ...of, ...contract }, loanId);
  if (opening !== null) recordOpening(fund, { loanId, terms: contract.terms }, opening);
  const view = { asOf: opening?.on ?? on, knownAt: lastRecordedAt(fund) };
  return { loan: requireLoan(fund, loanId, view.knownAt), view, warnings };
}

/**
 * Corrects what was entered of a contract: the new terms count for all days, the old ones to whoever
 * asks as known before.
 *
 * @throws DomainError not-found, duplicate, later-fact-impossible, principal-below-zero, period-closed, other-borrower:
 *   a case or an entry of the collection log names the loan, available-principal-below-zero: another source has
 *   too little, and what `checkTerms` and `recordOpening` refuse
 */
export function correctLoan(
  fund: FundAct,
  loanId: string,
  corrected: EnteredLoan & { readonly reason: string },
): StoredLoan {
  const knownAt = lastRecordedAt(fund);
  const loan = requireLoan(fund, loanId, knownAt);
  checkContract(fund, corrected, loanId, knownAt);
  const { cooperativeId, terms, reason } = corrected;
  const source = meantSource(fund, corrected.source);
  // The new terms count for all days of the contract.
  refuseClosed(fund, [loan.terms.signedOn, terms.signedOn], knownAt);
  if (cooperativeId !== loan.cooperativeId) {
    refuseCase(fund, loan, knownAt);
    refuseCollectionEntry(fund, loan, knownAt);
  }
  const opening = corrected.opening && withOrigin(corrected.opening, loan.opening);
  for (const { facts } of loadLoanBooks(fund, loanId, knownAt).views) {
    const after = { terms, facts: { ...facts, opening } };
    checkStillPossible({ terms: loan.terms, facts }, after);
    // What was repaid since was owed by the opening (R13, R33).
    if (opening !== null) checkPrincipal(after.facts, opening.on);
  }
  const { signedOn: effectiveOn } = terms;
  const ordered = withInstalmentsInOrder(terms);
  const of = { cooperativeId, source, loanId };
  const said = { ...of, terms: ordered, ...projectOf(corrected), reason };
  fund.record<LoanEntry>({ factKind: 'loan_correction', effectiveOn, ...said });
  correctOpening(fund, { loanId, terms: ordered }, { opening, reason });
  // All that the loan moved is of the other source from now on (R34).
  if (source !== loan.source) {
    checkLeft(
      cashAsKnown(fund, lastRecordedAt(fund)),
      source,
      earlier(loan.effectiveOn, effectiveOn),
    );
  }
  return requireLoan(fund, loanId, lastRecordedAt(fund));
}

/** Whether a case is about a loan; one whose filing was reversed is about none. */
const names =
  (loanId: string) =>
  ({ loanIds, stages }: StoredCase): boolean =>
    stages.length > 0 && loanIds.includes(loanId);

/** A case is about loans of its own borrower (R26). */
function refuseCase(fund: Fund, loan: StoredLoan, knownAt: Date): void {
  const { id: loanId, cooperativeId } = loan;
  const named = listCases(fund, { cooperativeId }, knownAt).find(names(loanId));
  if (named === undefined) return;
  throw new DomainError('other-borrower', {
    rule: 'R26',
    figures: { loanId, caseId: named.id },
  });
}

function entryAbout(fund: Fund, loan: StoredLoan, knownAt: Date): string | null {
  const filter = { cooperativeIds: [loan.cooperativeId] };
  const entries = listCollectionEntries(fund, filter, knownAt);
  return entries.find((each) => each.loanIds.includes(loan.id))?.id ?? null;
}

/** An entry of the collection log names loans of its own borrower (R30). */
function refuseCollectionEntry(fund: Fund, loan: StoredLoan, knownAt: Date): void {
  const collectionEntryId = entryAbout(fund, loan, knownAt);
  if (collectionEntryId === null) return;
  throw new DomainError('other-borrower', {
    rule: 'R30',
    figures: { loanId: loan.id, collectionEntryId },
  });
}

const WHAT: Readonly<Record<LoanFactKind, string>> = {
  disbursements: 'disbursement',
  repayments: 'receipt',
  recalls: 'recall',
  restructurings: 'restructuring',
  rateChanges: 'rate change',
  freezes: 'freeze',
  waivers: 'waiver',
  chargeOffs: 'charge-off',
  writeOffs: 'write-off',
  debtGroupOverrides: 'debt group override',
};

function refuseFacts(fund: Fund, loanId: string, knownAt: Date): void {
  const loan = requireLoan(fund, loanId, knownAt);
  const { views } = loadLoanBooks(fund, loanId, knownAt);
  const plan = findRecoveryPlan(fund, loanId, knownAt);
  const cases = listCases(fund, { cooperativeId: loan.cooperativeId }, knownAt);
  const kinds = Object.keys(WHAT) as LoanFactKind[];
  const standing = [
    ...kinds
      .filter((kind) => views.some(({ facts }) => facts[kind].length > 0))
      .map((kind) => WHAT[kind]),
    ...(plan !== null && plan.entries.length > 0 ? ['recovery plan'] : []),
    ...(cases.some(names(loanId)) ? ['litigation case'] : []),
    ...(entryAbout(fund, loan, knownAt) === null ? [] : ['collection entry']),
  ];
  const [what] = standing;
  if (what !== undefined) throw new DomainError('facts-stand', { figures: { what } });
}

/**
 * Voids a contract that was entered wrongly; its number is free again.
 *
 * @throws DomainError not-found, facts-stand
 */
export function voidLoan(fund: FundAct, loanId: string, reason: string): StoredReversal {
  const knownAt = lastRecordedAt(fund);
  refuseFacts(fund, loanId, knownAt);
  const opened = findOpening(fund, loanId, knownAt);
  if (opened !== null) reverseFact(fund, opened.id, reason);
  return reverseFact(fund, loanId, reason);
}
