import { checkReceivedBefore } from '../../../src/domain/court/receivedBefore.ts';
import { NO_ALLOCATION } from '../../../src/domain/loans/facts.ts';
import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { money } from '../../../src/domain/primitives/money.ts';

const day = (text: string) => text as CalendarDate;

const receivedOn = (effectiveOn: string) => ({
  effectiveOn: day(effectiveOn),
  voucherNumber: 'PT-1',
  allocation: { ...NO_ALLOCATION, principal: money('1000') },
});

const onPaper = { contractNumber: 'HĐ-1', opening: { on: day('2025-12-31') } };

const handed = {
  contractNumber: 'HĐ-2',
  opening: { on: day('2025-12-31'), origin: { fund: 'BK', loanId: 'x' } },
};

const refusal = (received: string, loans: (typeof onPaper | typeof handed)[]) => {
  try {
    checkReceivedBefore([receivedOn(received)], { caseId: 'c', loans });
    return null;
  } catch (error) {
    const { code, figures } = error as { code: string; figures: object };
    return { code, figures };
  }
};

test('what came through a case before is told of loans of the paper book, none of them handed over', () => {
  expect(refusal('2025-12-31', [onPaper])).toBeNull();
  expect(refusal('2025-12-31', [onPaper, handed])).toEqual({
    code: 'not-received-before',
    figures: { contractNumber: 'HĐ-2', fund: 'BK' },
  });
  // A case that tells nothing may be about any loan.
  expect(() => checkReceivedBefore([], { caseId: 'c', loans: [handed] })).not.toThrow();
});

test('of loans with several opening days, the first of them is the last day', () => {
  const earlier = { contractNumber: 'HĐ-3', opening: { on: day('2025-11-30') } };
  expect(refusal('2025-11-30', [onPaper, earlier])).toBeNull();
  expect(refusal('2025-12-01', [onPaper, earlier])).toMatchObject({
    figures: { receivedOn: '2025-12-01', on: '2025-11-30' },
  });
});
