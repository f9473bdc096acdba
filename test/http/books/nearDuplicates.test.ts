import {
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  loanBody,
  next,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

let api: Api;

let fund: Client;

beforeAll(async () => {
  api = await startApi();
  fund = api.fund;
  await contribute(fund, '50000000000');
});

afterAll(() => api.close());

const near = (field: string, value: string, other: string) => ({
  code: 'near-duplicate',
  detail: expect.stringContaining(value),
  figures: { field, value, other },
});

const duplicate = { status: 409, code: 'duplicate' };

const warnings = (answer: Json): unknown => answer.warnings ?? [];

const codesOf = (answer: Json) => answer.data.map((row: Json) => row.code ?? row.contractNumber);

describe('the code of a cooperative', () => {
  test('that looks like another is refused, one that differs in signs is warned of', async () => {
    const code = next('HTX-Đ');
    await fund.add('/v1/cooperatives', cooperativeBody({ code }));
    for (const same of [`${code}\u00ad`, `HTX\u200b${code.slice(3)}`, code.normalize('NFD')]) {
      const ask = () => fund.post('/v1/cooperatives', cooperativeBody({ code: same }));
      const answer = await expectRefused(api, { ask, unchanged: '/v1/cooperatives' }, duplicate);
      expect(answer.body.figures).toEqual({ field: 'code', value: code });
    }
    const large = code.toLowerCase();
    const added = await fund.add('/v1/cooperatives', cooperativeBody({ code: large }));
    expect(warnings(added)).toEqual([near('code', large, code)]);
    const eth = code.replace('Đ', '\u00d0');
    const other = await fund.add('/v1/cooperatives', cooperativeBody({ code: eth }));
    expect(other.code).toBe(eth);
    expect(warnings(other)).toEqual([near('code', eth, code)]);
    expect(warnings(await fund.add('/v1/cooperatives', cooperativeBody()))).toEqual([]);
  });

  test('is warned of when it is changed to one', async () => {
    const code = next('HTX Á');
    await fund.add('/v1/cooperatives', cooperativeBody({ code }));
    const body = cooperativeBody();
    const { id } = await fund.add('/v1/cooperatives', body);
    const bare = code.replace('Á', 'A');
    const changed = await fund.put(`/v1/cooperatives/${id}`, { ...body, code: bare, reason: 'x' });
    expect(warnings(changed.body)).toEqual([near('code', bare, code)]);
  });

  test('of whitespace alone, also of signs without width, is none', async () => {
    for (const code of ['\u200b', '\u00ad \u2060', '\ufeff']) {
      const answer = await fund.post('/v1/cooperatives', cooperativeBody({ code }));
      expect(answer.body.errors).toEqual([{ pointer: '/code', message: 'must not be empty' }]);
    }
  });
});

describe('the number of a contract', () => {
  test('that looks like another is refused, one that differs in signs is warned of', async () => {
    const { cooperativeId, contractNumber } = await lend(fund, {
      contractNumber: `${next('9')}/2016/HĐTD`,
    });
    const enter = (number: string) =>
      fund.post('/v1/loans', loanBody(cooperativeId, { contractNumber: number }));
    for (const same of [contractNumber.replace('Đ', 'Đ\u200d'), `${contractNumber}\u200b`]) {
      const ask = () => enter(same);
      await expectRefused(api, { ask, unchanged: '/v1/loans' }, duplicate);
    }
    const bare = contractNumber.replace('Đ', 'D');
    const { body } = await enter(bare);
    expect(warnings(body)).toContainEqual(near('contractNumber', bare, contractNumber));
    const corrected = await fund.add(`/v1/loans/${body.id}/correction`, {
      ...loanBody(cooperativeId, { contractNumber: contractNumber.replace('Đ', '\u0189') }),
      reason: 'Nhập nhầm',
    });
    expect(warnings(corrected)).toEqual([
      near('contractNumber', corrected.contractNumber, contractNumber),
    ]);
  });
});

describe('the number of a voucher', () => {
  test('that looks like another is refused, one that differs in signs is warned of', async () => {
    const { path, loanId } = await lend(fund);
    const receipts = `${path}/repayments`;
    const voucherNumber = `${next('PT')} Đ`;
    const paid = (number: string) => payment('1000', '2023-06-01', { voucherNumber: number });
    await fund.add(receipts, paid(voucherNumber));
    const ask = () => fund.post(receipts, paid(voucherNumber.replace(' ', '\u00a0')));
    await expectRefused(api, { ask, unchanged: receipts }, duplicate);
    const small = voucherNumber.toLowerCase();
    expect(warnings(await fund.add(receipts, paid(small)))).toEqual([
      near('voucherNumber', small, voucherNumber),
    ]);
    const bare = voucherNumber.replace('Đ', 'D');
    const parts = [{ loanId, amount: '1000' }];
    const whole = { voucherNumber: bare, effectiveOn: '2023-06-01', parts };
    expect(warnings(await fund.add('/v1/receipts', whole))).toEqual([
      near('voucherNumber', bare, voucherNumber),
    ]);
    const nextYear = payment('1000', '2024-01-02', { voucherNumber: small.replace('đ', 'd') });
    expect(warnings(await fund.add(receipts, nextYear))).toEqual([]);
    const lent = await fund.add(`${(await lend(fund)).path}/repayments`, paid(next('PT')));
    expect(warnings(lent)).toEqual([]);
  });
});

describe('a search', () => {
  test('finds without accents, capitals and what cannot be seen', async () => {
    const searched = await api.addFund();
    await contribute(searched);
    const coop = { code: 'HTX-Đ1', name: 'HTX Cao Bộ Hòa\u00a0Bình', locality: 'Vị Xuyên' };
    const { id } = await searched.add('/v1/cooperatives', coop);
    const contractNumber = '07/2016/HĐTD';
    await searched.add('/v1/loans', loanBody(id, { contractNumber }));
    for (const q of ['cao bo', 'CAO BỘ', 'hoa binh', 'Hoà', 'htx-d1', 'b\u00adộ', 'HTX-\u00d01']) {
      const asked = `q=${encodeURIComponent(q)}`;
      expect([q, codesOf(await searched.read(`/v1/cooperatives?${asked}`))]).toEqual([
        q,
        ['HTX-Đ1'],
      ]);
      expect(codesOf(await searched.read(`/v1/loans?${asked}`))).toEqual([contractNumber]);
    }
    for (const number of ['07/2016/HDTD', '07/2016/hđtd', '07/2016/H\u0189TD']) {
      const asked = `contractNumber=${encodeURIComponent(number)}`;
      expect(codesOf(await searched.read(`/v1/loans?${asked}`))).toEqual([contractNumber]);
    }
    expect(codesOf(await searched.read('/v1/cooperatives?code=htx-d1'))).toEqual(['HTX-Đ1']);
    expect(codesOf(await searched.read('/v1/loans?locality=vi%20xuyen'))).toEqual([contractNumber]);
    expect(codesOf(await searched.read('/v1/loans?contractNumber=07/2016'))).toEqual([]);
    await searched.add('/v1/loans', loanBody(id, { contractNumber: '07/2016/HDTD' }));
    expect(codesOf(await searched.read('/v1/loans?contractNumber=07/2016/HDTD'))).toEqual([
      '07/2016/HDTD',
    ]);
  });
});
