import { shownAt } from '../../book/known.ts';
import type { CollectionLogEntry } from '../../store/collection/collectionEntry.ts';
import { listCollectionEntries, listCollectionLog } from '../../book/collection.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { findCase, listCases } from '../../book/cases.ts';
import { listLoans } from '../../book/loans.ts';
import { isLifeState, LIFE_STATES } from '../../domain/borrowers/life.ts';
import type { CollectionKind } from '../../domain/collection/collectionLog.ts';
import { addDays, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError, type ErrorFigures } from '../../domain/primitives/errors.ts';
import { isPending } from '../../domain/court/stages.ts';
import { text } from '../../domain/primitives/money.ts';
import { versionInForce } from '../../domain/policies/policies.ts';
import type { PromiseOutcome } from '../../domain/collection/promises.ts';
import {
  type CollectionPage,
  type NewCollectionEntry,
  type StoredCollectionEntry,
} from '../../store/collection/collectionEntry.ts';
import type { By } from '../acts/by.ts';
import type { View } from '../view/readAsKnown.ts';
import { refuseBeforeContract, refuseFuture } from '../../domain/primitives/refusals.ts';
import { loadBorrower, loadRules, positionsOf } from '../loans/loanState.ts';
import { requireCooperative } from '../borrowers/lookUpBorrowers.ts';
import { promiseOutcomesOf } from './promises.ts';

export interface AddedEntry extends NewCollectionEntry {
  readonly occurredOn: CalendarDate;
}

/** What is to be done where a borrower is no longer active (R30). */
export interface InactiveWarning {
  readonly code: 'loan-of-inactive-cooperative' | 'case-of-inactive-cooperative';
  readonly rule: 'R30';
  readonly figures: ErrorFigures;
}

/** The loans named are the cooperative's; the debt of one is confirmed once it was contracted. */
function checkLoans(
  fund: Fund,
  { cooperativeId, kind, loanIds, occurredOn }: AddedEntry,
  knownAt: Date,
): void {
  const filter = loanIds.length === 0 ? { cooperativeId } : { ids: loanIds };
  const loans = listLoans(fund, filter, knownAt);
  const missing = loanIds.find((id) => !loans.some((loan) => loan.id === id));
  if (missing !== undefined) {
    throw new DomainError('not-found', { figures: { what: 'loan', id: missing } });
  }
  for (const { id: loanId, cooperativeId: borrower, terms } of loans) {
    if (borrower !== cooperativeId) {
      throw new DomainError('other-borrower', {
        rule: 'R30',
        figures: { loanId, contractNumber: terms.contractNumber },
      });
    }
    const isNamed = loanIds.includes(loanId);
    if (kind === 'debt_confirmation' && isNamed) refuseBeforeContract(occurredOn, terms.signedOn);
  }
}

/** The case named is the cooperative's. */
function checkCase(
  fund: Fund,
  { cooperativeId, litigationCaseId: id }: NewCollectionEntry,
  knownAt: Date,
): void {
  if (id === null || findCase(fund, id, knownAt)?.cooperativeId === cooperativeId) return;
  throw new DomainError('not-found', { figures: { what: 'litigation case', id } });
}

/** Of two states on one day the order of entry would decide (R2). */
function refuseSecondState(
  fund: Fund,
  cooperativeId: string,
  on: CalendarDate,
  knownAt: Date,
): void {
  const filter = { kinds: LIFE_STATES, cooperativeIds: [cooperativeId] };
  const entries = listCollectionEntries(fund, filter, knownAt);
  const first = entries.find((each) => each.occurredOn === on);
  if (first === undefined) return;
  throw new DomainError('life-on-same-day', { rule: 'R30', figures: { on, state: first.kind } });
}

