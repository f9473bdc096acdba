import { randomUUID } from 'node:crypto';
import { shownAt } from '../../book/known.ts';
import type { CaseEntry, StageEntry } from '../../store/court/case.ts';
import { findCooperative } from '../../book/borrowers.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { findCase, findStage } from '../../book/cases.ts';
import { findOpening } from '../../book/loanOpenings.ts';
import { openingAsKnown } from '../../book/opening.ts';
import { listLoans } from '../../book/loans.ts';
import { loadPolicies } from '../../book/rules.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { compareText } from '../../domain/primitives/lists.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import { checkReceivedBefore, type ReceivedOnPaper } from '../../domain/court/receivedBefore.ts';
import { canFollowOn, checkAwardParts, checkStageInLaw } from '../../domain/court/stageChecks.ts';
import { checkNextStage, NOTHING_SAID, type Stage } from '../../domain/court/stages.ts';
import type { DocketType } from '../../domain/policies/docketTypes.ts';
import {
  type CaseParty,
  type NewCase,
  type NewStage,
  type StoredCase,
  type StoredStage,
} from '../../store/court/case.ts';
import type { By } from '../acts/by.ts';
import { checkSuedLoan } from '../../domain/court/suit.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';

export interface FiledCase {
  readonly cooperativeId: string;
  readonly loanIds: readonly string[];
  readonly court: string;
  readonly docketType: DocketType;
  readonly filedOn: CalendarDate;
  readonly claim: Allocation;
  readonly parties: readonly CaseParty[];
  /** What came through it up to the opening day of its loans, by the paper book; left out: nothing. */
  readonly receivedBefore?: readonly ReceivedOnPaper[];
}

export interface RecordedStage extends Omit<NewStage, 'caseId' | 'stage'> {
  readonly stage: Stage;
  readonly occurredOn: CalendarDate;
}

const BARE = { ...NOTHING_SAID, ground: null, note: null };

/** @throws DomainError not-found */
export function requireCase(
  fund: Fund,
  caseId: string,
  knownAt: Date,
  asOf?: CalendarDate,
  localitiesOn?: CalendarDate,
): StoredCase {
  const found = findCase(fund, caseId, knownAt, asOf, localitiesOn);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'litigation case', id: caseId } });
}

/** @throws DomainError not-found, also where the stage is of another case */
export function requireStageOf(fund: Fund, caseId: string, stageId: string): void {
  const stage = findStage(fund, stageId, lastRecordedAt(fund));
  if (stage?.caseId === caseId) return;
  throw new DomainError('not-found', { figures: { what: 'litigation stage', id: stageId } });
}

/** What a case is to be about. */
export type Suit = Pick<FiledCase, 'cooperativeId' | 'loanIds' | 'docketType' | 'filedOn'>;

/** @throws DomainError not-found, before-contract, other-borrower */
export function checkSuit(fund: Fund, filed: Suit, knownAt: Date): void {
  const { cooperativeId } = filed;
  if (findCooperative(fund, cooperativeId, knownAt) === null) {
    throw new DomainError('not-found', { figures: { what: 'cooperative', id: cooperativeId } });
  }
  const loans = listLoans(fund, { ids: filed.loanIds }, knownAt);
  for (const loanId of filed.loanIds) {
    const loan = loans.find((each) => each.id === loanId);
    if (loan === undefined) {
      throw new DomainError('not-found', { figures: { what: 'loan', id: loanId } });
    }
    checkSuedLoan(filed, loan);
  }
}

/**
 * What a case is told to have received by the paper book, oldest first, with what the taking over rests on (R39).
 *
 * @throws DomainError not-received-before, fee-not-below-amount, validation
 */
