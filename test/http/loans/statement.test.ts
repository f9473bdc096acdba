import {
  components,
  contribute,
  lend,
  payment,
  startApi,
  without,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

const COLUMNS = [
  'principal',
  'chargedOffPrincipal',
  'inTermInterest',
  'overdueInterest',
  'lateInterest',
] as const;

const NOTHING = Object.fromEntries(COLUMNS.map((column) => [column, '0']));

/** The sums of the opening and of every line, column by column. */
function summed({ opening, lines }: Json): Record<string, string> {
  const total = (column: string) =>
    [opening.balance, ...lines.map((line: Json) => line.change)]
      .map((each: Record<string, string>) => BigInt(each[column] ?? ''))
      .reduce((a, b) => a + b);
  return Object.fromEntries(COLUMNS.map((column) => [column, String(total(column))]));
}

describe('GET /v1/loans/{id}/statement', () => {
  test('leads from the opening by every fact and interest line to the position at its end', async () => {
    const { path, loanId, contractNumber } = await lend(api.fund);
    const recall = await api.fund.add(`${path}/recalls`, {
      decisionNumber: '06/QĐ-QHT',
      decidedOn: '2023-06-10',
      deadline: '2023-08-31',
    });
    const withdrawal = await api.fund.add(`/v1/recalls/${recall.id}/withdrawal`, {
      decisionNumber: '09/QĐ-QHT',
      decidedOn: '2023-06-20',
    });
    const receipt = await api.fund.add(`${path}/repayments`, payment('53363287', '2023-06-26'));
    const june = await api.fund.read(`${path}/statement?from=2023-06-01&to=2023-06-30`);
    expect(june).toMatchObject({ loanId, contractNumber, from: '2023-06-01', to: '2023-06-30' });
    // The opening has 68 days of 200 m at 6.6%: 2,459,178.08; the segment of 92 days is printed
    // whole: 3,327,123.29. Due on Sunday 25/6, payable on the 26th: a day in term, 36,164.38. Paid
    // that day; four days of 150 m: 108,493.15.
    expect(june.opening).toEqual({
      balance: { ...NOTHING, principal: '200000000', inTermInterest: '2459178' },
      principal: { disbursed: '200000000', repaid: '0', chargedOff: '0', outstanding: '200000000' },
      inTermInterest: { accrued: '2459178', paid: '0', waived: '0', owed: '2459178' },
      overdueInterest: { accrued: '0', paid: '0', waived: '0', owed: '0' },
      lateInterest: { accrued: '0', paid: '0', waived: '0', owed: '0' },
    });
    const record = (fact: Json, number: string) => ({
      factId: fact.id,
      number,
      recordedAt: fact.recordedAt,
      recordedBy: fact.recordedBy,
    });
    const segment = (
      balance: string,
      from: string,
      to: string,
      days: number,
      interest: string,
    ) => ({
      segment: { class: 'in_term', balance, from, to, days, ratePercent: '6.6', interest },
    });
    expect(june.lines.map((line: Json) => without(line, 'balance'))).toEqual([
      { type: 'recall', on: '2023-06-10', change: NOTHING, ...record(recall, '06/QĐ-QHT') },
      {
        type: 'recall_withdrawal',
        on: '2023-06-20',
        change: NOTHING,
        ...record(withdrawal, '09/QĐ-QHT'),
      },
      {
        type: 'interest',
        on: '2023-06-25',
        change: { ...NOTHING, inTermInterest: '3327123' },
        ...segment('200000000', '2023-03-25', '2023-06-25', 92, '3327123'),
      },
      {
        type: 'interest_in_opening',
        on: '2023-06-25',
        change: { ...NOTHING, inTermInterest: '-2459178' },
        ...segment('200000000', '2023-03-25', '2023-06-01', 68, '2459178'),
      },
      {
        type: 'interest',
        on: '2023-06-26',
        change: { ...NOTHING, inTermInterest: '36164' },
        ...segment('200000000', '2023-06-25', '2023-06-26', 1, '36164'),
      },
      {
        type: 'repayment',
        on: '2023-06-26',
        change: { ...NOTHING, principal: '-50000000', inTermInterest: '-3363287' },
        ...record(receipt, receipt.voucherNumber),
      },
      {
        type: 'interest',
        on: '2023-06-30',
        change: { ...NOTHING, inTermInterest: '108493' },
        ...segment('150000000', '2023-06-26', '2023-06-30', 4, '108493'),
      },
    ]);
    expect(june.closing.balance).toEqual({
      ...NOTHING,
      principal: '150000000',
      inTermInterest: '108493',
    });
    expect(summed(june)).toEqual(june.closing.balance);
    expect(june.lines.at(-1).balance).toEqual(june.closing.balance);
    const at = await api.fund.read(`${path}/position?asOf=2023-06-30`);
    expect(at).toMatchObject(without(june.closing, 'balance'));
  });

  test('names the voucher of each of several facts of one day', async () => {
    const { path } = await lend(api.fund);
    const wrong = await api.fund.add(`${path}/repayments`, payment('500000', '2023-04-25'));
    const first = await api.fund.add(`${path}/repayments`, payment('300000', '2023-04-25'));
    const before = await api.fund.add(`${path}/repayments`, payment('100000', '2023-04-20'));
    const second = await api.fund.add(`${path}/repayments`, payment('200000', '2023-04-25'));
    const { knownAt } = await api.fund.read('/v1/fund');
    await api.fund.add(`/v1/repayments/${wrong.id}/reversal`, { reason: 'Nhập nhầm' });
    const statement = `${path}/statement?from=2023-03-25&to=2023-04-30`;
    const payments = async (known = '') => {
      const answer = await api.fund.read(`${statement}${known}`);
      expect(summed(answer)).toEqual(answer.closing.balance);
      return answer.lines
        .filter((line: Json) => line.type === 'repayment')
        .map((line: Json) => [line.factId, line.number, line.change.inTermInterest]);
    };
    const row = (receipt: Json) => [receipt.id, receipt.voucherNumber, `-${receipt.amount}`];
    expect(await payments()).toEqual([row(before), row(first), row(second)]);
    // As known before the reversal, the receipt entered by mistake stands (R12).
    expect(await payments(`&knownAt=${knownAt}`)).toEqual([
      row(before),
      row(wrong),
      row(first),
      row(second),
    ]);
    const [disbursement] = (await api.fund.read(`${path}/disbursements`)).data;
    const [line] = (await api.fund.read(statement)).lines;
    expect(line).toMatchObject({
      type: 'disbursement',
      factId: disbursement.id,
      number: disbursement.voucherNumber,
    });
  });

  test('of a window that ends before it begins, or has one end only, is a 400', async () => {
    const { path } = await lend(api.fund);
    const pointer = async (query: string) => {
      const answer = await api.fund.get(`${path}/statement?${query}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'validation' } });
      return answer.body.errors[0].pointer;
    };
    expect(await pointer('from=2023-06-30&to=2023-06-29')).toBe('?to');
    expect(await pointer('from=2023-06-30')).toBe('?to');
    expect(await pointer('to=2023-06-30')).toBe('?from');
    const day = await api.fund.read(`${path}/statement?from=2023-06-30&to=2023-06-30`);
    expect(day.lines).toEqual([]);
    expect(day.closing).toEqual(day.opening);
  });
});

describe('GET /v1/loans/{id}/payoff', () => {
  test('shows the parts of the payoff and what one more day adds; received, it settles the loan', async () => {
    const { path, loanId, contractNumber } = await lend(api.fund);
    await api.fund.add(`${path}/repayments`, payment('53363287', '2023-06-26'));
    const asked = await api.fund.read(`${path}/payoff?on=2023-06-30`);
    // 150 m for four days: 108,493.15; for five: 135,616.44, so 27,123 more.
    expect(asked).toEqual({
      ...NOTHING,
      loanId,
      contractNumber,
      on: '2023-06-30',
      knownAt: asked.knownAt,
      payoff: '150108493',
      principal: '150000000',
      inTermInterest: '108493',
      credits: { inTermInterest: '0', overdueInterest: '0', lateInterest: '0' },
      perDay: '27123',
    });
    const preview = await api.fund.post(
      `${path}/repayments/preview`,
      payment(asked.payoff, '2023-06-30'),
    );
    expect(preview.body.position).toMatchObject({ standing: 'settled', payoff: '0' });
    const today = await api.fund.read(`${path}/payoff`);
    const at = await api.fund.read(`${path}/position`);
    expect(today).toMatchObject({ on: at.asOf, payoff: at.payoff });
    expect(today.overdueInterest).toBe(at.overdueInterest.owed);
  });

  test('shows a credit beside the payoff, which it does not lower', async () => {
    const { path } = await lend(api.fund);
    await api.fund.add(`${path}/repayments`, payment('53363287', '2023-06-26'));
    const { knownAt } = await api.fund.read('/v1/fund');
    const principal = components('100000000', '0');
    await api.fund.add(
      `${path}/repayments`,
      payment('100000000', '2023-04-25', { allocation: principal }),
    );
    // Accrued to 26/6: 200 m for 31 days 1,121,096, 100 m for 61 days 1,103,014 and for one 18,082:
    // 2,242,192 of the 3,363,287 collected.
    const asked = await api.fund.read(`${path}/payoff?on=2023-06-26`);
    expect(asked).toMatchObject({
      payoff: '50000000',
      principal: '50000000',
      inTermInterest: '0',
      credits: { inTermInterest: '1121095', overdueInterest: '0', lateInterest: '0' },
      perDay: '0',
    });
    const before = await api.fund.read(`${path}/payoff?on=2023-06-26&knownAt=${knownAt}`);
    expect(before).toMatchObject({ payoff: '150000000', credits: { inTermInterest: '0' } });
    const statement = await api.fund.read(`${path}/statement?from=2023-06-26&to=2023-06-26`);
    expect(statement.closing.balance.inTermInterest).toBe('-1121095');
    expect(summed(statement)).toEqual(statement.closing.balance);
  });
});
