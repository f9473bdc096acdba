import { and, asc, eq, gt, gte, sql, type SQL } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundSectionContent, LineContent } from '../../domain/reports/section/content.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, isKnown, recorder, recording } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, token } from '../database/tables/schema.ts';
import { issuedReport, issuedReportDocument } from '../database/tables/documents.ts';

/** What an issued report is called and about. */
export interface IssuedHead {
  /** Of the day of issue. */
  readonly year: number;
  readonly documentNumber: string;
  readonly asOf: CalendarDate;
  readonly periodStart: CalendarDate;
  /** What was known then is in it. */
  readonly knownAt: Date;
  /** The SHA-256 of each of its documents, by format. */
  readonly documentHashes: Readonly<Record<string, string>>;
}

export interface NewIssuedReport extends IssuedHead {
  readonly figures: FundSectionContent;
  readonly lines: Readonly<Record<string, LineContent>>;
}

/** A report in one form. */
export interface IssuedDocument {
  readonly format: string;
  readonly bytes: Uint8Array;
}

/** An issued report without what it says, issued on its `effectiveOn`. */
export interface ListedReport extends IssuedHead, RecordedFact {}

export interface StoredIssuedReport extends NewIssuedReport, RecordedFact {}

/** Adds a report under its fact. A number used twice in a year breaks `issued_report_number_unique`. */
export async function insertIssuedReport(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewIssuedReport,
  documents: readonly IssuedDocument[],
): Promise<StoredIssuedReport> {
  const { fundId } = tx;
  await tx.db.insert(issuedReport).values({ fundId, id: recorded.id, ...added });
  const rows = documents.map(({ format, bytes }) => ({
    fundId,
    reportId: recorded.id,
    format,
    content: Buffer.from(bytes),
  }));
  if (rows.length > 0) await tx.db.insert(issuedReportDocument).values(rows);
  return { ...recorded, ...added };
}

const head = {
  id: issuedReport.id,
  year: issuedReport.year,
  documentNumber: issuedReport.documentNumber,
  asOf: sql<CalendarDate>`${issuedReport.asOf}`,
  periodStart: sql<CalendarDate>`${issuedReport.periodStart}`,
  knownAt: issuedReport.knownAt,
  documentHashes: sql<IssuedHead['documentHashes']>`${issuedReport.documentHashes}`,
  ...recording,
};

/** Which reports: each field given narrows them. */
export interface IssuedFilter {
  /** About this day or a later one. */
  readonly asOfFrom?: CalendarDate | undefined;
  readonly year?: number | undefined;
  readonly documentNumber?: string | undefined;
  /** The `recordedAt` of the last one already given. */
  readonly after?: Date | undefined;
  readonly limit?: number | undefined;
}

function whereOf({ asOfFrom, year, documentNumber, after }: IssuedFilter): SQL | undefined {
  return and(
    asOfFrom === undefined ? undefined : gte(issuedReport.asOf, asOfFrom),
    year === undefined ? undefined : eq(issuedReport.year, year),
    documentNumber === undefined ? undefined : eq(issuedReport.documentNumber, documentNumber),
    after === undefined ? undefined : gt(fact.recordedAt, after),
  );
}

/** The reports as they were issued, oldest first, without what they say. */
export async function listIssuedReports(
  tx: FundTx,
  filter: IssuedFilter,
  knownAt: Date,
): Promise<ListedReport[]> {
  const query = tx.db
    .select(head)
    .from(issuedReport)
    .innerJoin(fact, factOf(issuedReport))
    .innerJoin(token, recorder())
    .where(and(eq(issuedReport.fundId, tx.fundId), isKnown(knownAt), whereOf(filter)))
    .orderBy(asc(fact.recordedAt));
  return filter.limit === undefined ? query : query.limit(filter.limit);
}

/** The report with what it says. */
export async function findIssuedReport(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredIssuedReport | null> {
  const [found] = await tx.db
    .select({ ...head, figures: issuedReport.figures, lines: issuedReport.lines })
    .from(issuedReport)
    .innerJoin(fact, factOf(issuedReport))
    .innerJoin(token, recorder())
    .where(and(eq(issuedReport.fundId, tx.fundId), eq(issuedReport.id, id), isKnown(knownAt)));
  if (found === undefined) return null;
  return {
    ...found,
    figures: found.figures as FundSectionContent,
    lines: found.lines as NewIssuedReport['lines'],
  };
}

/** The bytes of a report in one form; null: it was not issued in it. */
export async function findIssuedDocument(
  tx: FundTx,
  reportId: string,
  format: string,
): Promise<Uint8Array | null> {
  const [found] = await tx.db
    .select({ content: issuedReportDocument.content })
    .from(issuedReportDocument)
    .where(
      and(
        eq(issuedReportDocument.fundId, tx.fundId),
        eq(issuedReportDocument.reportId, reportId),
        eq(issuedReportDocument.format, format),
      ),
    );
  return found?.content ?? null;
}
