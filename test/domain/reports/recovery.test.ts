import { defaultHistory } from '../../../src/domain/reports/defaultHistory.ts';
import type { LoanFacts } from '../../../src/domain/loans/facts.ts';
import { text } from '../../../src/domain/primitives/money.ts';
import { recovery } from '../../../src/domain/reports/recovery.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';
import {
  bulletLoan,
  rulesWith,
  customLoan,
  disbursed,
  HALVES,
  lent,
  NO_HOLIDAYS,
  on,
  paid,
  plain,
  recalled,
  vnd,
} from '../../support/loans.ts';
import { loanOfFund } from '../../support/smallFund.ts';

/** What happened to the default of a loan of 100 m lent on 1 January 2023, in millions. */
const history = (
  terms: LoanTerms,
  facts: Partial<LoanFacts> = {},
  until = '2023-12-31',
  rules = NO_HOLIDAYS,
): string[] =>
  defaultHistory(terms, lent(facts), rules, on(until)).map(
    ({ on: day, flow, amount }) => `${day} ${flow} ${text(amount.div(1_000_000))}`,
  );

const chargedOff = (day: string) => ({ chargeOffs: [{ effectiveOn: on(day) }] });

// HALVES: 50 m payable by Thursday 2 March, 50 m by Friday 2 June 2023.

