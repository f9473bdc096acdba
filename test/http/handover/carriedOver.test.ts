import { createHash } from 'node:crypto';
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
import { recogniseSettlement } from '../../support/recognisedCase.ts';

// A fund has three loans of 100,000,000 at 7.3% (overdue 10.95%: 30,000 a day), lent on 2 January 2020, due with
// their interest on 2 March 2020 and never paid. It is handed over on 1 August 2026.
//
// The first is sued: of it 50,000,000 are recognised on 15 June 2026, with 1,200,000 in-term interest (60 days at
// 20,000) and 14,070,000 overdue interest. Of the award 40,000,000 came through the case on 1 July 2026.
// The second was charged off on 15 June 2021, and 10,000,000 came back on 1 March 2022; it may be written off
// since 15 June 2026. The third was charged off on 3 March 2020 and written off on 3 March 2025.
// New lending is suspended since 10 July 2026.

const ON = '2026-08-01';

let api: Api;

let from: Client;

let into: Client;

/** Of the fund that hands over. */
let sued: { readonly path: string; readonly casePath: string; readonly contractNumber: string };

let document: Json;

const AWARD = components('50000000', '1200000', '14070000');

const CHARGED = {
  effectiveOn: '2021-06-15',
  decisionNumber: '21/QĐ-QHT',
  ground: 'group_5',
  documents: [
    { name: 'Biên bản họp Hội đồng xử lý rủi ro', number: '03/BB-HĐXLRR', issuedOn: '2021-06-10' },
  ],
};

async function lend(cooperativeId: string, client = from): Promise<Json> {
  const loan = await client.add('/v1/loans', {
    cooperativeId,
    contractNumber: next('HD'),
    signedOn: '2019-12-20',
    principal: '100000000',
    ratePercent: '7.3',
    principalSchedule: { kind: 'bullet', dueOn: '2020-03-02' },
    interestSchedule: { every: 'maturity' },
  });
  const path = `/v1/loans/${loan.id}`;
  await client.add(`${path}/disbursements`, payment('100000000', '2020-01-02'));
  return { ...loan, path };
}

async function sue(cooperativeId: string): Promise<typeof sued> {
  const { path, id, contractNumber } = await lend(cooperativeId);
  const about = { cooperativeId, loanIds: [id], claim: AWARD, amounts: AWARD };
  const { caseId, casePath } = await recogniseSettlement(from, about);
  const through = {
    litigationCaseId: caseId,
    enforcementFee: '1200000',
    voucherNumber: 'PT-THA',
  };
  await from.add(`${path}/repayments`, { ...payment('40000000', '2026-07-01'), ...through });
  return { path, casePath, contractNumber };
}

beforeAll(async () => {
  api = await startApi('2026-09-30');
  from = api.fund;
  into = api.other;
  await contribute(from, '1000000000', '2020-01-02');
  await contribute(into, '1000000000', '2020-01-02');
  const { id } = await from.add('/v1/cooperatives', cooperativeBody());
  sued = await sue(id);
  const charged = await lend(id);
  await from.add(`${charged.path}/charge-offs`, CHARGED);
  await from.add(`${charged.path}/repayments`, payment('10000000', '2022-03-01'));
  const written = await lend(id);
  const early = { effectiveOn: '2020-03-03', decisionNumber: '9/QĐ-QHT', ground: 'group_5' };
  await from.add(`${written.path}/charge-offs`, early);
  const off = { effectiveOn: '2025-03-03', decisionNumber: '5/QĐ-QHT', ground: 'group_5' };
  await from.add(`${written.path}/write-offs`, { ...off, note: 'Không còn tài sản' });
  await from.put('/v1/fund/lending-suspension', {
    suspended: true,
    decisionNumber: '88/QĐ-UBND',
    decidedOn: '2026-07-10',
  });
  document = await from.read(`/v1/fund/handover?on=${ON}`);
  const entered = await into.post('/v1/fund/handovers', sent(document.document));
  expect([entered.status, entered.text]).toEqual([201, entered.text]);
});

afterAll(() => api.close());

function sent(text: string, documentNumber = '12/BB-BG') {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { document: text, sha256, documentNumber };
}

/** The case of a fund, on a day. */
async function caseOf(client: Client, day: string): Promise<Json> {
  const { data } = await client.read('/v1/litigation-cases');
  return client.read(`/v1/litigation-cases/${data[0].id}?asOf=${day}`);
}

