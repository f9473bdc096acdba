import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { withDatabase } from '../support/connection.ts';
import { asAdmin, testServer } from '../support/database.ts';
import {
  ask,
  insist,
  keyed,
  killServices,
  listAll,
  obtain,
  openLoan,
  Service,
  smallReceipt,
} from '../support/service.ts';

// Two services as processes on one database server, and other users of it that get in their way.

const name = `test_${randomUUID().replaceAll('-', '')}`;

const url = withDatabase(testServer(), name);

let first: string;

let second: string;

beforeAll(async () => {
  await asAdmin(`create database ${name} template template_fund`);
  const services = [new Service({ DATABASE_URL: url }), new Service({ DATABASE_URL: url })];
  [first = '', second = ''] = await Promise.all(services.map((each) => each.address()));
});

afterAll(async () => {
  await killServices();
  await asAdmin(`drop database ${name} with (force)`);
});

describe('receipts on one loan over two services', () => {
  test('are booked once each, one after the other, and never more than the payoff', async () => {
    const receipts = await openLoan(first);
    // On the day of the disbursement there is no interest yet: 20 × 10 m = 200 m, the payoff.
    const sent = Array.from({ length: 30 }, () =>
      keyed({ amount: '10000000', effectiveOn: '2023-03-25', voucherNumber: randomUUID() }),
    );
    const pairs = await Promise.all(
      // Each is sent to both at once, under the same key; on a slow machine the line is too long for
      // some, which are sent again.
      sent.map((each) =>
        Promise.all([insist(first, receipts, each), insist(second, receipts, each)] as const),
      ),
    );
    const booked = pairs.filter(([one]) => one.status === 201);
    expect(booked).toHaveLength(20);
    for (const [one, other] of booked) {
      expect(other).toEqual({ ...one, replayed: !one.replayed });
    }
    for (const [one, other] of pairs.filter((each) => !booked.includes(each))) {
      for (const { status, body } of [one, other]) {
        expect([status, body.code, body.figures.payoff]).toEqual([422, 'more-than-payoff', '0']);
      }
    }
    const rows = await listAll(second, receipts);
    expect(rows.map(({ id }) => id).toSorted()).toEqual(
      booked.map(([{ body }]) => body.id).toSorted(),
    );
    const instants = rows.map(({ recordedAt }) => recordedAt);
    expect(instants).toEqual([...new Set(instants)].toSorted());
    const position = receipts.replace('repayments', 'position?asOf=2023-03-25');
    expect(await obtain(first, position)).toMatchObject({ standing: 'settled', payoff: '0' });
  });
});

/** Makes the first `times` insertions of a receipt fail with a code, at once or at the commit. */
async function giveWay(code: string, when: string, times: number): Promise<void> {
  // The number of a sequence survives the rollback.
  await asAdmin(
    `drop sequence if exists gave_way;
    create sequence gave_way;
    create or replace function give_way() returns trigger language plpgsql security definer as $$
      begin
        if nextval('gave_way') <= ${times} then
          raise exception 'gave way' using errcode = '${code}';
        end if;
        return new;
      end $$;
    drop trigger if exists give_way on repayment;
    create ${when} for each row execute function give_way();`,
    url,
  );
}

describe('where the database gives way', () => {
  afterAll(() => asAdmin('drop trigger give_way on repayment', url));

  const atOnce = 'trigger give_way before insert on repayment';
  const atCommit =
    'constraint trigger give_way after insert on repayment deferrable initially deferred';

  test.each([
    ['a serialization failure', '40001', 'a statement', atOnce],
    ['a serialization failure', '40001', 'the commit', atCommit],
    ['a deadlock', '40P01', 'a statement', atOnce],
    ['a deadlock', '40P01', 'the commit', atCommit],
  ])(
    '%s (%s) of %s is not seen by the client; the third one is a 503',
    async (_, code, __, when) => {
      const receipts = await openLoan(first);
      await giveWay(code, when, 2);
      expect((await ask(first, receipts, smallReceipt())).status).toBe(201);
      expect(await listAll(first, receipts)).toHaveLength(1);

      await giveWay(code, when, 3);
      const sent = smallReceipt();
      const refused = await ask(first, receipts, sent);
      expect(refused).toMatchObject({ status: 503, retryAfter: '5' });
      expect(refused.body.code).toBe('service-unavailable');
      expect(await listAll(first, receipts)).toHaveLength(1);

      expect(await ask(first, receipts, sent)).toMatchObject({ status: 201, replayed: false });
      expect(await listAll(first, receipts)).toHaveLength(2);
    },
  );
});

describe('a real deadlock', () => {
  test('with a connection that locks in the opposite order is not seen by the client', async () => {
    const receipts = await openLoan(first);
    const [, , , loanId] = receipts.split('/');
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    try {
      // PostgreSQL looks for deadlocks after a second of waiting: the service finds it first.
      await other.query(`set deadlock_timeout = '20s'`);
      await other.query('begin');
      await other.query(`select from loan where id = '${loanId}' for update`);
      const asked = ask(first, receipts, smallReceipt());
      const waiting = `select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await asAdmin(waiting, url)).rowCount === 0);
      // The service holds the fund's lock and waits for the loan's: this completes the circle.
      await other.query('select from fund_clock for update');
      await other.query('rollback');
      expect(await asked).toMatchObject({ status: 201, replayed: false });
      expect(await listAll(first, receipts)).toHaveLength(1);
    } finally {
      await other.end();
    }
  });
});
