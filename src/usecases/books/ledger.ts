import type { Fund } from '../../book/fund.ts';
import { listLoans } from '../../book/loans.ts';
import { loadPolicies } from '../../book/rules.ts';
import { ACCOUNTS, type Account } from '../../domain/policies/accounts.ts';
import { calendarDate, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { sum, ZERO, type Money } from '../../domain/primitives/money.ts';
import { inForce, type AccountTitle } from '../../domain/policies/policies.ts';
import {
  accountTotals,
  listPostings,
  type AccountTotals,
  type JournalPosting,
} from '../../store/books/ledger.ts';
import type { View } from '../view/readAsKnown.ts';
import { reportInterestReceivable } from '../reports/reportLoans.ts';

/** Before every fact. */
const BEGINNING = calendarDate('1900-01-01');

/** How the accounts are called on a day. */
export type Chart = Readonly<Record<Account, AccountTitle>>;

function chartAt(fund: Fund, on: CalendarDate, knownAt: Date): Chart {
  return inForce(loadPolicies(fund, knownAt), 'chartOfAccounts', on);
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
  const rows = ACCOUNTS.map((account) => ({
    ...(posted.find((each) => each.account === account) ?? { ...none, account }),
    ...chart[account],
  })).toSorted((a, b) => (a.code < b.code ? -1 : 1));
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
export interface LedgerWindow {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly knownAt: Date;
}

/** What one fact posts on one day; its lines sum to 0. */
export interface JournalEntry extends Omit<JournalPosting, 'account' | 'amount'> {
  readonly contractNumber: string | null;
  readonly cooperativeName: string | null;
  readonly lines: readonly (AccountTitle & {
    readonly account: Account;
    /** Debit above 0. */
    readonly amount: Money;
  })[];
}

/** Debits first, then by code. */
function inOrder(lines: JournalEntry['lines']): JournalEntry['lines'] {
  const side = ({ amount }: { amount: Money }): number => (amount.gt(0) ? 0 : 1);
  return lines.toSorted((a, b) => side(a) - side(b) || (a.code < b.code ? -1 : 1));
}

/** The journal: every entry of the days, by day and order of entry. */
export async function journal(
  fund: Fund,
  { from, to, knownAt }: LedgerWindow,
): Promise<JournalEntry[]> {
  const chart = chartAt(fund, to, knownAt);
  const loans = new Map(listLoans(fund, {}, knownAt).map((loan) => [loan.id, loan]));
  const entries = new Map<string, JournalEntry>();
  for (const { account, amount, ...posting } of await fund.sql((tx) =>
    listPostings(tx, { from, to }, knownAt),
  )) {
    const key = `${posting.factId} ${posting.effectiveOn}`;
    const loan = posting.loanId === null ? undefined : loans.get(posting.loanId);
    const entry = entries.get(key) ?? {
      ...posting,
      contractNumber: loan?.terms.contractNumber ?? null,
      cooperativeName: loan?.cooperativeName ?? null,
      lines: [],
    };
    const lines = [...entry.lines, { ...chart[account], account, amount }];
    entries.set(key, { ...entry, lines });
  }
  return [...entries.values()].map((entry) => ({ ...entry, lines: inOrder(entry.lines) }));
}

/** An account from one day to another: debit above 0 in all of it. */
export interface AccountStatement extends AccountTitle {
  readonly account: Account;
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
  const chart = chartAt(fund, to, knownAt);
  const account = ACCOUNTS.find((each) => chart[each].code === code);
  if (account === undefined) {
    const possible = ACCOUNTS.map((each) => chart[each].code);
    throw new DomainError('not-found', {
      figures: { what: 'account', name: code, account: code, possible },
    });
  }
  const all = await journal(fund, { from: BEGINNING, to, knownAt });
  const rows: AccountStatement['rows'][number][] = [];
  let [opening, balance] = [ZERO, ZERO];
  for (const entry of all) {
    const amount = entry.lines.find((line) => line.account === account)?.amount;
    if (amount === undefined) continue;
    balance = balance.plus(amount);
    if (entry.effectiveOn < from) opening = balance;
    else rows.push({ ...entry, amount, balance });
  }
  return { account, ...chart[account], opening, rows, closing: balance };
}
