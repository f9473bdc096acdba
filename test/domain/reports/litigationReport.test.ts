import { litigationReport } from '../../../src/domain/reports/litigation.ts';
import type { CaseFile } from '../../../src/domain/court/stages.ts';
import { NO_HOLIDAYS, on, paid, parts, plain } from '../../support/loans.ts';
import { caseFile, LOANS, stageOf } from '../../support/smallFund.ts';

// Of the small fund at 30/6/2023: A owes 100 million of principal, C 100, D 100.

const judged = caseFile('A', {
  court: 'Văn Quan',
  claim: parts({ principal: '100_000_000', inTermInterest: '2_000_000' }),
  stages: [
    stageOf('petition_filed', '2023-03-10'),
    stageOf('first_instance_judgment', '2023-05-10', {
      amounts: parts({ principal: '100_000_000', inTermInterest: '1_500_000' }),
    }),
  ],
  receipts: [
    paid('2023-05-01', { inTermInterest: '300_000' }),
    paid('2023-06-01', { inTermInterest: '200_000' }),
    paid('2023-07-01', { inTermInterest: '900_000' }),
  ],
});

const filedC = caseFile('C', {
  court: 'Văn Quan',
  stages: [stageOf('petition_filed', '2023-06-01')],
});

const withdrawnD = caseFile('D', {
  id: 'case D withdrawn',
  court: 'Bắc Sơn',
  borrower: { ...caseFile('D').borrower, locality: 'Bắc Sơn' },
  stages: [stageOf('petition_filed', '2023-01-10'), stageOf('withdrawn', '2023-02-10')],
});

const againD = {
  ...withdrawnD,
  id: 'case D',
  stages: [stageOf('petition_filed', '2023-06-10')],
};

const later = caseFile('B', { stages: [stageOf('petition_filed', '2023-07-01')] });

const reversed = caseFile('E', { stages: [] });

const report = (cases: readonly CaseFile[], day = '2023-06-30') =>
  litigationReport(LOANS, cases, NO_HOLIDAYS, on(day));

const ALL = [judged, filedC, withdrawnD, againD, later, reversed];

describe('the report of the cases (R26)', () => {
  test('has a row for each case filed by the day, its sums of that day', () => {
    const { rows } = report(ALL);
    expect(rows.map((row) => row.litigationCaseId)).toEqual([
      'case A',
      'case C',
      'case D withdrawn',
      'case D',
    ]);
    expect(plain(rows[0])).toMatchObject({
      cooperativeCode: 'HTX-A',
      contractNumbers: '01/A',
      court: 'Văn Quan',
      filedOn: '2023-03-10',
      stage: 'first_instance_judgment',
      stageOn: '2023-05-10',
      pending: true,
      claimed: '102000000',
      awarded: '101500000',
      recovered: '500000',
      // Only what came after the judgment: 101,500,000 − 200,000
      awardedLessReceived: '101300000',
      principalOutstanding: '100000000',
    });
    expect(plain(rows[2])).toMatchObject({ pending: false, awarded: null, outstanding: '0' });
  });

  test('shows what a loan owes once, in the last case pending', () => {
    const outstanding = (cases: readonly CaseFile[]) =>
      report(cases).rows.map((row) => plain(row.principalOutstanding));
    expect(outstanding([withdrawnD, againD])).toEqual(['0', '100000000']);
    expect(outstanding([againD, withdrawnD])).toEqual(['100000000', '0']);
    expect(outstanding([withdrawnD])).toEqual(['100000000']);
  });

  test('sums by stage, court and locality; each comes to the total', () => {
    const { stages, courts, localities, pending, total } = report(ALL);
    expect(stages.map(({ stage, cases }) => [stage, cases])).toEqual([
      ['petition_filed', 2],
      ['first_instance_judgment', 1],
      ['withdrawn', 1],
    ]);
    expect(plain(courts)).toMatchObject([
      { court: 'Bắc Sơn', cases: 2, borrowers: 1, principalOutstanding: '100000000' },
      { court: 'Văn Quan', cases: 2, borrowers: 2, principalOutstanding: '200000000' },
    ]);
    expect(localities.map(({ locality, cases }) => [locality, cases])).toEqual([
      ['Bắc Sơn', 2],
      ['Văn Quan', 2],
    ]);
    // 102 + 100 + 100 + 100 million claimed
    expect(plain(total)).toMatchObject({
      cases: 4,
      borrowers: 3,
      claimed: '402000000',
      awarded: '101500000',
      recovered: '500000',
      principalOutstanding: '300000000',
    });
    expect(plain(pending)).toMatchObject({ cases: 3, claimed: '302000000' });
    for (const groups of [stages, courts, localities]) {
      for (const sum of ['claimed', 'awarded', 'recovered', 'outstanding'] as const) {
        const parted = groups.reduce((so, each) => so.plus(each[sum]), parts({}).principal);
        expect(plain(parted)).toBe(plain(total[sum]));
      }
    }
  });
});