const loanOf = async (client: Client, contractNumber: string): Promise<Json> => {
  const query = `contractNumber=${encodeURIComponent(contractNumber)}`;
  return (await client.read(`/v1/loans?${query}`)).data[0];
};

/** The figures of a case. */
const figuresOf = ({ claimed, award, received, enforcementFees, netReceived, owed }: Json) => ({
  claimed,
  award,
  received,
  enforcementFees,
  netReceived,
  owed,
});

const registerOf = async (client: Client, day: string): Promise<Json[]> => {
  const { rows } = await client.read(`/v1/reports/charged-off?asOf=${day}`);
  return rows.map((of: Json) => ({
    contractNumber: of.contractNumber,
    state: of.state,
    chargedOffOn: of.chargedOffOn,
    amounts: [of.chargedOffPrincipal, of.recovered, of.recoveredAsIncome, of.principalLeft],
    mayBeWrittenOffFrom: of.mayBeWrittenOffFrom,
    writtenOffOn: of.writtenOffOn,
    writeOffDecisionNumber: of.writeOffDecisionNumber,
    keptUntil: of.keptUntil,
  }));
};

describe('a fund that takes over another', () => {
  test('names nothing that it cannot carry, and says that lending is suspended', () => {
    expect(document).toMatchObject({
      notCarriedOver: [],
      lendingSuspension: { decisionNumber: '88/QĐ-UBND', decidedOn: '2026-07-10' },
    });
  });

  test('knows what came through a case before, and from where', async () => {
    const stayed = await caseOf(from, '2026-08-10');
    const here = await caseOf(into, '2026-08-10');
    expect(figuresOf(here)).toEqual(figuresOf(stayed));
    expect(here).toMatchObject({
      // 50,000,000 − 40,000,000.
      award: {
        receivedSince: { principal: '40000000', total: '40000000' },
        left: { principal: '10000000', inTermInterest: '1200000', overdueInterest: '14070000' },
      },
      enforcementFees: '1200000',
      netReceived: '38800000',
      receivedBefore: [
        {
          receivedOn: '2026-07-01',
          voucherNumber: 'PT-THA',
          documentNumber: '12/BB-BG',
          allocation: components('40000000', '0'),
          enforcementFee: '1200000',
        },
      ],
    });
    expect(stayed.receivedBefore).toEqual([]);
    const path = `/v1/litigation-cases/${here.id}/enforcement-request?asOf=2026-08-10`;
    const request = await into.read(path);
    // 10,000,000 + 1,200,000 + 14,070,000.
    expect(request).toMatchObject({
      asked: '25270000',
      award: { received: { total: '40000000' } },
    });
    const there = await from.read(`${sued.casePath}/enforcement-request?asOf=2026-08-10`);
    expect([request.asked, request.award]).toEqual([there.asked, there.award]);
    const report = async (client: Client) =>
      (await client.read('/v1/reports/litigation?asOf=2026-08-10')).rows.map((of: Json) => [
        of.awarded,
        of.recovered,
        of.awardedLessReceived,
      ]);
    expect(await report(into)).toEqual([['65270000', '40000000', '25270000']]);
    expect(await report(into)).toEqual(await report(from));
  });

  test('allocates the next receipt as if the case had stayed (R39)', async () => {
    // The award has 10,000,000 + 1,200,000 + 14,070,000 = 25,270,000 left; the other 39,730,000 are overdue
    // principal (R9).
    const expected = components('49730000', '1200000', '14070000');
    const body = payment('65000000', '2026-08-15');
    const stayed = await from.add(`${sued.path}/repayments`, {
      ...body,
      litigationCaseId: (await caseOf(from, ON)).id,
    });
    const { id } = await loanOf(into, sued.contractNumber);
    const litigationCaseId = (await caseOf(into, ON)).id;
    const here = await into.add(`/v1/loans/${id}/repayments`, { ...body, litigationCaseId });
    expect(here.allocation).toEqual(expected);
    expect(stayed.allocation).toEqual(expected);
    const [told, there] = [await caseOf(into, '2026-08-20'), await caseOf(from, '2026-08-20')];
    expect(figuresOf(told)).toEqual(figuresOf(there));
    expect(told.award.left.total).toBe('0');
    expect(told.receivedBefore).toHaveLength(1);
    const { data } = await into.read(`/v1/repayments?litigationCaseId=${litigationCaseId}`);
    expect(data.map((each: Json) => each.id)).toEqual([here.id]);
    // Before what follows is handed over again.
    await from.add(`/v1/repayments/${stayed.id}/reversal`, { reason: 'chỉ để so sánh' });
  });

  test('tells the loans charged off with the days and sums of before (R40)', async () => {
    const here = await registerOf(into, '2026-08-10');
    expect(here).toEqual(await registerOf(from, '2026-08-10'));
    expect(here).toMatchObject([
      {
        state: 'off_balance',
        chargedOffOn: '2021-06-15',
        amounts: ['100000000', '10000000', '0', '90000000'],
        mayBeWrittenOffFrom: '2026-06-15',
      },
      {
        state: 'written_off',
        chargedOffOn: '2020-03-03',
        writtenOffOn: '2025-03-03',
        writeOffDecisionNumber: '5/QĐ-QHT',
        // Ten years in the register.
        keptUntil: '2035-03-03',
      },
    ]);
    // Its own books have it off from the day on (R18).
    expect(await registerOf(into, '2026-07-31')).toEqual([]);
    expect((await into.read('/v1/ledger/verification')).differences).toEqual([]);
    const { id } = await loanOf(into, here[0]?.contractNumber);
    const { data } = await into.read(`/v1/loans/${id}/decisions`);
    expect(data.find(({ type }: Json) => type === 'charge_off')).toMatchObject({
      effectiveOn: ON,
      ground: 'group_5',
      documents: CHARGED.documents,
      first: { on: '2021-06-15', principal: '100000000' },
    });
  });

  test('may write off five years after the first charge-off', async () => {
    const [{ contractNumber }, written] = await registerOf(into, ON);
    const off = { effectiveOn: '2026-08-20', decisionNumber: '7/QĐ-QHT', ground: 'group_5' };
    const again = await loanOf(into, written.contractNumber);
    const twice = await into.post(`/v1/loans/${again.id}/write-offs`, off);
    expect([twice.status, twice.body.code]).toEqual([409, 'already-written-off']);
    // The write-off stands on the charge-off here, though it is older.
    const { data } = await into.read(`/v1/loans/${again.id}/decisions`);
    const charged = data.find(({ type }: Json) => type === 'charge_off');
    const undone = await into.post(`/v1/charge-offs/${charged.id}/reversal`, { reason: 'thử' });
    expect(undone.body).toMatchObject({
      code: 'later-fact-impossible',
      figures: { what: 'write_off', on: '2025-03-03' },
    });
    const { id } = await loanOf(into, contractNumber);
    const decided = await into.add(`/v1/loans/${id}/write-offs`, off);
    expect((await registerOf(into, '2026-08-20'))[0]).toMatchObject({
      state: 'written_off',
      writtenOffOn: '2026-08-20',
      keptUntil: '2036-08-20',
    });
    await into.add(`/v1/write-offs/${decided.id}/reversal`, { reason: 'chỉ để thử' });
  });

  test('suspends lending from the day on, by the decision of before (R29)', async () => {
    const path = '/v1/fund/lending-suspension';
    expect((await into.read(`${path}?asOf=2026-07-31`)).suspended).toBe(false);
    const suspended = {
      suspended: true,
      decisionNumber: '88/QĐ-UBND',
      decidedOn: '2026-07-10',
      effectiveOn: ON,
    };
    expect(await into.read(`${path}?asOf=${ON}`)).toMatchObject(suspended);
    const section = await into.read(`/v1/reports/fund-section?asOf=${ON}`);
    expect(section.lendingSuspension).toEqual({
      decisionNumber: '88/QĐ-UBND',
      decidedOn: '2026-07-10',
    });
    const { id: cooperativeId } = await into.add('/v1/cooperatives', cooperativeBody());
    const loan = await into.add('/v1/loans', {
      cooperativeId,
      contractNumber: next('HD'),
      signedOn: '2026-08-03',
      principal: '1000000',
      ratePercent: '7.3',
      principalSchedule: { kind: 'bullet', dueOn: '2027-03-02' },
      interestSchedule: { every: 'maturity' },
    });
    const pay = () =>
      into.post(`/v1/loans/${loan.id}/disbursements`, payment('1000000', '2026-08-04'));
    expect((await pay()).body.code).toBe('lending-suspended');
    await into.put(path, { suspended: false, decisionNumber: '90/QĐ', decidedOn: '2026-08-04' });
    const lent = await pay();
    expect(lent.status).toBe(201);
    await into.add(`/v1/disbursements/${lent.body.id}/reversal`, { reason: 'chỉ để thử' });
  });

  test('hands it all over once more: nothing begins anew', async () => {
    const third = await api.addFund();
    const drawn = await into.read('/v1/fund/handover?on=2026-09-01');
    expect(drawn).toMatchObject({ notCarriedOver: [], lendingSuspension: null });
    await third.add('/v1/fund/handovers', sent(drawn.document, '13/BB-BG'));
    const here = await caseOf(third, '2026-09-02');
    expect(here).toMatchObject({
      award: { left: { total: '0' } },
      received: { total: '105000000' },
      enforcementFees: '1200000',
    });
    expect(
      here.receivedBefore.map((of: Json) => [of.receivedOn, of.documentNumber, of.enforcementFee]),
    ).toEqual([
      ['2026-07-01', '13/BB-BG', '1200000'],
      ['2026-08-15', '13/BB-BG', null],
    ]);
    expect(await registerOf(third, '2026-09-02')).toEqual(await registerOf(from, '2026-09-02'));
    const asOf = await third.read('/v1/fund/lending-suspension?asOf=2026-09-02');
    expect(asOf.suspended).toBe(false);
  });
});

