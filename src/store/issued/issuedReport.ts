import { and, eq } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundSectionContent, LineContent } from '../../domain/reports/section/content.ts';
import type { FundTx } from '../database/database.ts';
import type { RecordedFact } from '../database/recording.ts';
import { issuedReport, issuedReportDocument } from '../database/tables/documents.ts';
import type { Of } from '../facts/head.ts';
import {
  dayOf,
  given,
  RawJson,
  type FactStore,
  type Row,
  type TableRow,
} from '../facts/factStore.ts';

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

/** Which reports: each field given narrows them. */
export interface IssuedFilter {
  /** About this day or a later one. */
  readonly asOfFrom?: CalendarDate | undefined;
  readonly year?: number | undefined;
  readonly documentNumber?: string | undefined;
  /** The `recordedAt` of the last one already given. */
  readonly after?: Date | undefined;
  readonly limit?: number | undefined;
  /** From the last to the first. */
  readonly newestFirst?: boolean | undefined;
}

/** The head of an issued report: its figures and documents are read from the database. */
export type IssuedReportEntry = Of<'report_issue'> & IssuedHead;

/** A report's row has its figures and lines beside what its entry says: `figureColumns`. */
export const issuedReportStore: FactStore<IssuedReportEntry> = {
  kinds: ['report_issue'],
  table: 'issued_report',
  columns: [
    's.year',
    's.document_number',
    's.as_of',
    's.period_start',
    '(extract(epoch from s.known_at) * 1000)::bigint',
    's.document_hashes',
  ],
  entryOf: (head, [year, documentNumber, asOf, periodStart, knownAt, hashes]) => ({
    year: +given(year),
    documentNumber: given(documentNumber),
    asOf: dayOf(asOf),
    periodStart: dayOf(periodStart),
    knownAt: new Date(+given(knownAt)),
    documentHashes: JSON.parse(given(hashes)) as IssuedHead['documentHashes'],
    ...head,
    factKind: 'report_issue',
  }),
  rowsOf: (entry) => [
    [
      'issued_report',
      {
        id: entry.id,
        year: entry.year,
        document_number: entry.documentNumber,
        as_of: entry.asOf,
        period_start: entry.periodStart,
        known_at: entry.knownAt.toISOString(),
        document_hashes: entry.documentHashes,
      },
    ],
  ],
};

type Figures = Pick<NewIssuedReport, 'figures' | 'lines'>;

/** The columns that keep a report's figures: read again in the order in which they were written. */
export const figureColumns = ({ figures, lines }: Figures): Row => ({
  figures: new RawJson(JSON.stringify(figures)),
  lines: new RawJson(JSON.stringify(lines)),
});

/** The rows that keep a report's documents. */
export const documentRows = (reportId: string, documents: readonly IssuedDocument[]): TableRow[] =>
  documents.map(({ format, bytes }) => [
    'issued_report_document',
    { report_id: reportId, format, content: `\\x${Buffer.from(bytes).toString('hex')}` },
  ]);

/** What an issued report says. */
export async function issuedFigures(tx: FundTx, id: string): Promise<Figures> {
  const [found] = await tx.db
    .select({ figures: issuedReport.figures, lines: issuedReport.lines })
    .from(issuedReport)
    .where(and(eq(issuedReport.fundId, tx.fundId), eq(issuedReport.id, id)));
  if (found === undefined) throw new Error(`no issued report ${id}`);
  return { figures: found.figures as Figures['figures'], lines: found.lines as Figures['lines'] };
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
