import { positionsInTurns } from '../../domain/loans/portfolio.ts';
import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import type { Fund } from '../../book/fund.ts';
import { refuseUnknownPeriod } from '../view/sinceOpening.ts';
import { loadFundFacts } from './loadFundFacts.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { fundBalances, type FundBalances } from '../../domain/fund/balances.ts';
import {
  fundAtInTurns,
  fundLinesInTurns,
  type FundLine,
  type FundLines,
} from '../../domain/reports/section/figures.ts';
import {
  explainedSectionInTurns,
  type ExplainedSection,
  type FundSection,
} from '../../domain/reports/section/fundSection.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadRules } from '../loans/loanState.ts';

/** What a report is about, as known at an instant. */
export interface ReportView extends View {
  readonly periodStart: CalendarDate;
}

/** The fund section of the provincial report (R17–R21). */
export async function reportFundSection(fund: Fund, at: ReportView): Promise<FundSection> {
  return (await explainFundSection(fund, at)).section;
}

/**
 * The fund section with the rows of each figure (R17–R21).
 *
 * @throws DomainError before-opening: what was brought forward is not known (R32)
 */
export function explainFundSection(fund: Fund, at: ReportView): Promise<ExplainedSection> {
  refuseUnknownPeriod(fund, at.periodStart, at.knownAt);
  const facts = loadFundFacts(fund, at);
  const rules = loadRules(fund, at.knownAt);
  return givingWay(explainedSectionInTurns(facts, rules, at, LOANS_PER_TURN));
}

/**
 * One figure of the fund section with the rows it consists of (R19).
 *
 * @param path the figure's dotted place in the section
 * @throws DomainError not-found, which lists the lines there are
 */
export async function explainFigure(fund: Fund, at: ReportView, path: string): Promise<FundLine> {
  refuseUnknownPeriod(fund, at.periodStart, at.knownAt);
  const facts = loadFundFacts(fund, at);
  const rules = loadRules(fund, at.knownAt);
  const fundIsAt = await givingWay(fundAtInTurns(facts, rules, at, LOANS_PER_TURN));
  const lines = await givingWay(fundLinesInTurns(fundIsAt, LOANS_PER_TURN));
  const line = Object.hasOwn(lines, path) ? lines[path as keyof FundLines] : undefined;
  if (line !== undefined) return line;
  throw new DomainError('not-found', {
    figures: { what: 'line', name: path, line: path, possible: Object.keys(lines) },
  });
}

/** The fund's balances at the close of a day (R18). */
export async function reportBalances(
  fund: Fund,
  at: { readonly asOf: CalendarDate; readonly knownAt: Date },
): Promise<FundBalances> {
  const facts = loadFundFacts(fund, at);
  const rules = loadRules(fund, at.knownAt);
  await givingWay(positionsInTurns(facts, rules, at.asOf, LOANS_PER_TURN));
  return fundBalances(facts, rules, at.asOf);
}