describe('the history of default of a loan', () => {
  test('begins on the day after the payable-by of an instalment unpaid (R6)', () => {
    expect(history(HALVES, {}, '2023-03-02')).toEqual([]);
    expect(history(HALVES, {}, '2023-03-03')).toEqual(['2023-03-03 becameOverdue 50']);
    expect(history(HALVES)).toEqual(['2023-03-03 becameOverdue 50', '2023-06-03 becameOverdue 50']);
  });

  test('has nothing on the payable-by itself, also where a receipt pays a part (R6)', () => {
    const repayments = [paid('2023-03-02', { principal: '30_000_000' })];
    expect(history(HALVES, { repayments }, '2023-05-31')).toEqual(['2023-03-03 becameOverdue 20']);
  });

  test('waits for the working day after a weekend or holiday (R6)', () => {
    // Saturday 4 March; Monday the 6th a holiday: payable by Tuesday the 7th
    const terms = bulletLoan('2023-03-04');
    const monday = rulesWith('2023-03-06');
    expect(history(terms)).toEqual(['2023-03-07 becameOverdue 100']);
    expect(history(terms, {}, '2023-12-31', monday)).toEqual(['2023-03-08 becameOverdue 100']);
  });

  test('has no principal that is paid by the close of its first day past due (R2)', () => {
    const on3March = (principal: string) =>
      history(HALVES, { repayments: [paid('2023-03-03', { principal })] }, '2023-05-31');
    expect(on3March('50_000_000')).toEqual([]);
    expect(on3March('30_000_000')).toEqual(['2023-03-03 becameOverdue 20']); // 50 − 30
  });

  test('has as collected only what was in default: the rest of a receipt pays in advance', () => {
    const repayments = [paid('2023-03-10', { principal: '60_000_000' })];
    expect(history(HALVES, { repayments })).toEqual([
      '2023-03-03 becameOverdue 50',
      '2023-03-10 collected 50',
      '2023-06-03 becameOverdue 40', // 100 − 60
    ]);
  });

  test('has the receipts of a day as one, and none of interest', () => {
    const repayments = [
      paid('2023-03-10', { principal: '20_000_000', overdueInterest: '120_000' }),
      paid('2023-03-10', { principal: '5_000_000' }),
      paid('2023-03-11', { inTermInterest: '1_200_000' }),
    ];
    expect(history(HALVES, { repayments }, '2023-05-31')).toEqual([
      '2023-03-03 becameOverdue 50',
      '2023-03-10 collected 25',
    ]);
  });

  test('has a receipt on the day on which more became overdue beside it', () => {
    const repayments = [paid('2023-06-03', { principal: '70_000_000' })];
    // 50 of the 70 pay what was in default before; of the other 50 m, 20 are paid by the close
    expect(history(HALVES, { repayments })).toEqual([
      '2023-03-03 becameOverdue 50',
      '2023-06-03 collected 50',
      '2023-06-03 becameOverdue 30',
    ]);
  });

  test('has a recalled loan in default after its deadline, and no more once withdrawn (R14 b)', () => {
    const recalls = [recalled('2023-02-01', '2023-02-10', '2023-02-20')];
    expect(history(HALVES, { recalls }, '2023-05-31')).toEqual([
      '2023-02-11 becameOverdue 100',
      '2023-02-20 otherwise 100',
      '2023-03-03 becameOverdue 50',
    ]);
    // Of 40 m paid on the day of the withdrawal, all paid what was in default the day before
    const repayments = [paid('2023-02-20', { principal: '40_000_000' })];
    expect(history(HALVES, { recalls, repayments }, '2023-05-31')).toEqual([
      '2023-02-11 becameOverdue 100',
      '2023-02-20 collected 40',
      '2023-02-20 otherwise 60',
      '2023-03-03 becameOverdue 10', // 50 − 40
    ]);
  });

  test('has principal given new dates as ceased otherwise (R14 a)', () => {
    const facts = {
      repayments: [paid('2023-03-10', { principal: '20_000_000' })],
      restructurings: [
        {
          kind: 'extension' as const,
          decidedOn: on('2023-03-20'),
          instalments: [{ dueOn: on('2023-09-01'), principal: vnd('80_000_000') }],
        },
      ],
    };
    expect(history(HALVES, facts)).toEqual([
      '2023-03-03 becameOverdue 50',
      '2023-03-10 collected 20',
      '2023-03-20 otherwise 30',
      '2023-09-02 becameOverdue 80', // Friday 1 September
    ]);
  });

  test('has all of an older loan in default with one of its instalments (R6, overdueScope)', () => {
    const terms = { ...HALVES, overdueScope: 'loan' as const };
    const repayments = [paid('2023-03-10', { principal: '50_000_000' })];
    expect(history(terms, { repayments }, '2023-05-31')).toEqual([
      '2023-03-03 becameOverdue 100',
      '2023-03-10 collected 50',
      '2023-03-10 otherwise 50', // in term again
    ]);
    const disbursements = [
      disbursed('2023-01-01', '60_000_000'),
      disbursed('2023-03-20', '40_000_000'),
    ];
    expect(history(terms, { disbursements }, '2023-05-31')).toEqual([
      '2023-03-03 becameOverdue 60',
      '2023-03-20 becameOverdue 40',
    ]);
  });

  test('has what is charged off in default until it is recovered (R14 e)', () => {
    const repayments = [
      paid('2023-03-20', { principal: '10_000_000' }),
      paid('2023-07-03', { principal: '30_000_000' }),
    ];
    expect(history(HALVES, { ...chargedOff('2023-03-20'), repayments })).toEqual([
      '2023-03-03 becameOverdue 50',
      '2023-03-20 collected 10',
      '2023-03-20 becameOverdue 50', // 90 m charged off, of which 40 were in default
      '2023-07-03 collected 30',
    ]);
  });

  test('is the same with a freeze, which stops interest only (R14 c)', () => {
    const freezes = [{ from: on('2023-02-01'), to: null }];
    expect(history(HALVES, { freezes })).toEqual(history(HALVES));
  });
});

// A fund of three loans, in default for two years. A and B are of one borrower.
//   A: 40 m payable by Thursday 30 December 2021, 60 m by Thursday 30 June 2022;
//      10 m paid on 10 February and 50 m on 1 August 2022: 30 m of 2021 and 20 m of 2022.
//   B: 50 m payable by Thursday 31 March 2022, given a new date in May.
//   C: 30 m payable by Friday 30 December 2022, charged off in January, 5 m recovered in February.
const A = loanOfFund(
  'A',
  'Văn Quan',
  customLoan(
    [
      ['2021-12-30', '40_000_000'],
      ['2022-06-30', '60_000_000'],
    ],
    { signedOn: on('2021-01-04'), interestSchedule: { every: 'maturity' } },
  ),
  {
    disbursements: [disbursed('2021-01-04', '100_000_000')],
    repayments: [
      paid('2022-02-10', { principal: '10_000_000' }),
      paid('2022-08-01', { principal: '50_000_000' }),
    ],
  },
);

