import { isDeepStrictEqual } from 'node:util';
import type { Calendar } from '../domain/calendar.ts';
import { earlier, type CalendarDate } from '../domain/dates.ts';
import { DATELESS_KINDS, FIGURELESS_KINDS } from '../domain/factKinds.ts';
import { NO_FACTS, type VoucheredFacts } from '../domain/facts.ts';
import { changesTogether, figureChanges, type FigureChange } from '../domain/figureChanges.ts';
import {
  insertAffected,
  listAffected,
  noticePaper,
  reportPaper,
  type IssuedPaper,
} from '../store/affected.ts';
import type { FundTx } from '../store/database.ts';
import type { FactKind } from '../store/fact.ts';
import { listIssuedReports, type ListedReport } from '../store/issuedReport.ts';
import { listLoans, type StoredLoan } from '../store/loan.ts';
import { loadLoanFactsOf } from '../store/loanFacts.ts';
import { hasNotices, listNotices, type StoredNotice } from '../store/notice.ts';
import { listTouches, type Touch } from '../store/touch.ts';
import { figuresWith } from './draftNotice.ts';
import { loadPartFacts, partsOf, sectionOf, type FundPart } from './fundPart.ts';
import { loadCalendar } from './loanState.ts';

export type { IssuedPaper };

const figureless: ReadonlySet<FactKind> = new Set(FIGURELESS_KINDS);
const dateless: ReadonlySet<FactKind> = new Set(DATELESS_KINDS);

/** The first day whose figures a fact may change; null: any day's. */
const changesFrom = ({ saidKind, effectiveOn }: Touch): CalendarDate | null =>
  dateless.has(saidKind) ? null : effectiveOn;

/** Whether a fact may change the figures of a day: those of a later date do not (R15). */
export const mayChange = (touch: Touch, asOf: CalendarDate): boolean => {
  const from = changesFrom(touch);
  return from === null || from <= asOf;
};

/** The instant before a fact was recorded: facts lie a millisecond apart at least (R21). */
export const justBefore = ({ recordedAt }: Pick<Touch, 'recordedAt'>): Date =>
  new Date(recordedAt.getTime() - 1);

/** What a fact changed: what was known just before it and with it. */
interface Around<State> {
  readonly before: State;
  readonly after: State;
}

async function around<State>(
  touch: Touch,
  load: (knownAt: Date) => Promise<State>,
): Promise<Around<State>> {
  return { before: await load(justBefore(touch)), after: await load(touch.recordedAt) };
}

/** Whose names and states depend on the day of the report. */
const ofADay: ReadonlySet<FactKind> = new Set([
  'cooperative_change',
  'collection_entry',
  'lending_suspension',
  'holiday_list',
  'policy',
]);

/** What a fact changes of reports in a part of the fund. */
async function changesIn(
  tx: FundTx,
  part: FundPart,
  touch: Touch,
  calendars: Around<Calendar>,
  reports: readonly ListedReport[],
): Promise<Map<ListedReport, FigureChange[]>> {
  const load = (asOf: CalendarDate) =>
    around(touch, (knownAt) => loadPartFacts(tx, part, { asOf, knownAt }));
  const changes = new Map<ListedReport, FigureChange[]>();
  const [first] = reports;
  if (first === undefined) return changes;
  // Loaded once for all reports: what is loaded by the day of each says the same before and after.
  const once = ofADay.has(touch.saidKind) ? null : await load(first.asOf);
  for (const report of reports) {
    const { before, after } = once ?? (await load(report.asOf));
    const was = sectionOf(part, before, calendars.before, report);
    const is = sectionOf(part, after, calendars.after, report);
    changes.set(report, figureChanges(was, is));
  }
  return changes;
}

/** What a fact changes of reports in all the parts of the fund that it touches. */
async function changesInParts(
  tx: FundTx,
  touch: Touch,
  calendars: Around<Calendar>,
  reports: readonly ListedReport[],
): Promise<Map<ListedReport, FigureChange[]>> {
  const all = new Map(reports.map((report) => [report, [] as FigureChange[]]));
  for (const part of partsOf(touch)) {
    const found = await changesIn(tx, part, touch, calendars, reports);
    for (const [report, changes] of found) all.get(report)?.push(...changes);
  }
  return all;
}

/**
 * Whether the lists and dates of the fund may be as before though those of its parts differ: where a
 * borrower has another code, or two of them make up for each other.
 */
const mayLeaveLists = (touch: Touch): boolean =>
  touch.saidKind === 'cooperative_change' || partsOf(touch).length > 1;

/**
 * Whether money that moved on a day of the report is in one of its sums: principal in the available
 * amount, interest of the period in the interest collected. Then nothing need be worked out.
 */
function isInSums(
  { effectiveOn, movesPrincipal, movesInterest }: Touch,
  { asOf, periodStart }: ListedReport,
): boolean {
  if (effectiveOn > asOf) return false;
  return movesPrincipal || (movesInterest && effectiveOn >= periodStart);
}

