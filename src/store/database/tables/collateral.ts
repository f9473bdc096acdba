import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  pgTable,
  text,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import { COLLATERAL_KINDS } from '../../../domain/policies/collateralKinds.ts';
import { cooperative, ofFact } from './schema.ts';
import { ofLoan } from './loans.ts';
import * as c from './columns.ts';

// What secures loans (R41). An asset is known by the id of its first version.

/**
 * What was entered of an asset, under the fact that entered it: the whole each time. A change counts
 * from `changed_on`; the first version and corrections, without it, count for all days.
 */
export const collateralVersion = pgTable(
  'collateral_version',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    collateralId: c.id('collateral_id'),
    changedOn: c.day('changed_on'),
    reason: text('reason'),
    /** Whether it says anything of kind, loans and the right to sell: what figures rest on. */
    setsTerms: boolean('sets_terms').notNull(),
    ownerCooperativeId: uuid('owner_cooperative_id'),
    ownerName: text('owner_name'),
    ownerIdentityNumber: text('owner_identity_number'),
    ownerAddress: text('owner_address'),
    ownerPhone: text('owner_phone'),
    kind: text('kind', { enum: COLLATERAL_KINDS }).notNull(),
    description: c.words('description'),
    documentNumber: text('document_number'),
    mayBeSoldFrom: c.day('may_be_sold_from'),
  },
  (t) => [
    ...ofFact('collateral_version', t),
    ofCollateral('collateral_version', t, { fundId: t.fundId, id: t.id }),
    c.refers(
      'collateral_version_owner',
      [t.fundId, t.ownerCooperativeId],
      [cooperative.fundId, cooperative.id],
    ),
    index('collateral_version_collateral_idx').on(t.fundId, t.collateralId),
    c.oneOf('collateral_version_kind', t.kind, COLLATERAL_KINDS),
    c.must(
      'collateral_version_owner',
      sql`(${t.ownerCooperativeId} is null) <> (${t.ownerName} is null)`,
    ),
  ],
);

type OfAsset = { fundId: AnyPgColumn; collateralId: AnyPgColumn };

/** The key of what is about an asset: to its first version. */
function ofCollateral(name: string, t: OfAsset, first: { fundId: AnyPgColumn; id: AnyPgColumn }) {
  return c.refers(`${name}_collateral`, [t.fundId, t.collateralId], [first.fundId, first.id]);
}

/** A loan that an asset secures by a version, and up to how much of it; null: all of it. */
export const collateralLoan = pgTable(
  'collateral_loan',
  {
    fundId: c.id('fund_id'),
    versionId: c.id('version_id'),
    position: integer('position').notNull(),
    loanId: c.id('loan_id'),
    upTo: c.dong('up_to'),
  },
  (t) => [
    c.key('collateral_loan', [t.fundId, t.versionId, t.position]),
    c.refers(
      'collateral_loan_version',
      [t.fundId, t.versionId],
      [collateralVersion.fundId, collateralVersion.id],
    ),
    ofLoan('collateral_loan', t),
    index('collateral_loan_idx').on(t.fundId, t.loanId),
    c.uniqueOn('collateral_loan', [t.fundId, t.versionId, t.loanId]),
    c.must('collateral_loan_up_to', sql`${t.upTo} > 0`),
  ],
);

/** What an asset was found to be worth on a day. */
export const collateralValuation = pgTable(
  'collateral_valuation',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    collateralId: c.id('collateral_id'),
    valuedOn: c.day('valued_on').notNull(),
    value: c.dong('value').notNull(),
    basis: c.words('basis'),
    valuedBy: text('valued_by'),
  },
  (t) => [
    ...ofFact('collateral_valuation', t),
    ofCollateral('collateral_valuation', t, collateralVersion),
    c.must('collateral_valuation_value', sql`${t.value} >= 0`),
  ],
);

/** That an asset secures nothing any more, from the fact's day on. */
export const collateralRelease = pgTable(
  'collateral_release',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    collateralId: c.id('collateral_id'),
    documentNumber: c.words('document_number'),
    note: text('note'),
  },
  (t) => [
    ...ofFact('collateral_release', t),
    ofCollateral('collateral_release', t, collateralVersion),
  ],
);
