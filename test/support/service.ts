import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from './api.ts';
import { Program } from './program.ts';

// The real service as a process of its own, asked over the network: for what fails, and how it
// recovers. Only what is started here is ended here, by its id.

export const TOKEN = `bootstrap-${randomUUID()}`;

/** Longer than the service itself lets anything take: an answer later than this is a hanging one. */
const ANSWER_TIMEOUT_MS = 60_000;

const running = new Set<Service>();

/** The service as a process. */
export class Service extends Program {
  /** @param isQuick whether webhooks are sent again after moments, not minutes */
  constructor(
    env: Record<string, string>,
    { isQuick = false }: { readonly isQuick?: boolean } = {},
  ) {
    const source = isQuick ? 'test/support/quickServer.ts' : 'src/server.ts';
    super(source, { BOOTSTRAP_TOKEN: TOKEN, RATE_LIMIT_PER_SECOND: '0', ...env });
    running.add(this);
  }

  /** Waits until it listens. */
  address(): Promise<string> {
    return this.until(/Listening on (\S+)/);
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
    running.delete(this);
  }
}

/** Kills each service that was started and not killed yet. */
export async function killServices(): Promise<void> {
  for (const service of running) await service.kill();
}

/** The id of the process that serves the database of a folder, from the file it keeps meanwhile. */
export async function databaseProcess(dataDir: string): Promise<number | null> {
  const file = path.join(dataDir, 'postgres', 'postmaster.pid');
  const [pid = ''] = (await fs.readFile(file, 'utf8').catch(() => '')).split('\n');
  return pid === '' ? null : Number(pid);
}

/** Sends a signal to a process, if it still lives. */
export function signal(pid: number | null, name: NodeJS.Signals): boolean {
  try {
    return pid !== null && process.kill(pid, name);
  } catch {
    return false;
  }
}

/** Stops the database that a killed service has left, by its id. */
export async function stopDatabase(dataDir: string): Promise<void> {
  if (!signal(await databaseProcess(dataDir), 'SIGINT')) return;
  for (let tries = 0; tries < 200 && (await databaseProcess(dataDir)) !== null; tries += 1) {
    await sleep(50);
  }
}

/** The owner's connection string of the embedded database that a service runs in a folder. */
export async function ownerOf(dataDir: string): Promise<string> {
  const read = (name: string) => fs.readFile(path.join(dataDir, 'postgres', name), 'utf8');
  const [password, lock] = await Promise.all([read('password'), read('postmaster.pid')]);
  const [, , , port, folder = ''] = lock.split('\n');
  const host = folder === '' ? '' : `&host=${encodeURIComponent(folder)}`;
  return `postgres://postgres:${password}@127.0.0.1/fund?sslmode=disable&port=${port}${host}`;
}

/** What is sent under an Idempotency-Key. */
export interface Sent {
  readonly key: string;
  readonly body: object;
  /** Left out: POST. */
  readonly method?: 'PUT';
}

export interface NetworkAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly replayed: boolean;
  readonly body: Json;
}

/** A POST or PUT where something is sent, else a GET; rejects where no answer comes. */
export async function ask(address: string, url: string, sent?: Sent): Promise<NetworkAnswer> {
  const answer = await fetch(`${address}${url}`, {
    method: sent === undefined ? 'GET' : (sent.method ?? 'POST'),
    body: sent === undefined ? null : JSON.stringify(sent.body),
    headers: {
      authorization: `Bearer ${TOKEN}`,
      ...(sent === undefined
        ? {}
        : { 'content-type': 'application/json', 'idempotency-key': sent.key }),
    },
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    replayed: answer.headers.get('idempotent-replayed') === 'true',
    body: (await answer.json()) as Json,
  };
}

/** As `ask`, but sends again under the same key what a busy service has answered with 503. */
export async function insist(address: string, url: string, sent: Sent): Promise<NetworkAnswer> {
  for (;;) {
    const answer = await ask(address, url, sent);
    if (answer.status !== 503) return answer;
    await sleep(200);
  }
}

/**
 * What an address answers with 200, or with 201 where something is sent: sent again while the service is
 * busy, as it is on a slow machine.
 */
export async function obtain(address: string, url: string, sent?: Sent): Promise<Json> {
  const answer = sent === undefined ? await ask(address, url) : await insist(address, url, sent);
  const expected = sent === undefined ? 200 : 201;
  if (answer.status !== expected) throw new Error(`${url}: ${JSON.stringify(answer)}`);
  return answer.body;
}

/** A request under a key of its own. */
export function keyed(body: object): Sent {
  return { key: randomUUID(), body };
}

const adding = (address: string) => (url: string, body: object) =>
  obtain(address, url, keyed(body));

/** A borrower, whose id is given, and capital of so many times a thousand million for its loans. */
export async function openBorrower(address: string, thousandMillions = 1): Promise<string> {
  const add = adding(address);
  await add('/v1/fund/capital-movements', {
    kind: 'contribution',
    amount: `${thousandMillions}000000000`,
    effectiveOn: '2023-01-02',
    documentNumber: randomUUID(),
  });
  const { id } = await add('/v1/cooperatives', {
    code: randomUUID(),
    name: 'HTX Xuân Mai',
    locality: 'Văn Quan',
  });
  return id as string;
}

/**
 * A loan of 200 m until 25/3/2024, disbursed on 25/3/2023: the address of its receipts.
 *
 * @param borrower left out, one of its own
 */
export async function openLoan(address: string, borrower?: string): Promise<string> {
  const add = adding(address);
  const cooperativeId = borrower ?? (await openBorrower(address));
  const { id } = await add('/v1/loans', {
    cooperativeId,
    contractNumber: randomUUID(),
    signedOn: '2023-03-20',
    principal: '200000000',
    ratePercent: '6.6',
    principalSchedule: { kind: 'bullet', dueOn: '2024-03-25' },
    interestSchedule: { every: 'maturity' },
  });
  const payment = { effectiveOn: '2023-03-25', voucherNumber: randomUUID() };
  await add(`/v1/loans/${id}/disbursements`, { ...payment, amount: '200000000' });
  return `/v1/loans/${id}/repayments`;
}

/** A receipt of 1,000 on 1/6/2023 under a key and a voucher number of its own. */
export function smallReceipt(): Sent {
  const voucherNumber = randomUUID();
  return keyed({ amount: '1000', effectiveOn: '2023-06-01', voucherNumber });
}

/** Each row of a list, page after page. */
export async function listAll(address: string, url: string): Promise<Json[]> {
  const rows: Json[] = [];
  const first = `${url}${url.includes('?') ? '&' : '?'}limit=200`;
  for (let page = first; ;) {
    const { data, nextCursor } = await obtain(address, page);
    rows.push(...data);
    if (nextCursor === null) return rows;
    page = `${first}&cursor=${encodeURIComponent(nextCursor)}`;
  }
}
