import type { FundRules } from '../../policies/fundRules.ts';
import { availableAt } from '../../fund/cash.ts';
import { addDays, lastDayOfYear, type CalendarDate } from '../../primitives/dates.ts';
import { debtorsInTurns, isRecalled, type Debtor } from './debtors.ts';
import { ensure } from '../../primitives/errors.ts';
import type { InterestComponent } from '../../loans/facts.ts';
import {
  balances,
  factsOfSource,
  lostCapital,
  sourcesOf,
  type FundFacts,
} from '../../fund/balances.ts';
import type { Position } from '../../loans/position.ts';
import { CHARTER, type Source } from '../../fund/sources.ts';
import { byContract, positionsInTurns, type Positioned } from '../../loans/portfolio.ts';
import { movementsWithin, type PlannedMovement } from '../../fund/plannedMovements.ts';
import { borrowerRow, loanRow, type LoanRow } from '../../loans/rows.ts';
import {
  countLine,
  moneyLine,
  moneyLineOf,
  type CountLine,
  type Line,
  type MoneyLine,
  type MoneyRow,
} from '../rows.ts';
import { dongOf, moneyOf } from '../../primitives/dong.ts';
import { orderedByInTurns } from '../../primitives/lists.ts';
import { isPending, type CaseFile } from '../../court/stages.ts';
import { caseOfLoans } from '../litigation.ts';
import { sum, ZERO, type Money } from '../../primitives/money.ts';
import { atOnce, type InTurns } from '../../primitives/turns.ts';
import {
  capitalMoved,
  capitalRows,
  disbursedInTurns,
  disbursementRows,
  entrusted,
  entrustmentRows,
  lentOn,
  lastDisbursedOn,
  openedPrincipal,
  openingRows,
  principalRows,
  capitalReceived,
  capitalReceivedInTurns,
  receivedInTurns,
  recoveredRows,
  receiptRows,
  type MovedRow,
} from '../moneyMoved.ts';
import { expectedReceipts, type ExpectedReceipt } from '../forecast/expectedReceipts.ts';

/** The days that a report is about, both included (R19). */
export interface Period {
  readonly asOf: CalendarDate;
  readonly periodStart: CalendarDate;
}

/** A fund at the close of a report's last day: what its lines are worked out from. */
export interface FundAt {
  readonly facts: FundFacts;
  readonly rules: FundRules;
  readonly period: Period;
  readonly positioned: Positioned;
  readonly debtors: readonly Debtor[];
  /** The cases by which a borrower is sued (R26). */
  readonly pending: readonly CaseFile[];
}

/** A fund at the close of a report's last day, some loans at a time. */
export function* fundAtInTurns(
  facts: FundFacts,
  rules: FundRules,
  period: Period,
  loansPerTurn: number,
): InTurns<FundAt> {
  const positioned = yield* positionsInTurns(facts, rules, period.asOf, loansPerTurn);
  const pending = facts.cases.filter((each) => isPending(each.stages, period.asOf));
  yield;
  byContract(positioned);
  yield;
  const debtors = yield* debtorsInTurns(positioned);
  return { facts, rules, period, positioned, debtors, pending };
}

export function fundAt(facts: FundFacts, rules: FundRules, period: Period): FundAt {
  return atOnce(fundAtInTurns(facts, rules, period, facts.loans.length + 1));
}

/**
 * Of a borrower's pending cases the one that shows the debt of an overdue loan, as the list of cases does, else the
 * one entered last (R19, R26).
 */
function caseShown(
  pending: readonly CaseFile[],
  overdue: readonly string[],
  asOf: CalendarDate,
): CaseFile | undefined {
  const shownIn = caseOfLoans(pending, asOf);
  const ids = overdue.flatMap((loanId) => shownIn.get(loanId) ?? []);
  return pending.find(({ id }) => ids.includes(id)) ?? pending.at(-1);
}

