import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  components,
  contribute,
  cooperativeBody,
  next,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

// A fund is handed over on 1 August 2026. Its loans are of 100,000,000 at 7.3% (20,000 a day).
//
// Two were lent on 2 January 2026, with interest due on 2 March and every three months. On 1 July 180 days of
// interest were paid, 3,600,000 each; then a freeze from 1 May to 1 July was entered, 61 days or 1,220,000. Of the
// first, 31 days of July took 620,000 of that: 600,000 are paid too much on 1 August. The second was repaid with that
// receipt and owes nothing.
// Two were lent on 2 January 2020, due on 2 March 2020 and never paid. One was charged off on 15 June 2021, and
// 10,000,000 came back on 1 March 2022. One was charged off on 3 March 2020 and written off on 3 March 2025.
// Two more were lent and due on those days, with 1,200,000 of interest (60 days), and bore 30,000 a day since. The
// principal of one was paid on 4 May 2026 with the in-term interest, and 1,000,000 of overdue interest on 15 July. The
// other was charged off on 15 June 2021, 470 days late, and all its principal came back on 1 March 2022.
// New lending is suspended by a decision of 10 July 2026, is to go on by one of 20 August, and is suspended again by
// one of 1 September.

const ON = '2026-08-01';

let api: Api;

let from: Client;

let into: Client;

/** The contract numbers. */
let loans: Readonly<
  Record<'paying' | 'settled' | 'charged' | 'written' | 'paidOff' | 'recovered', string>
>;

let drawn: Json;

async function lend(cooperativeId: string, terms: object, lentOn: string) {
  const contractNumber = next('HD');
  const { id } = await from.add('/v1/loans', {
    cooperativeId,
    contractNumber,
    signedOn: '2019-12-20',
    principal: '100000000',
    ratePercent: '7.3',
    ...terms,
  });
  const path = `/v1/loans/${id}`;
  await from.add(`${path}/disbursements`, payment('100000000', lentOn));
  return { path, contractNumber };
}

async function paidTooMuch(cooperativeId: string, amount: string): Promise<string> {
  const principalSchedule = { kind: 'bullet', dueOn: '2027-03-02' };
  const interestSchedule = { every: 'quarter', firstDueOn: '2026-03-02' };
  const terms = { signedOn: '2025-12-20', principalSchedule, interestSchedule };
  const { path, contractNumber } = await lend(cooperativeId, terms, '2026-01-02');
  await from.add(`${path}/repayments`, payment(amount, '2026-07-01'));
  const freeze = { from: '2026-05-01', to: '2026-07-01', decisionNumber: '7/QĐ-QHT' };
  await from.add(`${path}/freezes`, freeze);
  return contractNumber;
}

const OF_2020 = {
  principalSchedule: { kind: 'bullet', dueOn: '2020-03-02' },
  interestSchedule: { every: 'maturity' },
};

/** A loan of which only overdue interest is owed, and some of that was paid later. */
async function paidOff(cooperativeId: string): Promise<string> {
  const { path, contractNumber } = await lend(cooperativeId, OF_2020, '2020-01-02');
  const principal = { allocation: components('100000000', '1200000') };
  await from.add(`${path}/repayments`, payment('101200000', '2026-05-04', principal));
  const interest = { allocation: components('0', '0', '1000000') };
  await from.add(`${path}/repayments`, payment('1000000', '2026-07-15', interest));
  return contractNumber;
}

async function chargedOff(cooperativeId: string, effectiveOn: string) {
  const loan = await lend(cooperativeId, OF_2020, '2020-01-02');
  const decided = { effectiveOn, decisionNumber: '21/QĐ-QHT', ground: 'group_5' };
  await from.add(`${loan.path}/charge-offs`, decided);
  return loan;
}

const SUSPENSION = '/v1/fund/lending-suspension';

const WRITTEN = { effectiveOn: '2025-03-03', decisionNumber: '5/QĐ-QHT', ground: 'group_5' };

const WRONG = { reason: 'Nhập nhầm số quyết định' };