function receivedOnPaper(
  fund: Fund,
  caseId: string,
  { loanIds, receivedBefore: told = [] }: FiledCase,
  knownAt: Date,
) {
  if (told.length === 0) return {};
  const loans = listLoans(fund, { ids: loanIds }, knownAt).map(({ id, terms }) => ({
    contractNumber: terms.contractNumber,
    opening: findOpening(fund, id, knownAt)?.opening ?? null,
  }));
  checkReceivedBefore(told, { caseId, loans });
  const named = loans.find(({ opening }) => opening?.documentNumber !== null)?.opening;
  const documentNumber =
    named?.documentNumber ?? openingAsKnown(fund, knownAt)?.documentNumber ?? '';
  const receivedBefore = told
    .map((each) => ({ ...each, documentNumber }))
    .toSorted((a, b) => compareText(a.effectiveOn, b.effectiveOn));
  return { receivedBefore };
}

/**
 * Files a case: the petition is its first stage (R26).
 *
 * @throws DomainError not-found, dated-in-future, before-contract, other-borrower, not-received-before,
 *   fee-not-below-amount, validation
 */
export function fileCase(fund: FundAct, by: By, filed: FiledCase): StoredCase {
  const knownAt = lastRecordedAt(fund);
  refuseFuture(filed.filedOn, by.today, 'R26');
  const { cooperativeId, filedOn } = filed;
  checkSuit(fund, filed, knownAt);
  const caseId = randomUUID();
  const added: NewCase = {
    cooperativeId,
    loanIds: filed.loanIds,
    court: filed.court,
    docketType: filed.docketType,
    claim: filed.claim,
    parties: filed.parties,
    ...receivedOnPaper(fund, caseId, filed, knownAt),
  };
  const filing = { ...BARE, caseId, stage: 'petition_filed' } as const;
  // The stage first: whoever knows of the case knows of its filing too (R21).
  fund.record<StageEntry>({ factKind: 'litigation_stage', effectiveOn: filedOn, ...filing });
  const said = { factKind: 'litigation_case', effectiveOn: filedOn, ...added } as const;
  fund.record<CaseEntry>({ ...said, loanIds: added.loanIds.toSorted() }, caseId);
  return requireCase(fund, caseId, lastRecordedAt(fund));
}

/**
 * Checks that a stage may be the next one of a case (R26, R38).
 *
 * @throws DomainError not-found, dated-in-future, stage-not-in-law, stage-not-possible, stage-out-of-order,
 *   instalments-above-award, before-contract, other-borrower
 */
export function checkStage(fund: Fund, by: By, found: StoredCase, added: RecordedStage): void {
  const { occurredOn, stage } = added;
  const knownAt = lastRecordedAt(fund);
  refuseFuture(occurredOn, by.today, 'R26');
  const policies = loadPolicies(fund, knownAt);
  const last = found.stages.at(-1) ?? null;
  checkStageInLaw({ stage, occurredOn }, policies);
  checkNextStage(last, { stage, occurredOn }, canFollowOn(last, policies, occurredOn));
  checkAwardParts(added.instalments, added.amounts);
  // One whose filing was reversed is filed again: by what is known of its loans now.
  if (stage === 'petition_filed') checkSuit(fund, { ...found, filedOn: occurredOn }, knownAt);
}

/**
 * Records the next stage of a case, in the order of R26 and R38.
 *
 * @throws DomainError not-found, dated-in-future, stage-not-in-law, stage-not-possible, stage-out-of-order,
 *   instalments-above-award, before-contract, other-borrower
 */
export function recordStage(
  fund: FundAct,
  by: By,
  caseId: string,
  added: RecordedStage,
): StoredStage {
  const { occurredOn, ...stage } = added;
  const knownAt = lastRecordedAt(fund);
  checkStage(fund, by, requireCase(fund, caseId, knownAt), added);
  const said = { factKind: 'litigation_stage', effectiveOn: occurredOn, ...stage, caseId } as const;
  const recorded = fund.record<StageEntry>(said);
  return { ...shownAt(recorded, recorded.recordedAt), occurredOn };
}
