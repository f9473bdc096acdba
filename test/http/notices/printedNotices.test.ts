import { setTimeout as sleep } from 'node:timers/promises';
import { unzipped } from '../../../src/documents/zip.ts';
import { contribute, lend, startApi, type Api } from '../../support/api.ts';

// The loan of `lend`: of 200 million 50 are due on 25/6/2023, with 3,327,123 + 36,164 of interest.

let api: Api;

let loan: string;

let run: string;

let notice: string;

beforeAll(async () => {
  api = await startApi();
  const { fund } = api;
  await contribute(fund, '100000000000');
  loan = (await lend(fund, { contractNumber: '01/2023/HĐTD' })).path;
  await lend(fund, { contractNumber: '02/2023/HĐTD' });
  const asked = { year: 2023, quarter: 2, issuedOn: '2023-06-15', payBy: '2023-06-26' };
  const { body } = await fund.post('/v1/notice-runs', asked);
  run = `/v1/notice-runs/${body.id}`;
  while ((await fund.read(run)).status === 'running') await sleep(20);
  const [{ id }] = (await fund.read('/v1/notices?year=2023&quarter=2')).data;
  notice = `/v1/notices/${id}`;
});

afterAll(() => api.close());

async function file(path: string, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${api.fund.token}`;
  const reply = await api.app.inject({ url: path, headers: { authorization, ...headers } });
  const { 'content-type': type, 'content-disposition': disposition, vary } = reply.headers;
  return { status: reply.statusCode, type, disposition, vary, bytes: reply.rawPayload };
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('GET /v1/notices/{id} as a letter', () => {
  test('is a PDF by `format` or by `Accept`, the same bytes each time', async () => {
    const asked = await file(`${notice}?format=pdf`);
    expect(asked).toMatchObject({
      status: 200,
      type: 'application/pdf',
      disposition: 'attachment; filename="thong-bao-2023-01-TB-QHT-HTX-Xuan-Mai.pdf"',
    });
    expect(asked.vary).toContain('accept');
    expect(asked.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(asked.bytes.toString('latin1')).toContain('(D:20230615000000Z)');
    const accepted = await file(notice, { accept: 'application/pdf' });
    expect(Buffer.compare(accepted.bytes, asked.bytes)).toBe(0);
  });

  test('is a document for Word, the same bytes each time', async () => {
    const asked = await file(`${notice}?format=docx`);
    expect(asked).toMatchObject({
      status: 200,
      type: WORD,
      disposition: 'attachment; filename="thong-bao-2023-01-TB-QHT-HTX-Xuan-Mai.docx"',
    });
    const document = unzipped(asked.bytes).find(({ name }) => name === 'word/document.xml');
    expect(Buffer.from(document?.bytes ?? []).toString('utf8')).toContain('53.363.287');
    const accepted = await file(notice, { accept: WORD });
    expect(Buffer.compare(accepted.bytes, asked.bytes)).toBe(0);
  });

  test('is a text with the figures of the notice', async () => {
    const { text, headers } = await api.fund.get(`${notice}?format=text`);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    const lines = text.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
    for (const said of [
      'Kính gửi: HTX Xuân Mai',
      '200.000.000 | 25/3/2023 | 25/6/2023 | 92 | 6,6%/năm | 3.327.123',
      '200.000.000 | 25/6/2023 | 26/6/2023 | 1 | 6,6%/năm | 36.164',
      'Lãi trong hạn phải trả | 3.363.287',
      'Tổng cộng | 53.363.287',
    ]) {
      expect(lines.map((line) => line.replace(/^ \| /, ''))).toContain(said);
    }
  });

  test('stays as it was issued when something is entered later', async () => {
    const before = await file(`${notice}?format=pdf`);
    await api.fund.put('/v1/fund/document-settings', { signatoryName: 'Nguyễn Văn An' });
    const after = await file(`${notice}?format=pdf`);
    expect(Buffer.compare(after.bytes, before.bytes)).toBe(0);
  });

  test('has no other forms, and none without being found', async () => {
    expect((await api.fund.get(`${notice}?format=csv`)).status).toBe(400);
    expect((await api.fund.get(notice, { accept: 'image/png' })).status).toBe(406);
    const unknown = '/v1/notices/00000000-0000-4000-8000-000000000000?format=pdf';
    expect((await api.fund.get(unknown)).body.code).toBe('not-found');
    expect((await api.other.get(`${notice}?format=pdf`)).status).toBe(404);
  });
});

describe('GET /v1/loans/{id}/debt-confirmation as a file', () => {
  test.each(['pdf', 'docx'])('%s, the same bytes each time', async (format) => {
    const path = `${loan}/debt-confirmation?asOf=2023-07-10&format=${format}`;
    const made = await file(path);
    const name = 'xac-nhan-no-01-2023-HDTD-2023-07-10';
    expect(made).toMatchObject({
      status: 200,
      disposition: `attachment; filename="${name}.${format}"`,
    });
    expect(Buffer.compare((await file(path)).bytes, made.bytes)).toBe(0);
  });
});

describe('GET /v1/notice-runs/{id} as letters', () => {
  /** Bytes of some pages, in which each notice stands once. */
  const pagesOf = (bytes: Buffer): number =>
    bytes.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

  test('is one PDF of all its notices, the same bytes each time', async () => {
    const asked = await file(`${run}?format=pdf`);
    expect(asked).toMatchObject({
      status: 200,
      type: 'application/pdf',
      disposition: 'attachment; filename="thong-bao-2023-Q2.pdf"',
    });
    const one = await file(`${notice}?format=pdf`);
    expect(pagesOf(one.bytes)).toBeGreaterThan(0);
    expect(pagesOf(asked.bytes)).toBe(2 * pagesOf(one.bytes));
    const accepted = await file(run, { accept: 'application/pdf' });
    expect(Buffer.compare(accepted.bytes, asked.bytes)).toBe(0);
  });

  test('is a ZIP of a document for Word each, as they are alone', async () => {
    const asked = await file(`${run}?format=zip`);
    expect(asked).toMatchObject({
      status: 200,
      type: 'application/zip',
      disposition: 'attachment; filename="thong-bao-2023-Q2.zip"',
    });
    const files = unzipped(asked.bytes);
    expect(files.map(({ name }) => name)).toEqual([
      'thong-bao-2023-01-TB-QHT-HTX-Xuan-Mai.docx',
      'thong-bao-2023-02-TB-QHT-HTX-Xuan-Mai.docx',
    ]);
    // MS-DOS dates, as a ZIP has them: 43 years after 1980, June, the 15th.
    expect(asked.bytes.readUInt16LE(12)).toBe((43 << 9) | (6 << 5) | 15);
    const alone = await file(`${notice}?format=docx`);
    expect(Buffer.compare(Buffer.from(files[0]?.bytes ?? []), alone.bytes)).toBe(0);
    const again = await file(`${run}?format=zip`);
    expect(Buffer.compare(again.bytes, asked.bytes)).toBe(0);
  });

  test('has the one in place of a notice that was superseded, unless that was not known', async () => {
    const { fund } = api;
    const { knownAt } = await fund.read('/v1/fund');
    const before = await file(`${run}?format=zip`);
    const body = { reason: 'Sửa ngày', issuedOn: '2023-06-16', payBy: '2023-06-26' };
    await fund.add(`${notice}/supersession`, body);
    const after = await file(`${run}?format=zip`);
    expect(unzipped(after.bytes).map(({ name }) => name)).toEqual([
      'thong-bao-2023-02-TB-QHT-HTX-Xuan-Mai.docx',
      'thong-bao-2023-03-TB-QHT-HTX-Xuan-Mai.docx',
    ]);
    const then = await file(`${run}?format=zip&knownAt=${knownAt}`);
    expect(Buffer.compare(then.bytes, before.bytes)).toBe(0);
  });

  test('is not made for a HEAD, and refused where there is no letter', async () => {
    const { fund } = api;
    const authorization = `Bearer ${fund.token}`;
    const url = `${run}?format=pdf`;
    const head = await api.app.inject({ method: 'HEAD', url, headers: { authorization } });
    expect([head.statusCode, head.headers['content-type'], head.rawPayload.length]).toEqual([
      200,
      'application/pdf',
      0,
    ]);
    const early = { year: 2022, quarter: 4, issuedOn: '2022-12-15', payBy: '2022-12-26' };
    const { id } = (await fund.post('/v1/notice-runs', early)).body;
    while ((await fund.read(`/v1/notice-runs/${id}`)).status === 'running') await sleep(20);
    const none = await fund.get(`/v1/notice-runs/${id}?format=pdf`);
    expect(none.body).toMatchObject({ status: 409, code: 'nothing-to-print' });
  });
});
