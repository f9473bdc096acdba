import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  contribute,
  cooperativeBody,
  expectRefused,
  lend,
  loanBody,
  next,
  payment,
  startApi,
  without,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { asAdmin } from '../../support/database.ts';
import { unzipped } from '../../../src/documents/zip.ts';
import { startLangSon } from '../../support/langSon.ts';
import { getFile } from '../../support/workbooks.ts';

const ISSUES = '/v1/reports/fund-section/issues';

const SECTION = '/v1/reports/fund-section?asOf=2023-06-30';

function issue(fund: Client, more: object = {}): Promise<Json> {
  return fund.add(ISSUES, { asOf: '2023-06-30', documentNumber: next('BC'), ...more });
}

/** The receipt of 25/5/2023 of HTX Nông Lâm Sơn Trang: 20 m of principal, 12 m of overdue interest. */
async function reversePT019(fund: Client): Promise<Json> {
  const [receipt] = (await fund.read('/v1/repayments?voucherNumber=PT019/2023')).data;
  return fund.add(`/v1/repayments/${receipt.id}/reversal`, { reason: 'Nhập nhầm phiếu thu' });
}

describe('the report of 7/7/2023, issued', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startLangSon('2023-07-07');
  });
  afterAll(() => api.close());

  test('is dated the day that is given, from the cut-off date to today', async () => {
    const body = { asOf: '2023-06-30', issuedOn: '2023-07-05' };
    const issued = await api.fund.add(ISSUES, { ...body, documentNumber: '11/BC-QHT' });
    expect(issued).toMatchObject({ issuedOn: '2023-07-05', effectiveOn: '2023-07-05' });
    const { bytes } = await getFile(api, api.fund, `/v1/issued-reports/${issued.id}?format=docx`);
    const document = unzipped(bytes).find(({ name }) => name === 'word/document.xml');
    expect(Buffer.from(document?.bytes ?? []).toString('utf8')).toContain(
      'ngày 05 tháng 7 năm 2023',
    );
    for (const [issuedOn, code] of [
      ['2023-06-29', 'validation'],
      ['2023-07-08', 'dated-in-future'],
    ]) {
      const refused = await api.fund.post(ISSUES, {
        ...body,
        issuedOn,
        documentNumber: next('BC'),
      });
      expect(refused.body.code).toBe(code);
    }
  });

  test('is printed with a date before it is issued', async () => {
    const text = async (asked: string) => {
      const { bytes } = await getFile(api, api.fund, `${SECTION}&format=docx${asked}`);
      const document = unzipped(bytes).find(({ name }) => name === 'word/document.xml');
      return Buffer.from(document?.bytes ?? []).toString('utf8');
    };
    expect(await text('&issuedOn=2023-07-06')).toContain('ngày 06 tháng 7 năm 2023');
    expect(await text('')).toContain('ngày …… tháng …… năm ………');
    const refused = await api.fund.get(`${SECTION}&issuedOn=2023-07-06`);
    expect([refused.status, JSON.parse(refused.text).code]).toEqual([400, 'validation']);
  });

  test('is frozen: figures, lines and prose stay, whatever is entered later', async () => {
    const section = await api.fund.read(SECTION);
    const prose = await api.fund.get(`${SECTION}&format=text`);
    const path = 'overduePrincipal.amount';
    const line = await api.fund.read(`/v1/reports/fund-section/lines/${path}?asOf=2023-06-30`);
    const answer = await api.fund.post(ISSUES, { asOf: '2023-06-30', documentNumber: '12/BC-QHT' });
    expect(answer.status).toBe(201);
    expect(answer.headers['location']).toBe(`/v1/issued-reports/${answer.body.id}`);
    const sha256 = createHash('sha256').update(prose.text).digest('hex');
    expect(answer.body).toMatchObject({
      documentNumber: '12/BC-QHT',
      asOf: '2023-06-30',
      periodStart: '2023-01-01',
      knownAt: section.knownAt,
      effectiveOn: '2023-07-07',
      recordedBy: 'Giám đốc',
      documents: [
        { format: 'text', sha256 },
        ...['pdf', 'docx', 'xlsx'].map((format) => ({ format, sha256: expect.any(String) })),
      ],
      figures: section,
    });
    const address = `/v1/issued-reports/${answer.body.id}`;
    const issued = await api.fund.read(address);
    expect(without(issued, 'lines')).toEqual(answer.body);
    expect(issued.lines[path]).toEqual({ value: '1610000000', rows: line.rows });
    expect(Object.keys(issued.lines)).toContain('borrowers.overdue');

    await reversePT019(api.fund);
    expect(await api.fund.read(address)).toEqual(issued);
    const text = await api.fund.get(`${address}?format=text`);
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text.text).toBe(prose.text);
    expect((await api.fund.get(`${SECTION}&format=text`)).text).not.toBe(prose.text);
    expect((await api.fund.read('/v1/issued-reports')).data).toContainEqual(
      without(answer.body, 'figures'),
    );
    expect((await api.fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});

describe('the documents of an issued report', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startLangSon('2023-07-07');
  });
  afterAll(() => api.close());

  test('have its number and its day, and are kept byte for byte', async () => {
    const { id, documents } = await issue(api.fund, { documentNumber: '12/BC-QHT' });
    const address = `/v1/issued-reports/${id}`;
    await reversePT019(api.fund);
    const authorization = `Bearer ${api.fund.token}`;
    const bytesOf = async (format: string): Promise<Buffer> => {
      const url = `${address}?format=${format}`;
      return (await api.app.inject({ url, headers: { authorization } })).rawPayload;
    };
    for (const { format, sha256 } of documents) {
      const hash = createHash('sha256')
        .update(await bytesOf(format))
        .digest('hex');
      expect([format, hash]).toEqual([format, sha256]);
    }
    const word = unzipped(await bytesOf('docx')).find(({ name }) => name === 'word/document.xml');
    const xml = Buffer.from(word?.bytes ?? []).toString('utf8');
    const said = ['Số: 12/BC-QHT', 'ngày 07 tháng 7 năm 2023', '1.610.000.000'];
    expect(said.filter((each) => !xml.includes(each))).toEqual([]);
  });
});

