import type { RecoveryPlanEntry } from '../../domain/loans/recoveryPlan.ts';
import { money, text } from '../../domain/primitives/money.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { children, dayOf, given, rowsIn, type FactStore } from '../facts/factStore.ts';

/** A version of a loan's recovery plan, its entries in the order given (R20). */
export interface StoredRecoveryPlan extends RecordedFact {
  readonly loanId: string;
  readonly entries: readonly RecoveryPlanEntry[];
}

const ENTRY = ['expected_on', 'principal', 'ground'] as const;

export type RecoveryPlanFact = Of<'recovery_plan'> & {
  readonly loanId: string;
  readonly entries: readonly RecoveryPlanEntry[];
};

export const recoveryPlanStore: FactStore<RecoveryPlanFact> = {
  kinds: ['recovery_plan'],
  table: 'recovery_plan',
  columns: ['s.loan_id', children('recovery_plan_entry', 'plan_id', ENTRY, 'position')],
  entryOf: (head, [loanId, entries]) => ({
    loanId: given(loanId),
    entries: rowsIn(entries).map(([expectedOn, principal, ground]) => ({
      expectedOn: dayOf(expectedOn),
      principal: money(given(principal)),
      ground: ground ?? null,
    })),
    ...head,
    factKind: 'recovery_plan',
  }),
  rowsOf: ({ id, loanId, entries }) => [
    ['recovery_plan', { id, loan_id: loanId }],
    ...entries.map(
      ({ expectedOn, principal, ground }, position) =>
        [
          'recovery_plan_entry',
          { plan_id: id, position, expected_on: expectedOn, principal: text(principal), ground },
        ] as const,
    ),
  ],
};
