import { and, asc, eq, gt, type SQL } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import type { DocketType } from '../../domain/policies/docketTypes.ts';
import type { FiledStage, PARTY_ROLES, Stage } from '../../domain/court/stages.ts';
import { componentsIfAnyOf, componentsOf, digitsOf } from '../loans/amounts.ts';
import type { FundTx } from '../database/database.ts';
import {
  factOf,
  isKnown,
  isOneOf,
  recorder,
  recording,
  reversedAt,
  stands,
} from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { ANY_DAY, versionOf } from '../borrowers/cooperative.ts';
import { cooperativeVersion, fact, token } from '../database/tables/schema.ts';
import {
  litigationCase,
  litigationCaseLoan,
  litigationCaseParty,
  litigationStage,
} from '../database/tables/court.ts';

/** Who takes part in a case besides the fund and its borrower. */
export interface CaseParty {
  readonly role: (typeof PARTY_ROLES)[number];
  readonly name: string;
  readonly note: string | null;
}

/** A case as filed (R26). */
export interface NewCase {
  readonly cooperativeId: string;
  readonly loanIds: readonly string[];
  readonly court: string;
  readonly docketType: DocketType;
  readonly claim: Allocation;
  /** In the order given. */
  readonly parties: readonly CaseParty[];
}

/** A stage of a case (R26); it occurred on its fact's `effectiveOn`. */
export interface NewStage {
  readonly caseId: string;
  readonly stage: Stage;
  readonly documentNumber: string | null;
  readonly ground: string | null;
  readonly note: string | null;
  readonly amounts: Allocation | null;
  readonly fullRecovery: boolean | null;
  readonly nextOn: CalendarDate | null;
}

export interface StoredStage extends NewStage, RecordedFact, FiledStage {
  /** Null while it stands. */
  readonly reversedAt: Date | null;
}

/** A case, filed on its `effectiveOn`, with the stages that stand, oldest first. */
export interface StoredCase extends NewCase, RecordedFact {
  readonly cooperativeCode: string;
  readonly cooperativeName: string;
  readonly locality: string;
  readonly filedOn: CalendarDate;
  readonly stages: readonly StoredStage[];
}

/** Adds a case under its fact, on the day of filing; its stages have facts of their own. */
export async function insertCase(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewCase,
): Promise<void> {
  const { fundId } = tx;
  const { cooperativeId, loanIds, court, docketType, claim, parties } = added;
  const { id } = recorded;
  await tx.db
    .insert(litigationCase)
    .values({ fundId, id, cooperativeId, court, docketType, ...digitsOf(claim) });
  await tx.db
    .insert(litigationCaseLoan)
    .values(loanIds.map((loanId) => ({ fundId, caseId: id, loanId })));
  if (parties.length === 0) return;
  await tx.db
    .insert(litigationCaseParty)
    .values(parties.map((party, position) => ({ fundId, caseId: id, position, ...party })));
}

/** Adds a stage under its fact, on the day it occurred. */
export async function insertStage(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewStage,
): Promise<StoredStage> {
  const { amounts, ...rest } = added;
  const digits = amounts === null ? {} : digitsOf(amounts);
  await tx.db
    .insert(litigationStage)
    .values({ fundId: tx.fundId, id: recorded.id, ...rest, ...digits });
  return { ...recorded, ...added, occurredOn: recorded.effectiveOn, reversedAt: null };
}

async function loadStages(
  tx: FundTx,
  where: SQL | undefined,
  knownAt: Date,
): Promise<StoredStage[]> {
  const rows = await tx.db
    .select({ stage: litigationStage, ...recording, reversedAt: reversedAt(knownAt) })
    .from(litigationStage)
    .innerJoin(fact, factOf(litigationStage))
    .innerJoin(token, recorder())
    .where(and(eq(litigationStage.fundId, tx.fundId), isKnown(knownAt), where))
    .orderBy(asc(fact.effectiveOn), asc(fact.recordedAt));
  return rows.map(({ stage: row, ...rest }) => ({
    id: row.id,
    caseId: row.caseId,
    stage: row.stage,
    occurredOn: rest.effectiveOn,
    documentNumber: row.documentNumber,
    ground: row.ground,
    note: row.note,
    amounts: componentsIfAnyOf(row),
    fullRecovery: row.fullRecovery,
    nextOn: row.nextOn,
    ...rest,
  }));
}

