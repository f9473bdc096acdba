import { charterCash } from '../../../../src/domain/fund/cash.ts';
import type { FundFacts } from '../../../../src/domain/fund/balances.ts';
import type { LoanOfFund } from '../../../../src/domain/loans/portfolio.ts';
import {
  fundAt,
  fundLines,
  type FundLines,
} from '../../../../src/domain/reports/section/figures.ts';
import { fundSection } from '../../../../src/domain/reports/section/fundSection.ts';
import { expectExplained, figuresOf } from '../../../support/figures.ts';
import { NO_HOLIDAYS, on, paid, plain, vnd, onTime, vouchered } from '../../../support/loans.ts';
import { CASH, FUND, LOANS } from '../../../support/smallFund.ts';

const PERIOD = { asOf: on('2023-06-30'), periodStart: on('2023-01-01') };

const section = (facts: FundFacts = FUND) => fundSection(facts, NO_HOLIDAYS, PERIOD);

const lines = (facts: FundFacts = FUND) => fundLines(fundAt(facts, NO_HOLIDAYS, PERIOD));

/** The rows of a line, each as day, what it is about and amount. */
function rows(line: keyof FundLines, facts: FundFacts = FUND): string[] {
  return (lines(facts)[line]?.rows ?? []).map((row) => {
    const { effectiveOn, expectedOn, voucherNumber, documentNumber, contractNumber } = row;
    const about = voucherNumber ?? documentNumber ?? contractNumber ?? row.cooperativeCode;
    const amount = row.amount === undefined ? undefined : plain(row.amount);
    return [effectiveOn ?? expectedOn, row.ground, about, amount].filter(Boolean).join(' ');
  });
}

describe('the lines of the fund section', () => {
  test('explain every figure of it, and nothing else', () => {
    const all = lines();
    const figures = figuresOf(plain(section()));
    for (const [place, figure] of figures) {
      expectExplained(place, figure, plain(all[place as keyof FundLines]));
    }
    expect(Object.keys(all).toSorted()).toEqual(
      [...figures.map(([place]) => place), 'lastDisbursementOn'].toSorted(),
    );
  });

  test('take available principal apart into what was brought forward and each movement', () => {
    // 1,000 − 100 (C) − 100 (B) − 100 (D) − 100 (E) − 50 (F) = 550
    expect(rows('availablePrincipal.broughtForward')).toEqual([
      '2020-01-01 contribution 1/QĐ 1000000000',
      '2022-05-04 disbursement PC 1/C -100000000',
      '2022-07-01 disbursement PC 1/B -100000000',
      '2022-12-01 disbursement PC 1/D -100000000',
      '2022-12-01 disbursement PC 1/E -100000000',
      '2022-12-01 disbursement PC 1/F -50000000',
    ]);
    // 550 − 100 + 50 + 100 + 20 − 50 = 570
    expect(rows('availablePrincipal.amount')).toEqual([
      '2022-12-31 brought_forward 550000000',
      '2023-01-01 disbursement PC 1/A -100000000',
      '2023-02-01 repayment PT 1/F 50000000',
      '2023-02-15 contribution 2/QĐ 100000000',
      '2023-03-01 repayment PT 1/B 20000000',
      '2023-05-10 withdrawal 3/QĐ -50000000',
    ]);
    expect(rows('availablePrincipal.disbursed')).toEqual([
      '2023-01-01 disbursement PC 1/A 100000000',
    ]);
    expect(rows('charterCapital')).toEqual([
      '2020-01-01 contribution 1/QĐ 1000000000',
      '2023-02-15 contribution 2/QĐ 100000000',
      '2023-05-10 withdrawal 3/QĐ -50000000',
    ]);
  });

  test('name the loan, borrower, fact and voucher of a receipt', () => {
    expect(plain(lines()['interestCollected.late'].rows)).toEqual([
      {
        loanId: 'loan F',
        contractNumber: '01/F',
        cooperativeId: 'F',
        cooperativeCode: 'HTX-F',
        cooperativeName: 'HTX F',
        locality: 'Cao Lộc',
        factId: 'fact PT 1/F',
        effectiveOn: '2023-02-01',
        voucherNumber: 'PT 1/F',
        ground: 'repayment',
        amount: '20',
      },
    ]);
  });

  test('list a receipt under the interest that it brought, and under no other', () => {
    // F paid 800,000 + 900,000 + 20, B 500,000 in term
    expect(rows('interestCollected.total')).toEqual([
      '2023-02-01 repayment PT 1/F 1700020',
      '2023-03-01 repayment PT 1/B 500000',
    ]);
    expect(rows('interestCollected.overdue')).toEqual(['2023-02-01 repayment PT 1/F 900000']);
    expect(rows('interestCollected.inTerm')).toEqual([
      '2023-02-01 repayment PT 1/F 800000',
      '2023-03-01 repayment PT 1/B 500000',
    ]);
  });

  test('leave out the loans that owe nothing of a line', () => {
    expect(rows('inTermPrincipal.amount')).toEqual([
      '01/B 80000000',
      '01/C 100000000',
      '01/D 60000000',
      '01/E 100000000',
    ]);
    expect(rows('overduePrincipal.amount')).toEqual(['01/A 100000000', '01/D 40000000']);
    expect(rows('overduePrincipal.borrowers')).toEqual(['HTX-A', 'HTX-D']);
  });

  test('begin the projection with what is available, and give each receipt its ground', () => {
    // 570 + 80 + 100 + 10 + 30 = 790
    expect(rows('projectedYearEnd.availablePrincipal')).toEqual([
      '2023-06-30 available 570000000',
      '2023-07-03 recall 01/B 80000000',
      '2023-08-01 recall 01/E 100000000',
      '2023-09-01 recovery_plan 01/A 10000000',
      '2023-09-01 recovery_plan 01/D 30000000',
    ]);
  });

  test('end the projection with what is planned, signed as it counts', () => {
    const planned = (kind: 'disbursement' | 'contribution' | 'withdrawal', day: string) => ({
      kind,
      expectedOn: on(day),
      amount: vnd('5_000_000'),
      ground: 'kế hoạch năm',
    });
    const facts: FundFacts = {
      ...FUND,
      plannedMovements: [
        planned('withdrawal', '2023-12-31'),
        planned('disbursement', '2023-09-15'),
        planned('contribution', '2023-08-01'),
      ],
    };
    // 790 − 5 + 5 − 5 = 785
    expect(plain(lines(facts)['projectedYearEnd.availablePrincipal'].value)).toBe('785000000');
    expect(rows('projectedYearEnd.availablePrincipal', facts).slice(-3)).toEqual([
      '2023-09-15 planned_disbursement -5000000',
      '2023-08-01 planned_contribution 5000000',
      '2023-12-31 planned_withdrawal -5000000',
    ]);
    expect(rows('projectedYearEnd.plannedDisbursements', facts)).toEqual([
      '2023-09-15 planned_disbursement 5000000',
    ]);
    expect(rows('projectedYearEnd.plannedContributions', facts)).toEqual([
      '2023-08-01 planned_contribution 5000000',
      '2023-12-31 planned_withdrawal -5000000',
    ]);
    for (const [place, figure] of figuresOf(plain(section(facts)))) {
      expectExplained(place, figure, plain(lines(facts)[place as keyof FundLines]));
    }
  });

  test('name the case and court by which a borrower is sued', () => {
    expect(lines()['litigation.sued'].rows).toMatchObject([
      { cooperativeCode: 'HTX-A', litigationCaseId: 'case A', court: 'TAND of A' },
      { cooperativeCode: 'HTX-C', litigationCaseId: 'case C' },
      { cooperativeCode: 'HTX-D', litigationCaseId: 'case D' },
    ]);
    expect(rows('recalls.recalled')).toEqual(['HTX-B', 'HTX-E']);
  });

  test('give the day of the last disbursement with what was disbursed on it', () => {
    expect(lines().lastDisbursementOn.value).toBe('2023-01-01');
    expect(rows('lastDisbursementOn')).toEqual(['2023-01-01 disbursement PC 1/A 100000000']);
    const none = { ...FUND, loans: [], cash: charterCash([]), capitalMovements: [] };
    expect(lines(none).lastDisbursementOn).toEqual({ value: null, rows: [] });
  });

  test('are the same in whatever order the facts come', () => {
    const turned = {
      ...FUND,
      loans: LOANS.toReversed(),
      capitalMovements: FUND.capitalMovements.toReversed(),
    };
    expect(lines(turned)).toEqual(lines());
  });
});

