import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { PLACE_KINDS } from '../../../domain/fund/places.ts';
import { INCOME_KINDS } from '../../../domain/fund/income.ts';
import { METHODS } from '../../../domain/primitives/paymentMethods.ts';
import { ofFact, ofPlace, POSTED_AS } from './schema.ts';
import * as c from './columns.ts';

// What is entered about the places of a fund's money (R35). A `…place_id` that is null means the default
// place of its kind.

const placeKind = (name: string, column: AnyPgColumn) =>
  c.oneOf(`${name}_place_kind`, column, PLACE_KINDS);

/** Money that went from one place of the fund to another; to a trustee, it is entrusted. */
export const transfer = pgTable(
  'transfer',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    amount: c.dong('amount').notNull(),
    voucherNumber: c.words('voucher_number'),
    note: text('note'),
    fromPlaceId: uuid('from_place_id'),
    fromKind: text('from_kind', { enum: PLACE_KINDS }).notNull(),
    toPlaceId: uuid('to_place_id'),
    toKind: text('to_kind', { enum: PLACE_KINDS }).notNull(),
    postedAs: text('posted_as', { enum: POSTED_AS }),
    /** Of which capital it is that goes to a trustee or comes back (R34); null: charter capital. */
    source: text('source'),
  },
  (t) => [
    ...ofFact('transfer', t),
    c.must('transfer_source', sql`${t.source} <> 'charter'`),
    ofPlace('transfer_from', { fundId: t.fundId, placeId: t.fromPlaceId }),
    ofPlace('transfer_to', { fundId: t.fundId, placeId: t.toPlaceId }),
    c.must('transfer_amount', sql`${t.amount} > 0`),
    placeKind('transfer_from', t.fromKind),
    placeKind('transfer_to', t.toKind),
    c.oneOf('transfer_posted_as', t.postedAs, POSTED_AS),
  ],
);

/** What was counted in a place on the fact's day, or what the bank's statement says. */
export const placeCount = pgTable(
  'place_count',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    placeId: uuid('place_id'),
    placeKind: text('place_kind', { enum: PLACE_KINDS }).notNull(),
    amount: c.dong('amount').notNull(),
    documentNumber: text('document_number'),
    note: text('note'),
  },
  (t) => [
    ...ofFact('place_count', t),
    ofPlace('place_count', t),
    c.must('place_count_amount', sql`${t.amount} >= 0`),
    placeKind('place_count', t.placeKind),
  ],
);

/** What a trustee says of the money entrusted to it, at the close of the fact's day. */
export const trusteeStatement = pgTable(
  'trustee_statement',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    placeId: c.id('place_id'),
    documentNumber: text('document_number'),
    outstanding: c.dong('outstanding').notNull(),
    overdue: c.dong('overdue').notNull(),
    idle: c.dong('idle').notNull(),
    collectedPrincipal: c.dong('collected_principal').notNull(),
    interest: c.dong('interest').notNull(),
    fee: c.dong('fee').notNull(),
  },
  (t) => [
    ...ofFact('trustee_statement', t),
    ofPlace('trustee_statement', t),
    c.must(
      'trustee_statement_amounts',
      sql`least(${t.outstanding}, ${t.overdue}, ${t.idle}, ${t.collectedPrincipal}, ${t.interest}, ${t.fee}) >= 0`,
    ),
    c.must('trustee_statement_overdue', sql`${t.overdue} <= ${t.outstanding}`),
  ],
);

/** Money beside the principal that came in otherwise than by receipts of loans, or went out (R35). */
export const incomeMovement = pgTable(
  'income_movement',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    kind: text('kind', { enum: INCOME_KINDS }).notNull(),
    amount: c.dong('amount').notNull(),
    documentNumber: c.words('document_number'),
    description: text('description'),
    method: text('method', { enum: METHODS }),
    placeId: uuid('place_id'),
    placeKind: text('place_kind', { enum: PLACE_KINDS }).notNull(),
    postedAs: text('posted_as', { enum: POSTED_AS }),
  },
  (t) => [
    ...ofFact('income_movement', t),
    ofPlace('income_movement', t),
    index('income_movement_document_idx').on(t.fundId, t.documentNumber),
    c.oneOf('income_movement_kind', t.kind, INCOME_KINDS),
    c.must('income_movement_amount', sql`${t.amount} > 0`),
    c.oneOf('income_movement_method', t.method, METHODS),
    placeKind('income_movement', t.placeKind),
    c.oneOf('income_movement_posted_as', t.postedAs, POSTED_AS),
  ],
);
