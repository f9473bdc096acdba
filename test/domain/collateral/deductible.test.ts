import fc from 'fast-check';
import {
  collateralOn,
  type CollateralFacts,
  type CollateralVersion,
} from '../../../src/domain/collateral/collateral.ts';
import {
  collateralOfLoans,
  deductedOf,
  deductibleOf,
  type PrincipalOfLoan,
} from '../../../src/domain/collateral/deductible.ts';
import {
  COLLATERAL_KINDS,
  type CollateralKind,
} from '../../../src/domain/policies/collateralKinds.ts';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { money, percentHalfUp, rate, sum, text } from '../../../src/domain/primitives/money.ts';
import { on, vnd } from '../../support/loans.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';

const version = (said: Partial<CollateralVersion> = {}): CollateralVersion => ({
  changedOn: null,
  setsTerms: true,
  owner: { cooperativeId: 'HTX A', named: null },
  description: 'Thửa đất 112',
  documentNumber: null,
  kind: 'real_estate',
  secures: [{ loanId: 'A', upTo: null }],
  mayBeSoldFrom: null,
  ...said,
});

const valued = (valuedOn: string, value: string) => ({
  valuedOn: on(valuedOn),
  value: vnd(value),
  basis: 'Biên bản định giá',
  valuedBy: null,
});

const asset = (said: Partial<CollateralFacts> = {}): CollateralFacts => ({
  id: 'asset 1',
  from: on('2022-01-05'),
  versions: [version()],
  valuations: [valued('2022-01-05', '600_000_000')],
  releasedOn: null,
  ...said,
});

/** What may be deducted of an asset on a day, and why. */
function deductible(facts: CollateralFacts, day: string): string {
  const { amount, ground } = deductibleOf(collateralOn(facts, on(day)), DEFAULT_POLICIES, on(day));
  return `${text(amount)} ${ground}`;
}

describe('what may be deducted of an asset (Decree 86/2024 art. 4–6)', () => {
  const ofKind = (kind: CollateralKind) =>
    deductible(asset({ versions: [version({ kind })] }), '2023-06-30');

  test('is the part of its value that its kind has', () => {
    // 50, 30, 30, 100 and 30 percent of 600 m
    expect(COLLATERAL_KINDS.map(ofKind)).toEqual([
      '300000000 counted',
      '180000000 counted',
      '180000000 counted',
      '600000000 counted',
      '180000000 counted',
    ]);
  });

  test('is rounded half-up to the đồng, once', () => {
    // 50% of 1,001 = 500.5; 30% of 1,001 = 300.3
    const odd = [valued('2022-01-05', '1_001')];
    expect(deductible(asset({ valuations: odd }), '2023-06-30')).toBe('501 counted');
    const truck = [version({ kind: 'vehicle' })];
    expect(deductible(asset({ valuations: odd, versions: truck }), '2023-06-30')).toBe(
      '300 counted',
    );
  });

  test('goes by the valuation in force on the day', () => {
    const anew = asset({
      valuations: [valued('2023-04-01', '500_000_000'), valued('2022-01-05', '600_000_000')],
    });
    expect(deductible(anew, '2023-03-31')).toBe('300000000 counted');
    expect(deductible(anew, '2023-04-01')).toBe('250000000 counted');
    expect(deductible(anew, '2022-01-04')).toBe('0 not_in_force');
    const later = asset({ valuations: [valued('2023-04-01', '1')] });
    expect(deductible(later, '2023-03-31')).toBe('0 not_valued');
  });

  test('is nothing once the right to sell is older than two years, of other assets one', () => {
    const since = (kind: CollateralKind) =>
      asset({ versions: [version({ kind, mayBeSoldFrom: on('2023-06-30') })] });
    const land = since('real_estate');
    // Two years are not over on the day itself.
    expect(deductible(land, '2025-06-30')).toBe('300000000 counted');
    expect(deductible(land, '2025-07-01')).toBe('0 right_to_sell_too_old');
    for (const kind of ['vehicle', 'machinery', 'deposit', 'other'] as const) {
      expect(deductible(since(kind), '2024-06-30')).toMatch(/ counted$/);
      expect(deductible(since(kind), '2024-07-01')).toBe('0 right_to_sell_too_old');
    }
  });

  test('ends at the end of a shorter month', () => {
    // The right of 29 February 2024 is a year old on 28 February 2025.
    const leap = asset({
      versions: [version({ kind: 'other', mayBeSoldFrom: on('2024-02-29') })],
    });
    expect(deductible(leap, '2025-02-28')).toBe('180000000 counted');
    expect(deductible(leap, '2025-03-01')).toBe('0 right_to_sell_too_old');
  });

  test('is nothing from the day of release on', () => {
    const released = asset({ releasedOn: on('2023-06-01') });
    expect(deductible(released, '2023-05-31')).toBe('300000000 counted');
    expect(deductible(released, '2023-06-01')).toBe('0 not_in_force');
  });

  test('goes by the policies of the day', () => {
    const policies = {
      ...DEFAULT_POLICIES,
      collateralDeductionPercent: [
        ...DEFAULT_POLICIES.collateralDeductionPercent,
        {
          effectiveOn: on('2023-07-01'),
          endsOn: null,
          sourceDocument: '05/QĐ-QHT',
          value: {
            real_estate: rate('40'),
            vehicle: rate('20'),
            machinery: rate('20'),
            deposit: rate('100'),
            other: rate('0'),
          },
        },
      ],
    };
    const on30June = deductibleOf(
      collateralOn(asset(), on('2023-06-30')),
      policies,
      on('2023-06-30'),
    );
    const on1July = deductibleOf(
      collateralOn(asset(), on('2023-07-01')),
      policies,
      on('2023-07-01'),
    );
    expect([text(on30June.amount), text(on1July.amount)]).toEqual(['300000000', '240000000']);
  });
});

