import { randomUUID } from 'node:crypto';
import { contribute, lend, payment, startApi, type Api, type Json } from '../../support/api.ts';

let api: Api;

/** A fact that was entered, where it is shown alone, in which list, and how it is reversed. */
interface Entered {
  readonly what: string;
  readonly collection: string;
  readonly list: string;
  readonly id: string;
  readonly reversal: string;
}

let facts: Entered[];

beforeAll(async () => {
  api = await startApi();
  const { fund } = api;
  const movement = await contribute(fund);
  const { path } = await lend(fund);
  const receipt = await fund.add(`${path}/repayments`, payment('1000000', '2023-06-01'));
  const [disbursement] = (await fund.read(`${path}/disbursements`)).data;
  const number = { decisionNumber: '6/QĐ' };
  const decidedOn = '2023-06-02';
  const recall = await fund.add(`${path}/recalls`, {
    ...number,
    decidedOn,
    deadline: '2023-10-31',
  });
  const of = (what: string, collection: string, list: string, id: string): Entered => {
    return { what, collection, list, id, reversal: `/v1/${collection}/${id}/reversal` };
  };
  const decisions = [
    { kind: 'rate-changes', body: { ...number, effectiveOn: '2023-06-05', ratePercent: '6' } },
    { kind: 'freezes', body: { ...number, from: '2023-06-06' } },
    {
      kind: 'debt-group-overrides',
      body: { group: 3, effectiveOn: '2023-06-07', reason: 'Ngừng hoạt động' },
    },
  ];
  facts = [
    of('disbursement', 'disbursements', `${path}/disbursements`, disbursement.id),
    of('repayment', 'repayments', `${path}/repayments`, receipt.id),
    of('recall', 'recalls', `${path}/recalls`, recall.id),
    of('capital movement', 'capital-movements', '/v1/fund/capital-movements', movement.id),
  ];
  for (const { kind, body } of decisions) {
    const { id } = await fund.add(`${path}/${kind}`, body);
    const reversal = `/v1/${kind}/${id}/reversal`;
    facts.push({
      what: 'decision',
      collection: 'decisions',
      list: `${path}/decisions`,
      id,
      reversal,
    });
  }
});

afterAll(() => api.close());

const addressOf = ({ collection, id }: Entered) => `/v1/${collection}/${id}`;

const rowOf = async ({ list, id }: Entered) =>
  (await api.fund.read(list)).data.find((row: Json) => row.id === id);

describe('GET of a single fact', () => {
  test('answers what its list shows', async () => {
    for (const fact of facts) {
      const row = await rowOf(fact);
      expect(row).toMatchObject({ id: fact.id, reversedAt: null, recordedBy: expect.any(String) });
      expect(await api.fund.read(addressOf(fact))).toEqual(row);
    }
  });

  test('does not know it before it was entered, and says what it does not know', async () => {
    for (const fact of facts) {
      const { recordedAt } = await rowOf(fact);
      const before = new Date(Date.parse(recordedAt) - 1).toISOString();
      for (const url of [
        `${addressOf(fact)}?knownAt=${before}`,
        `/v1/${fact.collection}/${randomUUID()}`,
        `/v1/${fact.collection}/no-id`,
      ]) {
        const { status, body } = await api.fund.get(url);
        expect([url, status, body.code, body.figures.what]).toEqual([
          url,
          404,
          'not-found',
          fact.what,
        ]);
      }
    }
  });

  test('does not know a fact of another kind, or of another fund', async () => {
    const [disbursement, receipt, recall] = facts as [Entered, Entered, Entered];
    const wrong = [
      `/v1/repayments/${disbursement.id}`,
      `/v1/disbursements/${receipt.id}`,
      `/v1/decisions/${recall.id}`,
    ];
    for (const url of wrong) expect([url, (await api.fund.get(url)).status]).toEqual([url, 404]);
    for (const fact of facts) {
      const url = addressOf(fact);
      expect([url, (await api.other.get(url)).status]).toEqual([url, 404]);
    }
  });

  test('needs the permission that its list needs', async () => {
    const receipts = await api.withRole(api.fund, 'integration', ['receipts:read']);
    const loans = await api.withRole(api.fund, 'integration', ['loans:read']);
    const funds = await api.withRole(api.fund, 'integration', ['fund:read']);
    for (const fact of facts) {
      for (const client of [receipts, loans, funds]) {
        const alone = (await client.get(addressOf(fact))).status;
        expect([fact.what, alone]).toEqual([fact.what, (await client.get(fact.list)).status]);
      }
    }
    const { status } = await receipts.get(addressOf(facts[1] as Entered));
    expect(status).toBe(200);
  });

  test('keeps a fact that was reversed, and shows it as it stood before', async () => {
    // The latest first: nothing that stands rests on what is reversed.
    const inTurn = facts.filter(({ what }) => what !== 'capital movement').toReversed();
    const last = inTurn.filter(({ what }) => what !== 'disbursement');
    for (const fact of last) {
      const stood = await api.fund.read(addressOf(fact));
      const { recordedAt } = await api.fund.add(fact.reversal, { reason: 'Nhập nhầm' });
      const reversed = await api.fund.read(addressOf(fact));
      expect(reversed).toEqual({ ...stood, reversedAt: recordedAt });
      expect(reversed).toEqual(await rowOf(fact));
      const before = new Date(Date.parse(recordedAt) - 1).toISOString();
      expect(await api.fund.read(`${addressOf(fact)}?knownAt=${before}`)).toEqual(stood);
    }
  });
});
