import type { Calendar } from '../domain/calendar.ts';
import { ensure } from '../domain/errors.ts';
import { figureChanges, sumOfDifferences, type FigureChange } from '../domain/figureChanges.ts';
import type { FundFacts } from '../domain/fundBalances.ts';
import type { Period } from '../domain/fundLines.ts';
import type { FundSectionContent } from '../domain/fundSectionContent.ts';
import type { FundTx } from '../store/database.ts';
import { listTouches, type Touch } from '../store/touch.ts';
import { justBefore, mayChange } from './affects.ts';
import { loadPartFacts, partsOf, sectionOf, type FundPart } from './fundPart.ts';
import { afterPayment, loadPayments, type PaymentsById } from './fundPartAfter.ts';
import { requireIssuedReport } from './issueReport.ts';
import { loadCalendar } from './loanState.ts';

/** A fact that changed a figure since the report was issued, and by how much. */
export interface Cause {
  readonly touch: Touch;
  /** Null: the figure is no number. */
  readonly difference: string | number | null;
}

/** A figure of an issued report that is another now; its causes sum to the difference (R21). */
export interface ReportDifference extends FigureChange {
  readonly causes: readonly Cause[];
}

/** A part of the fund as it was known last. */
interface PartAt {
  readonly facts: FundFacts;
  readonly section: FundSectionContent;
}

/**
 * Tells what facts changed of the figures of parts of a fund, asked in the order of recording: what
 * a part was with the fact before is what it is just before the next.
 */
function changesByPart(tx: FundTx, period: Period, payments: PaymentsById) {
  const parts = new Map<string, PartAt>();
  let calendar: Calendar | null = null;
  const at = async (part: FundPart, facts: FundFacts, knownAt: Date): Promise<PartAt> => {
    calendar ??= await loadCalendar(tx, knownAt);
    return { facts, section: sectionOf(part, facts, calendar, period) };
  };
  const load = async (part: FundPart, knownAt: Date): Promise<PartAt> =>
    at(part, await loadPartFacts(tx, part, { asOf: period.asOf, knownAt }), knownAt);
  return async (part: FundPart, touch: Touch): Promise<FigureChange[]> => {
    const { recordedAt } = touch;
    const key = typeof part === 'string' ? part : part.borrowerId;
    const before = parts.get(key) ?? (await load(part, justBefore(touch)));
    if (part === 'all') {
      parts.clear();
      // Nothing else changes the calendar.
      calendar = null;
      return figureChanges(before.section, (await load(part, recordedAt)).section);
    }
    const paid = afterPayment(before.facts, touch, payments);
    const after = paid === null ? await load(part, recordedAt) : await at(part, paid, recordedAt);
    parts.set(key, after);
    return figureChanges(before.section, after.section);
  };
}

/** The causes of changed figures, by path, in the order of recording. */
async function causesOf(
  tx: FundTx,
  period: Period,
  touches: readonly Touch[],
  payments: PaymentsById,
): Promise<Map<string, Cause[]>> {
  const changesOf = changesByPart(tx, period, payments);
  const causes = new Map<string, Cause[]>();
  for (const touch of touches) {
    const changes: FigureChange[] = [];
    for (const part of partsOf(touch)) changes.push(...(await changesOf(part, touch)));
    for (const path of new Set(changes.map((each) => each.path))) {
      const ofPath = changes.filter((each) => each.path === path);
      const difference = sumOfDifferences(ofPath.map((each) => each.difference));
      // Two borrowers of one fact may make up for each other.
      if (difference === '0' || difference === 0) continue;
      causes.set(path, [...(causes.get(path) ?? []), { touch, difference }]);
    }
  }
  return causes;
}

/** What tells that the available principal is below zero depends on the sum, not on one part (R18). */
const isBelowZero = ({ notes }: FundSectionContent): boolean =>
  notes.some(({ code }) => code === 'available_below_zero');

function causesOfNotes(causes: ReadonlyMap<string, Cause[]>, belowZeroChanged: boolean): Cause[] {
  const own = causes.get('notes') ?? [];
  if (!belowZeroChanged) return own;
  const known = new Set(own.map(({ touch }) => touch));
  const others = (causes.get('availablePrincipal.amount') ?? [])
    .filter(({ touch }) => !known.has(touch))
    .map(({ touch }) => ({ touch, difference: null }));
  return [...own, ...others].toSorted((a, b) => +a.touch.recordedAt - +b.touch.recordedAt);
}

/**
 * Compares an issued report with what is known at another instant: every figure that differs, with
 * the facts recorded since that changed it. They are asked one after the other, each about the part
 * of the fund that it touches: the figure just before it and with it.
 *
 * @throws DomainError not-found
 * @throws Error where the causes do not sum to the difference: our bug
 */
export async function compareReport(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<ReportDifference[]> {
  const { figures: issued, ...report } = await requireIssuedReport(tx, id, knownAt);
  const { asOf } = report;
  const facts = await loadPartFacts(tx, 'all', { asOf, knownAt });
  const now = sectionOf('all', facts, await loadCalendar(tx, knownAt), report);
  const changes = figureChanges(issued, now);
  if (changes.length === 0) return [];
  const touches = await listTouches(tx, report.knownAt, knownAt);
  const possible = touches.filter((touch) => mayChange(touch, asOf));
  const payments = await loadPayments(tx, possible, knownAt);
  const causes = await causesOf(tx, report, possible, payments);
  const belowZeroChanged = isBelowZero(issued) !== isBelowZero(now);
  return changes.map((change) => {
    const { path, difference } = change;
    const found =
      path === 'notes' ? causesOfNotes(causes, belowZeroChanged) : (causes.get(path) ?? []);
    const sum = sumOfDifferences(found.map((cause) => cause.difference));
    ensure(sum === difference, `R21: the causes of ${path} sum to ${sum}, not ${difference}`);
    return { ...change, causes: found };
  });
}