describe('the versions of an asset', () => {
  const A = { loanId: 'A', upTo: null };
  const B = { loanId: 'B', upTo: null };

  test('count from their day, and a correction of particulars leaves the terms their history', () => {
    const facts = asset({
      versions: [
        version({ secures: [A] }),
        version({ changedOn: on('2023-03-01'), secures: [A, B] }),
        // The telephone of the owner was wrong: it says what counts today of the loans, and sets nothing.
        version({ description: 'Thửa đất 112, tờ 15', secures: [A, B], setsTerms: false }),
      ],
    });
    expect(collateralOn(facts, on('2023-02-28'))).toMatchObject({
      secures: [A],
      description: 'Thửa đất 112, tờ 15',
    });
    expect(collateralOn(facts, on('2023-03-01')).secures).toEqual([A, B]);
  });
});

const loan = (loanId: string, principal: string): PrincipalOfLoan => ({
  loanId,
  contractNumber: `0${loanId}/HĐTD`,
  principal: vnd(principal),
});

/** The shares of loans, by loan, as `loan: asset share`. */
function shares(
  assets: readonly CollateralFacts[],
  loans: readonly PrincipalOfLoan[],
  day = '2023-06-30',
): Record<string, string[]> {
  const deducted = assets.map((facts) => {
    const each = collateralOn(facts, on(day));
    return { asset: each, deductible: deductibleOf(each, DEFAULT_POLICIES, on(day)) };
  });
  const found = collateralOfLoans(deducted, loans);
  return Object.fromEntries(
    [...found].map(([loanId, parts]) => [
      loanId,
      parts.map((part) => `${part.asset.id} ${text(part.share)}`),
    ]),
  );
}

describe('the collateral of loans (R41)', () => {
  const securing = (...loans: (readonly [loanId: string, upTo?: string])[]) =>
    version({
      secures: loans.map(([loanId, upTo]) => ({
        loanId,
        upTo: upTo === undefined ? null : vnd(upTo),
      })),
    });

  test('is spread by their principal', () => {
    const land = asset({ versions: [securing(['A'], ['B'])] });
    // 300 m by 400 : 200
    expect(shares([land], [loan('A', '400_000_000'), loan('B', '200_000_000')])).toEqual({
      A: ['asset 1 200000000'],
      B: ['asset 1 100000000'],
    });
  });

  test('is never more than the principal of a loan', () => {
    const land = asset({ versions: [securing(['A'], ['B'])] });
    // 300 m for 100 + 50: each is covered, and 150 m cover nothing
    expect(shares([land], [loan('A', '100_000_000'), loan('B', '50_000_000')])).toEqual({
      A: ['asset 1 100000000'],
      B: ['asset 1 50000000'],
    });
  });

  test('what a bound keeps from a loan goes to the others that the asset secures', () => {
    const land = asset({ versions: [securing(['A', '60_000_000'], ['B'], ['C'])] });
    // 300 m by 600 : 200 : 100 is 200 for A, that may have 60; 240 m by 200 : 100
    const loans = [loan('A', '600_000_000'), loan('B', '200_000_000'), loan('C', '100_000_000')];
    expect(shares([land], loans)).toEqual({
      A: ['asset 1 60000000'],
      B: ['asset 1 160000000'],
      C: ['asset 1 80000000'],
    });
  });

  test('of several assets in one loan comes to its principal at most', () => {
    const land = asset({ versions: [securing(['A'])] });
    const deposit = asset({
      id: 'asset 2',
      versions: [{ ...securing(['A']), kind: 'deposit', description: 'Sổ tiền gửi' }],
      valuations: [valued('2022-01-05', '200_000_000')],
    });
    // 300 + 200 m for 400: 200 × 400/500 = 160 and 300 × 400/500 = 240
    expect(shares([land, deposit], [loan('A', '400_000_000')])).toEqual({
      A: ['asset 2 160000000', 'asset 1 240000000'],
    });
    expect(shares([land, deposit], [loan('A', '500_000_000')])).toEqual({
      A: ['asset 2 200000000', 'asset 1 300000000'],
    });
  });

  test('gives nothing to a loan that has no principal on the books, nor counts it', () => {
    const land = asset({ versions: [securing(['A'], ['settled'])] });
    expect(shares([land], [loan('A', '400_000_000')])).toEqual({ A: ['asset 1 300000000'] });
  });

  test('tells an asset that gives nothing, with why', () => {
    const old = asset({ versions: [{ ...securing(['A']), mayBeSoldFrom: on('2020-01-01') }] });
    expect(shares([old], [loan('A', '400_000_000')])).toEqual({ A: ['asset 1 0'] });
    const released = asset({ releasedOn: on('2023-06-30') });
    expect(shares([released], [loan('A', '400_000_000')])).toEqual({});
  });
});

