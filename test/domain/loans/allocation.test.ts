import { allocate, checkAllocation, owedAt } from '../../../src/domain/loans/allocation.ts';
import type { LoanFacts } from '../../../src/domain/loans/facts.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { position } from '../../../src/domain/loans/position.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';
import {
  factsOf,
  HALVES,
  lent,
  NO_HOLIDAYS,
  on,
  paid,
  parts,
  plain,
  refusal,
  vnd,
} from '../../support/loans.ts';

const LENT = lent();

const at = (day: string, facts: LoanFacts = LENT, terms: LoanTerms = HALVES) =>
  position(terms, facts, NO_HOLIDAYS, on(day));

/** What an automatic receipt pays: principal, in-term, overdue and late interest. */
function split(day: string, amount: string, facts = LENT, terms = HALVES): string {
  const allocation = allocate(terms, at(day, facts, terms), DEFAULT_POLICIES, vnd(amount));
  return Object.values(plain(allocation) as object).join(' ');
}

describe('what is owed', () => {
  test('in term on 1 March: 59 days on all of it', () => {
    // 59 × 20,000 = 1,180,000
    expect(plain(owedAt(at('2023-03-01')))).toEqual(
      plain(parts({ principal: '100_000_000', inTermInterest: '1_180_000' })),
    );
  });

  test('overdue on 12 March: half is ten days overdue', () => {
    // in term: 60 × 20,000 + 10 × 10,000 = 1,300,000; overdue: 10 × 15,000 = 150,000
    // late: 1,200,000 in arrears × 3.65 × 10 / 36500 = 1,200
    expect(plain(owedAt(at('2023-03-12')))).toEqual(
      plain(
        parts({
          principal: '100_000_000',
          inTermInterest: '1_300_000',
          overdueInterest: '150_000',
          lateInterest: '1_200',
        }),
      ),
    );
  });

  test('a credit is not owed', () => {
    const facts = factsOf({
      ...LENT,
      repayments: [
        paid('2023-02-10', { inTermInterest: '800_000' }),
        paid('2023-01-11', { principal: '100_000_000' }),
      ],
    });
    // 10 days × 20,000 = 200,000 accrued, 800,000 paid: a credit of 600,000
    expect(plain(at('2023-02-10', facts).inTermInterest.owed)).toBe('-600000');
    expect(plain(owedAt(at('2023-02-10', facts)))).toEqual(plain(parts({})));
  });
});

describe('an automatic allocation (R9)', () => {
  test('of a loan in term pays the interest accrued to the day, then principal', () => {
    expect(split('2023-03-01', '1_180_000')).toBe('0 1180000 0 0');
    expect(split('2023-03-01', '1_179_999')).toBe('0 1179999 0 0');
    expect(split('2023-03-01', '1_180_001')).toBe('1 1180000 0 0');
    expect(split('2023-03-01', '101_180_000')).toBe('100000000 1180000 0 0');
  });

  test('on payable-by the loan is still in term', () => {
    // 60 × 20,000 = 1,200,000: interest first
    expect(split('2023-03-02', '30_000_000')).toBe('28800000 1200000 0 0');
  });

  test.each([
    ['overdue principal first', '50_000_000', '50000000 0 0 0'],
    ['a part of it', '49_999_999', '49999999 0 0 0'],
    ['then overdue interest', '50_150_000', '50000000 0 150000 0'],
    ['then in-term interest', '51_000_000', '50000000 850000 150000 0'],
    ['then late interest', '51_450_500', '50000000 1300000 150000 500'],
    ['then the remaining principal', '60_000_000', '58548800 1300000 150000 1200'],
    ['and at the most everything', '101_451_200', '100000000 1300000 150000 1200'],
  ])('of an overdue loan pays %s', (_, amount, expected) => {
    expect(split('2023-03-12', amount)).toBe(expected);
  });

  test('of a loan that owes interest only in arrears has no overdue principal to pay', () => {
    const facts = factsOf({
      ...LENT,
      repayments: [paid('2023-03-02', { principal: '50_000_000' })],
    });
    // in term: 1,200,000 + 10 × 10,000 = 1,300,000; late: 1,200
    expect(at('2023-03-12', facts).standing).toBe('overdue');
    expect(split('2023-03-12', '2_000_000', facts)).toBe('698800 1300000 0 1200');
  });

  test('of a loan in term again pays the overdue interest that is left before any other', () => {
    const facts = factsOf({
      ...LENT,
      repayments: [paid('2023-03-12', { principal: '50_000_000', inTermInterest: '1_300_000' })],
    });
    // 13 March: 150,000 overdue interest and 1,200 late are left; one day × 10,000 in term
    expect(at('2023-03-13', facts).standing).toBe('in_term');
    expect(split('2023-03-13', '150_700', facts)).toBe('0 0 150000 700');
    expect(split('2023-03-13', '155_000', facts)).toBe('0 3800 150000 1200');
  });

  test('of a loan wholly overdue by its contract pays all principal first', () => {
    const terms: LoanTerms = { ...HALVES, overdueScope: 'loan' };
    // on 12 March all 100,000,000 is overdue: 10 × 30,000 = 300,000 overdue interest
    expect(split('2023-03-12', '100_000_000', LENT, terms)).toBe('100000000 0 0 0');
    expect(split('2023-03-12', '100_400_000', LENT, terms)).toBe('100000000 100000 300000 0');
  });

  test('an allocation keeps the payments of its own day in mind', () => {
    const facts = factsOf({
      ...LENT,
      repayments: [paid('2023-03-12', { principal: '50_000_000' })],
    });
    // the first receipt of the day has paid what was overdue of the principal
    expect(split('2023-03-12', '100_000', facts)).toBe('0 0 100000 0');
  });
});

