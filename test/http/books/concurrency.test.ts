import {
  contribute,
  cooperativeBody,
  lend,
  loanBody,
  next,
  payment,
  startApi,
  type Answer,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

const times = <T>(count: number, ask: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => ask(index)));

describe('receipts at once', () => {
  test('that together exceed the payoff: exactly one wins', async () => {
    const { path } = await lend(api.fund);
    // The payoff on 10/7 is 203,932,876 (see repayments.test.ts).
    const answers = await times(2, () =>
      api.fund.post(`${path}/repayments`, payment('101966439', '2023-07-10')),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    const lost = answers.find(({ status }) => status === 422);
    expect(lost?.body).toMatchObject({
      code: 'more-than-payoff',
      figures: { payoff: '101966437' },
    });
    expect((await api.fund.read(`${path}/repayments`)).data).toHaveLength(1);
  });

  test('are recorded one after the other, recordedAt rising strictly', async () => {
    const { path } = await lend(api.fund);
    const answers = await times(20, async () => {
      const receipt = payment('1000', '2023-06-01');
      // On a slow machine the line may be too long: then nothing was done, and it is sent again.
      for (;;) {
        const answer = await api.fund.post(`${path}/repayments`, receipt);
        if (answer.status !== 503) return answer;
      }
    });
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const instants: string[] = answers.map(({ body }) => body.recordedAt);
    expect(new Set(instants).size).toBe(20);
    const { data } = await api.fund.read(`${path}/repayments`);
    const listed: string[] = data.map((each: Json) => each.recordedAt);
    expect(listed).toEqual(instants.toSorted());
    // Each answer's position has the receipts recorded before it, and no other.
    for (const { body } of answers) {
      const before = instants.filter((instant) => instant <= body.recordedAt).length;
      expect(body.position.inTermInterest.paid).toBe(String(1000 * before));
    }
    const position = await api.fund.read(`${path}/position?asOf=2023-06-01`);
    expect(position.inTermInterest.paid).toBe('20000');
  });

  test('under one voucher number: exactly one is entered', async () => {
    const { path } = await lend(api.fund);
    const body = payment('1000', '2023-06-01');
    const answers = await times(5, () => api.fund.post(`${path}/repayments`, body));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
  });

  test('and their reversals: each receipt is reversed once', async () => {
    const { path } = await lend(api.fund);
    const { id } = await api.fund.add(`${path}/repayments`, payment('1000', '2023-06-01'));
    const address = `/v1/repayments/${id}/reversal`;
    const answers = await times(5, () => api.fund.post(address, { reason: 'Nhập nhầm' }));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
  });
});

describe('contracts and codes at once', () => {
  test('under one number: exactly one is entered', async () => {
    const body = cooperativeBody();
    const added = await times(5, () => api.fund.post('/v1/cooperatives', body));
    expect(added.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
    const { id } = added.find(({ status }) => status === 201)?.body ?? {};
    const contract = loanBody(id);
    const loans = await times(5, () => api.fund.post('/v1/loans', contract));
    expect(loans.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
  });
});

const replayed = ({ headers }: Answer) => headers['idempotent-replayed'];

describe('an Idempotency-Key', () => {
  test('sent twenty times at once: one effect, the same answer, nineteen replayed', async () => {
    const { path } = await lend(api.fund);
    const body = payment('1000000', '2023-06-01');
    const key = { 'idempotency-key': next('key') };
    const before = await api.countRows();
    const answers = await times(20, () => api.fund.post(`${path}/repayments`, body, key));
    expect(await api.countRows()).toBe(before + 1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter((each) => replayed(each) === 'true')).toHaveLength(19);
    expect((await api.fund.read(`${path}/repayments`)).data).toHaveLength(1);
  });

  test('gives the first answer again, however the same JSON is written', async () => {
    const { path } = await lend(api.fund);
    const body = payment('1000000', '2023-06-01');
    const headers = { 'idempotency-key': next('key'), 'content-type': 'application/json' };
    const first = await api.fund.post(`${path}/repayments`, body, headers);
    const reordered = Object.fromEntries(Object.entries(body).toReversed());
    const text = JSON.stringify(reordered, null, 2);
    const second = await api.fund.post(`${path}/repayments`, text, headers);
    expect([second.status, second.body, replayed(second)]).toEqual([201, first.body, 'true']);
    expect(replayed(first)).toBeUndefined();
  });

  test('gives the first answer also once the receipt is reversed', async () => {
    const { path } = await lend(api.fund);
    const body = payment('1000000', '2023-06-01');
    const key = { 'idempotency-key': next('key') };
    const first = await api.fund.post(`${path}/repayments`, body, key);
    await api.fund.add(`/v1/repayments/${first.body.id}/reversal`, { reason: 'Nhập nhầm' });
    expect((await api.fund.post(`${path}/repayments`, body, key)).body).toEqual(first.body);
  });

  test('with another body, or at another address, is refused', async () => {
    const { path } = await lend(api.fund);
    const body = payment('1000000', '2023-06-01');
    const key = { 'idempotency-key': next('key') };
    await api.fund.post(`${path}/repayments`, body, key);
    const before = await api.countRows();
    const another = await lend(api.fund);
    const between = await api.countRows();
    const asked: [string, object][] = [
      [`${path}/repayments`, { ...body, amount: '1000001' }],
      [`${path}/repayments`, { ...body, unknown: 1 }],
      [`${path}/disbursements`, body],
      [`${another.path}/repayments`, body],
      ['/v1/cooperatives', cooperativeBody()],
    ];
    for (const [address, sent] of asked) {
      const answer = await api.fund.post(address, sent, key);
      expect(answer.body).toMatchObject({ status: 409, code: 'idempotency-key-reused' });
    }
    expect(between).toBeGreaterThan(before);
    expect(await api.countRows()).toBe(between);
  });

  test('is the fund’s own: another fund may use the same', async () => {
    const key = { 'idempotency-key': next('key') };
    const first = await api.fund.post('/v1/cooperatives', cooperativeBody(), key);
    const second = await api.other.post('/v1/cooperatives', cooperativeBody(), key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(replayed(second)).toBeUndefined();
  });

  test('is not used up by a refused request', async () => {
    const { path } = await lend(api.fund);
    const key = { 'idempotency-key': next('key') };
    const refused: [object, number][] = [
      [payment('999999999999', '2023-06-01'), 422],
      [payment('01', '2023-06-01'), 400],
    ];
    for (const [body, status] of refused) {
      expect((await api.fund.post(`${path}/repayments`, body, key)).status).toBe(status);
    }
    const answer = await api.fund.post(`${path}/repayments`, payment('1', '2023-06-01'), key);
    expect([answer.status, replayed(answer)]).toEqual([201, undefined]);
  });

  test('has 1 to 255 characters', async () => {
    const { path } = await lend(api.fund);
    const key = { 'idempotency-key': 'k'.repeat(255) };
    const answer = await api.fund.post(`${path}/repayments`, payment('1', '2023-06-01'), key);
    expect(answer.status).toBe(201);
  });
});
