import { DECISION_KINDS } from '../domain/books/factKinds.ts';
import type { SourceVersion } from '../domain/books/ledger.ts';
import { CHARTER } from '../domain/fund/sources.ts';
import type { Borrower } from '../domain/borrowers/borrower.ts';
import { endOfFreeze } from '../domain/loans/decisions.ts';
import type { VoucheredFacts } from '../domain/loans/facts.ts';
import { NO_BOOKS, type LoanBooks } from '../domain/loans/loanBooks.ts';
import type { LoanOfFund } from '../domain/loans/portfolio.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { compareText } from '../domain/primitives/lists.ts';
import type { CooperativeEntry } from '../store/borrowers/cooperative.ts';
import type { DecisionEntry } from '../store/loans/decision.ts';
import type { DecisionKind, StoredDecision } from '../store/loans/decision.ts';
import type { Entry } from '../store/facts/entry.ts';
import {
  projectOf,
  type LoanFilter,
  type SearchRank,
  type StoredLoan,
} from '../store/loans/loan.ts';
import type { StoredRecall, StoredRecallWithdrawal } from '../store/loans/recall.ts';
import type { StoredRecoveryPlan } from '../store/loans/recoveryPlan.ts';
import type { Book } from './book.ts';
import { ANY_DAY, borrowerOf, versionAt } from './borrowers.ts';
import { matching, rankedBy, type Lent } from './matching.ts';
import type { Fund } from './fund.ts';
import { lastChange } from './kept.ts';
import { localityAt } from './localities.ts';
import { isKnownAt, shownAt, standsAt } from './known.ts';
import type { KnownLoan, LoanRecord } from './loanRecord.ts';

type OfBook = Pick<Fund, 'book'>;

/** A day, and the day whose localities are named, if it is another (R37). */
interface Seen {
  readonly instant: number;
  readonly asOf: CalendarDate;
  readonly localitiesOn?: CalendarDate | undefined;
}

/** The borrower of a loan as it counts on a day. */
function borrowerAt(
  book: Book,
  { contract }: KnownLoan,
  { instant, asOf, localitiesOn }: Seen,
): CooperativeEntry {
  const record = book.cooperatives.get(contract.cooperativeId);
  const version = record && versionAt(record, instant, asOf, localitiesOn);
  if (!version) throw new Error(`no cooperative ${contract.cooperativeId}`);
  return version;
}

/** The cooperative of which a borrower is a member on a day; null: of none. */
function memberOf(
  book: Book,
  { memberOfId }: CooperativeEntry,
  { instant, asOf }: Seen,
): StoredLoan['memberOf'] {
  const record = memberOfId === null ? undefined : book.cooperatives.get(memberOfId);
  const version = record && versionAt(record, instant, asOf);
  return version ? { id: version.cooperativeId, name: version.name } : null;
}

function storedOf(
  book: Book,
  { entered, contract, books }: KnownLoan,
  borrower: CooperativeEntry,
  seen: Seen,
): StoredLoan {
  const { terms, cooperativeId, source, reason } = contract;
  const by = { recordedAt: new Date(contract.recordedAt), recordedBy: contract.recordedBy };
  return {
    id: entered.id,
    effectiveOn: terms.signedOn,
    recordedAt: new Date(entered.recordedAt),
    recordedBy: entered.recordedBy,
    cooperativeId,
    source,
    terms,
    ...projectOf(contract),
    correction: reason === null ? null : { reason, ...by },
    opening: books.views.at(-1)?.facts.opening ?? null,
    cooperativeCode: borrower.code,
    cooperativeName: borrower.name,
    locality: borrower.locality,
    borrowerKind: borrower.kind,
    borrowerSector: borrower.sector,
    memberOf: memberOf(book, borrower, seen),
  };
}

/** The contracts that stand at an instant, by contract number. */
function contractsAt(book: Book, instant: number): readonly LoanRecord[] {
  const at = lastChange(book.contractChanges, instant);
  return book.contracts.of(at, () =>
    [...book.loans.values()]
      .flatMap((record) => {
        const known = record.at(instant);
        return known === null ? [] : [{ record, number: known.contract.terms.contractNumber }];
      })
      .toSorted((a, b) => compareText(a.number, b.number))
      .map(({ record }) => record),
  );
}

