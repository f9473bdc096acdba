import { cashAsKnown, findCapitalMovement, movementsBooked } from '../../book/rules.ts';
import { checkCapital } from '../../domain/fund/capital.ts';
import { findCollateralFact } from '../../book/collaterals.ts';
import { findCollectionEntry } from '../../book/collection.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { findDecision, findRecall } from '../../book/loans.ts';
import { findDisbursement, findRepayment } from '../../book/payments.ts';
import {
  factsNaming,
  findIncomeMovement,
  findPlace,
  findPlaceCount,
  findTransfer,
  findTrusteeStatement,
} from '../../book/places.ts';
import { placeOfPayment } from '../../domain/fund/places.ts';
import { entrustedBy } from '../../domain/fund/transfers.ts';
import { checkIncomeUsed, checkTaken } from '../fund/placeMoney.ts';
import { findCase, findStage } from '../../book/cases.ts';
import { findNotice } from '../../book/notices.ts';
import { findDraft } from '../../book/schedule.ts';
import { refuseReleased } from '../notices/noticeDrafts.ts';
import { checkAvailable } from '../../domain/fund/cash.ts';
import { checkStillPossible } from '../../domain/loans/decisions.ts';
import { refuseReversed } from '../../domain/primitives/refusals.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { type DecisionKind } from '../../store/loans/decision.ts';
import type { StoredReversal } from '../../store/facts/reversal.ts';
import { dayInBooks, type Booked } from '../../domain/books/lateBooking.ts';
import { shownFromInAct } from '../acts/bookLater.ts';
import type { View } from '../view/readAsKnown.ts';
import { reverseFact } from '../acts/reverseFact.ts';
import type { RecordedFact } from '../../store/database/recording.ts';
import { loadLoanState } from '../loans/loanState.ts';
import { checkPrincipal } from '../../domain/loans/checkPrincipal.ts';

/** What can be reversed (R12). */
export type ReversibleKind =
  | 'repayment'
  | 'disbursement'
  | 'capital_movement'
  | 'place'
  | 'transfer'
  | 'income_movement'
  | 'place_count'
  | 'trustee_statement'
  | 'recall'
  | DecisionKind
  | 'litigation_stage'
  | 'collection_entry'
  | 'notice'
  | 'collateral'
  | 'collateral_change'
  | 'collateral_valuation'
  | 'collateral_release'
  | 'notice_draft';

type Reversible = RecordedFact & { readonly reversedAt: Date | null } & Partial<Booked>;

function impossible(what: string, figures: Record<string, string>): DomainError {
  return new DomainError('later-fact-impossible', { rule: 'R12', figures: { what, ...figures } });
}

/** Later receipts, recalls and decisions would stand on money that was never lent. */
function checkDisbursement(fund: Fund, id: string, { asOf, knownAt }: View): void {
  const found = findDisbursement(fund, id, knownAt);
  if (found === null) return;
  const { loan, books } = loadLoanState(fund, found.loanId, { asOf, knownAt });
  const { terms } = loan;
  for (const { facts } of books.from(asOf)) {
    const disbursements = facts.disbursements.filter((each) => each.id !== id);
    const left = { ...facts, disbursements };
    checkPrincipal(left, found.effectiveOn);
    checkStillPossible({ terms, facts }, { terms, facts: left });
  }
}

/** A tranche may have been disbursed after the dates that the restructuring put off. */
function checkRestructuring(fund: Fund, id: string, { asOf, knownAt }: View): void {
  const found = findDecision(fund, 'restructuring', id, knownAt);
  if (found === null) return;
  const { loan, books } = loadLoanState(fund, found.loanId, { asOf, knownAt });
  const { terms } = loan;
  for (const { facts } of books.from(asOf)) {
    const restructurings = facts.restructurings.filter(
      (each) => each.decidedOn !== found.effectiveOn,
    );
    checkStillPossible({ terms, facts }, { terms, facts: { ...facts, restructurings } });
  }
}

/** A write-off stands on the charge-off (R40). */
function checkChargeOff(fund: Fund, id: string, { asOf, knownAt }: View): void {
  const found = findDecision(fund, 'charge_off', id, knownAt);
  if (found === null) return;
  const { loan, books } = loadLoanState(fund, found.loanId, { asOf, knownAt });
  const { terms } = loan;
  for (const { facts } of books.from(asOf)) {
    const chargeOffs = facts.chargeOffs.filter((each) => each.effectiveOn !== found.effectiveOn);
    checkStillPossible({ terms, facts }, { terms, facts: { ...facts, chargeOffs } });
  }
}

function checkCapitalMovement(fund: Fund, id: string, { asOf, knownAt }: View): void {
  const found = findCapitalMovement(fund, id, knownAt);
  if (found === null) return;
  if (found.kind === 'withdrawal') {
    return checkCapital(movementsBooked(fund, knownAt), asOf, found.amount);
  }
  checkAvailable(cashAsKnown(fund, knownAt), found.source, asOf, found.amount);
  if (found.fromIncome === true) return;
  const { placeId = null, method, amount } = found;
  checkTaken(fund, placeOfPayment({ placeId, method }), { on: asOf, amount }, knownAt);
}

/** Nothing that stands may name a place that is taken back. */
function checkUnusedPlace(fund: Fund, id: string, { knownAt }: View): void {
  const naming = factsNaming(fund, id, knownAt);
  const [first] = naming;
  if (first === undefined) return;
  const figures = { number: naming.length, id: first };
  throw new DomainError('place-in-use', { rule: 'R35', figures });
}