async function changedReports(
  tx: FundTx,
  touch: Touch,
  calendars: LoadCalendars,
  reports: readonly ListedReport[],
): Promise<ListedReport[]> {
  const possible = reports.filter((report) => mayChange(touch, report.asOf));
  const changed = new Set(possible.filter((report) => isInSums(touch, report)));
  const left = possible.filter((report) => !changed.has(report));
  if (left.length === 0) return reports.filter((report) => changed.has(report));
  const unsure: ListedReport[] = [];
  const known = await calendars();
  for (const [report, ofParts] of await changesInParts(tx, touch, known, left)) {
    const differences = [...changesTogether(ofParts).values()];
    if (differences.length === 0) continue;
    const isCertain = differences.some((each) => each !== null) || !mayLeaveLists(touch);
    if (isCertain) changed.add(report);
    else unsure.push(report);
  }
  for (const [report, changes] of await changesIn(tx, 'all', touch, known, unsure)) {
    if (changes.length > 0) changed.add(report);
  }
  return reports.filter((report) => changed.has(report));
}

interface Loans {
  readonly loans: ReadonlyMap<string, StoredLoan>;
  readonly facts: ReadonlyMap<string, VoucheredFacts>;
}

async function loadLoansOf(tx: FundTx, ids: readonly string[], knownAt: Date): Promise<Loans> {
  const loans = await listLoans(tx, { ids }, knownAt);
  return {
    loans: new Map(loans.map((loan) => [loan.id, loan])),
    facts: await loadLoanFactsOf(tx, ids, knownAt),
  };
}

/** What a notice of the same days says with what is known; null: there would be none (R25). */
function figuresNow(notice: StoredNotice, { loans, facts }: Loans, calendar: Calendar) {
  const loan = loans.get(notice.loanId);
  if (loan === undefined) return null;
  return figuresWith(notice, { loan, facts: facts.get(loan.id) ?? NO_FACTS, calendar });
}

/** The standing notices whose figures differ before and after a fact. */
async function changedNotices(
  tx: FundTx,
  touch: Touch,
  calendars: LoadCalendars,
): Promise<StoredNotice[]> {
  const loanIds = touch.loanId === null ? undefined : [touch.loanId];
  if (loanIds === undefined && !partsOf(touch).includes('all')) return [];
  const standing = await listNotices(tx, { loanIds, standing: true }, touch.recordedAt);
  const possible = standing.filter((notice) => mayChange(touch, notice.effectiveOn));
  if (possible.length === 0) return [];
  const ids = [...new Set(possible.map((notice) => notice.loanId))];
  const { before, after } = await around(touch, (knownAt) => loadLoansOf(tx, ids, knownAt));
  const calendar = await calendars();
  return possible.filter((notice) => {
    const was = figuresNow(notice, before, calendar.before);
    return !isDeepStrictEqual(was, figuresNow(notice, after, calendar.after));
  });
}

/** The calendars before and with a fact, read once where they are needed. */
type LoadCalendars = () => Promise<Around<Calendar>>;

function calendarsAround(tx: FundTx, touch: Touch): LoadCalendars {
  let loaded: Promise<Around<Calendar>> | undefined;
  const load = async () => {
    const after = await loadCalendar(tx, touch.recordedAt);
    const changes = partsOf(touch).includes('all');
    return { before: changes ? await loadCalendar(tx, justBefore(touch)) : after, after };
  };
  return () => (loaded ??= load());
}

async function noteAffectedBy(
  tx: FundTx,
  touch: Touch,
  reports: readonly ListedReport[],
): Promise<IssuedPaper[]> {
  const calendars = calendarsAround(tx, touch);
  const changed = await changedReports(tx, touch, calendars, reports);
  const notices = await changedNotices(tx, touch, calendars);
  const papers = [...changed.map(reportPaper), ...notices.map(noticePaper)];
  const ids = papers.map(({ id }) => id);
  await insertAffected(tx, touch.id, ids);
  return papers;
}

/**
 * Finds which issued notices and reports the facts of the act under way change the figures of, and
 * keeps it: the answer says so, also when it is listed later. To be asked once, when all is recorded.
 *
 * @returns the papers by fact: reports, then notices, each in the order of issue
 */
export async function noteAffected(tx: FundTx): Promise<Map<string, IssuedPaper[]>> {
  const facts = tx.recorded.filter(({ kind }) => !figureless.has(kind));
  const [first] = facts;
  const last = facts.at(-1);
  if (first === undefined || last === undefined) return new Map();
  // Nothing that counts whatever its date can be reversed.
  const dated = facts.every(({ kind }) => !dateless.has(kind));
  const from = dated ? facts.map((each) => each.effectiveOn).reduce(earlier) : undefined;
  const reports = await listIssuedReports(tx, { asOfFrom: from }, last.recordedAt);
  if (reports.length === 0 && !(await hasNotices(tx, from))) return new Map();
  const byFact = new Map<string, IssuedPaper[]>();
  for (const touch of await listTouches(tx, justBefore(first), last.recordedAt)) {
    const papers = await noteAffectedBy(tx, touch, reports);
    byFact.set(touch.id, papers);
  }
  return byFact;
}

/** What was said to be affected when facts were booked, by fact. */
export function affectedBy(
  tx: FundTx,
  factIds: readonly string[],
): Promise<Map<string, IssuedPaper[]>> {
  return listAffected(tx, factIds);
}
