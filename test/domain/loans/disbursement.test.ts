import { checkDisbursement } from '../../../src/domain/loans/checkDisbursement.ts';
import { disbursed, factsOf, HALVES, lent, on, recalled, refusal } from '../../support/loans.ts';

// The contract of 1 January 2023 is of 100,000,000; its last instalment falls due on 2 June.
const HALF_LENT = factsOf({ disbursements: [disbursed('2023-01-01', '50_000_000')] });

const refused = (facts: typeof HALF_LENT, day: string, amount = '1') =>
  refusal(() => checkDisbursement(HALVES, facts, disbursed(day, amount)));

describe('a disbursement (R4)', () => {
  test('lies between the contract and its last due date, both included', () => {
    for (const day of ['2023-01-01', '2023-06-02']) {
      expect(() => checkDisbursement(HALVES, HALF_LENT, disbursed(day, '1'))).not.toThrow();
    }
    expect(refused(HALF_LENT, '2022-12-31')).toMatchObject({ code: 'before-contract' });
    expect(refused(HALF_LENT, '2023-06-03')).toMatchObject({
      code: 'after-final-due-date',
      figures: { effectiveOn: '2023-06-03', finalDueOn: '2023-06-02' },
    });
  });

  test('comes with the others to the principal of the contract at most', () => {
    expect(() =>
      checkDisbursement(HALVES, HALF_LENT, disbursed('2023-02-01', '50_000_000')),
    ).not.toThrow();
    expect(refused(HALF_LENT, '2023-02-01', '50_000_001')).toMatchObject({
      code: 'more-than-contract',
      figures: { amount: '50000001', disbursed: '50000000', contracted: '100000000' },
    });
  });

  test('may be on the day of a charge-off, and not after it', () => {
    const facts = { ...HALF_LENT, chargeOffs: [{ effectiveOn: on('2023-03-01') }] };
    expect(() => checkDisbursement(HALVES, facts, disbursed('2023-03-01', '1'))).not.toThrow();
    expect(refused(facts, '2023-03-02')).toMatchObject({
      code: 'after-charge-off',
      figures: { effectiveOn: '2023-03-02', chargedOffOn: '2023-03-01' },
    });
  });

  test('is not after the deadline of a recall', () => {
    const facts = lent({ recalls: [recalled('2023-02-01', '2023-02-20')] });
    expect(refused(facts, '2023-02-21')).toMatchObject({ figures: { finalDueOn: '2023-02-20' } });
  });
});
