import { randomUUID } from 'node:crypto';
import { readAnew } from '../../../src/usecases/view/readAsKnown.ts';
import { auditDifferences } from '../../../src/usecases/books/verifyAudit.ts';
import {
  contribute,
  cooperativeBody,
  lend,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { asAdmin } from '../../support/database.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const eventsOf = async (client: Client, query = ''): Promise<Json[]> =>
  (await client.read(`/v1/audit-events?limit=200${query}`)).data;

describe('GET /v1/audit-events', () => {
  let path: string;
  let loanId: string;
  let cooperativeId: string;
  let receipt: Json;

  beforeAll(async () => {
    await contribute(api.fund);
    ({ path, loanId, cooperativeId } = await lend(api.fund));
    const headers = { 'x-request-id': 'receipt-7', 'idempotency-key': randomUUID() };
    const body = payment('1000000', '2023-06-01');
    receipt = (await api.fund.post(`${path}/repayments`, body, headers)).body;
  });

  test('has an event for each fact, and for the first token, numbered without gaps', async () => {
    const events = await eventsOf(api.fund);
    const entries: Json[] = (await api.fund.read('/v1/entries?limit=200')).data;
    expect(events.map((each) => each.number)).toEqual(events.map((_, index) => index + 1));
    expect(events[0]).toMatchObject({
      act: 'token',
      recordedBy: 'Giám đốc',
      after: { name: 'Giám đốc', role: 'director', scopes: [] },
      factId: null,
    });
    expect(events[1]).toMatchObject({ act: 'seal', factId: null });
    expect(events.slice(2).map((each) => [each.act, each.factId, each.recordedAt])).toEqual(
      entries.map((each) => [each.kind, each.id, each.recordedAt]),
    );
  });

  test('tells who did it, from where, by which request, and what was recorded', async () => {
    const [event, ...more] = await eventsOf(api.fund, `&subject=${receipt.id}`);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      act: 'repayment',
      recordedBy: 'Giám đốc',
      tokenId: api.fund.actor.tokenId,
      address: '127.0.0.1',
      requestId: 'receipt-7',
      subject: loanId,
      factId: receipt.id,
      reason: null,
      before: null,
    });
    expect(event.after.said.repayment).toEqual([
      expect.objectContaining({
        loanId,
        amount: '1000000',
        voucherNumber: receipt.voucherNumber,
        inTermInterest: receipt.allocation.inTermInterest,
      }),
    ]);
    // The hash of the last event of each is part of the next one.
    const events = await eventsOf(api.fund);
    expect(events.slice(1).map((each) => each.previousHash)).toEqual(
      events.slice(0, -1).map((each) => each.hash),
    );
  });

  test('tells what a reversal reverses, with its reason, under the same loan', async () => {
    await api.fund.add(`/v1/repayments/${receipt.id}/reversal`, { reason: 'Nhập nhầm phiếu' });
    const event = (await eventsOf(api.fund, `&subject=${loanId}`)).at(-1);
    expect(event).toMatchObject({ act: 'reversal', reason: 'Nhập nhầm phiếu', subject: loanId });
    expect(event.before.said.repayment[0].voucherNumber).toBe(receipt.voucherNumber);
  });

  test('tells what a change takes the place of', async () => {
    const url = `/v1/cooperatives/${cooperativeId}`;
    const { code, name } = await api.fund.read(url);
    const changed = { ...cooperativeBody({ code }), name: 'HTX Mới', reason: 'Đổi tên' };
    expect((await api.fund.put(url, changed)).status).toBe(200);
    const event = (await eventsOf(api.fund, `&subject=${cooperativeId}`)).at(-1);
    expect(event.before.said.cooperativeVersion[0].name).toBe(name);
    expect(event.after.said.cooperativeVersion[0].name).toBe('HTX Mới');
    expect(event.reason).toBe('Đổi tên');
    for (const dates of [['2025-01-01'], ['2025-01-01', '2025-09-02']]) {
      await api.fund.put('/v1/fund/holidays/2025', { dates });
    }
    const last = (await eventsOf(api.fund)).at(-1);
    expect(last.before.said.holidayList[0].dates).toEqual(['2025-01-01']);
  });

  test('is narrowed by day and token, and paged', async () => {
    const all = await eventsOf(api.fund);
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    expect(await eventsOf(api.fund, `&recordedOn=${today}`)).toEqual(all);
    expect(await eventsOf(api.fund, '&recordedOn=2023-01-01')).toEqual([]);
    expect(await eventsOf(api.fund, `&actor=${api.fund.actor.tokenId}`)).toEqual(all);
    expect(await eventsOf(api.fund, '&actor=Nobody')).toEqual([]);
    const first = await api.fund.read('/v1/audit-events?limit=3');
    const next = await api.fund.read(`/v1/audit-events?limit=200&cursor=${first.nextCursor}`);
    expect([...first.data, ...next.data]).toEqual(all);
  });

  test('has no secret in it', async () => {
    const text = JSON.stringify(await eventsOf(api.fund));
    expect(text).not.toContain(api.fund.token);
    expect(text).not.toMatch(/token_?hash/i);
  });
});

