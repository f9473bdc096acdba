import { createHash } from 'node:crypto';
import { next, payment, type Api, type Client, type Json } from '../../support/api.ts';
import { startLangSon } from '../../support/langSon.ts';
import { confirmed, secondPersonPolicy } from '../../support/secondPerson.ts';

// The example of Lạng Sơn is handed over on 1 July 2023: its figures at the close of 30 June are those of the
// provincial report.

let api: Api;

let second: Client;

beforeAll(async () => {
  api = await startLangSon('2023-07-10');
});

afterAll(() => api.close());

const ON = '2023-07-01';

const FROM_2023 = { effectiveOn: '2023-01-01' };

const NEW = { on: ON, toFund: 'Quỹ tỉnh mới', documentNumber: '12/BB-BG' };

const drawnUp = (): Promise<Json> => api.fund.read(`/v1/fund/handover?on=${ON}`);

describe('a fund that is handed over', () => {
  test('draws up what it has to the đồng, and the hash is that of the text', async () => {
    const drawn = await drawnUp();
    expect(drawn.total).toMatchObject({
      capital: '7500000000',
      // 3 tỷ in term and 1.61 tỷ overdue.
      outstanding: '4610000000',
      chargedOff: '0',
      available: '2890000000',
    });
    expect(drawn.sha256).toBe(createHash('sha256').update(drawn.document).digest('hex'));
    const document = JSON.parse(drawn.document);
    expect(document.on).toBe(ON);
    const unpaid = document.loans.flatMap((each: Json) =>
      (each.opening?.instalments ?? []).map(({ principal }: Json) => BigInt(principal)),
    );
    expect(unpaid.reduce((a: bigint, b: bigint) => a + b, 0n)).toBe(4_610_000_000n);
    expect(await drawnUp()).toMatchObject({ sha256: drawn.sha256 });
  });

  test('is handed over only by the hash of what it would hand over now, and takes nothing afterwards', async () => {
    const { sha256 } = await drawnUp();
    const before = await api.fund.read('/v1/reports/fund-section?asOf=2023-06-30');
    const other = await api.fund.post('/v1/fund/handover', { ...NEW, sha256: 'a'.repeat(64) });
    expect([other.status, other.body.code]).toEqual([409, 'handover-changed']);
    expect(other.body.detail).toContain(sha256);
    const late = await api.fund.post('/v1/fund/handover', { ...NEW, on: '2023-07-11', sha256 });
    expect([late.status, late.body.code]).toEqual([422, 'dated-in-future']);

    const handover = await api.fund.add('/v1/fund/handover', { ...NEW, sha256 });
    const { data } = await api.fund.read('/v1/loans?limit=1');
    const [{ id }] = data;
    for (const day of ['2023-07-02', '2023-06-20']) {
      const receipt = await api.fund.post(`/v1/loans/${id}/repayments`, payment('1000', day));
      expect([day, receipt.status, receipt.body.code]).toEqual([day, 409, 'handed-over']);
      expect(receipt.body.detail).toContain('Quỹ tỉnh mới');
    }
    const added = await api.fund.post('/v1/cooperatives', {
      code: next('HTX'),
      name: 'HTX Mới',
      locality: 'Văn Quan',
    });
    expect([added.status, added.body.code]).toEqual([409, 'handed-over']);

    // Whoever asks for no day is answered of the last one; a later one is nobody's here.
    const fund = await api.fund.read('/v1/fund');
    expect(fund).toMatchObject({ asOf: '2023-06-30', principalOutstanding: '4610000000' });
    for (const path of [
      '/v1/fund?asOf=2023-07-01',
      `/v1/loans/${id}/position?asOf=2023-07-01`,
      `/v1/loans/${id}/statement?from=2023-06-01&to=2023-07-01`,
      '/v1/reports/fund-section?asOf=2023-07-05',
      '/v1/ledger/trial-balance?asOf=2023-07-05',
    ]) {
      const asked = await api.fund.get(path);
      expect([path, asked.status, asked.body.code]).toEqual([path, 409, 'handed-over']);
    }

    // The report of the half-year can still be issued, and says what it said.
    const after = await api.fund.read('/v1/reports/fund-section?asOf=2023-06-30');
    expect({ ...after, knownAt: '' }).toEqual({ ...before, knownAt: '' });
    const issued = await api.fund.post('/v1/reports/fund-section/issues', {
      asOf: '2023-06-30',
      documentNumber: '15/BC-QHT',
    });
    expect([issued.status, issued.text]).toEqual([201, issued.text]);
    expect((await api.fund.read('/v1/ledger/verification')).differences).toEqual([]);

    const twice = await api.fund.post('/v1/fund/handover', { ...NEW, sha256 });
    expect([twice.status, twice.body.code]).toEqual([409, 'handed-over']);
    const { given } = await api.fund.read('/v1/fund/handovers');
    expect(given).toEqual([handover]);
  });

  test('goes on as before once the handover is reversed', async () => {
    const [{ id }] = (await api.fund.read('/v1/fund/handovers')).given;
    await api.fund.add(`/v1/handovers/${id}/reversal`, { reason: 'Lập lại hồ sơ' });
    expect(await api.fund.read('/v1/fund?asOf=2023-07-01')).toMatchObject({
      principalOutstanding: '4610000000',
    });
    const [{ id: loanId }] = (await api.fund.read('/v1/loans?limit=1')).data;
    const path = `/v1/loans/${loanId}/repayments`;
    const { id: receipt } = await api.fund.add(path, payment('1000', '2023-07-02'));

    // What counts from the day on must not be in neither fund.
    const refused = await api.fund.get(`/v1/fund/handover?on=${ON}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'facts-after-handover']);
    expect(refused.body.figures).toMatchObject({ what: 'repayment', date: '2023-07-02' });
    const { sha256 } = await api.fund.read('/v1/fund/handover?on=2023-07-03');
    await api.fund.add(`/v1/repayments/${receipt}/reversal`, { reason: 'Nhầm' });
    const again = await drawnUp();
    expect(again.sha256).not.toBe(sha256);
    const twice = await api.fund.post(`/v1/handovers/${id}/reversal`, { reason: 'Lần nữa' });
    expect([twice.status, twice.body.code]).toEqual([409, 'already-reversed']);
  });

  test('is not kept from it by what waits for a second person, on whatever day it was proposed', async () => {
    second = await api.withRole(api.fund, 'director');
    const needed = secondPersonPolicy(['capitalMovement'], FROM_2023);
    await api.fund.add('/v1/policies', needed);
    const waiting = await second.post('/v1/fund/capital-movements', {
      kind: 'contribution',
      amount: '1',
      effectiveOn: '2023-06-01',
      documentNumber: next('QD'),
    });
    expect([waiting.status, waiting.body.effectiveOn]).toEqual([202, '2023-07-10']);
    expect((await drawnUp()).total).toMatchObject({ capital: '7500000000' });
  });

  test('is handed over by two persons, and taken back by two, where its policy says so', async () => {
    const policy = await api.fund.post('/v1/policies', secondPersonPolicy(['handover'], FROM_2023));
    await confirmed(second, policy);
    const { sha256 } = await drawnUp();
    const waiting = await api.fund.post('/v1/fund/handover', { ...NEW, sha256 });
    expect([waiting.status, waiting.body.act, waiting.body.body]).toEqual([
      202,
      'handover',
      { ...NEW, sha256 },
    ]);
    // What waits changes nothing of what is handed over.
    expect((await drawnUp()).sha256).toBe(sha256);
    const { answer } = await confirmed(second, waiting);
    expect(answer).toMatchObject({ ...NEW, sha256 });

    const undo = await second.post(`/v1/handovers/${answer.id}/reversal`, { reason: 'Lập lại' });
    expect([undo.status, undo.body.summary?.vi]).toEqual([
      202,
      'Hủy bàn giao quỹ 12/BB-BG, ngày 01/07/2023; lý do: Lập lại.',
    ]);
    const rejected = await api.fund.post(`/v1/proposed-acts/${undo.body.id}/rejection`, {
      reason: 'Chưa',
    });
    expect([rejected.status, rejected.text]).toEqual([201, rejected.text]);
    const again = await second.post(`/v1/handovers/${answer.id}/reversal`, { reason: 'Lập lại' });
    await confirmed(api.fund, again);
    expect((await api.fund.read('/v1/fund')).asOf).toBe('2023-07-10');
    expect((await api.fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});
