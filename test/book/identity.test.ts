import type { FundAct } from '../../src/book/fund.ts';
import { loansOfFund } from '../../src/book/loans.ts';
import { cashAsKnown, loadRules } from '../../src/book/rules.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import { DomainError } from '../../src/domain/primitives/errors.ts';
import { text } from '../../src/domain/primitives/money.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import type { CooperativeEntry } from '../../src/store/borrowers/cooperative.ts';
import type { HolidayListEntry } from '../../src/store/fund/holiday.ts';
import { reverseFact } from '../../src/usecases/acts/reverseFact.ts';
import { writeActs } from '../../src/usecases/acts/writeActs.ts';
import { readLast } from '../../src/usecases/view/readAsKnown.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { COOPERATIVE, entries, on } from '../support/entries.ts';

// Figures are kept by the objects that they were worked out of, so what did not change must be the same
// object, and what did change another one.

let db: TestDatabase;

let fundId: string;

let actor: Actor;

let fundsAdded = 0;

let first: string;

let second: string;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  fundsAdded += 1;
  ({ fundId, actor } = await db.addFund(`F${fundsAdded}`));
  [first, second] = await enter((by) => {
    const { id } = by.cooperative();
    const loans = ['01', '02'].map((contractNumber) => by.loan(id, { contractNumber }).id);
    for (const loan of loans) by.disbursement(loan, '2021-03-31', '500_000_000');
    return loans as [string, string];
  });
});

const enter = <T>(act: (by: ReturnType<typeof entries>, fund: FundAct) => T): Promise<T> =>
  writeActs(db.database, actor, NO_REQUEST, async (fund) => act(entries(fund), fund));

const ASKED = on('2023-12-31');

/** What a read is given now: or as it was known at an instant. */
const seen = (then?: Date) =>
  readLast(db.database, fundId, (fund, { knownAt: last }) => {
    const knownAt = then ?? last;
    const loans = loansOfFund(fund, { asOf: ASKED, knownAt });
    const [one, two] = [first, second].map((id) => loans.find((loan) => loan.id === id));
    const [rules, cash] = [loadRules(fund, knownAt), cashAsKnown(fund, knownAt)];
    return { loans, one, two, rules, cash, knownAt };
  });

const putHolidays = (fund: FundAct) =>
  fund.record<HolidayListEntry>({
    factKind: 'holiday_list',
    effectiveOn: on('2023-01-01'),
    year: 2023,
    dates: [on('2023-01-02')],
    workingDays: [],
  });