const B = {
  ...loanOfFund(
    'B',
    'Văn Quan',
    bulletLoan('2022-03-31', { signedOn: on('2021-01-04'), principal: vnd('50_000_000') }),
    {
      disbursements: [disbursed('2021-01-04', '50_000_000')],
      restructurings: [
        {
          kind: 'extension',
          decidedOn: on('2022-05-16'),
          instalments: [{ dueOn: on('2023-06-30'), principal: vnd('50_000_000') }],
        },
      ],
    },
  ),
  borrower: A.borrower,
};

const C = loanOfFund(
  'C',
  'Cao Lộc',
  bulletLoan('2022-12-30', { signedOn: on('2021-01-04'), principal: vnd('30_000_000') }),
  {
    disbursements: [disbursed('2021-01-04', '30_000_000')],
    repayments: [paid('2023-02-01', { principal: '5_000_000' })],
    ...chargedOff('2023-01-16'),
  },
);

/** Never in default. */
const D = loanOfFund('D', 'Cao Lộc', bulletLoan('2025-01-31', { signedOn: on('2021-01-04') }), {
  disbursements: [disbursed('2021-01-04', '100_000_000')],
});

const LOANS = [A, B, C, D];

const report = (asOf = '2023-02-15', loans = LOANS) => recovery(loans, NO_HOLIDAYS, on(asOf));

const millions = (amount: number) => (amount === 0 ? '0' : `${amount}000000`);

const flows = (becameOverdue: number, collected: number, otherwise: number) => ({
  becameOverdue: millions(becameOverdue),
  collected: millions(collected),
  otherwise: millions(otherwise),
  collectedAsIncome: '0',
});

const period = (start: number, moved: readonly [number, number, number], end: number) => ({
  inDefaultAtStart: millions(start),
  ...flows(...moved),
  inDefaultAtEnd: millions(end),
});

describe('the recovery report on 15 February 2023', () => {
  test('has the quarters from the first default on, the last one until that day', () => {
    const days = (quarter: string, from: string, to: string) => ({ quarter, from, to });
    expect(plain(report().quarters)).toEqual([
      {
        ...days('2021-Q4', '2021-10-01', '2021-12-31'),
        ...period(0, [40, 0, 0], 40),
        recoveryRatePercent: '0',
      },
      {
        ...days('2022-Q1', '2022-01-01', '2022-03-31'),
        ...period(40, [0, 10, 0], 30),
        recoveryRatePercent: '25', // 10 / 40
      },
      {
        ...days('2022-Q2', '2022-04-01', '2022-06-30'),
        ...period(30, [50, 0, 50], 30),
        recoveryRatePercent: '0',
      },
      {
        ...days('2022-Q3', '2022-07-01', '2022-09-30'),
        ...period(30, [60, 50, 0], 40),
        recoveryRatePercent: '55.56', // 50 / (30 + 60) = 55.555…
      },
      {
        ...days('2022-Q4', '2022-10-01', '2022-12-31'),
        ...period(40, [30, 0, 0], 70),
        recoveryRatePercent: '0',
      },
      {
        ...days('2023-Q1', '2023-01-01', '2023-02-15'),
        ...period(70, [0, 5, 0], 65),
        recoveryRatePercent: '7.14', // 5 / 70 = 7.142…
      },
    ]);
  });

  test('has the years of default, the oldest of a loan paid first', () => {
    expect(plain(report().vintages)).toEqual([
      {
        yearOfDefault: 2021,
        loans: 1,
        borrowers: 1,
        ...flows(40, 40, 0),
        inDefault: '0',
        recoveryRatePercent: '100',
        years: [
          { year: 2021, ...period(0, [40, 0, 0], 40), recoveryRatePercent: '0' },
          { year: 2022, ...period(40, [0, 40, 0], 0), recoveryRatePercent: '100' },
          { year: 2023, ...period(0, [0, 0, 0], 0), recoveryRatePercent: '100' },
        ],
      },
      {
        yearOfDefault: 2022, // A 60, B 50, C 30
        loans: 3,
        borrowers: 2,
        ...flows(140, 25, 50),
        inDefault: '65000000', // A 40, C 25
        recoveryRatePercent: '17.86', // 25 / 140 = 17.857…
        years: [
          { year: 2022, ...period(0, [140, 20, 50], 70), recoveryRatePercent: '14.29' }, // 20 / 140
          { year: 2023, ...period(70, [0, 5, 0], 65), recoveryRatePercent: '17.86' },
        ],
      },
    ]);
  });

  test('has a row for each loan that ever was in default, and their total', () => {
    const rows = report().loans.map(({ contractNumber, firstDefaultOn, ...row }) => [
      contractNumber,
      firstDefaultOn,
      row.becameOverdue,
      row.collected,
      row.otherwise,
      row.inDefault,
    ]);
    expect(plain(rows)).toEqual([
      ['01/A', '2021-12-31', ...[100, 60, 0, 40].map(millions)],
      ['01/B', '2022-04-01', ...[50, 0, 50, 0].map(millions)],
      ['01/C', '2022-12-31', ...[30, 5, 0, 25].map(millions)],
    ]);
    expect(plain(report().loans[2])).toMatchObject({ cooperativeName: 'HTX C', loanId: 'loan C' });
    expect(plain(report().total)).toEqual({
      loans: 3,
      borrowers: 2,
      ...flows(180, 65, 50),
      inDefault: '65000000',
      recoveryRatePercent: '36.11', // 65 / 180 = 36.111…
    });
  });
});