/** The small fund with A’s 100 million charged off on 20 June, and what came in on it after. */
function chargedOff(...recovered: readonly [day: string, principal: string][]): FundFacts {
  const repayments = recovered.map(([day, principal]) => paid(day, { principal }));
  const loans = LOANS.map((loan): LoanOfFund => {
    if (loan.borrower.id !== 'A') return loan;
    const chargeOffs = [{ effectiveOn: on('2023-06-20') }];
    return { ...loan, ...onTime(vouchered({ ...loan.facts, repayments, chargeOffs }, 'A')) };
  });
  const cash = recovered.map(([day, principal]) => ({ on: on(day), amount: vnd(principal) }));
  return { ...FUND, loans, cash: charterCash([...CASH, ...cash]) };
}

const named = (facts: FundFacts) =>
  section(facts).notes.map((note) => [note.code, note.cooperatives.map(({ id }) => id)]);

describe('a loan charged off (R17, R18)', () => {
  test('leaves the lines of debt, and its borrower is named in a note', () => {
    const facts = chargedOff(['2023-06-25', '30_000_000']);
    // C and D stay overdue; D owes 40; 570 + 30 recovered
    expect(rows('borrowers.overdue', facts)).toEqual(['HTX-C', 'HTX-D']);
    expect(rows('overduePrincipal.amount', facts)).toEqual(['01/D 40000000']);
    expect(plain(section(facts).availablePrincipal.amount)).toBe('600000000');
    expect(named(facts)).toEqual([
      ['overdue_without_overdue_principal', ['C']],
      ['in_both_principal_lines', ['D']],
      ['sued_not_overdue', ['A', 'E']],
      ['charged_off', ['A']],
    ]);
    for (const [place, figure] of figuresOf(plain(section(facts)))) {
      expectExplained(place, figure, plain(lines(facts)[place as keyof FundLines]));
    }
  });

  test('is in no note any more when all its principal was recovered', () => {
    const facts = chargedOff(['2023-06-25', '30_000_000'], ['2023-06-30', '70_000_000']);
    expect(named(facts).map(([code]) => code)).not.toContain('charged_off');
    const one = chargedOff(['2023-06-25', '30_000_000'], ['2023-06-30', '69_999_999']);
    expect(named(one)).toContainEqual(['charged_off', ['A']]);
  });
});
