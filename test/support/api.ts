import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { calendarDate, type CalendarDate } from '../../src/domain/primitives/dates.ts';
import { buildApp, type ServiceOptions } from '../../src/process/app.ts';
import type { App } from '../../src/http/service/appTypes.ts';
import type { AppOptions } from '../../src/http/service/createApp.ts';
import type { LookUp } from '../../src/jobs/webhooks/send.ts';
import { webhookKeyOf } from '../../src/usecases/webhooks/secrets.ts';
import { createFund } from '../../src/usecases/fund/createFund.ts';
import type { Actor } from '../../src/usecases/access/authenticate.ts';
import type { Role } from '../../src/domain/access/actor.ts';
import type { Clock } from '../../src/usecases/view/clock.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** A parsed JSON answer: what is in it is what the test is about. */
export type Json = any;

/** The operator's key of tests. */
export const TEST_KEY = webhookKeyOf('một khóa dài hơn ba mươi hai ký tự');

/** No name leads anywhere: no test sends anything to others than itself. */
const nowhere: LookUp = (host, _, done) =>
  done(Object.assign(new Error(host), { code: 'ENOTFOUND' }), []);

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: Json;
}

type Headers = Record<string, string | undefined>;

/** Sends requests with one fund's token; every POST with a key of its own unless one is given. */
export class Client {
  readonly #app: App;
  readonly actor: Actor;
  readonly token: string;

  constructor(app: App, actor: Actor, token: string) {
    this.#app = app;
    this.actor = actor;
    this.token = token;
  }

  async send(
    method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Headers = {},
  ): Promise<Answer> {
    const sent = { authorization: `Bearer ${this.token}`, ...headers };
    const given = Object.entries(sent).filter(([, value]) => value !== undefined);
    const reply = await this.#app.inject({
      method,
      url,
      headers: Object.fromEntries(given) as Record<string, string>,
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const isJson = String(reply.headers['content-type']).includes('json');
    return {
      status: reply.statusCode,
      headers: reply.headers,
      text: reply.payload,
      body: isJson && reply.payload !== '' ? JSON.parse(reply.payload) : undefined,
    };
  }

  get(url: string, headers: Headers = {}): Promise<Answer> {
    return this.send('GET', url, undefined, headers);
  }

  post(url: string, body: unknown, headers: Headers = {}): Promise<Answer> {
    return this.send('POST', url, body, { 'idempotency-key': randomUUID(), ...headers });
  }

  put(url: string, body: unknown, headers: Headers = {}): Promise<Answer> {
    return this.send('PUT', url, body, headers);
  }

  patch(url: string, body: unknown, headers: Headers = {}): Promise<Answer> {
    return this.send('PATCH', url, body, headers);
  }

