import type { VersionOf } from '../borrowers/cooperative.ts';
import { dayIfAny, given, type FactStore } from '../facts/factStore.ts';
import type { Of } from '../facts/head.ts';
import type { RecordedFact } from '../database/recording.ts';

/** What a fund is called, and where it is. */
export interface FundName {
  readonly name: string;
  readonly province: string;
}

/** A version of what a fund is called, under the fact that entered it. */
export interface StoredFundChange extends FundName, VersionOf, RecordedFact {
  readonly reason: string;
}

export type FundChangeEntry = Of<'fund_change'> &
  FundName &
  VersionOf & { readonly reason: string };

export const fundChangeStore: FactStore<FundChangeEntry> = {
  kinds: ['fund_change'],
  table: 'fund_version',
  columns: ['s.changed_on', 's.reason', 's.name', 's.province'],
  entryOf: (head, [changedOn, reason, name, province]) => ({
    changedOn: dayIfAny(changedOn),
    reason: given(reason),
    name: given(name),
    province: given(province),
    ...head,
    factKind: 'fund_change',
  }),
  rowsOf: ({ id, changedOn, reason, name, province }) => [
    ['fund_version', { id, changed_on: changedOn, reason, name, province }],
  ],
};
