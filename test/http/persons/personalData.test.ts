import { randomUUID } from 'node:crypto';
import {
  contribute,
  cooperativeBody,
  lend,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

// Law 91/2025/QH15: numbers of persons are masked but where they are needed, and who sees one is noted.

const NUMBER = '020085001234';
const MASKED = '020•••••••34';
const CARD = '020190005678';
const CARD_MASKED = '020•••••••78';

let api: Api;
let fund: Client;
let member: Json;
let asset: Json;
let loanId: string;

beforeAll(async () => {
  api = await startApi();
  fund = await api.addFund();
  await contribute(fund);
  const said = { kind: 'member', name: 'Nguyễn Văn An', taxCode: CARD, phone: '0912 345 678' };
  member = await fund.add('/v1/cooperatives', cooperativeBody(said));
  await fund.add('/v1/cooperatives', cooperativeBody({ representative: 'Nguyễn Văn An' }));
  ({ loanId } = await lend(
    fund,
    { principal: '50000000', principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' } },
    member.id,
  ));
  asset = await fund.add('/v1/collaterals', {
    owner: { name: 'Hoàng Văn Thái', identityNumber: NUMBER },
    kind: 'real_estate',
    description: 'Thửa 112',
    valuations: [{ valuedOn: '2023-03-20', value: '240000000', basis: 'Biên bản 03' }],
    secures: [{ loanId }],
  });
});
afterAll(() => api.close());

const accesses = async (query = '', of: Client = fund): Promise<Json[]> =>
  (await of.read(`/v1/personal-data/accesses?limit=200&${query}`)).data;

/** What an act adds to the accesses. */
async function added(ask: () => Promise<unknown>): Promise<Json[]> {
  const before = (await accesses()).length;
  await ask();
  return (await accesses()).slice(before);
}

describe('the number of a person', () => {
  test('is masked in lists, files, versions and the trail, in answers to acts and those kept for retries', async () => {
    expect(member.taxCode).toBe(CARD_MASKED);
    expect(asset.owner.identityNumber).toBe(MASKED);
    const { id } = await fund.add('/v1/kept-classifications', { asOf: '2024-03-31' });
    const shown = await added(async () => {
      const urls = [
        '/v1/cooperatives',
        '/v1/cooperatives?format=csv',
        `/v1/cooperatives/${member.id}/versions`,
        '/v1/collaterals',
        '/v1/collaterals?format=csv',
        '/v1/audit-events?limit=200',
        '/v1/events?limit=200',
        '/v1/entries?limit=200',
        `/v1/cooperatives/${member.id}?masked=true`,
        `/v1/collaterals/${asset.id}?masked=true`,
        `/v1/kept-classifications/${id}`,
      ];
      for (const url of urls) {
        const { status, text } = await fund.get(url);
        const whole = [NUMBER, CARD].filter((each) => text.includes(each));
        expect([url, status, whole]).toEqual([url, 200, []]);
      }
    });
    expect(shown).toEqual([]);
    const trail = await fund.read(`/v1/audit-events?subject=${asset.id}`);
    expect(trail.data[0].after.said.collateralVersion).toMatchObject([
      { ownerIdentityNumber: MASKED },
    ]);
    const kept = `select count(*)::int as n from idempotency_key where answer::text like '%${NUMBER}%'`;
    expect((await api.database.asOwner(kept)).rows).toEqual([{ n: 0 }]);
  });

  test('is whole in the answer about one record, which is noted with who, when, what and from where', async () => {
    const auditor = await api.withRole(fund, 'auditor');
    const shown = await added(async () => {
      expect((await auditor.read(`/v1/cooperatives/${member.id}`)).taxCode).toBe(CARD);
      expect((await fund.read(`/v1/collaterals/${asset.id}`)).owner.identityNumber).toBe(NUMBER);
    });
    expect(shown).toMatchObject([
      {
        recordedBy: auditor.actor.tokenName,
        address: '127.0.0.1',
        what: 'cooperative',
        subject: member.id,
        cooperativeId: member.id,
        about: null,
      },
      {
        recordedBy: 'Giám đốc',
        what: 'collateral',
        subject: asset.id,
        cooperativeId: null,
        about: 'Hoàng Văn Thái',
      },
    ]);
    expect(shown[0].requestId).toMatch(/\S/);
    expect(Date.now() - Date.parse(shown[0].recordedAt)).toBeLessThan(60_000);
  });

  test('of an organisation is public: it is whole everywhere, and nothing is noted', async () => {
    const said = cooperativeBody({ taxCode: '4900123456' });
    const { id, taxCode } = await fund.add('/v1/cooperatives', said);
    expect(taxCode).toBe('4900123456');
    const read = () => fund.read(`/v1/cooperatives/${id}`);
    expect(await added(read)).toEqual([]);
  });

  test('that was masked is not taken for the number', async () => {
    const body = { ...cooperativeBody({ kind: 'member' }), taxCode: CARD_MASKED };
    const refused = await fund.post('/v1/cooperatives', body);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/taxCode' }] } });
    const owner = { name: 'Hoàng Văn Thái', identityNumber: MASKED };
    const land = { owner, kind: 'other', description: 'Thửa 113', secures: [{ loanId }] };
    const valuations = [{ valuedOn: '2023-03-20', value: '1', basis: 'Biên bản' }];
    const other = await fund.post('/v1/collaterals', { ...land, valuations });
    expect(other.body.errors).toMatchObject([{ pointer: '/owner/identityNumber' }]);
    expect(other.text).not.toContain(NUMBER);
  });

  test('of a debtor stands in the request for enforcement, which is noted', async () => {
    const amounts = {
      principal: '50000000',
      inTermInterest: '0',
      overdueInterest: '0',
      lateInterest: '0',
    };
    const filed = await fund.add('/v1/litigation-cases', {
      cooperativeId: member.id,
      loanIds: [loanId],
      docketType: 'civil',
      court: 'Tòa án nhân dân khu vực 3 - Lạng Sơn',
      filedOn: '2024-03-26',
      claim: amounts,
    });
    const stages = `/v1/litigation-cases/${filed.id}/stages`;
    await fund.add(stages, { stage: 'fee_advance_paid', occurredOn: '2024-03-27' });
    await fund.add(stages, { stage: 'accepted', occurredOn: '2024-03-28' });
    const settled = { stage: 'settlement_recognised', occurredOn: '2024-03-30', amounts };
    await fund.add(stages, { ...settled, documentNumber: '2/QĐ' });
    const shown = await added(async () => {
      const { debtor } = await fund.read(`/v1/litigation-cases/${filed.id}/enforcement-request`);
      expect(debtor.taxCode).toBe(CARD);
    });
    expect(shown).toMatchObject([
      { what: 'enforcement_request', subject: filed.id, cooperativeId: member.id },
    ]);
  });

  test('is not shown where that cannot be noted', async () => {
    const table = 'personal_data_access';
    await api.database.asOwner(`alter table ${table} rename to elsewhere`);
    try {
      const { status, text } = await fund.get(`/v1/cooperatives/${member.id}`);
      expect([status < 500, text.includes(CARD)]).toEqual([false, false]);
    } finally {
      await api.database.asOwner(`alter table elsewhere rename to ${table}`);
    }
  });
});

describe('GET /v1/personal-data/accesses', () => {
  test('gives those about a record or of a day, and none of another fund', async () => {
    await fund.read(`/v1/cooperatives/${member.id}`);
    const about = await accesses(`subject=${member.id}`);
    expect(about.length).toBeGreaterThan(0);
    expect(about.every(({ cooperativeId }) => cooperativeId === member.id)).toBe(true);
    expect(await accesses('on=2023-03-20')).toEqual([]);
    const all = await accesses();
    expect(all.map(({ number }) => number)).toEqual(all.map((_, at) => at + 1));
    const newest = await fund.read('/v1/personal-data/accesses?order=desc&limit=1');
    expect(newest.data).toEqual(all.slice(-1));
    const next = await fund.read(
      `/v1/personal-data/accesses?order=desc&cursor=${newest.nextCursor}`,
    );
    expect(next.data[0]).toEqual(all.at(-2));
    expect(await accesses('', api.other)).toEqual([]);
  });

  test('numbers those that come at once without a gap', async () => {
    const read = () => fund.read(`/v1/collaterals/${asset.id}`);
    expect(await added(() => Promise.all([read(), read(), read(), read(), read()]))).toHaveLength(
      5,
    );
    const all = await accesses();
    expect(all.map(({ number }) => number)).toEqual(all.map((_, at) => at + 1));
  });
});

describe('POST /v1/personal-data/export', () => {
  const PATH = '/v1/personal-data/export';

  const exportedOf = async (client: Client, asked: object): Promise<Json> => {
    const { status, body, text } = await client.post(PATH, asked);
    expect([status, text]).toEqual([200, text]);
    return body;
  };

  const exported = (asked: object) => exportedOf(fund, asked);

  test('gives all that was recorded of the owner of an asset, and is noted itself', async () => {
    let found: Json;
    const shown = await added(async () => {
      found = await exported({ collateralId: asset.id });
    });
    expect(found).toMatchObject({
      names: ['Hoàng Văn Thái'],
      identityNumbers: [NUMBER],
      cooperatives: [],
      loans: [],
      collaterals: [{ id: asset.id, versions: [{ owner: { identityNumber: NUMBER } }] }],
    });
    expect(found?.records.map(({ act }: Json) => act)).toEqual(
      expect.arrayContaining(['collateral', 'collateral_valuation']),
    );
    const [entered] = found?.records ?? [];
    expect(entered.after.said.collateralVersion).toMatchObject([{ ownerIdentityNumber: NUMBER }]);
    const about = `Hoàng Văn Thái; ${MASKED}`;
    expect(shown).toMatchObject([{ what: 'export', subject: asset.id, about }]);
  });

  test('finds a member with its loans, and the cooperatives that it represents', async () => {
    const found = await exported({ cooperativeId: member.id });
    expect(found.cooperatives.map(({ as }: Json) => as)).toEqual(['borrower', 'representative']);
    expect(found.cooperatives[0].versions[0].taxCode).toBe(CARD);
    expect(found.loans.map(({ id }: Json) => id)).toEqual([loanId]);
    const acts = found.records.map(({ act }: Json) => act);
    expect(acts).toEqual(expect.arrayContaining(['cooperative', 'loan', 'disbursement']));
    expect(found.accesses.every((each: Json) => each.cooperativeId === member.id)).toBe(true);
  });

  test('finds a name as a whole, and notes that nobody was found', async () => {
    const shown = await added(async () => {
      const found = await exported({ name: 'Nguyễn Văn Anh' });
      expect(found).toMatchObject({ cooperatives: [], collaterals: [], records: [] });
    });
    expect(shown).toMatchObject([{ what: 'export', subject: null, about: 'Nguyễn Văn Anh' }]);
  });

  test('is refused where nobody is named, and finds nothing of another fund', async () => {
    const nobody = await fund.post(PATH, {});
    expect([nobody.status, nobody.body.errors?.[0]?.pointer]).toEqual([400, '/name']);
    const unknown = await fund.post(PATH, { cooperativeId: randomUUID() });
    expect(unknown.status).toBe(404);
    const theirs = await exportedOf(api.other, { identityNumber: NUMBER });
    expect(theirs).toMatchObject({ collaterals: [], records: [] });
    // An address would name the person in the log of each proxy on the way.
    const byAddress = await fund.get(`${PATH}?identityNumber=${NUMBER}`);
    expect([byAddress.status, byAddress.body.code]).toEqual([405, 'method-not-allowed']);
  });
});

describe('the accesses', () => {
  test('cannot be changed or deleted, and verification tells if somebody did', async () => {
    const change = `update personal_data_access set about = 'x'`;
    await expect(api.database.asOwner(change)).rejects.toThrow(/only ever added/);
    const rows = async () =>
      (await fund.read('/v1/ledger/verification')).differences.filter(
        ({ table }: Json) => table === 'personal_data_access',
      );
    expect(await rows()).toEqual([]);
    const ofFund = `where fund_id = '${fund.actor.fundId}' and number = 2`;
    await api.database.asOwner('alter table personal_data_access disable trigger insert_only');
    await api.database.asOwner(`update personal_data_access set address = '10.0.0.1' ${ofFund}`);
    expect(await rows()).toMatchObject([{ code: 'row-changed' }]);
    await api.database.asOwner(`delete from personal_data_access ${ofFund}`);
    expect(await rows()).toMatchObject([{ code: 'row-removed' }]);
  });
});
