import { shownAt } from '../../book/known.ts';
import type { ClosingEntry, ReopeningEntry } from '../../store/books/period.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { listClosings, methodTotals, quartersWithFacts } from '../../book/periods.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import {
  checkClosing,
  openBefore,
  periodStatus,
  reopenedWith,
  type PeriodStanding,
} from '../../domain/books/closedPeriods.ts';
import type { InTurns } from '../../domain/primitives/turns.ts';
import { Dec, text } from '../../domain/primitives/money.ts';
import { firstDayOf, lastDayOf, type Quarter } from '../../domain/primitives/quarters.ts';
import { accountTotals } from '../../store/books/ledger.ts';
import {
  closingBalances,
  closingRows,
  type ClosingBalances,
  type LoanBalance,
  type MethodTotals,
  type StoredClosing,
} from '../../store/books/period.ts';
import type { By } from '../acts/by.ts';
import type { Contradictions } from './contradictions.ts';
import type { View } from '../view/readAsKnown.ts';
import { givingWay } from '../view/turns.ts';
import { loadPositions, type LoanPosition } from '../loans/loanState.ts';
import { periodNotices, type PeriodNotices } from '../notices/periodNotices.ts';
import { brokenPromises, type PromiseOfFund } from '../collection/promises.ts';
import { refuseUnknownPeriod } from '../view/sinceOpening.ts';

/** What must be done before a quarter can be closed. */
export interface PeriodState extends PeriodStanding {
  readonly closing: StoredClosing | null;
}

type Closings = readonly StoredClosing[];

const lastClosed = (closings: Closings): Quarter | null => closings.at(-1)?.quarter ?? null;

const closingOf = (quarter: Quarter, closings: Closings): StoredClosing | null =>
  closings.find((each) => each.quarter === quarter) ?? null;

function stateOf(fund: Fund, quarter: Quarter, today: CalendarDate, knownAt: Date): PeriodState {
  const closings = listClosings(fund, knownAt);
  const closed = lastClosed(closings);
  return {
    quarter,
    status: periodStatus(quarter, closed, today),
    closing: closingOf(quarter, closings),
    openBefore: openBefore(quarter, closed, quartersWithFacts(fund, knownAt)),
  };
}

function balanceOf({ loanId, debtGroup, position }: LoanPosition): LoanBalance {
  const { standing, principal, inTermInterest, overdueInterest, lateInterest } = position;
  return {
    loanId,
    standing,
    debtGroup,
    principalOutstanding: principal.outstanding,
    principalOverdue: principal.overdue,
    principalChargedOff: principal.chargedOff,
    inTermInterestOwed: inTermInterest.owed,
    overdueInterestOwed: overdueInterest.owed,
    lateInterestOwed: lateInterest.owed,
  };
}

/** What a closing keeps: every loan that was disbursed, and every account, at the close of a day. */
async function balancesAt(
  fund: Fund,
  view: View,
  positionsAt: (asOf: CalendarDate) => Promise<LoanPosition[]>,
): Promise<ClosingBalances> {
  const lent = (await positionsAt(view.asOf)).filter(
    ({ position }) => position.standing !== 'not_disbursed',
  );
  const totals = await fund.sql((tx) => accountTotals(tx, view));
  const accounts = totals.map(({ account, balance }) => ({ account, balance }));
  return { loans: lent.map(balanceOf), accounts };
}

/**
 * Closes a quarter: nothing that changes a figure on its days is entered any more. Keeps the balances
 * of its last day and the head of the audit trail (R22).
 *
 * @param through whether to close every earlier quarter that is open and has facts, each by its own fact
 * @returns the closings of the earlier quarters, the oldest first, and that of the quarter
 * @throws DomainError already-closed, period-not-over, earlier-period-open, before-opening
 */
export async function closePeriod(
  fund: FundAct,
  by: By,
  quarter: Quarter,
  { through }: { readonly through: boolean },
): Promise<{ readonly earlier: readonly StoredClosing[]; readonly closing: StoredClosing }> {
  refuseUnknownPeriod(fund, lastDayOf(quarter), lastRecordedAt(fund));
  const state = stateOf(fund, quarter, by.today, lastRecordedAt(fund));
  checkClosing(through ? { ...state, openBefore: [] } : state);
  const earlier: StoredClosing[] = [];
  for (const each of state.openBefore) earlier.push(await close(fund, each));
  return { earlier, closing: await close(fund, quarter) };
}

async function close(fund: FundAct, quarter: Quarter): Promise<StoredClosing> {
  const knownAt = lastRecordedAt(fund);
  const effectiveOn = lastDayOf(quarter);
  const positionsAt = loadPositions(fund, knownAt);
  const balances = await balancesAt(fund, { asOf: effectiveOn, knownAt }, positionsAt);
  const said = {
    factKind: 'period_closing',
    effectiveOn,
    quarter,
    auditHead: fund.auditHead,
  } as const;
  const recorded = fund.record<ClosingEntry>(said);
  fund.keep(closingRows(recorded.id, balances));
  const { reversedAt: _, ...closing } = shownAt(recorded, recorded.recordedAt);
  return closing;
}

