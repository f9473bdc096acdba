import { NOTHING_SAID } from '../../src/domain/court/stages.ts';
import { randomUUID } from 'node:crypto';
import { rate } from '../../src/domain/primitives/money.ts';
import type { LoanTerms } from '../../src/domain/loans/terms.ts';
import { codesLike, findCooperative, listCooperatives } from '../../src/book/borrowers.ts';
import { findCase, findStage, listCases } from '../../src/book/cases.ts';
import type { Fund, FundAct } from '../../src/book/fund.ts';
import { shownAt } from '../../src/book/known.ts';
import {
  numbersLike,
  findLoan,
  findRecoveryPlan,
  listLoans,
  loadRecoveryPlansOf,
} from '../../src/book/loans.ts';
import {
  findFundPlan,
  lastLendingSuspension,
  listHolidays,
  loadRules,
  suspensionInForce,
} from '../../src/book/rules.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import type { CaseEntry, StageEntry } from '../../src/store/court/case.ts';
import type { Entry } from '../../src/store/facts/entry.ts';
import type { FundPlanEntry } from '../../src/store/fund/fundPlan.ts';
import type { HolidayListEntry } from '../../src/store/fund/holiday.ts';
import type { LendingSuspensionEntry } from '../../src/store/fund/lendingSuspension.ts';
import type { LoanEntry } from '../../src/store/loans/loan.ts';
import type { RecoveryPlanFact } from '../../src/store/loans/recoveryPlan.ts';
import { reverseFact } from '../../src/usecases/acts/reverseFact.ts';
import { writeActs } from '../../src/usecases/acts/writeActs.ts';
import { readLast } from '../../src/usecases/view/readAsKnown.ts';
import type { Actor } from '../../src/domain/access/actor.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { COOPERATIVE, TERMS, entries, on, vnd } from '../support/entries.ts';

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

const enter = <T>(
  act: (by: ReturnType<typeof entries>, fund: FundAct) => T | Promise<T>,
): Promise<T> =>
  writeActs(db.database, actor, NO_REQUEST, async (fund) => act(entries(fund), fund));

const read = <T>(ask: (fund: Fund, knownAt: Date) => T | Promise<T>): Promise<T> =>
  readLast(db.database, fundId, (fund, { knownAt }) => ask(fund, knownAt));

/** A fact as it was seen when it was recorded. */
const told = <E extends Entry>(entry: E) => shownAt(entry, entry.recordedAt);

