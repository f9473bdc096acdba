import { ROLES } from '../../../domain/access/actor.ts';
import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  text,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import { FACT_KINDS } from '../../../domain/books/factKinds.ts';
import { PLACE_KINDS } from '../../../domain/fund/places.ts';
import { METHODS } from '../../../domain/primitives/paymentMethods.ts';
import * as c from './columns.ts';

// Every act is a row of `fact`; what it says stands in the table of its kind, under the same id.
// Every key begins with fund_id. Row-level security, triggers and grants are in the migrations.

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
    /** Of an integration: the permissions it has. */
    scopes: text('scopes')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** The last day on which it is good; null: for ever. */
    expiresOn: c.day('expires_on'),
    createdAt: c.instant('created_at'),
  },
  (t) => [
    c.key('token', [t.fundId, t.id]),
    c.refers('token_fund', [t.fundId], [fund.fundId]),
    index('token_name_idx').on(t.fundId, t.name),
    c.uniqueOn('token_hash', [t.fundId, t.tokenHash]),
    c.oneOf('token_role', t.role, ROLES),
    c.must('token_scopes', sql`(${t.role} = 'integration') = (cardinality(${t.scopes}) > 0)`),
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
    /** The day on which a fact of an earlier, closed day is booked (R42); null: on its own. */
    bookedOn: c.day('booked_on'),
    bookingReason: text('booking_reason'),
    correctsId: uuid('corrects_id'),
  },
  (t) => [
    c.key('fact', [t.fundId, t.id]),
    c.must(
      'fact_booked_later',
      sql`case when ${t.bookedOn} is null
      then ${t.bookingReason} is null and ${t.correctsId} is null
      else ${t.bookingReason} is not null and ${t.bookedOn} > ${t.effectiveOn} end`,
    ),
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

/** A borrower; what is known of it stands in its versions. */
export const cooperative = pgTable(
  'cooperative',
  { fundId: c.id('fund_id'), id: c.id('id') },
  (t) => ofFact('cooperative', t),
);

/**
 * What was entered of a borrower, under the fact that entered it. A change counts from
 * `changed_on`; the first version and corrections, without it, count for all days.
 */
export const cooperativeVersion = pgTable(
  'cooperative_version',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    cooperativeId: c.id('cooperative_id'),
    changedOn: c.day('changed_on'),
    reason: text('reason'),
    code: c.words('code'),
    name: c.words('name'),
    locality: c.words('locality'),
    kind: text('kind', { enum: COOPERATIVE_KINDS }).notNull(),
    taxCode: text('tax_code'),
    representative: text('representative'),
    address: text('address'),
    phone: text('phone'),
    sector: text('sector'),
    relatedCooperativeIds: uuid('related_cooperative_ids').array().notNull(),
    /** The cooperative of which it is a member. */
    memberOfId: uuid('member_of_id'),
  },
  (t) => [
    ...ofFact('cooperative_version', t),
    c.refers(
      'cooperative_version_member_of',
      [t.fundId, t.memberOfId],
      [cooperative.fundId, cooperative.id],
    ),
    c.refers(
      'cooperative_version_cooperative',
      [t.fundId, t.cooperativeId],
      [cooperative.fundId, cooperative.id],
    ),
    index('cooperative_version_cooperative_idx').on(t.fundId, t.cooperativeId),
    index('cooperative_version_code_idx').on(t.fundId, t.code),
    c.oneOf('cooperative_version_kind', t.kind, COOPERATIVE_KINDS),
  ],
);

/**
 * A locality that a borrower has from the day of the fact. Those changed by one act are parts of the
 * first of them.
 */
export const localityChange = pgTable(
  'locality_change',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    actId: c.id('act_id'),
    cooperativeId: c.id('cooperative_id'),
    locality: c.words('locality'),
    documentNumber: c.words('document_number'),
  },
  (t) => [
    ...ofFact('locality_change', t),
    c.refers('locality_change_act', [t.fundId, t.actId], [t.fundId, t.id]),
    c.refers(
      'locality_change_cooperative',
      [t.fundId, t.cooperativeId],
      [cooperative.fundId, cooperative.id],
    ),
    c.uniqueOn('locality_change', [t.fundId, t.actId, t.cooperativeId]),
  ],
);

/** How a fact that moves money is posted: by place; null: places are not told in the ledger (R35). */
export const POSTED_AS = ['by_place'] as const;

/** Where money of the fund is (R35). */
export const place = pgTable(
  'place',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    kind: text('kind', { enum: PLACE_KINDS }).notNull(),
    name: c.words('name'),
    accountNumber: text('account_number'),
    /** Whether it stands in for the place of its kind that every fund has. */
    isDefault: boolean('is_default').notNull(),
  },
  (t) => [
    ...ofFact('place', t),
    c.oneOf('place_kind', t.kind, PLACE_KINDS),
    c.must('place_default', sql`not ${t.isDefault} or ${t.kind} in ('cash', 'bank')`),
  ],
);

type OfPlace = { fundId: AnyPgColumn; placeId: AnyPgColumn };

/** The key of a fact that moves money at a place. */
export const ofPlace = (name: string, t: OfPlace) =>
  c.refers(`${name}_place`, [t.fundId, t.placeId], [place.fundId, place.id]);

