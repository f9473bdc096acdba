import { ACCOUNTS, type Account } from '../../../src/domain/policies/accounts.ts';
import type { Posting } from '../../../src/domain/books/ledger.ts';
import { text } from '../../../src/domain/primitives/money.ts';
import type { Fund } from '../../../src/book/fund.ts';
import type { Actor } from '../../../src/domain/access/actor.ts';
import { NO_REQUEST } from '../../../src/store/books/audit.ts';
import { accountTotals, allPostings, postingRows } from '../../../src/store/books/ledger.ts';
import type { FundPlanEntry } from '../../../src/store/fund/fundPlan.ts';
import { writeActs } from '../../../src/usecases/acts/writeActs.ts';
import { readLast } from '../../../src/usecases/view/readAsKnown.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { on, vnd } from '../../support/entries.ts';

let db: TestDatabase;

let fundId: string;

let actor: Actor;

beforeAll(async () => {
  db = await createTestDatabase();
  ({ fundId, actor } = await db.addFund());
});
afterAll(() => db.close());

const place = (account: string): number => ACCOUNTS.findIndex((each) => each === account);

type Line = readonly [day: string, account: Account, amount: string];

const postings = (...lines: readonly Line[]): Posting[] =>
  lines.map(([day, account, amount]) => ({ effectiveOn: on(day), account, amount: vnd(amount) }));

/**
 * Posts the groups one after the other, each in a statement of its own, under one fact that posts
 * nothing itself, in one transaction.
 */
const post = (...groups: readonly (readonly Line[])[]): Promise<void> =>
  writeActs(db.database, actor, NO_REQUEST, async (fund) => {
    const said = { factKind: 'fund_plan', effectiveOn: on('2023-01-02'), entries: [] } as const;
    const { id: factId } = fund.record<FundPlanEntry>(said);
    for (const group of groups) {
      fund.keep(postingRows({ factId, loanId: null }, postings(...group)));
      await fund.write(() => Promise.resolve());
    }
  });

const read = <T>(ask: (fund: Fund, knownAt: Date) => T | Promise<T>): Promise<T> =>
  readLast(db.database, fundId, (fund, { knownAt }) => ask(fund, knownAt));

const count = (): Promise<number> =>
  read((fund, at) => fund.sql(async (tx) => (await allPostings(tx, at)).length));

/** How many postings there are, and the instant and number of the last fact. */
const state = async (): Promise<unknown[]> => [
  await count(),
  await read(({ book }, at) => [at, book.log.length]),
];

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
    const before = await state();
    await expect(post(lines)).rejects.toThrow(/is not in balance/);
    expect(await state()).toEqual(before);
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
  const totals = await read((fund, knownAt) =>
    fund.sql((tx) => accountTotals(tx, { asOf: on('2023-01-05'), knownAt })),
  );
  const said = totals
    .toSorted((a, b) => place(a.account) - place(b.account))
    .map((each) => [each.account, text(each.debit), text(each.credit), text(each.balance)]);
  expect(said).toEqual([
    ['availablePrincipal', '9', '2', '7'],
    ['charterCapital', '2', '9', '-7'],
  ]);
});