describe('an order of the contract’s own (R9)', () => {
  const own: LoanTerms = {
    ...HALVES,
    allocationOrder: {
      inTerm: ['principal', 'inTermInterest', 'lateInterest', 'overdueInterest'],
      overdue: [
        'lateInterest',
        'overduePrincipal',
        'inTermInterest',
        'principal',
        'overdueInterest',
      ],
    },
  };

  test('in term, principal first', () => {
    expect(split('2023-03-01', '100_000_500', LENT, own)).toBe('100000000 500 0 0');
  });

  test('overdue, late interest, overdue principal, in-term interest, principal', () => {
    expect(split('2023-03-12', '1_000', LENT, own)).toBe('0 0 0 1000');
    expect(split('2023-03-12', '50_001_200', LENT, own)).toBe('50000000 0 0 1200');
    expect(split('2023-03-12', '51_301_201', LENT, own)).toBe('50000001 1300000 0 1200');
    expect(split('2023-03-12', '101_301_300', LENT, own)).toBe('100000000 1300000 100 1200');
  });

  test('principal alone in the list of an overdue loan means all of it', () => {
    const terms: LoanTerms = {
      ...own,
      allocationOrder: {
        inTerm: ['principal', 'inTermInterest', 'lateInterest', 'overdueInterest'],
        overdue: ['principal', 'inTermInterest', 'lateInterest', 'overdueInterest'],
      },
    };
    expect(split('2023-03-12', '70_000_000', LENT, terms)).toBe('70000000 0 0 0');
  });
});

describe('refusals of receipts', () => {
  test('a receipt above the payoff is refused and told the payoff (R11)', () => {
    // 100,000,000 + 1,300,000 + 150,000 + 1,200
    const refused = {
      code: 'more-than-payoff',
      figures: { amount: '101451201', payoff: '101451200', asOf: '2023-03-12' },
    };
    expect(refusal(() => split('2023-03-12', '101_451_201'))).toMatchObject(refused);
    const stated = parts({ principal: '101_451_201' });
    expect(
      refusal(() => checkAllocation(stated, at('2023-03-12'), vnd('101_451_201'))),
    ).toMatchObject(refused);
  });

  test('any receipt of a loan not disbursed is above its payoff', () => {
    expect(refusal(() => split('2022-12-31', '1'))).toMatchObject({
      code: 'more-than-payoff',
      figures: { payoff: '0' },
    });
  });

  test('components that do not sum to the amount are refused (R10)', () => {
    const stated = parts({ principal: '50_000_000', overdueInterest: '150_000' });
    expect(
      refusal(() => checkAllocation(stated, at('2023-03-12'), vnd('50_150_001'))),
    ).toMatchObject({
      code: 'allocation-sum',
      figures: { amount: '50150001', components: '50150000' },
    });
    expect(() => checkAllocation(stated, at('2023-03-12'), vnd('50_150_000'))).not.toThrow();
  });

  test.each([
    ['in-term interest', { inTermInterest: '1_300_001' }, '1_300_001'],
    ['overdue interest', { overdueInterest: '150_001' }, '150_001'],
    ['late interest', { lateInterest: '1_201' }, '1_201'],
    ['principal', { principal: '100_000_001' }, '100_000_001'],
  ])('more %s than is owed is refused with what is owed (R10)', (_, stated, amount) => {
    expect(
      refusal(() => checkAllocation(parts(stated), at('2023-03-12'), vnd(amount))),
    ).toMatchObject({
      code: 'more-than-owed',
      figures: {
        principal: '100000000',
        inTermInterest: '1300000',
        overdueInterest: '150000',
        lateInterest: '1200',
      },
    });
  });

  test('exactly what is owed of each is accepted', () => {
    const owed = owedAt(at('2023-03-12'));
    expect(() => checkAllocation(owed, at('2023-03-12'), vnd('101_451_200'))).not.toThrow();
  });
});
