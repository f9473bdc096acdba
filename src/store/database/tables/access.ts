import { sql } from 'drizzle-orm';
import { pgTable } from 'drizzle-orm/pg-core';
import * as c from './columns.ts';
import { token } from './schema.ts';

/** That somebody is signed in with a token: until an instant, or until the row is deleted. */
export const session = pgTable(
  'session',
  {
    fundId: c.id('fund_id'),
    sessionHash: c.words('session_hash'),
    tokenId: c.id('token_id'),
    begunAt: c.instant('begun_at'),
    endsAt: c.instant('ends_at'),
  },
  (t) => [
    c.key('session', [t.fundId, t.sessionHash]),
    c.refers('session_token', [t.fundId, t.tokenId], [token.fundId, token.id]),
    c.must('session_ends', sql`${t.endsAt} > ${t.begunAt}`),
  ],
);