describe('what a superuser touches', () => {
  let fund: Client;
  let factId: string;

  // An event for the token, one that seals what stands beside the facts, then five facts: the capital, a cooperative, a loan, its money, a receipt.
  beforeEach(async () => {
    fund = await api.addFund();
    await contribute(fund);
    const { path } = await lend(fund);
    factId = (await fund.add(`${path}/repayments`, payment('1000000', '2023-06-01'))).id;
  });

  const differences = () =>
    readAnew(api.database.database, fund.actor.fundId, (anew) => auditDifferences(anew));

  /** As one who may switch off every guard. */
  const tamper = (statement: string) =>
    asAdmin(
      `set session_replication_role = replica; ${statement}`,
      api.database.ownerConnectionString,
    );
  const ofFund = (more: string) => `fund_id = '${fund.actor.fundId}' and ${more}`;

  test('nothing is found where nothing was touched', async () => {
    expect(await differences()).toEqual([]);
  });

  test.each([
    ['an amount', `update repayment set amount = 2000000, principal = principal + 1000000`],
    ['a voucher number', `update repayment set voucher_number = 'X'`],
  ])('%s that was changed is found', async (_, update) => {
    await tamper(`${update} where ${ofFund(`id = '${factId}'`)}`);
    expect(await differences()).toEqual([{ code: 'fact-changed', number: 7, factId }]);
  });

  test('a date that was changed is found', async () => {
    const update = `update fact set effective_on = '2023-05-01'`;
    await tamper(`${update} where ${ofFund(`id = '${factId}'`)}`);
    expect(await differences()).toEqual([{ code: 'fact-changed', number: 7, factId }]);
  });

  test('a receipt that was removed is found', async () => {
    const one = ofFund(`id = '${factId}'`);
    await tamper(`delete from repayment where ${one}; delete from fact where ${one}`);
    expect(await differences()).toEqual([{ code: 'fact-removed', number: 7, factId }]);
  });

  test('a receipt without its row is found', async () => {
    await tamper(`delete from repayment where ${ofFund(`id = '${factId}'`)}`);
    expect(await differences()).toEqual([{ code: 'fact-changed', number: 7, factId }]);
  });

  test('a fact that was added past the service is found', async () => {
    const added = randomUUID();
    await tamper(`
      insert into fact select fund_id, '${added}', kind, effective_on,
        recorded_at + interval '1 minute', recorded_by from fact where ${ofFund(`id = '${factId}'`)};
      insert into repayment select fund_id, '${added}', loan_id, amount, 'PT-X', method, principal,
        in_term_interest, overdue_interest, late_interest, null
        from repayment where ${ofFund(`id = '${factId}'`)}`);
    expect(await differences()).toEqual([
      { code: 'fact-not-audited', number: null, factId: added },
    ]);
  });

  test('an event that was changed is found', async () => {
    await tamper(`update audit_event set address = '10.0.0.9' where ${ofFund('number = 3')}`);
    expect(await differences()).toEqual([
      expect.objectContaining({ code: 'event-changed', number: 3 }),
    ]);
  });

  test('a fact and its event changed alike, hash and all, break the chain', async () => {
    await tamper(`
      update repayment set voucher_number = 'X' where ${ofFund(`id = '${factId}'`)};
      update audit_event set hash = repeat('0', 64) where ${ofFund('number = 3')}`);
    const found = (await differences()).map((each) => [each.code, each.number]);
    expect(found).toEqual([
      ['event-changed', 3],
      ['event-not-chained', 4],
      ['fact-changed', 7],
    ]);
  });

  test('an event that was removed is found, and its fact is audited no more', async () => {
    await tamper(`delete from audit_event where ${ofFund('number = 3')}`);
    expect((await differences()).map((each) => [each.code, each.number])).toEqual([
      ['event-missing', 3],
      ['fact-not-audited', null],
    ]);
  });

  test('a trail cut off with its facts is found by the head that a closing printed', async () => {
    for (const quarter of ['2023-Q1', '2023-Q2']) {
      expect((await fund.post(`/v1/periods/${quarter}/closing`, {})).status).toBe(201);
    }
    expect(await differences()).toEqual([]);
    // The closing of Q2, event 9, printed event 8; its own row is left, the trail behind 7 is not.
    await tamper(`delete from audit_event where ${ofFund('number > 7')}`);
    const found = (await differences()).map((each) => each.code);
    expect(found).toContain('trail-cut-off');
  });

  test('an event that was added is found', async () => {
    await tamper(`
      insert into audit_event select fund_id, number + 1, recorded_at, actor, address, request_id, act,
        subject, null, reason, before, after, fact_hash, hash, hash
      from audit_event where ${ofFund('number = 7')}`);
    expect(await differences()).toEqual([
      expect.objectContaining({ code: 'event-changed', number: 8 }),
    ]);
  });
});
