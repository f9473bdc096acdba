import { listCooperatives } from '../book/borrowers.ts';
import { lastRecordedAt, type FundAct } from '../book/fund.ts';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { CHARTER } from '../domain/fund/sources.ts';
import type { Method } from '../domain/primitives/paymentMethods.ts';
import { calendarDate, type CalendarDate, type Interval } from '../domain/primitives/dates.ts';
import type { Allocation } from '../domain/loans/facts.ts';
import type { DocketType } from '../domain/policies/docketTypes.ts';
import { NOTHING_SAID, type Stage } from '../domain/court/stages.ts';
import { groupBy } from '../domain/primitives/lists.ts';
import { money, rate } from '../domain/primitives/money.ts';
import type { LoanTerms, PrincipalSchedule } from '../domain/loans/terms.ts';
import { type CooperativeKind } from '../store/borrowers/cooperative.ts';
import { readFund, type Database } from '../store/database/database.ts';
import type { StoredFund } from '../store/fund/fund.ts';
import { hasContracts } from '../store/loans/loan.ts';
import type { By } from '../usecases/acts/by.ts';
import { addCooperative } from '../usecases/borrowers/addCooperative.ts';
import { enterLoan } from '../usecases/loans/enterLoan.ts';
import { fileCase, recordStage } from '../usecases/court/recordCase.ts';
import { recordCapitalMovement } from '../usecases/fund/recordCapitalMovement.ts';
import { recordDisbursement } from '../usecases/loans/recordDisbursement.ts';
import { recordRecall } from '../usecases/loans/recordRecall.ts';
import { recordRepayment } from '../usecases/loans/recordRepayment.ts';
import { setHolidays } from '../usecases/fund/setHolidays.ts';
import { setLendingSuspension } from '../usecases/fund/setLendingSuspension.ts';
import { setRecoveryPlan } from '../usecases/loans/setRecoveryPlan.ts';
import { ROOT } from '../root.ts';
import { writeActs } from '../usecases/acts/writeActs.ts';
import { NO_REQUEST } from '../store/books/audit.ts';
import { setPolicy } from '../usecases/fund/setPolicy.ts';

const FOLDER = path.join(ROOT, 'scripts/lang-son-2023');

/** The fund that the example is about. */
export interface ExampleFund {
  readonly code: string;
  readonly name: string;
  readonly province: string;
  readonly lendingSuspension: {
    readonly suspended: boolean;
    readonly decisionNumber: string;
    readonly decidedOn: string;
  };
}

/**
 * Those of some funds that are the example: each has all its contracts, which are invented. A fund of
 * the real Lạng Sơn has none of them, whatever it is called.
 */
export async function examplesAmong(
  database: Database,
  funds: readonly StoredFund[],
): Promise<StoredFund[]> {
  const contracts = (await rows('loans.csv')).map((row) => cell(row, 'contractNumber'));
  const found: StoredFund[] = [];
  for (const fund of funds) {
    if (await readFund(database, fund.fundId, (tx) => hasContracts(tx, contracts)))
      found.push(fund);
  }
  return found;
}

type Row = Readonly<Record<string, string>>;

export async function exampleFund(): Promise<ExampleFund> {
  return JSON.parse(await readFile(path.join(FOLDER, 'fund.json'), 'utf8')) as ExampleFund;
}

async function rows(file: string): Promise<readonly Row[]> {
  return parse(await readFile(path.join(FOLDER, file), 'utf8'), { columns: true, bom: true });
}

/** A cell that must be filled. */
function cell(row: Row, column: string): string {
  const text = row[column];
  if (text === undefined || text === '') throw new Error(`the column ${column} is empty`);
  return text;
}

function optional(row: Row, column: string): string | null {
  const text = row[column];
  return text === undefined || text === '' ? null : text;
}

function day(row: Row, column: string): CalendarDate {
  return calendarDate(cell(row, column));
}

function components(row: Row, prefix: string): Allocation {
  return {
    principal: money(cell(row, `${prefix}principal`)),
    inTermInterest: money(cell(row, `${prefix}inTermInterest`)),
    overdueInterest: money(cell(row, `${prefix}overdueInterest`)),
    lateInterest: money(cell(row, `${prefix}lateInterest`)),
  };
}

function principalSchedule(row: Row, instalments: readonly Row[]): PrincipalSchedule {
  const field = (name: string): string => cell(row, `principalSchedule.${name}`);
  switch (field('kind')) {
    case 'equal':
      return {
        kind: 'equal',
        count: +field('count'),
        every: field('every') as Interval,
        firstDueOn: day(row, 'principalSchedule.firstDueOn'),
        roundTo: money(optional(row, 'principalSchedule.roundTo') ?? '1000'),
      };
    case 'bullet':
      return { kind: 'bullet', dueOn: day(row, 'principalSchedule.dueOn') };
    default:
      return {
        kind: 'custom',
        instalments: instalments.map((each) => ({
          dueOn: day(each, 'dueOn'),
          principal: money(cell(each, 'principal')),
        })),
      };
  }
}