describe('cooperatives', () => {
  test('come back as entered, with who entered them and when', async () => {
    const added = await enter((by) => by.cooperative());
    expect(added).toMatchObject({
      ...COOPERATIVE,
      recordedBy: 'Giám đốc',
      effectiveOn: '2020-01-01',
    });
    expect(await read((fund, at) => findCooperative(fund, added.id, at))).toEqual(added);
    const before = new Date(added.recordedAt.getTime() - 1);
    expect(await read((fund) => findCooperative(fund, added.id, before))).toBeNull();
    expect(await read((fund, at) => [...codesLike(fund, 'htx01', null, at)])).toEqual(['HTX01']);
  });

  test('are listed by code, page by page, found by a part of the name in any case', async () => {
    await enter((by) => {
      by.cooperative({ code: 'C', name: 'HTX Đại Thắng 100%' });
      by.cooperative({ code: 'A', name: 'HTX Yên Thành' });
      by.cooperative({ code: 'B', name: 'HTX Thống Nhất' });
    });
    const codes = (filter: Parameters<typeof listCooperatives>[1]) =>
      read((fund, at) => listCooperatives(fund, filter, at).map(({ code }) => code));
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
    const { id } = await enter((by) => by.loan(by.cooperative().id, terms));
    const found = await read((fund, at) => findLoan(fund, id, at));
    expect(found?.terms).toEqual({ ...TERMS, ...terms });
    expect(found).toMatchObject({ cooperativeCode: 'HTX01', locality: 'Văn Quan' });
  });

  test('the project and the source come back', async () => {
    const money = { projectCost: vnd('9'), ownCapital: vnd('0') };
    const project = {
      purpose: 'máy xẻ',
      ...money,
      sector: 'lâm nghiệp',
      project: 'Hồi',
      jobs: 12,
      place: 'cash',
    };
    const id = await enter((by, fund) => {
      const cooperativeId = by.cooperative().id;
      const loanId = randomUUID();
      const said = { factKind: 'loan', effectiveOn: on('2021-03-01'), loanId } as const;
      const of = { cooperativeId, source: 'advance' };
      const contract = { ...of, terms: TERMS, reason: null, ...project };
      return fund.record<LoanEntry>({ ...said, ...contract }, loanId).id;
    });
    const found = await read((fund, at) => findLoan(fund, id, at));
    expect(found).toMatchObject({ ...project, source: 'advance' });
  });

  test('are listed by contract number and by each filter', async () => {
    const [first, second] = await enter((by) => {
      const one = by.cooperative();
      const two = by.cooperative({ code: 'X', name: 'HTX Vạn An', locality: 'Cao Lộc' });
      by.loan(two.id, CUSTOM);
      by.loan(one.id, BULLET);
      by.loan(one.id);
      return [one, two] as const;
    });
    const numbers = (filter: Parameters<typeof listLoans>[1]) =>
      read((fund, at) => listLoans(fund, filter, at).map((loan) => loan.terms.contractNumber));
    expect(await numbers({})).toEqual(['01/2021/HĐTD', '02', '03']);
    expect(await numbers({ cooperativeId: first.id })).toEqual(['01/2021/HĐTD', '02']);
    expect(await numbers({ cooperativeId: second.id })).toEqual(['03']);
    expect(await numbers({ q: 'vạn' })).toEqual(['03']);
    expect(await numbers({ locality: 'Cao Lộc' })).toEqual(['03']);
    expect(await numbers({ contractNumber: '02' })).toEqual(['02']);
    expect(await numbers({ after: '01/2021/HĐTD', limit: 1 })).toEqual(['02']);
    expect(await read((fund, at) => numbersLike(fund, '03', null, at))).toContain('03');
  });
});

