import { describe, expect, test } from '@jest/globals';
import { lifeAt, type Life } from '../../../src/domain/borrowers/life.ts';
import type { CollectionKind } from '../../../src/domain/collection/collectionLog.ts';
import { lifeWarnings } from '../../../src/domain/fund/lendingChecks.ts';
import { on } from '../../support/loans.ts';

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
  const warning = (figures: object) => [{ code: 'cooperative-not-active', rule: 'R30', figures }];

  test('that is active, of old or again, warns of nothing', () => {
    expect(lifeWarnings(lifeAt([], on('2023-02-01')))).toEqual([]);
    expect(lifeWarnings(life('active'))).toEqual([]);
  });

  test('that ceased operation warns', () => {
    const figures = { state: 'ceased_operation', since: '2023-02-01' };
    expect(lifeWarnings(life('ceased_operation'))).toEqual(warning(figures));
    expect(lifeWarnings(life('ceased_operation', '01/TB'))).toEqual(
      warning({ ...figures, documentNumber: '01/TB' }),
    );
  });

  test.each(['dissolved', 'bankrupt'] as const)('that is %s warns', (state) => {
    expect(lifeWarnings(life(state))).toEqual(warning({ state, since: '2023-02-01' }));
  });
});
