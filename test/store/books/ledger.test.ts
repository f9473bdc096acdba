import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ACCOUNTS, type Account } from '../../../src/domain/policies/accounts.ts';
import type { Posting } from '../../../src/domain/books/ledger.ts';
import { text } from '../../../src/domain/primitives/money.ts';
import { readFund, writeFund, type FundTx } from '../../../src/store/database/database.ts';
import { lastRecordedAt } from '../../../src/store/database/fact.ts';
import { accountTotals, allPostings, insertPostings } from '../../../src/store/books/ledger.ts';
import type { Actor } from '../../../src/domain/access/actor.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { entries, on, vnd } from '../../support/entries.ts';

let db: TestDatabase;

let fundId: string;

let actor: Actor;

beforeAll(async () => {
  db = await createTestDatabase();
  ({ fundId, actor } = await db.addFund());
});
afterAll(() => db.close());

type Line = readonly [day: string, account: Account, amount: string];

const postings = (...lines: readonly Line[]): Posting[] =>
  lines.map(([day, account, amount]) => ({ effectiveOn: on(day), account, amount: vnd(amount) }));

/** Posts the groups one after the other, under one fact and in one transaction. */
const post = (...groups: readonly (readonly Line[])[]): Promise<void> =>
  writeFund(db.database, fundId, async (tx) => {
    const { id: factId } = await entries(tx, actor).record('capital_movement', '2023-01-02');
    for (const group of groups) {
      await insertPostings(tx, { factId, loanId: null }, postings(...group));
    }
  });

const read = <T>(fn: (tx: FundTx, knownAt: Date) => Promise<T>): Promise<T> =>
  readFund(db.database, fundId, async (tx) => fn(tx, await lastRecordedAt(tx)));

const count = (): Promise<number> => read(async (tx, at) => (await allPostings(tx, at)).length);

describe('a posting', () => {
  test.each<[string, readonly Line[]]>([
    ['that stands alone', [['2023-01-02', 'charterCapital', '-5']]],
    [
      'of another amount than its counter-posting',
      [
        ['2023-01-02', 'availablePrincipal', '5'],
        ['2023-01-02', 'charterCapital', '-4'],
      ],
    ],
    [
      'balanced only by one of another day',
      [
        ['2023-01-02', 'availablePrincipal', '5'],
        ['2023-01-03', 'charterCapital', '-5'],
      ],
    ],
  ])('%s is refused at the commit, with its fact', async (_, lines) => {
    const before = [await count(), await read((_tx, at) => Promise.resolve(at))];
    await expect(post(lines)).rejects.toThrow(/is not in balance/);
    expect([await count(), await read((_tx, at) => Promise.resolve(at))]).toEqual(before);
  });

  test('may wait for its counter-posting until the commit', async () => {
    const before = await count();
    await post(
      [['2023-01-02', 'availablePrincipal', '5']],
      [
        ['2023-01-02', 'charterCapital', '-5'],
        ['2023-01-03', 'charterCapital', '2'],
      ],
      [['2023-01-03', 'availablePrincipal', '-2']],
    );
    expect(await count()).toBe(before + 4);
  });

  test('is never changed or removed, not even by the owner of the tables', async () => {
    const owner = (statement: string) => db.asOwner(statement);
    await post([
      ['2023-01-02', 'availablePrincipal', '5'],
      ['2023-01-02', 'charterCapital', '-5'],
    ]);
    for (const act of [
      'update ledger_posting set amount = amount + 1',
      'delete from ledger_posting',
      'truncate ledger_posting',
    ]) {
      await expect(owner(act)).rejects.toThrow(/its rows are only ever added/);
    }
  });

  test('of 0 is refused', async () => {
    await expect(post([['2023-01-02', 'charterCapital', '0']])).rejects.toThrow();
  });
});

test('the totals of accounts part debit and credit, and count the days up to one', async () => {
  const other = await db.addFund('HAI');
  ({ fundId, actor } = other);
  await post(
    [
      ['2023-01-02', 'availablePrincipal', '9'],
      ['2023-01-02', 'charterCapital', '-9'],
    ],
    [
      ['2023-01-05', 'availablePrincipal', '-2'],
      ['2023-01-05', 'charterCapital', '2'],
    ],
    [
      ['2023-01-06', 'availablePrincipal', '7'],
      ['2023-01-06', 'charterCapital', '-7'],
    ],
  );
  const totals = await read((tx, knownAt) =>
    accountTotals(tx, { asOf: on('2023-01-05'), knownAt }),
  );
  const said = totals
    .toSorted((a, b) => ACCOUNTS.indexOf(a.account) - ACCOUNTS.indexOf(b.account))
    .map((each) => [each.account, text(each.debit), text(each.credit), text(each.balance)]);
  expect(said).toEqual([
    ['availablePrincipal', '9', '2', '7'],
    ['charterCapital', '2', '9', '-7'],
  ]);
});
