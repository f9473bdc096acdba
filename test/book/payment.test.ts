import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ClientBase } from 'pg';
import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import {
  findCapitalMovement,
  insertCapitalMovement,
  listCapitalMovements,
} from '../../../src/store/fund/capitalMovement.ts';
import { availableByDay } from '../../../src/store/fund/cash.ts';
import {
  constraintOf,
  readFund,
  writeFund,
  type FundTx,
} from '../../../src/store/database/database.ts';
import { findDisbursement, listDisbursements } from '../../../src/store/loans/disbursement.ts';
import { lastRecordedAt, reverseFact } from '../../../src/store/database/fact.ts';
import { deleteOldAnswers, findAnswer, saveAnswer } from '../../../src/store/access/idempotency.ts';
import {
  loadAllLoanFacts,
  loadLoanFacts,
  loadLoanFactsOf,
} from '../../../src/store/loans/loanFacts.ts';
import {
  findRecall,
  insertRecall,
  insertRecallWithdrawal,
} from '../../../src/store/loans/recall.ts';
import {
  findRepayment,
  listRepayments,
  loansWithVoucher,
} from '../../../src/store/loans/repayment.ts';
import type { Actor } from '../../../src/domain/access/actor.ts';
import { asAdmin, createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { entries, on, vnd } from '../../support/entries.ts';

let db: TestDatabase;

let fundId: string;

let actor: Actor;

let cooperativeId: string;

let loanId: string;

let fundsAdded = 0;

type Entering = FundTx & ReturnType<typeof entries>;

const enter = <T>(fn: (tx: Entering) => Promise<T>): Promise<T> =>
  writeFund(db.database, fundId, (tx) => fn({ ...tx, ...entries(tx, actor) }));

const read = <T>(fn: (tx: FundTx, knownAt: Date) => Promise<T>): Promise<T> =>
  readFund(db.database, fundId, async (tx) => fn(tx, await lastRecordedAt(tx)));

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  fundsAdded += 1;
  ({ fundId, actor } = await db.addFund(`F${fundsAdded}`));
  ({ cooperativeId, loanId } = await enter(async (tx) => {
    const { id } = await tx.cooperative();
    return { cooperativeId: id, loanId: (await tx.loan(id)).id };
  }));
});

