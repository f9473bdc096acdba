import { isShownOn } from '../../domain/books/lateBooking.ts';
import { listCollectionEntries } from '../../book/collection.ts';
import type { Fund } from '../../book/fund.ts';
import { listLoans } from '../../book/loans.ts';
import { listRepayments } from '../../book/payments.ts';
import { addDays, earlier, type CalendarDate } from '../../domain/primitives/dates.ts';
import { ensure } from '../../domain/primitives/errors.ts';
import { compareText, groupBy } from '../../domain/primitives/lists.ts';
import {
  promiseOutcomes,
  type PaymentPromise,
  type PromiseOutcome,
  type PromiseReceipt,
} from '../../domain/collection/promises.ts';
import { type StoredCollectionEntry } from '../../store/collection/collectionEntry.ts';
import { cooperatives } from '../borrowers/lookUpBorrowers.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadRules } from '../loans/loanState.ts';

/** An entry that promises so much by a day. */
type StoredPromise = StoredCollectionEntry & PaymentPromise;

/** A promise of the fund's, with its borrower as it counts on the day asked about. */
export interface PromiseOfFund extends StoredPromise {
  readonly cooperativeCode: string;
  readonly cooperativeName: string;
  readonly locality: string;
  readonly outcome: PromiseOutcome;
}

function promiseOf(entry: StoredCollectionEntry): StoredPromise {
  const { amount, promisedOn } = entry;
  ensure(amount !== null && promisedOn !== null, 'a promise has an amount and a day');
  return { ...entry, amount, promisedOn };
}

function loadPromises(
  fund: Fund,
  knownAt: Date,
  cooperativeIds?: readonly string[],
): StoredPromise[] {
  const filter = { kinds: ['promise'], cooperativeIds } as const;
  const entries = listCollectionEntries(fund, filter, knownAt);
  return entries.map(promiseOf).toSorted((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime());
}

/** What was received of each borrower that has promised, reversed receipts left out. */
function receiptsByBorrower(
  fund: Fund,
  promises: readonly StoredPromise[],
  { asOf, knownAt }: View,
): Map<string, PromiseReceipt[]> {
  const promising = new Set(promises.map((each) => each.cooperativeId));
  const [only, ...others] = promising;
  const filter = others.length === 0 ? { cooperativeId: only } : {};
  const borrowers = new Map<string, string>();
  for (const { id, cooperativeId } of listLoans(fund, filter, knownAt)) {
    if (promising.has(cooperativeId)) borrowers.set(id, cooperativeId);
  }
  const receipts = listRepayments(fund, { loanIds: [...borrowers.keys()] }, knownAt);
  const standing = receipts.filter((each) => isShownOn(each, asOf));
  return groupBy(standing, (each) => borrowers.get(each.loanId) ?? '');
}

function outcomesOf(
  fund: Fund,
  promises: readonly StoredPromise[],
  { asOf, knownAt }: View,
): Map<string, PromiseOutcome> {
  if (promises.length === 0) return new Map();
  const receipts = receiptsByBorrower(fund, promises, { asOf, knownAt });
  const rules = loadRules(fund, knownAt);
  return new Map(
    [...groupBy(promises, (each) => each.cooperativeId)].flatMap(([cooperativeId, given]) => [
      ...promiseOutcomes(given, receipts.get(cooperativeId) ?? [], rules, asOf),
    ]),
  );
}

/** What became of each promise of a cooperative that stands, by the id of its entry (R30). */
export function promiseOutcomesOf(
  fund: Fund,
  cooperativeId: string,
  view: View,
): ReadonlyMap<string, PromiseOutcome> {
  return outcomesOf(fund, loadPromises(fund, view.knownAt, [cooperativeId]), view);
}

/** The promises of the fund given on the day or earlier, by the day promised, then as entered. */
export function fundPromises(
  fund: Fund,
  view: View,
  state?: PromiseOutcome['state'],
): PromiseOfFund[] {
  const promises = loadPromises(fund, view.knownAt);
  const outcomes = outcomesOf(fund, promises, view);
  const ids = promises.map((each) => each.cooperativeId);
  const borrowers = new Map(cooperatives(fund, { ids }, view).map((each) => [each.id, each]));
  return promises
    .flatMap((promise): PromiseOfFund[] => {
      const outcome = outcomes.get(promise.id);
      if (outcome === undefined || (state !== undefined && outcome.state !== state)) return [];
      const borrower = borrowers.get(promise.cooperativeId);
      ensure(borrower !== undefined, 'a promise is of a cooperative');
      const { code: cooperativeCode, name: cooperativeName, locality } = borrower;
      return [{ ...promise, cooperativeCode, cooperativeName, locality, outcome }];
    })
    .toSorted((a, b) => compareText(a.promisedOn, b.promisedOn));
}

/**
 * The promises whose last day lies in a quarter and that were not kept, as it is known now. Those of
 * the quarter's last day are broken the day after, so each is in the one quarter in which it was due.
 */
export function brokenPromises(
  fund: Fund,
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
  { asOf: today, knownAt }: View,
): PromiseOfFund[] {
  const asOf = earlier(today, addDays(to, 1));
  const broken = fundPromises(fund, { asOf, knownAt }, 'broken');
  return broken.filter(({ outcome: { dueOn } }) => from <= dueOn && dueOn <= to);
}
