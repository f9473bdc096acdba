import type { Api, Json } from '../../support/api.ts';
import { startLangSon } from '../../support/langSon.ts';

// The seven cases of the example are carried on from 30/6/2023 by the law of 2026. The days of the stages are made
// up; every term is worked out by hand beside it.

let api: Api;

beforeAll(async () => {
  api = await startLangSon('2031-12-31');
});

afterAll(() => api.close());

/** The case of a borrower, with what can be done and asked. */
async function caseOf(code: string) {
  const { fund } = api;
  const { data } = await fund.read('/v1/litigation-cases');
  const { id, cooperativeId, loanIds, claim } = data.find(
    (each: Json) => each.cooperativeCode === code,
  );
  const path = `/v1/litigation-cases/${id}`;
  const go = (stage: string, occurredOn: string, said: object = {}) =>
    fund.add(`${path}/stages`, { stage, occurredOn, ...said });
  const at = (asOf: string): Promise<Json> => fund.read(`${path}?asOf=${asOf}`);
  /** What runs in the case on a day. */
  const runs = async (asOf: string): Promise<unknown[]> => {
    const query = `litigationCaseId=${id}&asOf=${asOf}&until=2045-12-31`;
    const deadlines = await fund.read(`/v1/deadlines?${query}`);
    return deadlines.data.map((each: Json) => [each.kind, each.dueOn]);
  };
  const looked = (occurredOn: string) =>
    fund.add(`/v1/cooperatives/${cooperativeId}/collection-entries`, {
      kind: 'means_check',
      occurredOn,
      litigationCaseId: id,
    });
  return { id, go, at, runs, looked, claim, loanId: loanIds[0] as string };
}

const WHOLE = { principal: '0', inTermInterest: '0', overdueInterest: '0', lateInterest: '0' };

