import assert from 'node:assert';
import { and, asc, eq, type SQL } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type {
  DebtGroupOverride,
  InterestComponent,
  Restructuring,
} from '../../domain/loans/facts.ts';
import { money, rate, text, type Money, type RatePercent } from '../../domain/primitives/money.ts';
import type { DebtGroup } from '../../domain/policies/debtGroups.ts';
import type { ContractedInstalment } from '../../domain/loans/terms.ts';
import { textIfAny } from './amounts.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, isKnown, isOneOf, recorder, recording, reversedAt } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, token } from '../database/tables/schema.ts';
import { decision, decisionInstalment } from '../database/tables/decisions.ts';

interface Numbered {
  readonly decisionNumber: string;
}

/** What a decision about a loan says (R14, R16); it counts from the day of its fact. */
export type DecisionTerms =
  | (Numbered & {
      readonly kind: 'restructuring';
      readonly restructuringKind: Restructuring['kind'];
      readonly instalments: readonly ContractedInstalment[];
    })
  | (Numbered & {
      readonly kind: 'rate_change';
      readonly ratePercent: RatePercent;
      readonly overdueRatePercent: RatePercent | null;
    })
  | (Numbered & { readonly kind: 'freeze'; readonly to: CalendarDate | null })
  | (Numbered & {
      readonly kind: 'freeze_end';
      readonly freezeId: string;
      readonly to: CalendarDate;
    })
  | (Numbered & {
      readonly kind: 'waiver';
      readonly component: InterestComponent;
      readonly amount: Money;
    })
  | (Numbered & { readonly kind: 'charge_off' })
  | {
      readonly kind: 'debt_group_override';
      readonly decisionNumber: string | null;
      readonly reason: string | null;
      readonly group: DebtGroup;
      readonly change: DebtGroupOverride['change'];
    };

export type DecisionKind = DecisionTerms['kind'];

/** The terms of one kind of decision. */
export type TermsOf<Kind extends DecisionKind> = Extract<DecisionTerms, { readonly kind: Kind }>;

/** A decision of one kind, or of any, under its fact. */
export type StoredDecision<Kind extends DecisionKind = DecisionKind> = RecordedFact & {
  readonly loanId: string;
  /** Null while it stands. */
  readonly reversedAt: Date | null;
  readonly terms: TermsOf<Kind>;
};

type Row = typeof decision.$inferSelect;

type Columns = Omit<Row, 'fundId' | 'id' | 'loanId'>;

const NO_COLUMNS: Omit<Columns, 'kind'> = {
  decisionNumber: null,
  restructuringKind: null,
  ratePercent: null,
  overdueRatePercent: null,
  frozenTo: null,
  freezeId: null,
  component: null,
  amount: null,
  debtGroup: null,
  groupChange: null,
  reason: null,
};

function columnsOf(terms: DecisionTerms): Columns {
  const { kind, decisionNumber } = terms;
  const common = { ...NO_COLUMNS, kind, decisionNumber };
  switch (terms.kind) {
    case 'restructuring':
      return { ...common, restructuringKind: terms.restructuringKind };
    case 'rate_change': {
      const overdueRatePercent = textIfAny(terms.overdueRatePercent);
      return { ...common, ratePercent: text(terms.ratePercent), overdueRatePercent };
    }
    case 'freeze':
      return { ...common, frozenTo: terms.to };
    case 'freeze_end':
      return { ...common, frozenTo: terms.to, freezeId: terms.freezeId };
    case 'waiver':
      return { ...common, component: terms.component, amount: text(terms.amount) };
    case 'charge_off':
      return common;
    case 'debt_group_override':
      return {
        ...common,
        debtGroup: terms.group,
        groupChange: terms.change,
        reason: terms.reason,
      };
  }
}

/** What the constraints of the table promise to be there. */
function given<T>(value: T | null): T {
  assert(value !== null, 'a decision lacks a column of its kind');
  return value;
}