function termsOf(row: Row, instalments: readonly Row[]): LoanTerms {
  const overdueRate = optional(row, 'overdueRatePercent');
  return {
    contractNumber: cell(row, 'contractNumber'),
    signedOn: day(row, 'signedOn'),
    principal: money(cell(row, 'principal')),
    ratePercent: rate(cell(row, 'ratePercent')),
    overdueRatePercent: overdueRate === null ? null : rate(overdueRate),
    lateInterestRatePercent: rate(optional(row, 'lateInterestRatePercent') ?? '0'),
    overdueScope: optional(row, 'overdueScope') === 'loan' ? 'loan' : 'instalment',
    allocationOrder: null,
    principalSchedule: principalSchedule(row, instalments),
    interestSchedule: {
      every: cell(row, 'interestSchedule.every') as Interval,
      firstDueOn: day(row, 'interestSchedule.firstDueOn'),
    },
  };
}

/** Ids by the example's own keys. */
class Keys {
  readonly #ids = new Map<string, string>();

  put(key: string, id: string): void {
    this.#ids.set(key, id);
  }

  get(key: string): string {
    const id = this.#ids.get(key);
    if (id === undefined) throw new Error(`the example names ${key}, which it does not hold`);
    return id;
  }
}

async function enterFund(tx: FundAct, by: By): Promise<void> {
  const dates = (await rows('holidays.csv')).map((row) => day(row, 'date'));
  for (const year of new Set(dates.map((date) => date.slice(0, 4)))) {
    const ofYear = dates.filter((date) => date.startsWith(year));
    setHolidays(tx, by, { year: +year, dates: ofYear }, undefined);
  }
  for (const row of await rows('capital-movements.csv')) {
    recordCapitalMovement(tx, by, {
      kind: cell(row, 'kind') as 'contribution' | 'withdrawal',
      amount: money(cell(row, 'amount')),
      effectiveOn: day(row, 'effectiveOn'),
      documentNumber: cell(row, 'documentNumber'),
      method: null,
      source: CHARTER,
      bearsRisk: null,
    });
  }
}

/** For which matters a court is there, where it is not for every one. */
function courtMatters(row: Row): { readonly matters?: readonly string[] } {
  const matters = optional(row, 'matters')?.split(';');
  return matters === undefined ? {} : { matters };
}

/** The courts there are, and from 2025 on the regional ones that took over their cases. */
async function enterCourts(tx: FundAct): Promise<void> {
  for (const [effectiveOn, listed] of groupBy(await rows('courts.csv'), (row) =>
    cell(row, 'effectiveOn'),
  )) {
    const [first = {}] = listed;
    setPolicy(tx, {
      name: 'courts',
      value: listed.map((row) => ({
        name: cell(row, 'name'),
        takesOver: optional(row, 'takesOver')?.split(';') ?? [],
        ...courtMatters(row),
      })),
      effectiveOn: calendarDate(effectiveOn),
      endsOn: null,
      sourceDocument: cell(first, 'sourceDocument'),
    });
  }
}

async function enterBorrowers(tx: FundAct, by: By): Promise<Keys> {
  const keys = new Keys();
  for (const row of await rows('cooperatives.csv')) {
    const { id } = addCooperative(tx, by, {
      code: cell(row, 'code'),
      name: cell(row, 'name'),
      locality: cell(row, 'locality'),
      kind: cell(row, 'kind') as CooperativeKind,
      taxCode: null,
      representative: null,
      address: null,
      phone: null,
      sector: optional(row, 'sector'),
      relatedCooperativeIds: [],
      memberOfId: null,
    });
    keys.put(cell(row, 'code'), id);
  }
  return keys;
}

async function enterLoans(tx: FundAct, cooperatives: Keys): Promise<Keys> {
  const keys = new Keys();
  const instalments = await rows('instalments.csv');
  for (const row of await rows('loans.csv')) {
    const contractNumber = cell(row, 'contractNumber');
    const own = instalments.filter((each) => each['contractNumber'] === contractNumber);
    const { loan } = enterLoan(tx, {
      cooperativeId: cooperatives.get(cell(row, 'cooperativeCode')),
      source: CHARTER,
      terms: termsOf(row, own),
      purpose: optional(row, 'purpose'),
      projectCost: null,
      sector: null,
      project: null,
      jobs: null,
      place: null,
      ownCapital: null,
      opening: null,
    });
    keys.put(contractNumber, loan.id);
  }
  return keys;
}