/** The counts, each of borrowers (R17, R19). */
function* borrowerLines({ debtors, pending, period }: FundAt) {
  function* count(those: readonly Debtor[]): InTurns<CountLine> {
    yield;
    return countLine(those.map((each) => borrowerRow(each.borrower)));
  }
  const inTerm = debtors.filter((each) => each.standing === 'in_term');
  const overdue = debtors.filter((each) => each.standing === 'overdue');
  const sued = overdue.flatMap(({ borrower, loans }) => {
    const found = caseShown(
      pending.filter((each) => each.borrower.id === borrower.id),
      loans.filter(({ position }) => position.standing === 'overdue').map(({ loan }) => loan.id),
      period.asOf,
    );
    if (found === undefined) return [];
    return [{ ...borrowerRow(borrower), litigationCaseId: found.id, court: found.court }];
  });
  return {
    'borrowers.withDebt': yield* count(debtors),
    'borrowers.inTerm': yield* count(inTerm),
    'borrowers.overdue': yield* count(overdue),
    'inTermPrincipal.borrowers': yield* count(debtors.filter((each) => !each.inTerm.isZero())),
    'overduePrincipal.borrowers': yield* count(debtors.filter((each) => !each.overdue.isZero())),
    'litigation.sued': countLine(sued),
    'litigation.overdueBorrowers': yield* count(overdue),
    'recalls.recalled': yield* count(inTerm.filter((each) => isRecalled(each, period.asOf))),
    'recalls.inTermBorrowers': yield* count(inTerm),
  };
}

/** Outstanding principal, in term or overdue, loan by loan. */
function outstandingLine({ debtors }: FundAt, part: 'inTerm' | 'overdue'): MoneyLine {
  return moneyLineOf(sum(debtors.map((each) => each[part])), () =>
    debtors.flatMap(({ loans }) =>
      loans
        .filter(({ position }) => !position.principal[part].isZero())
        .map(({ loan, position }) => ({ ...loanRow(loan), amount: position.principal[part] })),
    ),
  );
}

/** The figures of a fund that has trustees. */
interface EntrustedLines {
  /** Given to trustees in the period, less what they gave back in it (R35). */
  readonly 'availablePrincipal.entrusted'?: MoneyLine;
  /** What trustees have at the end of it. */
  readonly principalEntrusted?: MoneyLine;
}

/** The figure of a fund that took over another in the period. */
interface TakenOverLines {
  /** Principal that the other fund had lent: it came with the capital, and is not available (R33). */
  readonly 'availablePrincipal.takenOver'?: MoneyLine;
}

/** A period in which no fund was taken over has no such figure. */
function takenOverLines(facts: FundFacts, { asOf, periodStart }: Period): TakenOverLines {
  const rows = openingRows(facts, { from: periodStart, to: asOf });
  return rows.length === 0 ? {} : { 'availablePrincipal.takenOver': moneyLine(rows) };
}

/** A fund that never had a trustee has no such figure. */
function entrustedLines(facts: FundFacts, { asOf, periodStart }: Period): EntrustedLines {
  const until = entrustmentRows(facts, { to: asOf });
  if (until.length === 0) return {};
  return {
    'availablePrincipal.entrusted': moneyLine(
      entrustmentRows(facts, { from: periodStart, to: asOf }),
    ),
    principalEntrusted: moneyLine(until),
  };
}

/**
 * The money of the fund. The available principal starts from one row brought forward; the figure
 * `broughtForward` explains that row movement by movement (R18, R19).
 */
