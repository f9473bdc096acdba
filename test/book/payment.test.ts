import { calendarDate } from '../../src/domain/primitives/dates.ts';
import type { CalendarDate } from '../../src/domain/primitives/dates.ts';
import type { Fund, FundAct } from '../../src/book/fund.ts';
import { lastRecordedAt } from '../../src/book/fund.ts';
import { shownAt } from '../../src/book/known.ts';
import { findRecall, loadLoanBooks, loadLoanFactsOf } from '../../src/book/loans.ts';
import {
  findDisbursement,
  findRepayment,
  listDisbursements,
  listRepayments,
  paymentsUnder,
} from '../../src/book/payments.ts';
import { cashAsKnown, findCapitalMovement, listCapitalMovements } from '../../src/book/rules.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import { constraintOf } from '../../src/store/database/database.ts';
import type { Entry } from '../../src/store/facts/entry.ts';
import type { CapitalMovementEntry } from '../../src/store/fund/capitalMovement.ts';
import type { RecallEntry, RecallWithdrawalEntry } from '../../src/store/loans/recall.ts';
import { reverseFact } from '../../src/usecases/acts/reverseFact.ts';
import { writeActs } from '../../src/usecases/acts/writeActs.ts';
import { readLast } from '../../src/usecases/view/readAsKnown.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import { asAdmin, createTestDatabase, type TestDatabase } from '../support/database.ts';
import { entries, on, vnd } from '../support/entries.ts';

let db: TestDatabase;

let fundId: string;

let actor: Actor;

let cooperativeId: string;

let loanId: string;

let fundsAdded = 0;

const enter = <T>(
  act: (by: ReturnType<typeof entries>, fund: FundAct) => T | Promise<T>,
): Promise<T> =>
  writeActs(db.database, actor, NO_REQUEST, async (fund) => act(entries(fund), fund));

const read = <T>(ask: (fund: Fund, knownAt: Date) => T | Promise<T>): Promise<T> =>
  readLast(db.database, fundId, (fund, { knownAt }) => ask(fund, knownAt));

/** A fact as it was seen when it was recorded. */
const told = <E extends Entry>(entry: E) => shownAt(entry, entry.recordedAt);

/** Reverses a fact as the only thing an act does. */
const reverse = (id: string, reason = 'nhầm') => enter((_, fund) => reverseFact(fund, id, reason));

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  fundsAdded += 1;
  ({ fundId, actor } = await db.addFund(`F${fundsAdded}`));
  ({ cooperativeId, loanId } = await enter((by) => {
    const { id } = by.cooperative();
    return { cooperativeId: id, loanId: by.loan(id).id };
  }));
});

/** A day after all that happens here. */
const LAST = calendarDate('2030-12-31');

