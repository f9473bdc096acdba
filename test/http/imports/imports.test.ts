import { randomUUID } from 'node:crypto';
import type { ImportKnown } from '../../../src/book/imports.ts';
import type { AskedImport, ImportState } from '../../../src/domain/imports/state.ts';
import { stateOf, statusOf } from '../../../src/http/routes/imports/imports.ts';
import type { ImportRunner } from '../../../src/usecases/view/services.ts';
import { startApi, type Answer, type Api, type Client, type Json } from '../../support/api.ts';

let api: Api;
let fund: Client;

beforeAll(async () => {
  api = await startApi();
  ({ fund } = api);
});
afterAll(() => api.close());

/** Sends a file, and waits until it is read. */
async function send(client: Client, text: string | Buffer, query = ''): Promise<Answer> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const headers = { 'content-type': 'text/csv', 'idempotency-key': randomUUID() };
  const sent = await client.send('POST', `/v1/imports?fileName=so.csv${query}`, bytes, headers);
  if (sent.status !== 202) return sent;
  return settled(client, sent.body.id);
}

async function settled(client: Client, id: string): Promise<Answer> {
  for (;;) {
    const answer = await client.get(`/v1/imports/${id}`);
    if (answer.status !== 200) throw new Error(answer.text);
    if (answer.body.status !== 'reading' && answer.body.status !== 'entering') return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const CONTRACTS = `SỔ HỢP ĐỒNG
ĐVT: triệu đồng
STT;Mã HTX;Tên HTX;Địa bàn;Số hợp đồng;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Kỳ trả gốc;Kỳ trả lãi
1;HTX01;HTX Đại Thắng;Cao Lộc;01/2021/HĐTD;25/03/2021;25/03/2023;600;6,6;quý;quý
2;HTX02;HTX Phương Đông;Văn Quan;02/2021/HĐTD;10/06/2021;10/06/2024;1.000;6,6;cuối kỳ;quý
Cộng;;;;;;;1.600;;;
`;

const faultsOf = ({ body }: Answer): Json[] =>
  body.faults.map(({ row, column, code, found }: Json) => ({ row, column, code, found }));

const MOVEMENTS = `Sổ theo dõi cho vay, thu nợ
ĐVT: đồng
Ngày;Số chứng từ;Số HĐ;Diễn giải;Giải ngân;Thu gốc;Thu lãi;Tổng thu;Hình thức
25/03/2021;PC01;01/2021/HĐTD;Giải ngân;600.000.000;;;;CK
10/06/2021;PC02;02/2021/HĐTD;Giải ngân;1.000.000.000;;;;CK
25/06/2021;PT01;01/2021/HĐTD;Thu nợ;;75.000.000;9.981.370;84.981.370;TM
`;

describe('a register of contracts', () => {
  test('is read and tried, and nothing is entered', async () => {
    const before = await api.countRows();
    const answer = await send(fund, CONTRACTS);
    expect(faultsOf(answer)).toEqual([]);
    expect(answer.body).toMatchObject({
      status: 'checked',
      wouldEnter: { cooperatives: 2, loans: 2, disbursements: 0, receipts: 0 },
    });
    expect(answer.body.sheets[0].understoodAs).toBe('register');
    // The file itself alone.
    expect((await api.countRows()) - before).toBe(1);
    expect((await fund.read('/v1/loans')).data).toEqual([]);
  });

  test('is entered as a whole, once, and reversed as a whole', async () => {
    const { body } = await send(fund, CONTRACTS);
    const asked = await fund.post(`/v1/imports/${body.id}/entry`, undefined);
    expect(asked.status).toBe(202);
    expect((await settled(fund, body.id)).body.status).toBe('entered');
    const loans = await fund.read('/v1/loans');
    expect(loans.data.map((each: Json) => [each.contractNumber, each.cooperativeName])).toEqual([
      ['01/2021/HĐTD', 'HTX Đại Thắng'],
      ['02/2021/HĐTD', 'HTX Phương Đông'],
    ]);
    const [first] = loans.data;
    const schedule = await fund.read(`/v1/loans/${first.id}/schedule`);
    // Eight quarters of 75 million, from 25 June 2021 to 25 March 2023.
    expect(schedule.instalments).toHaveLength(8);
    expect(schedule.instalments[0]).toMatchObject({ dueOn: '2021-06-25', principal: '75000000' });

    const again = await fund.post(`/v1/imports/${body.id}/entry`, undefined);
    expect([again.status, again.body.code]).toEqual([409, 'import-entered']);
    const twice = await send(fund, CONTRACTS);
    expect(faultsOf(twice).map(({ code }) => code)).toContain('entered-before');

    const reversed = await fund.post(`/v1/imports/${body.id}/reversal`, { reason: 'Nhầm tệp' });
    expect([reversed.status, reversed.body.reversed]).toEqual([201, 4]);
    expect((await fund.read('/v1/loans')).data).toEqual([]);
    expect((await fund.read('/v1/cooperatives')).data).toEqual([]);
    const none = await fund.post(`/v1/imports/${body.id}/reversal`, { reason: 'Nhầm tệp' });
    expect([none.status, none.body.code]).toEqual([409, 'import-not-entered']);
  });
});

describe('a long register', () => {
  /** A register of so many contracts, a borrower each. */
  const registerOf = (contracts: number): string => {
    const [title = '', unit = '', columns = ''] = CONTRACTS.split('\n');
    const rows = Array.from(
      { length: contracts },
      (_, at) =>
        `${at};DH${at};HTX Chi Lăng ${at};Chi Lăng;${at}/2022/HĐTD;05/01/2022;05/01/2025;100;6,6;quý;quý`,
    );
    return [title, unit, columns, ...rows].join('\n');
  };

  test('is checked to the end, however often those who ask how far it is go away', async () => {
    const headers = { 'content-type': 'text/csv', 'idempotency-key': randomUUID() };
    const sent = await fund.send(
      'POST',
      '/v1/imports?fileName=dai.csv',
      Buffer.from(registerOf(600)),
      headers,
    );
    expect(sent.status).toBe(202);
    const answer = await settled(fund, sent.body.id);
    expect([answer.body.status, answer.body.wouldEnter.loans]).toEqual(['checked', 600]);
  });

  test('is being entered until it is entered, whoever of many asks in that moment', async () => {
    const statuses = new Set<string>();
    const ask = async (id: string): Promise<void> => {
      for (let status = ''; status !== 'entered' && status !== 'checked';) {
        ({ status } = (await fund.get(`/v1/imports/${id}`)).body);
        statuses.add(status);
      }
    };
    const register = registerOf(20);
    for (let time = 0; time < 8; time += 1) {
      const { body } = await send(fund, register);
      expect((await fund.post(`/v1/imports/${body.id}/entry`, undefined)).status).toBe(202);
      await Promise.all(Array.from({ length: 12 }, () => ask(body.id)));
      await fund.post(`/v1/imports/${body.id}/reversal`, { reason: 'Nhập thử' });
    }
    expect([...statuses].sort()).toEqual(['entered', 'entering']);
  });
});

describe('a book of movements', () => {
  let id: string;

  beforeAll(async () => {
    await fund.add('/v1/fund/capital-movements', {
      kind: 'contribution',
      amount: '5000000000',
      effectiveOn: '2021-01-01',
      documentNumber: '01/QĐ-UBND',
    });
    const contracts = await send(fund, CONTRACTS);
    await fund.post(`/v1/imports/${contracts.body.id}/entry`, undefined);
    await settled(fund, contracts.body.id);
  });

  test('enters disbursements and receipts as the book parts them', async () => {
    const answer = await send(fund, MOVEMENTS);
    expect(faultsOf(answer)).toEqual([]);
    expect(answer.body.wouldEnter).toMatchObject({ disbursements: 2, receipts: 1 });
    ({ id } = answer.body);
    await fund.post(`/v1/imports/${id}/entry`, undefined);
    expect((await settled(fund, id)).body.status).toBe('entered');
    const receipts = await fund.read('/v1/repayments?voucherNumber=PT01');
    // 600 million at 6.6 % for the 92 days from 25 March to 25 June: 9,981,369.86.
    expect(receipts.data[0]).toMatchObject({
      amount: '84981370',
      allocation: { principal: '75000000', inTermInterest: '9981370' },
    });
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('is not reversed while a later receipt stands on it, and then it is', async () => {
    const loans = await fund.read('/v1/loans?contractNumber=02/2021/HĐTD');
    const loanId = loans.data[0].id;
    const { data } = await fund.read('/v1/imports');
    const isStanding = ({ enteredAt, reversedAt }: Json) => enteredAt !== null && !reversedAt;
    const [, first] = data.filter(isStanding);
    const refused = await fund.post(`/v1/imports/${first.id}/reversal`, { reason: 'Thử' });
    expect([refused.status, refused.body.code]).toEqual([409, 'facts-stand']);
    const reversed = await fund.post(`/v1/imports/${id}/reversal`, { reason: 'Nhầm' });
    expect(reversed.body.reversed).toBe(3);
    const { principal } = await fund.read(`/v1/loans/${loanId}/position`);
    expect(principal.outstanding).toBe('0');
  });

  test('tells each fault with its place, and is not entered', async () => {
    const wrong = MOVEMENTS.replace('84.981.370', '84.981.371')
      .replace('25/06/2021;PT01', '31/02/2021;PT01')
      .replace('02/2021/HĐTD;Giải ngân', '09/2021/HĐTD;Giải ngân');
    const answer = await send(fund, wrong);
    expect(faultsOf(answer)).toEqual([
      { row: 6, column: 'H', code: 'parts-differ', found: '84.981.371' },
      { row: 6, column: 'A', code: 'not-a-date', found: '31/02/2021' },
      { row: 5, column: 'C', code: 'contract-unknown', found: '09/2021/HĐTD' },
    ]);
    const refused = await fund.post(`/v1/imports/${answer.body.id}/entry`, undefined);
    expect([refused.status, refused.body.code]).toEqual([409, 'import-not-ready']);
    expect(refused.body.figures).toEqual({ status: 'checked', faults: 3 });
  });

  test('refuses what the fund would refuse of a single receipt, at its row', async () => {
    const loan = `${CONTRACTS.split('\n').slice(0, 3).join('\n')}
1;HTX01;HTX Đại Thắng;Cao Lộc;01/2021/HĐTD;25/03/2021;25/03/2023;600;6,6;quý;quý`;
    const answer = await send(fund, loan);
    const [fault] = answer.body.faults;
    expect(fault).toMatchObject({ sheet: 'CSV', row: 4, code: 'duplicate', found: '01/2021/HĐTD' });
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['an empty file', Buffer.alloc(0), 400],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 400],
    ['an archive that is no workbook', Buffer.from('PK\u0003\u0004nothing'), 400],
    ['a workbook of before 2007', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 400],
  ])('%s is refused at once', async (_, bytes, status) => {
    const answer = await send(fund, bytes);
    expect([answer.status, answer.body.code]).toEqual([status, 'validation']);
  });

  test('a text without a table says what is missing, in Vietnamese if asked', async () => {
    const { body } = await send(fund, 'xin chào\nđây là thư');
    const [fault] = body.faults;
    expect(fault.code).toBe('no-table');
    const vi = await fund.get(`/v1/imports/${body.id}`, { 'accept-language': 'vi' });
    expect(vi.body.faults[0].message).toMatch(/^Không trang nào có bảng nhận ra được/);
  });

  test('a body that is not what its digest says is refused', async () => {
    const answer = await fund.send('POST', '/v1/imports?fileName=a.csv', Buffer.from(CONTRACTS), {
      'content-type': 'text/csv',
      'idempotency-key': randomUUID(),
      'content-digest': 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:',
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe('Content-Digest');
  });

  test('JSON and other types are refused here, and files everywhere else', async () => {
    const json = await fund.post('/v1/imports?fileName=a.csv', { a: 1 });
    expect(json.status).toBe(415);
    const form = await fund.send('POST', '/v1/imports?fileName=a.csv', 'a;b', {
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': randomUUID(),
    });
    expect([form.status, form.body.figures.types]).toEqual([
      415,
      expect.arrayContaining(['text/csv']),
    ]);
    const file = await fund.send('POST', '/v1/cooperatives', Buffer.from('a;b'), {
      'content-type': 'text/csv',
    });
    expect(file.status).toBe(415);
  });

  test('more than 20 MiB are refused', async () => {
    const answer = await send(fund, Buffer.alloc(20 * 2 ** 20 + 1, 'a'));
    expect([answer.status, answer.body.code]).toEqual([413, 'too-large']);
    expect(answer.body.figures.mostBytes).toBe(20 * 2 ** 20);
  });

  test('the same request sent twice is one import; another file under its key is refused', async () => {
    const key = randomUUID();
    const headers = { 'content-type': 'text/csv', 'idempotency-key': key };
    const url = '/v1/imports?fileName=a.csv';
    const first = await fund.send('POST', url, Buffer.from(CONTRACTS), headers);
    const again = await fund.send('POST', url, Buffer.from(CONTRACTS), headers);
    expect(again.body.id).toBe(first.body.id);
    expect(again.headers['idempotent-replayed']).toBe('true');
    const other = await fund.send('POST', url, Buffer.from(MOVEMENTS), headers);
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused']);
  });
});

describe('what this process and the fund know of a file', () => {
  const file = { id: 'i', fileName: 'so.csv', sha256: '', byteCount: 1, recordedAt: new Date(0) };
  const known = (entered: Json) => ({ file, entered }) as unknown as ImportKnown;
  const entered = { status: 'entered', checked: {} } as unknown as ImportState;
  const entry = { recordedAt: 1 };

  test('a fund that was read just before the entry says that it is being entered', () => {
    expect(statusOf(known(null), entered)).toBe('entering');
    expect(statusOf(known({ entry, reversedAt: null }), entered)).toBe('entered');
  });

  test('a file whose entry was taken back elsewhere is read again', () => {
    const reading = { status: 'reading', phase: 'reading', progress: null } as const;
    let state: ImportState = entered;
    const look = (): ImportState => state;
    const forget = (): void => void (state = reading);
    const runner = { look, forget } as unknown as ImportRunner;
    const asked = {} as AskedImport;
    const stateAs = (now: Json) => stateOf({ importRunner: runner }, known(now), asked);
    expect(stateAs({ entry, reversedAt: null })).toBe(entered);
    expect(stateAs(null)).toBe(entered);
    expect(stateAs({ entry, reversedAt: new Date(2) })).toBe(reading);
  });
});

describe('the template', () => {
  test('goes in again without a fault, all its columns understood, its examples left out', async () => {
    const file = await fund.get('/v1/imports/template?format=xlsx');
    expect(file.status).toBe(200);
    const { rawPayload } = await api.app.inject({
      url: '/v1/imports/template',
      headers: { authorization: `Bearer ${fund.token}` },
    });
    const { body } = await send(fund, rawPayload);
    expect(body.faults).toEqual([]);
    expect(body.kind).toBe('xlsx');
    expect(body.sheets.map(({ name, understoodAs }: Json) => [name, understoodAs])).toEqual([
      ['Hợp tác xã', 'cooperatives'],
      ['Sổ khoản vay', 'register'],
      ['Kỳ hạn', 'instalments'],
      ['Sổ thu chi', 'movements'],
      ['Hướng dẫn', null],
    ]);
    const unread = body.sheets.flatMap(({ columns }: Json) =>
      columns.filter(({ field }: Json) => field === null),
    );
    expect(unread).toEqual([]);
    const left = body.assumed.filter(({ code }: Json) => code === 'examples-left-out');
    expect(left.map(({ sheet, figures }: Json) => [sheet, figures.count])).toEqual([
      ['Hợp tác xã', 1],
      ['Sổ khoản vay', 1],
      ['Kỳ hạn', 1],
      ['Sổ thu chi', 1],
    ]);
    const refused = await fund.post(`/v1/imports/${body.id}/entry`, undefined);
    expect([refused.status, refused.body.code]).toEqual([409, 'import-not-ready']);
  });
});

describe('a register of what is left', () => {
  let client: Client;

  beforeAll(async () => {
    client = await api.addFund();
    await client.put('/v1/fund/opening', {
      on: '2022-12-31',
      documentNumber: '01/BB-BG',
      capital: [{ source: 'charter', amount: '5000000000' }],
    });
  });

  const REGISTER = `DANH SÁCH DƯ NỢ ĐẾN NGÀY 31/12/2022;;;;
;;;;;;;;;;;;ĐVT: triệu đồng
STT;Tên HTX;Địa bàn;Số HĐ;Ngày vay;Ngày đến hạn;Số tiền vay;Lãi suất;Dư nợ;;Lãi;;;
;;;;;;;(%/năm);Trong hạn;Quá hạn;Đến hạn chưa trả;Quá hạn;Trả đến ngày;
I. Nợ trong hạn;;;;;;;;;;;;;
1;HTX Đại Thắng;Cao Lộc;01/2021/HĐTD;25/03/2021;25/03/2024;600;6,6;250;-;-;-;25/12/2022;
Cộng;;;;;;600;;250;;;;;
II. Nợ quá hạn;;;;;;;;;;;;;
1;HTX Phương Đông;Văn Quan;05/2018/HĐTD;05/07/2018;05/07/2021;500;6,6;0;150,5;2,5;1,75;05/04/2021;
Tổng cộng;;;;;;1.100;;250;150,5;2,5;1,75;;
;;;;;Lạng Sơn, ngày 05 tháng 01 năm 2023;;;;;;;;
;Người lập biểu;;;;Giám đốc;;;;;;;;
;Nguyễn Văn An;;;;Trần Thị Bích;;;;;;;;
`;

  test('asks how often principal and interest fall due, once for the sheet', async () => {
    const { body } = await send(client, REGISTER);
    expect(body.faults.map(({ code, row }: Json) => [code, row])).toEqual([
      ['principal-every-unknown', null],
      ['interest-every-unknown', null],
    ]);
  });

  test.each([
    'Nợ đã xử lý rủi ro',
    'Dư nợ gốc đã XLRR',
    'Dư nợ ngoại bảng',
    'Nợ gốc xử lý bằng quỹ dự phòng',
  ])(
    'asks to enter principal under “%s” as unpaid, which a borrower still owes (R40)',
    async (of) => {
      const register = `Sổ dư nợ đến ngày 31/12/2022
ĐVT: đồng
STT;Tên HTX;Địa bàn;Số HĐ;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Dư nợ;${of};Ngày xử lý rủi ro;Lãi trả đến ngày;Kỳ trả gốc;Kỳ trả lãi
1;HTX Thống Nhất;Cao Lộc;07/2018/HĐTD;10/01/2018;10/01/2020;100.000.000;6,6;0;80.000.000;31/12/2021;10/01/2020;cuối kỳ;cuối kỳ
2;HTX Thống Nhất;Cao Lộc;08/2018/HĐTD;10/01/2018;10/01/2020;100.000.000;6,6;0;0;;10/01/2020;cuối kỳ;cuối kỳ
`;
      expect(faultsOf(await send(client, register))).toEqual([
        { row: 4, column: 'J', code: 'charged-off-principal', found: '80.000.000' },
      ]);
    },
  );

  test('is taken over with what is owed, its sums held against its own', async () => {
    const answers = '&principalEvery=quarter&interestEvery=quarter';
    const { body } = await send(client, REGISTER, answers);
    expect(body.faults).toEqual([]);
    expect(body.sheets[0].subtotals.every(({ agrees }: Json) => agrees)).toBe(true);
    expect(body.wouldEnter).toEqual({ cooperatives: 2, loans: 2, disbursements: 0, receipts: 0 });
    // 5,000 million of capital less 250 and 150.5 million lent.
    expect(body.available).toEqual({ on: '2022-12-31', stated: null, computed: '4599500000' });
    const rows = await client.read(`/v1/imports/${body.id}/rows`);
    // 600 million in 12 quarters of 50 million: the last five are unpaid.
    expect(rows.data[0].enters.opening.instalments).toEqual(
      ['2023-03-25', '2023-06-25', '2023-09-25', '2023-12-25', '2024-03-25'].map((dueOn) => ({
        dueOn,
        principal: '50000000',
      })),
    );
    // 250 million at 6.6 % for the 6 days from 25 to 31 December: 271,232.88.
    expect(rows.data[0].enters.opening.interestAccrued).toBe('271233');
    await client.post(`/v1/imports/${body.id}/entry`, undefined);
    expect((await settled(client, body.id)).body.status).toBe('entered');
    const loans = await client.read('/v1/loans');
    const position = (contractNumber: string) => {
      const { id } = loans.data.find((each: Json) => each.contractNumber === contractNumber);
      return client.read(`/v1/loans/${id}/position?asOf=2022-12-31`);
    };
    expect(await position('01/2021/HĐTD')).toMatchObject({
      standing: 'in_term',
      principal: { outstanding: '250000000', overdue: '0', disbursed: '600000000' },
      inTermInterest: { owed: '271233' },
    });
    expect(await position('05/2018/HĐTD')).toMatchObject({
      standing: 'overdue',
      principal: { outstanding: '150500000', overdue: '150500000' },
      inTermInterest: { owed: '2500000' },
      overdueInterest: { owed: '1750000' },
    });
    expect((await client.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('asks about a name that is near another, and joins the same name', async () => {
    const near = `Sổ dư nợ đến ngày 31/12/2022 (ĐVT: đồng)
Tên HTX;Địa bàn;Số HĐ;Ngày vay;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Kỳ trả gốc;Kỳ trả lãi
HTX NN Phương Đông;Văn Quan;11/2022/HĐTD;05/07/2022;05/07/2025;500.000.000;6,6;quý;quý
hợp tác xã đại thắng;Cao Lộc;12/2022/HĐTD;05/07/2022;05/07/2025;500.000.000;6,6;quý;quý
`;
    const { body } = await send(client, near);
    expect(body.faults).toMatchObject([{ code: 'name-near', row: 3, found: 'HTX NN Phương Đông' }]);
    expect(body.faults[0].figures.others).toEqual([expect.stringContaining('HTX Phương Đông (')]);
    expect(body.wouldEnter).toMatchObject({ cooperatives: 0, loans: 1 });
  });

  test('is checked again once its entry was refused: the fund may have what it lacked', async () => {
    const later = await api.addFund();
    const answers = '&principalEvery=quarter&interestEvery=quarter';
    const { body } = await send(later, REGISTER, answers);
    // Once for the sheet, not for each of its loans.
    expect(body.faults).toMatchObject([{ code: 'no-fund-opening', row: null }]);
    await later.put('/v1/fund/opening', {
      on: '2022-12-31',
      documentNumber: '01/BB-BG',
      capital: [{ source: 'charter', amount: '5000000000' }],
    });
    expect((await later.post(`/v1/imports/${body.id}/entry`, undefined)).status).toBe(409);
    expect((await settled(later, body.id)).body.faults).toEqual([]);
    expect((await later.post(`/v1/imports/${body.id}/entry`, undefined)).status).toBe(202);
    expect((await settled(later, body.id)).body.status).toBe('entered');
  });

  test('tells a sum that differs, with what the rows come to', async () => {
    const wrong = REGISTER.replace('Tổng cộng;;;;;;1.100', 'Tổng cộng;;;;;;1.200');
    const { body } = await send(client, wrong, '&principalEvery=quarter&interestEvery=quarter');
    const differs = body.faults.filter(({ code }: Json) => code === 'subtotal-differs');
    expect(differs).toMatchObject([
      {
        row: 10,
        column: 'G',
        found: '1.200',
        figures: { stated: '1200000000', computed: '1100000000' },
      },
    ]);
    const csv = await client.get(`/v1/imports/${body.id}/faults?format=csv`);
    expect(csv.text.split(/\r?\n/)[0]).toBe('sheet,row,column,found,code,message');
  });
});
