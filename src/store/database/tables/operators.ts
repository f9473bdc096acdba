import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import * as c from './columns.ts';

// Of the installation, not of a fund: the only tables without a fund's id.

/** A credential of whoever runs the installation: the last version of a name counts. */
export const installationOperator = pgTable(
  'installation_operator',
  {
    name: c.words('name'),
    version: integer('version').notNull(),
    /** Null: ended. */
    tokenHash: text('token_hash'),
    recordedAt: c.instant('recorded_at'),
  },
  (t) => [
    c.key('installation_operator', [t.name, t.version]),
    c.must('installation_operator_version', sql`${t.version} > 0`),
    index('installation_operator_hash_idx').on(t.tokenHash),
  ],
);

/** What an operator did. */
export const operatorAct = pgTable(
  'operator_act',
  {
    number: bigint('number', { mode: 'number' }).notNull(),
    recordedAt: c.instant('recorded_at'),
    operator: c.words('operator'),
    address: text('address'),
    requestId: text('request_id'),
    act: c.words('act'),
    about: jsonb('about').notNull(),
  },
  (t) => [c.key('operator_act', [t.number]), c.must('operator_act_number', sql`${t.number} > 0`)],
);

/** How much of the installation a fund may take: the last version counts. What is null has no limit. */
export const fundLimit = pgTable(
  'fund_limit',
  {
    fundId: c.id('fund_id'),
    version: integer('version').notNull(),
    requestsPerSecond: integer('requests_per_second'),
    cooperatives: integer('cooperatives'),
    loans: integer('loans'),
    /** Of all files that were sent. */
    fileBytes: bigint('file_bytes', { mode: 'number' }),
    recordedAt: c.instant('recorded_at'),
    /** The name of the operator. */
    recordedBy: c.words('recorded_by'),
  },
  (t) => [
    c.key('fund_limit', [t.fundId, t.version]),
    c.must('fund_limit_version', sql`${t.version} > 0`),
    c.must(
      'fund_limit_positive',
      sql`least(${t.requestsPerSecond}, ${t.cooperatives}, ${t.loans}, ${t.fileBytes}) > 0`,
    ),
  ],
);