function* principalLines({ facts, period }: FundAt) {
  const { asOf, periodStart } = period;
  const days = { from: periodStart, to: asOf };
  const dayBefore = addDays(periodStart, -1);
  const before = { to: dayBefore };
  const broughtForward = capitalMoved(facts, before)
    .plus(yield* capitalReceivedInTurns(facts, before))
    .minus(yield* disbursedInTurns(facts, before))
    .minus(openedPrincipal(facts, before))
    .minus(entrusted(facts, before));
  const collected = yield* capitalReceivedInTurns(facts, days);
  const lent = yield* disbursedInTurns(facts, days);
  const contributed = capitalMoved(facts, days);
  const given = entrusted(facts, days);
  const takenOver = openedPrincipal(facts, days);
  const available = broughtForward
    .plus(collected)
    .minus(lent)
    .plus(contributed)
    .minus(takenOver)
    .minus(given);
  const opening: MoneyRow = {
    effectiveOn: dayBefore,
    ground: 'brought_forward',
    amount: broughtForward,
  };
  return {
    charterCapital: moneyLine(capitalRows(factsOfSource(facts, CHARTER), { to: asOf })),
    'availablePrincipal.amount': moneyLineOf<MoneyRow>(available, () => [
      opening,
      ...principalRows(facts, days),
    ]),
    'availablePrincipal.broughtForward': moneyLineOf(broughtForward, () =>
      principalRows(facts, before),
    ),
    'availablePrincipal.collected': moneyLineOf(collected, () => capitalReceived(facts, days)),
    'availablePrincipal.disbursed': moneyLineOf(lent, () => disbursementRows(facts, days)),
    'availablePrincipal.contributed': moneyLineOf(contributed, () => capitalRows(facts, days)),
    ...takenOverLines(facts, period),
    ...entrustedLines(facts, period),
  };
}

/** Principal recovered as income in the period (R40); a fund that never has any has no such figure. */
function recoveredLine({ facts, period: { asOf, periodStart } }: FundAt): {
  readonly recoveredAsIncome?: MoneyLine;
} {
  if (recoveredRows(facts, { to: asOf }).length === 0) return {};
  return { recoveredAsIncome: moneyLine(recoveredRows(facts, { from: periodStart, to: asOf })) };
}

/**
 * Interest collected, receipt by receipt, also on loans since settled or charged off (R19). The
 * total is in-term, overdue and late interest, so that the parts add up to the total.
 */
function* interestLines({ facts, period }: FundAt) {
  const days = { from: period.periodStart, to: period.asOf };
  function* collected(...components: readonly InterestComponent[]) {
    return moneyLineOf(yield* receivedInTurns(facts, days, components), () =>
      receiptRows(facts, days, (of) => sum(components.map((component) => of[component]))),
    );
  }
  return {
    'interestCollected.total': yield* collected(
      'inTermInterest',
      'overdueInterest',
      'lateInterest',
    ),
    'interestCollected.inTerm': yield* collected('inTermInterest'),
    'interestCollected.overdue': yield* collected('overdueInterest'),
    'interestCollected.late': yield* collected('lateInterest'),
  };
}

/** The parts of a source of capital: the first is the sum of the others (R18, R34). */
const SOURCE_PARTS = ['capital', 'outstanding', 'available', 'chargedOff', 'entrusted'] as const;

type SourcePart = (typeof SOURCE_PARTS)[number];

/** The place of a part of a source in the section, and of the sum over all sources. */
export type SourceLine = `sources.${Source}.${SourcePart}` | `sourcesTotal.${SourcePart}`;

type PartLines = Readonly<Record<SourcePart, MoneyLine>>;

/** What some capital is and where it is: its movements, loans and money (R18). */
function* partLines(facts: FundFacts, positioned: Positioned, to: CalendarDate) {
  const loans = byContract(positioned);
  const owed = (part: (at: Position) => Money) => {
    const owing = loans.filter(({ position }) => !part(position).isZero());
    return moneyLineOf<MoneyRow>(sum(owing.map(({ position }) => part(position))), () =>
      owing.map(({ loan, position }) => ({ ...loanRow(loan), amount: part(position) })),
    );
  };
  const available = capitalMoved(facts, { to })
    .plus(yield* capitalReceivedInTurns(facts, { to }))
    .minus(yield* disbursedInTurns(facts, { to }))
    .minus(openedPrincipal(facts, { to }))
    .minus(entrusted(facts, { to }));
  const lines: PartLines = {
    capital: moneyLine(capitalRows(facts, { to })),
    outstanding: owed(({ principal }) => principal.outstanding),
    available: moneyLineOf<MoneyRow>(available, () => principalRows(facts, { to })),
    chargedOff: owed(lostCapital),
    entrusted: moneyLine(entrustmentRows(facts, { to })),
  };
  yield;
  return lines;
}

