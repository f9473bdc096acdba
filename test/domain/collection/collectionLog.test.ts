import { lifeAt, type Life } from '../../../src/domain/borrowers/life.ts';
import type { CollectionKind } from '../../../src/domain/collection/collectionLog.ts';
import { lifeWarnings } from '../../../src/domain/fund/lendingChecks.ts';
import { policiesOf } from '../../../src/domain/policies/policyJson.ts';
import { on, refusal } from '../../support/loans.ts';
import { DEFAULT_POLICIES, DEFAULT_ENTRIES } from '../../support/policies.ts';

const entry = (day: string, kind: CollectionKind, documentNumber: string | null = null) => ({
  kind,
  occurredOn: on(day),
  documentNumber,
});

const LOG = [
  entry('2023-01-10', 'call', 'not of its life'),
  entry('2023-02-01', 'ceased_operation', '01/TB'),
  entry('2023-03-01', 'ceased_operation', '02/TB'),
  entry('2023-04-01', 'active', '03/TB'),
  entry('2023-05-01', 'bankrupt', '04/QĐ-TA'),
];

describe('the life of a cooperative (R30)', () => {
  test.each<[string, Life['state'], string | null, string | null]>([
    ['2023-01-31', 'active', null, null],
    ['2023-02-01', 'ceased_operation', '2023-02-01', '01/TB'],
    // Said again: it goes on since it began.
    ['2023-03-15', 'ceased_operation', '2023-02-01', '01/TB'],
    ['2023-04-01', 'active', '2023-04-01', '03/TB'],
    ['2024-01-01', 'bankrupt', '2023-05-01', '04/QĐ-TA'],
  ])('is on %s %s since %s', (asOf, state, since, documentNumber) => {
    expect(lifeAt(LOG, on(asOf))).toEqual({ state, since, documentNumber });
  });
});

describe('lending to a cooperative', () => {
  const life = (state: Life['state'], documentNumber: string | null = null): Life => ({
    state,
    since: on('2023-02-01'),
    documentNumber,
  });
  const DAY = on('2023-06-30');
  const warn = (of: Life) => lifeWarnings(of, DEFAULT_POLICIES, DAY);
  const warning = (figures: object) => [{ code: 'cooperative-not-active', rule: 'R30', figures }];

  test('that is active, of old or again, warns of nothing', () => {
    expect(warn(lifeAt([], on('2023-02-01')))).toEqual([]);
    expect(warn(life('active'))).toEqual([]);
  });

  test('that ceased operation warns', () => {
    const figures = { state: 'ceased_operation', since: '2023-02-01' };
    expect(warn(life('ceased_operation'))).toEqual(warning(figures));
    expect(warn(life('ceased_operation', '01/TB'))).toEqual(
      warning({ ...figures, documentNumber: '01/TB' }),
    );
  });

  /** From 30 June on lending to whoever was dissolved or is bankrupt is refused. */
  const refusing = {
    ...DEFAULT_POLICIES,
    lendingChecks: [
      ...DEFAULT_POLICIES.lendingChecks,
      ...policiesOf([
        ...DEFAULT_ENTRIES,
        {
          name: 'lendingChecks',
          value: {
            singleCustomer: 'warning',
            relatedCustomers: 'warning',
            ownCapital: 'warning',
            endedBorrower: 'refusal',
          },
          effectiveOn: DAY,
          endsOn: null,
          sourceDocument: 'Quyết định 45/QĐ-UBND',
        },
      ]).lendingChecks.slice(-1),
    ],
  };

  test.each(['dissolved', 'bankrupt'] as const)(
    'that is %s warns, and is refused where the policy of the day says so',
    (state) => {
      const figures = { state, since: '2023-02-01' };
      expect(warn(life(state))).toEqual(warning(figures));
      expect(lifeWarnings(life(state), refusing, on('2023-06-29'))).toEqual(warning(figures));
      expect(refusal(() => lifeWarnings(life(state), refusing, DAY))).toMatchObject({
        code: 'borrower-ended',
        figures,
      });
    },
  );

  test('that ceased operation only warns under that policy too', () => {
    const figures = { state: 'ceased_operation', since: '2023-02-01' };
    expect(lifeWarnings(life('ceased_operation'), refusing, DAY)).toEqual(warning(figures));
  });
});
