import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { rate } from '../../../src/domain/primitives/money.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';
import {
  cooperativeCodeExists,
  findCooperative,
  listCooperatives,
} from '../../../src/store/borrowers/cooperative.ts';
import { readFund, writeFund, type FundTx } from '../../../src/store/database/database.ts';
import { lastRecordedAt, reverseFact } from '../../../src/store/database/fact.ts';
import { findFundPlan, putFundPlan } from '../../../src/store/fund/fundPlan.ts';
import { listHolidays, loadHolidays, putHolidays } from '../../../src/store/fund/holiday.ts';
import {
  insertLendingSuspension,
  lastLendingSuspension,
  suspensionInForce,
} from '../../../src/store/fund/lendingSuspension.ts';
import {
  findCase,
  findStage,
  insertCase,
  insertStage,
  listCases,
} from '../../../src/store/court/case.ts';
import {
  contractNumberExists,
  findLoan,
  insertLoan,
  listLoans,
} from '../../../src/store/loans/loan.ts';
import {
  findRecoveryPlan,
  loadAllRecoveryPlans,
  putRecoveryPlan,
} from '../../../src/store/loans/recoveryPlan.ts';
import type { Actor } from '../../../src/domain/access/actor.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { COOPERATIVE, TERMS, entries, on, vnd } from '../../support/entries.ts';

let db: TestDatabase;

let fundId: string;

let actor: Actor;

let fundsAdded = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  fundsAdded += 1;
  ({ fundId, actor } = await db.addFund(`F${fundsAdded}`));
});

type Entering = FundTx & ReturnType<typeof entries>;

const enter = <T>(fn: (tx: Entering) => Promise<T>): Promise<T> =>
  writeFund(db.database, fundId, (tx) => fn({ ...tx, ...entries(tx, actor) }));

const read = <T>(fn: (tx: FundTx, knownAt: Date) => Promise<T>): Promise<T> =>
  readFund(db.database, fundId, async (tx) => fn(tx, await lastRecordedAt(tx)));

describe('cooperatives', () => {
  test('come back as entered, with who entered them and when', async () => {
    const added = await enter((tx) => tx.cooperative());
    expect(added).toMatchObject({
      ...COOPERATIVE,
      recordedBy: 'Giám đốc',
      effectiveOn: '2020-01-01',
    });
    expect(await read((tx, at) => findCooperative(tx, added.id, at))).toEqual(added);
    const before = new Date(added.recordedAt.getTime() - 1);
    expect(await read((tx) => findCooperative(tx, added.id, before))).toBeNull();
    expect(await read((tx, at) => cooperativeCodeExists(tx, 'HTX01', null, at))).toBe(true);
  });

  test('are listed by code, page by page, found by a part of the name in any case', async () => {
    await enter(async (tx) => {
      await tx.cooperative({ code: 'C', name: 'HTX Đại Thắng 100%' });
      await tx.cooperative({ code: 'A', name: 'HTX Yên Thành' });
      await tx.cooperative({ code: 'B', name: 'HTX Thống Nhất' });
    });
    const codes = (filter: Parameters<typeof listCooperatives>[1]) =>
      read(async (tx, at) => (await listCooperatives(tx, filter, at)).map(({ code }) => code));
    expect(await codes({})).toEqual(['A', 'B', 'C']);
    expect(await codes({ limit: 2 })).toEqual(['A', 'B']);
    expect(await codes({ limit: 2, after: 'B' })).toEqual(['C']);
    expect(await codes({ q: 'ĐẠI' })).toEqual(['C']);
    expect(await codes({ q: '0%' })).toEqual(['C']);
    expect(await codes({ q: '%' })).toEqual(['C']);
    expect(await codes({ code: 'B' })).toEqual(['B']);
  });
});

