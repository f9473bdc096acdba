import { groupedVnd } from '../../../src/documents/words/vietnamese.ts';
import { unzipped } from '../../../src/documents/zip.ts';
import { payment, without, type Api, type Json } from '../../support/api.ts';
import { startLangSon } from '../../support/langSon.ts';

// The documents of the fund of Lạng Sơn, as files: the target figures of 30/6/2023, and the loan of
// HTX Xuân Mai, of which 350 m are left, all overdue since 25/5/2020.

let api: Api;

let loanId: string;

beforeAll(async () => {
  api = await startLangSon('2023-07-07');
  const { data } = await api.fund.read('/v1/loans?contractNumber=03/2017/H%C4%90TD');
  loanId = data[0].id;
});

afterAll(() => api.close());

const SECTION = '/v1/reports/fund-section?asOf=2023-06-30';

const statement = () => `/v1/loans/${loanId}/statement?from=2023-01-01&to=2023-06-30`;

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What a file is: its headers and bytes. */
async function fileOf(url: string, accept?: string) {
  const reply = await api.app.inject({
    method: 'GET',
    url,
    headers: { authorization: `Bearer ${api.fund.token}`, ...(accept ? { accept } : {}) },
  });
  return {
    status: reply.statusCode,
    type: reply.headers['content-type'],
    disposition: reply.headers['content-disposition'],
    vary: reply.headers.vary,
    bytes: new Uint8Array(reply.rawPayload),
  };
}

/** The cells and paragraphs of a document for Word. */
async function wordsOf(url: string): Promise<string[]> {
  const { bytes } = await fileOf(`${url}&format=docx`);
  const document = unzipped(bytes).find(({ name }) => name === 'word/document.xml');
  const xml = Buffer.from(document?.bytes ?? []).toString('utf8');
  return xml
    .split('</w:p>')
    .map((paragraph) => [...paragraph.matchAll(/<w:t[ >][^<]*/g)].join('').replace(/<[^>]*>/g, ''));
}

/** Every amount of an answer, wherever it stands. */
function amountsIn(answer: Json): string[] {
  if (typeof answer === 'string') return /^-?\d+$/.test(answer) ? [answer] : [];
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.values(answer).flatMap(amountsIn);
}

describe.each([
  ['the fund section', () => SECTION, 'bao-cao-QHT-2023-06-30'],
  ['the statement of a loan', statement, 'sao-ke-03-2017-HDTD-2023-01-01-2023-06-30'],
])('%s as a file', (_name, url, fileName) => {
  test('is a PDF or a document for Word, by `format` or by `Accept`', async () => {
    const asked = await fileOf(`${url()}&format=pdf`);
    expect(asked).toMatchObject({
      status: 200,
      type: 'application/pdf',
      disposition: `attachment; filename="${fileName}.pdf"`,
      vary: expect.stringContaining('accept'),
    });
    expect(Buffer.from(asked.bytes).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await fileOf(url(), 'application/pdf')).bytes).toEqual(asked.bytes);
    const word = await fileOf(url(), `${WORD}, application/pdf;q=0.5`);
    expect(word).toMatchObject({
      type: WORD,
      disposition: `attachment; filename="${fileName}.docx"`,
    });
    expect((await fileOf(`${url()}&format=docx`)).bytes).toEqual(word.bytes);
  });

  test('in a form that there is not is refused', async () => {
    expect((await api.fund.get(`${url()}&format=odt`)).status).toBe(400);
    const answer = await api.fund.get(url(), { accept: 'image/png' });
    expect(answer).toMatchObject({ status: 406, body: { code: 'not-acceptable' } });
  });
});

/** Expects each amount to be printed, to the đồng. */
async function expectPrinted(url: string, figures: Json): Promise<void> {
  const words = (await wordsOf(url)).join('\n');
  const amounts = amountsIn(figures).filter((amount) => amount !== '0');
  expect(amounts.length).toBeGreaterThan(10);
  for (const amount of amounts) expect(words).toContain(groupedVnd(amount));
}

/** The cells that follow a label. */
const after = (words: readonly string[], label: string, cells: number) => {
  const place = words.indexOf(label);
  return words.slice(place + 1, place + 1 + cells);
};