export const capitalMovement = pgTable(
  'capital_movement',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    kind: text('kind', { enum: MOVEMENT_KINDS }).notNull(),
    amount: c.dong('amount').notNull(),
    documentNumber: c.words('document_number'),
    method: text('method', { enum: METHODS }),
    /** A code or a name (R34); null: charter capital. */
    source: text('source'),
    /** Whether the fund bears the risk of its source; null: nothing is said of it. */
    bearsRisk: boolean('bears_risk'),
    placeId: uuid('place_id'),
    postedAs: text('posted_as', { enum: POSTED_AS }),
    /** True: interest and other money collected is added to the capital; null: money came or went (R35). */
    fromIncome: boolean('from_income'),
  },
  (t) => [
    ...ofFact('capital_movement', t),
    c.must('capital_movement_source', sql`${t.source} <> 'charter'`),
    ofPlace('capital_movement', t),
    c.oneOf('capital_movement_posted_as', t.postedAs, POSTED_AS),
    c.must(
      'capital_movement_from_income',
      sql`${t.fromIncome} is null or (${t.fromIncome} and ${t.kind} = 'contribution'
        and ${t.method} is null and ${t.placeId} is null)`,
    ),
    c.oneOf('capital_movement_kind', t.kind, MOVEMENT_KINDS),
    c.must('capital_movement_amount', sql`${t.amount} > 0`),
    c.oneOf('capital_movement_method', t.method, METHODS),
  ],
);

/** A version of what was taken over at the close of the fact's day: the one recorded last counts (R32). */
export const fundOpening = pgTable(
  'fund_opening',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    documentNumber: c.words('document_number'),
    /** As the paper book states it; null: it states none. */
    availablePrincipal: c.dong('available_principal'),
  },
  (t) => [
    ...ofFact('fund_opening', t),
    c.must('fund_opening_available', sql`${t.availablePrincipal} >= 0`),
  ],
);

/** The capital of a source at the opening; of each source one row. */
export const fundOpeningCapital = pgTable(
  'fund_opening_capital',
  {
    fundId: c.id('fund_id'),
    openingId: c.id('opening_id'),
    position: integer('position').notNull(),
    source: c.words('source'),
    name: text('name'),
    bearsRisk: boolean('bears_risk'),
    amount: c.dong('amount').notNull(),
    availablePrincipal: c.dong('available_principal'),
  },
  (t) => [
    c.key('fund_opening_capital', [t.fundId, t.openingId, t.position]),
    c.refers(
      'fund_opening_capital_opening',
      [t.fundId, t.openingId],
      [fundOpening.fundId, fundOpening.id],
    ),
    c.uniqueOn('fund_opening_capital_source', [t.fundId, t.openingId, t.source]),
    c.must('fund_opening_capital_amount', sql`${t.amount} >= 0`),
    c.must('fund_opening_capital_available', sql`${t.availablePrincipal} >= 0`),
  ],
);

/**
 * What the fund is called, if it is not as it was created: from `changed_on`, or without it for all
 * days.
 */
export const fundVersion = pgTable(
  'fund_version',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    changedOn: c.day('changed_on'),
    reason: c.words('reason'),
    name: c.words('name'),
    province: c.words('province'),
  },
  (t) => ofFact('fund_version', t),
);

/**
 * A version of a year's holidays: the one recorded last counts. `working_days` are days of the weekend
 * on which work is made up for; null: none.
 */
export const holidayList = pgTable(
  'holiday_list',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    year: integer('year').notNull(),
    dates: date('dates').array().notNull(),
    workingDays: date('working_days').array(),
  },
  (t) => [...ofFact('holiday_list', t), index('holiday_list_year_idx').on(t.fundId, t.year)],
);

/** Counts from the fact's day. */
export const lendingSuspension = pgTable(
  'lending_suspension',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    suspended: boolean('suspended').notNull(),
    decisionNumber: c.words('decision_number'),
    /** The day of the decision of a fund that was taken over; null: it was decided on the fact's day. */
    decidedOn: c.day('decided_on'),
  },
  (t) => ofFact('lending_suspension', t),
);

/**
 * What a policy says from a day to a day, both included. The defaults, copied in with the fund, have
 * no fact: they are known, and in force, from the beginning of time.
 */
export const policy = pgTable(
  'policy',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    factId: uuid('fact_id'),
    name: c.words('name'),
    value: jsonb('value').$type<unknown>().notNull(),
    effectiveOn: c.day('effective_on'),
    endsOn: c.day('ends_on'),
    sourceDocument: c.words('source_document'),
  },
  (t) => [
    c.key('policy', [t.fundId, t.id]),
    c.refers('policy_fund', [t.fundId], [fund.fundId]),
    c.refers('policy_fact', [t.fundId, t.factId], [fact.fundId, fact.id]),
    c.uniqueOn('policy_fact', [t.fundId, t.factId]),
    c.must('policy_dates', sql`${t.endsOn} >= ${t.effectiveOn}`),
    // A default holds from the beginning of time, or from the day of its law.
    c.must('policy_effective', sql`${t.factId} is null or ${t.effectiveOn} is not null`),
  ],
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
