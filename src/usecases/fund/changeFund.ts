import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { fundAt, listFundChanges } from '../../book/rules.ts';
import { ANY_DAY } from '../../book/borrowers.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import type { StoredFund } from '../../store/fund/fund.ts';
import type { FundChangeEntry, FundName } from '../../store/fund/fundChange.ts';
import type { By } from '../acts/by.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';

/** What is to be changed; what is left out stays. */
export interface FundNameChange {
  readonly name?: string | undefined;
  readonly province?: string | undefined;
  /** The day from which a real change counts; null: a correction for all days. */
  readonly changedOn: CalendarDate | null;
  readonly reason: string;
}

/**
 * Calls the fund otherwise from a day on, or corrects for all days what it is called; the versions are
 * kept, and so are the papers that were issued before.
 *
 * @returns the fund as it is called on that day or in the end, and its last version
 * @throws DomainError validation, stale-version, period-closed
 */
export function changeFund(
  fund: FundAct,
  by: By,
  { changedOn, reason, ...changed }: FundNameChange,
  seen: SeenVersions,
): { readonly fund: StoredFund; readonly version: string | null } {
  if (changed.name === undefined && changed.province === undefined) {
    throw invalid('', {
      en: 'names nothing to be changed: give `name`, `province`, or both',
      vi: 'không nêu điều gì cần đổi: hãy nêu `name`, `province` hoặc cả hai',
    });
  }
  const last = listFundChanges(fund, lastRecordedAt(fund)).at(-1) ?? null;
  refuseStale(seen, last);
  const before = fundAt(fund, changedOn ?? ANY_DAY, lastRecordedAt(fund));
  const { name = before.name, province = before.province } = changed;
  const called: FundName = { name, province };
  const effectiveOn = changedOn ?? by.today;
  const said = { factKind: 'fund_change', effectiveOn, changedOn, reason } as const;
  const { id } = fund.record<FundChangeEntry>({ ...said, ...called });
  return { fund: { ...before, ...called }, version: id };
}
