import { randomUUID } from 'node:crypto';
import type { FundAct } from '../../src/book/fund.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import { DomainError } from '../../src/domain/primitives/errors.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import { constraintOf } from '../../src/store/database/database.ts';
import { idempotently, type Keyed, type Outcome } from '../../src/usecases/acts/carryOutOnce.ts';
import { writeActs } from '../../src/usecases/acts/writeActs.ts';
import { verifyBooks } from '../../src/usecases/books/verify.ts';
import { bookDifferences } from '../../src/usecases/books/verifyBook.ts';
import { recordRepayment } from '../../src/usecases/loans/recordRepayment.ts';
import { readAnew, readLast } from '../../src/usecases/view/readAsKnown.ts';
import { shapeOf } from '../support/bookShape.ts';
import { asAdmin, createTestDatabase, type TestDatabase } from '../support/database.ts';
import { entries, on, vnd } from '../support/entries.ts';

// Acts that wait for their fund at once share a transaction, and none of them can tell.

let db: TestDatabase;

let fundId: string;

let actor: Actor;

let fundsAdded = 0;

let loanId: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  fundsAdded += 1;
  ({ fundId, actor } = await db.addFund(`F${fundsAdded}`));
  loanId = await writeActs(db.database, actor, NO_REQUEST, async (fund) => {
    const by = entries(fund);
    const { id } = by.loan(by.cooperative().id);
    by.disbursement(id, '2021-03-31', '500_000_000');
    return id;
  });
});

const TODAY = on('2024-03-31');

const receipt = (fund: FundAct, amount: string, voucherNumber: string) =>
  recordRepayment(fund, { actor, today: TODAY }, loanId, {
    amount: vnd(amount),
    // The day of the disbursement: no interest is owed on it.
    effectiveOn: on('2021-03-31'),
    voucherNumber,
    method: 'cash',
    allocation: null,
    litigationCaseId: null,
  });

const pay = (amount: string, voucherNumber: string): Promise<string> =>
  writeActs(db.database, actor, NO_REQUEST, async (fund) => {
    const { id } = receipt(fund, amount, voucherNumber);
    return id;
  });

const keyed = (key: string, requestHash = 'h'): Keyed => ({ key, address: '/v1', requestHash });

const payUnder = (
  request: Keyed,
  voucherNumber: string,
): Promise<Outcome & { readonly replayed: boolean }> =>
  idempotently(db.database, { actor, from: NO_REQUEST, late: null }, request, async (fund) => {
    const { id } = receipt(fund, '1_000', voucherNumber);
    return { status: 201, body: { id }, location: `/v1/repayments/${id}` };
  });

/** Of each promise its value, or the error with which it was rejected. */
const settled = async <T>(acts: readonly Promise<T>[]): Promise<(T | Error)[]> =>
  Promise.all(acts.map((act) => act.catch((error: unknown) => error as Error)));

/** The ids of the receipts that the database has, and how many transactions wrote them. */
async function stored(): Promise<{ readonly ids: string[]; readonly transactions: number }> {
  const { rows } = await asAdmin(
    `select id, xmin::text as transaction from fact
      where fund_id = '${fundId}' and kind = 'repayment' order by recorded_at`,
    db.ownerConnectionString,
  );
  const transactions = new Set(rows.map(({ transaction }) => transaction));
  return { ids: rows.map(({ id }) => String(id)), transactions: transactions.size };
}

/** Holds ledger, audit trail and the book in memory against the facts of the database. */
async function expectInOrder(): Promise<void> {
  await readLast(db.database, fundId, (live, { knownAt }) =>
    readAnew(db.database, fundId, async (anew) => {
      const { ledger, audit, checked } = await verifyBooks(anew, { asOf: TODAY, knownAt });
      expect({ ledger, audit }).toEqual({ ledger: [], audit: [] });
      // An event for each fact, behind that of the director's token and the seal.
      expect(checked.events).toBe(2 + anew.book.log.length);
      expect(bookDifferences(live, anew, knownAt)).toEqual([]);
      expect(shapeOf(live.book)).toEqual(shapeOf(anew.book));
    }),
  );
}

const codeOf = (error: unknown): unknown => (error instanceof DomainError ? error.code : error);