/** The loans that stand at an instant, by contract number, as they are asked for. */
function eachKnown(book: Book, instant: number): Iterable<KnownLoan> {
  const records = contractsAt(book, instant);
  return {
    *[Symbol.iterator]() {
      for (const record of records) {
        const known = record.at(instant);
        if (known !== null) yield known;
      }
    },
  };
}

/** The loans that stand at an instant, by contract number. */
const knownLoans = (book: Book, instant: number): KnownLoan[] => [...eachKnown(book, instant)];

/** The sources of which a contract ever said that its loan is lent, up to an instant, as recorded (R34). */
export function sourcesOfLoan(
  { book }: OfBook,
  loanId: string,
  knownAt: Date,
): [SourceVersion, ...SourceVersion[]] {
  const versions = book.loans.get(loanId)?.versions ?? [];
  const [first, ...later] = versions
    .filter((each) => isKnownAt(each, knownAt.getTime()))
    .map(({ recordedAt, source }) => ({ recordedAt: new Date(recordedAt), source }));
  return [first ?? { recordedAt: knownAt, source: CHARTER }, ...later];
}

/** The contract with its borrower as it counts on `asOf`; a voided one is not found. */
export function findLoan(
  { book }: OfBook,
  id: string,
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
  localitiesOn?: CalendarDate,
): StoredLoan | null {
  const seen = { instant: knownAt.getTime(), asOf, localitiesOn };
  const known = book.loans.get(id)?.at(seen.instant) ?? null;
  return known && storedOf(book, known, borrowerAt(book, known, seen), seen);
}

const byNumber = ({ contract: a }: KnownLoan, { contract: b }: KnownLoan): number =>
  compareText(a.terms.contractNumber, b.terms.contractNumber);

/** The loans among which a filter looks, by contract number: as few as can be found at once. */
function askedLoans(
  book: Book,
  { ids, cooperativeId }: LoanFilter,
  instant: number,
): Iterable<KnownLoan> {
  const few =
    ids === undefined
      ? cooperativeId === undefined
        ? null
        : (book.cooperatives.get(cooperativeId)?.loans ?? [])
      : [...new Set(ids)].flatMap((id) => book.loans.get(id) ?? []);
  if (few === null) return eachKnown(book, instant);
  return few.flatMap((record) => record.at(instant) ?? []).toSorted(byNumber);
}

/** A loan that a filter finds, and how well it matches what is searched. */
export interface RankedLoan {
  readonly loan: StoredLoan;
  readonly rank: SearchRank;
}

/** The loans that match a search, best first, behind the last one already given. */
function* bestFirst(found: Iterable<Lent>, filter: LoanFilter): Generator<[Lent, SearchRank]> {
  const { after = '', afterRank = 0 } = filter;
  const rankOf = rankedBy(filter);
  const byRank: Record<SearchRank, Lent[]> = { 0: [], 1: [], 2: [], 3: [], 4: [] };
  for (const lent of found) byRank[rankOf(lent)].push(lent);
  for (const rank of [0, 1, 2, 3, 4] as const) {
    if (rank < afterRank) continue;
    for (const lent of byRank[rank]) {
      const [{ contract }] = lent;
      const isGiven = rank === afterRank && compareText(contract.terms.contractNumber, after) <= 0;
      if (!isGiven) yield [lent, rank];
    }
  }
}

/**
 * The loans that a filter finds, one after the other: by contract number, and what is searched for with
 * the best match first.
 */