describe('a lift of the suspension that is entered after the takeover', () => {
  test('counts from the day on if it was decided after the suspension, and not before it', async () => {
    const client = await api.addFund();
    await client.add('/v1/fund/handovers', sent(document.document));
    const path = '/v1/fund/lending-suspension';
    const lift = async (decisionNumber: string, decidedOn: string) =>
      client.put(path, { suspended: false, decisionNumber, decidedOn });
    const suspended = async (day: string) => (await client.read(`${path}?asOf=${day}`)).suspended;
    // Before the suspension of 10 July: it lifts something else.
    await lift('80/QĐ-UBND', '2026-07-09');
    expect(await suspended(ON)).toBe(true);
    const { body } = await lift('89/QĐ-UBND', '2026-07-20');
    expect(body).toMatchObject({ decidedOn: '2026-07-20', effectiveOn: ON });
    expect([await suspended('2026-07-31'), await suspended(ON)]).toEqual([false, false]);
    // Decided before that lift, but entered after it.
    const again = { suspended: true, decisionNumber: '88b/QĐ-UBND', decidedOn: '2026-07-15' };
    await client.put(path, again);
    expect(await suspended(ON)).toBe(false);
  });
});

describe('a freeze whose end was brought forward', () => {
  const freeze = async (client: Client, path: string): Promise<string> => {
    const said = { from: '2026-02-02', to: '2026-12-31', decisionNumber: '22/QĐ-QHT' };
    return (await client.add(`${path}/freezes`, said)).id;
  };

  const end = async (client: Client, id: string, to: string, late: object = {}) =>
    client.add(`/v1/freezes/${id}/end`, { to, decisionNumber: '23/QĐ-QHT', ...late });

  test('is handed over with its earliest end; a correction booked after the day stops the handover', async () => {
    const gives = await api.addFund();
    await contribute(gives, '1000000000', '2026-01-02');
    const { id } = await gives.add('/v1/cooperatives', cooperativeBody());
    const body = (of: object) => ({ cooperativeId: id, ...of });
    const loan = async (): Promise<string> => {
      const added = await gives.add(
        '/v1/loans',
        body({
          contractNumber: next('HD'),
          signedOn: '2026-01-05',
          principal: '100000000',
          ratePercent: '7.3',
          principalSchedule: { kind: 'bullet', dueOn: '2027-03-02' },
          interestSchedule: { every: 'maturity' },
        }),
      );
      const path = `/v1/loans/${added.id}`;
      await gives.add(`${path}/disbursements`, payment('100000000', '2026-01-06'));
      return path;
    };
    const [first, second] = [await loan(), await loan()];
    const [early, twice] = [await freeze(gives, first), await freeze(gives, second)];
    await gives.add('/v1/periods/2026-Q2/closing', { through: true });
    await end(gives, twice, '2026-10-31');
    await end(gives, twice, '2026-09-15');
    // Interest of 15 to 30 June, 20,000 a day, is in the books of the fund from 5 August on.
    const late = { bookedOn: '2026-08-05', reason: 'Quyết định nhận muộn' };
    await end(gives, early, '2026-06-15', late);
    const refused = await gives.get(`/v1/fund/handover?on=${ON}`);
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'facts-after-handover' }]);
    const drawn = await gives.read('/v1/fund/handover?on=2026-09-01');
    const { loans } = JSON.parse(drawn.document);
    expect(loans.map((of: Json) => of.freezes.map(({ to }: Json) => to)).toSorted()).toEqual([
      [],
      ['2026-09-15'],
    ]);
  });
});