  /** What a GET answers with 200. */
  async read(url: string): Promise<Json> {
    const answer = await this.get(url);
    if (answer.status !== 200) throw new Error(`GET ${url}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  /** What a POST answers with 201. */
  async add(url: string, body: unknown): Promise<Json> {
    const answer = await this.post(url, body);
    if (answer.status !== 201) throw new Error(`POST ${url}: ${answer.status} ${answer.text}`);
    return answer.body;
  }
}

/** The service on a database of its own, with two funds. */
export interface Api {
  readonly app: App;
  readonly database: TestDatabase;
  readonly fund: Client;
  readonly other: Client;
  /** A fund more, without capital: for a test whose policies must not meet other loans. */
  addFund(): Promise<Client>;
  /** Another token of a client's fund, made by its director. */
  withRole(client: Client, role: Role, scopes?: readonly string[]): Promise<Client>;
  /** Sets the day that is today. */
  setToday(date: string): void;
  /** How many rows of facts and reversals the two funds have. */
  countRows(): Promise<number>;
  close(): Promise<void>;
}

/** The day that is today in tests, unless they say otherwise. */
export const TODAY = '2024-03-31';

/** A fund's director and his token. */
export type Director = Awaited<ReturnType<typeof createFund>>;

/** Adds a fund, without capital. */
export function createDirector(
  database: TestDatabase,
  code: string,
  token?: string,
): Promise<Director> {
  const fund = { code, name: 'Quỹ hỗ trợ phát triển hợp tác xã', province: 'Lạng Sơn' };
  return createFund(database.ownerConnectionString, fund, token);
}

export async function startApi(today = TODAY, parts: AppParts = {}): Promise<Api> {
  const database = await createTestDatabase();
  const fund = await createDirector(database, 'QHT');
  const other = await createDirector(database, 'HAI');
  return startApiOn(database, { fund, other }, today, parts);
}

/** What a test may give the service beside its database. */
export type AppParts = Pick<AppOptions, 'consoleFolder'> &
  Pick<ServiceOptions, 'webhooks' | 'signOn' | 'addFund'> &
  Partial<Pick<ServiceOptions, 'rateLimitPerSecond'>>;

/** The service on a database that has the two funds already. */
export async function startApiOn(
  database: TestDatabase,
  funds: { readonly fund: Director; readonly other: Director },
  today: string,
  parts: AppParts = {},
): Promise<Api> {
  let date: CalendarDate = calendarDate(today);
  const clock: Clock = { today: () => date, now: () => new Date() };
  const app = await buildApp({
    database: database.database,
    clock,
    logger: pino({ level: 'silent' }),
    rateLimitPerSecond: 0,
    checkAnswers: true,
    webhooks: { key: TEST_KEY, lookUp: nowhere },
    ...parts,
  });
  const clientOf = ({ director, token }: Director) => new Client(app, director, token);
  return {
    app,
    database,
    fund: clientOf(funds.fund),
    other: clientOf(funds.other),
    addFund: async () => clientOf(await createDirector(database, next('Q'))),
    withRole: async (director, role, scopes = []) => {
      const { fundId } = director.actor;
      const name = next(role === 'accountant' ? 'Kế toán ' : `${role} `);
      const rights = scopes.length === 0 ? {} : { scopes };
      const made = await director.add('/v1/tokens', { name, role, ...rights });
      const actor = { fundId, tokenId: made.id as string, tokenName: name, role, scopes };
      return new Client(app, actor, made.token as string);
    },
    setToday: (text) => {
      date = calendarDate(text);
    },
    countRows: async () => {
      const count = 'select (select count(*) from fact) + (select count(*) from reversal) as n';
      const { rows } = await database.asOwner(count);
      return Number(rows[0]?.['n']);
    },
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}

let entered = 0;

/** A number not used before. */
export function next(prefix: string): string {
  entered += 1;
  return `${prefix}${String(entered).padStart(4, '0')}`;
}

export function cooperativeBody(more: object = {}) {
  return { code: next('HTX'), name: 'HTX Xuân Mai', locality: 'Văn Quan', ...more };
}

/**
 * 200 m at 6.6% (overdue 9.9%) in four instalments of 50 m on 25/6 (a Sunday, so payable by the
 * 26th), 25/9, 25/12/2023 and 25/3/2024, interest on the same days: R3's example.
 */
export function loanBody(cooperativeId: string, more: object = {}) {
  return {
    cooperativeId,
    contractNumber: next('HD'),
    signedOn: '2023-03-20',
    principal: '200000000',
    ratePercent: '6.6',
    overdueRatePercent: '9.9',
    principalSchedule: { kind: 'equal', count: 4, every: 'quarter', firstDueOn: '2023-06-25' },
    interestSchedule: { every: 'quarter', firstDueOn: '2023-06-25' },
    ...more,
  };
}

export function payment(amount: string, effectiveOn: string, more: object = {}) {
  return { amount, effectiveOn, voucherNumber: next('CT'), ...more };
}

export function components(
  principal: string,
  inTermInterest: string,
  overdueInterest = '0',
  lateInterest = '0',
) {
  return { principal, inTermInterest, overdueInterest, lateInterest };
}

/** Puts charter capital into a fund. */
export function contribute(client: Client, amount = '1000000000', effectiveOn = '2023-01-02') {
  const documentNumber = next('QD');
  return client.add('/v1/fund/capital-movements', {
    kind: 'contribution',
    amount,
    effectiveOn,
    documentNumber,
  });
}

/** The loan of `loanBody`, disbursed in full on 25/3/2023; the fund must have the money. */
export async function lend(
  client: Client,
  more: object = {},
  cooperativeId?: string,
): Promise<{ loanId: string; cooperativeId: string; path: string; contractNumber: string }> {
  const borrower =
    cooperativeId ?? ((await client.add('/v1/cooperatives', cooperativeBody())).id as string);
  const loan = await client.add('/v1/loans', loanBody(borrower, more));
  const path = `/v1/loans/${loan.id}`;
  await client.add(`${path}/disbursements`, payment(loan.principal, '2023-03-25'));
  const { id, contractNumber } = loan;
  return { loanId: id, cooperativeId: borrower, path, contractNumber };
}

/** The JSON of an answer without what differs between two equal ones. */
export function without(body: Json, ...names: string[]): Json {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}

/** A decision's answer without the loan before and after it. */
export function decisionOnly(body: Json): Json {
  return without(body, 'affects', 'positionBefore', 'positionAfter');
}

/**
 * Expects a refusal, and that it changed nothing: as many facts as before, and the same answer at
 * the address given.
 */
export async function expectRefused(
  api: Api,
  refused: { ask: () => Promise<Answer>; unchanged: string },
  problem: { status: number; code: string; [more: string]: unknown },
): Promise<Answer> {
  const state = async () => [
    await api.countRows(),
    without(await api.fund.read(refused.unchanged), 'knownAt'),
  ];
  const before = await state();
  const answer = await refused.ask();
  expect(answer.body).toMatchObject(problem);
  expect(answer.status).toBe(problem.status);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    type: `/problems/${problem.code}`,
    requestId: expect.any(String),
    detail: expect.stringMatching(/\S/),
  });
  expect(answer.body.detail).not.toMatch(/[[\]{}]|undefined/);
  expect(await state()).toEqual(before);
  return answer;
}
