import {
  components,
  contribute,
  cooperativeBody,
  loanBody,
  next,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

const give = (fund: Client, source: string, amount: string, more: object = {}) =>
  fund.add('/v1/fund/capital-movements', {
    kind: 'contribution',
    amount,
    effectiveOn: '2023-01-05',
    documentNumber: next('QĐ'),
    source,
    ...more,
  });

/** A contract of a source, 200 m or as given lent of it on 25/3/2023. */
async function lendOf(fund: Client, source: string, amount = '200000000'): Promise<Json> {
  const { id: cooperativeId } = await fund.add('/v1/cooperatives', cooperativeBody());
  const body = loanBody(cooperativeId, { source, principal: amount });
  const loan = await fund.add('/v1/loans', body);
  const lent = payment(amount, '2023-03-25');
  const disbursement = await fund.add(`/v1/loans/${loan.id}/disbursements`, lent);
  return { ...loan, body, disbursement };
}

/**
 * Charter capital 1,000 m, an advance of 300 m and 100 m entrusted to the fund at others' risk. Of the charter and
 * of the advance 200 m are lent, of which the advance gets 50 m back; all that was entrusted is lent.
 */
async function threeSources() {
  const fund = await api.addFund();
  await contribute(fund);
  const advance = await give(fund, 'advance', '300000000');
  await give(fund, 'entrusted_in', '100000000', { bearsRisk: false });
  const charter = await lendOf(fund, 'charter');
  const loan = await lendOf(fund, 'advance');
  const entrusted = await lendOf(fund, 'entrusted_in', '100000000');
  const receipt = payment('50000000', '2023-06-26', { allocation: components('50000000', '0') });
  await fund.add(`/v1/loans/${loan.id}/repayments`, receipt);
  return { fund, advance, charter, loan, entrusted };
}

const of = (source: string, name: string, ...parts: readonly number[]) => {
  const [capital, outstanding, available] = parts.map((millions) => String(millions * 1_000_000));
  return { source, name, capital, outstanding, available, chargedOff: '0' };
};

const BALANCES = [
  of('charter', 'Vốn điều lệ', 1_000, 200, 800),
  of('advance', 'Vốn tạm ứng từ ngân sách', 300, 150, 150),
  of('entrusted_in', 'Vốn nhận ủy thác', 100, 100, 0),
];

const AT = '?asOf=2023-06-30';

describe('the balances of a fund with several sources (R34)', () => {
  test('are the capital of each, what of it is lent and what is not, and their sums', async () => {
    const { fund } = await threeSources();
    expect(await fund.read(`/v1/fund${AT}`)).toMatchObject({
      charterCapital: '1000000000',
      principalOutstanding: '450000000',
      availablePrincipal: '950000000',
      sources: BALANCES,
      sourcesTotal: { capital: '1400000000', outstanding: '450000000', available: '950000000' },
    });
    const section = await fund.read(`/v1/reports/fund-section${AT}`);
    expect(section).toMatchObject({ charterCapital: '1000000000', sources: BALANCES });
    expect(section.availablePrincipal).toMatchObject({
      amount: '950000000',
      contributed: '1400000000',
      disbursed: '500000000',
      collected: '50000000',
    });
    const line = 'sources.advance.available';
    const { value, rows } = await fund.read(`/v1/reports/fund-section/lines/${line}${AT}`);
    expect([value, rows.map((each: Json) => each.amount)]).toEqual([
      '150000000',
      ['300000000', '-200000000', '50000000'],
    ]);
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('are told in the prose, with the sum over all sources', async () => {
    const { fund } = await threeSources();
    const { text } = await fund.get(`/v1/reports/fund-section${AT}&format=text`);
    expect(text).toContain(
      'Vốn điều lệ của Quỹ là 1 tỷ đồng. Ngoài vốn điều lệ, Quỹ có: Vốn tạm ứng từ ngân sách 300 ' +
        'triệu đồng, gồm dư nợ gốc 150 triệu đồng, chưa cho vay 150 triệu đồng; Vốn nhận ủy thác 100 ' +
        'triệu đồng, toàn bộ dư nợ gốc. Tổng các nguồn vốn là 1,4 tỷ đồng, gồm vốn điều lệ ' +
        '1 tỷ đồng, Vốn tạm ứng từ ngân sách 300 triệu đồng, Vốn nhận ủy thác 100 triệu đồng.',
    );
    for (const format of ['docx', 'pdf', 'xlsx']) {
      expect((await fund.get(`/v1/reports/fund-section${AT}&format=${format}`)).status).toBe(200);
    }
  });

  test('stand in accounts of each source', async () => {
    const { fund } = await threeSources();
    const { rows, totals } = await fund.read(`/v1/ledger/trial-balance${AT}`);
    const told = rows
      .filter((each: Json) => each.account.includes(':advance'))
      .map(({ code, vietnamese, balance }: Json) => [code, vietnamese, balance]);
    expect(told).toEqual([
      ['11211.advance', 'Nguồn vốn gốc khả dụng – Vốn tạm ứng từ ngân sách', sides(150, 0)],
      ['1283.advance', 'Dư nợ gốc – Vốn tạm ứng từ ngân sách', sides(150, 0)],
      ['4111.advance', 'Vốn tạm ứng từ ngân sách', sides(0, 300)],
    ]);
    expect(totals.debit).toBe(totals.credit);
    const account = await fund.read('/v1/ledger/accounts/11211.advance?to=2023-06-30');
    expect(account).toMatchObject({ account: 'availablePrincipal:advance', closing: '150000000' });
  });

  test('of charter capital alone are what they were, with no other account', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    await lendOf(fund, 'charter');
    const { rows } = await fund.read(`/v1/ledger/trial-balance${AT}`);
    expect(rows.filter((each: Json) => each.account.includes(':'))).toEqual([]);
    const { text } = await fund.get(`/v1/reports/fund-section${AT}&format=text`);
    expect(text).not.toContain('Ngoài vốn điều lệ');
  });
});

const sides = (debit: number, credit: number) => ({
  debit: String(debit * 1_000_000),
  credit: String(credit * 1_000_000),
});

describe('money of a source', () => {
  test('is refused where that source has too little, whatever the others have', async () => {
    const { fund, advance, entrusted } = await threeSources();
    const more = await fund.post(
      `/v1/loans/${entrusted.id}/disbursements`,
      payment('1', '2023-03-26'),
    );
    expect([more.status, more.body.code]).toEqual([422, 'more-than-contract']);
    const { id: cooperativeId } = await fund.add('/v1/cooperatives', cooperativeBody());
    const loan = await fund.add('/v1/loans', loanBody(cooperativeId, { source: 'entrusted_in' }));
    const lent = payment('1', '2023-03-26');
    const refused = await fund.post(`/v1/loans/${loan.id}/disbursements`, lent);
    expect([refused.status, refused.body]).toMatchObject([
      422,
      {
        code: 'available-principal-below-zero',
        figures: { source: 'entrusted_in', amount: '1', on: '2023-03-26', availableAfter: '-1' },
      },
    ]);
    expect(refused.body.detail).toContain('The source is entrusted in.');
    const withdrawal = {
      kind: 'withdrawal',
      amount: '150000001',
      effectiveOn: '2023-07-01',
      documentNumber: 'QĐ rút',
      source: 'advance',
    };
    const taken = await fund.post('/v1/fund/capital-movements', withdrawal);
    expect(taken.body.figures).toMatchObject({ source: 'advance', availableAfter: '-1' });
    const back = `/v1/capital-movements/${advance.id}/reversal`;
    const reversed = await fund.post(back, { reason: 'nhập nhầm' });
    expect(reversed.body).toMatchObject({ figures: { source: 'advance' } });
    await fund.add('/v1/fund/capital-movements', { ...withdrawal, amount: '150000000' });
    const [, left] = (await fund.read('/v1/fund?asOf=2023-07-01')).sources;
    expect(left).toMatchObject({ capital: '150000000', outstanding: '150000000', available: '0' });
  });

  test('goes to another one where the contract is corrected, as known from then on', async () => {
    const { fund, loan } = await threeSources();
    const { knownAt } = await fund.read('/v1/fund');
    const { body } = loan;
    const reason = 'ghi nhầm nguồn vốn';
    const path = `/v1/loans/${loan.id}/correction`;
    const poor = await fund.post(path, { ...body, source: 'entrusted_in', reason });
    expect([poor.status, poor.body]).toMatchObject([
      422,
      { code: 'available-principal-below-zero', figures: { source: 'entrusted_in' } },
    ]);
    await fund.add(path, { ...body, source: 'charter', reason });
    expect((await fund.read(`/v1/fund${AT}`)).sources).toMatchObject([
      of('charter', 'Vốn điều lệ', 1_000, 350, 650),
      of('advance', 'Vốn tạm ứng từ ngân sách', 300, 0, 300),
      BALANCES[2],
    ]);
    expect((await fund.read(`/v1/fund${AT}&knownAt=${knownAt}`)).sources).toEqual(BALANCES);
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
    // What is reversed then is of the source that it has by now.
    const receipts = await fund.read(`/v1/loans/${loan.id}/repayments`);
    const reversal = `/v1/repayments/${receipts.data[0].id}/reversal`;
    await fund.add(reversal, { reason: 'nhập nhầm' });
    expect((await fund.read(`/v1/fund${AT}`)).sources[0]).toMatchObject({ available: '600000000' });
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('booked later is in the figures of its source from its booking on', async () => {
    const { fund } = await threeSources();
    for (const quarter of ['2023-Q1', '2023-Q2']) {
      await fund.add(`/v1/periods/${quarter}/closing`, {});
    }
    const late = { bookedOn: '2023-07-01', reason: 'quyết định đến muộn' };
    await give(fund, 'grant', '7000000', late);
    const sourcesOn = async (day: string) =>
      (await fund.read(`/v1/fund?asOf=${day}`)).sources.map((each: Json) => each.source);
    expect(await sourcesOn('2023-06-30')).not.toContain('grant');
    expect(await sourcesOn('2023-07-01')).toContain('grant');
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});

describe('an issued report of several sources', () => {
  test('is compared source by source, each difference with the facts that cause it', async () => {
    const { fund, loan } = await threeSources();
    const issue = { asOf: '2023-06-30', periodStart: '2023-01-01', documentNumber: next('BC') };
    const { id } = await fund.add('/v1/reports/fund-section/issues', issue);
    const compared = async () => {
      const rows = await fund.read(`/v1/issued-reports/${id}/comparison`);
      return rows
        .filter(({ path }: Json) => path.startsWith('sources'))
        .map(({ path, issued, now, causes }: Json) => [
          path,
          Number(now) - Number(issued),
          causes.map((each: Json) => each.type),
        ]);
    };
    const correction = { ...loan.body, source: 'charter', reason: 'ghi nhầm nguồn vốn' };
    await fund.add(`/v1/loans/${loan.id}/correction`, correction);
    const moved = ['loan_correction'];
    expect(await compared()).toEqual([
      ['sources.charter.outstanding', 150_000_000, moved],
      ['sources.charter.available', -150_000_000, moved],
      ['sources.advance.outstanding', -150_000_000, moved],
      ['sources.advance.available', 150_000_000, moved],
    ]);
    await give(fund, 'grant', '7000000');
    const given = (await compared()).filter(([path]: [string]) => path.includes('grant'));
    expect(given).toEqual([
      ['sources.grant.capital', 7_000_000, ['capital_movement']],
      ['sources.grant.available', 7_000_000, ['capital_movement']],
    ]);
  });
});

describe('a source', () => {
  test('is meant by its code, by the law’s name, or as it was named before', async () => {
    const fund = await api.addFund();
    const sourceOf = async (source: string) => (await give(fund, source, '1000000')).source;
    expect(await sourceOf('Vốn huy động')).toBe('mobilised');
    expect(await sourceOf('Quỹ Thiện Tâm')).toBe('Quỹ Thiện Tâm');
    expect(await sourceOf('quy thien tam')).toBe('Quỹ Thiện Tâm');
    const found = await fund.read('/v1/fund/capital-movements?source=QUY THIEN TAM');
    expect(found.data).toHaveLength(2);
    const csv = await fund.get('/v1/fund/capital-movements?source=mobilised&format=csv');
    expect(csv.text.trim().split('\n')).toHaveLength(2);
  });

  test('without capital is warned of when a contract names it', async () => {
    const { fund } = await threeSources();
    const { id: cooperativeId } = await fund.add('/v1/cooperatives', cooperativeBody());
    const loan = await fund.add('/v1/loans', loanBody(cooperativeId, { source: 'grant' }));
    const told = loan.warnings.filter((each: Json) => each.rule === 'R34');
    expect(told).toMatchObject([
      {
        code: 'source-without-capital',
        rule: 'R34',
        figures: { source: 'grant', possible: ['charter', 'advance', 'entrusted_in'] },
      },
    ]);
    const { data } = await fund.read('/v1/loans?source=grant');
    expect(data.map((each: Json) => [each.id, each.source])).toEqual([[loan.id, 'grant']]);
  });

  test('at others’ risk is classified, and nothing is provided for it (R16)', async () => {
    const { fund, entrusted } = await threeSources();
    // Four days past due: group 1, 0.5 % of 200 m and of 150 m.
    const { rows, total } = await fund.read(`/v1/reports/debt-classification${AT}`);
    expect(total).toMatchObject({ principalOutstanding: '450000000', generalProvision: '1750000' });
    const row = rows.find((each: Json) => each.loanId === entrusted.id);
    expect(row).toMatchObject({ debtGroup: 1, specificProvision: '0', generalProvision: '0' });
    // A later document puts the risk on the fund: 0.5 % of 100 m more.
    const later = { effectiveOn: '2023-06-01', bearsRisk: true };
    await give(fund, 'entrusted_in', '1000000', later);
    const after = await fund.read(`/v1/reports/debt-classification${AT}`);
    expect(after.total.generalProvision).toBe('2250000');
    const refused = await fund.post('/v1/fund/capital-movements', {
      kind: 'contribution',
      amount: '1',
      effectiveOn: '2023-06-01',
      documentNumber: 'QĐ',
      bearsRisk: false,
    });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/bearsRisk']);
  });
});
