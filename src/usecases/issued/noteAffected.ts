import { lastRecordedAt, type Fund, type FundAct } from '../../book/fund.ts';
import { type FigureFact, listIssuedReports, listFigureFacts } from '../../book/issued.ts';
import { hasNotices } from '../../book/notices.ts';
import { firstDayOf } from '../../book/book.ts';
import { earlier } from '../../domain/primitives/dates.ts';
import { FIGURELESS_KINDS, type FactKind } from '../../domain/books/factKinds.ts';
import {
  affectedRows,
  listAffected,
  reportPaper,
  type IssuedPaper,
} from '../../store/issued/affected.ts';
import { type ListedReport } from '../../store/issued/issuedReport.ts';
import { changedNotices } from './affectedNotices.ts';
import { changedReports } from './affectedReports.ts';
import { justBefore } from '../view/clock.ts';
import { rulesAround, isDateless } from './aroundFact.ts';

export type { IssuedPaper };

const figureless: ReadonlySet<FactKind> = new Set(FIGURELESS_KINDS);

async function noteAffectedBy(
  fund: FundAct,
  touch: FigureFact,
  reports: readonly ListedReport[],
): Promise<IssuedPaper[]> {
  const rules = rulesAround(fund, touch);
  const changed = await changedReports(fund, touch, rules, reports);
  const notices = await changedNotices(fund, touch, rules);
  const papers = [...changed.map(reportPaper), ...notices];
  const ids = papers.map(({ id }) => id);
  fund.keep(affectedRows(touch.id, ids));
  return papers;
}

/**
 * Finds which issued notices and reports the facts of the act under way change the figures of, and
 * keeps it: the answer says so, also when it is listed later. To be asked once, when all is recorded.
 *
 * @returns the papers by fact: reports, then notices, each in the order of issue
 */
export async function noteAffected(fund: FundAct): Promise<Map<string, IssuedPaper[]>> {
  const facts = fund.recorded.filter(({ factKind }) => !figureless.has(factKind));
  const [first] = facts;
  const last = facts.at(-1);
  if (first === undefined || last === undefined) return new Map();
  // Nothing that counts whatever its date can be reversed.
  const dated = facts.every(({ factKind }) => !isDateless(factKind));
  const from = dated ? facts.map((each) => firstDayOf(fund.book, each)).reduce(earlier) : undefined;
  const reports = listIssuedReports(fund, { asOfFrom: from }, lastRecordedAt(fund));
  if (reports.length === 0 && !hasNotices(fund, from)) return new Map();
  const byFact = new Map<string, IssuedPaper[]>();
  for (const touch of listFigureFacts(fund, justBefore(first.recordedAt), lastRecordedAt(fund))) {
    const papers = await noteAffectedBy(fund, touch, reports);
    byFact.set(touch.id, papers);
  }
  return byFact;
}

/** What was said to be affected when facts were booked, by fact. */
export function affectedBy(
  fund: Fund,
  factIds: readonly string[],
): Promise<Map<string, IssuedPaper[]>> {
  return fund.sql((tx) => listAffected(tx, factIds));
}