describe('facts of loans', () => {
  test('are those that stood at knownAt', async () => {
    const [first, second] = await enter((by) => {
      by.disbursement(loanId, '2021-03-31', '500_000_000');
      return [
        by.repayment(loanId, '2021-06-25', ['50_000_000', '7_775_342']),
        by.repayment(loanId, '2021-04-25', ['0', '1'], 'PT0'),
      ] as const;
    });
    const reversal = await reverse(first.id, 'nhập nhầm');
    expect(reversal.effectiveOn).toBe('2021-06-25');

    const repaid = (knownAt: Date) =>
      read((fund) => loadLoanBooks(fund, loanId, knownAt).on(LAST).repayments);
    const [one, two] = [first, second].map(({ id, voucherNumber, effectiveOn, allocation }) =>
      expect.objectContaining({ id, voucherNumber, effectiveOn, allocation }),
    );
    expect(await repaid(first.recordedAt)).toEqual([one]);
    expect(await repaid(second.recordedAt)).toEqual([two, one]);
    expect(await repaid(reversal.recordedAt)).toEqual([two]);
    expect(await read((fund) => findRepayment(fund, first.id, second.recordedAt))).toEqual(first);
    expect(await read((fund, at) => findRepayment(fund, first.id, at))).toEqual({
      ...first,
      reversedAt: reversal.recordedAt,
    });
    const found = read((fund) => findRepayment(fund, second.id, first.recordedAt));
    expect(await found).toBeNull();
  });

  test('a second reversal breaks its constraint', async () => {
    const { id } = await enter((by) => by.disbursement(loanId, '2021-03-31', '1'));
    const first = await reverse(id);
    const again: unknown = await reverse(id, 'nữa').catch((cause: unknown) => cause);
    expect(constraintOf(again)?.constraint).toBe('reversal_reversed_unique');
    const [row] = await read((fund, at) => listDisbursements(fund, { loanIds: [loanId] }, at));
    expect(row?.reversedAt).toEqual(first.recordedAt);
    expect(await read((fund, at) => findDisbursement(fund, id, at))).toEqual(row);
  });

  test('a recall has the withdrawal that stands', async () => {
    const { recall, withdrawal } = await enter((_, fund) => {
      const made = fund.record<RecallEntry>({
        factKind: 'recall',
        effectiveOn: on('2023-05-18'),
        loanId,
        decisionNumber: '06/QĐ-QHT',
        deadline: on('2023-10-31'),
        ground: null,
      });
      const ended = fund.record<RecallWithdrawalEntry>({
        factKind: 'recall_withdrawal',
        effectiveOn: on('2023-07-01'),
        recallId: made.id,
        decisionNumber: '09/QĐ-QHT',
      });
      const { reversedAt: _reversedAt, reversalBookedOn: _booked, ...withdrawn } = told(ended);
      return { recall: told(made), withdrawal: { ...withdrawn, decidedOn: '2023-07-01' } };
    });
    const fact = { decidedOn: '2023-05-18', deadline: '2023-10-31' };
    const known = { ...fact, id: recall.id };
    const recalls = (knownAt: Date) =>
      read((fund) => loadLoanBooks(fund, loanId, knownAt).on(LAST).recalls);
    expect(await recalls(recall.recordedAt)).toEqual([{ ...known, withdrawnOn: null }]);
    expect(await recalls(withdrawal.recordedAt)).toEqual([{ ...known, withdrawnOn: '2023-07-01' }]);
    expect(await read((fund, at) => findRecall(fund, recall.id, at))).toEqual({
      ...recall,
      decidedOn: '2023-05-18',
      withdrawal,
    });
    const undone = await reverse(withdrawal.id);
    expect(await recalls(undone.recordedAt)).toEqual([{ ...known, withdrawnOn: null }]);
    const gone = await reverse(recall.id);
    expect(await recalls(gone.recordedAt)).toEqual([]);
  });

  test('of all loans are those of each loan', async () => {
    const ids = await enter((by) => {
      const made: string[] = [loanId];
      for (let n = 0; n < 5; n += 1) {
        const loan = by.loan(cooperativeId, { contractNumber: `n${n}` });
        made.push(loan.id);
        by.disbursement(loan.id, '2021-03-31', '5', `PC${n}`);
        by.repayment(loan.id, '2021-06-25', ['1', '1'], `PT${n}`);
      }
      return made;
    });
    const asked = await read((fund, at) => loadLoanFactsOf(fund, ids, { asOf: LAST, knownAt: at }));
    expect([...asked.keys()]).toEqual(ids);
    for (const id of ids) {
      const one = await read((fund, at) => loadLoanBooks(fund, id, at).on(LAST));
      expect(asked.get(id)).toEqual(one);
    }
  });

  test('a receipt whose components do not sum to its amount, or are below 0, is refused', async () => {
    const insert = (columns: string) =>
      asAdmin(
        `begin; insert into fact values ('${fundId}', '${loanId.replace(/^.{8}/, '00000000')}',
          'repayment', '2021-01-01', now(), '${actor.tokenId}');
        insert into repayment values ('${fundId}', '${loanId.replace(/^.{8}/, '00000000')}',
          '${loanId}', ${columns}, null)`,
        db.ownerConnectionString,
      );
    await expect(insert(`10, 'v', null, 5, 4, 0, 0`)).rejects.toThrow('repayment_sum_check');
    await expect(insert(`10, 'v', null, 15, -5, 0, 0`)).rejects.toThrow('repayment_components');
    await expect(insert(`0, 'v', null, 0, 0, 0, 0`)).rejects.toThrow('repayment_amount_check');
    await expect(insert(`10, 'v', 'gold', 10, 0, 0, 0`)).rejects.toThrow('repayment_method_check');
  });
});