/** Disbursements, receipts and recalls by day: entered otherwise, R18 would refuse some of them. */
async function enterMoney(tx: FundAct, by: By, loans: Keys): Promise<void> {
  const loanOf = (row: Row): string => loans.get(cell(row, 'contractNumber'));
  const payment = (row: Row) => ({
    amount: money(cell(row, 'amount')),
    effectiveOn: day(row, 'effectiveOn'),
    voucherNumber: cell(row, 'voucherNumber'),
    method: optional(row, 'method') as Method | null,
  });
  const acts: { on: CalendarDate; enter: () => unknown }[] = [];
  for (const row of await rows('disbursements.csv')) {
    const enter = () => recordDisbursement(tx, by, loanOf(row), payment(row));
    acts.push({ on: day(row, 'effectiveOn'), enter });
  }
  for (const row of await rows('receipts.csv')) {
    const receipt = { allocation: components(row, ''), litigationCaseId: null };
    const enter = () => recordRepayment(tx, by, loanOf(row), { ...payment(row), ...receipt });
    acts.push({ on: day(row, 'effectiveOn'), enter });
  }
  for (const row of await rows('recalls.csv')) {
    const decision = {
      decisionNumber: cell(row, 'decisionNumber'),
      decidedOn: day(row, 'decidedOn'),
      deadline: day(row, 'deadline'),
    };
    const enter = () => recordRecall(tx, loanOf(row), decision);
    acts.push({ on: decision.decidedOn, enter });
  }
  const byDay = acts.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  for (const act of byDay) await act.enter();
}

async function enterPlans(tx: FundAct, by: By, loans: Keys): Promise<void> {
  const plans = await rows('recovery-plans.csv');
  for (const contractNumber of new Set(plans.map((row) => cell(row, 'contractNumber')))) {
    const entries = plans
      .filter((row) => row['contractNumber'] === contractNumber)
      .map((row) => ({
        expectedOn: day(row, 'expectedOn'),
        principal: money(cell(row, 'principal')),
        ground: optional(row, 'ground'),
      }));
    const loanId = loans.get(contractNumber);
    setRecoveryPlan(tx, by, { loanId, entries }, undefined);
  }
}

async function enterCases(tx: FundAct, by: By, cooperatives: Keys, loans: Keys): Promise<void> {
  const stages = await rows('litigation-stages.csv');
  for (const row of await rows('litigation-cases.csv')) {
    const { id } = fileCase(tx, by, {
      cooperativeId: cooperatives.get(cell(row, 'cooperativeCode')),
      loanIds: cell(row, 'contractNumbers')
        .split(';')
        .map((contractNumber) => loans.get(contractNumber)),
      court: cell(row, 'court'),
      docketType: cell(row, 'docketType') as DocketType,
      filedOn: day(row, 'filedOn'),
      claim: components(row, 'claim.'),
      parties: [],
    });
    const later = stages
      .filter((each) => each['caseNumber'] === row['caseNumber'])
      .filter((each) => each['stage'] !== 'petition_filed');
    for (const stage of later) {
      const recovered = optional(stage, 'fullRecovery');
      recordStage(tx, by, id, {
        ...NOTHING_SAID,
        stage: cell(stage, 'stage') as Stage,
        occurredOn: day(stage, 'occurredOn'),
        ground: null,
        note: null,
        documentNumber: optional(stage, 'documentNumber'),
        fullRecovery: recovered === null ? null : recovered === 'true',
      });
    }
  }
}

/**
 * Enters the example through the use cases of the API, all or nothing; a fund that holds any
 * cooperative is left as it is.
 *
 * @returns whether it was entered now
 */
export async function enterExample(database: Database, by: By): Promise<boolean> {
  return writeActs(database, by.actor, NO_REQUEST, async (tx) => {
    const before = listCooperatives(tx, { limit: 1 }, lastRecordedAt(tx));
    if (before.length > 0) return false;
    await enterFund(tx, by);
    const cooperatives = await enterBorrowers(tx, by);
    const loans = await enterLoans(tx, cooperatives);
    await enterMoney(tx, by, loans);
    await enterPlans(tx, by, loans);
    await enterCourts(tx);
    await enterCases(tx, by, cooperatives, loans);
    const { lendingSuspension } = await exampleFund();
    const decidedOn = calendarDate(lendingSuspension.decidedOn);
    setLendingSuspension(tx, { ...lendingSuspension, decidedOn }, undefined);
    return true;
  });
}