describe('acts at once', () => {
  test('are all recorded once, in the order in which they came, 64 at most to a transaction', async () => {
    const vouchers = Array.from({ length: 100 }, (_, n) => `PT${n}`);
    const ids = await Promise.all(vouchers.map((voucher) => pay('1_000', voucher)));
    // 100 = 64 + 36.
    expect(await stored()).toEqual({ ids, transactions: 2 });
    await expectInOrder();
  });

  test('leave nothing of those refused, and all of the others', async () => {
    const answers = await settled([
      pay('1_000', 'PT1'),
      pay('1_000', 'PT1'),
      pay('500_000_001', 'PT2'),
      pay('1_000', 'PT3'),
      writeActs(db.database, actor, NO_REQUEST, async (fund) => {
        receipt(fund, '1_000', 'PT4');
        throw new Error('thrown in the middle');
      }),
      pay('1_000', 'PT4'),
    ]);
    const [first, again, tooMuch, third, thrown, fourth] = answers;
    expect(codeOf(again)).toBe('duplicate');
    expect(codeOf(tooMuch)).toBe('more-than-payoff');
    expect(thrown).toMatchObject({ message: 'thrown in the middle' });
    expect(await stored()).toEqual({ ids: [first, third, fourth], transactions: 1 });
    await expectInOrder();
  });

  test('see those before them: of two receipts of all that is owed one is refused', async () => {
    const answers = await settled([pay('500_000_000', 'PT1'), pay('500_000_000', 'PT2')]);
    expect(codeOf(answers[1])).toBe('more-than-payoff');
    expect((await stored()).ids).toEqual([answers[0]]);
    await expectInOrder();
  });

  test('do not suffer for one that breaks a constraint, wherever it stands among them', async () => {
    const orphan = (voucher: string) =>
      writeActs(db.database, actor, NO_REQUEST, async (fund) => {
        const { id } = receipt(fund, '1_000', voucher);
        fund.keep([['fund_plan', { id: randomUUID() }]]);
        return id;
      });
    const acts = Array.from({ length: 12 }, (_, n) =>
      n % 5 === 1 ? orphan(`PT${n}`) : pay('1_000', `PT${n}`),
    );
    const answers = await settled(acts);
    const broken = answers.filter((answer) => answer instanceof Error);
    // Those in places 1, 6 and 11.
    expect(broken.map((error) => constraintOf(error)?.code)).toEqual(['23503', '23503', '23503']);
    expect((await stored()).ids).toEqual(answers.filter((answer) => typeof answer === 'string'));
    await expectInOrder();
  });

  test('of a revoked token are refused beside those of another', async () => {
    const other = { ...actor, tokenId: randomUUID(), tokenName: 'Kế toán' };
    await asAdmin(
      `insert into token (fund_id, id, name, role, token_hash, created_at) values
          ('${fundId}', '${other.tokenId}', 'Kế toán', 'accountant', '${randomUUID()}', now());
        insert into token_revocation (fund_id, token_id, reason, revoked_at, revoked_by) values
          ('${fundId}', '${other.tokenId}', 'nghỉ việc', now(), '${actor.tokenId}')`,
      db.ownerConnectionString,
    );
    const answers = await settled([
      writeActs(db.database, other, NO_REQUEST, async (fund) => {
        const { id } = receipt(fund, '1_000', 'PT1');
        return id;
      }),
      pay('1_000', 'PT2'),
    ]);
    expect(codeOf(answers[0])).toBe('unauthorized');
    expect((await stored()).ids).toEqual([answers[1]]);
  });
});

describe('requests at once that name themselves', () => {
  test('are carried out once each; those that come again are given the first answer', async () => {
    // Ten keys, three requests of each.
    const requests = Array.from({ length: 30 }, (_, n) =>
      payUnder(keyed(`key ${n % 10}`), `PT${n % 10}`),
    );
    const answers = await Promise.all(requests);
    const { ids, transactions } = await stored();
    expect(transactions).toBe(1);
    expect(ids).toHaveLength(10);
    for (const [place, answer] of answers.entries()) {
      const id = ids[place % 10];
      const location = `/v1/repayments/${id}`;
      expect(answer).toEqual({ status: 201, body: { id }, location, replayed: place >= 10 });
    }
    const later = await payUnder(keyed('key 3'), 'PT3');
    expect(later).toEqual({ ...answers[3], replayed: true });
    expect((await stored()).ids).toEqual(ids);
    await expectInOrder();
  });

  test('are refused where the key belongs to another request, in the group or before it', async () => {
    const [first, other] = await settled([
      payUnder(keyed('key'), 'PT1'),
      payUnder(keyed('key', 'another'), 'PT2'),
    ]);
    expect(first).toMatchObject({ replayed: false });
    expect(codeOf(other)).toBe('idempotency-key-reused');
    const [later] = await settled([payUnder(keyed('key', 'another'), 'PT2')]);
    expect(codeOf(later)).toBe('idempotency-key-reused');
    expect((await stored()).ids).toHaveLength(1);
  });

  test('keep no answer where they are refused: the key is free for the next request', async () => {
    const [paid, refused] = await settled<unknown>([
      pay('1_000', 'PT1'),
      payUnder(keyed('key'), 'PT1'),
    ]);
    expect(codeOf(refused)).toBe('duplicate');
    const again = await payUnder(keyed('key'), 'PT2');
    expect(again.replayed).toBe(false);
    expect((await stored()).ids).toEqual([paid, (again.body as { id: string }).id]);
    await expectInOrder();
  });

  test('are carried out once each beside one that breaks a constraint', async () => {
    const broken = writeActs(db.database, actor, NO_REQUEST, async (fund) =>
      fund.keep([['fund_plan', { id: randomUUID() }]]),
    );
    const [error, ...answers] = await settled<unknown>([
      broken,
      payUnder(keyed('key'), 'PT1'),
      payUnder(keyed('key'), 'PT1'),
    ]);
    expect(constraintOf(error)?.code).toBe('23503');
    const [id] = (await stored()).ids;
    expect(answers).toMatchObject([
      { body: { id }, replayed: false },
      { body: { id }, replayed: true },
    ]);
    expect((await stored()).ids).toHaveLength(1);
    await expectInOrder();
  });
});