describe('a receipt of the reported period reversed after the report was issued', () => {
  let api: Api;
  let report: Json;
  let reversal: Json;
  beforeAll(async () => {
    api = await startLangSon('2023-07-07');
    report = await issue(api.fund);
    reversal = await reversePT019(api.fund);
  });
  afterAll(() => api.close());

  const compared = (query = ''): Promise<Json> =>
    api.fund.read(`/v1/issued-reports/${report.id}/comparison${query}`);

  test('is the one cause of every figure that differs, with its part', async () => {
    const causes = (difference: string | null) => [
      {
        factId: reversal.id,
        type: 'reversal',
        effectiveOn: '2023-05-25',
        recordedAt: reversal.recordedAt,
        recordedBy: 'Giám đốc',
        difference,
      },
    ];
    const rows: Json[] = await compared();
    const numbers = rows.filter(({ issued }) => typeof issued === 'string');
    // 20 m of principal and 12 m of overdue interest were not received after all.
    expect(numbers.map(({ path, issued, now }) => [path, issued, now])).toEqual([
      ['overduePrincipal.amount', '1610000000', '1630000000'],
      ['availablePrincipal.amount', '2890000000', '2870000000'],
      ['availablePrincipal.collected', '580000000', '560000000'],
      ['interestCollected.total', '243100000', '231100000'],
      ['interestCollected.overdue', '137500000', '125500000'],
      ['projectedYearEnd.availablePrincipal', '4110000000', '4090000000'],
    ]);
    for (const { path, issued, now, causes: found } of numbers) {
      expect([path, found]).toEqual([path, causes(String(BigInt(now) - BigInt(issued)))]);
    }
    // The case of this borrower shows what is still owed.
    expect(without(rows.at(-1), 'issued', 'now')).toEqual({
      path: 'litigation.cases',
      causes: causes(null),
    });
    expect(rows).toHaveLength(7);
  });

  test('is no cause for those who did not know of it yet', async () => {
    expect(await compared(`?knownAt=${report.recordedAt}`)).toEqual([]);
    const unknown = await api.fund.get(
      `/v1/issued-reports/${report.id}/comparison?knownAt=${report.knownAt}`,
    );
    expect(unknown.status).toBe(404);
  });

  test('names the report in its answer', () => {
    const { documentNumber: number, id } = report;
    expect(reversal.affects).toEqual([{ type: 'report', id, number }]);
  });

  test('and entered again: both are causes, and nothing differs but by their sum', async () => {
    const [receipt] = (await api.fund.read('/v1/repayments?voucherNumber=PT019/2023')).data;
    const { loanId, allocation } = receipt;
    const { principal } = allocation;
    const again = await api.fund.add(
      `/v1/loans/${loanId}/repayments`,
      payment(principal, '2023-05-25', {
        allocation: { ...allocation, overdueInterest: '0', inTermInterest: '0' },
      }),
    );
    const rows: Json[] = await compared();
    // The principal is back: only the interest is still missing.
    expect(rows.map((row) => row.path)).toEqual([
      'interestCollected.total',
      'interestCollected.overdue',
      'litigation.cases',
    ]);
    expect(rows[0].causes).toMatchObject([{ factId: reversal.id, difference: '-12000000' }]);
    expect(rows[2].causes.map((each: Json) => each.factId)).toEqual([reversal.id, again.id]);
  });
});

