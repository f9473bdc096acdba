import { and, asc, eq, gt, ilike, or, sql, type SQL } from 'drizzle-orm';
import assert from 'node:assert';
import { money, rate, text, type Money } from '../domain/money.ts';
import type {
  ContractedInstalment,
  InterestSchedule,
  LoanTerms,
  PrincipalSchedule,
} from '../domain/terms.ts';
import { moneyIfAny, textIfAny } from './amounts.ts';
import { containing } from './cooperative.ts';
import type { FundTx } from './database.ts';
import { factOf, isOneOf, recorder, recording, stands, type RecordedFact } from './fact.ts';
import { cooperative, fact, token } from './schema.ts';
import { loan, loanInstalment } from './schemaLoan.ts';

/** What a loan is for (R29). */
export interface LoanProject {
  readonly purpose: string | null;
  readonly projectCost: Money | null;
  readonly ownCapital: Money | null;
}

export interface NewLoan extends LoanProject {
  readonly cooperativeId: string;
  readonly terms: LoanTerms;
}

export interface StoredLoan extends NewLoan, RecordedFact {
  readonly cooperativeCode: string;
  readonly cooperativeName: string;
  readonly locality: string;
}

type LoanRow = typeof loan.$inferSelect;
type ScheduleColumns = Pick<
  LoanRow,
  | 'scheduleKind'
  | 'scheduleCount'
  | 'scheduleEvery'
  | 'scheduleFirstDueOn'
  | 'scheduleRoundTo'
  | 'scheduleInstalmentAmount'
  | 'scheduleDueOn'
>;

function scheduleColumns(schedule: PrincipalSchedule): ScheduleColumns {
  const regular = schedule.kind === 'equal' || schedule.kind === 'annuity' ? schedule : null;
  const instalmentAmount = schedule.kind === 'annuity' ? schedule.instalmentAmount : null;
  return {
    scheduleKind: schedule.kind,
    scheduleCount: regular?.count ?? null,
    scheduleEvery: regular?.every ?? null,
    scheduleFirstDueOn: regular?.firstDueOn ?? null,
    scheduleRoundTo: regular === null ? null : text(regular.roundTo),
    scheduleInstalmentAmount: textIfAny(instalmentAmount),
    scheduleDueOn: schedule.kind === 'bullet' ? schedule.dueOn : null,
  };
}

function principalScheduleOf(
  row: ScheduleColumns,
  instalments: readonly ContractedInstalment[],
): PrincipalSchedule {
  switch (row.scheduleKind) {
    case 'equal':
    case 'annuity': {
      const { scheduleKind: kind, scheduleCount: count, scheduleEvery: every } = row;
      const { scheduleFirstDueOn: firstDueOn, scheduleRoundTo: roundTo } = row;
      assert(count !== null && every !== null && firstDueOn !== null && roundTo !== null);
      const regular = { count, every, firstDueOn, roundTo: money(roundTo) };
      if (kind === 'equal') return { kind, ...regular };
      return { kind, ...regular, instalmentAmount: moneyIfAny(row.scheduleInstalmentAmount) };
    }
    case 'bullet':
      assert(row.scheduleDueOn !== null);
      return { kind: 'bullet', dueOn: row.scheduleDueOn };
    case 'custom':
      return { kind: 'custom', instalments };
  }
}

function interestScheduleOf(row: LoanRow): InterestSchedule {
  if (row.interestEvery === 'maturity') return { every: 'maturity' };
  assert(row.interestFirstDueOn !== null);
  return { every: row.interestEvery, firstDueOn: row.interestFirstDueOn };
}

function termsOf(row: LoanRow, instalments: readonly ContractedInstalment[]): LoanTerms {
  return {
    contractNumber: row.contractNumber,
    signedOn: row.signedOn,
    principal: money(row.principal),
    ratePercent: rate(row.ratePercent),
    overdueRatePercent: row.overdueRatePercent === null ? null : rate(row.overdueRatePercent),
    lateInterestRatePercent: rate(row.lateInterestRatePercent),
    overdueScope: row.overdueScope,
    allocationOrder: row.allocationOrder,
    principalSchedule: principalScheduleOf(row, instalments),
    interestSchedule: interestScheduleOf(row),
  };
}

/**
 * Adds a contract under its fact; a contract number that exists breaks
 * `loan_contract_number_unique`.
 */