beforeAll(async () => {
  api = await startApi('2026-09-30');
  from = api.fund;
  into = api.other;
  await contribute(from, '1000000000', '2020-01-02');
  await contribute(into, '1000000000', '2020-01-02');
  const { id } = await from.add('/v1/cooperatives', cooperativeBody());
  const paying = await paidTooMuch(id, '3600000');
  const settled = await paidTooMuch(id, '103600000');
  const charged = await chargedOff(id, '2021-06-15');
  await from.add(`${charged.path}/repayments`, payment('10000000', '2022-03-01'));
  const written = await chargedOff(id, '2020-03-03');
  await from.add(`${written.path}/write-offs`, WRITTEN);
  const recovered = await chargedOff(id, '2021-06-15');
  const all = { allocation: components('100000000', '0') };
  await from.add(`${recovered.path}/repayments`, payment('100000000', '2022-03-01', all));
  loans = {
    paidOff: await paidOff(id),
    recovered: recovered.contractNumber,
    paying,
    settled,
    charged: charged.contractNumber,
    written: written.contractNumber,
  };
  const suspend = (suspended: boolean, decisionNumber: string, decidedOn: string) =>
    from.put(SUSPENSION, { suspended, decisionNumber, decidedOn });
  await suspend(true, '88/QĐ-UBND', '2026-07-10');
  await suspend(false, '90/QĐ-UBND', '2026-08-20');
  await suspend(true, '91/QĐ-UBND', '2026-09-01');
  drawn = await from.read(`/v1/fund/handover?on=${ON}`);
  const entered = await into.post('/v1/fund/handovers', sent(drawn.document));
  expect([entered.status, entered.text]).toEqual([201, entered.text]);
});

afterAll(() => api.close());

function sent(text: string, documentNumber = '12/BB-BG') {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { document: text, sha256, documentNumber };
}

/** A loan of a fund by its contract number, or what is read beside it. */
async function loanOf(client: Client, contractNumber: string, beside = ''): Promise<Json> {
  const query = `contractNumber=${encodeURIComponent(contractNumber)}`;
  const { id } = (await client.read(`/v1/loans?${query}`)).data[0];
  return client.read(`/v1/loans/${id}${beside}`);
}

describe('interest that was paid too much', () => {
  const owedOn = async (client: Client, day: string): Promise<string> =>
    (await loanOf(client, loans.paying, `/position?asOf=${day}`)).inTermInterest.owed;

  test('is handed over with the loan; of a settled one it is named', async () => {
    expect(drawn.notCarriedOver).toContainEqual({
      what: 'credit',
      about: loans.settled,
      amount: '1220000',
      on: null,
    });
    expect(JSON.stringify(drawn.notCarriedOver)).not.toContain(loans.paying);
    const { opening } = await loanOf(into, loans.paying);
    expect(opening).toMatchObject({
      inTermInterest: { due: [], accrued: '0' },
      credit: { inTermInterest: '600000', overdueInterest: '0', lateInterest: '0' },
    });
  });

  test('is used up by the interest of later days, as if the loan had stayed', async () => {
    // 600,000 less 20,000 a day: 19, 30 and 40 days.
    const days = { [ON]: '-600000', '2026-08-20': '-220000', '2026-08-31': '0' };
    for (const [day, owed] of Object.entries({ ...days, '2026-09-10': '200000' })) {
      expect([day, await owedOn(into, day)]).toEqual([day, owed]);
      expect(await owedOn(from, day)).toBe(owed);
    }
    // Of 32 days up to 2 September, 640,000, the credit pays 600,000.
    const period = async (client: Client) => {
      const schedule = await loanOf(client, loans.paying, '/schedule?asOf=2026-09-10');
      const { interestUnpaid, payableBy } = schedule.interestPeriods.find(
        ({ to }: Json) => to === '2026-09-02',
      );
      return { interestUnpaid, payableBy };
    };
    expect(await period(into)).toMatchObject({ interestUnpaid: '40000' });
    expect(await period(into)).toEqual(await period(from));
    expect((await into.read('/v1/ledger/verification')).differences).toEqual([]);
    const window = '/statement?from=2026-08-01&to=2026-09-10';
    const { lines, closing } = await loanOf(into, loans.paying, window);
    expect(lines[0]).toMatchObject({ type: 'opening', change: { inTermInterest: '-600000' } });
    expect(closing).toMatchObject({ inTermInterest: { owed: '200000' } });
  });

  test('is taken off what a notice asks for', async () => {
    const asked = { year: 2026, quarter: 3, issuedOn: '2026-09-10', payBy: '2026-09-30' };
    const noticed = async (client: Client) => {
      const { body } = await client.post('/v1/notice-runs', asked);
      const run = `/v1/notice-runs/${body.id}`;
      while ((await client.read(run)).status === 'running') await sleep(20);
      const { data } = await client.read('/v1/notices?year=2026&quarter=3');
      const { id } = data.find((of: Json) => of.contractNumber === loans.paying);
      return client.read(`/v1/notices/${id}`);
    };
    const [here, stayed] = [await noticed(into), await noticed(from)];
    // 60 days up to 30 September, 1,200,000, less 600,000.
    expect([here.total, stayed.total]).toEqual(['600000', '600000']);
    expect(here.content.interest.inTermInterest).toMatchObject({ broughtForward: '-600000' });
  });

  test('stays if the contract is corrected, and is handed over once more', async () => {
    const third = await api.addFund();
    const { id, opening, ...loan } = await loanOf(into, loans.paying);
    const { origin: _, credit: __, ...told } = opening;
    const reason = 'Ghi rõ mục đích';
    const body = {
      cooperativeId: loan.cooperativeId,
      contractNumber: loan.contractNumber,
      signedOn: loan.signedOn,
      principal: loan.principal,
      ratePercent: loan.ratePercent,
      principalSchedule: loan.principalSchedule,
      interestSchedule: loan.interestSchedule,
      opening: told,
    };
    await into.add(`/v1/loans/${id}/correction`, { reason, purpose: 'máy xẻ', ...body });
    expect(await owedOn(into, '2026-08-20')).toBe('-220000');
    const again = await into.read('/v1/fund/handover?on=2026-08-21');
    await third.add('/v1/fund/handovers', sent(again.document, '13/BB-BG'));
    // 20 days of 20,000 are used up by 21 August, 40 by 10 September.
    expect(await owedOn(third, '2026-08-21')).toBe('-200000');
    expect(await owedOn(third, '2026-09-10')).toBe('200000');
  });

  test('begins anew in a document drawn up before that names it', async () => {
    const client = await api.addFund();
    const of = JSON.parse(drawn.document);
    for (const { opening } of of.loans) delete opening.credit;
    const left = { what: 'credit', about: loans.paying, amount: '600000', on: null };
    of.notCarriedOver.push(left);
    delete of.laterSuspensions;
    const text = JSON.stringify(of);
    const checked = await client.post('/v1/fund/handovers/check', sent(text));
    expect(checked.body).toMatchObject({ faults: [], laterSuspensions: [] });
    expect(checked.body.notCarriedOver).toContainEqual(left);
    await client.add('/v1/fund/handovers', sent(text));
    expect(await owedOn(client, ON)).toBe('0');
    expect(await owedOn(client, '2026-09-10')).toBe('800000');
  });
});