function termsOf(row: Row, instalments: readonly ContractedInstalment[]): DecisionTerms {
  const { kind } = row;
  if (kind === 'debt_group_override') {
    const { decisionNumber, reason } = row;
    const group = given(row.debtGroup) as DebtGroup;
    return { kind, decisionNumber, reason, group, change: given(row.groupChange) };
  }
  const decisionNumber = given(row.decisionNumber);
  switch (kind) {
    case 'restructuring': {
      const restructuringKind = given(row.restructuringKind);
      return { kind, decisionNumber, restructuringKind, instalments };
    }
    case 'rate_change': {
      const { overdueRatePercent: overdue } = row;
      const overdueRatePercent = overdue === null ? null : rate(overdue);
      return {
        kind,
        decisionNumber,
        ratePercent: rate(given(row.ratePercent)),
        overdueRatePercent,
      };
    }
    case 'freeze':
      return { kind, decisionNumber, to: row.frozenTo };
    case 'freeze_end':
      return { kind, decisionNumber, freezeId: given(row.freezeId), to: given(row.frozenTo) };
    case 'waiver': {
      const amount = money(given(row.amount));
      return { kind, decisionNumber, component: given(row.component), amount };
    }
    case 'charge_off':
      return { kind, decisionNumber };
  }
}

/** Adds a decision about a loan under its fact, which is of the same kind. */
export async function insertDecision(
  tx: FundTx,
  recorded: RecordedFact,
  loanId: string,
  terms: DecisionTerms,
): Promise<StoredDecision> {
  const { fundId } = tx;
  const { id } = recorded;
  await tx.db.insert(decision).values({ fundId, id, loanId, ...columnsOf(terms) });
  if (terms.kind === 'restructuring') {
    const rows = terms.instalments.map(({ dueOn, principal }) => ({
      fundId,
      decisionId: id,
      dueOn,
      principal: text(principal),
    }));
    await tx.db.insert(decisionInstalment).values(rows);
  }
  return { ...recorded, loanId, reversedAt: null, terms };
}

async function instalmentsByDecision(
  tx: FundTx,
  ids: readonly string[],
): Promise<Map<string, ContractedInstalment[]>> {
  const byDecision = new Map<string, ContractedInstalment[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return byDecision;
  const mine = eq(decisionInstalment.fundId, tx.fundId);
  const rows = await tx.db
    .select()
    .from(decisionInstalment)
    .where(and(mine, isOneOf(decisionInstalment.decisionId, ids)))
    .orderBy(asc(decisionInstalment.dueOn));
  for (const { decisionId, dueOn, principal } of rows) {
    byDecision.get(decisionId)?.push({ dueOn, principal: money(principal) });
  }
  return byDecision;
}

async function load(tx: FundTx, where: SQL | undefined, knownAt: Date): Promise<StoredDecision[]> {
  const rows = await tx.db
    .select({ decision, ...recording, reversedAt: reversedAt(knownAt) })
    .from(decision)
    .innerJoin(fact, factOf(decision))
    .innerJoin(token, recorder())
    .where(and(eq(decision.fundId, tx.fundId), isKnown(knownAt), where))
    .orderBy(asc(fact.effectiveOn), asc(fact.recordedAt));
  const restructurings = rows.filter((row) => row.decision.kind === 'restructuring');
  const instalments = await instalmentsByDecision(
    tx,
    restructurings.map((row) => row.decision.id),
  );
  return rows.map(({ decision: row, ...rest }) => ({
    id: row.id,
    loanId: row.loanId,
    terms: termsOf(row, instalments.get(row.id) ?? []),
    ...rest,
  }));
}

/** The decision of this kind, also where it was reversed. */
export async function findDecision<Kind extends DecisionKind>(
  tx: FundTx,
  kind: Kind,
  id: string,
  knownAt: Date,
): Promise<StoredDecision<Kind> | null> {
  const [found] = await load(tx, and(eq(decision.id, id), eq(decision.kind, kind)), knownAt);
  return (found as StoredDecision<Kind> | undefined) ?? null;
}

/** The decisions about these loans, or about all, by day and then as entered; reversed included. */
export async function listDecisions(
  tx: FundTx,
  filter: { readonly loanIds?: readonly string[] | undefined },
  knownAt: Date,
): Promise<StoredDecision[]> {
  const { loanIds } = filter;
  return load(tx, loanIds && isOneOf(decision.loanId, loanIds), knownAt);
}