/** The stage, also where it was reversed. */
export async function findStage(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredStage | null> {
  const [found] = await loadStages(tx, eq(litigationStage.id, id), knownAt);
  return found ?? null;
}

async function loansByCase(tx: FundTx, caseIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.db
    .select()
    .from(litigationCaseLoan)
    .where(
      and(eq(litigationCaseLoan.fundId, tx.fundId), isOneOf(litigationCaseLoan.caseId, caseIds)),
    )
    .orderBy(asc(litigationCaseLoan.loanId));
  const byCase = new Map<string, string[]>(caseIds.map((id) => [id, []]));
  for (const { caseId, loanId } of rows) byCase.get(caseId)?.push(loanId);
  return byCase;
}

async function partiesByCase(
  tx: FundTx,
  caseIds: readonly string[],
): Promise<Map<string, CaseParty[]>> {
  const rows = await tx.db
    .select()
    .from(litigationCaseParty)
    .where(
      and(eq(litigationCaseParty.fundId, tx.fundId), isOneOf(litigationCaseParty.caseId, caseIds)),
    )
    .orderBy(asc(litigationCaseParty.caseId), asc(litigationCaseParty.position));
  const byCase = new Map<string, CaseParty[]>();
  for (const { caseId, role, name, note } of rows) {
    byCase.set(caseId, [...(byCase.get(caseId) ?? []), { role, name, note }]);
  }
  return byCase;
}

function selectCases(tx: FundTx, knownAt: Date, asOf: CalendarDate) {
  const borrower = { fundId: litigationCase.fundId, id: litigationCase.cooperativeId };
  return tx.db
    .select({
      litigationCase,
      cooperativeCode: cooperativeVersion.code,
      cooperativeName: cooperativeVersion.name,
      locality: cooperativeVersion.locality,
      ...recording,
    })
    .from(litigationCase)
    .innerJoin(fact, factOf(litigationCase))
    .innerJoin(token, recorder())
    .innerJoin(cooperativeVersion, versionOf(borrower, knownAt, asOf));
}

/** Which cases: each field given narrows them. */
export interface CaseFilter {
  readonly id?: string | undefined;
  readonly cooperativeId?: string | undefined;
  /** The `recordedAt` of the last one already given. */
  readonly after?: Date | undefined;
  readonly limit?: number | undefined;
}

/**
 * The cases as entered, oldest first, with the stages that stand and the borrower as it counts on
 * `asOf`: four queries in all.
 */
export async function listCases(
  tx: FundTx,
  filter: CaseFilter,
  knownAt: Date,
  asOf: CalendarDate = ANY_DAY,
): Promise<StoredCase[]> {
  const { id, cooperativeId, after, limit } = filter;
  const query = selectCases(tx, knownAt, asOf)
    .where(
      and(
        eq(litigationCase.fundId, tx.fundId),
        stands(knownAt),
        id === undefined ? undefined : eq(litigationCase.id, id),
        cooperativeId === undefined ? undefined : eq(litigationCase.cooperativeId, cooperativeId),
        after === undefined ? undefined : gt(fact.recordedAt, after),
      ),
    )
    .orderBy(asc(fact.recordedAt));
  const rows = await (limit === undefined ? query : query.limit(limit));
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.litigationCase.id);
  const loans = await loansByCase(tx, ids);
  const parties = await partiesByCase(tx, ids);
  const standing = and(isOneOf(litigationStage.caseId, ids), stands(knownAt));
  const stages = new Map<string, StoredStage[]>(ids.map((caseId) => [caseId, []]));
  for (const stage of await loadStages(tx, standing, knownAt)) {
    stages.get(stage.caseId)?.push(stage);
  }
  return rows.map(({ litigationCase: row, ...rest }) => ({
    id: row.id,
    cooperativeId: row.cooperativeId,
    loanIds: loans.get(row.id) ?? [],
    court: row.court,
    docketType: row.docketType,
    claim: componentsOf(row),
    parties: parties.get(row.id) ?? [],
    filedOn: stages.get(row.id)?.[0]?.occurredOn ?? rest.effectiveOn,
    stages: stages.get(row.id) ?? [],
    ...rest,
  }));
}

/** The case, with its borrower as it counts on `asOf`. */
export async function findCase(
  tx: FundTx,
  id: string,
  knownAt: Date,
  asOf?: CalendarDate,
): Promise<StoredCase | null> {
  const [found] = await listCases(tx, { id }, knownAt, asOf);
  return found ?? null;
}