describe('loans', () => {
  const BULLET: Partial<LoanTerms> = {
    contractNumber: '02',
    overdueRatePercent: null,
    lateInterestRatePercent: rate('0.123456'),
    overdueScope: 'loan',
    allocationOrder: {
      inTerm: ['overdueInterest', 'lateInterest', 'inTermInterest', 'principal'],
      overdue: ['principal', 'overdueInterest', 'inTermInterest', 'lateInterest'],
    },
    principal: vnd('999_999_999_999_999_999'),
    principalSchedule: { kind: 'bullet', dueOn: on('2023-02-28') },
    interestSchedule: { every: 'maturity' },
  };
  const CUSTOM: Partial<LoanTerms> = {
    contractNumber: '03',
    principalSchedule: {
      kind: 'custom',
      instalments: [
        { dueOn: on('2022-12-25'), principal: vnd('150_000_000') },
        { dueOn: on('2023-09-25'), principal: vnd('350_000_000') },
      ],
    },
  };

  test.each([
    ['equal', {}],
    ['bullet', BULLET],
    ['custom', CUSTOM],
  ] as const)('%s terms come back exactly', async (_kind, terms) => {
    const { id } = await enter(async (tx) => tx.loan((await tx.cooperative()).id, terms));
    const found = await read((tx, at) => findLoan(tx, id, at));
    expect(found?.terms).toEqual({ ...TERMS, ...terms });
    expect(found).toMatchObject({ cooperativeCode: 'HTX01', locality: 'Văn Quan' });
  });

  test('the project comes back', async () => {
    const project = { purpose: 'máy xẻ', projectCost: vnd('9'), ownCapital: vnd('0') };
    const id = await enter(async (tx) => {
      const cooperativeId = (await tx.cooperative()).id;
      const recorded = await tx.record('loan', '2021-03-01');
      await insertLoan(tx, recorded, { cooperativeId, terms: TERMS, ...project });
      return recorded.id;
    });
    expect(await read((tx, at) => findLoan(tx, id, at))).toMatchObject(project);
  });

  test('are listed by contract number and by each filter', async () => {
    const [first, second] = await enter(async (tx) => {
      const one = await tx.cooperative();
      const two = await tx.cooperative({ code: 'X', name: 'HTX Vạn An', locality: 'Cao Lộc' });
      await tx.loan(two.id, CUSTOM);
      await tx.loan(one.id, BULLET);
      await tx.loan(one.id);
      return [one, two];
    });
    const numbers = (filter: Parameters<typeof listLoans>[1]) =>
      read(async (tx, at) => (await listLoans(tx, filter, at)).map((l) => l.terms.contractNumber));
    expect(await numbers({})).toEqual(['01/2021/HĐTD', '02', '03']);
    expect(await numbers({ cooperativeId: first.id })).toEqual(['01/2021/HĐTD', '02']);
    expect(await numbers({ cooperativeId: second.id })).toEqual(['03']);
    expect(await numbers({ q: 'vạn' })).toEqual(['03']);
    expect(await numbers({ locality: 'Cao Lộc' })).toEqual(['03']);
    expect(await numbers({ contractNumber: '02' })).toEqual(['02']);
    expect(await numbers({ after: '01/2021/HĐTD', limit: 1 })).toEqual(['02']);
    expect(await read((tx, at) => contractNumberExists(tx, '03', null, at))).toBe(true);
  });
});

describe('what is put anew', () => {
  test('a year of holidays: the last list counts, an earlier knownAt shows the earlier', async () => {
    const put = (year: number, dates: string[]) =>
      enter(async (tx) => {
        const recorded = await tx.record('holiday_list', `${year}-01-01`);
        return putHolidays(tx, recorded, { year, dates: dates.map(on) });
      });
    await put(2022, ['2022-09-02']);
    const first = await put(2023, ['2023-01-02', '2023-01-20']);
    await put(2023, ['2023-01-20']);
    const now = await read((tx, at) => loadHolidays(tx, at));
    expect(now).toEqual(new Set(['2022-09-02', '2023-01-20']));
    const then = await read((tx) => listHolidays(tx, first.recordedAt));
    expect(then[1]).toEqual(first);
  });

  test('the lending suspension: the last decision up to a day counts, and may lift it', async () => {
    const decide = (day: string, suspended: boolean, decisionNumber: string) =>
      enter(async (tx) => {
        const recorded = await tx.record('lending_suspension', day);
        return insertLendingSuspension(tx, recorded, { suspended, decisionNumber });
      });
    const first = await decide('2021-09-16', true, '1');
    await decide('2023-01-01', false, '3');
    const corrected = await decide('2021-09-16', true, '2');
    const inForce = (day: string, knownAt?: Date) =>
      read((tx, at) => suspensionInForce(tx, on(day), knownAt ?? at));
    expect(await inForce('2021-09-15')).toBeNull();
    expect(await inForce('2021-09-16')).toEqual(corrected);
    expect(await inForce('2022-12-31', first.recordedAt)).toEqual(first);
    expect(await inForce('2023-01-01')).toBeNull();
    expect(await read((tx, at) => lastLendingSuspension(tx, at))).toEqual(corrected);
  });

  test('a recovery plan: the last version counts, also an empty one', async () => {
    const { loanId, other } = await enter(async (tx) => {
      const { id } = await tx.cooperative();
      const loan = await tx.loan(id);
      return { loanId: loan.id, other: (await tx.loan(id, { contractNumber: '02' })).id };
    });
    expect(await read((tx, at) => findRecoveryPlan(tx, loanId, at))).toBeNull();
    const put = (loan: string, principals: string[]) =>
      enter(async (tx) =>
        putRecoveryPlan(tx, await tx.record('recovery_plan', '2023-06-01'), {
          loanId: loan,
          entries: principals.map((each, n) => ({
            expectedOn: on(n === 0 ? '2023-12-20' : '2023-09-20'),
            principal: vnd(each),
            ground: n === 0 ? 'cam kết' : null,
          })),
        }),
      );
    const first = await put(loanId, ['20_000_000', '10_000_000']);
    const elsewhere = await put(other, ['5']);
    const last = await put(loanId, []);
    expect(await read((tx) => findRecoveryPlan(tx, loanId, first.recordedAt))).toEqual(first);
    expect(await read((tx, at) => findRecoveryPlan(tx, loanId, at))).toEqual(last);
    expect(await read((tx, at) => loadAllRecoveryPlans(tx, at))).toEqual(
      new Map([
        [loanId, last],
        [other, elsewhere],
      ]),
    );
  });
});

