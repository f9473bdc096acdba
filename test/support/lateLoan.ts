import { components, lend, payment, type Client, type Json } from './api.ts';

/**
 * 100,000,000 at 7.3% (overdue 10.95%): 20,000 a day in term, 30,000 overdue. Lent on 25/3/2023, due
 * on Monday 25/12/2023; interest quarterly from 25/6/2023. Today is 31/3/2024.
 */
export const BULLET = {
  principal: '100000000',
  ratePercent: '7.3',
  overdueRatePercent: undefined,
  principalSchedule: { kind: 'bullet', dueOn: '2023-12-25' },
};

/** Decided on the day on which the loan fell due, for a year more. */
export const EXTENSION = {
  kind: 'extension',
  decisionNumber: '15/QĐ-QHT',
  decidedOn: '2023-12-25',
  instalments: [{ dueOn: '2024-12-25', principal: '100000000' }],
};

/** Three receipts on a loan past due: the interest of the term, and twice overdue interest. */
export async function lateLoan(fund: Client) {
  const lent = await lend(fund, BULLET);
  const receipt = (body: object): Promise<Json> => fund.add(`${lent.path}/repayments`, body);
  // 275 days in term × 20,000; then 40 days past due × 30,000, and 30 more.
  const term = await receipt(payment('5500000', '2023-12-25'));
  const stated = { allocation: components('0', '0', '1200000'), method: 'transfer' };
  const first = await receipt(payment('1200000', '2024-02-03', stated));
  const overdue = { allocation: components('0', '0', '900000') };
  const second = await receipt(payment('900000', '2024-03-04', overdue));
  return { ...lent, term, first, second };
}

/** A receipt as a warning names it. */
export const named = ({ id, voucherNumber, effectiveOn }: Json, amount: string) => ({
  id,
  voucherNumber,
  effectiveOn,
  amount,
});
