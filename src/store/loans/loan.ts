import assert from 'node:assert';
import { and, asc, count, eq, gt, ilike, or, sql, type SQL } from 'drizzle-orm';
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { money, rate, text, type Money } from '../../domain/primitives/money.ts';
import type {
  ContractedInstalment,
  InterestSchedule,
  LoanTerms,
  PrincipalSchedule,
} from '../../domain/loans/terms.ts';
import { moneyIfAny, textIfAny } from './amounts.ts';
import { ANY_DAY, containing, versionOf } from '../borrowers/cooperative.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, isOneOf, recorder, stands } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { cooperativeVersion, fact, token } from '../database/tables/schema.ts';
import { loan, loanInstalment, loanTerms } from '../database/tables/loans.ts';

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

/** A correction of what was entered of a contract. */
export interface LoanCorrection {
  readonly reason: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

/** A contract as last corrected; `effectiveOn` is the day it was signed. */
export interface StoredLoan extends NewLoan, RecordedFact {
  /** The last correction; null: it is as first entered. */
  readonly correction: LoanCorrection | null;
  readonly cooperativeCode: string;
  readonly cooperativeName: string;
  readonly locality: string;
}

type LoanRow = typeof loanTerms.$inferSelect;

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

async function insertTerms(
  tx: FundTx,
  id: string,
  of: { readonly loanId: string; readonly reason: string | null },
  { cooperativeId, terms, ...project }: NewLoan,
): Promise<void> {
  const { fundId } = tx;
  const interest = terms.interestSchedule;
  await tx.db.insert(loanTerms).values({
    fundId,
    id,
    ...of,
    cooperativeId,
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
    purpose: project.purpose,
    projectCost: textIfAny(project.projectCost),
    ownCapital: textIfAny(project.ownCapital),
  });
  if (terms.principalSchedule.kind !== 'custom') return;
  const instalments = terms.principalSchedule.instalments.map(({ dueOn, principal }) => ({
    fundId,
    termsId: id,
    dueOn,
    principal: text(principal),
  }));
  await tx.db.insert(loanInstalment).values(instalments);
}

/** Adds a contract under its fact. */
export async function insertLoan(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewLoan,
): Promise<void> {
  const { id } = recorded;
  await tx.db.insert(loan).values({ fundId: tx.fundId, id });
  await insertTerms(tx, id, { loanId: id, reason: null }, added);
}

/** Adds what a contract is corrected to, under the fact of the correction. */
export async function insertLoanCorrection(
  tx: FundTx,
  recorded: RecordedFact,
  of: { readonly loanId: string; readonly reason: string },
  corrected: NewLoan,
): Promise<void> {
  await insertTerms(tx, recorded.id, of, corrected);
}

async function instalmentsByTerms(
  tx: FundTx,
  termsIds: readonly string[],
): Promise<Map<string, ContractedInstalment[]>> {
  const byTerms = new Map<string, ContractedInstalment[]>(termsIds.map((id) => [id, []]));
  if (termsIds.length === 0) return byTerms;
  const rows = await tx.db
    .select()
    .from(loanInstalment)
    .where(and(eq(loanInstalment.fundId, tx.fundId), isOneOf(loanInstalment.termsId, termsIds)))
    .orderBy(asc(loanInstalment.dueOn));
  for (const row of rows) {
    byTerms.get(row.termsId)?.push({ dueOn: row.dueOn, principal: money(row.principal) });
  }
  return byTerms;
}

const known = alias(loanTerms, 'known_terms');

const knownFact = alias(fact, 'known_terms_fact');

const termsFact = alias(fact, 'terms_fact');

const termsToken = alias(token, 'terms_token');

/** Joins `loanTerms` to `loan`: the version recorded last by `knownAt`. */
function termsKnownAt(knownAt: Date): SQL {
  // The loan is named twice, so that the last version is not looked up for every pair of them; and the
  // order is no index's, or the fund's facts would be read backwards until one is this loan's.
  return sql`(${loanTerms.fundId} = ${loan.fundId} and ${loanTerms.loanId} = ${loan.id}
    and ${loanTerms.id} = (
    select ${known.id} from ${loanTerms} ${sql.identifier('known_terms')}
      join ${fact} ${sql.identifier('known_terms_fact')}
        on ${knownFact.fundId} = ${known.fundId} and ${knownFact.id} = ${known.id}
    where ${known.fundId} = ${loan.fundId} and ${known.loanId} = ${loan.id}
      and ${knownFact.recordedAt} <= ${sql.param(knownAt, fact.recordedAt)}
    order by ${knownFact.recordedAt} + interval '0' desc limit 1))`;
}

const columns = {
  terms: loanTerms,
  cooperativeCode: cooperativeVersion.code,
  cooperativeName: cooperativeVersion.name,
  locality: cooperativeVersion.locality,
  id: fact.id,
  recordedAt: fact.recordedAt,
  recordedBy: token.name,
  correctedAt: termsFact.recordedAt,
  correctedBy: termsToken.name,
};

function selectLoans(tx: FundTx, knownAt: Date, asOf: CalendarDate) {
  const borrower = { fundId: loanTerms.fundId, id: loanTerms.cooperativeId };
  return tx.db
    .select(columns)
    .from(loan)
    .innerJoin(fact, factOf(loan))
    .innerJoin(token, recorder())
    .innerJoin(loanTerms, termsKnownAt(knownAt))
    .innerJoin(
      termsFact,
      and(eq(termsFact.fundId, loanTerms.fundId), eq(termsFact.id, loanTerms.id)),
    )
    .innerJoin(
      termsToken,
      and(eq(termsToken.fundId, termsFact.fundId), eq(termsToken.id, termsFact.recordedBy)),
    )
    .innerJoin(cooperativeVersion, versionOf(borrower, knownAt, asOf));
}

type Selected = Awaited<ReturnType<typeof selectLoans>>[number];

function loanOf(
  { terms: row, correctedAt, correctedBy, ...rest }: Selected,
  instalments: readonly ContractedInstalment[],
): StoredLoan {
  const { reason } = row;
  return {
    ...rest,
    effectiveOn: row.signedOn,
    cooperativeId: row.cooperativeId,
    terms: termsOf(row, instalments),
    purpose: row.purpose,
    projectCost: moneyIfAny(row.projectCost),
    ownCapital: moneyIfAny(row.ownCapital),
    correction:
      reason === null ? null : { reason, recordedAt: correctedAt, recordedBy: correctedBy },
  };
}

async function loadLoans(
  tx: FundTx,
  where: SQL | undefined,
  at: { readonly knownAt: Date; readonly asOf: CalendarDate },
  limit?: number,
): Promise<StoredLoan[]> {
  const query = selectLoans(tx, at.knownAt, at.asOf)
    .where(and(eq(loan.fundId, tx.fundId), stands(at.knownAt), where))
    .orderBy(asc(loanTerms.contractNumber));
  const rows = await (limit === undefined ? query : query.limit(limit));
  const custom = rows.filter((row) => row.terms.scheduleKind === 'custom');
  const instalments = await instalmentsByTerms(
    tx,
    custom.map((row) => row.terms.id),
  );
  return rows.map((row) => loanOf(row, instalments.get(row.terms.id) ?? []));
}

/** The contract with its borrower as it counts on `asOf`; a voided one is not found. */
export async function findLoan(
  tx: FundTx,
  id: string,
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
): Promise<StoredLoan | null> {
  const [found] = await loadLoans(tx, eq(loan.id, id), { knownAt, asOf });
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

/** Narrows the loans before their versions are looked up: to those of which any version says so. */
function everSaid(tx: FundTx, column: AnyPgColumn, value: string | undefined): SQL | undefined {
  if (value === undefined) return undefined;
  // An array is known before the joins are done; with `in` it would be a join more, the last one.
  return sql`${loan.id} = any(array(select ${loanTerms.loanId} from ${loanTerms}
    where ${loanTerms.fundId} = ${tx.fundId} and ${column} = ${value}))`;
}

/** The loans by contract number, each with its borrower as it counts on `asOf`. */
export async function listLoans(
  tx: FundTx,
  filter: LoanFilter,
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
): Promise<StoredLoan[]> {
  const { ids, contractNumber, q, locality, cooperativeId, after, limit } = filter;
  const part = q === undefined ? undefined : containing(q);
  const where = and(
    ids && isOneOf(loan.id, ids),
    everSaid(tx, loanTerms.contractNumber, contractNumber),
    everSaid(tx, loanTerms.cooperativeId, cooperativeId),
    contractNumber === undefined ? undefined : eq(loanTerms.contractNumber, contractNumber),
    locality === undefined ? undefined : eq(cooperativeVersion.locality, locality),
    cooperativeId === undefined ? undefined : eq(loanTerms.cooperativeId, cooperativeId),
    after === undefined ? undefined : gt(loanTerms.contractNumber, after),
    part === undefined
      ? undefined
      : or(
          ilike(loanTerms.contractNumber, part),
          ilike(cooperativeVersion.code, part),
          ilike(cooperativeVersion.name, part),
        ),
  );
  return loadLoans(tx, where, { knownAt, asOf }, limit);
}

/** The ids of the contracts that stood at `knownAt`, by contract number. */
export async function listLoanIds(tx: FundTx, knownAt: Date): Promise<string[]> {
  const rows = await tx.db
    .select({ id: loan.id })
    .from(loan)
    .innerJoin(fact, factOf(loan))
    .innerJoin(loanTerms, termsKnownAt(knownAt))
    .where(and(eq(loan.fundId, tx.fundId), stands(knownAt)))
    .orderBy(asc(loanTerms.contractNumber));
  return rows.map((row) => row.id);
}

/** How many contracts stood at `knownAt`. */
export async function countLoans(tx: FundTx, knownAt: Date): Promise<number> {
  const [row] = await tx.db
    .select({ loans: count() })
    .from(loan)
    .innerJoin(fact, factOf(loan))
    .where(and(eq(loan.fundId, tx.fundId), stands(knownAt)));
  return row?.loans ?? 0;
}

/** Whether another contract that stands has the number. */
export async function contractNumberExists(
  tx: FundTx,
  contractNumber: string,
  except: string | null,
  knownAt: Date,
): Promise<boolean> {
  const rows = await listLoans(tx, { contractNumber }, knownAt);
  return rows.some((row) => row.id !== except);
}
