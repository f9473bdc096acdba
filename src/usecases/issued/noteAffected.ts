import { earlier } from '../../domain/primitives/dates.ts';
import { FIGURELESS_KINDS, type FactKind } from '../../domain/books/factKinds.ts';
import {
  insertAffected,
  listAffected,
  reportPaper,
  type IssuedPaper,
} from '../../store/issued/affected.ts';
import type { FundTx } from '../../store/database/database.ts';
import { listIssuedReports, type ListedReport } from '../../store/issued/issuedReport.ts';
import { hasNotices } from '../../store/notices/notice.ts';
import { listTouches, type Touch } from '../../store/issued/figureFact.ts';
import { changedNotices } from './affectedNotices.ts';
import { changedReports } from './affectedReports.ts';
import { calendarsAround, isDateless, justBefore } from './aroundFact.ts';

export type { IssuedPaper };

const figureless: ReadonlySet<FactKind> = new Set(FIGURELESS_KINDS);

async function noteAffectedBy(
  tx: FundTx,
  touch: Touch,
  reports: readonly ListedReport[],
): Promise<IssuedPaper[]> {
  const calendars = calendarsAround(tx, touch);
  const changed = await changedReports(tx, touch, calendars, reports);
  const notices = await changedNotices(tx, touch, calendars);
  const papers = [...changed.map(reportPaper), ...notices];
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
  const dated = facts.every(({ kind }) => !isDateless(kind));
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
