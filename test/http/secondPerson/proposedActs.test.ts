import { randomUUID } from 'node:crypto';
import type { SecondPersonAct } from '../../../src/domain/policies/secondPerson.ts';
import {
  contribute,
  cooperativeBody,
  lend,
  loanBody,
  next,
  payment,
  startApi,
  TODAY,
  without,
  type Answer,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { confirmationOf, confirmed, secondPersonPolicy } from '../../support/secondPerson.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Two {
  readonly first: Client;
  readonly second: Client;
  readonly loan: Awaited<ReturnType<typeof lend>>;
}

/** A fund with a loan and two directors; the acts need both. */
async function twoDirectors(...acts: SecondPersonAct[]): Promise<Two> {
  const first = await api.addFund();
  await contribute(first);
  const second = await api.withRole(first, 'director');
  const loan = await lend(first);
  if (acts.length > 0) await first.add('/v1/policies', secondPersonPolicy(acts));
  return { first, second, loan };
}

const CHARGE_OFF = { effectiveOn: '2024-03-30', decisionNumber: '12/QĐ-QHT' };

const confirm = (client: Client, id: string, headers = {}): Promise<Answer> =>
  client.post(confirmationOf(id), {}, headers);

const reject = (client: Client, id: string): Promise<Answer> =>
  client.post(`/v1/proposed-acts/${id}/rejection`, { reason: 'Chưa đủ hồ sơ' });

const withdraw = (client: Client, id: string): Promise<Answer> =>
  client.post(`/v1/proposed-acts/${id}/withdrawal`, { reason: 'Nhập nhầm ngày' });

/** What is answered 202. */
async function propose(client: Client, path: string, body: unknown, headers = {}): Promise<Json> {
  const answer = await client.post(path, body, headers);
  expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
  expect(answer.headers['location']).toBe(`/v1/proposed-acts/${answer.body.id}`);
  return answer.body;
}

const refusal = ({ status, body }: Answer) => [status, body.code];