describe('a loan whose recoveries are income', () => {
  test('tells those of before in the register; the capital is smaller by them, and so it is named', async () => {
    const [gives, takes] = [await api.addFund(), await api.addFund()];
    await contribute(gives, '1000000000', '2020-01-02');
    await gives.add('/v1/policies', {
      name: 'recoveryOfChargedOff',
      value: 'income',
      effectiveOn: '2021-01-01',
      sourceDocument: 'Nghị định 86/2024/NĐ-CP',
    });
    const { id } = await gives.add('/v1/cooperatives', cooperativeBody());
    const { path } = await lend(id, gives);
    await gives.add(`${path}/charge-offs`, CHARGED);
    await gives.add(`${path}/repayments`, payment('10000000', '2022-03-01'));
    const drawn = await gives.read(`/v1/fund/handover?on=${ON}`);
    expect(drawn.notCarriedOver).toMatchObject([
      { what: 'recovered_as_income', amount: '10000000' },
    ]);
    await takes.add('/v1/fund/handovers', sent(drawn.document));
    const told = await registerOf(takes, ON);
    expect(told).toMatchObject([{ amounts: ['100000000', '10000000', '10000000', '90000000'] }]);
    expect(told).toEqual(await registerOf(gives, ON));
    expect((await takes.read('/v1/ledger/verification')).differences).toEqual([]);
  });
});

