import type { Actor } from '../../../src/domain/access/actor.ts';
import {
  answerRow,
  deleteOldAnswers,
  findAnswers,
  type StoredAnswer,
} from '../../../src/store/access/idempotency.ts';
import { NO_REQUEST } from '../../../src/store/books/audit.ts';
import { constraintOf, readFund, writeFund } from '../../../src/store/database/database.ts';
import { writeActs } from '../../../src/usecases/acts/writeActs.ts';
import { asAdmin, createTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;

let fundId: string;

let actor: Actor;

beforeAll(async () => {
  db = await createTestDatabase();
  ({ fundId, actor } = await db.addFund());
});
afterAll(() => db.close());

const save = (answer: StoredAnswer): Promise<void> =>
  writeActs(db.database, actor, NO_REQUEST, async (fund) =>
    fund.keep([answerRow(answer, new Date())]),
  );

const find = async (...keys: string[]): Promise<StoredAnswer[]> => [
  ...(await readFund(db.database, fundId, (tx) => findAnswers(tx, keys))).values(),
];

test('answers come back with their fields in the order given; old ones are dropped', async () => {
  const answer = {
    key: 'k',
    address: 'POST /v1/loans',
    requestHash: 'h',
    status: 201,
    answer: { z: '1', a: { y: [1, null], b: true } },
  };
  await save(answer);
  expect(JSON.stringify(await find('k', 'other'))).toBe(JSON.stringify([answer]));
  expect(await find('other')).toEqual([]);
  const twice: unknown = await save(answer).catch((cause: unknown) => cause);
  expect(constraintOf(twice)?.constraint).toBe('idempotency_key_pk');
  await asAdmin(
    `insert into idempotency_key
      values ('${fundId}', 'old', '/', 'h', 201, '{}', now() - interval '36 days')`,
    db.ownerConnectionString,
  );
  expect(await writeFund(db.database, fundId, deleteOldAnswers)).toBe(1);
  expect(await find('k', 'old')).toEqual([answer]);
});