/** The loans that still owe on the day, and the cases that are pending (R30). */
function inactiveWarnings(
  fund: Fund,
  cooperativeId: string,
  kind: CollectionKind,
  { asOf, knownAt }: View,
): InactiveWarning[] {
  const { loans, books } = loadBorrower(fund, cooperativeId, knownAt);
  const rules = loadRules(fund, knownAt);
  const positions = positionsOf(loans, books, rules, { asOf, knownAt });
  const term = versionInForce(rules.policies, 'creditorClaimDays', asOf);
  const { value: claimDays, sourceDocument: law } = term;
  const filing = kind === 'bankrupt' ? { claimDays, fileBy: addDays(asOf, claimDays), law } : {};
  const ofLoans = loans.flatMap(({ id, terms: { contractNumber } }): InactiveWarning[] => {
    const payoff = positions.get(id)?.position.payoff;
    if (payoff === undefined || payoff.isZero()) return [];
    const figures = { loanId: id, contractNumber, payoff: text(payoff), ...filing };
    return [{ code: 'loan-of-inactive-cooperative', rule: 'R30', figures }];
  });
  const cases = listCases(fund, { cooperativeId }, knownAt);
  const ofCases = cases
    .filter(({ stages }) => isPending(stages, asOf))
    .map(({ id: caseId, court, stages }): InactiveWarning => {
      const stage = stages.findLast((each) => each.occurredOn <= asOf)?.stage ?? 'petition_filed';
      return {
        code: 'case-of-inactive-cooperative',
        rule: 'R30',
        figures: { caseId, court, stage },
      };
    });
  return [...ofLoans, ...ofCases];
}

/**
 * Enters something into the collection log of a cooperative (R30).
 *
 * @returns the entry, and of one by which the cooperative is no longer active what it means for its
 *   loans and cases
 * @throws DomainError not-found, dated-in-future, other-borrower, before-contract, life-on-same-day
 */
export function recordCollectionEntry(
  fund: FundAct,
  by: By,
  { occurredOn, ...added }: AddedEntry,
): {
  readonly entry: StoredCollectionEntry;
  readonly warnings: readonly InactiveWarning[];
} {
  const { cooperativeId, kind } = added;
  const view = { asOf: occurredOn, knownAt: lastRecordedAt(fund) };
  requireCooperative(fund, cooperativeId, view);
  refuseFuture(occurredOn, by.today, 'R30');
  checkLoans(fund, { ...added, occurredOn }, view.knownAt);
  checkCase(fund, added, view.knownAt);
  if (isLifeState(kind)) refuseSecondState(fund, cooperativeId, occurredOn, view.knownAt);
  const ends = isLifeState(kind) && kind !== 'active';
  const warnings = ends ? inactiveWarnings(fund, cooperativeId, kind, view) : [];
  const recorded = fund.record<CollectionLogEntry>({
    factKind: 'collection_entry',
    effectiveOn: occurredOn,
    ...added,
    loanIds: added.loanIds.toSorted(),
  });
  return { entry: { ...shownAt(recorded, recorded.recordedAt), occurredOn }, warnings };
}

/** An entry of the log; a promise that stands with what became of it. */
export interface LoggedEntry {
  readonly entry: StoredCollectionEntry;
  readonly outcome: PromiseOutcome | null;
}

/**
 * The log of a cooperative up to the day, by date and then as entered, reversed entries included.
 *
 * @throws DomainError not-found
 */
export function collectionLog(
  fund: Fund,
  cooperativeId: string,
  view: View,
  page: Omit<CollectionPage, 'cooperativeIds'>,
): LoggedEntry[] {
  requireCooperative(fund, cooperativeId, view);
  const { to = view.asOf } = page;
  const until = to < view.asOf ? to : view.asOf;
  const filter = { ...page, to: until, cooperativeIds: [cooperativeId] };
  const entries = listCollectionLog(fund, filter, view.knownAt);
  const outcomes = entries.some((entry) => entry.kind === 'promise')
    ? promiseOutcomesOf(fund, cooperativeId, view)
    : new Map<string, PromiseOutcome>();
  return entries.map((entry) => ({ entry, outcome: outcomes.get(entry.id) ?? null }));
}