/** As such a document was drawn up before it carried any of this over. */
function older(text: string): string {
  const { lendingSuspension, ...of } = JSON.parse(text);
  const left = (what: string, about: string, amount: string | null, on: string | null) => ({
    what,
    about,
    amount,
    on,
  });
  const told = [left('received_through_case', 'Vụ án', '40000000', null)];
  for (const loan of of.loans) {
    const { writeOff, chargeOff } = loan;
    const number = loan.terms.contractNumber;
    delete loan.writeOff;
    if (chargeOff === null) continue;
    delete chargeOff.principal;
    delete chargeOff.documents;
    told.push(left('charge_off_date', number, null, chargeOff.effectiveOn));
    if (writeOff !== null) told.push(left('write_off', number, null, writeOff.effectiveOn));
  }
  for (const each of of.cases) delete each.received;
  const { decisionNumber, decidedOn } = lendingSuspension;
  told.push(left('lending_suspension', decisionNumber, null, decidedOn));
  return JSON.stringify({ ...of, notCarriedOver: told });
}

describe('a document drawn up before', () => {
  test('is taken over as it tells: what it leaves behind begins anew', async () => {
    const client = await api.addFund();
    const text = older(document.document);
    const checked = await client.post('/v1/fund/handovers/check', sent(text));
    expect(checked.body).toMatchObject({ faults: [], lendingSuspension: null });
    expect(checked.body.notCarriedOver.map(({ what }: Json) => what).toSorted()).toEqual([
      'charge_off_date',
      'charge_off_date',
      'lending_suspension',
      'received_through_case',
      'write_off',
    ]);
    await client.add('/v1/fund/handovers', sent(text));
    expect(await caseOf(client, ON)).toMatchObject({
      award: { left: { total: '65270000' } },
      receivedBefore: [],
    });
    expect(await registerOf(client, ON)).toMatchObject([
      { chargedOffOn: ON, amounts: ['90000000', '0', '0', '90000000'], writtenOffOn: null },
      { chargedOffOn: ON, amounts: ['100000000', '0', '0', '100000000'], writtenOffOn: null },
    ]);
    const suspension = await client.read(`/v1/fund/lending-suspension?asOf=${ON}`);
    expect(suspension.suspended).toBe(false);
  });
});
