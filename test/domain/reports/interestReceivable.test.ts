import type { LoanOfFund } from '../../../src/domain/loans/portfolio.ts';
import { interestReceivable } from '../../../src/domain/reports/interestReceivable.ts';
import { bulletLoan, HALVES, lent, NO_HOLIDAYS, on, paid, plain } from '../../support/loans.ts';
import { LOANS, loanOfFund } from '../../support/smallFund.ts';

const receivable = (loans: readonly LoanOfFund[] = LOANS, asOf = '2023-06-30') =>
  interestReceivable(loans, NO_HOLIDAYS, on(asOf));

const amounts = (inTerm: string, overdue: string, late: string, sum: string, credit: string) => ({
  inTermInterest: inTerm,
  overdueInterest: overdue,
  lateInterest: late,
  receivable: sum,
  credit,
});

// The small fund on 30 June 2023.
// B, group 1: 243 × 20,000 + 121 × 16,000 (20 m were repaid on 1 March) − 500,000 = 6,296,000.
// E, group 1: 211 × 20,000 = 4,220,000.
// F, settled on 1 February: 800,000 collected for 29 × 10,000 in term, 900,000 for 33 × 15,000
//   overdue, 20 for no late interest: a credit of 510,000 + 405,000 + 20 = 915,020.
// C, group 3: 422 days × 20,000 = 8,440,000.
// A, group 4: 2,120,000 in term, 2,220,000 overdue, 16,976 late (see the ageing).
// D, group 2: 100 m × 6.6 × 183 / 36500 = 3,309,041.1 and 60 m × 6.6 × 28 / 36500 = 303,780.8, so
//   3,309,041 + 303,781 = 3,612,822 in term; overdue 303,781.
const ROWS = [
  { contractNumber: '01/C', debtGroup: 3, onBooks: false },
  { contractNumber: '01/A', debtGroup: 4, onBooks: false },
  { contractNumber: '01/B', debtGroup: 1, onBooks: true },
  { contractNumber: '01/D', debtGroup: 2, onBooks: false },
  { contractNumber: '01/E', debtGroup: 1, onBooks: true },
  { contractNumber: '01/F', debtGroup: null, onBooks: true },
];

const AMOUNTS = [
  amounts('8440000', '0', '0', '8440000', '0'),
  amounts('2120000', '2220000', '16976', '4356976', '0'),
  amounts('6296000', '0', '0', '6296000', '0'),
  amounts('3612822', '303781', '0', '3916603', '0'),
  amounts('4220000', '0', '0', '4220000', '0'),
  amounts('0', '0', '0', '0', '915020'),
];

describe('interest receivable on 30 June 2023 (TT52 art. 5)', () => {
  test('is on the books of group 1, off them of groups 2 to 5, in the order given', () => {
    const { rows } = receivable();
    expect(plain(rows)).toMatchObject(ROWS.map((row, index) => ({ ...row, ...AMOUNTS[index] })));
    expect(plain(rows[5])).toEqual({
      loanId: 'loan F',
      contractNumber: '01/F',
      cooperativeId: 'F',
      cooperativeCode: 'HTX-F',
      cooperativeName: 'HTX F',
      locality: 'Cao Lộc',
      standing: 'settled',
      daysPastDue: 0,
      debtGroup: null,
      onBooks: true,
      ...AMOUNTS[5],
    });
  });

  test('totals what is on the books, off them, and all of it', () => {
    const { onBooks, offBooks, total } = receivable();
    expect(plain(onBooks)).toEqual({
      loans: 3,
      borrowers: 3,
      ...amounts('10516000', '0', '0', '10516000', '915020'),
    });
    expect(plain(offBooks)).toEqual({
      loans: 3,
      borrowers: 3,
      ...amounts('14172822', '2523781', '16976', '16713579', '0'),
    });
    expect(plain(total)).toEqual({
      loans: 6,
      borrowers: 6,
      ...amounts('24688822', '2523781', '16976', '27229579', '915020'),
    });
  });

  test('goes by the group after the borrower’s worst', () => {
    const [, a, b] = LOANS;
    if (a === undefined || b === undefined) throw new Error('two loans');
    const { rows } = receivable([a, { ...b, borrower: a.borrower }]);
    expect(rows.map((row) => [row.debtGroup, row.onBooks])).toEqual([
      [4, false],
      [4, false],
    ]);
  });
});

describe('interest receivable', () => {
  test('of a loan charged off is off the books, as much as was owed that day', () => {
    // 60 days × 20,000; from 2 March half is overdue: 9 × 10,000 in term, 9 × 15,000 overdue, and
    // 9 × 120 late on the 1,200,000 of 2 March. Nothing accrues from 11 March on.
    const chargedOff = loanOfFund(
      'A',
      'Văn Quan',
      HALVES,
      lent({ chargeOffs: [{ effectiveOn: on('2023-03-11') }] }),
    );
    const { rows, onBooks } = receivable([chargedOff]);
    expect(plain(rows)).toMatchObject([
      {
        standing: 'charged_off',
        debtGroup: null,
        onBooks: false,
        ...amounts('1290000', '135000', '1080', '1426080', '0'),
      },
    ]);
    expect(onBooks.loans).toBe(0);
  });

  test('is not lowered in one class by a credit in another (R13)', () => {
    // In term 2 days, due with the principal on 3 January: 40,000, of which nothing was collected;
    // overdue 4 days × 30,000 = 120,000, of which 150,000 were.
    const loan = loanOfFund(
      'A',
      'Văn Quan',
      bulletLoan('2023-01-03'),
      lent({ repayments: [paid('2023-01-07', { overdueInterest: '150_000' })] }),
    );
    const { total } = receivable([loan], '2023-01-07');
    expect(plain(total)).toMatchObject(amounts('40000', '0', '0', '40000', '30000'));
  });

  test('has no row of a loan that is settled to the đồng, or not disbursed', () => {
    const settled = loanOfFund(
      'A',
      'Văn Quan',
      bulletLoan('2023-01-03'),
      lent({
        repayments: [paid('2023-01-03', { principal: '100_000_000', inTermInterest: '40_000' })],
      }),
    );
    const { rows } = receivable([settled, loanOfFund('B', 'Văn Quan', HALVES, {})]);
    expect(rows).toEqual([]);
  });

  test('has a row of a loan in term that owes no interest today', () => {
    const paidToday = loanOfFund(
      'A',
      'Văn Quan',
      HALVES,
      lent({ repayments: [paid('2023-01-31', { inTermInterest: '600_000' })] }),
    );
    const { rows } = receivable([paidToday], '2023-01-31');
    expect(plain(rows)).toMatchObject([{ onBooks: true, ...amounts('0', '0', '0', '0', '0') }]);
  });
});
