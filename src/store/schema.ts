import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  json,
  pgTable,
  text,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import * as c from './schemaColumns.ts';

// Every act is a row of `fact`; what it says stands in the table of its kind, under the same id.
// Every key begins with fund_id. Row-level security, triggers and grants are in the migrations.

export const FACT_KINDS = [
  'cooperative',
  'loan',
  'disbursement',
  'repayment',
  'capital_movement',
  'holiday_list',
  'lending_suspension',
  'recall',
  'recall_withdrawal',
  'recovery_plan',
  'litigation_case',
  'litigation_stage',
  'reversal',
] as const;

export const ROLES = ['director', 'accountant', 'auditor', 'integration'] as const;
export const COOPERATIVE_KINDS = ['cooperative', 'union', 'group', 'member'] as const;
export const MOVEMENT_KINDS = ['contribution', 'withdrawal'] as const;

export const fund = pgTable(
  'fund',
  {
    fundId: c.id('fund_id'),
    code: c.words('code'),
    name: c.words('name'),
    province: c.words('province'),
    createdAt: c.instant('created_at'),
  },
  (t) => [c.key('fund', [t.fundId]), c.uniqueOn('fund_code', [t.fundId, t.code])],
);

/** One row a fund: its writers queue on it, and it keeps their instants rising (R21). */
export const fundClock = pgTable(
  'fund_clock',
  { fundId: c.id('fund_id'), lastRecordedAt: c.instant('last_recorded_at') },
  (t) => [c.key('fund_clock', [t.fundId]), c.refers('fund_clock_fund', [t.fundId], [fund.fundId])],
);

export const token = pgTable(
  'token',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    name: c.words('name'),
    role: text('role', { enum: ROLES }).notNull(),
    tokenHash: c.words('token_hash'),
    createdAt: c.instant('created_at'),
  },
  (t) => [
    c.key('token', [t.fundId, t.id]),
    c.refers('token_fund', [t.fundId], [fund.fundId]),
    c.uniqueOn('token_name', [t.fundId, t.name]),
    c.uniqueOn('token_hash', [t.fundId, t.tokenHash]),
    c.oneOf('token_role', t.role, ROLES),
    index('token_by_hash_idx').on(t.tokenHash),
  ],
);

export const fact = pgTable(
  'fact',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    kind: text('kind', { enum: FACT_KINDS }).notNull(),
    effectiveOn: c.day('effective_on').notNull(),
    recordedAt: c.instant('recorded_at'),
    recordedBy: c.id('recorded_by'),
  },
  (t) => [
    c.key('fact', [t.fundId, t.id]),
    c.refers('fact_fund', [t.fundId], [fund.fundId]),
    c.refers('fact_recorded_by', [t.fundId, t.recordedBy], [token.fundId, token.id]),
    c.uniqueOn('fact_recorded_at', [t.fundId, t.recordedAt]),
    c.oneOf('fact_kind', t.kind, FACT_KINDS),
    index('fact_kind_idx').on(t.fundId, t.kind, t.effectiveOn),
  ],
);

type OfFact = { fundId: AnyPgColumn; id: AnyPgColumn };
/** The keys of a table that says what a fact of one kind says. */
export const ofFact = (name: string, t: OfFact) => [
  c.key(name, [t.fundId, t.id]),
  c.refers(`${name}_fact`, [t.fundId, t.id], [fact.fundId, fact.id]),
];

export const reversal = pgTable(
  'reversal',
  { fundId: c.id('fund_id'), id: c.id('id'), factId: c.id('fact_id'), reason: c.words('reason') },
  (t) => [
    ...ofFact('reversal', t),
    c.refers('reversal_reversed', [t.fundId, t.factId], [fact.fundId, fact.id]),
    c.uniqueOn('reversal_reversed', [t.fundId, t.factId]),
    c.must('reversal_other', sql`${t.factId} <> ${t.id}`),
  ],
);

export const cooperative = pgTable(
  'cooperative',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    code: c.words('code'),
    name: c.words('name'),
    locality: c.words('locality'),
    kind: text('kind', { enum: COOPERATIVE_KINDS }).notNull(),
    taxCode: text('tax_code'),
    representative: text('representative'),
    address: text('address'),
    phone: text('phone'),
    sector: text('sector'),
  },
  (t) => [
    ...ofFact('cooperative', t),
    c.uniqueOn('cooperative_code', [t.fundId, t.code]),
    c.oneOf('cooperative_kind', t.kind, COOPERATIVE_KINDS),
  ],
);

export const capitalMovement = pgTable(
  'capital_movement',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    kind: text('kind', { enum: MOVEMENT_KINDS }).notNull(),
    amount: c.dong('amount').notNull(),
    documentNumber: c.words('document_number'),
    method: text('method', { enum: c.METHODS }),
  },
  (t) => [
    ...ofFact('capital_movement', t),
    c.oneOf('capital_movement_kind', t.kind, MOVEMENT_KINDS),
    c.must('capital_movement_amount', sql`${t.amount} > 0`),
    c.oneOf('capital_movement_method', t.method, c.METHODS),
  ],
);

/** A version of a year's holidays: the one recorded last counts. */
export const holidayList = pgTable(
  'holiday_list',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    year: integer('year').notNull(),
    dates: date('dates').array().notNull(),
  },
  (t) => [...ofFact('holiday_list', t), index('holiday_list_year_idx').on(t.fundId, t.year)],
);

/** Decided on the fact's day. */
export const lendingSuspension = pgTable(
  'lending_suspension',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    suspended: boolean('suspended').notNull(),
    decisionNumber: c.words('decision_number'),
  },
  (t) => ofFact('lending_suspension', t),
);

/** The answer to a request that was carried out, to be given again to a retry. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    fundId: c.id('fund_id'),
    key: c.words('key'),
    address: c.words('address'),
    requestHash: c.words('request_hash'),
    status: integer('status').notNull(),
    // Not jsonb: a retry gets the fields in the order of the first answer.
    answer: json('answer').$type<unknown>().notNull(),
    createdAt: c.instant('created_at'),
  },
  (t) => [
    c.key('idempotency_key', [t.fundId, t.key]),
    c.refers('idempotency_key_fund', [t.fundId], [fund.fundId]),
    index('idempotency_key_created_idx').on(t.fundId, t.createdAt),
  ],
);
