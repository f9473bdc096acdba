import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ACCESS_KINDS } from '../../../domain/persons/accesses.ts';
import * as c from './columns.ts';
import { token } from './schema.ts';

/** That somebody was shown the whole identity number of a person: 1, 2, 3 … in the fund, each chained to the last. */
export const personalDataAccess = pgTable(
  'personal_data_access',
  {
    fundId: c.id('fund_id'),
    number: bigint('number', { mode: 'number' }).notNull(),
    recordedAt: c.instant('recorded_at'),
    tokenId: c.id('token_id'),
    address: text('address'),
    requestId: text('request_id'),
    what: text('what', { enum: ACCESS_KINDS }).notNull(),
    /** The borrower, asset or case that was shown. */
    subject: uuid('subject'),
    /** The borrower whose number it is, if the person is one. */
    cooperativeId: uuid('cooperative_id'),
    /** Who the person is, if it is none; of an export, whom it was asked for. */
    about: text('about'),
    previousHash: c.words('previous_hash'),
    hash: c.words('hash'),
  },
  (t) => [
    c.key('personal_data_access', [t.fundId, t.number]),
    c.refers('personal_data_access_token', [t.fundId, t.tokenId], [token.fundId, token.id]),
    c.oneOf('personal_data_access_what', t.what, ACCESS_KINDS),
    c.must('personal_data_access_number', sql`${t.number} > 0`),
    index('personal_data_access_subject_idx').on(t.fundId, t.subject),
    index('personal_data_access_cooperative_idx').on(t.fundId, t.cooperativeId),
  ],
);