export function* eachRankedLoan(
  { book }: OfBook,
  filter: LoanFilter,
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
  localitiesOn?: CalendarDate,
): Generator<RankedLoan> {
  const seen = { instant: knownAt.getTime(), asOf, localitiesOn };
  const loans = askedLoans(book, filter, seen.instant);
  function* among() {
    for (const known of loans) yield [known, borrowerAt(book, known, seen)] as const;
  }
  const matches = matching(filter, among);
  function* found(): Generator<Lent> {
    for (const lent of among()) if (matches(...lent)) yield lent;
  }
  const stored = ([known, borrower]: Lent) => storedOf(book, known, borrower, seen);
  if (filter.q === undefined) {
    // Whoever asks for a page asks no further than its end.
    for (const lent of found()) yield { loan: stored(lent), rank: 0 };
  } else {
    for (const [lent, rank] of bestFirst(found(), filter)) yield { loan: stored(lent), rank };
  }
}

/** The same loans without their ranks. */
export function* eachLoan(...asked: Parameters<typeof eachRankedLoan>): Generator<StoredLoan> {
  for (const { loan } of eachRankedLoan(...asked)) yield loan;
}

/** The loans by contract number, each with its borrower as it counts on `asOf`. */
export function listLoans(
  fund: OfBook,
  filter: LoanFilter,
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
  localitiesOn?: CalendarDate,
): StoredLoan[] {
  const found: StoredLoan[] = [];
  for (const loan of eachLoan(fund, filter, knownAt, asOf, localitiesOn)) {
    if (found.length === filter.limit) break;
    found.push(loan);
  }
  return found;
}

/** The ids of the contracts that stood at `knownAt`, by contract number. */
export function listLoanIds({ book }: OfBook, knownAt: Date): string[] {
  return contractsAt(book, knownAt.getTime()).map((record) => record.id);
}

/** The contracts that stood at `knownAt`, by number, each with its borrower. */
export function listLoanNames(
  { book }: OfBook,
  knownAt: Date,
): { readonly id: string; readonly contractNumber: string; readonly cooperativeId: string }[] {
  return knownLoans(book, knownAt.getTime()).map(({ loanId: id, contract }) => {
    const { cooperativeId, terms } = contract;
    return { id, contractNumber: terms.contractNumber, cooperativeId };
  });
}

/** How many contracts stood at `knownAt`. */
export function countLoans({ book }: OfBook, knownAt: Date): number {
  return contractsAt(book, knownAt.getTime()).length;
}

/** The numbers of the other contracts that stand and have, or ever had, one like it. */
export function numbersLike(
  { book }: OfBook,
  number: string,
  except: string | null,
  knownAt: Date,
): readonly string[] {
  const instant = knownAt.getTime();
  return [...book.loansByNumber.under(number)]
    .filter(({ id }) => id !== except)
    .flatMap((record) => record.at(instant)?.contract.terms.contractNumber ?? []);
}

/** Days on which borrowers count as they do on a day: from a change of one to the next. */
interface Reach {
  readonly from: CalendarDate | null;
  readonly before: CalendarDate | null;
}

/** On which days the borrowers and facts of a list of loans count as they do in it (R30, R42). */
const REACHES = new WeakMap<readonly LoanOfFund[], readonly Reach[]>();

const isWithin = (asOf: CalendarDate, { from, before }: Reach): boolean =>
  (from === null || from <= asOf) && (before === null || asOf < before);

function reachOf(book: Book, asOf: CalendarDate): Reach {
  const changes = new Set<CalendarDate>(book.late.flatMap(({ late }) => late?.bookedOn ?? []));
  for (const { versions, localityChanges } of book.cooperatives.values()) {
    for (const { changedOn } of versions) if (changedOn !== null) changes.add(changedOn);
    for (const { effectiveOn } of localityChanges) changes.add(effectiveOn);
  }
  const days = [...changes].toSorted();
  return {
    from: days.findLast((day) => day <= asOf) ?? null,
    before: days.find((day) => day > asOf) ?? null,
  };
}

/**
 * The fund's loans by contract number, each with all that is known of it and its borrower as it counts
 * on `asOf`; the same array for as long as nothing in it changes.
 */