describe('a decision about new lending for the day of the handover or a later one (R29)', () => {
  const inForce = async (client: Client, day: string): Promise<[boolean, string]> => {
    const { suspended, decisionNumber } = await client.read(`${SUSPENSION}?asOf=${day}`);
    return [suspended, decisionNumber];
  };

  test('is carried over if it stops lending, and named if it lets lending go on', async () => {
    expect(drawn).toMatchObject({
      lendingSuspension: { decisionNumber: '88/QĐ-UBND', decidedOn: '2026-07-10' },
      laterSuspensions: [{ decisionNumber: '91/QĐ-UBND', decidedOn: '2026-09-01' }],
    });
    expect(drawn.notCarriedOver).toContainEqual({
      what: 'lending_resumption',
      about: '90/QĐ-UBND',
      amount: null,
      on: '2026-08-20',
    });
    for (const day of [ON, '2026-08-31']) {
      expect(await inForce(into, day)).toEqual([true, '88/QĐ-UBND']);
    }
    expect(await inForce(into, '2026-09-01')).toEqual([true, '91/QĐ-UBND']);
  });

  test('stands behind a suspension of the receiving fund that is in force on its day', async () => {
    const client = await api.addFund();
    const own = { suspended: true, decisionNumber: '5/QĐ-UBND', decidedOn: '2026-08-25' };
    await client.put(SUSPENSION, own);
    await client.add('/v1/fund/handovers', sent(drawn.document));
    expect(await inForce(client, ON)).toEqual([true, '88/QĐ-UBND']);
    expect(await inForce(client, '2026-09-05')).toEqual([true, '5/QĐ-UBND']);
  });
});

