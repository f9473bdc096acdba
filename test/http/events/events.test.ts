import {
  contribute,
  cooperativeBody,
  lend,
  loanBody,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

// What is told to programs that ask.

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

async function follow(client: Client, limit: number): Promise<Json[]> {
  const found: Json[] = [];
  for (let after = 0; ;) {
    const { data, through } = await client.read(`/v1/events?after=${after}&limit=${limit}`);
    found.push(...data);
    if (data.length === 0) return found;
    expect(through).toBeGreaterThan(after);
    after = through;
  }
}

describe('the events of a fund', () => {
  test('are its facts, each once and in the order of the day book, whatever the page', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const { path } = await lend(fund);
    await api.withRole(fund, 'accountant');
    await fund.add(`${path}/repayments`, payment('1000', '2023-06-01'));
    const { data: entries } = await fund.read('/v1/entries?limit=200');
    for (const limit of [1, 3, 200]) {
      const events = await follow(fund, limit);
      expect(events.map(({ id }) => id)).toEqual(entries.map(({ id }: Json) => id));
      expect(events.map((each) => each.effectiveOn)).toEqual(
        entries.map((each: Json) => each.effectiveOn),
      );
    }
    const { data } = await fund.read('/v1/audit-events?limit=200');
    const numbers = new Map(data.map(({ factId, number }: Json) => [factId, number]));
    for (const { id, number } of await follow(fund, 200)) expect(numbers.get(id)).toBe(number);
    // The token of the accountant is of no fact, so nothing comes behind the receipt's number.
    const head = data.at(-1).number;
    const { through } = await fund.read(`/v1/events?after=${head}`);
    expect(through).toBe(head);
  });

  test('never come in before one that was given, while many write', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const { path } = await lend(fund);
    let isWriting = true;
    const writing = Promise.all(
      Array.from({ length: 40 }, () =>
        fund.add(`${path}/repayments`, payment('1000', '2023-06-01')),
      ),
    ).finally(() => (isWriting = false));
    const seen: Json[] = [];
    let after = 0;
    const look = async () => {
      const { data, through } = await fund.read(`/v1/events?after=${after}&limit=7`);
      seen.push(...data);
      after = through;
      return data.length > 0;
    };
    while (isWriting) await look();
    await writing;
    while (await look());
    expect(seen).toEqual(await follow(fund, 200));
    expect(seen.filter(({ type }) => type === 'repayment.recorded')).toHaveLength(40);
  });

  test('say the same for ever, whatever is entered later', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const borrower = await fund.add('/v1/cooperatives', cooperativeBody());
    const loan = await fund.add('/v1/loans', loanBody(borrower.id));
    const before = await follow(fund, 200);
    expect(before.at(-1)).toMatchObject({
      type: 'loan.entered',
      id: loan.id,
      subject: { kind: 'loan', id: loan.id },
      data: {
        cooperativeId: borrower.id,
        contractNumber: loan.contractNumber,
        cooperativeName: 'HTX Xuân Mai',
        amount: '200000000',
        link: `/v1/loans/${loan.id}`,
      },
    });
    await fund.put(`/v1/cooperatives/${borrower.id}`, { name: 'HTX Xuân Mai Mới' });
    await fund.add(`/v1/loans/${loan.id}/void`, { reason: 'Nhập nhầm' });
    const after = await follow(fund, 200);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.at(-1)).toMatchObject({
      type: 'loan.voided',
      subject: { kind: 'loan', id: loan.id },
      data: { contractNumber: loan.contractNumber, reversedId: loan.id },
    });
  });

  test('hold nothing of another fund, and are refused in words', async () => {
    const [one, other] = [await api.addFund(), await api.addFund()];
    await contribute(one);
    expect(await follow(other, 10)).toEqual([]);
    for (const query of ['after=-1', 'after=x', 'limit=0', 'limit=201', 'nach=1']) {
      const { status, body } = await one.get(`/v1/events?${query}`);
      expect([query, status, body.code]).toEqual([query, 400, 'validation']);
    }
  });
});
