import type { Fund } from '../../book/fund.ts';
import { findLoan } from '../../book/loans.ts';
import { loadPolicies } from '../../book/rules.ts';
import {
  BASIC_ACCOUNTS,
  MORE_ACCOUNTS,
  USUAL_TITLES,
  type Account,
  type AccountTitle,
} from '../../domain/policies/accounts.ts';
import type { LedgerAccount } from '../../domain/books/sourceAccounts.ts';
import { titleOf } from '../../domain/books/sourceTitles.ts';
import { sourceNames } from '../../book/sources.ts';
import { addDays, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { sum, ZERO, type Money } from '../../domain/primitives/money.ts';
import { inForce } from '../../domain/policies/policies.ts';
import {
  accountTotals,
  listPostings,
  type AccountTotals,
  type JournalPosting,
  type PostingPage,
  type PostingWindow,
} from '../../store/books/ledger.ts';
import type { StoredLoan } from '../../store/loans/loan.ts';
import { inTurns } from '../../domain/primitives/turns.ts';
import type { View } from '../view/readAsKnown.ts';
import { givingWay } from '../view/turns.ts';
import { reportInterestReceivable } from '../reports/reportLoans.ts';
import { refuseAfterHandover, refuseUnknownDay } from '../view/sinceOpening.ts';

/** Before the first day there can be; a window from then on asks for all that there is. */
export const BEGINNING = '1900-01-01' as CalendarDate;

/** @throws DomainError before-opening (R32) */
function refuseUnknownWindow(fund: Fund, { from, to, knownAt }: LedgerWindow): void {
  refuseUnknownDay(fund, from === BEGINNING ? to : from, knownAt);
  refuseAfterHandover(fund, to, knownAt);
}

/** How the accounts are called on a day. */
export type Chart = (account: LedgerAccount) => AccountTitle;

type Titles = Readonly<Record<Account, AccountTitle>>;

const chartInForce = (fund: Fund, on: CalendarDate, knownAt: Date) =>
  inForce(loadPolicies(fund, knownAt), 'chartOfAccounts', on);

/** The chart of a day; what it leaves out is called as usual, under its own name where the code is taken. */
function chartAt(fund: Fund, on: CalendarDate, knownAt: Date): Chart {
  const named = chartInForce(fund, on, knownAt);
  const codes = new Set(Object.values(named).map(({ code }) => code));
  const usual = MORE_ACCOUNTS.map((account): [Account, AccountTitle] => {
    const title = USUAL_TITLES[account];
    return [account, codes.has(title.code) ? { ...title, code: account } : title];
  });
  const chart = { ...(Object.fromEntries(usual) as Titles), ...named };
  const nameOf = sourceNames(fund, knownAt);
  return (account) => titleOf(chart, account, nameOf);
}

/**
 * The accounts of every fund and those that the chart of a day names, then those to which anything was
 * posted: of other sources (R34), and of places and other money (R35).
 */
function accountsWith(
  fund: Fund,
  { asOf, knownAt }: View,
  posted: readonly AccountTotals[],
): LedgerAccount[] {
  const named = Object.keys(chartInForce(fund, asOf, knownAt)) as Account[];
  return [...new Set([...BASIC_ACCOUNTS, ...named, ...posted.map((each) => each.account)])];
}

/** Every account by code, with its turnover and balance at the close of a day. */
export interface TrialBalance {
  readonly rows: readonly (AccountTotals & AccountTitle)[];
  readonly totals: { readonly debit: Money; readonly credit: Money };
  /** Of the balances on each side. */
  readonly balances: { readonly debit: Money; readonly credit: Money };
  /** Interest owed to the fund: not in the ledger, which is on a cash basis. */
  readonly interestReceivable: Money;
}

export async function trialBalance(fund: Fund, view: View): Promise<TrialBalance> {
  const chart = chartAt(fund, view.asOf, view.knownAt);
  const posted = await fund.sql((tx) => accountTotals(tx, view));
  const none = { debit: ZERO, credit: ZERO, balance: ZERO };
  const rows = accountsWith(fund, view, posted)
    .map((account) => ({
      ...(posted.find((each) => each.account === account) ?? { ...none, account }),
      ...chart(account),
    }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const debits = rows.filter(({ balance }) => balance.gt(0));
  const credits = rows.filter(({ balance }) => balance.lt(0));
  return {
    rows,
    totals: {
      debit: sum(rows.map((each) => each.debit)),
      credit: sum(rows.map((each) => each.credit)),
    },
    balances: {
      debit: sum(debits.map((each) => each.balance)),
      credit: sum(credits.map((each) => each.balance.negated())),
    },
    interestReceivable: (await reportInterestReceivable(fund, view)).total.receivable,
  };
}

/** The days asked for, both included, as known. */
export type LedgerWindow = PostingWindow;

/** What one fact posts on one day; its lines sum to 0. */
export interface JournalEntry extends Omit<JournalPosting, 'account' | 'amount'> {
  readonly contractNumber: string | null;
  readonly cooperativeName: string | null;
  readonly lines: readonly (AccountTitle & {
    readonly account: LedgerAccount;
    /** Debit above 0. */
    readonly amount: Money;
  })[];
}

/** Debits first, then by code. */
function inOrder(lines: JournalEntry['lines']): JournalEntry['lines'] {
  const side = ({ amount }: { amount: Money }): number => (amount.gt(0) ? 0 : 1);
  return lines.toSorted((a, b) => side(a) - side(b) || (a.code < b.code ? -1 : 1));
}

/** What a page of the journal is asked for: `limit` entries after the last one given. */
export interface JournalPage {
  readonly after: PostingPage['after'];
  readonly limit: number;
}

/** The journal of some days, or a page of it: the entries by day and order of entry. */
export async function journal(
  fund: Fund,
  window: LedgerWindow,
  page: JournalPage | null = null,
): Promise<JournalEntry[]> {
  refuseUnknownWindow(fund, window);
  const chart = chartAt(fund, window.to, window.knownAt);
  const loans = new Map<string, StoredLoan | null>();
  const loanOf = (id: string): StoredLoan | null => {
    const known = loans.get(id);
    if (known !== undefined) return known;
    const found = findLoan(fund, id, window.knownAt);
    loans.set(id, found);
    return found;
  };
  const entries: (JournalEntry & { readonly lines: JournalEntry['lines'][number][] })[] = [];
  const add = ({ account, amount, ...posting }: JournalPosting): void => {
    let entry = entries.at(-1);
    // The postings of a fact on a day stand together, as no two facts share an instant (R21).
    if (entry?.factId !== posting.factId || entry.effectiveOn !== posting.effectiveOn) {
      const loan = posting.loanId === null ? null : loanOf(posting.loanId);
      const contractNumber = loan?.terms.contractNumber ?? null;
      const cooperativeName = loan?.cooperativeName ?? null;
      entry = { ...posting, contractNumber, cooperativeName, lines: [] };
      entries.push(entry);
    }
    entry.lines.push({ account, amount, ...chart(account) });
  };
  await fund.sql(async (tx) => {
    // One more entry is read, so that the last one given has all its postings.
    const read = page && { after: page.after, entries: page.limit + 1 };
    for await (const postings of listPostings(tx, window, read)) {
      for (const posting of postings) add(posting);
    }
  });
  const asked = page === null ? entries : entries.slice(0, page.limit);
  return givingWay(inTurns(asked, (entry) => ({ ...entry, lines: inOrder(entry.lines) })));
}

/** An account from one day to another: debit above 0 in all of it. */
export interface AccountStatement extends AccountTitle {
  readonly account: LedgerAccount;
  readonly opening: Money;
  readonly rows: readonly (JournalEntry & { readonly amount: Money; readonly balance: Money })[];
  readonly closing: Money;
}

/** @throws DomainError not-found, for a code that no account has on the last day */
export async function accountStatement(
  fund: Fund,
  code: string,
  { from, to, knownAt }: LedgerWindow,
): Promise<AccountStatement> {
  refuseUnknownWindow(fund, { from, to, knownAt });
  const chart = chartAt(fund, to, knownAt);
  const view = { asOf: to, knownAt };
  const posted = await fund.sql((tx) => accountTotals(tx, view));
  const accounts = accountsWith(fund, view, posted);
  const account = accounts.find((each) => chart(each).code === code);
  if (account === undefined) {
    const possible = accounts.map((each) => chart(each).code);
    throw new DomainError('not-found', {
      figures: { what: 'account', name: code, account: code, possible },
    });
  }
  const before = { asOf: addDays(from, -1), knownAt };
  const totals = await fund.sql((tx) => accountTotals(tx, before));
  const opening = totals.find((each) => each.account === account)?.balance ?? ZERO;
  const rows: AccountStatement['rows'][number][] = [];
  let balance = opening;
  for (const entry of await journal(fund, { from, to, knownAt })) {
    const amount = entry.lines.find((line) => line.account === account)?.amount;
    if (amount === undefined) continue;
    balance = balance.plus(amount);
    rows.push({ ...entry, amount, balance });
  }
  return { account, ...chart(account), opening, rows, closing: balance };
}
