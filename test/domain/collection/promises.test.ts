import fc from 'fast-check';
import { addDays } from '../../../src/domain/primitives/dates.ts';
import { sum, text } from '../../../src/domain/primitives/money.ts';
import {
  promiseOutcomes,
  type PaymentPromise,
  type PromiseReceipt,
} from '../../../src/domain/collection/promises.ts';
import { rulesWith, NO_HOLIDAYS, on, plain, vnd } from '../../support/loans.ts';

/** Given on Monday 6 March 2023: 10 million by Friday the 10th. */
const promise = (more: Partial<PaymentPromise> = {}): PaymentPromise => ({
  id: 'P',
  occurredOn: on('2023-03-06'),
  promisedOn: on('2023-03-10'),
  amount: vnd('10_000_000'),
  loanIds: [],
  ...more,
});

const receipt = (day: string, amount: string, loanId = 'A'): PromiseReceipt => ({
  loanId,
  effectiveOn: on(day),
  amount: vnd(amount),
});

const outcomes = (
  promises: readonly PaymentPromise[],
  receipts: readonly PromiseReceipt[],
  asOf: string,
  rules = NO_HOLIDAYS,
) => plain(Object.fromEntries(promiseOutcomes(promises, receipts, rules, on(asOf))));

const one = (
  receipts: readonly PromiseReceipt[],
  asOf: string,
  more: Partial<PaymentPromise> = {},
  rules = NO_HOLIDAYS,
) => (outcomes([promise(more)], receipts, asOf, rules) as { P?: unknown }).P;

describe('a promise to pay (R30)', () => {
  test('is open until its day has passed, then broken if less came', () => {
    const paid = [receipt('2023-03-08', '9_999_999')];
    const so = { received: '9999999', dueOn: '2023-03-10' };
    expect(one([], '2023-03-06')).toEqual({ state: 'open', received: '0', dueOn: '2023-03-10' });
    expect(one(paid, '2023-03-10')).toEqual({ state: 'open', ...so });
    expect(one(paid, '2023-03-11')).toEqual({ state: 'broken', ...so });
  });

  test('is kept as soon as all of it came, in one receipt or several, and stays kept', () => {
    const paid = [receipt('2023-03-07', '4_000_000'), receipt('2023-03-10', '6_000_000', 'B')];
    expect(one(paid, '2023-03-09')).toMatchObject({ state: 'open', received: '4000000' });
    for (const day of ['2023-03-10', '2023-03-11', '2024-03-11']) {
      expect(one(paid, day)).toMatchObject({ state: 'kept', received: '10000000' });
    }
  });

  test('for a rest day can be kept on the next working day', () => {
    // Saturday 11 March; Monday the 13th is a holiday by the second rules.
    const saturday = { promisedOn: on('2023-03-11') };
    const monday = [receipt('2023-03-13', '10_000_000')];
    const tuesday = [receipt('2023-03-14', '10_000_000')];
    expect(one(monday, '2023-03-14', saturday)).toMatchObject({ state: 'kept' });
    expect(one(tuesday, '2023-03-14', saturday)).toEqual({
      state: 'broken',
      received: '0',
      dueOn: '2023-03-13',
    });
    const holiday = rulesWith('2023-03-13');
    expect(one(tuesday, '2023-03-14', saturday, holiday)).toMatchObject({
      state: 'kept',
      dueOn: '2023-03-14',
    });
  });

  test('is not kept by what came on its own day, unless it is for that day', () => {
    const sameDay = [receipt('2023-03-06', '10_000_000')];
    expect(one(sameDay, '2023-03-11')).toMatchObject({ state: 'broken', received: '0' });
    const today = { promisedOn: on('2023-03-06') };
    expect(one(sameDay, '2023-03-06', today)).toMatchObject({ state: 'kept' });
  });

  test('about named loans is kept by receipts on these only', () => {
    const paid = [receipt('2023-03-08', '6_000_000', 'A'), receipt('2023-03-08', '5_000_000', 'B')];
    const named = (...loanIds: string[]) => one(paid, '2023-03-11', { loanIds });
    expect(named('A')).toMatchObject({ state: 'broken', received: '6000000' });
    expect(named('A', 'B')).toMatchObject({ state: 'kept', received: '10000000' });
    expect(named()).toMatchObject({ state: 'kept', received: '10000000' });
  });

  test('given later than the day asked about is not there yet', () => {
    expect(outcomes([promise()], [], '2023-03-05')).toEqual({});
  });
});

