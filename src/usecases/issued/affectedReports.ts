import type { Fund } from '../../book/fund.ts';
import type { FigureFact } from '../../book/issued.ts';
import type { FundFacts } from '../../domain/fund/balances.ts';
import type { FundRules } from '../../domain/policies/fundRules.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import {
  changesTogether,
  figureChanges,
  type FigureChange,
} from '../../domain/reports/section/figureChanges.ts';
import type { FactKind } from '../../domain/books/factKinds.ts';
import type { ListedReport } from '../../store/issued/issuedReport.ts';
import { around, mayChange, type Around } from './aroundFact.ts';
import { loadPartFacts, partsOf, sectionOf, type FundPart } from './fundPart.ts';
import { nextTurn } from '../../book/turns.ts';

/** Whose names and states depend on the day of the report. */
const ofADay: ReadonlySet<FactKind> = new Set([
  'cooperative_change',
  'locality_change',
  'collection_entry',
  'lending_suspension',
  'holiday_list',
  'policy',
]);

/** Whether the figures of every day show the same facts (R42). */
const isOnTime = ({ loans }: FundFacts): boolean =>
  loans.every(({ books }) => books.bookingDays.length === 0);

/** What a fact changes of reports in a part of the fund. */
async function changesIn(
  fund: Fund,
  part: FundPart,
  touch: FigureFact,
  rules: Around<FundRules>,
  reports: readonly ListedReport[],
): Promise<Map<ListedReport, FigureChange[]>> {
  const load = (asOf: CalendarDate) =>
    around(touch, (knownAt) => loadPartFacts(fund, part, { asOf, knownAt }));
  const changes = new Map<ListedReport, FigureChange[]>();
  const [first] = reports;
  if (first === undefined) return changes;
  // Loaded once for all reports: what is loaded by the day of each says the same before and after.
  const loaded = ofADay.has(touch.aboutKind) ? null : load(first.asOf);
  const once = loaded !== null && isOnTime(loaded.before) && isOnTime(loaded.after) ? loaded : null;
  for (const report of reports) {
    // Those of a large fund take long: other requests have their turn between them.
    await nextTurn();
    const { before, after } = once ?? load(report.asOf);
    const was = sectionOf(part, before, rules.before, report);
    const is = sectionOf(part, after, rules.after, report);
    changes.set(report, figureChanges(was, is));
  }
  return changes;
}

/** What a fact changes of reports in all the parts of the fund that it touches. */
async function changesInParts(
  fund: Fund,
  touch: FigureFact,
  rules: Around<FundRules>,
  reports: readonly ListedReport[],
): Promise<Map<ListedReport, FigureChange[]>> {
  const all = new Map(reports.map((report) => [report, [] as FigureChange[]]));
  for (const part of partsOf(touch)) {
    const found = await changesIn(fund, part, touch, rules, reports);
    for (const [report, changes] of found) all.get(report)?.push(...changes);
  }
  return all;
}

/**
 * Whether the lists and dates of the fund may be as before though those of its parts differ: where a
 * borrower has another code, or two of them make up for each other.
 */
const mayLeaveLists = (touch: FigureFact): boolean =>
  touch.aboutKind === 'cooperative_change' || partsOf(touch).length > 1;

/**
 * Whether money that moved on a day of the report is in one of its sums: principal in the available
 * amount, interest of the period in the interest collected. Then nothing need be worked out.
 */
function isInSums(
  { countsFrom, movesPrincipal, movesInterest }: FigureFact,
  { asOf, periodStart }: ListedReport,
): boolean {
  if (countsFrom > asOf) return false;
  return movesPrincipal || (movesInterest && countsFrom >= periodStart);
}

/** The reports among these whose figures a fact changes. */
export async function changedReports(
  fund: Fund,
  touch: FigureFact,
  rules: Around<FundRules>,
  reports: readonly ListedReport[],
): Promise<ListedReport[]> {
  const possible = reports.filter((report) => mayChange(touch, report.asOf));
  const changed = new Set(possible.filter((report) => isInSums(touch, report)));
  const left = possible.filter((report) => !changed.has(report));
  if (left.length === 0) return reports.filter((report) => changed.has(report));
  const unsure: ListedReport[] = [];
  for (const [report, ofParts] of await changesInParts(fund, touch, rules, left)) {
    const differences = [...changesTogether(ofParts).values()];
    if (differences.length === 0) continue;
    const isCertain = differences.some((each) => each !== null) || !mayLeaveLists(touch);
    if (isCertain) changed.add(report);
    else unsure.push(report);
  }
  for (const [report, changes] of await changesIn(fund, 'all', touch, rules, unsure)) {
    if (changes.length > 0) changed.add(report);
  }
  return reports.filter((report) => changed.has(report));
}