describe('facts of loans', () => {
  test('are those that stood at knownAt', async () => {
    const [first, second] = await enter(async (tx) => {
      await tx.disbursement(loanId, '2021-03-31', '500_000_000');
      return [
        await tx.repayment(loanId, '2021-06-25', ['50_000_000', '7_775_342']),
        await tx.repayment(loanId, '2021-04-25', ['0', '1'], 'PT0'),
      ];
    });
    const reversal = await enter((tx) => reverseFact(tx, first.id, 'nhập nhầm', actor));
    expect(reversal.effectiveOn).toBe('2021-06-25');

    const repaid = (knownAt: Date) =>
      read(async (tx) => (await loadLoanFacts(tx, loanId, knownAt)).repayments);
    const [one, two] = [first, second].map(({ id, voucherNumber, effectiveOn, allocation }) => {
      return { id, voucherNumber, effectiveOn, allocation };
    });
    expect(await repaid(first.recordedAt)).toEqual([one]);
    expect(await repaid(second.recordedAt)).toEqual([two, one]);
    expect(await repaid(reversal.recordedAt)).toEqual([two]);
    expect(await read((tx) => findRepayment(tx, first.id, second.recordedAt))).toEqual(first);
    expect(await read((tx, at) => findRepayment(tx, first.id, at))).toEqual({
      ...first,
      reversedAt: reversal.recordedAt,
    });
    const found = read((tx) => findRepayment(tx, second.id, first.recordedAt));
    expect(await found).toBeNull();
  });

  test('a second reversal breaks its constraint', async () => {
    const { id } = await enter((tx) => tx.disbursement(loanId, '2021-03-31', '1'));
    await enter((tx) => reverseFact(tx, id, 'nhập nhầm', actor));
    const again: unknown = await enter((tx) => reverseFact(tx, id, 'nữa', actor)).catch(
      (cause: unknown) => cause,
    );
    expect(constraintOf(again)?.constraint).toBe('reversal_reversed_unique');
    const [row] = await read((tx, at) => listDisbursements(tx, { loanIds: [loanId] }, at));
    expect(row?.reversedAt).not.toBeNull();
    expect(await read((tx, at) => findDisbursement(tx, id, at))).toEqual(row);
  });

  test('a recall has the withdrawal that stands', async () => {
    const { recall, withdrawal } = await enter(async (tx) => {
      const made = await insertRecall(tx, await tx.record('recall', '2023-05-18'), {
        loanId,
        decisionNumber: '06/QĐ-QHT',
        deadline: on('2023-10-31'),
      });
      const ended = await insertRecallWithdrawal(
        tx,
        await tx.record('recall_withdrawal', '2023-07-01'),
        { recallId: made.id, decisionNumber: '09/QĐ-QHT' },
      );
      return { recall: made, withdrawal: ended };
    });
    const fact = { decidedOn: '2023-05-18', deadline: '2023-10-31' };
    const known = { ...fact, id: recall.id };
    const recalls = (knownAt: Date) =>
      read(async (tx) => (await loadLoanFacts(tx, loanId, knownAt)).recalls);
    expect(await recalls(recall.recordedAt)).toEqual([{ ...known, withdrawnOn: null }]);
    expect(await recalls(withdrawal.recordedAt)).toEqual([{ ...known, withdrawnOn: '2023-07-01' }]);
    expect(await read((tx, at) => findRecall(tx, recall.id, at))).toEqual({
      ...recall,
      withdrawal,
    });
    const undone = await enter((tx) => reverseFact(tx, withdrawal.id, 'nhầm', actor));
    expect(await recalls(undone.recordedAt)).toEqual([{ ...known, withdrawnOn: null }]);
    const gone = await enter((tx) => reverseFact(tx, recall.id, 'nhầm', actor));
    expect(await recalls(gone.recordedAt)).toEqual([]);
  });

  test('of all loans are those of each loan, in as many queries for one as for many', async () => {
    const ids = await enter(async (tx) => {
      const made: string[] = [loanId];
      for (let n = 0; n < 5; n += 1) {
        const loan = await tx.loan(cooperativeId, { contractNumber: `n${n}` });
        made.push(loan.id);
        await tx.disbursement(loan.id, '2021-03-31', '5', `PC${n}`);
        await tx.repayment(loan.id, '2021-06-25', ['1', '1'], `PT${n}`);
      }
      return made;
    });
    const all = await read((tx, at) => loadAllLoanFacts(tx, at));
    expect(all.size).toBe(5);
    const asked = await read((tx, at) => loadLoanFactsOf(tx, ids, at));
    expect([...asked.keys()]).toEqual(ids);
    const queries = (those: string[]) =>
      read(async (tx, at) => {
        const client = (tx.db as FundTx['db'] & { $client: ClientBase }).$client;
        const query = jest.spyOn(client, 'query');
        await loadLoanFactsOf(tx, those, at);
        const sent = query.mock.calls.length;
        query.mockRestore();
        return sent;
      });
    expect(await queries(ids)).toBe(await queries([loanId]));
    for (const id of ids) {
      const one = await read((tx, at) => loadLoanFacts(tx, id, at));
      expect(asked.get(id)).toEqual(one);
      if (id !== loanId) expect(all.get(id)).toEqual(one);
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
    const made = await enter(async (tx) => [
      await tx.repayment(loanId, '2023-02-01', ['1', '0'], 'PT2'),
      await tx.repayment(loanId, '2023-01-01', ['2', '0'], 'PT1'),
      await tx.repayment(loanId, '2023-02-01', ['3', '0'], 'PT3'),
      await tx.repayment(loanId, '2023-03-01', ['4', '0'], 'PT2'),
    ]);
    const list = (filter: Parameters<typeof listRepayments>[1]) =>
      read(async (tx, at) =>
        (await listRepayments(tx, filter, at)).map((each) =>
          made.findIndex((m) => m.id === each.id),
        ),
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
    const { id } = await enter(async (tx) => {
      await tx.disbursement(loanId, '2023-01-01', '9', 'V1');
      return tx.repayment(loanId, '2023-12-31', ['1', '0'], 'V1');
    });
    const where = (kind: 'disbursement' | 'repayment', year: string) =>
      enter(async (tx) => loansWithVoucher(tx, kind, 'V1', year, await lastRecordedAt(tx)));
    expect(await where('repayment', '2023')).toEqual([loanId]);
    expect(await where('repayment', '2022')).toEqual([]);
    await enter((tx) => reverseFact(tx, id, 'nhầm', actor));
    expect(await where('repayment', '2023')).toEqual([]);
    expect(await where('disbursement', '2023')).toEqual([loanId]);
  });
});

describe('principal money', () => {
  test('changes by day: contributions − withdrawals − disbursements + principal repaid', async () => {
    const move = (tx: Entering, kind: 'contribution' | 'withdrawal', day: string, amount: string) =>
      tx.record('capital_movement', day).then((recorded) =>
        insertCapitalMovement(tx, recorded, {
          kind,
          amount: vnd(amount),
          documentNumber: '1786/QĐ-UBND',
          method: null,
        }),
      );
    const { contribution, wrong } = await enter(async (tx) => {
      const given = await move(tx, 'contribution', '2015-10-12', '2_000_000_000');
      await move(tx, 'withdrawal', '2021-03-31', '100');
      await tx.disbursement(loanId, '2021-03-31', '500_000_000');
      await tx.repayment(loanId, '2021-06-25', ['50_000_000', '7']);
      await tx.repayment(loanId, '2021-07-01', ['0', '7'], 'PT7');
      return { contribution: given, wrong: await move(tx, 'contribution', '2015-10-12', '5') };
    });
    const undone = await enter((tx) => reverseFact(tx, wrong.id, 'nhầm', actor));
    expect(await read((tx, at) => availableByDay(tx, at))).toEqual([
      { on: '2015-10-12', amount: vnd('2_000_000_000') },
      { on: '2021-03-31', amount: vnd('-500_000_100') },
      { on: '2021-06-25', amount: vnd('50_000_000') },
    ]);
    const before = await read((tx) => availableByDay(tx, wrong.recordedAt));
    expect(before[0]?.amount).toEqual(vnd('2_000_000_005'));
    expect(await read((tx, at) => listCapitalMovements(tx, at))).toEqual([
      contribution,
      { ...wrong, reversedAt: undone.recordedAt },
      expect.objectContaining({ kind: 'withdrawal' }),
    ]);
    const found = await read((tx, at) => findCapitalMovement(tx, contribution.id, at));
    expect(found).toEqual(contribution);
  });
});

describe('answers to keyed requests', () => {
  test('come back with their fields in the order given; old ones are dropped', async () => {
    const answer = {
      key: 'k',
      address: 'POST /v1/loans',
      requestHash: 'h',
      status: 201,
      answer: { z: '1', a: { y: [1, null], b: true } },
    };
    await enter((tx) => saveAnswer(tx, answer));
    const found = await read((tx) => findAnswer(tx, 'k'));
    expect(JSON.stringify(found)).toBe(JSON.stringify(answer));
    expect(await read((tx) => findAnswer(tx, 'other'))).toBeNull();
    const twice: unknown = await enter((tx) => saveAnswer(tx, answer)).catch((e: unknown) => e);
    expect(constraintOf(twice)?.constraint).toBe('idempotency_key_pk');
    await asAdmin(
      `insert into idempotency_key
        values ('${fundId}', 'old', '/', 'h', 201, '{}', now() - interval '36 days')`,
      db.ownerConnectionString,
    );
    expect(await enter((tx) => deleteOldAnswers(tx))).toBe(1);
    expect(await read((tx) => findAnswer(tx, 'k'))).not.toBeNull();
  });
});