describe('what is put anew', () => {
  test('a year of holidays: the last list counts, an earlier knownAt shows the earlier', async () => {
    const put = (year: number, dates: string[]) =>
      enter((_, fund) => {
        const list = { year, dates: dates.map((each) => on(each)) };
        const said = {
          factKind: 'holiday_list',
          effectiveOn: on(`${year}-01-01`),
          workingDays: [],
        } as const;
        return told(fund.record<HolidayListEntry>({ ...said, ...list }));
      });
    await put(2022, ['2022-09-02']);
    const first = await put(2023, ['2023-01-02', '2023-01-20']);
    await put(2023, ['2023-01-20']);
    const now = await read((fund, at) => loadRules(fund, at).holidays);
    expect(now).toEqual(new Set(['2022-09-02', '2023-01-20']));
    const then = await read((fund) => listHolidays(fund, first.recordedAt));
    expect(then[1]).toEqual(first);
  });

  test('the lending suspension: the last decision up to a day counts, and may lift it', async () => {
    const decide = (day: string, suspended: boolean, decisionNumber: string) =>
      enter((_, fund) => {
        const said = { factKind: 'lending_suspension', effectiveOn: on(day) } as const;
        const decided = { suspended, decisionNumber };
        const recorded = fund.record<LendingSuspensionEntry>({ ...said, ...decided });
        return { ...told(recorded), decidedOn: day };
      });
    const first = await decide('2021-09-16', true, '1');
    await decide('2023-01-01', false, '3');
    const corrected = await decide('2021-09-16', true, '2');
    const inForce = (day: string, knownAt?: Date) =>
      read((fund, at) => suspensionInForce(fund, on(day), knownAt ?? at));
    expect(await inForce('2021-09-15')).toBeNull();
    expect(await inForce('2021-09-16')).toEqual(corrected);
    expect(await inForce('2022-12-31', first.recordedAt)).toEqual(first);
    expect(await inForce('2023-01-01')).toBeNull();
    expect(await read((fund, at) => lastLendingSuspension(fund, at))).toEqual(corrected);
  });

  test('a recovery plan: the last version counts, also an empty one', async () => {
    const { loanId, other } = await enter((by) => {
      const { id } = by.cooperative();
      return { loanId: by.loan(id).id, other: by.loan(id, { contractNumber: '02' }).id };
    });
    expect(await read((fund, at) => findRecoveryPlan(fund, loanId, at))).toBeNull();
    const put = (loan: string, principals: string[]) =>
      enter((_, fund) =>
        told(
          fund.record<RecoveryPlanFact>({
            factKind: 'recovery_plan',
            effectiveOn: on('2023-06-01'),
            loanId: loan,
            entries: principals.map((each, n) => ({
              expectedOn: on(n === 0 ? '2023-12-20' : '2023-09-20'),
              principal: vnd(each),
              ground: n === 0 ? 'cam kết' : null,
            })),
          }),
        ),
      );
    const first = await put(loanId, ['20_000_000', '10_000_000']);
    const elsewhere = await put(other, ['5']);
    const last = await put(loanId, []);
    expect(await read((fund) => findRecoveryPlan(fund, loanId, first.recordedAt))).toEqual(first);
    expect(await read((fund, at) => findRecoveryPlan(fund, loanId, at))).toEqual(last);
    expect(await read((fund, at) => loadRecoveryPlansOf(fund, [loanId, other], at))).toEqual(
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
      enter((_, fund) =>
        told(
          fund.record<FundPlanEntry>({
            factKind: 'fund_plan',
            effectiveOn: on('2023-06-01'),
            entries: amounts.map((each, n) => ({
              kind: n === 0 ? 'withdrawal' : 'disbursement',
              expectedOn: on(n === 0 ? '2023-12-20' : '2023-09-20'),
              amount: vnd(each),
              ground: n === 0 ? 'kế hoạch năm' : null,
            })),
          }),
        ),
      );
    expect(await read(findFundPlan)).toBeNull();
    const first = await put(['999_999_999_999_999_999', '1']);
    const last = await put([]);
    expect(await read((fund) => findFundPlan(fund, first.recordedAt))).toEqual(first);
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
  const NOTHING = { ...NOTHING_SAID, ground: null, note: null };

  test('a case has its loans and the stages that stand, oldest first', async () => {
    const { caseId, mediation, judgment, loanIds } = await enter((by, fund) => {
      const borrower = by.cooperative();
      const loans = [by.loan(borrower.id), by.loan(borrower.id, { contractNumber: 'b' })];
      const ids = loans.map((loan) => loan.id).toSorted();
      const filed = fund.record<CaseEntry>({
        factKind: 'litigation_case',
        effectiveOn: on('2022-08-22'),
        cooperativeId: borrower.id,
        loanIds: ids,
        court: 'Tòa án nhân dân huyện Văn Quan',
        docketType: 'civil',
        claim,
        parties: [],
      });
      const add = (
        stage: 'petition_filed' | 'mediation' | 'first_instance_judgment',
        day: string,
        more = {},
      ) => {
        const said = { factKind: 'litigation_stage', effectiveOn: on(day) } as const;
        const stood = { ...NOTHING, caseId: filed.id, stage, ...more };
        return { ...told(fund.record<StageEntry>({ ...said, ...stood })), occurredOn: day };
      };
      const third = add('first_instance_judgment', '2023-01-12', {
        amounts: claim,
        nextOn: on('2023-01-27'),
      });
      add('petition_filed', '2022-08-22');
      const second = add('mediation', '2022-11-10', { note: 'không thành' });
      return { caseId: filed.id, mediation: second, judgment: third, loanIds: ids };
    });
    const found = await read((fund, at) => findCase(fund, caseId, at));
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

    const reversal = await enter((_, fund) => reverseFact(fund, mediation.id, 'nhập nhầm'));
    const stages = (knownAt: Date) =>
      read((fund) => findCase(fund, caseId, knownAt)?.stages.length);
    expect(await stages(reversal.recordedAt)).toBe(2);
    expect(await stages(mediation.recordedAt)).toBe(3);
    const reversed = await read((fund, at) => findStage(fund, mediation.id, at));
    expect(reversed).toEqual({ ...mediation, reversedAt: reversal.recordedAt });
    const cooperativeId = found?.cooperativeId ?? '';
    expect(await read((fund, at) => listCases(fund, { cooperativeId }, at))).toHaveLength(1);
    const after = found?.recordedAt;
    expect(await read((fund, at) => listCases(fund, { after }, at))).toHaveLength(0);
  });
});