describe('what is printed', () => {
  test('has every amount of the section', async () => {
    const section = await api.fund.read(SECTION);
    // What is left of a case's loans is printed as one sum, principal and interest.
    const cases = section.litigation.cases.map((each: Json) =>
      without(each, 'principalOutstanding'),
    );
    await expectPrinted(SECTION, { ...section, litigation: { cases } });
  });

  test('has every balance of the statement, what each line changes, and what it is from', async () => {
    const { opening, lines, closing } = await api.fund.read(statement());
    const changes = lines.map(({ change, segment }: Json) => [change, segment]);
    await expectPrinted(statement(), [opening.balance, changes, closing.balance]);
  });

  test('is the target of Lạng Sơn', async () => {
    const words = await wordsOf(SECTION);
    const row = (label: string) => after(words, label, 2).join('|');
    expect(row('HTX còn nợ Quỹ')).toBe('20|');
    expect(row('Vốn điều lệ')).toBe('|7.500.000.000');
    expect(row('Dư nợ gốc trong hạn')).toBe('10|3.000.000.000');
    expect(row('Dư nợ gốc quá hạn')).toBe('07|1.610.000.000');
    expect(row('Nguồn vốn gốc đã thu được chưa cho vay đến 30/6/2023')).toBe('|2.890.000.000');
    expect(row('Số dư đến hết 31/12/2022 chuyển sang')).toBe('|2.310.000.000');
    expect(row('Nợ gốc thu được trong kỳ')).toBe('|580.000.000');
    expect(row('Lãi thu được trong kỳ')).toBe('|243.100.000');
    expect(row('Nguồn vốn gốc chưa cho vay dự kiến đến 31/12/2023')).toBe('|4.110.000.000');
    expect(row('HTX nợ quá hạn đã bị khởi kiện')).toBe('07|');
    for (const group of ['Văn Quan: 03 HTX', 'Bắc Sơn: 02 HTX', 'Cao Lộc: 02 HTX']) {
      expect(words).toContain(group);
    }
  });

  test('moves with a receipt, and not as it was known before', async () => {
    const { knownAt } = await api.fund.read(SECTION);
    const printed = [await wordsOf(SECTION), await wordsOf(statement())];
    // All of it pays overdue principal: 350 m are overdue (R9).
    const receipt = payment('10000000', '2023-06-30', { voucherNumber: 'PT099/2023' });
    await api.fund.add(`/v1/loans/${loanId}/repayments`, receipt);
    const section = await wordsOf(SECTION);
    expect(after(section, 'Nợ gốc thu được trong kỳ', 2)).toEqual(['', '590.000.000']);
    expect(after(section, 'Dư nợ gốc quá hạn', 2)).toEqual(['07', '1.600.000.000']);
    const stated = await wordsOf(statement());
    expect(after(stated, 'Thu nợ, chứng từ số PT099/2023', 2)).toEqual(['-10.000.000', '']);
    expect(after(stated, 'Dư nợ gốc', 4).at(-1)).toBe('340.000.000');
    const then = `&knownAt=${knownAt}`;
    expect([await wordsOf(SECTION + then), await wordsOf(statement() + then)]).toEqual(printed);
  });

  test('is headed and signed as the fund has settled', async () => {
    const settings = { symbol: 'QHTX', signatoryName: 'Nguyễn Văn An', recipients: ['UBND tỉnh'] };
    expect((await api.fund.put('/v1/fund/document-settings', settings)).status).toBe(200);
    const section = await wordsOf(SECTION);
    expect(section).toContain('Số: …………/BC-QHTX');
    for (const words of [section, await wordsOf(statement())]) {
      expect(words).toEqual(expect.arrayContaining(['- UBND tỉnh.', 'Nguyễn Văn An']));
    }
  });

  test('of a loan of another fund is not found', async () => {
    expect((await api.other.get(`${statement()}&format=pdf`)).status).toBe(404);
  });
});

test('the statement as text tells whose loan it is and what is owed', async () => {
  const { text, headers } = await api.fund.get(statement(), { accept: 'text/plain' });
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(text).toContain('SAO KÊ KHOẢN VAY\n(Từ ngày 1/1/2023 đến ngày 30/6/2023)');
  expect(text).toContain('Bên vay: HTX Xuân Mai\n');
  // From 18/5 to 30/6 are 43 days: 350,000,000 × 9.9 × 43 / 36500 = 4,082,054.79.
  expect(text).toMatch(
    /30\/6\/2023 +Lãi quá hạn 18\/5\/2023 - 30\/6\/2023: 350\.000\.000 × 9,9%\/năm × 43 ngày +4\.082\.055\n/,
  );
});
