import fc from 'fast-check';
import { availableAt, charterCash, checkAvailable } from '../../../src/domain/fund/cash.ts';
import { firstShortfall, type CashChange } from '../../../src/domain/primitives/datedAmounts.ts';
import { Dec, text, ZERO } from '../../../src/domain/primitives/money.ts';
import { on, plain, refusal, vnd } from '../../support/loans.ts';

const change = (day: string, amount: string): CashChange => ({ on: on(day), amount: vnd(amount) });

/** 100 in, 80 lent, 30 back, 40 lent: 100, 20, 50, 10 at the close of each day. */
const CHANGES = [
  change('2023-01-01', '100'),
  change('2023-02-01', '-80'),
  change('2023-03-01', '30'),
  change('2023-04-01', '-40'),
];

describe('available principal (R18)', () => {
  test.each([
    ['2022-12-31', '0'],
    ['2023-01-01', '100'],
    ['2023-01-31', '100'],
    ['2023-02-01', '20'],
    ['2023-03-01', '50'],
    ['2030-01-01', '10'],
  ])('at the close of %s is %s', (day, expected) => {
    expect(text(availableAt(CHANGES, on(day)))).toBe(expected);
    expect(text(availableAt(CHANGES.toReversed(), on(day)))).toBe(expected);
  });

  test('has no shortfall where every day closes at 0 or more', () => {
    expect(firstShortfall(CHANGES, on('2023-01-01'))).toBeNull();
    expect(firstShortfall([...CHANGES, change('2023-04-01', '-10')], on('2023-01-01'))).toBeNull();
    expect(firstShortfall([], on('2023-01-01'))).toBeNull();
  });

  test('falls short on the first day that closes below 0', () => {
    const short = [...CHANGES, change('2023-01-15', '-25')];
    // 75 on 15 January, −5 on 1 February
    expect(plain(firstShortfall(short, on('2023-01-01')))).toEqual({
      on: '2023-02-01',
      available: '-5',
    });
    // 25 on 1 March, −15 on 1 April
    expect(plain(firstShortfall(short, on('2023-02-02')))).toEqual({
      on: '2023-04-01',
      available: '-15',
    });
  });

  test('the order within a day does not matter', () => {
    const day = [change('2023-01-01', '-100'), change('2023-01-01', '100')];
    expect(firstShortfall(day, on('2023-01-01'))).toBeNull();
    expect(firstShortfall(day.toReversed(), on('2023-01-01'))).toBeNull();
  });
});

describe('taking principal money out', () => {
  test('of all that the leanest later day leaves is accepted', () => {
    // from 2 January the leanest close is 10 on 1 April
    expect(() =>
      checkAvailable(charterCash(CHANGES), 'charter', on('2023-01-02'), vnd('10')),
    ).not.toThrow();
  });

  test('of one đồng more is refused with the day that falls short', () => {
    expect(
      refusal(() => checkAvailable(charterCash(CHANGES), 'charter', on('2023-01-02'), vnd('11'))),
    ).toMatchObject({
      code: 'available-principal-below-zero',
      figures: { amount: '11', on: '2023-04-01', availableAfter: '-1' },
    });
    expect(
      refusal(() => checkAvailable(charterCash(CHANGES), 'charter', on('2023-01-02'), vnd('21'))),
    ).toMatchObject({
      figures: { on: '2023-02-01', availableAfter: '-1' },
    });
  });

  test('on the day money comes in may use it', () => {
    expect(() =>
      checkAvailable(
        charterCash([change('2023-01-01', '5')]),
        'charter',
        on('2023-01-01'),
        vnd('5'),
      ),
    ).not.toThrow();
    expect(() =>
      checkAvailable(
        charterCash([change('2023-01-02', '5')]),
        'charter',
        on('2023-01-01'),
        vnd('5'),
      ),
    ).toThrow();
  });

  test('is not refused for a shortfall of earlier days', () => {
    const reversed = [change('2023-01-01', '-5'), change('2023-01-02', '50')];
    expect(() =>
      checkAvailable(charterCash(reversed), 'charter', on('2023-01-03'), vnd('45')),
    ).not.toThrow();
  });

  test('leaves every later day at 0 or more, however the changes are ordered', () => {
    const day = fc.integer({ min: 1, max: 9 }).map((each) => on(`2023-01-0${each}`));
    const changes = fc.array(
      fc.record({ on: day, amount: fc.integer({ min: -9, max: 9 }).map((each) => new Dec(each)) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(changes, day, fc.integer({ min: 1, max: 9 }), (given, from, amount) => {
        const after = [...given, { on: from, amount: new Dec(-amount) }];
        const short = [1, 2, 3, 4, 5, 6, 7, 8, 9]
          .map((each) => on(`2023-01-0${each}`))
          .filter((each) => each >= from)
          // days without a change close like the day before them, and are named no shortfall
          .filter((each) => after.some((one) => one.on === each))
          .find((each) => availableAt(after, each).lessThan(ZERO));
        expect(firstShortfall(after.toReversed(), from)?.on).toBe(short);
        const check = () => checkAvailable(charterCash(given), 'charter', from, new Dec(amount));
        if (short === undefined) expect(check).not.toThrow();
        else expect(refusal(check).figures).toMatchObject({ on: short });
      }),
    );
  });
});