describe('a contract forgotten when the report was issued', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  test('and entered after a receipt of its borrower is a cause with its disbursement', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const { path, cooperativeId } = await lend(fund);
    const report = await issue(fund);
    const receipt = await fund.add(`${path}/repayments`, payment('1000000', '2023-06-27'));
    // 200 m of 25/3/2023 again, of which 50 m were payable by 26/6.
    const forgotten = await lend(fund, {}, cooperativeId);
    const [{ id: disbursementId }] = (await fund.read(`${forgotten.path}/disbursements`)).data;
    const rows: Json[] = await fund.read(`/v1/issued-reports/${report.id}/comparison`);
    const causesOf = (path: string) => {
      const { issued, now, causes } = rows.find((row) => row.path === path);
      const told = causes.map((each: Json) => [each.factId, each.difference]);
      return [issued, now, told];
    };
    expect(causesOf('inTermPrincipal.amount')).toEqual([
      '150000000',
      '300000000',
      [[disbursementId, '150000000']],
    ]);
    // The receipt pays overdue principal first (R9).
    expect(causesOf('overduePrincipal.amount')).toEqual([
      '50000000',
      '99000000',
      [
        [receipt.id, '-1000000'],
        [disbursementId, '50000000'],
      ],
    ]);
  });
});

describe('the day on which money was last lent', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  /** Money lent on a day to a borrower of its own. */
  async function lendOn(fund: Client, effectiveOn: string): Promise<Json> {
    const { id } = await fund.add('/v1/cooperatives', cooperativeBody());
    const loan = await fund.add('/v1/loans', loanBody(id, { principal: '50000000' }));
    return fund.add(`/v1/loans/${loan.id}/disbursements`, payment('50000000', effectiveOn));
  }

  async function causesOfLastDay(fund: Client, report: Json) {
    const rows: Json[] = await fund.read(`/v1/issued-reports/${report.id}/comparison`);
    const row = rows.find(({ path }) => path === 'lastDisbursementOn');
    return row && [row.issued, row.now, row.causes.map((each: Json) => each.factId)];
  }

  test('is changed by what was lent later, and not by what was lent before that day', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    await lend(fund); // on 25/3/2023
    const report = await issue(fund);
    await lendOn(fund, '2023-03-22');
    expect(await causesOfLastDay(fund, report)).toBeUndefined();
    const late = await lendOn(fund, '2023-06-20');
    expect(await causesOfLastDay(fund, report)).toEqual(['2023-03-25', '2023-06-20', [late.id]]);
    await lendOn(fund, '2023-06-19');
    const later = await lendOn(fund, '2023-06-29');
    expect(await causesOfLastDay(fund, report)).toEqual([
      '2023-03-25',
      '2023-06-29',
      [late.id, later.id],
    ]);
  });

  test('goes back where what was lent last is reversed', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    await lend(fund);
    const early = await lendOn(fund, '2023-06-19');
    const late = await lendOn(fund, '2023-06-20');
    const report = await issue(fund);
    const reverse = ({ id }: Json) =>
      fund.add(`/v1/disbursements/${id}/reversal`, { reason: 'Nhập nhầm' });
    await reverse(early);
    const last = await reverse(late);
    expect(await causesOfLastDay(fund, report)).toEqual(['2023-06-20', '2023-03-25', [last.id]]);
  });
});

