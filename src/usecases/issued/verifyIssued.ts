import type { Fund } from '../../book/fund.ts';
import { lastFigureFactsBeforeNotices, listIssuedReports } from '../../book/issued.ts';
import { listLoans } from '../../book/loans.ts';
import { listNotices } from '../../book/notices.ts';
import { isDeepStrictEqual } from 'node:util';
import { figuresOf } from '../../domain/reports/section/figureChanges.ts';
import { groupBy } from '../../domain/primitives/lists.ts';
import { findIssuedDocument, type StoredIssuedReport } from '../../store/issued/issuedReport.ts';
import { type StoredNotice } from '../../store/notices/notice.ts';
import { figuresWith } from '../../domain/notices/draftNotice.ts';
import { contentAt, documentHash, requireIssuedReport } from './issueReport.ts';
import type { Contradictions } from '../books/contradictions.ts';
import { loadKnown } from '../notices/listNotices.ts';
import { nextTurn } from '../../book/turns.ts';

/** Where an issued report or notice says something else than what was known when it was issued. */
export interface IssuedDifference {
  readonly code: 'figure-differs' | 'line-differs' | 'document-missing' | 'document-changed';
  readonly type: 'report' | 'notice';
  readonly id: string;
  /** The figure, the line or the format of the document. */
  readonly at: string;
}

/** What is kept as JSON and what is worked out again, to be compared. */
const asKept = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

/** The places of what is kept where the same worked out again says something else. */
function differing(kept: object, again: object): string[] {
  const now = new Map(Object.entries(again));
  return Object.entries(kept)
    .filter(([place, value]) => !isDeepStrictEqual(value, asKept(now.get(place) ?? null)))
    .map(([place]) => place);
}

const placed = (content: object): object =>
  Object.fromEntries(figuresOf(content).map(({ path, value }) => [path, value]));

async function documentDifferences(
  fund: Fund,
  { id, documentHashes }: StoredIssuedReport,
): Promise<IssuedDifference[]> {
  const found: IssuedDifference[] = [];
  for (const [format, hash] of Object.entries(documentHashes)) {
    const bytes = await fund.sql((tx) => findIssuedDocument(tx, id, format));
    const about = { type: 'report', id, at: format } as const;
    if (bytes === null) found.push({ code: 'document-missing', ...about });
    else if (documentHash(bytes) !== hash) found.push({ code: 'document-changed', ...about });
  }
  return found;
}

/** Each report worked out again as it was known, against what is frozen (R21). */
async function reportDifferences(
  fund: Fund,
  knownAt: Date,
  contradictions: Contradictions,
): Promise<IssuedDifference[]> {
  const found: IssuedDifference[] = [];
  for (const { id } of listIssuedReports(fund, {}, knownAt)) {
    const report = await requireIssuedReport(fund, id, knownAt);
    const differs = (code: IssuedDifference['code']) => (at: string) =>
      ({ code, type: 'report', id, at }) as const;
    const compare = async () => {
      const { figures, lines } = await contentAt(fund, report);
      return [
        ...differing(placed(report.figures), placed(figures)).map(differs('figure-differs')),
        ...differing(report.lines, lines).map(differs('line-differs')),
      ];
    };
    found.push(
      ...(await contradictions.workOut(`report ${id}`, compare, [])),
      ...(await documentDifferences(fund, report)),
    );
  }
  return found;
}

/** Notices of which the same was known, each worked out again. */
async function differencesOf(
  fund: Fund,
  notices: readonly StoredNotice[],
  knownAt: Date,
  contradictions: Contradictions,
): Promise<IssuedDifference[]> {
  const ids = [...new Set(notices.map((notice) => notice.loanId))];
  const knownOf = loadKnown(fund, listLoans(fund, { ids }, knownAt), knownAt);
  const found: IssuedDifference[] = [];
  for (const notice of notices) {
    // Thousands of notices take seconds: other requests have their turn between them.
    await nextTurn();
    const { id, loanId, content } = notice;
    const compare = () => {
      const known = knownOf(loanId);
      const figures = known === undefined ? null : figuresWith(notice, known);
      const kept = Object.keys(figures ?? {}).map((name) => [name, content[name] ?? null]);
      return figures === null ? ['total'] : differing(Object.fromEntries(kept), figures);
    };
    const places = await contradictions.workOut(`notice ${id}`, compare, []);
    found.push(
      ...places.map((at) => ({ code: 'figure-differs', type: 'notice', id, at }) as const),
    );
  }
  return found;
}

const NOTICES_AT_ONCE = 200;

/** Each notice worked out again as it was known when it was issued, against what it says (R25). */
async function noticeDifferences(
  fund: Fund,
  knownAt: Date,
  contradictions: Contradictions,
): Promise<IssuedDifference[]> {
  const found: IssuedDifference[] = [];
  // Of the notices of a run mostly the same was known: that of the last fact that changes figures.
  const known = lastFigureFactsBeforeNotices(fund);
  const instantOf = ({ id, recordedAt }: StoredNotice) => known.get(id) ?? recordedAt;
  let after: Pick<StoredNotice, 'year' | 'number'> | undefined;
  for (;;) {
    const page = await listNotices(fund, { after, limit: NOTICES_AT_ONCE }, knownAt);
    for (const notices of groupBy(page, (each) => instantOf(each).toISOString()).values()) {
      const [first] = notices;
      if (first === undefined) continue;
      const compare = () => differencesOf(fund, notices, instantOf(first), contradictions);
      found.push(...(await contradictions.workOut(`notice ${first.id}`, compare, [])));
    }
    after = page.at(-1);
    if (page.length < NOTICES_AT_ONCE) return found;
  }
}

/** Issued reports and notices that are not what was known when they were issued; empty: all are. */
export async function issuedDifferences(
  fund: Fund,
  knownAt: Date,
  contradictions: Contradictions,
): Promise<IssuedDifference[]> {
  return [
    ...(await reportDifferences(fund, knownAt, contradictions)),
    ...(await noticeDifferences(fund, knownAt, contradictions)),
  ];
}
