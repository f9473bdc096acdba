import {
  refuseBeforeContract,
  refuseFuture,
  refuseReversed,
} from '../../../src/domain/primitives/refusals.ts';
import { on, refusal } from '../../support/loans.ts';

test('what has happened is dated today at the latest (R31)', () => {
  expect(() => refuseFuture(on('2023-02-01'), on('2023-02-01'))).not.toThrow();
  expect(refusal(() => refuseFuture(on('2023-02-02'), on('2023-02-01')))).toMatchObject({
    code: 'dated-in-future',
    figures: { date: '2023-02-02', today: '2023-02-01' },
  });
});

test('nothing of a loan is before its contract', () => {
  expect(() => refuseBeforeContract(on('2023-02-01'), on('2023-02-01'))).not.toThrow();
  expect(refusal(() => refuseBeforeContract(on('2023-01-31'), on('2023-02-01')))).toMatchObject({
    code: 'before-contract',
    figures: { date: '2023-01-31', signedOn: '2023-02-01' },
  });
});

test('what is reversed is reversed for good (R12)', () => {
  expect(() => refuseReversed(null)).not.toThrow();
  expect(refusal(() => refuseReversed(new Date(0)))).toMatchObject({
    code: 'already-reversed',
    figures: { reversedAt: '1970-01-01T00:00:00.000Z' },
  });
});