describe('issuing', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await contribute(api.fund);
  });
  afterAll(() => api.close());

  test('a report of a day to come is refused, and a period that begins after its end', async () => {
    const ask = (more: object) => () =>
      api.fund.post(ISSUES, { asOf: '2024-03-31', documentNumber: next('BC'), ...more });
    const unchanged = '/v1/issued-reports';
    const future = { status: 422, code: 'dated-in-future' };
    await expectRefused(api, { ask: ask({ asOf: '2024-04-01' }), unchanged }, future);
    const refused = await expectRefused(
      api,
      { ask: ask({ periodStart: '2024-04-01' }), unchanged },
      { status: 400, code: 'validation' },
    );
    expect(refused.body.errors).toMatchObject([{ pointer: '/periodStart' }]);
  });

  test('a number is used once in a year and fund', async () => {
    const documentNumber = '12/BC-QHT';
    await issue(api.fund, { documentNumber });
    await issue(api.other, { documentNumber });
    await expectRefused(
      api,
      {
        ask: () => api.fund.post(ISSUES, { asOf: '2024-03-31', documentNumber }),
        unchanged: '/v1/issued-reports',
      },
      { status: 409, code: 'duplicate' },
    );
    api.setToday('2025-01-02');
    await issue(api.fund, { documentNumber });
    api.setToday('2024-03-31');
  });

  test('reports are listed in the order of issue, page by page', async () => {
    const fund = await api.addFund();
    const first = await issue(fund);
    const second = await issue(fund);
    const page = await fund.read('/v1/issued-reports?limit=1');
    expect(page.data).toEqual([without(first, 'figures')]);
    const rest = await fund.read(`/v1/issued-reports?limit=1&cursor=${page.nextCursor}`);
    expect(rest).toEqual({ data: [without(second, 'figures')], nextCursor: null });
  });

  test('a report about a closed quarter can be issued', async () => {
    const fund = await api.addFund();
    await contribute(fund, '1000000000', '2023-01-02');
    await fund.add('/v1/periods/2023-Q1/closing', {});
    const report = await issue(fund, { asOf: '2023-03-31' });
    expect(report).toMatchObject({ effectiveOn: '2024-03-31' });
    expect(report.figures.charterCapital).toBe('1000000000');
  });

  test('is the accountant’s; who may read reports reads them', async () => {
    const accountant = await api.withRole(api.fund, 'accountant');
    const report = await issue(accountant);
    expect(report.recordedBy).toBe(accountant.actor.tokenName);
    const auditor = await api.withRole(api.fund, 'auditor');
    const program = await api.withRole(api.fund, 'integration', ['reports:read']);
    const body = { asOf: '2023-06-30', documentNumber: next('BC') };
    for (const reader of [auditor, program]) {
      await reader.read(`/v1/issued-reports/${report.id}`);
      await reader.read(`/v1/issued-reports/${report.id}/comparison`);
      expect((await reader.post(ISSUES, body)).status).toBe(403);
    }
    expect((await api.other.get(`/v1/issued-reports/${report.id}`)).status).toBe(404);
  });

  test('is in the audit trail with what was issued', async () => {
    const report = await issue(api.fund);
    const [event] = (await api.fund.read(`/v1/audit-events?subject=${report.id}`)).data;
    expect(event).toMatchObject({ act: 'report_issue', factId: report.id });
    expect(JSON.stringify(event.after)).toContain(report.documents[0].sha256);
  });
});

describe('a list of an issued report', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await contribute(api.fund);
  });
  afterAll(() => api.close());

  test('stays as it is where another code leaves its order: that affects nothing', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const { cooperativeId } = await lend(fund);
    // 50 m are overdue and 150 m in term: a note names the borrower.
    const report = await issue(fund);
    const [note] = report.figures.notes;
    expect(note).toMatchObject({ code: 'in_both_principal_lines' });
    const { name, locality } = await fund.read(`/v1/cooperatives/${cooperativeId}`);
    const { status, body } = await fund.put(`/v1/cooperatives/${cooperativeId}`, {
      code: next('ZZ'),
      name,
      locality,
      reason: 'Nhập nhầm mã',
    });
    expect([status, body.affects]).toEqual([200, []]);
    expect(await fund.read(`/v1/issued-reports/${report.id}/comparison`)).toEqual([]);
  });

  test('differs also by its order: another code of a cooperative is the cause', async () => {
    const { fund } = api;
    const recalled = async (code: string, name: string): Promise<Json> => {
      const body = { code, name, locality: 'Cao Lộc' };
      const { id } = await fund.add('/v1/cooperatives', body);
      const { path } = await lend(fund, {}, id);
      const recall = {
        decisionNumber: next('QD'),
        decidedOn: '2023-05-18',
        deadline: '2023-10-31',
      };
      await fund.add(`${path}/recalls`, recall);
      return { id, body };
    };
    const first = await recalled('HTX01', 'HTX Vạn An');
    const second = await recalled('HTX02', 'HTX Yên Dũng');
    // Before the first instalment: both are in term.
    const report = await issue(fund, { asOf: '2023-06-01' });
    const answer = await fund.put(`/v1/cooperatives/${first.id}`, {
      ...first.body,
      code: 'HTX03',
      reason: 'Nhập nhầm mã',
    });
    expect(answer.body.affects).toMatchObject([{ id: report.id }]);
    const [row, ...more]: Json[] = await fund.read(`/v1/issued-reports/${report.id}/comparison`);
    const ids = (localities: Json[]) => localities[0].cooperatives.map((each: Json) => each.id);
    expect([row.path, ids(row.issued), ids(row.now)]).toEqual([
      'recalls.localities',
      [first.id, second.id],
      [second.id, first.id],
    ]);
    expect(row.causes).toMatchObject([{ type: 'cooperative_change', difference: null }]);
    // The loans under recall are listed by code too.
    expect(more.map((each) => [each.path, each.causes.length])).toEqual([['recalls.loans', 1]]);
  });
});

