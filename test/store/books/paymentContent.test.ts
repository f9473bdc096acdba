import fc from 'fast-check';
import type { Actor } from '../../../src/domain/access/actor.ts';
import { NO_REQUEST } from '../../../src/store/books/audit.ts';
import { allContents } from '../../../src/store/books/factContent.ts';
import { auditDifferences } from '../../../src/usecases/books/verifyAudit.ts';
import { writeActs } from '../../../src/usecases/acts/writeActs.ts';
import { readLast } from '../../../src/usecases/view/readAsKnown.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { entries } from '../../support/entries.ts';

let db: TestDatabase;

let actor: Actor;

let fundId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  ({ fundId, actor } = await db.addFund('F'));
});
afterAll(() => db.close());

/** Texts that JSON writes with a backslash, and others that a voucher may have. */
const vouchers = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', '\\', '/', '\b', '\f', '\n', '\r', '\t', '\u0001', '\u001f', '\u007f'),
    fc.constantFrom('é', 'ệ', '\u0300', '\u2028', '\ufeff', '😀', '<', '{', ' '),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter((each) => each !== '\0'),
  ),
  minLength: 1,
  maxLength: 40,
});

test('what the trail has of a payment is what the database reads from its rows', async () => {
  const numbers = fc.sample(vouchers, { numRuns: 200, seed: 1 });
  await writeActs(db.database, actor, NO_REQUEST, (fund) => {
    const by = entries(fund);
    const { id: loanId } = by.loan(by.cooperative().id);
    numbers.forEach((number, at) => {
      by.disbursement(loanId, '2021-03-31', String(1_000_000 + at), `C${number}`);
      by.repayment(loanId, '2021-04-30', ['1', String(at)], number);
    });
    return Promise.resolve();
  });
  const [said, differences] = await readLast(db.database, fundId, async (fund) => [
    await fund.sql(allContents),
    await auditDifferences(fund),
  ]);
  expect(said.filter(({ text }) => /"kind": "(repayment|disbursement)"/.test(text))).toHaveLength(
    2 * numbers.length,
  );
  expect(differences).toEqual([]);
});
