import { setTimeout as sleep } from 'node:timers/promises';
import { Loop } from '../../src/jobs/loop.ts';
import { Schedule, type ScheduleOptions } from '../../src/jobs/schedule.ts';
import type { Database } from '../../src/store/database/database.ts';
import { dateInVietnam, type Clock } from '../../src/usecases/view/clock.ts';
import { WorkFailed } from '../../src/usecases/schedule/recordRun.ts';
import {
  contribute,
  lend,
  next,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../support/api.ts';
import { openPatiently } from '../support/database.ts';

/** Settings are recorded now: what is told here is of the next year, and of the one after it. */
const YEAR = new Date().getUTCFullYear() + 1;

let api: Api;

/** As another service has it. */
let other: Database;

beforeAll(async () => {
  api = await startApi();
  other = openPatiently(api.database.ownerConnectionString, () => undefined);
});
afterAll(async () => {
  await other.close();
  await api.close();
});

const NEVER = new AbortController().signal;

const QUIET = { warn: () => undefined, info: () => undefined };

/** A schedule whose clock stands where it is set, by the clock in Vietnam. */
class Told {
  readonly schedule: Schedule;
  #now = 0;

  constructor(fund: Client, database: Database, more: Partial<ScheduleOptions> = {}) {
    const now = () => new Date(this.#now);
    const clock: Clock = { now, today: () => dateInVietnam(now()) };
    const options = {
      database,
      clock,
      sendDeadlines: null,
      fundIds: async () => [fund.actor.fundId],
      backups: null,
      log: QUIET,
      ...more,
    };
    this.schedule = new Schedule(options, new Loop(QUIET));
  }

  async lookAt(local: string): Promise<void> {
    this.#now = Date.parse(`${local}:00+07:00`);
    await this.schedule.look(NEVER);
  }
}

async function newFund(): Promise<Client> {
  const fund = await api.addFund();
  await contribute(fund);
  await lend(fund);
  return fund;
}

const setWork = async (fund: Client, kind: string, setting: object = {}): Promise<void> => {
  const answer = await fund.put(`/v1/scheduled-work/${kind}`, {
    isOn: true,
    from: `${YEAR}-01-01`,
    ...setting,
  });
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
};

const runsOf = async (fund: Client, kind: string): Promise<Json[]> =>
  (await fund.read(`/v1/scheduled-runs?kind=${kind}&limit=200`)).data.toReversed();

const outcomes = (runs: Json[]) => runs.map(({ slot, outcome, tries }) => [slot, outcome, tries]);

describe('the end of a month', () => {
  test('is kept once, though two services look at the same moment, by an actor of its own', async () => {
    const fund = await newFund();
    await setWork(fund, 'month-end');
    const services = [new Told(fund, api.database.database), new Told(fund, other)];
    await Promise.all(services.map((each) => each.lookAt(`${YEAR}-01-03T05:59`)));
    expect(await runsOf(fund, 'month-end')).toEqual([]);
    // One that has the lock does it, the other leaves it; on the next look it is done.
    for (const minute of ['00', '01']) {
      await Promise.all(services.map((each) => each.lookAt(`${YEAR}-01-03T06:${minute}`)));
    }
    const runs = await runsOf(fund, 'month-end');
    expect(runs).toMatchObject([
      {
        slot: `${YEAR - 1}-12`,
        dueAt: `${YEAR}-01-02T23:00:00.000Z`,
        outcome: 'done',
        tries: 1,
        made: { asOf: `${YEAR - 1}-12-31`, loans: 1 },
        error: null,
        recordedBy: 'Việc theo lịch',
      },
    ]);
    const { data: kept } = await fund.read('/v1/kept-classifications');
    expect(kept).toMatchObject([
      {
        id: runs[0].made.keptClassificationId,
        asOf: `${YEAR - 1}-12-31`,
        recordedBy: 'Việc theo lịch',
      },
    ]);
    const { data: events } = await fund.read(
      `/v1/audit-events?actor=${encodeURIComponent('Việc theo lịch')}`,
    );
    expect(events.map(({ act }: Json) => act)).toEqual([
      'token',
      'kept_classification',
      'scheduled_run',
    ]);
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('is made up, each month of it, after the machine was off; and not again if its clock is set back', async () => {
    const fund = await newFund();
    await setWork(fund, 'month-end', { day: 1, at: '00:30' });
    const told = new Told(fund, api.database.database);
    await told.lookAt(`${YEAR}-03-20T10:00`);
    const made = [
      [`${YEAR - 1}-12`, 'done', 1],
      [`${YEAR}-01`, 'done', 1],
      [`${YEAR}-02`, 'done', 1],
    ];
    // The setting counts from the 1st of January: that of December came due on it.
    expect(outcomes(await runsOf(fund, 'month-end'))).toEqual(made);
    for (const earlier of [`${YEAR}-01-01T00:31`, `${YEAR}-03-01T00:30`])
      await told.lookAt(earlier);
    expect(outcomes(await runsOf(fund, 'month-end'))).toEqual(made);
    expect(told.schedule.figures.late).toBe(0);
  });

  test('before the fund’s opening day has nothing to keep (R32)', async () => {
    const fund = await api.addFund();
    const opening = { on: '2024-02-29', documentNumber: next('BB') };
    const capital = [{ source: 'charter', amount: '1000000000' }];
    expect((await fund.put('/v1/fund/opening', { ...opening, capital })).status).toBe(200);
    api.setToday('2024-02-20');
    try {
      const early = await fund.post('/v1/kept-classifications', { asOf: '2024-01-31' });
      expect([early.status, early.body.code]).toEqual([422, 'before-opening']);
    } finally {
      api.setToday('2024-03-31');
    }
  });
});

describe('the notices of a quarter', () => {
  test('are drafted after it, and issued only when a person releases them', async () => {
    const fund = await newFund();
    await setWork(fund, 'quarter-notices', { day: 5, at: '07:00', payInDays: 10 });
    await new Told(fund, api.database.database).lookAt(`${YEAR}-01-05T07:00`);
    const [run] = await runsOf(fund, 'quarter-notices');
    expect(run).toMatchObject({
      slot: `${YEAR - 1}-Q4`,
      outcome: 'done',
      made: { notices: 1, failures: 0 },
    });
    const id = run.made.noticeDraftId;
    const draft = await fund.read(`/v1/notice-drafts/${id}`);
    expect(draft).toMatchObject({
      year: YEAR - 1,
      quarter: 4,
      issuedOn: `${YEAR}-01-05`,
      payBy: `${YEAR}-01-15`,
      status: 'drafted',
      noticeRunId: null,
      nothingToPay: 0,
      issuedAlready: 0,
    });
    expect(draft.loans).toMatchObject([{ total: draft.total, failure: null }]);
    expect((await fund.read('/v1/notices')).data).toEqual([]);
    api.setToday(`${YEAR}-01-06`);
    try {
      const released = await fund.post(`/v1/notice-drafts/${id}/release`, {});
      expect(released).toMatchObject({
        status: 202,
        body: { issuedOn: `${YEAR}-01-06`, payBy: `${YEAR}-01-15` },
      });
      const url = `/v1/notice-runs/${released.body.id}`;
      while ((await fund.read(url)).status === 'running') await sleep(20);
      expect((await fund.read('/v1/notices')).data).toMatchObject([
        { number: 1, recordedBy: 'Giám đốc' },
      ]);
      const again = await fund.post(`/v1/notice-drafts/${id}/release`, {});
      expect([again.status, again.body.code]).toEqual([409, 'draft-released']);
      const dropped = await fund.post(`/v1/notice-drafts/${id}/reversal`, { reason: 'Thôi' });
      expect([dropped.status, dropped.body.code]).toEqual([409, 'draft-released']);
      expect(await fund.read(`/v1/notice-drafts/${id}`)).toMatchObject({
        status: 'released',
        noticeRunId: released.body.id,
      });
    } finally {
      api.setToday('2024-03-31');
    }
  });
});

describe('the mail about deadlines', () => {
  const WEEKLY = { weekday: 1, at: '07:30', recipients: ['a@example.vn', 'b@example.vn'] };

  /** The first Monday of the year. */
  const monday = (() => {
    const first = new Date(Date.UTC(YEAR, 0, 1)).getUTCDay();
    return `${YEAR}-01-0${((8 - first) % 7) + 1}`;
  })();

  /** The setting as if the operator had set a mail server. */
  async function setMail(fund: Client): Promise<void> {
    const refused = await fund.put('/v1/scheduled-work/deadlines-mail', { isOn: true, ...WEEKLY });
    expect([refused.status, refused.body.code]).toEqual([409, 'mail-not-set-up']);
    const setting = JSON.stringify({ isOn: true, day: null, payInDays: null, ...WEEKLY });
    const { fundId, tokenId } = fund.actor;
    await api.database
      .asOwner(`with f as (insert into fact (fund_id, id, kind, effective_on, recorded_at, recorded_by)
      select '${fundId}', gen_random_uuid(), 'schedule_setting', '${YEAR}-01-01',
        last_recorded_at + interval '1 millisecond', '${tokenId}' from fund_clock where fund_id = '${fundId}' returning *),
      c as (update fund_clock set last_recorded_at = f.recorded_at from f where fund_clock.fund_id = f.fund_id)
      insert into schedule_setting select fund_id, id, 'deadlines-mail', '${setting}' from f`);
  }

  test('that fails is noted, tried again after a minute, and then only for those who did not get it', async () => {
    const fund = await newFund();
    await setMail(fund);
    const sent: (readonly string[])[] = [];
    let answer = (recipients: readonly string[]): Json => {
      throw new WorkFailed(`connect ECONNREFUSED ${recipients.length}`);
    };
    const told = new Told(fund, api.database.database, {
      sendDeadlines: async ({ recipients }) => {
        sent.push(recipients);
        return answer(recipients);
      },
    });
    await told.lookAt(`${monday}T07:30`);
    await told.lookAt(`${monday}T07:30`);
    expect(outcomes(await runsOf(fund, 'deadlines-mail'))).toEqual([[monday, 'failed', 1]]);
    // One is taken, the other put off, as greylisting does.
    answer = ([first]) => ({
      accepted: [first],
      refused: [{ recipient: 'b@example.vn', why: '450 try again later' }],
    });
    await told.lookAt(`${monday}T07:31`);
    answer = (recipients) => ({ accepted: recipients, refused: [] });
    await told.lookAt(`${monday}T07:32`);
    await told.lookAt(`${monday}T07:33`);
    const runs = await runsOf(fund, 'deadlines-mail');
    expect(outcomes(runs)).toEqual([
      [monday, 'failed', 1],
      [monday, 'failed', 2],
      [monday, 'done', 3],
    ]);
    expect(runs.map(({ error }) => error)).toEqual([
      'connect ECONNREFUSED 2',
      'b@example.vn: 450 try again later',
      null,
    ]);
    expect(sent).toEqual([
      ['a@example.vn', 'b@example.vn'],
      ['a@example.vn', 'b@example.vn'],
      ['b@example.vn'],
    ]);
  });

  test('that is late is counted; a week later only the newest is sent', async () => {
    const fund = await newFund();
    await setMail(fund);
    const told = new Told(fund, api.database.database);
    await told.lookAt(`${monday}T07:30`);
    expect(told.schedule.figures.late).toBe(0);
    await told.lookAt(`${monday}T09:00`);
    expect(told.schedule.figures.late).toBe(1);
    const [failed] = await runsOf(fund, 'deadlines-mail');
    expect(failed).toMatchObject({ outcome: 'failed', error: 'SMTP_URL is not set' });
    const later = `${YEAR}-01-${String(+monday.slice(-2) + 7).padStart(2, '0')}`;
    await told.lookAt(`${later}T08:00`);
    expect((await runsOf(fund, 'deadlines-mail')).at(-1)).toMatchObject({
      slot: later,
      outcome: 'failed',
    });
  });
});

describe('housekeeping', () => {
  test('drops answers after their 35 days and sessions that ended, and nothing else', async () => {
    const fund = await newFund();
    await setWork(fund, 'housekeeping', { at: '02:30' });
    const { fundId, tokenId } = fund.actor;
    await api.database
      .asOwner(`insert into idempotency_key (fund_id, key, address, request_hash, status, answer, created_at)
      select '${fundId}', 'days-' || days, '/', '', 200, '{}', now() - days * interval '1 day' from unnest(array[34, 36, 90]) days;
      insert into session (fund_id, session_hash, token_id, begun_at, ends_at)
      values ('${fundId}', 'ended', '${tokenId}', now() - interval '2 days', now() - interval '1 day')`);
    const facts = await api.countRows();
    await new Told(fund, api.database.database).lookAt(`${YEAR}-01-01T02:30`);
    const [run] = await runsOf(fund, 'housekeeping');
    expect(run).toMatchObject({ outcome: 'done', made: { answers: 2, sessions: 1 } });
    // Its own run is the one fact more.
    expect(await api.countRows()).toBe(facts + 1);
    const { rows } = await api.database.asOwner(
      `select key from idempotency_key where fund_id = '${fundId}' and key like 'days-%'`,
    );
    expect(rows).toEqual([{ key: 'days-34' }]);
  });
});

describe('a backup', () => {
  test('is made once for all funds, and noted in each', async () => {
    const [one, two] = [await newFund(), await newFund()];
    const ids = [one.actor.fundId, two.actor.fundId];
    let taken = 0;
    const backups = {
      at: '01:00',
      take: async (slot: string) => {
        taken += 1;
        await sleep(50);
        return { fundIds: ids, made: { fileName: `fund-${slot}.backup` } };
      },
    };
    const options = { backups, fundIds: async () => ids };
    const loops = [new Loop(QUIET), new Loop(QUIET)];
    const now = () => new Date(`${YEAR}-05-01T18:05:00Z`);
    const clock = { now, today: () => dateInVietnam(now()) };
    const services = [api.database.database, other].map(
      (database, place) =>
        new Schedule(
          { database, clock, sendDeadlines: null, log: QUIET, ...options },
          loops[place] as Loop,
        ),
    );
    for (let looks = 0; looks < 2; looks += 1) {
      await Promise.all(services.map((each) => each.look(NEVER)));
      await Promise.all(loops.map((each) => each.idle()));
    }
    expect(taken).toBe(1);
    for (const fund of [one, two]) {
      expect(await runsOf(fund, 'backup')).toMatchObject([
        { slot: `${YEAR}-05-02`, outcome: 'done', made: { fileName: `fund-${YEAR}-05-02.backup` } },
      ]);
    }
    await services[0]?.look(NEVER);
    expect(services[0]?.figures).toEqual({ late: 0, lastBackupAt: now() });
  });
});

describe('a person', () => {
  test('has work done now, once, in his own name', async () => {
    const fund = await newFund();
    const { fund: director } = { fund };
    const off = await director.post('/v1/scheduled-work/housekeeping/runs', {});
    expect([off.status, off.body.code]).toEqual([409, 'work-off']);
    await setWork(director, 'housekeeping', { from: '2024-03-31' });
    const key = { 'idempotency-key': next('K') };
    const run = await director.post('/v1/scheduled-work/housekeeping/runs', {}, key);
    expect(run).toMatchObject({
      status: 201,
      body: { slot: '2024-03-31', outcome: 'nothing', recordedBy: 'Giám đốc' },
    });
    const again = await director.post('/v1/scheduled-work/housekeeping/runs', {}, key);
    expect([again.status, again.headers['idempotent-replayed'], again.body]).toEqual([
      201,
      'true',
      run.body,
    ]);
    const twice = await director.post('/v1/scheduled-work/housekeeping/runs', {});
    expect([twice.status, twice.body.code]).toEqual([409, 'slot-done']);
    const none = await director.post('/v1/scheduled-work/housekeeping/runs', {
      slot: '1999-01-01',
    });
    expect([none.status, none.body.code]).toEqual([422, 'slot-not-open']);
  });

  test('sees what a kept classification and what is known now differ in', async () => {
    const fund = await newFund();
    const kept = await fund.add('/v1/kept-classifications', { asOf: '2023-12-31' });
    expect(kept).toMatchObject({
      asOf: '2023-12-31',
      rows: [{ principalOutstanding: '200000000' }],
    });
    const same = await fund.read(`/v1/kept-classifications/${kept.id}/comparison`);
    expect([same.totals, same.rows]).toEqual([[], []]);
    const [{ loanId }] = kept.rows;
    await fund.add(`/v1/loans/${loanId}/repayments`, {
      ...payment('50000000', '2023-12-01'),
      allocation: {
        principal: '50000000',
        inTermInterest: '0',
        overdueInterest: '0',
        lateInterest: '0',
      },
    });
    const { rows, totals } = await fund.read(`/v1/kept-classifications/${kept.id}/comparison`);
    expect(rows).toContainEqual(
      expect.objectContaining({
        loanId,
        field: 'principalOutstanding',
        kept: '200000000',
        now: '150000000',
      }),
    );
    expect(totals).toContainEqual({
      path: 'total.principalOutstanding',
      kept: '200000000',
      now: '150000000',
    });
    expect(await fund.read(`/v1/kept-classifications/${kept.id}`)).toEqual(kept);
    const csv = await fund.get(`/v1/kept-classifications/${kept.id}?format=csv`);
    expect(csv.text.split('\r\n')[0]).toContain('principalOutstanding');
    expect(csv.text).toContain('"200000000"');
  });

  test('sets when work is done: from today on, in versions, by what was seen', async () => {
    const fund = await api.addFund();
    const url = '/v1/scheduled-work/month-end';
    const first = await fund.get(url);
    expect(first).toMatchObject({
      headers: { etag: '"none"' },
      body: { setting: null, next: null, open: [] },
    });
    const early = await fund.put(url, { isOn: true, from: '2024-03-30' });
    expect([early.status, early.body.errors?.[0]?.pointer]).toEqual([400, '/from']);
    const wrong = await fund.put(url, { isOn: true, recipients: ['a@example.vn'] });
    expect([wrong.status, wrong.body.errors?.[0]?.pointer]).toEqual([400, '/recipients']);
    const set = await fund.put(url, { isOn: true }, { 'if-match': '"none"' });
    expect(set).toMatchObject({
      status: 200,
      body: { setting: { isOn: true, at: '06:00', day: 3 } },
    });
    const stale = await fund.put(url, { isOn: false }, { 'if-match': '"none"' });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
    const later = await fund.put(url, { isOn: false, from: `${YEAR}-06-01` });
    expect(later.body).toMatchObject({
      setting: { isOn: true },
      planned: { isOn: false, from: `${YEAR}-06-01` },
    });
  });
});