/** Only a source of which trustees have something tells of it (R35). */
const toldOf = (lines: PartLines): readonly SourcePart[] =>
  SOURCE_PARTS.filter((part) => part !== 'entrusted' || !lines[part].value.isZero());

/** The lines of each source, and those of all together (R34). */
function* sourceLines({ facts, positioned, period }: FundAt) {
  const lines: Record<SourceLine, MoneyLine> = {} as Record<SourceLine, MoneyLine>;
  const { asOf } = period;
  const total = yield* partLines(facts, positioned, asOf);
  const sources = sourcesOf(facts, asOf);
  for (const source of sources) {
    const loans = positioned.filter(({ loan }) => loan.source === source);
    const isAll = sources.length === 1;
    const own = isAll ? total : yield* partLines(factsOfSource(facts, source), loans, asOf);
    for (const part of toldOf(own)) lines[`sources.${source}.${part}`] = own[part];
  }
  for (const part of toldOf(total)) lines[`sourcesTotal.${part}`] = total[part];
  return lines;
}

/** Principal expected back by the end of the year, and why (R20). */
type ExpectedRow = MoneyRow & LoanRow & Pick<ExpectedReceipt, 'expectedOn' | 'ground'>;

/** What the fund plans to do with its money by the end of the year, money out below zero (R20). */
function plannedRows({ facts, period }: FundAt, kinds: readonly PlannedMovement['kind'][]) {
  const { asOf } = period;
  return movementsWithin(facts.plannedMovements, asOf, lastDayOfYear(asOf))
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, expectedOn, amount }): MoneyRow => ({
      expectedOn,
      ground: `planned_${kind}`,
      amount: kind === 'contribution' ? amount : amount.negated(),
    }));
}

/** What is expected of all loans by the end of the year, by date, then by contract (R20). */
function* expectedInTurns(at: FundAt, loansPerTurn: number): InTurns<readonly ExpectedRow[]> {
  const { positioned, rules, period } = at;
  const until = lastDayOfYear(period.asOf);
  const rows: ExpectedRow[] = [];
  for (const [index, { loan, position }] of byContract(positioned).entries()) {
    if (index > 0 && index % loansPerTurn === 0) yield;
    const { terms, facts, recoveryPlan } = loan;
    const expected = expectedReceipts({ terms, facts, recoveryPlan, position }, rules, until);
    for (const { expectedOn, ground, principal: amount } of expected) {
      rows.push({ expectedOn, ground, amount, ...loanRow(loan) });
    }
  }
  return yield* orderedByInTurns(rows, (row) => row.expectedOn);
}

/** How many rows are summed between two turns. */
const ROWS_PER_TURN = 5_000;

function* sumInTurns(rows: readonly MoneyRow[]): InTurns<Money> {
  let total = 0n;
  for (const [index, { amount }] of rows.entries()) {
    total += dongOf(amount);
    if (index % ROWS_PER_TURN === ROWS_PER_TURN - 1) yield;
  }
  return moneyOf(total);
}

function* projectionLines(at: FundAt, available: Money, expected: readonly ExpectedRow[]) {
  const { asOf } = at.period;
  const expectedTotal = yield* sumInTurns(expected);
  const now: MoneyRow = { effectiveOn: asOf, ground: 'available', amount: available };
  const lent = plannedRows(at, ['disbursement']);
  const contributed = plannedRows(at, ['contribution', 'withdrawal']);
  const planned = moneyLine([now, ...lent, ...contributed]);
  return {
    'projectedYearEnd.availablePrincipal': moneyLineOf<MoneyRow>(
      planned.value.plus(expectedTotal),
      () => [now, ...expected, ...lent, ...contributed],
    ),
    'projectedYearEnd.expectedTotal': moneyLineOf(expectedTotal, () => expected),
    'projectedYearEnd.plannedDisbursements': moneyLine(
      lent.map((row) => ({ ...row, amount: row.amount.negated() })),
    ),
    'projectedYearEnd.plannedContributions': moneyLine(contributed),
  };
}

