import type { Json } from '../../test/support/api.ts';
import { Random } from './random.ts';

/** The opening day of the fund that is taken over (R32). */
export const OPENED_ON = '2022-12-31';

const LOANS = 6;

const CAPITAL = '10000000000';

/** Sends what must be taken: throws otherwise. */
export type Entering = (method: 'POST' | 'PUT', url: string, body: Json) => Promise<Json>;

/** A loan of 2021 with its balances, no two alike (R33). */
function loanTakenOver(random: Random, cooperativeId: string, place: number): Json {
  const unpaid = random.whole(1, 9) * 10_000_000;
  const amount = (most: number): string => String(random.whole(0, most));
  return {
    cooperativeId,
    contractNumber: `HĐ-${place}/2021`,
    signedOn: '2021-03-25',
    principal: '200000000',
    ratePercent: '6.6',
    lateInterestRatePercent: random.pick(['0', '3']),
    overdueScope: random.pick(['instalment', 'loan']),
    principalSchedule: { kind: 'equal', count: 3, every: 'year', firstDueOn: '2021-12-25' },
    interestSchedule: { every: 'quarter', firstDueOn: '2021-06-25' },
    opening: {
      on: OPENED_ON,
      instalments: [
        { dueOn: random.pick(['2021-12-25', '2022-12-25', OPENED_ON]), principal: String(unpaid) },
        { dueOn: '2023-12-25', principal: '50000000' },
      ],
      inTermInterest: {
        due: [{ dueOn: '2022-09-25', amount: String(random.whole(1, 900_000)) }],
        accrued: amount(900_000),
      },
      overdueInterest: amount(900_000),
      lateInterest: amount(9_000),
      restructurings: random.whole(0, 2),
      interestWaived: random.chance(30),
    },
  };
}

/** Enters a fund that was taken over, and some receipts since. */
export async function takeOver(enter: Entering, seed: number): Promise<void> {
  const random = new Random(seed);
  await enter('PUT', '/v1/fund/opening', {
    on: OPENED_ON,
    documentNumber: 'BB-01/2022',
    capital: [{ source: 'charter', amount: CAPITAL }],
  });
  for (let place = 0; place < LOANS; place += 1) {
    const named = { code: `HTX-${place}`, name: `HTX ${place}`, locality: 'Văn Quan' };
    const { id: borrower } = await enter('POST', '/v1/cooperatives', named);
    const { id } = await enter('POST', '/v1/loans', loanTakenOver(random, borrower, place));
    if (place % 2 === 0) continue;
    const receipt = { amount: '5000000', effectiveOn: '2023-02-10', voucherNumber: `PT-${place}` };
    await enter('POST', `/v1/loans/${id}/repayments`, receipt);
  }
}
