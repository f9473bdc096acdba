import { countingOn } from '../../book/known.ts';
import { readFund } from '../../store/database/database.ts';
import { readFactsOf } from '../../store/facts/readFacts.ts';
import { findFund, type StoredFund } from '../../store/fund/fund.ts';
import type { FundChangeEntry } from '../../store/fund/fundChange.ts';
import type { Services } from '../view/services.ts';

/** Funds as they are called today, without their books. */
export async function nameFunds(
  { database, clock }: Services,
  fundIds: readonly string[],
): Promise<StoredFund[]> {
  const funds: StoredFund[] = [];
  for (const fundId of fundIds) {
    const named = await readFund(database, fundId, async (tx) => {
      const changes = await readFactsOf<FundChangeEntry>(tx, 'fund_change');
      const { name, province } =
        countingOn(changes, tx.lastRecordedAt, clock.today()) ?? (await findFund(tx));
      return { ...(await findFund(tx)), name, province };
    });
    funds.push(named);
  }
  return funds;
}
