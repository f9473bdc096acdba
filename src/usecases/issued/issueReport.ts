import { shownAt } from '../../book/known.ts';
import type { IssuedReportEntry } from '../../store/issued/issuedReport.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { listIssuedReports } from '../../book/issued.ts';
import { createHash } from 'node:crypto';
import { yearOf, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import type { Period } from '../../domain/reports/section/figures.ts';
import type { ExplainedSection } from '../../domain/reports/section/fundSection.ts';
import { fundSectionContent, linesContent } from '../../domain/reports/section/content.ts';
import {
  findIssuedDocument,
  documentRows,
  figureColumns,
  issuedFigures,
  type IssuedDocument,
  type IssuedFilter,
  type ListedReport,
  type StoredIssuedReport,
} from '../../store/issued/issuedReport.ts';
import type { By } from '../acts/by.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import { explainFundSection, type ReportView } from '../reports/reportSection.ts';

/** Makes the documents of a section that is being issued. */
export type Render = (
  explained: ExplainedSection,
  issue: Issue,
) => Promise<readonly IssuedDocument[]>;

interface Issue {
  readonly documentNumber: string;
  readonly issuedOn: CalendarDate;
  readonly knownAt: Date;
}

/** The hash by which a document is known again. */
export function documentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What an issued report keeps of a section: its figures and the rows of each. */
export async function contentAt(fund: Fund, at: ReportView) {
  const explained = await explainFundSection(fund, at);
  const { section, lines } = explained;
  return { explained, figures: fundSectionContent(section), lines: linesContent(lines) };
}

function refuseNumberTwice(fund: Fund, year: number, documentNumber: string, knownAt: Date): void {
  const [first] = listIssuedReports(fund, { year, documentNumber, limit: 1 }, knownAt);
  if (first === undefined) return;
  throw new DomainError('duplicate', {
    figures: { field: 'documentNumber', value: documentNumber },
  });
}

/**
 * Issues the fund section of the provincial report: freezes its figures, the lines of each and its
 * documents as they are known now (R21). It counts on the day of issue, today where none is given. That
 * may be a day of a closed quarter: a report changes no figure (R22).
 *
 * @throws DomainError validation, dated-in-future, duplicate: the number was used in this year
 */
export async function issueReport(
  fund: FundAct,
  by: By,
  {
    asOf,
    periodStart,
    documentNumber,
    issuedOn = by.today,
  }: Period & { readonly documentNumber: string; readonly issuedOn?: CalendarDate | undefined },
  render: Render,
): Promise<StoredIssuedReport> {
  refuseFuture(asOf, by.today);
  refuseFuture(issuedOn, by.today);
  if (issuedOn < asOf) {
    throw invalid('/issuedOn', {
      en: 'must not be before `asOf`',
      vi: 'không được trước `asOf`',
    });
  }
  const knownAt = lastRecordedAt(fund);
  const year = +yearOf(issuedOn);
  refuseNumberTwice(fund, year, documentNumber, knownAt);
  const { explained, figures, lines } = await contentAt(fund, { asOf, periodStart, knownAt });
  const issue = { documentNumber, issuedOn, knownAt };
  const documents = await render(explained, issue);
  const hashes = documents.map(({ format, bytes }) => [format, documentHash(bytes)]);
  const documentHashes = Object.fromEntries(hashes) as Readonly<Record<string, string>>;
  const head = { year, documentNumber, asOf, periodStart, knownAt, documentHashes };
  const said = { factKind: 'report_issue', effectiveOn: issuedOn, ...head } as const;
  const kept = { figures, lines };
  const recorded = fund.record<IssuedReportEntry>(said, undefined, figureColumns(kept));
  fund.keep(documentRows(recorded.id, documents));
  return { ...shownAt(recorded, recorded.recordedAt), ...kept };
}

/** @throws DomainError not-found */
export async function requireIssuedReport(
  fund: Fund,
  id: string,
  knownAt: Date,
): Promise<StoredIssuedReport> {
  const found = listIssuedReports(fund, {}, knownAt).find((each) => each.id === id);
  if (found !== undefined) return { ...found, ...(await fund.sql((tx) => issuedFigures(tx, id))) };
  throw new DomainError('not-found', { figures: { what: 'issued report', id } });
}

/**
 * A report in one form, byte for byte as it was issued.
 *
 * @throws DomainError not-found, also where it was not issued in this form
 */
export async function issuedDocument(
  fund: Fund,
  report: StoredIssuedReport,
  format: string,
): Promise<Uint8Array> {
  const found = await fund.sql((tx) => findIssuedDocument(tx, report.id, format));
  if (found !== null) return found;
  const possible = Object.keys(report.documentHashes);
  throw new DomainError('not-found', {
    figures: { what: 'document', name: format, format, possible },
  });
}

/** The reports as they were issued, oldest first. */
export function issuedReports(
  fund: Fund,
  page: Pick<IssuedFilter, 'after' | 'limit' | 'newestFirst'>,
  knownAt: Date,
): ListedReport[] {
  return listIssuedReports(fund, page, knownAt);
}