describe('the seven cases of the example, carried on into 2026', () => {
  test('HTX03: decided in 2023, without means since 2025, returned after two years, asked for again', async () => {
    const { go, at, runs, looked } = await caseOf('HTX03');
    // Decided on 10/3/2023: the old law's ten days were never a term of the service.
    expect(await runs('2023-03-31')).toEqual([]);
    expect((await at('2025-07-01')).courtAt).toBe('Tòa án nhân dân khu vực 3 - Lạng Sơn');
    await go('no_means_found', '2025-02-10');
    // Six months from 10/2/2025; the return is no term before 1/7/2026.
    expect(await runs('2026-06-30')).toEqual([['means_recheck', '2025-08-10']]);
    // From 1/7/2026 on: two years from the decision of 10/2/2025, which stays valid (art. 116).
    expect(await runs('2026-07-01')).toEqual([
      ['means_recheck', '2025-08-10'],
      ['request_return', '2027-02-10'],
    ]);
    await looked('2026-08-10');
    // Six months from the look of 10/8/2026.
    expect(await runs('2026-08-10')).toEqual([
      ['means_recheck', '2027-02-10'],
      ['request_return', '2027-02-10'],
    ]);
    await go('request_returned', '2027-02-11', { documentNumber: '08/TB-THADS' });
    // The fund looks again by itself, six months after.
    expect(await runs('2027-02-11')).toEqual([['means_recheck', '2027-08-11']]);
    expect(await at('2027-02-11')).toMatchObject({
      sued: true,
      canFollow: ['enforcement_requested'],
    });
    // More than five years after the final judgment of 13/2/2023: there is no limitation after a return.
    const again = await go('enforcement_requested', '2029-05-14', {
      enforcementOffice: 'Phòng Thi hành án dân sự khu vực 3 - Lạng Sơn',
      channel: 'portal',
      receiptNumber: 'TN-0517/2029',
    });
    expect(again.warnings).toEqual([]);
    await go('enforcement_decided', '2029-05-21');
    // Ten days from 21/5/2029.
    expect(await runs('2029-05-21')).toEqual([['voluntary_period', '2029-05-31']]);
    await go('assets_attached', '2029-07-09');
    expect(await runs('2029-07-31')).toEqual([]);
  });

  test('HTX06: settled in 2022 and never asked for: the superior directs, before the five years are over', async () => {
    const { go, at, runs, looked } = await caseOf('HTX06');
    // Five years from 23/12/2022; the state's year is no term before 1/7/2026.
    expect(await runs('2026-06-30')).toEqual([['enforcement_request', '2027-12-23']]);
    // From then on: a year from 23/12/2022, long over.
    expect(await runs('2026-07-01')).toEqual([
      ['state_money_request', '2023-12-23'],
      ['enforcement_request', '2027-12-23'],
    ]);
    const codes = async (asOf: string) => (await at(asOf)).warnings.map((each: Json) => each.code);
    expect(await codes('2026-06-30')).toEqual([]);
    expect(await codes('2026-07-01')).toEqual(['state-money-not-asked']);
    const asked = await go('enforcement_requested', '2026-08-17', { channel: 'paper' });
    expect(asked.warnings).toMatchObject([
      {
        code: 'state-money-not-asked',
        figures: { since: '2022-12-23', dueOn: '2023-12-23', askedOn: '2026-08-17' },
      },
    ]);
    await go('enforcement_decided', '2026-08-24');
    expect(await runs('2026-08-24')).toEqual([['voluntary_period', '2026-09-03']]);
    await go('no_means_found', '2026-09-21');
    // Six months, and two years, from 21/9/2026.
    expect(await runs('2026-09-21')).toEqual([
      ['means_recheck', '2027-03-21'],
      ['request_return', '2028-09-21'],
    ]);
    await looked('2027-03-19');
    await looked('2027-09-17');
    // Six months from 17/9/2027.
    expect(await runs('2027-09-30')).toEqual([
      ['means_recheck', '2028-03-17'],
      ['request_return', '2028-09-21'],
    ]);
    await go('request_returned', '2028-09-21');
    await go('enforcement_requested', '2030-01-14');
    await go('enforcement_decided', '2030-01-21');
    expect(await runs('2030-01-21')).toEqual([['voluntary_period', '2030-01-31']]);
  });

  test('HTX01: judged by the regional court, in parts that fall due on days of their own', async () => {
    const { go, at, runs, claim, loanId, id } = await caseOf('HTX01');
    expect((await at('2025-06-30')).courtAt).toBe('Tòa án nhân dân huyện Văn Quan');
    expect((await at('2025-07-01')).courtAt).toBe('Tòa án nhân dân khu vực 3 - Lạng Sơn');
    // 380,000,000 + 89,686,576 = 469,686,576 claimed and awarded; 200 m and 150 m of it in parts.
    await go('first_instance_judgment', '2026-05-18', {
      documentNumber: '12/2026/DS-ST',
      amounts: claim,
      instalments: [
        { dueOn: '2026-12-01', amount: '200000000' },
        { dueOn: '2027-12-01', amount: '150000000' },
      ],
    });
    // Fifteen days from 18/5/2026.
    expect(await runs('2026-05-18')).toEqual([['appeal', '2026-06-02']]);
    await go('final', '2026-06-18');
    // The term to appeal has run out and is nobody's business any more.
    expect(await runs('2026-06-10')).toEqual([]);
    const asOf = '2026-07-01';
    const query = `litigationCaseId=${id}&asOf=${asOf}&until=2045-12-31`;
    const { data } = await api.fund.read(`/v1/deadlines?${query}`);
    // A year from 18/6/2026. Five years from it for 469,686,576 − 350,000,000, and from the day of each part.
    expect(data.map((each: Json) => [each.kind, each.dueOn, each.amount])).toEqual([
      ['state_money_request', '2027-06-18', null],
      ['enforcement_request', '2031-06-18', '119686576'],
      ['enforcement_request', '2031-12-01', '200000000'],
      ['enforcement_request', '2032-12-01', '150000000'],
    ]);
    // 100 million came through the case: all of it of what was due at once, 19,686,576 of it left.
    await api.fund.add(`/v1/loans/${loanId}/repayments`, {
      amount: '100000000',
      effectiveOn: '2026-07-06',
      voucherNumber: 'PT-2026-07',
      litigationCaseId: id,
    });
    const request = await api.fund.read(
      `/v1/litigation-cases/${id}/enforcement-request?asOf=2026-12-07`,
    );
    // 369,686,576 left, of which 150 m fall due in December 2027.
    expect(request).toMatchObject({ asked: '219686576', notDue: '150000000' });
    await go('enforcement_requested', '2026-12-07', { channel: 'portal' });
    await go('enforcement_decided', '2026-12-14');
    // What had fallen due is asked for; the part of 1/12/2027 has its own five years. Ten days.
    expect(await runs('2026-12-14')).toEqual([
      ['voluntary_period', '2026-12-24'],
      ['enforcement_request', '2032-12-01'],
    ]);
  });

  test('HTX04: settles; the parts that are paid in time need no request', async () => {
    const { go, runs, loanId, id } = await caseOf('HTX04');
    await go('settlement_recognised', '2026-07-20', {
      amounts: { ...WHOLE, principal: '300000000' },
      instalments: [
        { dueOn: '2026-12-31', amount: '150000000' },
        { dueOn: '2027-06-30', amount: '150000000' },
      ],
    });
    // All of it in parts: nothing runs from the settlement. A year, and five, from each part.
    expect(await runs('2026-07-31')).toEqual([
      ['state_money_request', '2027-12-31'],
      ['enforcement_request', '2031-12-31'],
      ['enforcement_request', '2032-06-30'],
    ]);
    await api.fund.add(`/v1/loans/${loanId}/repayments`, {
      amount: '150000000',
      effectiveOn: '2026-12-28',
      voucherNumber: 'PT-2026-12',
      litigationCaseId: id,
    });
    expect(await runs('2026-12-31')).toEqual([
      ['state_money_request', '2028-06-30'],
      ['enforcement_request', '2032-06-30'],
    ]);
  });

  test('HTX02: enforcement is stayed by agreement, without interest, and goes on', async () => {
    const { go, at, runs, loanId } = await caseOf('HTX02');
    await go('hearing', '2026-03-16');
    await go('first_instance_judgment', '2026-03-16');
    await go('final', '2026-04-16');
    await go('enforcement_requested', '2026-05-04');
    await go('enforcement_decided', '2026-05-11');
    // Under the old law there was no such term; the case goes on under the new one.
    expect(await runs('2026-07-01')).toEqual([]);
    const stayed = await go('enforcement_stayed', '2026-08-03', {
      documentNumber: '07/QĐ-HTHA',
      stayedBy: 'agreement',
      nextOn: '2027-02-03',
    });
    const freeze = { loanId, from: '2026-08-03', to: '2027-02-03' };
    expect(stayed.proposedFreeze).toEqual([freeze]);
    expect(await runs('2026-08-31')).toEqual([['stay_end', '2027-02-03']]);
    const { from, to } = freeze;
    const decisionNumber = '07/QĐ-HTHA';
    await api.fund.add(`/v1/loans/${loanId}/freezes`, { from, to, decisionNumber });
    const range = `from=${from}&to=${to}`;
    const { totals } = await api.fund.read(`/v1/loans/${loanId}/interest?${range}`);
    expect(totals).toEqual({ inTerm: '0', overdue: '0', late: '0' });
    // It ends with the stay, so nothing is to be ended.
    const resumed = await go('enforcement_resumed', '2027-02-03');
    expect(resumed).toMatchObject({ proposedFreeze: [], proposedFreezeEnd: [] });
    expect(await at('2027-02-28')).toMatchObject({ sued: true, stage: 'enforcement_resumed' });
  });

  test('HTX05: suspended by a bankruptcy petition, terminated, and asked for again', async () => {
    const { go, at, runs } = await caseOf('HTX05');
    await go('hearing', '2026-02-09');
    await go('first_instance_judgment', '2026-02-09');
    await go('appealed', '2026-02-20');
    await go('appeal_judgment', '2026-06-15');
    await go('final', '2026-06-15');
    // A year from 15/6/2026, and five.
    expect(await runs('2026-07-01')).toEqual([
      ['state_money_request', '2027-06-15'],
      ['enforcement_request', '2031-06-15'],
    ]);
    await go('enforcement_requested', '2026-07-06');
    await go('enforcement_decided', '2026-07-13');
    expect(await runs('2026-07-13')).toEqual([['voluntary_period', '2026-07-23']]);
    await go('enforcement_suspended', '2026-08-10');
    expect((await at('2026-08-31')).canFollow).toEqual([
      'enforcement_resumed',
      'enforcement_terminated',
    ]);
    await go('enforcement_terminated', '2027-03-01', {
      ground: 'Tòa án nhân dân khu vực 2 - Hà Nội đã mở thủ tục phá sản',
      terminatedFor: 'bankruptcy_opened',
    });
    expect(await at('2027-03-01')).toMatchObject({ sued: false });
    expect(await runs('2027-03-31')).toEqual([]);
    // The bankruptcy came to nothing: the judgment still stands.
    await go('enforcement_requested', '2029-01-08');
    expect(await at('2029-01-08')).toMatchObject({ sued: true });
  });

  test('HTX07: entrusted to another office, and closed with all received', async () => {
    const { go, at, runs } = await caseOf('HTX07');
    await go('mediation', '2026-06-08');
    await go('settlement_recognised', '2026-07-06');
    await go('enforcement_requested', '2026-07-13', {
      enforcementOffice: 'Phòng Thi hành án dân sự khu vực 1 - Lạng Sơn',
    });
    await go('enforcement_decided', '2026-07-20');
    const other = 'Văn phòng Thi hành án dân sự Đồng Đăng';
    await go('enforcement_entrusted', '2026-08-17', { enforcementOffice: other });
    expect(await at('2026-08-16')).toMatchObject({
      enforcementOffice: 'Phòng Thi hành án dân sự khu vực 1 - Lạng Sơn',
    });
    expect(await at('2026-08-17')).toMatchObject({ enforcementOffice: other });
    await go('enforcement_decided', '2026-08-31');
    expect(await runs('2026-08-31')).toEqual([['voluntary_period', '2026-09-10']]);
    await go('enforcement_closed', '2026-11-23', { fullRecovery: true });
    expect(await at('2026-11-23')).toMatchObject({ sued: false, canFollow: [] });
    expect(await runs('2026-11-30')).toEqual([]);
  });
});