describe('the plan of the fund’s own money', () => {
  test('is the version recorded last, its entries in the order given', async () => {
    const put = (amounts: readonly string[]) =>
      enter(async (tx) =>
        putFundPlan(
          tx,
          await tx.record('fund_plan', '2023-06-01'),
          amounts.map((each, n) => ({
            kind: n === 0 ? 'withdrawal' : 'disbursement',
            expectedOn: on(n === 0 ? '2023-12-20' : '2023-09-20'),
            amount: vnd(each),
            ground: n === 0 ? 'kế hoạch năm' : null,
          })),
        ),
      );
    expect(await read(findFundPlan)).toBeNull();
    const first = await put(['999_999_999_999_999_999', '1']);
    const last = await put([]);
    expect(await read((tx) => findFundPlan(tx, first.recordedAt))).toEqual(first);
    expect(await read(findFundPlan)).toEqual(last);
  });
});

describe('litigation', () => {
  const claim = {
    principal: vnd('180_000_000'),
    inTermInterest: vnd('0'),
    overdueInterest: vnd('28_427_918'),
    lateInterest: vnd('0'),
  };
  const NOTHING = {
    documentNumber: null,
    ground: null,
    note: null,
    amounts: null,
    fullRecovery: null,
    nextOn: null,
  };

  test('a case has its loans and the stages that stand, oldest first', async () => {
    const { caseId, mediation, judgment, loanIds } = await enter(async (tx) => {
      const borrower = await tx.cooperative();
      const loans = [
        await tx.loan(borrower.id),
        await tx.loan(borrower.id, { contractNumber: 'b' }),
      ];
      const filed = await tx.record('litigation_case', '2022-08-22');
      const ids = loans.map((loan) => loan.id).toSorted();
      await insertCase(tx, filed, {
        cooperativeId: borrower.id,
        loanIds: ids,
        court: 'Tòa án nhân dân huyện Văn Quan',
        docketType: 'civil',
        claim,
        parties: [],
      });
      const add = async (
        stage: 'petition_filed' | 'mediation' | 'first_instance_judgment',
        day: string,
        more = {},
      ) =>
        insertStage(tx, await tx.record('litigation_stage', day), {
          ...NOTHING,
          caseId: filed.id,
          stage,
          ...more,
        });
      const third = await add('first_instance_judgment', '2023-01-12', {
        amounts: claim,
        nextOn: on('2023-01-27'),
      });
      await add('petition_filed', '2022-08-22');
      const second = await add('mediation', '2022-11-10', { note: 'không thành' });
      return { caseId: filed.id, mediation: second, judgment: third, loanIds: ids };
    });
    const found = await read((tx, at) => findCase(tx, caseId, at));
    expect(found).toMatchObject({
      claim,
      loanIds,
      filedOn: '2022-08-22',
      cooperativeCode: 'HTX01',
    });
    expect(found?.stages.map(({ stage }) => stage)).toEqual([
      'petition_filed',
      'mediation',
      'first_instance_judgment',
    ]);
    expect(found?.stages[2]).toEqual(judgment);

    const reversal = await enter((tx) => reverseFact(tx, mediation.id, 'nhập nhầm', actor));
    const stages = (knownAt: Date) =>
      read(async (tx) => (await findCase(tx, caseId, knownAt))?.stages.length);
    expect(await stages(reversal.recordedAt)).toBe(2);
    expect(await stages(mediation.recordedAt)).toBe(3);
    const reversed = await read((tx, at) => findStage(tx, mediation.id, at));
    expect(reversed).toEqual({ ...mediation, reversedAt: reversal.recordedAt });
    const cooperativeId = found?.cooperativeId ?? '';
    expect(await read((tx, at) => listCases(tx, { cooperativeId }, at))).toHaveLength(1);
    const after = found?.recordedAt;
    expect(await read((tx, at) => listCases(tx, { after }, at))).toHaveLength(0);
  });
});