describe('a charge-off of before that is reversed in the receiving fund and entered anew', () => {
  const register = async (contractNumber: string): Promise<Json> =>
    (await into.read('/v1/reports/charged-off?asOf=2026-09-10')).rows.find(
      (of: Json) => of.contractNumber === contractNumber,
    );

  const decisionOf = async (contractNumber: string, type: string): Promise<Json> =>
    (await loanOf(into, contractNumber, '/decisions')).data.find(
      (each: Json) => each.type === type && each.reversedAt === null,
    );

  const anew = { effectiveOn: ON, decisionNumber: '22/QĐ-QHT', ground: 'group_5' };

  test('keeps the first day and what left the books then (R40)', async () => {
    const { id, loanId, first } = await decisionOf(loans.charged, 'charge_off');
    const before = await register(loans.charged);
    await into.add(`/v1/charge-offs/${id}/reversal`, WRONG);
    expect(await register(loans.charged)).toBeUndefined();
    // What comes back stays capital, as it was decided for this loan.
    await into.add('/v1/policies', {
      name: 'recoveryOfChargedOff',
      value: 'income',
      effectiveOn: '2026-07-01',
      sourceDocument: 'Nghị định 86/2024/NĐ-CP',
    });
    const again = await into.add(`/v1/loans/${loanId}/charge-offs`, anew);
    expect(again).toMatchObject({ first: { on: '2021-06-15', principal: '100000000' } });
    expect(again.recovery).toBe('capital');
    expect(again.first).toEqual(first);
    expect(await register(loans.charged)).toMatchObject({
      chargedOffOn: '2021-06-15',
      chargedOffPrincipal: '100000000',
      recovered: '10000000',
      mayBeWrittenOffFrom: '2026-06-15',
    });
    expect({ ...(await register(loans.charged)), decisionNumber: '' }).toEqual({
      ...before,
      decisionNumber: '',
    });
  });

  test('may be written off anew on the day of before', async () => {
    const written = await decisionOf(loans.written, 'write_off');
    const { id, loanId } = await decisionOf(loans.written, 'charge_off');
    await into.add(`/v1/write-offs/${written.id}/reversal`, WRONG);
    await into.add(`/v1/charge-offs/${id}/reversal`, WRONG);
    const off = { ...WRITTEN, decisionNumber: '6/QĐ-QHT' };
    const early = await into.post(`/v1/loans/${loanId}/write-offs`, off);
    expect([early.status, early.body.code]).toEqual([422, 'not-charged-off']);
    await into.add(`/v1/loans/${loanId}/charge-offs`, anew);
    const tooEarly = { ...off, effectiveOn: '2025-03-02' };
    const refused = await into.post(`/v1/loans/${loanId}/write-offs`, tooEarly);
    expect(refused.body).toMatchObject({
      code: 'write-off-too-early',
      figures: { chargedOffOn: '2020-03-03', firstOn: '2025-03-03' },
    });
    await into.add(`/v1/loans/${loanId}/write-offs`, off);
    expect(await register(loans.written)).toMatchObject({
      state: 'written_off',
      writtenOffOn: '2025-03-03',
      writeOffDecisionNumber: '6/QĐ-QHT',
      keptUntil: '2035-03-03',
    });
    expect((await into.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});

describe('a loan that owes interest and no principal', () => {
  const figures = async (client: Client, contractNumber: string) => {
    const at = await loanOf(client, contractNumber, '/position?asOf=2026-08-10');
    const { standing, daysPastDue, oldestUnpaidDueOn, payoff, principal } = at;
    return { standing, daysPastDue, oldestUnpaidDueOn, payoff, outstanding: principal.outstanding };
  };

  test('is past due since its principal was paid; the limitation runs from its last payment', async () => {
    const told = await figures(into, loans.paidOff);
    expect(told).toMatchObject({
      standing: 'overdue',
      // From 4 May to 10 August.
      daysPastDue: 98,
      oldestUnpaidDueOn: '2026-05-04',
      // 2,254 days from 2 March 2020 to 4 May 2026 at 30,000, less 1,000,000.
      payoff: '66620000',
    });
    expect(told).toEqual(await figures(from, loans.paidOff));
    const limitation = async (client: Client) => {
      const query = 'kind=limitation_to_sue&asOf=2026-08-10&until=2030-01-01';
      const { data } = await client.read(`/v1/deadlines?${query}`);
      return data
        .filter((of: Json) => of.contractNumber === loans.paidOff)
        .map(({ dueOn, since, ground }: Json) => ({ dueOn, since, ground }));
    };
    expect(await limitation(into)).toEqual([
      { dueOn: '2029-07-15', since: '2026-07-15', ground: 'part_payment' },
    ]);
    expect(await limitation(into)).toEqual(await limitation(from));
  });

  test('stays charged off if all that left the books came back', async () => {
    const told = await figures(into, loans.recovered);
    // 1,200,000 and 470 days of 30,000.
    expect(told).toMatchObject({ standing: 'charged_off', payoff: '15300000', outstanding: '0' });
    expect(told).toEqual(await figures(from, loans.recovered));
    const row = async (client: Client): Promise<Json> => {
      const { rows } = await client.read('/v1/reports/charged-off?asOf=2026-08-10');
      const {
        loanId: _,
        cooperativeId: __,
        ...of
      } = rows.find((each: Json) => each.contractNumber === loans.recovered);
      return of;
    };
    expect(await row(into)).toMatchObject({
      chargedOffOn: '2021-06-15',
      chargedOffPrincipal: '100000000',
      recovered: '100000000',
    });
    expect(await row(into)).toEqual(await row(from));
  });
});
