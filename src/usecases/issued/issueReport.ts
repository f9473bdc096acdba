import { createHash } from 'node:crypto';
import { yearOf, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { Period } from '../../domain/reports/section/figures.ts';
import type { ExplainedSection } from '../../domain/reports/section/fundSection.ts';
import { fundSectionContent, linesContent } from '../../domain/reports/section/content.ts';
import type { FundTx } from '../../store/database/database.ts';
import { lastRecordedAt, recordFact } from '../../store/database/fact.ts';
import {
  findIssuedDocument,
  findIssuedReport,
  insertIssuedReport,
  listIssuedReports,
  type IssuedDocument,
  type IssuedFilter,
  type ListedReport,
  type StoredIssuedReport,
} from '../../store/issued/issuedReport.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { refuseFuture } from '../acts/dating.ts';
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
export async function contentAt(tx: FundTx, at: ReportView) {
  const explained = await explainFundSection(tx, at);
  const { section, lines } = explained;
  return { explained, figures: fundSectionContent(section), lines: linesContent(lines) };
}

async function refuseNumberTwice(
  tx: FundTx,
  year: number,
  documentNumber: string,
  knownAt: Date,
): Promise<void> {
  const [first] = await listIssuedReports(tx, { year, documentNumber, limit: 1 }, knownAt);
  if (first === undefined) return;
  throw new DomainError('duplicate', {
    figures: { field: 'documentNumber', value: documentNumber },
  });
}

/**
 * Issues the fund section of the provincial report: freezes its figures, the lines of each and its
 * documents as they are known now (R21). It counts on the day of issue, so the report about a closed
 * quarter can be issued: it changes no figure of it (R22).
 *
 * @throws DomainError dated-in-future, duplicate: the number was used in this year
 */
export async function issueReport(
  tx: FundTx,
  by: { readonly actor: Actor; readonly today: CalendarDate },
  { asOf, periodStart, documentNumber }: Period & { readonly documentNumber: string },
  render: Render,
): Promise<StoredIssuedReport> {
  refuseFuture(asOf, by.today);
  const knownAt = await lastRecordedAt(tx);
  const year = +yearOf(by.today);
  await refuseNumberTwice(tx, year, documentNumber, knownAt);
  const { explained, figures, lines } = await contentAt(tx, { asOf, periodStart, knownAt });
  const issue = { documentNumber, issuedOn: by.today, knownAt };
  const documents = await render(explained, issue);
  const recorded = await recordFact(tx, {
    kind: 'report_issue',
    effectiveOn: by.today,
    recordedBy: by.actor,
  });
  const hashes = documents.map(({ format, bytes }) => [format, documentHash(bytes)]);
  const documentHashes = Object.fromEntries(hashes) as Readonly<Record<string, string>>;
  const head = { year, documentNumber, asOf, periodStart, knownAt, documentHashes };
  return insertIssuedReport(tx, recorded, { ...head, figures, lines }, documents);
}

/** @throws DomainError not-found */
export async function requireIssuedReport(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredIssuedReport> {
  const found = await findIssuedReport(tx, id, knownAt);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'issued report', id } });
}

/**
 * A report in one form, byte for byte as it was issued.
 *
 * @throws DomainError not-found, also where it was not issued in this form
 */
export async function issuedDocument(
  tx: FundTx,
  report: StoredIssuedReport,
  format: string,
): Promise<Uint8Array> {
  const found = await findIssuedDocument(tx, report.id, format);
  if (found !== null) return found;
  const possible = Object.keys(report.documentHashes);
  throw new DomainError('not-found', { figures: { what: 'document', format, possible } });
}

/** The reports as they were issued, oldest first. */
export function issuedReports(
  tx: FundTx,
  page: Pick<IssuedFilter, 'after' | 'limit'>,
  knownAt: Date,
): Promise<ListedReport[]> {
  return listIssuedReports(tx, page, knownAt);
}
