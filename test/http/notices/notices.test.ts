import { setTimeout as sleep } from 'node:timers/promises';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import { quarterOf } from '../../../src/domain/primitives/quarters.ts';
import { Loop } from '../../../src/jobs/loop.ts';
import { NoticeRuns } from '../../../src/jobs/noticeRuns.ts';
import {
  continueNoticeRun,
  loansOfRun,
  startNoticeRun,
} from '../../../src/usecases/notices/noticeRuns.ts';
import { NO_REQUEST } from '../../../src/store/books/audit.ts';
import { writeActs } from '../../../src/usecases/acts/writeActs.ts';
import {
  contribute,
  cooperativeBody,
  lend,
  loanBody,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

// The loan of `lend`: 200 million from 25/3/2023 at 6.6% (overdue 9.9%), 50 million on 25/6, a Sunday
// (payable by Monday the 26th), on 25/9, 25/12/2023 and 25/3/2024, interest on the same days.

let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const Q2 = { year: 2023, quarter: 2, issuedOn: '2023-06-15', payBy: '2023-06-26' };

async function fundWithLoans(loans: number) {
  const fund = await api.addFund();
  await contribute(fund, '100000000000');
  const lent = [];
  for (let index = 0; index < loans; index += 1) lent.push(await lend(fund));
  return { fund, lent };
}

/** Asks for the notices of a quarter and waits until they are made. */
async function run(fund: Client, asked: object = Q2): Promise<Json> {
  const answer = await fund.post('/v1/notice-runs', asked);
  expect([answer.status, answer.body.status]).toEqual([202, 'running']);
  expect(answer.headers['location']).toBe(`/v1/notice-runs/${answer.body.id}`);
  for (;;) {
    const found = await fund.read(`/v1/notice-runs/${answer.body.id}`);
    if (found.status !== 'running') return found;
    await sleep(20);
  }
}

const noticesOf = async (fund: Client, query = 'year=2023&quarter=2'): Promise<Json[]> =>
  (await fund.read(`/v1/notices?${query}`)).data;

describe('POST /v1/notice-runs', () => {
  test('makes one notice a loan that has something to pay, numbered from 1', async () => {
    const { fund, lent } = await fundWithLoans(3);
    const [first, second, third] = lent;
    // The second is paid off before the notices are issued.
    const { payoff } = await fund.read(`${second?.path}/payoff?on=2023-05-25`);
    await fund.add(`${second?.path}/repayments`, payment(payoff, '2023-05-25'));
    const done = await run(fund);
    expect(done).toMatchObject({
      ...Q2,
      status: 'done',
      total: 2,
      done: 2,
      failed: [],
      nothingToPay: 1,
      estimatedSecondsLeft: 0,
    });
    const notices = await noticesOf(fund);
    // By contract number, as the loans were entered.
    expect(notices.map((each) => [each.number, each.loanId])).toEqual([
      [1, first?.loanId],
      [2, third?.loanId],
    ]);
  });

  test('says what is to be paid as if all is paid on the pay-by day', async () => {
    const { fund } = await fundWithLoans(1);
    await run(fund);
    const [row] = await noticesOf(fund);
    expect(row).toMatchObject({
      number: 1,
      year: 2023,
      quarter: 2,
      issuedOn: '2023-06-15',
      payBy: '2023-06-26',
      status: 'issued',
      stale: false,
      delivered: false,
      // 50 m; 3,327,123 until 25/6 (R3's example) and 200 m for one day more: 36,164
      total: '53363287',
    });
    const { content } = await fund.read(`/v1/notices/${row.id}`);
    expect(content).toMatchObject({
      number: 1,
      fund: { province: 'Lạng Sơn' },
      letter: { signatoryTitle: 'GIÁM ĐỐC', place: 'Lạng Sơn' },
      cooperative: { name: 'HTX Xuân Mai' },
      standing: 'in_term',
      principal: {
        overdue: [],
        dueInQuarter: [{ dueOn: '2023-06-25', payableBy: '2023-06-26', amount: '50000000' }],
        total: '50000000',
      },
      interest: {
        inTermInterest: {
          broughtForward: '0',
          segments: [
            { balance: '200000000', from: '2023-03-25', to: '2023-06-25', interest: '3327123' },
            { balance: '200000000', from: '2023-06-25', to: '2023-06-26', interest: '36164' },
          ],
          settledSince: '0',
          owed: '3363287',
          credit: '0',
        },
        overdueInterest: { segments: [], owed: '0' },
      },
      total: '53363287',
    });
  });

  test('is of the year of its quarter, and numbered in that of its day, also in January', async () => {
    const { fund } = await fundWithLoans(1);
    const asked = { year: 2023, quarter: 4, issuedOn: '2023-12-29', payBy: '2024-01-25' };
    await run(fund, asked);
    const [row] = await noticesOf(fund, 'year=2023&quarter=4');
    const later = { reason: 'Sai số tài khoản', issuedOn: '2024-01-05', payBy: '2024-01-25' };
    const next = await fund.add(`/v1/notices/${row.id}/supersession`, later);
    expect(next).toMatchObject({ number: 1, year: 2023, quarter: 4, issuedOn: '2024-01-05' });
    const listed = await noticesOf(fund, 'year=2023&quarter=4');
    expect(listed.map((each) => [each.issuedOn, each.number, each.year])).toEqual([
      ['2023-12-29', 1, 2023],
      ['2024-01-05', 1, 2023],
    ]);
    const single = await fund.add(`/v1/loans/${row.loanId}/overdue-notices`, {
      issuedOn: '2024-01-08',
      payBy: '2024-01-25',
    });
    expect(single).toMatchObject({ number: 2, year: 2024, quarter: null });
    const of2024 = await noticesOf(fund, 'year=2024');
    expect(of2024.map((each) => [each.kind, each.number])).toEqual([['overdue', 2]]);
    expect(await noticesOf(fund, 'year=2024&quarter=1')).toEqual([]);
    // Page by page: number 1 of 2023, 1 and 2 of 2024.
    const pages = [];
    for (let cursor: string | null = ''; cursor !== null && pages.length < 9;) {
      const page: Json = await fund.read(`/v1/notices?limit=1${cursor && `&cursor=${cursor}`}`);
      pages.push(...page.data.map((each: Json) => each.id));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual([row.id, next.id, single.id]);
  });

  test('brings forward what earlier quarters left, and tells what was paid since', async () => {
    const { fund, lent } = await fundWithLoans(1);
    const path = lent[0]?.path;
    await run(fund);
    await fund.add(`${path}/repayments`, payment('51000000', '2023-07-10'));
    await run(fund, { ...Q2, quarter: 3, issuedOn: '2023-09-15', payBy: '2023-09-25' });
    const [row] = await noticesOf(fund, 'year=2023&quarter=3');
    const { content } = await fund.read(`/v1/notices/${row.id}`);
    // Rows begin on 25/6. On 10/7 (R9): overdue principal 50 m, overdue interest 14 days at 9.9% =
    // 189,863, the rest, 810,137, in-term interest. In term: 36,164 (1 day on 200 m) and 91 days on
    // 150 m = 2,468,219.
    expect(content.interest.inTermInterest).toMatchObject({
      broughtForward: '3327123',
      settledSince: '810137',
      owed: String(3327123 + 36164 + 2468219 - 810137),
    });
    expect(content.interest.overdueInterest).toMatchObject({
      broughtForward: '0',
      segments: [{ balance: '50000000', days: 14, interest: '189863' }],
      settledSince: '189863',
      owed: '0',
    });
    expect(content.paidSinceLastNotice).toMatchObject([
      { effectiveOn: '2023-07-10', amount: '51000000' },
    ]);
    expect(row.number).toBe(2);
  });

  test('makes nothing twice, however often it is asked', async () => {
    const { fund } = await fundWithLoans(2);
    await run(fund);
    const before = await noticesOf(fund);
    const again = await run(fund);
    expect([again.total, again.done]).toEqual([2, 2]);
    const many = await Promise.all([1, 2, 3].map(() => run(fund)));
    expect(many.map((each) => each.done)).toEqual([2, 2, 2]);
    expect(await noticesOf(fund)).toEqual(before);
  });

  test('numbers have no gaps and no doubles where runs and entries meet', async () => {
    const { fund, lent } = await fundWithLoans(6);
    const runs = [Q2, { ...Q2, quarter: 1, issuedOn: '2023-06-15' }].map((each) => run(fund, each));
    const receipts = lent.map(({ path }) =>
      fund.add(`${path}/repayments`, payment('1000', '2023-06-15')),
    );
    await Promise.all([...runs, ...receipts]);
    const numbers = (await noticesOf(fund, 'limit=200')).map((each) => each.number);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
  });

  test('looks at more loans than fit one transaction, each once', async () => {
    const { fund } = await fundWithLoans(23);
    expect(await run(fund)).toMatchObject({ status: 'done', total: 23, done: 23 });
    const notices = await noticesOf(fund, 'year=2023&quarter=2&limit=200');
    expect(notices.map((each) => each.number)).toEqual(notices.map((_, index) => index + 1));
    expect(new Set(notices.map((each) => each.loanId)).size).toBe(23);
  });

  test('goes on where it was stopped', async () => {
    const { fund } = await fundWithLoans(3);
    const { actor } = fund;
    const { database } = api.database;
    const asked = {
      quarter: quarterOf(calendarDate('2023-06-15')),
      issuedOn: calendarDate('2023-06-15'),
      payBy: calendarDate('2023-06-26'),
    };
    // Asked for, but nobody carries it on: as when the process ends between the two.
    const by = { actor, today: calendarDate('2023-06-30') };
    const started = await writeActs(database, actor, NO_REQUEST, (tx) =>
      startNoticeRun(tx, by, asked),
    );
    expect(await fund.read(`/v1/notice-runs/${started.run.id}`)).toMatchObject({
      status: 'running',
      total: 3,
      done: 0,
      estimatedSecondsLeft: null,
    });
    const loops = [1, 2].map(() => new Loop({ warn: () => undefined }));
    // Two services take it up at once.
    for (const loop of loops) {
      new NoticeRuns({ database }, loop).resume(async () => [actor.fundId]);
    }
    const url = `/v1/notice-runs/${started.run.id}`;
    while ((await fund.read(url)).status === 'running');
    await Promise.all(loops.map((loop) => loop.stop()));
    expect(await fund.read(`/v1/notice-runs/${started.run.id}`)).toMatchObject({
      status: 'done',
      total: 3,
      done: 3,
    });
    expect((await noticesOf(fund)).map((each) => each.number)).toEqual([1, 2, 3]);
  });

  test.each<[string, object, object]>([
    ['a day of issue tomorrow', { issuedOn: '2024-04-01', payBy: '2024-04-02' }, { status: 422 }],
    ['a pay-by day before it', { payBy: '2023-06-14' }, { status: 400 }],
    ['a fifth quarter', { quarter: 5 }, { status: 400 }],
  ])('refuses %s', async (_, more, problem) => {
    const rows = await api.countRows();
    const answer = await api.fund.post('/v1/notice-runs', { ...Q2, ...more });
    expect(answer.body).toMatchObject(problem);
    expect(await api.countRows()).toBe(rows);
  });
});

describe('a notice that was issued', () => {
  test('is stale once an entry changes its figures, and is superseded under a new number', async () => {
    const { fund, lent } = await fundWithLoans(2);
    await run(fund);
    const [row, other] = await noticesOf(fund);
    const path = lent.find((each) => each.loanId === row.loanId)?.path;
    const { content } = await fund.read(`/v1/notices/${row.id}`);
    await fund.add(`${path}/repayments`, payment('2000000', '2023-06-10'));
    const stale = (await noticesOf(fund)).map((each) => each.stale);
    expect(stale).toEqual([true, false]);
    expect(await noticesOf(fund, 'year=2023&quarter=2&status=stale')).toHaveLength(1);
    const body = { reason: 'Bổ sung phiếu thu', issuedOn: '2023-06-16', payBy: '2023-06-26' };
    const issued = await fund.add(`/v1/notices/${row.id}/supersession`, body);
    expect(issued).toMatchObject({
      number: 3,
      supersedesId: row.id,
      supersedesNumber: row.numberText,
      supersededByNumber: null,
      reason: body.reason,
      stale: false,
      // 2,000,000 of the interest accrued by 10/6 was paid on it.
      total: String(53363287 - 2000000),
    });
    const listed = await noticesOf(fund);
    expect(listed.map((each) => [each.number, each.status, each.stale])).toEqual([
      [1, 'superseded', false],
      [other.number, 'issued', false],
      [3, 'issued', false],
    ]);
    expect(listed.map((each) => each.supersededByNumber)).toEqual([issued.numberText, null, null]);
    expect((await fund.read(`/v1/notices/${row.id}`)).content).toEqual(content);
    const again = await fund.post(`/v1/notices/${row.id}/supersession`, body);
    expect(again.body).toMatchObject({ status: 409, code: 'already-superseded' });
    // A run of the quarter finds the new one standing.
    expect((await run(fund)).done).toBe(2);
    expect(await noticesOf(fund)).toHaveLength(3);
  });

  test('is among the deadlines until what it asks for was received', async () => {
    const { fund, lent } = await fundWithLoans(1);
    await run(fund);
    const due = async (asOf: string) => {
      const query = `asOf=${asOf}&until=2023-12-31&kind=notice_pay_by`;
      const { data } = await fund.read(`/v1/deadlines?${query}`);
      return data.map((row: Json) => [row.dueOn, row.amount, row.lapsed]);
    };
    expect(await due('2023-06-14')).toEqual([]);
    expect(await due('2023-06-15')).toEqual([['2023-06-26', '53363287', false]]);
    expect(await due('2023-06-27')).toEqual([['2023-06-26', '53363287', true]]);
    await fund.add(`${lent[0]?.path}/repayments`, payment('53363287', '2023-06-26'));
    expect(await due('2023-06-27')).toEqual([]);
  });

  test('tells of the receipt for which it supersedes another, wherever that was dated', async () => {
    const { fund, lent } = await fundWithLoans(1);
    await run(fund);
    const [row] = await noticesOf(fund);
    const late = payment('2000000', '2023-06-10');
    await fund.add(`${lent[0]?.path}/repayments`, late);
    const body = { reason: 'Bổ sung phiếu thu', issuedOn: '2023-06-16', payBy: '2023-06-26' };
    const { content } = await fund.add(`/v1/notices/${row.id}/supersession`, body);
    expect([content.paidFrom, content.paidSinceLastNotice]).toEqual([
      '2023-04-01',
      [{ effectiveOn: '2023-06-10', voucherNumber: late.voucherNumber, amount: '2000000' }],
    ]);
    expect(content.supersedes).toMatchObject({ number: 1, issuedOn: '2023-06-15' });
  });

  test('is made of what is known when its turn comes, not when the run was asked for', async () => {
    const { fund, lent } = await fundWithLoans(2);
    const [loan, gone] = lent;
    const { database } = api.database;
    const by = { actor: fund.actor, today: calendarDate('2024-03-31') };
    const dates = { issuedOn: calendarDate(Q2.issuedOn), payBy: calendarDate(Q2.payBy) };
    const asked = { ...dates, quarter: quarterOf(calendarDate('2023-06-15')) };
    const { run: started } = await writeActs(database, fund.actor, NO_REQUEST, (tx) =>
      startNoticeRun(tx, by, asked),
    );
    const other = (await fund.add('/v1/cooperatives', cooperativeBody({ name: 'HTX Khác' }))).id;
    const { contractNumber } = await fund.read(loan?.path ?? '');
    const body = { ...loanBody(other, { contractNumber }), reason: 'Nhầm HTX' };
    await fund.add(`${loan?.path}/correction`, body);
    const [{ id }] = (await fund.read(`${gone?.path}/disbursements`)).data;
    await fund.add(`/v1/disbursements/${id}/reversal`, { reason: 'Nhầm' });
    await fund.add(`${gone?.path}/void`, { reason: 'Nhầm' });
    for (const page of await loansOfRun(database, started)) {
      await continueNoticeRun(database, started, page);
    }
    expect(await fund.read(`/v1/notice-runs/${started.id}`)).toMatchObject({
      status: 'done',
      done: 1,
      nothingToPay: 1,
    });
    const notices = await noticesOf(fund);
    expect(notices.map((each) => [each.cooperativeName, each.stale])).toEqual([
      ['HTX Khác', false],
    ]);
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('is taken back where it should not have been issued; a run makes another one', async () => {
    const { fund } = await fundWithLoans(1);
    await run(fund);
    const [row] = await noticesOf(fund);
    const answer = await fund.add(`/v1/notices/${row.id}/reversal`, { reason: 'Nhầm kỳ' });
    expect(answer).toMatchObject({ reason: 'Nhầm kỳ', affects: [] });
    expect(await fund.read(`/v1/notices/${row.id}`)).toMatchObject({
      status: 'reversed',
      stale: false,
      reversedAt: answer.recordedAt,
    });
    const period = await fund.read('/v1/periods/2023-Q2');
    expect([period.undeliveredNotices, period.loansWithoutNotice.length]).toEqual([[], 1]);
    expect(await noticesOf(fund, 'status=issued')).toEqual([]);
    const { knownAt } = period;
    const body = { reason: 'Sửa', issuedOn: '2023-06-16', payBy: '2023-06-26' };
    const codes = [];
    for (const act of ['supersession', 'reversal']) {
      const asked = act === 'reversal' ? { reason: 'Nhầm' } : body;
      codes.push((await fund.post(`/v1/notices/${row.id}/${act}`, asked)).body.code);
    }
    expect(codes).toEqual(['already-reversed', 'already-reversed']);
    await run(fund);
    const all = await noticesOf(fund);
    expect(all.map((each) => [each.number, each.status])).toEqual([
      [1, 'reversed'],
      [2, 'issued'],
    ]);
    // As it was known before the second run.
    expect(await noticesOf(fund, `status=issued&knownAt=${knownAt}`)).toEqual([]);
    const superseded = all[1]?.id;
    await fund.add(`/v1/notices/${superseded}/supersession`, body);
    const late = await fund.post(`/v1/notices/${superseded}/reversal`, { reason: 'Nhầm' });
    expect(late.body).toMatchObject({ status: 409, code: 'already-superseded' });
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('is undelivered until a delivery is recorded', async () => {
    const { fund } = await fundWithLoans(2);
    await run(fund);
    const [row] = await noticesOf(fund);
    const undelivered = () => noticesOf(fund, 'status=undelivered');
    expect(await undelivered()).toHaveLength(2);
    const proof = { proofNumber: 'RA123456789VN', note: 'Kế toán HTX ký nhận thay' };
    const posted = { kind: 'posted', deliveredOn: '2023-06-17', ...proof };
    const delivery = await fund.add(`/v1/notices/${row.id}/deliveries`, posted);
    expect(delivery).toMatchObject(posted);
    expect(await undelivered()).toHaveLength(1);
    expect((await fund.read(`/v1/notices/${row.id}`)).deliveries).toEqual([delivery]);
    const early = { kind: 'handed_over', deliveredOn: '2023-06-14' };
    const refused = await fund.post(`/v1/notices/${row.id}/deliveries`, early);
    expect(refused.body).toMatchObject({ status: 400, code: 'validation' });
  });

  test('keeps the letterhead that it was issued with', async () => {
    const { fund } = await fundWithLoans(1);
    const settings = { symbol: 'QHTLS', signatoryName: 'Nguyễn Văn An', recipients: ['Như trên'] };
    expect((await fund.put('/v1/fund/document-settings', settings)).status).toBe(200);
    await run(fund);
    const others = { symbol: 'KHAC', signatoryName: null, recipients: [] };
    await fund.put('/v1/fund/document-settings', others);
    const [row] = await noticesOf(fund);
    expect(row.numberText).toBe('01/TB-QHTLS');
    expect((await fund.read(`/v1/notices/${row.id}`)).content.letter).toMatchObject(settings);
  });
});

describe('GET /v1/periods/{quarter}', () => {
  test('lists loans without notice, and notices that are undelivered or stale', async () => {
    const { fund, lent } = await fundWithLoans(2);
    const [first, second] = lent;
    const left = async (quarter: string) => {
      const period = await fund.read(`/v1/periods/${quarter}`);
      const ids = (rows: Json[]) => rows.map((row) => row.loanId);
      return [
        ids(period.loansWithoutNotice),
        ids(period.undeliveredNotices),
        ids(period.staleNotices),
      ];
    };
    const { loansWithoutNotice } = await fund.read('/v1/periods/2023-Q2');
    // On 30/6: 50 m; 3,327,123 + 36,164 + 4 days on 150 m in term (108,493), 4 on 50 m overdue (54,247)
    expect(loansWithoutNotice).toMatchObject([
      { loanId: first?.loanId, cooperativeName: 'HTX Xuân Mai', total: '53526027' },
      { loanId: second?.loanId, total: '53526027' },
    ]);
    await run(fund);
    const both = [first?.loanId, second?.loanId];
    expect(await left('2023-Q2')).toEqual([[], both, []]);
    const [row] = await noticesOf(fund);
    await fund.add(`/v1/notices/${row.id}/deliveries`, {
      kind: 'posted',
      deliveredOn: '2023-06-17',
    });
    await fund.add(`${second?.path}/repayments`, payment('2000000', '2023-06-10'));
    expect(await left('2023-Q2')).toEqual([[], [second?.loanId], [second?.loanId]]);
    // A demand notice belongs to the quarter in which it is issued.
    const asked = { issuedOn: '2023-07-10', payBy: '2023-07-20' };
    await fund.add(`${first?.path}/overdue-notices`, asked);
    expect(await left('2023-Q3')).toEqual([both, [first?.loanId], []]);
    expect(await left('2024-Q2')).toEqual([[], [], []]);
  });
});
