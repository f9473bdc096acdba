import { checkSuedLoan } from '../../../src/domain/court/suit.ts';
import { HALVES, on, refusal } from '../../support/loans.ts';

const LOAN = { id: 'loan', cooperativeId: 'borrower', terms: HALVES };
const SUIT = { cooperativeId: 'borrower', filedOn: HALVES.signedOn };

test('a suit is about loans of the borrower sued (R26)', () => {
  expect(() => checkSuedLoan(SUIT, LOAN)).not.toThrow();
  expect(refusal(() => checkSuedLoan({ ...SUIT, cooperativeId: 'other' }, LOAN))).toMatchObject({
    code: 'other-borrower',
    figures: { loanId: 'loan', contractNumber: HALVES.contractNumber },
  });
});

test('a suit is filed once its loans are signed', () => {
  const filedOn = on('2022-12-31');
  expect(refusal(() => checkSuedLoan({ ...SUIT, filedOn }, LOAN))).toMatchObject({
    code: 'before-contract',
  });
});