/**
 * Reopens a closed quarter and all later ones (R22).
 *
 * @returns the quarters that are open from now on
 * @throws DomainError not-closed
 */
export function reopenPeriod(
  fund: FundAct,
  reopening: { readonly quarter: Quarter; readonly reason: string },
): { readonly reopened: readonly Quarter[]; readonly recordedAt: Date } {
  const { quarter } = reopening;
  const closings = listClosings(fund, lastRecordedAt(fund));
  const reopened = reopenedWith(
    quarter,
    closings.map((each) => each.quarter),
  );
  const said = { factKind: 'period_reopening', effectiveOn: firstDayOf(quarter) } as const;
  const recorded = fund.record<ReopeningEntry>({ ...said, ...reopening });
  return { reopened, recordedAt: new Date(recorded.recordedAt) };
}

/** What an accountant looks at when a quarter ends. */
export interface PeriodOverview extends PeriodState {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly totals: readonly MethodTotals[];
  /** Promises to pay that fell due in it and were not kept (R30). */
  readonly brokenPromises: readonly PromiseOfFund[];
  readonly notices: PeriodNotices;
  /** As kept at the closing; null while the quarter is open. */
  readonly balances: ClosingBalances | null;
}

export async function periodOverview(
  fund: Fund,
  quarter: Quarter,
  { asOf: today, knownAt }: View,
): Promise<PeriodOverview> {
  refuseUnknownPeriod(fund, lastDayOf(quarter), knownAt);
  const state = stateOf(fund, quarter, today, knownAt);
  const [from, to] = [firstDayOf(quarter), lastDayOf(quarter)];
  const { closing } = state;
  return {
    ...state,
    from,
    to,
    totals: methodTotals(fund, { from, to, knownAt }),
    brokenPromises: brokenPromises(fund, { from, to }, { asOf: today, knownAt }),
    notices: await periodNotices(fund, quarter, { asOf: today, knownAt }),
    balances: closing && (await fund.sql((tx) => closingBalances(tx, closing.id))),
  };
}

/** The quarters that have facts or are closed, oldest first. */
export function periods(
  fund: Fund,
  { asOf: today, knownAt }: View,
): readonly Omit<PeriodState, 'openBefore'>[] {
  const closings = listClosings(fund, knownAt);
  const named = new Set([
    ...quartersWithFacts(fund, knownAt),
    ...closings.map((each) => each.quarter),
  ]);
  return [...named].toSorted().map((quarter) => ({
    quarter,
    status: periodStatus(quarter, lastClosed(closings), today),
    closing: closingOf(quarter, closings),
  }));
}

/** What a closing kept that is not what the books say now of the same day. */
export interface ClosingDifference {
  readonly quarter: Quarter;
  /** A loan or an account. */
  readonly of: string;
  readonly figure: string;
  readonly kept: string;
  readonly now: string;
}

type Kept = Readonly<Record<string, string>>;

function asText(balance: object): Kept {
  return Object.fromEntries(
    Object.entries(balance).map(([name, value]: [string, unknown]) => [
      name,
      Dec.isDecimal(value) ? text(value) : String(value),
    ]),
  );
}

function* differencesOf(
  quarter: Quarter,
  kept: readonly object[],
  now: readonly object[],
  key: string,
): InTurns<ClosingDifference[]> {
  const byKey = (all: readonly object[]) =>
    new Map(all.map((each) => [String(each[key as keyof typeof each]), each]));
  const [before, after] = [byKey(kept), byKey(now)];
  const found: ClosingDifference[] = [];
  for (const of of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [asText(before.get(of) ?? {}), asText(after.get(of) ?? {})];
    for (const figure of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const { [figure]: said = 'nothing' } = was;
      const { [figure]: says = 'nothing' } = is;
      if (said !== says) found.push({ quarter, of, figure, kept: said, now: says });
    }
    yield;
  }
  return found;
}

/** Compares what each closing in force kept with what the facts and the ledger say now. */
export async function closingDifferences(
  fund: Fund,
  knownAt: Date,
  contradictions: Contradictions,
): Promise<ClosingDifference[]> {
  const found: ClosingDifference[] = [];
  const positionsAt = (asOf: CalendarDate) => loadPositions(fund, knownAt)(asOf);
  for (const { id, quarter, effectiveOn } of listClosings(fund, knownAt)) {
    const compare = async () => {
      const kept = await fund.sql((tx) => closingBalances(tx, id));
      const now = await balancesAt(fund, { asOf: effectiveOn, knownAt }, positionsAt);
      return [
        ...(await givingWay(differencesOf(quarter, kept.loans, now.loans, 'loanId'))),
        ...(await givingWay(differencesOf(quarter, kept.accounts, now.accounts, 'account'))),
      ];
    };
    found.push(...(await contradictions.workOut(`closing ${quarter}`, compare, [])));
  }
  return found;
}
