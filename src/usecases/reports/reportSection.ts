import type { Fund } from '../../book/fund.ts';
import { loadFundFacts } from './loadFundFacts.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { fundBalances, type FundBalances } from '../../domain/fund/balances.ts';
import {
  fundAt,
  fundLines,
  type FundLine,
  type FundLines,
} from '../../domain/reports/section/figures.ts';
import {
  explainedSection,
  fundSection,
  type ExplainedSection,
  type FundSection,
} from '../../domain/reports/section/fundSection.ts';
import { loadCalendar } from '../loans/loanState.ts';

/** What a report is about, as known at an instant. */
export interface ReportView {
  readonly asOf: CalendarDate;
  readonly periodStart: CalendarDate;
  readonly knownAt: Date;
}

/** The fund section of the provincial report (R17–R21). */
export function reportFundSection(fund: Fund, at: ReportView): FundSection {
  const facts = loadFundFacts(fund, at);
  return fundSection(facts, loadCalendar(fund, at.knownAt), at);
}

/** The fund section with the rows of each figure (R17–R21). */
export function explainFundSection(fund: Fund, at: ReportView): ExplainedSection {
  const facts = loadFundFacts(fund, at);
  return explainedSection(facts, loadCalendar(fund, at.knownAt), at);
}

/**
 * One figure of the fund section with the rows it consists of (R19).
 *
 * @param path the figure's dotted place in the section
 * @throws DomainError not-found, which lists the lines there are
 */
export function explainFigure(fund: Fund, at: ReportView, path: string): FundLine {
  const facts = loadFundFacts(fund, at);
  const lines = fundLines(fundAt(facts, loadCalendar(fund, at.knownAt), at));
  if (Object.hasOwn(lines, path)) return lines[path as keyof FundLines];
  throw new DomainError('not-found', { figures: { line: path, possible: Object.keys(lines) } });
}

/** The fund's balances at the close of a day (R18). */
export function reportBalances(
  fund: Fund,
  at: { readonly asOf: CalendarDate; readonly knownAt: Date },
): FundBalances {
  const facts = loadFundFacts(fund, at);
  return fundBalances(facts, loadCalendar(fund, at.knownAt), at.asOf);
}