test('a quarter with nothing to collect has no rate', () => {
  // Of 2022-Q2 only B: 50 m overdue and given a new date in it
  const { quarters } = report('2022-09-30', [B]);
  expect(plain(quarters.map((each) => [each.quarter, each.recoveryRatePercent]))).toEqual([
    ['2022-Q2', '0'],
    ['2022-Q3', null],
  ]);
});

test('a fund that never had principal in default has nothing to report', () => {
  expect(plain(report('2023-02-15', [D]))).toEqual({
    quarters: [],
    vintages: [],
    total: {
      loans: 0,
      borrowers: 0,
      ...flows(0, 0, 0),
      inDefault: '0',
      recoveryRatePercent: null,
    },
    loans: [],
  });
});

describe('what is recovered as income (R40)', () => {
  // 30 m overdue since 31/12/2022 of two loans: 2 m paid, charged off on 16/1/2023, 3 m on that day, then 5 m and
  // 4 m. Of E it is income after the day of the charge-off, of F it is capital.
  const lost = (letter: string, recovery: 'income' | 'capital') =>
    loanOfFund(
      letter,
      'Cao Lộc',
      bulletLoan('2022-12-30', { signedOn: on('2021-01-04'), principal: vnd('30_000_000') }),
      {
        disbursements: [disbursed('2021-01-04', '30_000_000')],
        repayments: [
          paid('2023-01-10', { principal: '2_000_000' }),
          paid('2023-01-16', { principal: '3_000_000' }),
          paid('2023-02-01', { principal: '5_000_000' }),
          paid('2024-05-06', { principal: '4_000_000' }),
        ],
        chargeOffs: [{ effectiveOn: on('2023-01-16'), interest: 'stops', recovery }],
      },
    );

  test('is told of each quarter, year of default and loan, as a part of what was collected', () => {
    const { quarters, vintages, loans, total } = report('2024-06-30', [
      lost('E', 'income'),
      lost('F', 'capital'),
    ]);
    const told = ({ collected, collectedAsIncome }: typeof total | (typeof quarters)[number]) => [
      text(collected),
      text(collectedAsIncome),
    ];
    const isMoved = quarters.filter((each) => !each.collected.isZero());
    expect(isMoved.map((each) => [each.quarter, ...told(each)])).toEqual([
      // 2 × (2 + 3 + 5), of it 5; 2 × 4, of it 4.
      ['2023-Q1', '20000000', '5000000'],
      ['2024-Q2', '8000000', '4000000'],
    ]);
    expect(vintages.map((each) => [each.yearOfDefault, ...told(each)])).toEqual([
      [2022, '28000000', '9000000'],
    ]);
    expect(vintages[0]?.years.map((each) => plain(each.collectedAsIncome))).toEqual([
      '0',
      '5000000',
      '4000000',
    ]);
    expect(plain(loans.map((each) => [each.collected, each.collectedAsIncome]))).toEqual([
      ['14000000', '9000000'],
      ['14000000', '0'],
    ]);
    // 2 × (30 − 14): income or capital, it is collected.
    expect([...told(total), plain(total.inDefault)]).toEqual(['28000000', '9000000', '32000000']);
  });
});
