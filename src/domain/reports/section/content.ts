import type { FundLines } from './figures.ts';
import type { FundSection, LocalityGroup } from './fundSection.ts';
import type { TrusteeLine } from '../../fund/trustees.ts';
import { inDigits, text, ZERO } from '../../primitives/money.ts';

const groupContent = ({ locality, cooperatives }: LocalityGroup) => ({
  locality,
  cooperatives: cooperatives.map(({ id, name }) => ({ id, name })),
});

const lineContent = (line: FundSection['inTermPrincipal']) => ({
  amount: text(line.amount),
  borrowers: line.borrowers,
});

function projectionContent({ expectedReceipts, ...line }: FundSection['projectedYearEnd']) {
  return {
    date: line.date,
    availablePrincipal: text(line.availablePrincipal),
    expectedTotal: text(line.expectedTotal),
    plannedDisbursements: text(line.plannedDisbursements),
    plannedContributions: text(line.plannedContributions),
    expectedReceipts: expectedReceipts.map(receiptContent),
  };
}

const trusteeContent = ({ statement, difference, ...line }: TrusteeLine) => ({
  placeId: line.placeId,
  name: line.name,
  entrusted: text(line.entrusted),
  statement: statement && inDigits(statement),
  difference: difference && text(difference),
});

/** A receipt that is expected by the end of the year, as it is kept. */
export const receiptContent = (
  receipt: FundSection['projectedYearEnd']['expectedReceipts'][number],
) => ({
  loanId: receipt.loanId,
  contractNumber: receipt.contractNumber,
  cooperativeName: receipt.cooperativeName,
  expectedOn: receipt.expectedOn,
  principal: text(receipt.principal),
  ground: receipt.ground,
});

/** A source of capital as it is kept (R34). */
interface SourceContent {
  readonly name: string;
  readonly capital: string;
  readonly outstanding: string;
  readonly available: string;
  readonly chargedOff: string;
  readonly entrusted: string;
}

/**
 * The fund section as it is kept when it is issued (R21). Money is kept as digits. Of a note its
 * code and its names are kept, not its words; the note of recalls of overdue borrowers is told by their
 * loans, as sections issued by earlier releases have neither.
 */
export function fundSectionContent(section: FundSection) {
  const { availablePrincipal: available, lendingSuspension, litigation, recalls } = section;
  return {
    asOf: section.asOf,
    periodStart: section.periodStart,
    borrowers: section.borrowers,
    charterCapital: text(section.charterCapital),
    inTermPrincipal: lineContent(section.inTermPrincipal),
    overduePrincipal: lineContent(section.overduePrincipal),
    availablePrincipal: {
      amount: text(available.amount),
      broughtForward: text(available.broughtForward),
      collected: text(available.collected),
      disbursed: text(available.disbursed),
      contributed: text(available.contributed),
      ...(available.takenOver === undefined ? {} : { takenOver: text(available.takenOver) }),
      ...(available.entrusted === undefined ? {} : { entrusted: text(available.entrusted) }),
    },
    ...(section.principalEntrusted === undefined
      ? {}
      : { principalEntrusted: text(section.principalEntrusted) }),
    ...(section.trustees === undefined ? {} : { trustees: section.trustees.map(trusteeContent) }),
    interestCollected: inDigits(section.interestCollected),
    ...(section.recoveredAsIncome === undefined
      ? {}
      : { recoveredAsIncome: text(section.recoveredAsIncome) }),
    projectedYearEnd: projectionContent(section.projectedYearEnd),
    litigation: {
      sued: litigation.sued,
      overdueBorrowers: litigation.overdueBorrowers,
      localities: litigation.localities.map(groupContent),
      cases: litigation.cases.map(inDigits),
    },
    recalls: {
      recalled: recalls.recalled,
      inTermBorrowers: recalls.inTermBorrowers,
      localities: recalls.localities.map(groupContent),
      loans: recalls.loans.map(inDigits),
      overdueLoans: recalls.overdueLoans.map(inDigits),
    },
    lastDisbursementOn: section.lastDisbursementOn,
    ...(section.openedOn === null ? {} : { openedOn: section.openedOn }),
    lendingSuspension: lendingSuspension && {
      decisionNumber: lendingSuspension.decisionNumber,
      decidedOn: lendingSuspension.decidedOn,
    },
    // By source, so that each of its figures has a place of its own.
    sources: Object.fromEntries(
      section.sources.map(({ source, ...each }) => [source, inDigits(each)]),
    ) as Readonly<Record<string, SourceContent>>,
    sourcesTotal: inDigits({ entrusted: ZERO, ...section.sourcesTotal }),
    notes: section.notes
      .filter(({ code }) => code !== 'recalled_overdue')
      .map(({ code, cooperatives }) => ({
        code,
        cooperatives: cooperatives.map(({ id, name }) => ({ id, name })),
      })),
  };
}

export type FundSectionContent = ReturnType<typeof fundSectionContent>;

/** Every line of the section with its rows, as it is kept when it is issued: money as digits. */
export function linesContent(lines: FundLines): Readonly<Record<string, LineContent>> {
  return Object.fromEntries(
    Object.entries(lines).map(([path, { value, rows }]) => [
      path,
      { ...inDigits({ value }), rows: rows.map((row: object) => inDigits(row)) },
    ]),
  );
}

export interface LineContent {
  readonly value: string | number | null;
  readonly rows: readonly object[];
}