export function loansOfFund(
  { book }: OfBook,
  { asOf, knownAt }: { readonly asOf: CalendarDate; readonly knownAt: Date },
): readonly LoanOfFund[] {
  const instant = knownAt.getTime();
  const at = lastChange(book.portfolioChanges, instant);
  const last = book.portfolios.at(at);
  const reaches = last === undefined ? [] : (REACHES.get(last) ?? []);
  if (last !== undefined && reaches.some((reach) => isWithin(asOf, reach))) return last;
  const loans = knownLoans(book, instant).map((known) =>
    known.ofFund(borrowerOf(borrowerAt(book, known, { instant, asOf })), asOf),
  );
  const kept = book.portfolios.of(at, () => loans);
  const isSame = kept.length === loans.length && kept.every((loan, place) => loan === loans[place]);
  REACHES.set(isSame ? kept : loans, [...(isSame ? reaches : []), reachOf(book, asOf)]);
  if (isSame) return kept;
  book.portfolios.forgetAfter(at - 1);
  return book.portfolios.of(at, () => loans);
}

/** The same loans, with the localities that counted on another day (R37). */
export function withLocalitiesOn(
  { book }: OfBook,
  loans: readonly LoanOfFund[],
  { knownAt, localitiesOn }: { readonly knownAt: Date; readonly localitiesOn: CalendarDate },
): readonly LoanOfFund[] {
  const instant = knownAt.getTime();
  const borrowers = new Map<string, Borrower>();
  const located = (borrower: Borrower): Borrower => {
    const record = book.cooperatives.get(borrower.id);
    if (record === undefined) throw new Error(`no cooperative ${borrower.id}`);
    const locality = localityAt(record, instant, localitiesOn);
    return locality === borrower.locality ? borrower : { ...borrower, locality };
  };
  return loans.map((loan) => {
    const borrower = borrowers.get(loan.borrower.id) ?? located(loan.borrower);
    borrowers.set(borrower.id, borrower);
    return borrower === loan.borrower ? loan : { ...loan, borrower };
  });
}

/** The facts that stood on a loan at `knownAt`, as the figures of each day show them (R12, R21, R42). */
export function loadLoanBooks({ book }: OfBook, loanId: string, knownAt: Date): LoanBooks {
  return book.loans.get(loanId)?.at(knownAt.getTime())?.books ?? NO_BOOKS;
}

/** The same for several loans by id; every loan asked for is in it. */
export function loadLoanBooksOf(
  fund: OfBook,
  loanIds: readonly string[],
  knownAt: Date,
): Map<string, LoanBooks> {
  return new Map(loanIds.map((loanId) => [loanId, loadLoanBooks(fund, loanId, knownAt)]));
}

/** The facts of loans by id that the figures of a day show. */
export function loadLoanFactsOf(
  fund: OfBook,
  loanIds: readonly string[],
  { asOf, knownAt }: { readonly asOf: CalendarDate; readonly knownAt: Date },
): Map<string, VoucheredFacts> {
  return new Map(loanIds.map((id) => [id, loadLoanBooks(fund, id, knownAt).on(asOf)]));
}

const recordsOf = (book: Book, loanIds: readonly string[] | undefined): Iterable<LoanRecord> =>
  loanIds === undefined
    ? book.loans.values()
    : [...new Set(loanIds)].flatMap((id) => book.loans.get(id) ?? []);

interface ByDay {
  readonly effectiveOn: CalendarDate;
  readonly recordedAt: Date;
}

/** By the day from which they count, then as recorded. */
export const byDay = (a: ByDay, b: ByDay): number =>
  compareText(a.effectiveOn, b.effectiveOn) || a.recordedAt.getTime() - b.recordedAt.getTime();

/** The first day on which interest runs again after a freeze, by the decisions of its loan; null: it is open. */
export function freezeEndBy(
  decisions: readonly Pick<StoredDecision, 'terms'>[],
  freeze: { readonly id: string; readonly to: CalendarDate | null },
): CalendarDate | null {
  const given = decisions.flatMap(({ terms }) =>
    terms.kind === 'freeze_end' && terms.freezeId === freeze.id ? [terms.to] : [],
  );
  return endOfFreeze(freeze.to, given);
}

