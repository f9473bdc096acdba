import { pino } from 'pino';
import { calendarDate } from '../../../src/domain/primitives/dates.ts';
import { buildApp } from '../../../src/process/app.ts';
import {
  Client,
  contribute,
  lend,
  payment,
  startApi,
  TODAY,
  type Api,
  type Json,
} from '../../support/api.ts';
import { asAdmin, openPatiently } from '../../support/database.ts';

// A superuser has changed rows so that facts contradict one another. The verification names them and goes
// on: in the process that has read the facts before, and in one that starts behind it and can read none.

let api: Api;

let loanId: string;

let contractNumber: string;

let disbursementId: string;

let receipt: Json;

let extension: Json;

let report: Json;

beforeAll(async () => {
  api = await startApi();
  const { fund } = api;
  await contribute(fund);
  let path: string;
  ({ path, loanId, contractNumber } = await lend(fund));
  disbursementId = (await fund.read(`${path}/disbursements`)).data[0].id;
  receipt = await fund.add(`${path}/repayments`, payment('53327123', '2023-06-25'));
  extension = await fund.add(`${path}/restructurings`, {
    kind: 'extension',
    decisionNumber: '2/QĐ',
    decidedOn: '2024-02-01',
    instalments: [{ dueOn: '2025-03-25', principal: '150000000' }],
  });
  const issue = { asOf: '2024-03-01', documentNumber: '12/BC-QHT' };
  report = await fund.add('/v1/reports/fund-section/issues', issue);
  await fund.add('/v1/periods/2023-Q1/closing', {});
});
afterAll(() => api.close());

/** As one who may switch off every guard. */
const tamper = (statement: string) =>
  asAdmin(
    `set session_replication_role = replica; ${statement}`,
    api.database.ownerConnectionString,
  );

const found = async (fund: Client): Promise<Json[]> =>
  (await fund.read('/v1/ledger/verification')).differences;

/** What a process finds that starts now. */
async function foundByAnother(): Promise<Json[]> {
  const database = openPatiently(api.database.ownerConnectionString, () => undefined);
  const app = await buildApp({
    database,
    clock: { today: () => calendarDate(TODAY), now: () => new Date() },
    logger: pino({ level: 'silent' }),
    rateLimitPerSecond: 0,
    checkAnswers: true,
  });
  try {
    return await found(new Client(app, api.fund.actor, api.fund.token));
  } finally {
    await app.close();
    await database.close();
  }
}

const NO_LOAN = '0195f3f0-5b6e-7c3a-9d53-0c6f5a1e2b34';

const notWorkedOut = (what: string, more: object = {}) => ({
  code: 'not-worked-out',
  what,
  factId: null,
  loanId: null,
  contractNumber: null,
  reason: expect.any(String),
  ...more,
});

/** A change of rows, what takes it back, and what is found of the facts and of what was changed. */
interface Change {
  readonly change: string;
  readonly undo: string;
  readonly ofFacts: readonly object[];
  readonly changed: object;
}

const CHANGES: Readonly<Record<string, () => Change>> = {
  'a receipt of a loan that there is not': () => ({
    change: `update repayment set loan_id = '${NO_LOAN}' where id = '${receipt.id}'`,
    undo: `update repayment set loan_id = '${loanId}' where id = '${receipt.id}'`,
    ofFacts: [
      {
        code: 'fact-not-usable',
        what: 'fact',
        factId: receipt.id,
        loanId: NO_LOAN,
        contractNumber: null,
        reason: `no loan ${NO_LOAN} in the book`,
      },
    ],
    changed: { of: 'audit', code: 'fact-changed', factId: receipt.id },
  }),
  'an extension without instalments': () => ({
    change: `create table aside as select * from decision_instalment;
      delete from decision_instalment`,
    undo: 'insert into decision_instalment select * from aside; drop table aside',
    ofFacts: [
      notWorkedOut('position', {
        factId: extension.id,
        loanId,
        contractNumber,
        reason: 'a restructuring has at least one instalment',
      }),
      notWorkedOut(`report ${report.id}`),
    ],
    changed: { of: 'audit', code: 'fact-changed', factId: extension.id },
  }),
  // Nothing is planned before the disbursement, with which the contract is first needed.
  'a contract of a schedule that nobody knows': () => ({
    change: `alter table loan_terms drop constraint loan_terms_schedule_check;
      update loan_terms set schedule_kind = 'monthly' where id = '${loanId}'`,
    undo: `update loan_terms set schedule_kind = 'equal' where id = '${loanId}'`,
    ofFacts: [
      notWorkedOut('position', { factId: disbursementId, loanId, contractNumber }),
      notWorkedOut('closing 2023-Q1'),
      notWorkedOut(`report ${report.id}`),
    ],
    changed: { of: 'audit', code: 'fact-changed', factId: loanId },
  }),
  'a policy that says no number': () => ({
    change: `update policy set value = '"x"' where name = 'overdueRateSharePercent'`,
    undo: `update policy set value = '"150"' where name = 'overdueRateSharePercent'`,
    ofFacts: [
      notWorkedOut('ledger', { reason: 'not a rate: x' }),
      notWorkedOut('closing 2023-Q1'),
      notWorkedOut(`report ${report.id}`),
    ],
    changed: { of: 'row', code: 'row-changed', table: 'policy' },
  }),
};

test.each(Object.keys(CHANGES))('%s is found, by a process that starts too', async (name) => {
  const { change, undo, ofFacts, changed } = (CHANGES[name] as () => Change)();
  const before = await found(api.fund);
  await tamper(change);
  for (const differences of [await found(api.fund), await foundByAnother()]) {
    expect(differences.filter((each) => each.of === 'fact')).toEqual(
      ofFacts.map((each) => ({ of: 'fact', ...each })),
    );
    expect(differences).toContainEqual(expect.objectContaining(changed));
  }
  await tamper(undo);
  // The schema is not as it was where a constraint had to go.
  const after = (await found(api.fund)).filter((each) => each.of !== 'schema');
  expect(after).toEqual(before.filter((each) => each.of !== 'schema'));
  expect(after).toEqual([]);
});
