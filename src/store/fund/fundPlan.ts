import type { PlannedMovement } from '../../domain/fund/plannedMovements.ts';
import { money, text } from '../../domain/primitives/money.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { children, dayOf, given, rowsIn, type FactStore } from '../facts/factStore.ts';

/** A version of the plan of the fund's own money, its entries in the order given (R20). */
export interface StoredFundPlan extends RecordedFact {
  readonly entries: readonly PlannedMovement[];
}

const ENTRY = ['kind', 'expected_on', 'amount', 'ground'] as const;

export type FundPlanEntry = Of<'fund_plan'> & { readonly entries: readonly PlannedMovement[] };

export const fundPlanStore: FactStore<FundPlanEntry> = {
  kinds: ['fund_plan'],
  table: 'fund_plan',
  columns: [children('fund_plan_entry', 'plan_id', ENTRY, 'position')],
  entryOf: (head, [entries]) => ({
    entries: rowsIn(entries).map(([kind, expectedOn, amount, ground]) => ({
      kind: given(kind) as PlannedMovement['kind'],
      expectedOn: dayOf(expectedOn),
      amount: money(given(amount)),
      ground: ground ?? null,
    })),
    ...head,
    factKind: 'fund_plan',
  }),
  rowsOf: ({ id, entries }) => [
    ['fund_plan', { id }],
    ...entries.map(
      ({ kind, expectedOn, amount, ground }, position) =>
        [
          'fund_plan_entry',
          { plan_id: id, position, kind, expected_on: expectedOn, amount: text(amount), ground },
        ] as const,
    ),
  ],
};
