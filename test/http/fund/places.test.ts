import {
  contribute,
  cooperativeBody,
  lend,
  loanBody,
  next,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

// Where the money is (R35).

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

/** The balance of each place by its id at the close of a day. */
async function balances(client: Client, asOf: string): Promise<Record<string, string>> {
  const { data } = await client.read(`/v1/fund/places?asOf=${asOf}`);
  return Object.fromEntries(data.map((each: Json) => [each.id, each.balance]));
}

/** Sends money from one place to another. */
const send = (
  client: Client,
  [from, to]: readonly [string, string],
  amount: string,
  more: object = {},
) => {
  const moved = { from, to, amount, effectiveOn: '2023-06-01', voucherNumber: next('CT') };
  return client.post('/v1/fund/transfers', { ...moved, ...more });
};

const enter = (client: Client, kind: string, more: object = {}): Promise<Json> =>
  client.add('/v1/fund/places', { kind, name: next('Nơi '), ...more });

const income = (client: Client, kind: string, amount: string, more: object = {}) => {
  const moved = { kind, amount, effectiveOn: '2023-06-01', documentNumber: next('BC') };
  return client.post('/v1/fund/income-movements', { ...moved, ...more });
};

const count = (client: Client, id: string, amount: string, countedOn: string) =>
  client.post(`/v1/places/${id}/counts`, { amount, countedOn });

/** The code of a refusal. */
const codeOf = ({ body }: { readonly body: Json }): unknown => body.code;

describe('the places of a fund', () => {
  test('come to the published split of Bà Rịa – Vũng Tàu: lent + bank + cash = total', async () => {
    // 31/12/2016: lent 8,397,000,000 + bank 4,788,467,346 + cash 17,674,555 = 13,203,141,901.
    // Capital 10,555,000,000 (budget 10 billion, members 555 million), so that interest and other money is
    // 13,203,141,901 − 10,555,000,000 = 2,648,141,901.
    const client = await api.addFund();
    await contribute(client, '10555000000');
    const principal = '8397000000';
    const principalSchedule = { kind: 'bullet', dueOn: '2024-06-30' };
    await lend(client, { principal, principalSchedule, interestSchedule: { every: 'maturity' } });
    expect((await income(client, 'brought_forward', '2648141901')).status).toBe(201);
    expect((await send(client, ['bank', 'cash'], '17674555')).status).toBe(201);
    const places = await client.read('/v1/fund/places?asOf=2023-12-31');
    expect(places.data.map((each: Json) => [each.id, each.balance])).toEqual([
      ['cash', '17674555'],
      ['bank', '4788467346'],
    ]);
    expect(places.total).toBe('4806141901');
    expect(places.mustEqual).toEqual({
      total: '4806141901',
      availablePrincipal: '2158000000',
      principalEntrusted: '0',
      interestAndOther: '2648141901',
    });
    const { principalOutstanding } = await client.read('/v1/fund?asOf=2023-12-31');
    expect(principalOutstanding).toBe('8397000000');
    expect(BigInt(principalOutstanding) + BigInt(places.total)).toBe(13_203_141_901n);
    expect((await client.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('get what vouchers move by their method, and by the place that they name', async () => {
    const client = await api.addFund();
    const { id: agribank } = await enter(client, 'bank');
    const given = { kind: 'contribution', effectiveOn: '2023-01-02', documentNumber: 'QĐ1' };
    const paid = { ...given, amount: '900000000', place: agribank };
    const movement = await client.add('/v1/fund/capital-movements', paid);
    expect([movement.method, movement.place]).toEqual(['transfer', agribank]);
    // 200,000,000 are lent by a voucher that says nothing, so from the default bank.
    const { loanId } = await lend(client);
    const receipt = { amount: '1000000', effectiveOn: '2023-05-02', voucherNumber: next('PT') };
    await client.add(`/v1/loans/${loanId}/repayments`, { ...receipt, method: 'cash' });
    expect(await balances(client, '2023-05-01')).toEqual({
      cash: '0',
      bank: '-200000000',
      [agribank]: '900000000',
    });
    const places = await client.read('/v1/fund/places?asOf=2023-05-02');
    expect(places.data[0]).toMatchObject({ id: 'cash', balance: '1000000' });
    expect(places.total).toBe('701000000');
    expect(places.mustEqual.total).toBe('701000000');
  });

  test('get the payments of a loan that names one, by its method, unless a payment names another', async () => {
    const client = await api.addFund();
    const agribank = await enter(client, 'bank');
    const given = { kind: 'contribution', amount: '1000000000', effectiveOn: '2023-01-02' };
    const at = { documentNumber: next('QD'), place: agribank.id };
    await client.add('/v1/fund/capital-movements', { ...given, ...at });
    const { path } = await lend(client, { place: agribank.id });
    expect((await client.read(path)).place).toBe(agribank.id);
    await client.add(`${path}/repayments`, payment('1000000', '2023-06-26'));
    await client.add(`${path}/repayments`, payment('2000000', '2023-06-26', { method: 'cash' }));
    await client.add(`${path}/repayments`, payment('4000000', '2023-06-26', { place: 'bank' }));
    // 200 m were lent out of the bank that the loan names, and 1 m came back to it.
    expect(await balances(client, '2023-06-30')).toEqual({
      cash: '2000000',
      bank: '4000000',
      [agribank.id]: '801000000',
    });
    const { body } = await client.post(`/v1/places/${agribank.id}/reversal`, { reason: 'Nhầm' });
    expect(body.code).toBe('place-in-use');
    const deposit = await enter(client, 'deposit');
    const cooperativeId = (await client.add('/v1/cooperatives', cooperativeBody())).id;
    for (const [place, code] of [
      [deposit.id, 'place-of-other-kind'],
      [cooperativeId, 'not-found'],
    ]) {
      expect(codeOf(await client.post('/v1/loans', loanBody(cooperativeId, { place })))).toBe(code);
    }
  });

  test('get a voucher over several loans whole, and give it back when a part is reversed', async () => {
    const client = await api.addFund();
    await contribute(client);
    const { id } = await enter(client, 'cash');
    const first = await lend(client);
    const second = await lend(client, {}, first.cooperativeId);
    const parts = [first, second].map(({ loanId }) => ({ loanId, amount: '2000000' }));
    const voucher = { voucherNumber: next('PT'), effectiveOn: '2023-05-02', place: id, parts };
    const booked = await client.add('/v1/receipts', voucher);
    expect([booked.method, booked.parts[1].place]).toEqual(['cash', id]);
    expect((await balances(client, '2023-05-02'))[id]).toBe('4000000');
    const reversal = { reason: 'Nhập nhầm' };
    await client.add(`/v1/repayments/${booked.parts[1].id}/reversal`, reversal);
    expect((await balances(client, '2023-05-02'))[id]).toBe('2000000');
  });

  test('are named: a default place stands in for the one that every fund has', async () => {
    const client = await api.addFund();
    await contribute(client, '100000000');
    const { id } = await enter(client, 'bank', { isDefault: true });
    expect(await balances(client, '2023-12-31')).toEqual({ cash: '0', [id]: '100000000' });
    const again = { kind: 'bank', name: next('Nơi '), isDefault: true };
    expect(codeOf(await client.post('/v1/fund/places', again))).toBe('duplicate');
    const reversed = await client.post(`/v1/places/${id}/reversal`, { reason: 'Nhập nhầm' });
    expect(reversed.status).toBe(201);
    expect(await balances(client, '2023-12-31')).toEqual({ cash: '0', bank: '100000000' });
  });

  test('are taken back only while nothing that stands names them', async () => {
    const client = await api.addFund();
    await contribute(client, '100000000');
    const { id } = await enter(client, 'deposit');
    const sent = await send(client, ['bank', id], '40000000');
    const takeBack = () => client.post(`/v1/places/${id}/reversal`, { reason: 'Nhập nhầm' });
    const refused = await takeBack();
    expect([refused.status, codeOf(refused)]).toEqual([409, 'place-in-use']);
    expect(refused.body.figures).toEqual({ number: 1, id: sent.body.id });
    await client.add(`/v1/transfers/${sent.body.id}/reversal`, { reason: 'Nhập nhầm' });
    expect((await takeBack()).status).toBe(201);
  });

  test('of another kind or method than the voucher are refused', async () => {
    const client = await api.addFund();
    const { id: deposit } = await enter(client, 'deposit');
    const given = { kind: 'contribution', amount: '1', effectiveOn: '2023-01-02' };
    const at = (more: object) =>
      client.post('/v1/fund/capital-movements', { ...given, documentNumber: next('QĐ'), ...more });
    expect(codeOf(await at({ place: deposit }))).toBe('place-of-other-kind');
    expect(codeOf(await at({ place: 'cash', method: 'transfer' }))).toBe('place-of-other-kind');
    expect(codeOf(await at({ place: 'nowhere' }))).toBe('validation');
    expect((await at({ place: 'cash', method: 'cash' })).body.method).toBe('cash');
  });
});

describe('a transfer', () => {
  test('moves money between places and changes no figure of the fund', async () => {
    const client = await api.addFund();
    await contribute(client, '100000000');
    const { id } = await enter(client, 'deposit');
    const before = await client.read('/v1/fund?asOf=2023-12-31');
    const sent = await send(client, ['bank', id], '60000000', { note: 'Gửi kỳ hạn 3 tháng' });
    expect(sent.body).toMatchObject({ from: 'bank', to: id, amount: '60000000', affects: [] });
    expect(await balances(client, '2023-06-01')).toEqual({
      cash: '0',
      bank: '40000000',
      [id]: '60000000',
    });
    const { knownAt: _, ...after } = await client.read('/v1/fund?asOf=2023-12-31');
    expect(before).toMatchObject(after);
  });

  test('takes from a place that is kept whole only what is there, on its day and later', async () => {
    const client = await api.addFund();
    await contribute(client, '100000000');
    const { id } = await enter(client, 'bank');
    await send(client, ['bank', id], '50000000');
    await send(client, [id, 'bank'], '30000000', { effectiveOn: '2023-07-01' });
    const refused = await send(client, [id, 'cash'], '20000001', { effectiveOn: '2023-06-15' });
    expect([refused.status, codeOf(refused)]).toEqual([422, 'place-below-zero']);
    expect(refused.body.figures).toMatchObject({ on: '2023-07-01', balanceAfter: '-1' });
    expect((await send(client, [id, 'cash'], '20000000')).status).toBe(201);
  });

  test('from a default place is refused only once a count agreed with the books', async () => {
    const client = await api.addFund();
    expect((await send(client, ['cash', 'bank'], '5')).status).toBe(201);
    expect((await send(client, ['bank', 'cash'], '12')).status).toBe(201);
    expect((await count(client, 'cash', '8', '2023-06-02')).body.difference).toBe('1');
    const later = { effectiveOn: '2023-06-03' };
    expect((await send(client, ['cash', 'bank'], '9', later)).status).toBe(201);
    expect((await send(client, ['bank', 'cash'], '9', later)).status).toBe(201);
    expect((await count(client, 'cash', '7', '2023-06-03')).body.difference).toBe('0');
    expect(codeOf(await send(client, ['cash', 'bank'], '8', later))).toBe('place-below-zero');
  });

  test('needs two places, a number of its own in the year, and a day that is past', async () => {
    const client = await api.addFund();
    expect(codeOf(await send(client, ['cash', 'cash'], '1'))).toBe('same-place');
    const number = { voucherNumber: 'CT 7/2023' };
    expect((await send(client, ['bank', 'cash'], '1', number)).status).toBe(201);
    expect(codeOf(await send(client, ['bank', 'cash'], '1', number))).toBe('duplicate');
    const tomorrow = { effectiveOn: '2024-04-01' };
    expect(codeOf(await send(client, ['bank', 'cash'], '1', tomorrow))).toBe('dated-in-future');
  });
});

describe('a count', () => {
  test('shows the book balance of its day and the difference, and changes no balance', async () => {
    const client = await api.addFund();
    await contribute(client, '100000000');
    const counted = (await count(client, 'bank', '99999999', '2023-06-30')).body;
    expect(counted).toMatchObject({
      placeId: 'bank',
      countedOn: '2023-06-30',
      amount: '99999999',
      bookBalance: '100000000',
      difference: '-1',
    });
    const { data } = await client.read('/v1/fund/places?asOf=2023-12-31');
    expect(data[1]).toMatchObject({ id: 'bank', balance: '100000000' });
    expect(data[1].lastCount).toMatchObject({ id: counted.id, difference: '-1' });
    const earlier = await client.read('/v1/fund/places?asOf=2023-06-29');
    expect(earlier.data[1].lastCount).toBeNull();
  });

  test('of a closed day is refused, and so is a transfer that is not booked later', async () => {
    const client = await api.addFund();
    await contribute(client, '100000000');
    await client.add('/v1/periods/2023-Q1/closing', {});
    expect(codeOf(await count(client, 'bank', '1', '2023-03-31'))).toBe('period-closed');
    const day = { effectiveOn: '2023-03-31' };
    expect(codeOf(await send(client, ['bank', 'cash'], '1', day))).toBe('period-closed');
    const later = { ...day, bookedOn: '2023-04-03', reason: 'Nộp muộn' };
    const sent = await send(client, ['bank', 'cash'], '1', later);
    expect(sent.body).toMatchObject({ effectiveOn: '2023-03-31', bookedOn: '2023-04-03' });
    expect((await balances(client, '2023-04-02'))['cash']).toBe('0');
    expect((await balances(client, '2023-04-03'))['cash']).toBe('1');
  });
});

describe('interest and other money', () => {
  test('is used at most as far as there is any, and may become capital', async () => {
    const client = await api.addFund();
    await contribute(client, '100000000');
    await income(client, 'received', '3000000');
    const paid = await income(client, 'paid_out', '1000000', { method: 'cash' });
    expect(paid.body.place).toBe('cash');
    const added = { kind: 'contribution', amount: '1500000', effectiveOn: '2023-07-03' };
    const toCapital = { ...added, documentNumber: 'QĐ 9', fromIncome: true };
    await client.add('/v1/fund/capital-movements', toCapital);
    const places = await client.read('/v1/fund/places?asOf=2023-12-31');
    expect(places.interestAndOther).toEqual({
      interestCollected: '0',
      received: '3000000',
      broughtForward: '0',
      paidOut: '1000000',
      enforcementFees: '0',
      addedToCapital: '1500000',
      balance: '500000',
    });
    expect(places.mustEqual).toMatchObject({
      availablePrincipal: '101500000',
      interestAndOther: '500000',
    });
    expect(places.total).toBe('102000000');
    const fund = await client.read('/v1/fund?asOf=2023-12-31');
    expect(fund.charterCapital).toBe('101500000');
    expect(codeOf(await income(client, 'paid_out', '500001'))).toBe('income-below-zero');
    const more = { ...toCapital, amount: '500001', documentNumber: 'QĐ 10' };
    const refused = await client.post('/v1/fund/capital-movements', more);
    expect(codeOf(refused)).toBe('income-below-zero');
    expect((await client.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});

describe('capital entrusted', () => {
  test('leaves the available principal, and a statement tells what differs to the đồng', async () => {
    const client = await api.addFund();
    await contribute(client, '7500000000');
    const { id } = await enter(client, 'trustee');
    expect(codeOf(await send(client, ['bank', id], '7500000001'))).toBe(
      'available-principal-below-zero',
    );
    expect((await send(client, ['bank', id], '5000000000')).status).toBe(201);
    const back = { effectiveOn: '2023-09-01' };
    expect((await send(client, [id, 'bank'], '200000000', back)).status).toBe(201);
    expect(await client.read('/v1/fund?asOf=2023-12-31')).toMatchObject({
      charterCapital: '7500000000',
      availablePrincipal: '2700000000',
      principalEntrusted: '4800000000',
      principalOutstanding: '0',
    });
    const url = '/v1/reports/fund-section?asOf=2023-12-31&periodStart=2023-07-01';
    // Until 30/6: 7,500,000,000 − 5,000,000,000; since then 200,000,000 came back.
    const section = await client.read(url);
    expect(section.principalEntrusted).toBe('4800000000');
    expect(section.availablePrincipal).toEqual({
      amount: '2700000000',
      broughtForward: '2500000000',
      collected: '0',
      disbursed: '0',
      contributed: '0',
      entrusted: '-200000000',
    });
    const line = await client.read(url.replace('?', '/lines/principalEntrusted?'));
    expect(line.rows.map((each: Json) => each.amount)).toEqual(['5000000000', '-200000000']);
    const prose = await client.get(url, { accept: 'text/plain' });
    expect(prose.text).toContain('Vốn đang ủy thác cho vay đến 31/12/2023 là 4,8 tỷ đồng.');
    for (const format of ['pdf', 'docx', 'xlsx']) {
      expect([format, (await client.get(`${url}&format=${format}`)).status]).toEqual([format, 200]);
    }
    // 4,600,000,000 lent and 199,999,999 idle are 4,799,999,999: 1 đồng less than entrusted.
    const said = { outstanding: '4600000000', overdue: '100000000', idle: '199999999' };
    const collected = { collectedPrincipal: '0', interest: '62100000', fee: '9315000' };
    const statements = `/v1/places/${id}/statements`;
    const stated = await client.add(statements, { statedOn: '2023-12-31', ...said, ...collected });
    expect(stated).toMatchObject({ entrusted: '4800000000', difference: '-1' });
    const { data, total, mustEqual } = await client.read('/v1/fund/places?asOf=2023-12-31');
    const printed = await client.get(url, { accept: 'text/plain' });
    expect(printed.text).toContain(
      'dư nợ cho vay 4,6 tỷ đồng (trong đó quá hạn 100 triệu đồng), vốn chưa cho vay 200 triệu đồng; ' +
        'ít hơn số đã ủy thác 1 đồng.',
    );
    const [trustee] = (await client.read(url)).trustees;
    expect(trustee).toMatchObject({ placeId: id, entrusted: '4800000000', difference: '-1' });
    expect(data.at(-1).lastStatement).toMatchObject({ id: stated.id, overdue: '100000000' });
    expect([total, mustEqual.principalEntrusted]).toEqual(['7500000000', '4800000000']);
    const tooMuch = { ...said, ...collected, overdue: '4600000001' };
    const refused = await client.post(statements, { statedOn: '2023-12-31', ...tooMuch });
    expect(refused.status).toBe(400);
    expect(codeOf(await count(client, id, '1', '2023-12-31'))).toBe('place-of-other-kind');
    expect((await client.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});

describe('capital of another source entrusted', () => {
  test('leaves its own source, and comes back to it alone', async () => {
    const client = await api.addFund();
    await contribute(client, '500000000');
    const given = { kind: 'contribution', amount: '300000000', effectiveOn: '2023-01-02' };
    const granted = { ...given, documentNumber: 'QĐ 2', source: 'grant' };
    await client.add('/v1/fund/capital-movements', granted);
    const { id } = await enter(client, 'trustee');
    const grant = { source: 'grant' };
    const tooMuch = await send(client, ['bank', id], '300000001', grant);
    expect(codeOf(tooMuch)).toBe('available-principal-below-zero');
    expect((await send(client, ['bank', id], '250000000', grant)).status).toBe(201);
    expect((await send(client, ['bank', id], '100000000')).status).toBe(201);
    const back = { effectiveOn: '2023-07-03' };
    expect(codeOf(await send(client, [id, 'bank'], '100000001', back))).toBe('place-below-zero');
    expect((await send(client, [id, 'bank'], '50000000', { ...back, ...grant })).status).toBe(201);
    expect(codeOf(await send(client, ['bank', 'cash'], '1', grant))).toBe('validation');
    const fund = await client.read('/v1/fund?asOf=2023-12-31');
    // Of the charter 400 millions, of the grant 100.
    expect(fund).toMatchObject({ charterCapital: '500000000', availablePrincipal: '500000000' });
    expect(fund.sources.find((each: Json) => each.source === 'grant')).toMatchObject({
      capital: '300000000',
      available: '100000000',
      entrusted: '200000000',
    });
    const places = await client.read('/v1/fund/places?asOf=2023-12-31');
    expect(places.mustEqual).toEqual({
      total: '800000000',
      availablePrincipal: '500000000',
      principalEntrusted: '300000000',
      interestAndOther: '0',
    });
    const url = '/v1/reports/fund-section?asOf=2023-12-31';
    const section = await client.read(url);
    expect(section.trustees[0].entrusted).toBe('300000000');
    for (const format of ['text', 'pdf', 'xlsx']) {
      expect([format, (await client.get(`${url}&format=${format}`)).status]).toEqual([format, 200]);
    }
    expect((await client.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});

describe('the places of a fund that was taken over', () => {
  test('begin with what is available at the close of the opening day, in the default bank', async () => {
    const client = await api.addFund();
    await client.put('/v1/fund/opening', {
      on: '2022-12-31',
      documentNumber: 'BB 01',
      capital: [{ source: 'charter', amount: '500000000' }],
    });
    const day = { effectiveOn: '2022-12-31' };
    expect((await send(client, ['bank', 'cash'], '17674555', day)).status).toBe(201);
    expect((await income(client, 'brought_forward', '4000000', day)).status).toBe(201);
    expect(await balances(client, '2022-12-31')).toEqual({ cash: '17674555', bank: '486325445' });
    const before = { effectiveOn: '2022-12-30' };
    expect(codeOf(await send(client, ['bank', 'cash'], '1', before))).toBe('before-opening');
    expect(codeOf(await count(client, 'cash', '1', '2022-12-30'))).toBe('before-opening');
    const early = await client.get('/v1/fund/places?asOf=2022-12-30');
    expect([early.status, codeOf(early)]).toEqual([422, 'before-opening']);
    const book = await client.get('/v1/places/cash/movements?from=2022-12-31&to=2022-12-31');
    expect(codeOf(book)).toBe('before-opening');
    const opened = await client.read('/v1/places/bank/movements?from=2023-01-01&to=2023-12-31');
    expect([opened.opening, opened.closing]).toEqual(['486325445', '486325445']);
  });
});

describe('the book of a place', () => {
  test('has opening + lines = closing, line by line', async () => {
    const client = await api.addFund();
    await contribute(client, '100000000');
    await send(client, ['bank', 'cash'], '30000000');
    const { body } = await send(client, ['cash', 'bank'], '10000000', {
      effectiveOn: '2023-07-01',
    });
    await income(client, 'received', '5000000', { method: 'cash', effectiveOn: '2023-07-02' });
    const book = await client.read('/v1/places/cash/movements?from=2023-07-01&to=2023-07-31');
    expect(book).toMatchObject({ opening: '30000000', closing: '25000000' });
    expect([book.in, book.out]).toEqual(['5000000', '10000000']);
    const lines = book.lines.map((each: Json) => [each.on, each.in, each.out, each.balance]);
    expect(lines).toEqual([
      ['2023-07-01', '0', '10000000', '20000000'],
      ['2023-07-02', '5000000', '0', '25000000'],
    ]);
    expect(book.lines[0]).toMatchObject({
      factId: body.id,
      number: body.voucherNumber,
      otherPlace: 'bank',
    });
    const backwards = await client.get('/v1/places/cash/movements?from=2023-07-31&to=2023-07-01');
    expect([backwards.status, codeOf(backwards)]).toEqual([400, 'validation']);
    const csv = await client.get(
      '/v1/places/cash/movements?from=2023-07-01&to=2023-07-31&format=csv',
    );
    expect(csv.text.trim().split('\n')).toHaveLength(3);
  });
});