describe('what was issued and somebody touched', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await contribute(api.fund);
    await lend(api.fund);
  });
  afterAll(() => api.close());

  const tamper = (statement: string) =>
    asAdmin(
      `set session_replication_role = replica; ${statement}`,
      api.database.ownerConnectionString,
    );
  const found = async (): Promise<Json[]> =>
    (await api.fund.read('/v1/ledger/verification')).differences.filter(
      (each: Json) => each.of === 'issued',
    );

  test('is found in a report: a figure, a line, a document', async () => {
    const { id } = await issue(api.fund);
    expect(await found()).toEqual([]);
    const about = { of: 'issued', type: 'report', id };
    const changed = { ...about, code: 'document-changed', at: 'text' };
    await tamper(`update issued_report_document set content = 'x' where report_id = '${id}'
      and format = 'text'`);
    expect(await found()).toEqual([changed]);
    // The overview of a quarter compares the books alone: issued papers are many.
    const { verificationDifferences } = await api.fund.read('/v1/periods/2023-Q2');
    expect(verificationDifferences).toEqual([]);
    // Lent in the period: 200 m.
    await tamper(
      `update issued_report set figures = replace(figures::text, '200000000', '300000000')::json,
        lines = replace(lines::text, '"1000000000"', '"2000000000"')::json where id = '${id}'`,
    );
    const all = await found();
    expect(all).toContainEqual({
      ...about,
      code: 'figure-differs',
      at: 'availablePrincipal.disbursed',
    });
    expect(all).toContainEqual({ ...about, code: 'line-differs', at: 'charterCapital' });
  });

  test('is not what was entered between two notices: each is held to what was known before it', async () => {
    const fund = await api.addFund();
    await contribute(fund);
    const { path } = await lend(fund);
    const asked = { issuedOn: '2023-07-10', payBy: '2023-07-20' };
    const receipt = (on: string) => fund.add(`${path}/repayments`, payment('1000000', on));
    const totals: string[] = [];
    for (const on of ['2023-06-27', '2023-06-28', '2023-06-29']) {
      totals.push((await fund.add(`${path}/overdue-notices`, asked)).total);
      totals.push((await fund.add(`${path}/overdue-notices`, asked)).total);
      await receipt(on);
    }
    expect(new Set(totals).size).toBe(3);
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('is found in a notice, which no later receipt changes', async () => {
    const { other } = api;
    await contribute(other);
    const { path } = await lend(other);
    const asked = { year: 2023, quarter: 2, issuedOn: '2023-06-15', payBy: '2023-06-26' };
    await other.post('/v1/notice-runs', asked);
    const listed = async (): Promise<Json[]> => (await other.read('/v1/notices')).data;
    while ((await listed()).length === 0) await sleep(20);
    const [{ id }] = await listed();
    // It is stale by this, but says what was known.
    await other.add(`${path}/repayments`, payment('1000000', '2023-06-10'));
    const inNotices = async (): Promise<Json[]> =>
      (await other.read('/v1/ledger/verification')).differences.filter(
        (each: Json) => each.of === 'issued',
      );
    expect(await inNotices()).toEqual([]);
    const total = `'{total}', '"1"'`;
    await tamper(`update notice set content = jsonb_set(content, ${total}) where id = '${id}'`);
    expect(await inNotices()).toEqual([
      { of: 'issued', code: 'figure-differs', type: 'notice', id, at: 'total' },
    ]);
  });
});
