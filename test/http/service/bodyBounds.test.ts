import {
  contribute,
  cooperativeBody,
  lend,
  loanBody,
  payment,
  startApi,
  type Api,
} from '../../support/api.ts';

// What a body may hold is bounded before anything works on it: no request may hold up the others.

let api: Api;

let path: string;

let cooperativeId: string;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
  ({ path, cooperativeId } = await lend(api.fund));
  // The validators of these addresses are there.
  for (const address of [`${path}/repayments/preview`, '/v1/receipts', '/v1/cooperatives']) {
    await api.fund.post(address, {});
  }
});

afterAll(() => api.close());

/** A busy machine may take its time; what was refused here took seconds to minutes. */
const AT_ONCE_MS = 400;

/**
 * How long the work for an answer takes, in milliseconds of the processor: once more where it took long, as what
 * the process clears away meanwhile counts too.
 */
async function cpuOf(
  ask: () => Promise<{ status: number }>,
): Promise<[status: number, ms: number]> {
  const measured = async (): Promise<[status: number, ms: number]> => {
    const before = process.cpuUsage();
    const { status } = await ask();
    const { user, system } = process.cpuUsage(before);
    return [status, (user + system) / 1_000];
  };
  const first = await measured();
  return first[1] < AT_ONCE_MS ? first : measured();
}

/** Marks whose order Unicode changes: each stands before one of a lower class. */
const marks = (count: number) => `a${'\u0301\u0323'.repeat(count)}`;

const json = (text: string) => (address: string) => () =>
  api.fund.post(address, text, { 'content-type': 'application/json' });

describe('a text of combining marks', () => {
  test.each([
    ['a preview', () => `${path}/repayments/preview`, 'voucherNumber', 30_000],
    ['a receipt', () => `${path}/repayments`, 'voucherNumber', 10_000],
    ['a cooperative', () => '/v1/cooperatives', 'name', 900],
    ['a cooperative', () => '/v1/cooperatives', 'name', 16],
  ])('of %s is refused at once: %#', async (_, address, field, count) => {
    const body = { ...payment('1', '2023-06-01'), ...cooperativeBody(), [field]: marks(count) };
    const [status, ms] = await cpuOf(() => api.fund.post(address(), body));
    expect([[400, 413].includes(status), ms < AT_ONCE_MS]).toEqual([true, true]);
  });

  test('in an address is refused at once', async () => {
    const q = encodeURIComponent(marks(1_000));
    const [status, ms] = await cpuOf(() => api.fund.get(`/v1/loans?q=${q}`));
    expect([status, ms < AT_ONCE_MS]).toEqual([400, true]);
  });

  test('as Vietnamese needs is taken, decomposed in any way', async () => {
    const name = 'Hợp tác xã ẩm thực Đặng Thị Nghĩa';
    for (const form of ['NFC', 'NFD', 'NFKD']) {
      const added = await api.fund.add(
        '/v1/cooperatives',
        cooperativeBody({ name: name.normalize(form) }),
      );
      expect(added.name).toBe(name);
    }
  });
});

describe('a text that is too long', () => {
  test('says so, however long', async () => {
    for (const length of [501, 2_001, 20_000]) {
      const answer = await api.fund.post(
        '/v1/cooperatives',
        cooperativeBody({ name: 'x'.repeat(length) }),
      );
      expect(answer.body.errors).toEqual([
        { pointer: '/name', message: expect.stringContaining('500') },
      ]);
    }
  });

  test('is counted as kept: 500 letters of four units each, decomposed, are taken', async () => {
    // U+1F82 is four UTF-16 units in NFD.
    const name = '\u1F82'.repeat(500);
    const body = cooperativeBody({ name: name.normalize('NFD') });
    expect(body.name).toHaveLength(2_000);
    expect((await api.fund.add('/v1/cooperatives', body)).name).toBe(name);
  });
});

describe('a list', () => {
  test.each([
    ['empty objects', '{}'],
    ['nulls', 'null'],
    ['lists', '[]'],
    ['numbers', '1'],
  ])('of very many %s is refused at once', async (_, item) => {
    for (const [address, field] of [
      ['/v1/receipts', 'parts'],
      ['/v1/litigation-cases', 'loanIds'],
      ['/v1/loans', 'principalSchedule'],
    ]) {
      for (const count of [5_000, 9_500, 60_000]) {
        const list = `[${Array.from({ length: count }, () => item).join()}]`;
        const [status, ms] = await cpuOf(json(`{"${field}":${list}}`)(`${address}`));
        expect([address, count, [400, 413].includes(status), ms < AT_ONCE_MS]).toEqual([
          address,
          count,
          true,
          true,
        ]);
      }
    }
  });

  test('of as many instalments as a contract may have is taken, written widely', async () => {
    const instalments = Array.from({ length: 600 }, (_, at) => ({
      dueOn: new Date(Date.UTC(2023, 5, 1 + at * 7)).toISOString().slice(0, 10),
      principal: '1000000',
    }));
    const body = loanBody(cooperativeId, {
      principal: '600000000',
      principalSchedule: { kind: 'custom', instalments },
    });
    const text = JSON.stringify(body, null, 8);
    const answer = await json(text)('/v1/loans')();
    expect([answer.status, answer.body.detail]).toEqual([201, undefined]);
  });
});

describe('a body that is too large', () => {
  test('says how large it may be at its address', async () => {
    for (const [address, mostBytes] of [
      ['/v1/cooperatives', 65_536],
      ['/v1/loans', 262_144],
      ['/v1/policies', 524_288],
    ] as const) {
      const answer = await json(`"${'x'.repeat(mostBytes)}"`)(address)();
      expect(answer.body).toMatchObject({ status: 413, code: 'too-large', figures: { mostBytes } });
      expect(answer.body.detail).toContain(String(mostBytes));
    }
  });

  test('of many members is refused at once', async () => {
    const members = Array.from({ length: 9_000 }, (_, at) => `"${at.toString(36)}":1`).join();
    const [status, ms] = await cpuOf(json(`{${members}}`)('/v1/loans'));
    expect([status, ms < AT_ONCE_MS]).toEqual([400, true]);
  });
});