describe('what is given between two reads', () => {
  test('is the same object, as long as nothing was recorded', async () => {
    const before = await seen();
    const after = await seen();
    expect(after.loans).toBe(before.loans);
    expect(after.one?.facts).toBe(before.one?.facts);
    expect(after.rules).toBe(before.rules);
    expect(after.cash).toBe(before.cash);
  });

  test('is another one of the loan of a receipt, and the same of every other', async () => {
    const before = await seen();
    const receipt = await enter((by) => by.repayment(first, '2023-03-31', ['1', '1']));
    const after = await seen();
    expect(after.loans).not.toBe(before.loans);
    expect(after.one).not.toBe(before.one);
    expect(after.one?.facts).not.toBe(before.one?.facts);
    expect(after.one?.facts.repayments).toHaveLength(1);
    expect(before.one?.facts.repayments).toHaveLength(0);
    expect(after.two).toBe(before.two);
    expect(after.rules).toBe(before.rules);
    await enter((_, fund) => reverseFact(fund, receipt.id, 'nhầm'));
    const undone = await seen();
    expect(undone.one?.facts).not.toBe(after.one?.facts);
    expect(undone.one?.facts.repayments).toHaveLength(0);
    expect(undone.two).toBe(before.two);
  });

  test('is another set of rules once holidays are put, and the same loans and cash', async () => {
    const before = await seen();
    await enter((_, fund) => putHolidays(fund));
    const after = await seen();
    expect(after.rules).not.toBe(before.rules);
    expect(after.rules.holidays).toEqual(new Set(['2023-01-02']));
    expect(after.loans).toBe(before.loans);
    expect(after.one).toBe(before.one);
    expect(after.cash).toBe(before.cash);
  });

  test('has the borrower as it counts on the day, whichever day was asked for before', async () => {
    const names = (asOf: string) =>
      readLast(db.database, fundId, (fund, { knownAt }) =>
        loansOfFund(fund, { asOf: on(asOf), knownAt }).map(({ borrower }) => borrower.name),
      );
    const call = (name: string, changedOn: string) =>
      enter((_, fund) => {
        const [id = ''] = fund.book.cooperatives.keys();
        const said = { factKind: 'cooperative_change', effectiveOn: on(changedOn) } as const;
        const version = { changedOn: on(changedOn), reason: 'Đổi tên', cooperativeId: id };
        fund.record<CooperativeEntry>({ ...said, ...COOPERATIVE, ...version, name });
      });
    expect(await names('2023-12-31')).toEqual(['HTX Xuân Mai', 'HTX Xuân Mai']);
    await call('HTX Mai', '2023-06-01');
    await call('HTX Đông', '2023-09-01');
    for (const [asOf, name] of [
      ['2023-09-01', 'HTX Đông'],
      ['2023-05-31', 'HTX Xuân Mai'],
      ['2023-06-01', 'HTX Mai'],
      ['2023-08-31', 'HTX Mai'],
      ['2023-12-31', 'HTX Đông'],
      ['2021-01-01', 'HTX Xuân Mai'],
    ] as const) {
      expect(await names(asOf)).toEqual([name, name]);
    }
  });

  test('is the same for an earlier instant, also when read after a later one', async () => {
    const before = await seen();
    await enter((by) => by.repayment(first, '2023-03-31', ['1', '1']));
    const after = await seen();
    const then = await seen(before.knownAt);
    expect(then.loans).toBe(before.loans);
    expect(then.one?.facts).toBe(before.one?.facts);
    expect(then.cash).toBe(before.cash);
    expect((await seen()).loans).toBe(after.loans);
  });

  test('is the same after an act that was refused, whatever it asked in the middle', async () => {
    const before = await seen();
    const refused = enter((by, fund) => {
      by.repayment(first, '2023-03-31', ['1', '1']);
      putHolidays(fund);
      const knownAt = new Date(fund.book.through);
      const [changed] = loansOfFund(fund, { asOf: ASKED, knownAt });
      expect(changed?.facts.repayments).toHaveLength(1);
      expect(loadRules(fund, knownAt).holidays.size).toBe(1);
      throw new DomainError('nothing-outstanding');
    });
    await expect(refused).rejects.toThrow(DomainError);
    const after = await seen();
    expect(after.loans).toBe(before.loans);
    expect(after.one).toBe(before.one);
    expect(after.rules).toBe(before.rules);
    expect(after.cash).toBe(before.cash);
  });

  test('is not of a refused act, also where the next one takes its instant', async () => {
    const before = await seen();
    const at: number[] = [];
    const both = [true, false].map((isRefused) =>
      enter((by, fund) => {
        by.repayment(first, '2023-03-31', [isRefused ? '1' : '2', '1']);
        if (isRefused) putHolidays(fund);
        at.push(fund.recorded[0]?.recordedAt ?? 0);
        loansOfFund(fund, { asOf: ASKED, knownAt: new Date(fund.book.through) });
        loadRules(fund, new Date(fund.book.through));
        if (isRefused) throw new DomainError('nothing-outstanding');
      }),
    );
    const [refused, kept] = await Promise.allSettled(both);
    expect([refused?.status, kept?.status]).toEqual(['rejected', 'fulfilled']);
    expect(at[1]).toBe(at[0]);
    const after = await seen();
    const paid = after.one?.facts.repayments.map(({ allocation }) => text(allocation.principal));
    expect(paid).toEqual(['2']);
    expect(after.two).toBe(before.two);
    expect(after.rules).toBe(before.rules);
  });
});