/** The decision of this kind, also where it was reversed. */
export function findDecision<Kind extends DecisionKind>(
  { book }: OfBook,
  kind: Kind,
  id: string,
  knownAt: Date,
): StoredDecision<Kind> | null {
  const entry = book.facts.get(id);
  const instant = knownAt.getTime();
  if (entry?.factKind !== kind || !isKnownAt(entry, instant)) return null;
  return shownAt(entry as DecisionEntry, instant) as StoredDecision<Kind>;
}

/** The decision of whatever kind, also where it was reversed. */
export function findAnyDecision(
  { book }: OfBook,
  id: string,
  knownAt: Date,
): StoredDecision | null {
  const entry = book.facts.get(id);
  const instant = knownAt.getTime();
  if (entry === undefined || !isDecision(entry) || !isKnownAt(entry, instant)) return null;
  return shownAt(entry, instant);
}

const isDecision = (entry: Entry): entry is DecisionEntry =>
  (DECISION_KINDS as readonly string[]).includes(entry.factKind);

/** The decisions about these loans, or about all, by day and then as entered; reversed included. */
export function listDecisions(
  { book }: OfBook,
  filter: { readonly loanIds?: readonly string[] | undefined },
  knownAt: Date,
): StoredDecision[] {
  const instant = knownAt.getTime();
  const found: StoredDecision[] = [];
  for (const { decisions } of recordsOf(book, filter.loanIds)) {
    for (const entry of decisions) {
      if (isKnownAt(entry, instant)) found.push(shownAt(entry, instant));
    }
  }
  return found.toSorted(byDay);
}

function recallSeen(record: LoanRecord, id: string, instant: number): StoredRecall | null {
  const entry = record.recalls.find((each) => each.id === id);
  if (entry === undefined || !isKnownAt(entry, instant)) return null;
  const withdrawn = record.withdrawals.findLast(
    (each) => each.recallId === id && standsAt(each, instant),
  );
  const shown = shownAt(entry, instant);
  return {
    ...shown,
    decidedOn: entry.effectiveOn,
    withdrawal: withdrawn === undefined ? null : withdrawalSeen(withdrawn, instant),
  };
}

function withdrawalSeen(
  entry: LoanRecord['withdrawals'][number],
  instant: number,
): StoredRecallWithdrawal {
  const { reversedAt: _, reversalBookedOn: __, ...shown } = shownAt(entry, instant);
  return { ...shown, decidedOn: entry.effectiveOn };
}

/** The recall, also where it was reversed. */
export function findRecall({ book }: OfBook, id: string, knownAt: Date): StoredRecall | null {
  const entry = book.facts.get(id);
  if (entry?.factKind !== 'recall') return null;
  const record = book.loans.get(entry.loanId);
  return record === undefined ? null : recallSeen(record, id, knownAt.getTime());
}

/** The recalls of these loans, or of all, by decision; reversed ones included. */
export function listRecalls(
  { book }: OfBook,
  filter: { readonly loanIds?: readonly string[] | undefined },
  knownAt: Date,
): StoredRecall[] {
  const instant = knownAt.getTime();
  return [...recordsOf(book, filter.loanIds)]
    .flatMap((record) => record.recalls.flatMap(({ id }) => recallSeen(record, id, instant) ?? []))
    .toSorted(byDay);
}

/** The plan of a loan recorded last; it may have no entries. Null: there was never one. */
export function findRecoveryPlan(
  { book }: OfBook,
  loanId: string,
  knownAt: Date,
): StoredRecoveryPlan | null {
  const instant = knownAt.getTime();
  const plan = book.loans.get(loanId)?.at(instant)?.recoveryPlan ?? null;
  return plan && shownAt(plan, instant);
}

/** The same for several loans; those that never had one are left out. */
export function loadRecoveryPlansOf(
  fund: OfBook,
  loanIds: readonly string[],
  knownAt: Date,
): Map<string, StoredRecoveryPlan> {
  return new Map(
    loanIds.flatMap((loanId) => {
      const plan = findRecoveryPlan(fund, loanId, knownAt);
      return plan === null ? [] : [[loanId, plan] as const];
    }),
  );
}