describe('an act that needs a second person', () => {
  test('is kept as it was asked, with a sentence, and changes nothing', async () => {
    const { first, second, loan } = await twoDirectors('chargeOff');
    const state = async () =>
      without(await first.read(`${loan.path}/position`), 'knownAt', 'positionAfter');
    const ledger = async () => without(await first.read('/v1/ledger/trial-balance'), 'knownAt');
    const before = [await state(), await ledger()];
    const proposed = await propose(first, `${loan.path}/charge-offs`, CHARGE_OFF);
    expect(proposed).toEqual({
      id: expect.any(String),
      act: 'chargeOff',
      status: 'open',
      summary: {
        vi: `Xử lý rủi ro 12/QĐ-QHT, hợp đồng ${loan.contractNumber}, HTX Xuân Mai, ngày 30/03/2024.`,
        en: `Charge-off 12/QĐ-QHT, contract ${loan.contractNumber}, HTX Xuân Mai, 2024-03-30.`,
      },
      method: 'POST',
      path: `${loan.path}/charge-offs`,
      body: CHARGE_OFF,
      permission: 'decisions:write',
      subjectId: loan.loanId,
      effectiveOn: TODAY,
      // Thirty days behind 31/3.
      expiresOn: '2024-04-30',
      recordedAt: expect.any(String),
      recordedBy: first.actor.tokenName,
      endedAt: null,
      endedBy: null,
      reason: null,
      location: null,
    });
    expect([await state(), await ledger()]).toEqual(before);
    expect(await second.read(`/v1/proposed-acts/${proposed.id}`)).toEqual(proposed);
    expect((await second.read('/v1/proposed-acts?status=open')).data).toEqual([proposed]);
    expect((await second.read('/v1/proposed-acts?status=confirmed')).data).toEqual([]);
  });

  test('is carried out when another person confirms it, in the name of who proposed it', async () => {
    const { first, second, loan } = await twoDirectors('chargeOff');
    const proposed = await propose(first, `${loan.path}/charge-offs`, CHARGE_OFF);
    const answer = await confirm(second, proposed.id);
    expect(answer.status).toBe(200);
    const { answer: done, ...ended } = answer.body;
    expect(done).toMatchObject({
      decisionNumber: '12/QĐ-QHT',
      recordedBy: first.actor.tokenName,
      positionAfter: { standing: 'charged_off' },
    });
    expect(ended).toEqual({
      ...proposed,
      status: 'confirmed',
      endedAt: expect.any(String),
      endedBy: second.actor.tokenName,
    });
    expect(await first.read(`/v1/proposed-acts/${proposed.id}`)).toEqual(ended);
    expect((await first.read(`${loan.path}/position`)).standing).toBe('charged_off');
  });

  test('has both persons in the audit trail, under the loan', async () => {
    const { first, second, loan } = await twoDirectors('waiver');
    const waiver = { ...CHARGE_OFF, component: 'inTermInterest', amount: '1000' };
    const proposed = await propose(first, `${loan.path}/waivers`, waiver);
    await confirm(second, proposed.id);
    const { data } = await second.read(`/v1/audit-events?subject=${loan.loanId}`);
    const [asked, waived, confirmation] = data.slice(-3);
    expect(
      [asked, waived, confirmation].map(({ act, recordedBy }: Json) => [act, recordedBy]),
    ).toEqual([
      ['proposed_act', first.actor.tokenName],
      ['waiver', first.actor.tokenName],
      ['act_confirmation', second.actor.tokenName],
    ]);
    expect(asked.after).toMatchObject({
      said: { proposedAct: [{ path: `${loan.path}/waivers` }] },
    });
    // What was carried out and its confirmation came by one request.
    expect(waived.requestId).toBe(confirmation.requestId);
    expect(asked.requestId).not.toBe(confirmation.requestId);
    expect(confirmation.before).toEqual(asked.after);
    expect((await first.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('that is impossible is refused at once, and not proposed', async () => {
    const { first, loan } = await twoDirectors('chargeOff');
    const early = { ...CHARGE_OFF, effectiveOn: '2023-01-01' };
    expect((await first.post(`${loan.path}/charge-offs`, early)).status).toBe(422);
    const nobody = `/v1/loans/${randomUUID()}/charge-offs`;
    expect(refusal(await first.post(nobody, CHARGE_OFF))).toEqual([404, 'not-found']);
    expect((await first.read('/v1/proposed-acts')).data).toEqual([]);
  });

  test('waits for nobody where the policy does not name it, or not today', async () => {
    const { first, loan } = await twoDirectors('waiver');
    await first.add(`${loan.path}/charge-offs`, CHARGE_OFF);
    const other = await twoDirectors();
    const later = secondPersonPolicy(['chargeOff'], { effectiveOn: '2024-04-01' });
    await other.first.add('/v1/policies', later);
    await other.first.add(`${other.loan.path}/charge-offs`, CHARGE_OFF);
  });
});

/** An act of the list with what must be there before, all dated before today. */
interface Case {
  readonly act: SecondPersonAct;
  readonly path: (two: Two) => Promise<string> | string;
  readonly body: object | ((two: Two) => Promise<object>);
}

const dated = { effectiveOn: '2024-03-01', decisionNumber: '7/QĐ' };

const decided = { decidedOn: '2024-03-01', decisionNumber: '8/QĐ' };

const ofLoan = (name: string) => (two: Two) => `${two.loan.path}/${name}`;

/** Closes quarters of 2023 up to one. */
async function close(client: Client, last = 4): Promise<void> {
  for (let quarter = 1; quarter <= last; quarter += 1) {
    await client.add(`/v1/periods/2023-Q${quarter}/closing`, {});
  }
}

const receiptOf = async ({ first, loan }: Two) =>
  (await first.add(`${loan.path}/repayments`, payment('1000', '2024-01-05'))).id as string;

const CASES: readonly Case[] = [
  { act: 'chargeOff', path: ofLoan('charge-offs'), body: dated },
  {
    act: 'waiver',
    path: ofLoan('waivers'),
    body: { ...dated, component: 'inTermInterest', amount: '1' },
  },
  {
    act: 'restructuring',
    path: ofLoan('restructurings'),
    body: {
      ...decided,
      kind: 'extension',
      instalments: [{ dueOn: '2025-12-25', principal: '200000000' }],
    },
  },
  { act: 'recall', path: ofLoan('recalls'), body: { ...decided, deadline: '2024-10-31' } },
  { act: 'freeze', path: ofLoan('freezes'), body: { from: '2024-03-01', decisionNumber: '9/QĐ' } },
  { act: 'rateChange', path: ofLoan('rate-changes'), body: { ...dated, ratePercent: '6' } },
  {
    act: 'debtGroupOverride',
    path: ofLoan('debt-group-overrides'),
    body: { group: 5, effectiveOn: '2024-03-01', reason: 'Ngừng hoạt động' },
  },
  {
    act: 'contractCorrection',
    path: ofLoan('correction'),
    body: async ({ loan }) => {
      const { contractNumber } = loan;
      const said = loanBody(loan.cooperativeId, { contractNumber, overdueRatePercent: '9.8' });
      return { ...said, reason: 'Nhầm' };
    },
  },
  {
    act: 'disbursement',
    path: async ({ first }) => {
      const { id } = await first.add('/v1/cooperatives', cooperativeBody());
      const loan = await first.add('/v1/loans', loanBody(id));
      return `/v1/loans/${loan.id}/disbursements`;
    },
    body: async () => payment('200000000', '2024-03-01'),
  },
  {
    act: 'capitalMovement',
    path: () => '/v1/fund/capital-movements',
    body: async () => ({
      kind: 'contribution',
      amount: '5',
      effectiveOn: '2024-03-01',
      documentNumber: next('QD'),
    }),
  },
  {
    act: 'closing',
    path: async ({ first }) => {
      await close(first, 3);
      return '/v1/periods/2023-Q4/closing';
    },
    body: {},
  },
  {
    act: 'reopening',
    path: async ({ first }) => {
      await close(first);
      return '/v1/periods/2023-Q4/reopening';
    },
    body: { reason: 'Bỏ sót phiếu thu' },
  },
  {
    act: 'reversal',
    path: async (two) => `/v1/repayments/${await receiptOf(two)}/reversal`,
    body: { reason: 'Nhập nhầm' },
  },
  {
    act: 'policy',
    path: () => '/v1/policies',
    body: {
      name: 'highestRatePercent',
      value: '19',
      effectiveOn: '2024-03-01',
      sourceDocument: '12/QĐ-UBND',
    },
  },
];

describe('every act of the list', () => {
  test.each(CASES)('$act waits, and then says what it says where it need not', async (each) => {
    const answers: Json[] = [];
    for (const guarded of [[], [each.act]] as const) {
      const two = await twoDirectors();
      const path = await each.path(two);
      const body = typeof each.body === 'function' ? await each.body(two) : each.body;
      if (guarded.length > 0) await two.first.add('/v1/policies', secondPersonPolicy(guarded));
      const answer = await two.first.post(path, body);
      expect([answer.status, answer.text]).toEqual([guarded.length > 0 ? 202 : 201, answer.text]);
      answers.push(guarded.length > 0 ? (await confirmed(two.second, answer)).answer : answer.body);
    }
    const [alone, both] = answers.map(shapeOf);
    expect(both).toEqual(alone);
  });

  test('writeOff waits, and so does what undoes it', async () => {
    const { first, second, loan } = await twoDirectors('writeOff');
    await first.add(`${loan.path}/charge-offs`, { ...dated, effectiveOn: '2023-03-26' });
    await first.add('/v1/policies', {
      name: 'writeOffAfterYears',
      value: 1,
      effectiveOn: '2023-01-01',
      sourceDocument: '1/QĐ',
    });
    const waiting = await first.post(`${loan.path}/write-offs`, CHARGE_OFF);
    expect(waiting.status).toBe(202);
    const { answer } = await confirmed(second, waiting);
    const undone = await second.post(`/v1/write-offs/${answer.id}/reversal`, { reason: 'Nhầm' });
    expect(undone.status).toBe(202);
    expect(undone.body.summary.vi).toMatch(/^Hủy xuất toán nợ 12\/QĐ-QHT, .*; lý do: Nhầm\.$/);
    expect((await confirm(first, undone.body.id)).status).toBe(200);
  });

  test('afterIssue: what makes an issued report wrong waits, and nothing else', async () => {
    const { first, second, loan } = await twoDirectors('afterIssue');
    const issue = { asOf: '2023-12-31', documentNumber: '12/BC-QHT' };
    await first.add('/v1/reports/fund-section/issues', issue);
    await first.add(`${loan.path}/repayments`, payment('1000', '2024-01-05'));
    const receipt = payment('2000', '2023-12-05');
    const waiting = await first.post(`${loan.path}/repayments`, receipt);
    expect(waiting.status).toBe(202);
    expect(waiting.body).toMatchObject({ act: 'afterIssue', body: receipt });
    expect(waiting.body.summary.vi).toMatch(
      /^Phiếu thu CT\d+, .*, 2\.000 đồng; làm sai lệch 1 văn bản/,
    );
    const { answer } = await confirmed(second, waiting);
    expect(answer).toMatchObject({ amount: '2000', affects: [{ number: '12/BC-QHT' }] });
    expect((await first.read(`${loan.path}/repayments`)).data).toHaveLength(2);
    expect((await first.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});

const REGISTER = `SỔ HỢP ĐỒNG
ĐVT: triệu đồng
STT;Mã HTX;Tên HTX;Địa bàn;Số hợp đồng;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Kỳ trả gốc;Kỳ trả lãi
1;HTX01;HTX Đại Thắng;Cao Lộc;01/2021/HĐTD;25/03/2021;25/03/2023;600;6,6;quý;quý
2;HTX02;HTX Phương Đông;Văn Quan;02/2021/HĐTD;10/06/2021;10/06/2024;1.000;6,6;cuối kỳ;quý
`;

/** A file as it is read, or once it is entered. */
async function settled(client: Client, id: string): Promise<Json> {
  for (;;) {
    const found = await client.read(`/v1/imports/${id}`);
    if (found.status !== 'reading' && found.status !== 'entering') return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Sends a register of two contracts, and waits until it is checked. */
async function sendRegister(client: Client, text = REGISTER): Promise<string> {
  const headers = { 'content-type': 'text/csv', 'idempotency-key': randomUUID() };
  const path = '/v1/imports?fileName=so-vay.csv';
  const { body } = await client.send('POST', path, Buffer.from(text), headers);
  expect(await settled(client, body.id)).toMatchObject({ status: 'checked', faults: [] });
  return body.id;
}

const contractsOf = async (client: Client): Promise<string[]> =>
  (await client.read('/v1/loans')).data.map(({ contractNumber }: Json) => contractNumber);

describe('a file that two persons enter', () => {
  test('is entered by the confirmation, all of it, in the name of who proposed it', async () => {
    const { first, second } = await twoDirectors('importEntry');
    const id = await sendRegister(first);
    const before = await contractsOf(first);
    const key = { 'idempotency-key': randomUUID() };
    const proposed = await propose(first, `/v1/imports/${id}/entry`, {}, key);
    expect(proposed).toMatchObject({ act: 'importEntry', subjectId: id });
    // Two borrowers, two contracts, and that the file was entered.
    expect(proposed.summary.vi).toBe(
      'Ghi sổ tệp nhận bàn giao so-vay.csv, ngày 31/03/2024 và 4 bút toán khác.',
    );
    expect((await first.post(`/v1/imports/${id}/entry`, {}, key)).status).toBe(202);
    expect(await settled(second, id)).toMatchObject({ status: 'checked' });
    expect(await contractsOf(first)).toEqual(before);

    const needless = await second.post(confirmationOf(proposed.id), { document: '{}' });
    expect([needless.status, needless.body.errors?.[0]?.pointer]).toEqual([400, '/document']);
    const once = { 'idempotency-key': randomUUID() };
    const done = await confirm(second, proposed.id, once);
    expect([done.status, done.body.status, done.body.answer.status]).toEqual([
      200,
      'confirmed',
      'entered',
    ]);
    expect(done.body.location).toBe(`/v1/imports/${id}`);
    const { data } = await first.read('/v1/loans?q=2021');
    expect(data.map(({ contractNumber }: Json) => contractNumber)).toEqual([
      '01/2021/HĐTD',
      '02/2021/HĐTD',
    ]);
    const trail = (await first.read('/v1/audit-events')).data.slice(-6);
    expect(trail.map(({ act, recordedBy }: Json) => [act, recordedBy])).toEqual([
      ...['cooperative', 'loan', 'cooperative', 'loan'].map((act) => [act, first.actor.tokenName]),
      ['import_entry', first.actor.tokenName],
      ['act_confirmation', second.actor.tokenName],
    ]);
    expect((await confirm(second, proposed.id, once)).body).toEqual(done.body);
    expect((await first.read('/v1/ledger/verification')).differences).toEqual([]);

    const undo = await propose(first, `/v1/imports/${id}/reversal`, { reason: 'Nhầm tệp' });
    expect([undo.act, undo.summary.vi]).toEqual([
      'importEntry',
      'Hủy ghi sổ tệp nhận bàn giao so-vay.csv, ngày 31/03/2024 và 4 bút toán khác; lý do: Nhầm tệp.',
    ]);
    expect((await confirm(second, undo.id)).body.answer.reversed).toBe(4);
    expect(await contractsOf(first)).toEqual(before);
    // The first request, sent again, begins nothing.
    expect((await first.post(`/v1/imports/${id}/entry`, {}, key)).status).toBe(202);
    expect(await settled(first, id)).toMatchObject({ status: 'checked' });
    expect(await contractsOf(first)).toEqual(before);
  });

  test('that the fund refuses meanwhile is not entered, and stays to be confirmed', async () => {
    const { first, second } = await twoDirectors('importEntry');
    const id = await sendRegister(first);
    const { id: waiting } = await propose(first, `/v1/imports/${id}/entry`, {});
    const borrower = await first.add('/v1/cooperatives', cooperativeBody());
    const taken = loanBody(borrower.id, { contractNumber: '02/2021/HĐTD' });
    const { id: loanId } = await first.add('/v1/loans', taken);
    const before = await api.countRows();
    const refused = await confirm(second, waiting);
    expect([refused.status, refused.body.code, refused.body.figures]).toEqual([
      409,
      'import-not-ready',
      { status: 'checked', faults: 1 },
    ]);
    expect(await api.countRows()).toBe(before);
    expect(await second.read(`/v1/imports/${id}`)).toMatchObject({
      status: 'checked',
      faults: [{ code: 'duplicate', row: 5 }],
    });
    expect((await second.read(`/v1/proposed-acts/${waiting}`)).status).toBe('open');
    await first.add(`/v1/loans/${loanId}/void`, { reason: 'Nhập nhầm' });
    // Asked for again it is checked again, as by one person.
    expect(refusal(await confirm(second, waiting))).toEqual([409, 'import-not-ready']);
    await settled(second, id);
    expect((await confirm(second, waiting)).status).toBe(200);
    expect((await first.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('needs one person where the policy does not name it, and its reversal two if all reversals do', async () => {
    const { first, second } = await twoDirectors('reversal', 'afterIssue');
    const id = await sendRegister(first);
    const key = { 'idempotency-key': randomUUID() };
    expect((await first.post(`/v1/imports/${id}/entry`, {}, key)).body.id).toBe(id);
    expect((await settled(first, id)).status).toBe('entered');
    const undo = await propose(first, `/v1/imports/${id}/reversal`, { reason: 'Nhầm tệp' });
    expect(undo.act).toBe('reversal');
    await confirmed(second, { body: undo } as Answer);
    // What was asked once is not begun anew.
    expect((await first.post(`/v1/imports/${id}/entry`, {}, key)).status).toBe(202);
    expect((await settled(first, id)).status).toBe('checked');
  });
});

describe('the suspension of lending', () => {
  test('waits, and is put in force by who confirms it', async () => {
    const { first, second } = await twoDirectors('lendingSuspension');
    const path = '/v1/fund/lending-suspension';
    const decision = { suspended: true, decisionNumber: '31/QĐ-HĐQL', decidedOn: '2024-03-30' };
    const waiting = await first.put(path, decision);
    expect([waiting.status, waiting.body.act]).toEqual([202, 'lendingSuspension']);
    // What was tried and taken back is no version that anybody could name.
    expect(waiting.headers['etag']).toBeUndefined();
    expect((await first.read(path)).suspended).toBe(false);
    const { answer } = await confirmed(second, waiting);
    expect(answer).toMatchObject(decision);
    expect(await first.read(path)).toMatchObject(decision);
  });
});

/** An answer without what differs between two funds, such as ids and instants. */
function shapeOf(body: Json): Json {
  if (Array.isArray(body)) return body.map(shapeOf);
  if (typeof body === 'string') {
    return body
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT')
      .replace(/\b(HTX|HD|CT|QD)\d{4}\b/g, '$1');
  }
  if (typeof body !== 'object' || body === null) return body;
  const fields = Object.entries(body).filter(([name]) => !/hash|auditHead/i.test(name));
  return Object.fromEntries(fields.map(([name, value]) => [name, shapeOf(value)]));
}

describe('who may end a proposed act', () => {
  test('another person than the proposer, with the permission of the act', async () => {
    const { first, second, loan } = await twoDirectors();
    const accountant = await api.withRole(first, 'accountant');
    const auditor = await api.withRole(first, 'auditor');
    await first.add('/v1/policies', secondPersonPolicy(['chargeOff', 'disbursement']));
    const { id } = await propose(first, `${loan.path}/charge-offs`, CHARGE_OFF);
    for (const end of [confirm, reject]) {
      expect(refusal(await end(first, id))).toEqual([403, 'same-person']);
      expect(refusal(await end(accountant, id))).toEqual([403, 'forbidden']);
      expect(refusal(await end(auditor, id))).toEqual([403, 'forbidden']);
    }
    expect((await confirm(accountant, id)).body.figures).toEqual({
      role: 'accountant',
      permission: 'decisions:write',
    });
    expect(refusal(await withdraw(second, id))).toEqual([403, 'not-proposer']);
    // All who may write see it, and an auditor; who may not do the act sees it too.
    for (const client of [accountant, auditor]) {
      expect((await client.read(`/v1/proposed-acts/${id}`)).status).toBe('open');
    }
    expect((await api.other.get(`/v1/proposed-acts/${id}`)).status).toBe(404);
    expect((await confirm(api.other, id)).status).toBe(404);
    // An accountant may pay out, so an accountant may be the second person of it.
    const borrower = await first.add('/v1/cooperatives', cooperativeBody());
    const contract = await first.add('/v1/loans', loanBody(borrower.id));
    const paid = `/v1/loans/${contract.id}/disbursements`;
    const waiting = await second.post(paid, payment('1000000', '2024-03-01'));
    const { answer } = await confirmed(accountant, waiting);
    expect(answer.recordedBy).toBe(second.actor.tokenName);
  });

  test('the proposer withdraws it, another person rejects it with a reason', async () => {
    const { first, second, loan } = await twoDirectors('chargeOff');
    const [one, two] = [
      await propose(first, `${loan.path}/charge-offs`, CHARGE_OFF),
      await propose(first, `${loan.path}/charge-offs`, CHARGE_OFF),
    ];
    const rejected = await reject(second, one.id);
    expect([rejected.status, rejected.body]).toMatchObject([
      201,
      { status: 'rejected', reason: 'Chưa đủ hồ sơ', endedBy: second.actor.tokenName },
    ]);
    const withdrawn = await withdraw(first, two.id);
    expect([withdrawn.status, withdrawn.body]).toMatchObject([
      201,
      { status: 'withdrawn', reason: 'Nhập nhầm ngày', endedBy: first.actor.tokenName },
    ]);
    for (const { id } of [one, two]) {
      for (const end of [confirm, reject]) {
        expect(refusal(await end(second, id))).toEqual([409, 'proposed-act-ended']);
      }
      expect(refusal(await withdraw(first, id))).toEqual([409, 'proposed-act-ended']);
    }
    const vi = await second.post(confirmationOf(one.id), {}, { 'accept-language': 'vi' });
    expect(vi.body.detail).toBe(
      `Đề nghị này không còn chờ ai xác nhận: ${second.actor.tokenName} đã từ chối. Nếu vẫn cần thì hãy ` +
        'đề nghị lại.',
    );
    expect((await first.read(`${loan.path}/position`)).standing).not.toBe('charged_off');
    const listed = (await first.read('/v1/proposed-acts')).data;
    expect(listed.map(({ status }: Json) => status)).toEqual(['withdrawn', 'rejected']);
  });

  test('nobody once the proposer’s token was revoked', async () => {
    const { first, second, loan } = await twoDirectors('chargeOff');
    const { id } = await propose(first, `${loan.path}/charge-offs`, CHARGE_OFF);
    const { tokenId } = first.actor;
    await second.add(`/v1/tokens/${tokenId}/revocation`, { reason: 'Nghỉ việc' });
    expect(refusal(await confirm(second, id))).toEqual([409, 'proposer-ended']);
    expect((await reject(second, id)).status).toBe(201);
  });

  test('nobody after its last day', async () => {
    const { first, second, loan } = await twoDirectors('chargeOff');
    const { id } = await propose(first, `${loan.path}/charge-offs`, CHARGE_OFF);
    try {
      api.setToday('2024-05-01');
      expect(refusal(await confirm(second, id))).toEqual([409, 'proposed-act-ended']);
      expect((await first.read(`/v1/proposed-acts/${id}`)).status).toBe('expired');
      expect((await first.read('/v1/proposed-acts?status=open')).data).toEqual([]);
      api.setToday('2024-04-30');
      expect((await confirm(second, id)).status).toBe(200);
    } finally {
      api.setToday(TODAY);
    }
  });
});

describe('the policy of the second person', () => {
  test('is refused where there is none', async () => {
    const alone = await api.addFund();
    await api.withRole(alone, 'accountant');
    const answer = await alone.post('/v1/policies', secondPersonPolicy(['waiver']));
    expect(refusal(answer)).toEqual([409, 'no-second-director']);
    expect((await alone.post('/v1/policies', secondPersonPolicy([]))).status).toBe(201);
  });

  test('is changed by two, whatever it names', async () => {
    const { first, second } = await twoDirectors('waiver');
    for (const acts of [[], ['waiver', 'chargeOff']] as const) {
      const waiting = await first.post('/v1/policies', secondPersonPolicy(acts));
      expect([waiting.status, waiting.body.act]).toEqual([202, 'secondPerson']);
      await reject(second, waiting.body.id);
    }
    const lifted = await first.post('/v1/policies', secondPersonPolicy([]));
    await confirmed(second, lifted);
    expect((await first.post('/v1/policies', secondPersonPolicy(['freeze']))).status).toBe(201);
  });

  test('lets nobody make a token alone, who would be the second person too', async () => {
    const { first, second } = await twoDirectors('waiver');
    const body = { name: 'Người thứ ba', role: 'director' };
    const waiting = await first.post('/v1/tokens', body);
    expect([waiting.status, waiting.body.act]).toEqual([202, 'token']);
    expect(waiting.text).not.toContain('"token":');
    expect(waiting.body.summary.vi).toBe('Cấp mã truy cập cho Người thứ ba, vai trò giám đốc.');
    const key = { 'idempotency-key': randomUUID() };
    const { body: told } = await confirm(second, waiting.body.id, key);
    const third = await first.get('/v1/me', { authorization: `Bearer ${told.answer.token}` });
    expect(third.body).toMatchObject(body);
    // The secret is told once, to who confirmed.
    const again = await confirm(second, waiting.body.id, key);
    expect([again.status, again.body.answer.token]).toEqual([200, null]);
    expect((await first.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('lets nobody invite an account or let a program in alone', async () => {
    const { first, second } = await twoDirectors('waiver');
    const invited = await first.post('/v1/invitations', { name: 'Lan', role: 'director' });
    expect([invited.status, invited.body.act]).toEqual([202, 'token']);
    expect(invited.body.summary.vi).toBe(
      'Cho Lan đăng nhập bằng tài khoản bên ngoài, vai trò giám đốc.',
    );
    expect(invited.text).not.toContain('"code":');
    const { answer } = await confirmed(second, invited);
    expect(answer).toMatchObject({ name: 'Lan', code: expect.stringMatching(/\S{20}/) });
    expect((await first.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('leaves what was proposed to be confirmed when it is lifted', async () => {
    const { first, second, loan } = await twoDirectors('chargeOff');
    const waiting = await first.post(`${loan.path}/charge-offs`, CHARGE_OFF);
    await confirmed(second, await first.post('/v1/policies', secondPersonPolicy([])));
    expect(refusal(await confirm(first, waiting.body.id))).toEqual([403, 'same-person']);
    expect((await confirm(second, waiting.body.id)).status).toBe(200);
  });
});

describe('an act that became impossible meanwhile', () => {
  test('is refused as ever, stays open, and is carried out when it is possible again', async () => {
    const { first, second, loan } = await twoDirectors('chargeOff', 'reversal');
    const { id } = await propose(first, `${loan.path}/charge-offs`, CHARGE_OFF);
    const { payoff } = await first.read(`${loan.path}/position?asOf=2024-03-30`);
    const receipt = payment(payoff, '2024-03-30');
    const { id: receiptId } = await first.add(`${loan.path}/repayments`, receipt);
    const refused = await confirm(second, id);
    expect(refused.status).toBe(422);
    expect(refused.body.detail).toMatch(/\S/);
    expect((await first.read(`/v1/proposed-acts/${id}`)).status).toBe('open');
    const undo = await first.post(`/v1/repayments/${receiptId}/reversal`, { reason: 'Nhầm' });
    await confirmed(second, undo);
    expect((await confirm(second, id)).status).toBe(200);
  });

  test('stays open while its day is closed', async () => {
    const { first, second, loan } = await twoDirectors('chargeOff', 'reopening');
    const body = { ...CHARGE_OFF, effectiveOn: '2023-12-30' };
    const { id } = await propose(first, `${loan.path}/charge-offs`, body);
    await close(first);
    expect(refusal(await confirm(second, id))).toEqual([409, 'period-closed']);
    const reopening = await second.post('/v1/periods/2023-Q4/reopening', { reason: 'Bỏ sót' });
    expect([reopening.status, reopening.body.act]).toEqual([202, 'reopening']);
    await confirmed(first, reopening);
    expect((await confirm(second, id)).status).toBe(200);
    expect((await first.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('books later what was asked to be booked later', async () => {
    const { first, second, loan } = await twoDirectors('waiver');
    await close(first);
    const late = { bookedOn: '2024-03-01', reason: 'Quyết định nhận muộn' };
    const waiver = { effectiveOn: '2023-12-30', component: 'inTermInterest', amount: '1' };
    const body = { ...waiver, decisionNumber: '3/QĐ', ...late };
    const { id } = await propose(first, `${loan.path}/waivers`, body);
    const { body: done } = await confirm(second, id);
    expect(done.answer).toMatchObject({ ...waiver, ...late });
    expect((await first.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});

describe('a PUT that needs a second person', () => {
  test('is about the version that it named, also when it is confirmed', async () => {
    const { first, second } = await twoDirectors('afterIssue');
    // The instalment of Sunday 25/6/2023 is payable by the 26th; were that a holiday, it would not be overdue.
    await first.add('/v1/reports/fund-section/issues', {
      asOf: '2023-06-27',
      documentNumber: '12/BC-QHT',
    });
    const path = '/v1/fund/holidays/2023';
    const put = (date: string, etag?: string) =>
      first.put(path, { dates: [date] }, { 'if-match': etag });
    const kept = await put('2023-12-25');
    expect(kept.status).toBe(200);
    const waiting = await put('2023-06-26', String(kept.headers['etag']));
    expect([waiting.status, waiting.body.act, waiting.body.method]).toEqual([
      202,
      'afterIssue',
      'PUT',
    ]);
    expect((await put('2023-12-26')).status).toBe(200);
    expect(refusal(await confirm(second, waiting.body.id))).toEqual([412, 'stale-version']);
    const anew = await put('2023-06-26');
    const { answer } = await confirmed(second, anew);
    expect(answer).toMatchObject({ dates: ['2023-06-26'], affects: [{ number: '12/BC-QHT' }] });
    expect((await first.read(path)).dates).toEqual(['2023-06-26']);
  });
});

describe('a request that comes again', () => {
  test('is proposed once, and answered as before, also when it was confirmed', async () => {
    const { first, second, loan } = await twoDirectors('chargeOff');
    const key = { 'idempotency-key': randomUUID() };
    const path = `${loan.path}/charge-offs`;
    const proposed = await propose(first, path, CHARGE_OFF, key);
    const again = await first.post(path, CHARGE_OFF, key);
    expect([again.status, again.body]).toEqual([202, proposed]);
    expect(again.headers).toMatchObject({
      'idempotent-replayed': 'true',
      location: `/v1/proposed-acts/${proposed.id}`,
    });
    const once = { 'idempotency-key': randomUUID() };
    const done = await confirm(second, proposed.id, once);
    expect(await confirm(second, proposed.id, once)).toMatchObject({
      status: 200,
      body: done.body,
    });
    expect(await first.post(path, CHARGE_OFF, key)).toMatchObject({ status: 202, body: proposed });
    // By then its Location says what became of it.
    expect((await first.read(again.headers['location'] as string)).status).toBe('confirmed');
    expect((await first.read('/v1/proposed-acts')).data).toHaveLength(1);
    const other = await first.post(path, { ...CHARGE_OFF, effectiveOn: '2024-03-29' }, key);
    expect(other.body.code).toBe('idempotency-key-reused');
    expect(refusal(await confirm(second, proposed.id, key))).toEqual([
      409,
      'idempotency-key-reused',
    ]);
  });

  test('at once, many times, is proposed once', async () => {
    const { first, loan } = await twoDirectors('chargeOff');
    const key = { 'idempotency-key': randomUUID() };
    const path = `${loan.path}/charge-offs`;
    const asked = Array.from({ length: 8 }, () => first.post(path, CHARGE_OFF, key));
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await first.read('/v1/proposed-acts')).data).toHaveLength(1);
  });
});