const IDS = ['A', 'B', 'C'] as const;

const DAY: fc.Arbitrary<CalendarDate> = fc
  .integer({ min: 0, max: 1500 })
  .map((days) => addDays(on('2021-01-01'), days));

const AMOUNT = fc.integer({ min: 0, max: 10 ** 9 }).map((each) => money(`${each}`));

const ASSET: fc.Arbitrary<CollateralFacts> = fc
  .record({
    from: DAY,
    kind: fc.constantFrom(...COLLATERAL_KINDS),
    mayBeSoldFrom: fc.option(DAY),
    releasedOn: fc.option(DAY),
    values: fc.uniqueArray(fc.record({ valuedOn: DAY, value: AMOUNT }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ valuedOn }) => valuedOn,
    }),
    secures: fc.uniqueArray(
      fc.record({
        loanId: fc.constantFrom(...IDS),
        upTo: fc.option(AMOUNT.filter((each) => !each.isZero())),
      }),
      { minLength: 1, selector: ({ loanId }) => loanId },
    ),
  })
  .map(({ from, kind, mayBeSoldFrom, releasedOn, values, secures }) =>
    asset({
      from,
      releasedOn,
      versions: [version({ kind, mayBeSoldFrom, secures })],
      valuations: values.map((each) => ({ ...each, basis: 'Biên bản', valuedBy: null })),
    }),
  );

const ASSETS = fc
  .array(ASSET, { maxLength: 5 })
  .map((all) => all.map((each, at) => ({ ...each, id: `asset ${at}` })));

const LOANS = fc
  .record({ A: AMOUNT, B: AMOUNT, C: AMOUNT })
  .map((principals) => IDS.map((id) => loan(id, text(principals[id]))));

function sharesOn(
  assets: readonly CollateralFacts[],
  loans: readonly PrincipalOfLoan[],
  day: CalendarDate,
) {
  const deducted = assets.map((facts) => {
    const each = collateralOn(facts, day);
    return { asset: each, deductible: deductibleOf(each, DEFAULT_POLICIES, day) };
  });
  return { deducted, byLoan: collateralOfLoans(deducted, loans) };
}

describe('whatever secures the loans', () => {
  test('a provision is never below 0, nor above the one without collateral', () => {
    fc.assert(
      fc.property(ASSETS, LOANS, DAY, (assets, loans, day) => {
        const { byLoan } = sharesOn(assets, loans, day);
        for (const { loanId, principal } of loans) {
          const deducted = deductedOf(byLoan.get(loanId) ?? []);
          expect(deducted.isNegative()).toBe(false);
          for (const percent of ['2', '25', '50', '100']) {
            const net = percentHalfUp(principal.minus(deducted), rate(percent));
            expect(net.isNegative()).toBe(false);
            expect(net.lessThanOrEqualTo(percentHalfUp(principal, rate(percent)))).toBe(true);
          }
        }
      }),
    );
  });

  test('the shares of an asset come to no more than may be deducted of it', () => {
    fc.assert(
      fc.property(ASSETS, LOANS, DAY, (assets, loans, day) => {
        const { deducted, byLoan } = sharesOn(assets, loans, day);
        for (const each of deducted) {
          const own = [...byLoan.values()].flat().filter((part) => part.asset.id === each.asset.id);
          const [shared, allotted] = [
            sum(own.map((part) => part.share)),
            sum(own.map((part) => part.allotted)),
          ];
          expect(shared.lessThanOrEqualTo(allotted)).toBe(true);
          expect(allotted.lessThanOrEqualTo(each.deductible.amount)).toBe(true);
        }
      }),
    );
  });

  test('the order in which assets, loans and valuations were entered changes nothing', () => {
    fc.assert(
      fc.property(ASSETS, LOANS, DAY, (assets, loans, day) => {
        const there = shares(assets, loans, day);
        const turned = assets.toReversed().map((each) => ({
          ...each,
          valuations: each.valuations.toReversed(),
          versions: each.versions.map((one) => ({ ...one, secures: one.secures.toReversed() })),
        }));
        expect(shares(turned, loans.toReversed(), day)).toEqual(there);
      }),
    );
  });

  test('one that was released is as if it had never been entered, from its day on', () => {
    fc.assert(
      fc.property(ASSETS, ASSET, LOANS, DAY, fc.nat(900), (assets, one, loans, day, later) => {
        const released = { ...one, id: 'released', releasedOn: day };
        const on = addDays(day, later);
        expect(shares([...assets, released], loans, on)).toEqual(shares(assets, loans, on));
      }),
    );
  });
});