/** The day on which money was last lent, and what was lent on it. */
function lastDisbursementLine({ facts, period }: FundAt): Line<CalendarDate | null, MovedRow> {
  const last = lastDisbursedOn(facts, period.asOf);
  return {
    value: last,
    rows: last === null ? [] : lentOn(facts, last),
  };
}

/** The lines, kind by kind: each kind goes through all loans once. */
function* linesOf(at: FundAt, loansPerTurn: number) {
  const borrowers = yield* borrowerLines(at);
  const outstanding = {
    'inTermPrincipal.amount': outstandingLine(at, 'inTerm'),
    'overduePrincipal.amount': outstandingLine(at, 'overdue'),
  };
  yield;
  const principal = yield* principalLines(at);
  yield;
  const sources = yield* sourceLines(at);
  const interest = yield* interestLines(at);
  yield;
  const expected = yield* expectedInTurns(at, loansPerTurn);
  yield;
  const lines = {
    ...borrowers,
    ...outstanding,
    ...principal,
    ...interest,
    ...recoveredLine(at),
    ...(yield* projectionLines(at, principal['availablePrincipal.amount'].value, expected)),
    lastDisbursementOn: lastDisbursementLine(at),
  };
  // Each source has its lines beside those of every section.
  return Object.assign(lines, sources);
}

/** Every figure of the fund section, under its dotted place in the answer. */
export type FundLines = ReturnType<typeof linesOf> extends InTurns<infer Lines> ? Lines : never;

export type FundLine = NonNullable<FundLines[keyof FundLines]>;

type PrincipalLine =
  ReturnType<typeof principalLines> extends InTurns<infer Lines> ? keyof Lines : never;

/** The lines against the positions of the loans, and against the money the database sums. */
function checkLines({ facts, positioned, period }: FundAt, lines: FundLines): void {
  const value = (line: PrincipalLine): Money => lines[line]?.value ?? ZERO;
  const fund = balances(facts, positioned, period.asOf);
  const outstanding = sum([
    lines['inTermPrincipal.amount'].value,
    lines['overduePrincipal.amount'].value,
  ]);
  ensure(outstanding.equals(fund.principalOutstanding), 'R18: the principal lines do not add up');
  ensure(value('charterCapital').equals(fund.charterCapital), 'R18: the charter capital differs');
  for (const each of fund.sources) {
    for (const part of SOURCE_PARTS) {
      const value = lines[`sources.${each.source}.${part}`]?.value ?? ZERO;
      ensure(value.equals(each[part]), `R34: ${part} of ${each.source} differs`);
    }
  }
  const before = availableAt(facts.cash.all, addDays(period.periodStart, -1));
  const amount = value('availablePrincipal.amount');
  ensure(
    before.equals(value('availablePrincipal.broughtForward')) &&
      amount.equals(fund.availablePrincipal),
    'R19: the available principal differs from what the database sums',
  );
  const closing = value('availablePrincipal.broughtForward')
    .plus(value('availablePrincipal.collected'))
    .minus(value('availablePrincipal.disbursed'))
    .plus(value('availablePrincipal.contributed'))
    .minus(value('availablePrincipal.takenOver'))
    .minus(value('availablePrincipal.entrusted'));
  ensure(
    value('principalEntrusted').equals(fund.principalEntrusted),
    'R35: the entrusted principal differs',
  );
  ensure(closing.equals(amount), 'R19: the parts of available principal do not add up');
}

/**
 * The figures of the fund section, each with the rows it consists of: money is the sum of its rows,
 * a count is their number (R17–R20).
 *
 * @throws Error where they differ from the fund's balances: our bug, not a report (R18)
 */
export function* fundLinesInTurns(at: FundAt, loansPerTurn: number): InTurns<FundLines> {
  const lines = yield* linesOf(at, loansPerTurn);
  yield;
  checkLines(at, lines);
  return lines;
}

/** The figures of the fund section, as `fundLinesInTurns`. */
export function fundLines(at: FundAt): FundLines {
  return atOnce(fundLinesInTurns(at, at.positioned.length + 1));
}
