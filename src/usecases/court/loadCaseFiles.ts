import type { Fund } from '../../book/fund.ts';
import { findOpening } from '../../book/loanOpenings.ts';
import { listCases } from '../../book/cases.ts';
import { listRepayments } from '../../book/payments.ts';
import { isShownOn } from '../../domain/books/lateBooking.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { groupBy } from '../../domain/primitives/lists.ts';
import type { CaseFile } from '../../domain/court/stages.ts';
import { type CaseFilter, type StoredCase } from '../../store/court/case.ts';
import type { View } from '../view/readAsKnown.ts';

/** The day on which another fund handed over what a case is about; null: none did. */
function takenOverOn(fund: Fund, { loanIds }: StoredCase, knownAt: Date): CalendarDate | null {
  const days = loanIds.flatMap((id) => {
    const opening = findOpening(fund, id, knownAt)?.opening;
    return opening?.origin === undefined ? [] : [opening.on];
  });
  return days.toSorted().at(-1) ?? null;
}

/** The files of stored cases: with the receipts that came through each, as the figures of a day show them (R42). */
export function filesOf(
  fund: Fund,
  cases: readonly StoredCase[],
  { asOf, knownAt }: View,
): CaseFile[] {
  if (cases.length === 0) return [];
  const litigationCaseIds = cases.map((each) => each.id);
  const receipts = listRepayments(fund, { litigationCaseIds }, knownAt);
  const standing = receipts.filter((each) => isShownOn(each, asOf));
  const byCase = groupBy(standing, (each) => each.litigationCaseId ?? '');
  return cases.map((stored) => ({
    id: stored.id,
    borrower: {
      id: stored.cooperativeId,
      code: stored.cooperativeCode,
      name: stored.cooperativeName,
      locality: stored.locality,
    },
    loanIds: stored.loanIds,
    court: stored.court,
    docketType: stored.docketType,
    takenOverOn: takenOverOn(fund, stored, knownAt),
    claim: stored.claim,
    stages: stored.stages,
    receipts: [...(stored.receivedBefore ?? []), ...(byCase.get(stored.id) ?? [])],
  }));
}

/** Whether a loan is of the fund on a day: one that another fund handed over is from the day on. */
function isOfFundOn(fund: Fund, loanId: string, { asOf, knownAt }: View): boolean {
  const opening = findOpening(fund, loanId, knownAt)?.opening;
  return opening?.origin === undefined || opening.on <= asOf;
}

/** The files of the fund's cases, in the order of filing (R26). */
export function loadCaseFiles(
  fund: Fund,
  { asOf, knownAt, localitiesOn }: View,
  filter: CaseFilter = {},
): CaseFile[] {
  const cases = listCases(fund, filter, knownAt, asOf, localitiesOn).filter(({ loanIds }) =>
    loanIds.some((id) => isOfFundOn(fund, id, { asOf, knownAt })),
  );
  return filesOf(fund, cases, { asOf, knownAt });
}
