import type { FundRules } from '../policies/fundRules.ts';
import { caseSums } from '../court/caseSums.ts';
import { owedOf } from '../loans/allocation.ts';
import { totalOf } from '../loans/facts.ts';
import { courtOn } from '../court/courts.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { positionsAt, type LoanOfFund, type Positioned } from '../loans/portfolio.ts';
import { borrowerRow, type BorrowerRow } from '../loans/rows.ts';
import { byNumberThenName, compareText, groupBy } from '../primitives/lists.ts';
import {
  docketNumberAt,
  isPending,
  stageAt,
  STAGES,
  type CaseFile,
  type Stage,
} from '../court/stages.ts';
import type { DocketType } from '../policies/docketTypes.ts';
import { sum, ZERO, type Money } from '../primitives/money.ts';

/** A case at the close of a day, each sum over all components (R26). */
export interface CaseLine extends BorrowerRow {
  readonly litigationCaseId: string;
  /** The court that has the case on the day. */
  readonly court: string;
  readonly docketType: DocketType;
  readonly docketNumber: string | null;
  /** The contract numbers of its loans, parted by `; `. */
  readonly contractNumbers: string;
  readonly filedOn: CalendarDate;
  readonly stage: Stage;
  readonly stageOn: CalendarDate;
  /** Whether the borrower is sued by it. */
  readonly pending: boolean;
  readonly claimed: Money;
  /** Null: nothing is awarded. */
  readonly awarded: Money | null;
  /** Received through the case. */
  readonly recovered: Money;
  readonly awardedLessReceived: Money | null;
  readonly principalOutstanding: Money;
  /** What pays off its loans (R15); of a loan in several cases it stands in one of them only. */
  readonly outstanding: Money;
}

/** What cases come to. */
export interface CaseTotals {
  readonly cases: number;
  readonly borrowers: number;
  readonly claimed: Money;
  readonly awarded: Money;
  readonly recovered: Money;
  readonly principalOutstanding: Money;
  readonly outstanding: Money;
}

/** The fund's cases at the close of a day: those ever filed, and of them those pending. */
export interface LitigationReport {
  readonly stages: readonly (CaseTotals & { readonly stage: Stage })[];
  readonly courts: readonly (CaseTotals & { readonly court: string })[];
  readonly localities: readonly (CaseTotals & { readonly locality: string })[];
  readonly pending: CaseTotals;
  readonly total: CaseTotals;
  /** In the order of filing. */
  readonly rows: readonly CaseLine[];
}

function totalsOf(rows: readonly CaseLine[]): CaseTotals {
  const total = (pick: (row: CaseLine) => Money): Money => sum(rows.map(pick));
  return {
    cases: rows.length,
    borrowers: new Set(rows.map((row) => row.cooperativeId)).size,
    claimed: total((row) => row.claimed),
    awarded: total((row) => row.awarded ?? ZERO),
    recovered: total((row) => row.recovered),
    principalOutstanding: total((row) => row.principalOutstanding),
    outstanding: total((row) => row.outstanding),
  };
}

/** The case in which each loan's debt is shown: the last one pending, or else the last one. */
export function caseOfLoans(cases: readonly CaseFile[], asOf: CalendarDate): Map<string, string> {
  const byWeight = [
    ...cases.filter((each) => !isPending(each.stages, asOf)),
    ...cases.filter((each) => isPending(each.stages, asOf)),
  ];
  return new Map(byWeight.flatMap(({ id, loanIds }) => loanIds.map((loanId) => [loanId, id])));
}

/** The fund's cases that were filed by a day, in the order of entry, as they stand at its close. */
export function caseLines(
  cases: readonly CaseFile[],
  positioned: Positioned,
  { policies }: FundRules,
  asOf: CalendarDate,
): CaseLine[] {
  const filed = cases.filter((each) => stageAt(each.stages, asOf) !== null);
  const shownIn = caseOfLoans(filed, asOf);
  const positionOf = new Map(positioned.map((each) => [each.loan.id, each]));
  return filed.flatMap((file) => {
    const [filing] = file.stages;
    const last = stageAt(file.stages, asOf);
    if (filing === undefined || last === null) return [];
    const loans = file.loanIds
      .flatMap((id) => positionOf.get(id) ?? [])
      .toSorted((a, b) => compareText(a.loan.terms.contractNumber, b.loan.terms.contractNumber));
    const shown = loans.filter(({ loan }) => shownIn.get(loan.id) === file.id);
    const { claimed, award, recovered } = caseSums(file, asOf);
    return [
      {
        ...borrowerRow(file.borrower),
        litigationCaseId: file.id,
        court: courtOn(file.court, policies, asOf),
        docketType: file.docketType,
        docketNumber: docketNumberAt(file.stages, asOf),
        contractNumbers: loans.map(({ loan }) => loan.terms.contractNumber).join('; '),
        filedOn: filing.occurredOn,
        stage: last.stage,
        stageOn: last.occurredOn,
        pending: isPending(file.stages, asOf),
        claimed: totalOf(claimed),
        awarded: award === null ? null : totalOf(award.awarded),
        recovered: totalOf(recovered),
        awardedLessReceived: award === null ? null : totalOf(award.awardedLessReceived),
        principalOutstanding: sum(shown.map(({ position }) => position.principal.outstanding)),
        outstanding: totalOf(owedOf(shown.map(({ position }) => position))),
      },
    ];
  });
}

/** Cases, claims, awards and recoveries by stage, court and locality (R26). */
export function litigationReport(
  loans: readonly LoanOfFund[],
  cases: readonly CaseFile[],
  rules: FundRules,
  asOf: CalendarDate,
): LitigationReport {
  const rows = caseLines(cases, positionsAt({ loans }, rules, asOf), rules, asOf);
  const groupsBy = (key: (row: CaseLine) => string) =>
    [...groupBy(rows, key)].toSorted(byNumberThenName);
  const byStage = groupBy(rows, (row) => row.stage);
  return {
    stages: STAGES.flatMap((stage) => {
      const ofStage = byStage.get(stage);
      return ofStage === undefined ? [] : [{ stage, ...totalsOf(ofStage) }];
    }),
    courts: groupsBy((row) => row.court).map(([court, of]) => ({ court, ...totalsOf(of) })),
    localities: groupsBy((row) => row.locality).map(([locality, of]) => ({
      locality,
      ...totalsOf(of),
    })),
    pending: totalsOf(rows.filter((row) => row.pending)),
    total: totalsOf(rows),
    rows,
  };
}