export async function insertLoan(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewLoan,
): Promise<void> {
  const { terms } = added;
  const { fundId } = tx;
  const interest = terms.interestSchedule;
  await tx.db.insert(loan).values({
    fundId,
    id: recorded.id,
    cooperativeId: added.cooperativeId,
    contractNumber: terms.contractNumber,
    signedOn: terms.signedOn,
    principal: text(terms.principal),
    ratePercent: text(terms.ratePercent),
    overdueRatePercent: textIfAny(terms.overdueRatePercent),
    lateInterestRatePercent: text(terms.lateInterestRatePercent),
    overdueScope: terms.overdueScope,
    allocationOrder: terms.allocationOrder,
    ...scheduleColumns(terms.principalSchedule),
    interestEvery: interest.every,
    interestFirstDueOn: interest.every === 'maturity' ? null : interest.firstDueOn,
    purpose: added.purpose,
    projectCost: textIfAny(added.projectCost),
    ownCapital: textIfAny(added.ownCapital),
  });
  if (terms.principalSchedule.kind !== 'custom') return;
  const instalments = terms.principalSchedule.instalments.map(({ dueOn, principal }) => ({
    fundId,
    loanId: recorded.id,
    dueOn,
    principal: text(principal),
  }));
  await tx.db.insert(loanInstalment).values(instalments);
}

async function instalmentsByLoan(
  tx: FundTx,
  loanIds: readonly string[],
): Promise<Map<string, ContractedInstalment[]>> {
  const byLoan = new Map<string, ContractedInstalment[]>(loanIds.map((id) => [id, []]));
  if (loanIds.length === 0) return byLoan;
  const rows = await tx.db
    .select()
    .from(loanInstalment)
    .where(and(eq(loanInstalment.fundId, tx.fundId), isOneOf(loanInstalment.loanId, loanIds)))
    .orderBy(asc(loanInstalment.dueOn));
  for (const row of rows) {
    byLoan.get(row.loanId)?.push({ dueOn: row.dueOn, principal: money(row.principal) });
  }
  return byLoan;
}

async function loadLoans(tx: FundTx, where: SQL | undefined, knownAt: Date, limit?: number) {
  const query = tx.db
    .select({
      loan,
      cooperativeCode: cooperative.code,
      cooperativeName: cooperative.name,
      locality: cooperative.locality,
      ...recording,
    })
    .from(loan)
    .innerJoin(fact, factOf(loan))
    .innerJoin(token, recorder())
    .innerJoin(
      cooperative,
      and(eq(cooperative.fundId, loan.fundId), eq(cooperative.id, loan.cooperativeId)),
    )
    .where(and(eq(loan.fundId, tx.fundId), stands(knownAt), where))
    .orderBy(asc(loan.contractNumber));
  const rows = await (limit === undefined ? query : query.limit(limit));
  const custom = rows.filter((row) => row.loan.scheduleKind === 'custom');
  const instalments = await instalmentsByLoan(
    tx,
    custom.map((row) => row.loan.id),
  );
  return rows.map(({ loan: row, ...rest }): StoredLoan => ({
    id: row.id,
    cooperativeId: row.cooperativeId,
    terms: termsOf(row, instalments.get(row.id) ?? []),
    purpose: row.purpose,
    projectCost: moneyIfAny(row.projectCost),
    ownCapital: moneyIfAny(row.ownCapital),
    ...rest,
  }));
}

export async function findLoan(tx: FundTx, id: string, knownAt: Date): Promise<StoredLoan | null> {
  const [found] = await loadLoans(tx, eq(loan.id, id), knownAt);
  return found ?? null;
}

/** Which loans: each field given narrows them; `q` is a part of the contract number or borrower. */
export interface LoanFilter {
  readonly ids?: readonly string[] | undefined;
  readonly contractNumber?: string | undefined;
  readonly q?: string | undefined;
  readonly locality?: string | undefined;
  readonly cooperativeId?: string | undefined;
  /** The contract number of the last one already given. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** The loans by contract number. */
export async function listLoans(
  tx: FundTx,
  filter: LoanFilter,
  knownAt: Date,
): Promise<StoredLoan[]> {
  const { ids, contractNumber, q, locality, cooperativeId, after, limit } = filter;
  const part = q === undefined ? undefined : containing(q);
  const where = and(
    ids && isOneOf(loan.id, ids),
    contractNumber === undefined ? undefined : eq(loan.contractNumber, contractNumber),
    locality === undefined ? undefined : eq(cooperative.locality, locality),
    cooperativeId === undefined ? undefined : eq(loan.cooperativeId, cooperativeId),
    after === undefined ? undefined : gt(loan.contractNumber, after),
    part === undefined
      ? undefined
      : or(
          ilike(loan.contractNumber, part),
          ilike(cooperative.code, part),
          ilike(cooperative.name, part),
        ),
  );
  return loadLoans(tx, where, knownAt, limit);
}

/** Whether a contract has the number, whenever recorded. */
export async function contractNumberExists(tx: FundTx, contractNumber: string): Promise<boolean> {
  const rows = await tx.db
    .select({ one: sql`1` })
    .from(loan)
    .where(and(eq(loan.fundId, tx.fundId), eq(loan.contractNumber, contractNumber)));
  return rows.length > 0;
}