describe('several promises', () => {
  const first = promise({ id: 'first', amount: vnd('30_000_000') });
  const second = promise({
    id: 'second',
    amount: vnd('50_000_000'),
    promisedOn: on('2023-03-20'),
  });
  const received = (receipts: readonly PromiseReceipt[], promises = [second, first]) =>
    Object.fromEntries(
      [...promiseOutcomes(promises, receipts, NO_HOLIDAYS, on('2023-03-31'))].map(
        ([id, outcome]) => [id, text(outcome.received)],
      ),
    );

  test('are filled from the one for the earliest day on, and no đồng counts twice', () => {
    const of = (amount: string) => received([receipt('2023-03-08', amount)]);
    expect(of('30_000_000')).toEqual({ first: '30000000', second: '0' });
    // 40 = 30 + 10; 90 is more than both.
    expect(of('40_000_000')).toEqual({ first: '30000000', second: '10000000' });
    expect(of('90_000_000')).toEqual({ first: '30000000', second: '50000000' });
  });

  test('leave to the later one what comes when the earlier one is broken', () => {
    const late = [receipt('2023-03-09', '5_000_000'), receipt('2023-03-15', '50_000_000')];
    expect(received(late)).toEqual({ first: '5000000', second: '50000000' });
  });

  test('share the receipts of one day whatever their order: a loan named by one is left to it', () => {
    const ofA = { ...second, loanIds: ['A'], amount: vnd('30_000_000') };
    const ofDay = [
      receipt('2023-03-08', '30_000_000', 'A'),
      receipt('2023-03-08', '30_000_000', 'B'),
    ];
    const both = { first: '30000000', second: '30000000' };
    expect(received(ofDay, [first, ofA])).toEqual(both);
    expect(received(ofDay.toReversed(), [first, ofA])).toEqual(both);
  });

  test('for one day are filled as they were entered', () => {
    const twin = { ...first, id: 'twin' };
    const half = [receipt('2023-03-08', '40_000_000')];
    expect(received(half, [first, twin])).toEqual({ first: '30000000', twin: '10000000' });
    expect(received(half, [twin, first])).toEqual({ twin: '30000000', first: '10000000' });
  });
});

const DAY = fc.nat({ max: 40 }).map((days) => addDays(on('2023-03-01'), days));

const AMOUNT = fc.integer({ min: 1, max: 20 }).map((millions) => vnd(`${millions}_000_000`));

const LOAN = fc.constantFrom('A', 'B', 'C');

const PROMISES: fc.Arbitrary<PaymentPromise[]> = fc
  .array(
    fc.record({
      occurredOn: DAY,
      within: fc.nat({ max: 15 }),
      amount: AMOUNT,
      loanIds: fc.uniqueArray(LOAN, { maxLength: 2 }),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(({ within, ...each }, index) => ({
      ...each,
      id: `${index}`,
      promisedOn: addDays(each.occurredOn, within),
    })),
  );

const RECEIPTS = fc.array(fc.record({ loanId: LOAN, effectiveOn: DAY, amount: AMOUNT }), {
  maxLength: 8,
});

describe('any promises and receipts', () => {
  test('give nobody more than was promised, and no more than came', () => {
    fc.assert(
      fc.property(PROMISES, RECEIPTS, DAY, (promises, receipts, asOf) => {
        const found = promiseOutcomes(promises, receipts, NO_HOLIDAYS, asOf);
        const came = sum(receipts.filter((each) => each.effectiveOn <= asOf).map((r) => r.amount));
        expect(sum([...found.values()].map((each) => each.received)).lessThanOrEqualTo(came)).toBe(
          true,
        );
        for (const { id, amount } of promises) {
          const outcome = found.get(id);
          if (outcome === undefined) continue;
          expect(outcome.received.lessThanOrEqualTo(amount)).toBe(true);
          expect(outcome.state === 'kept').toBe(outcome.received.equals(amount));
        }
      }),
    );
  });

  test('do not depend on the order in which receipts were entered', () => {
    fc.assert(
      fc.property(PROMISES, RECEIPTS, DAY, (promises, receipts, asOf) => {
        const found = promiseOutcomes(promises, receipts, NO_HOLIDAYS, asOf);
        const turned = promiseOutcomes(promises, receipts.toReversed(), NO_HOLIDAYS, asOf);
        expect(plain([...turned])).toEqual(plain([...found]));
      }),
    );
  });

  test('are judged for ever once their day has passed', () => {
    fc.assert(
      fc.property(PROMISES, RECEIPTS, DAY, fc.nat({ max: 60 }), (promises, receipts, day, more) => {
        const then = promiseOutcomes(promises, receipts, NO_HOLIDAYS, day);
        const later = promiseOutcomes(promises, receipts, NO_HOLIDAYS, addDays(day, more));
        for (const [id, outcome] of then) {
          const now = later.get(id);
          if (outcome.state === 'open') continue;
          expect(plain(now)).toEqual(plain(outcome));
        }
      }),
    );
  });
});