/** What came to a place by a transfer may be used there, or lent if a trustee gave it back. */
function checkTransfer(fund: Fund, id: string, { asOf: on, knownAt }: View): void {
  const found = findTransfer(fund, id, knownAt);
  if (found === null) return;
  const entrusted = entrustedBy(found);
  if (entrusted?.isNegative() === true) {
    checkAvailable(cashAsKnown(fund, knownAt), found.source, on, found.amount);
  }
  checkTaken(fund, found.to, { on, amount: found.amount }, knownAt);
}

/** What came in may be used. */
function checkIncomeMovement(fund: Fund, id: string, { asOf: on, knownAt }: View): void {
  const found = findIncomeMovement(fund, id, knownAt);
  if (found === null || found.kind === 'paid_out') return;
  const { amount } = found;
  checkIncomeUsed(fund, on, amount, knownAt);
  checkTaken(fund, found, { on, amount }, knownAt);
}

/** Only a case's last stage can be reversed, and never its filing while others stand. */
function checkStage(fund: Fund, id: string, { knownAt }: View): void {
  const found = findStage(fund, id, knownAt);
  if (found === null) return;
  const last = findCase(fund, found.caseId, knownAt)?.stages.at(-1);
  if (last !== undefined && last.id !== id) {
    throw impossible(last.stage, { on: last.occurredOn });
  }
}

/** A notice that another one took the place of is not taken back: that one says so. */
async function checkNotice(fund: Fund, id: string, { knownAt }: View): Promise<void> {
  const noticeId = (await findNotice(fund, id, knownAt))?.supersededById ?? null;
  if (noticeId !== null) throw new DomainError('already-superseded', { figures: { noticeId } });
}

type Find = (
  fund: Fund,
  id: string,
  knownAt: Date,
) => Reversible | null | Promise<Reversible | null>;

const ofKind =
  (kind: DecisionKind): Find =>
  (fund, id, knownAt) =>
    findDecision(fund, kind, id, knownAt);

/** The end of a freeze; one of a freeze that was reversed went with it. */
const findFreezeEnd: Find = (fund, id, knownAt) => {
  const found = findDecision(fund, 'freeze_end', id, knownAt);
  if (found === null) return null;
  const freeze = findDecision(fund, 'freeze', found.terms.freezeId, knownAt);
  return { ...found, reversedAt: found.reversedAt ?? freeze?.reversedAt ?? null };
};

const FIND: Record<ReversibleKind, Find> = {
  repayment: findRepayment,
  disbursement: findDisbursement,
  capital_movement: findCapitalMovement,
  place: findPlace,
  transfer: findTransfer,
  income_movement: findIncomeMovement,
  place_count: findPlaceCount,
  trustee_statement: findTrusteeStatement,
  recall: findRecall,
  restructuring: ofKind('restructuring'),
  rate_change: ofKind('rate_change'),
  freeze: ofKind('freeze'),
  freeze_end: findFreezeEnd,
  waiver: ofKind('waiver'),
  charge_off: ofKind('charge_off'),
  write_off: ofKind('write_off'),
  debt_group_override: ofKind('debt_group_override'),
  litigation_stage: findStage,
  collection_entry: findCollectionEntry,
  collateral: findCollateralFact('collateral'),
  collateral_change: findCollateralFact('collateral_change'),
  collateral_valuation: findCollateralFact('collateral_valuation'),
  collateral_release: findCollateralFact('collateral_release'),
  notice: findNotice,
  notice_draft: findDraft,
};

/**
 * What a reversal could make impossible. That of a receipt is never refused for what comes after it
 * (R18), nor are those not named; that of a recall or freeze takes its withdrawal or end with it. `asOf`
 * is the day from which the figures show the fact no more.
 */
const CHECK: Partial<
  Record<ReversibleKind, (fund: Fund, id: string, view: View) => void | Promise<void>>
> = {
  disbursement: checkDisbursement,
  capital_movement: checkCapitalMovement,
  place: checkUnusedPlace,
  transfer: checkTransfer,
  income_movement: checkIncomeMovement,
  restructuring: checkRestructuring,
  charge_off: checkChargeOff,
  litigation_stage: checkStage,
  notice: checkNotice,
  notice_draft: (fund, id, { knownAt }) => refuseReleased(fund, id, knownAt),
};

/**
 * Reverses a fact: from now on it is left out of every figure, for every day (R12). If the reversal is
 * booked later, figures of the days before its booking go on to show the fact (R42).
 *
 * @throws DomainError not-found, already-reversed, principal-below-zero,
 *   available-principal-below-zero, later-fact-impossible, already-superseded, amount-too-large,
 *   place-below-zero, place-in-use, income-below-zero, draft-released,
 *   booked-later-on-open-day, period-closed
 */
export async function reverseAct(
  fund: FundAct,
  kind: ReversibleKind,
  reversed: { readonly id: string; readonly reason: string },
): Promise<StoredReversal> {
  const { id, reason } = reversed;
  const knownAt = lastRecordedAt(fund);
  const found = await FIND[kind](fund, id, knownAt);
  if (found === null) throw new DomainError('not-found', { figures: { what: kind, id } });
  refuseReversed(found.reversedAt);
  const { effectiveOn, late = null } = found;
  const asOf = shownFromInAct(fund, dayInBooks({ effectiveOn, late }));
  await CHECK[kind]?.(fund, id, { asOf, knownAt });
  return reverseFact(fund, id, reason);
}