describe('the receipts book', () => {
  test('is by date and then as entered, page by page, by voucher, days and method', async () => {
    const made = await enter((by) => [
      by.repayment(loanId, '2023-02-01', ['1', '0'], 'PT2'),
      by.repayment(loanId, '2023-01-01', ['2', '0'], 'PT1'),
      by.repayment(loanId, '2023-02-01', ['3', '0'], 'PT3'),
      by.repayment(loanId, '2023-03-01', ['4', '0'], 'PT2'),
    ]);
    const list = (filter: Parameters<typeof listRepayments>[1]) =>
      read((fund, at) =>
        listRepayments(fund, filter, at).map(({ id }) => made.findIndex((each) => each.id === id)),
      );
    expect(await list({})).toEqual([1, 0, 2, 3]);
    expect(await list({ limit: 2 })).toEqual([1, 0]);
    expect(await list({ limit: 2, after: made[0] })).toEqual([2, 3]);
    expect(await list({ voucherNumber: 'PT2' })).toEqual([0, 3]);
    expect(await list({ from: on('2023-02-01'), to: on('2023-02-01') })).toEqual([0, 2]);
    expect(await list({ method: 'transfer' })).toEqual([]);
    expect(await list({ loanIds: [cooperativeId] })).toEqual([]);
    const enteredOn = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    expect(await list({ recordedOn: enteredOn as CalendarDate })).toHaveLength(4);
    expect(await list({ recordedOn: on('2023-02-01') })).toEqual([]);
  });

  test('a voucher stands until it is reversed, in its kind and year', async () => {
    const { id } = await enter((by) => {
      by.disbursement(loanId, '2023-01-01', '9', 'V1');
      return by.repayment(loanId, '2023-12-31', ['1', '0'], 'V1');
    });
    const where = (kind: 'disbursement' | 'repayment', year: string) =>
      enter((_, fund) =>
        paymentsUnder(fund, { kind, voucherNumber: 'V1', year }, lastRecordedAt(fund)).same.map(
          (each) => each.loanId,
        ),
      );
    expect(await where('repayment', '2023')).toEqual([loanId]);
    expect(await where('repayment', '2022')).toEqual([]);
    await reverse(id);
    expect(await where('repayment', '2023')).toEqual([]);
    expect(await where('disbursement', '2023')).toEqual([loanId]);
  });
});

describe('principal money', () => {
  test('changes by day: contributions − withdrawals − disbursements + principal repaid', async () => {
    type Kind = CapitalMovementEntry['kind'];
    const move = (fund: FundAct, kind: Kind, day: string, amount: string) => {
      const said = { factKind: 'capital_movement', effectiveOn: on(day) } as const;
      const document = { documentNumber: '1786/QĐ-UBND', method: null };
      const capital = { source: 'charter', bearsRisk: null };
      const moved = { kind, amount: vnd(amount), ...document, ...capital };
      return told(fund.record<CapitalMovementEntry>({ ...said, ...moved }));
    };
    const { contribution, wrong } = await enter((by, fund) => {
      const given = move(fund, 'contribution', '2015-10-12', '2_000_000_000');
      move(fund, 'withdrawal', '2021-03-31', '100');
      by.disbursement(loanId, '2021-03-31', '500_000_000');
      by.repayment(loanId, '2021-06-25', ['50_000_000', '7']);
      by.repayment(loanId, '2021-07-01', ['0', '7'], 'PT7');
      return { contribution: given, wrong: move(fund, 'contribution', '2015-10-12', '5') };
    });
    const undone = await reverse(wrong.id);
    expect(await read((fund, at) => cashAsKnown(fund, at).all)).toEqual([
      { on: '2015-10-12', amount: vnd('2_000_000_000') },
      { on: '2021-03-31', amount: vnd('-500_000_100') },
      { on: '2021-06-25', amount: vnd('50_000_000') },
    ]);
    const before = await read((fund) => cashAsKnown(fund, wrong.recordedAt).all);
    expect(before[0]?.amount).toEqual(vnd('2_000_000_005'));
    expect(await read((fund, at) => listCapitalMovements(fund, at))).toEqual([
      contribution,
      { ...wrong, reversedAt: undone.recordedAt },
      expect.objectContaining({ kind: 'withdrawal' }),
    ]);
    const found = await read((fund, at) => findCapitalMovement(fund, contribution.id, at));
    expect(found).toEqual(contribution);
  });
});
