import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../test/support/api.ts';
import { Program } from '../../test/support/program.ts';
import { stopDatabase } from '../../test/support/service.ts';
import type { Made } from './requests.ts';
import { takeOver } from './takenOver.ts';

/** No answer is waited for any longer. */
const ANSWER_TIMEOUT_MS = 30_000;

/** An answer to a request; status 0: the connection ended without one. */
export interface Answered {
  readonly status: number;
  readonly ms: number;
  readonly type: string;
  readonly text: string;
}

/** What the watch inside the service tells. */
export interface Watched {
  readonly heldMs: number;
  readonly usedMib: number;
  /** For how long the service was ready and did not run since it began. */
  readonly notRunMs: number;
}

/** The example with its whole history, or a fund that was taken over (R32, R33). */
export type FuzzedFund = 'example' | 'taken_over';

const NEW_FUND = {
  FUND_CODE: 'QHT',
  FUND_NAME: 'Quỹ hỗ trợ phát triển hợp tác xã',
  FUND_PROVINCE: 'Lạng Sơn',
  FUND_HOLIDAYS: 'vietnam',
};

/** A service of its own on one fund, in a folder that is gone afterwards, on this machine alone. */
export class Target {
  readonly token = `fuzz-${randomUUID()}`;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  #folder = '';
  #program: Program | null = null;
  #address = '';
  #watch = '';

  /** @param seed of what is entered in a fund that is taken over; the example has what it has */
  async start(fund: FuzzedFund, seed: number): Promise<void> {
    this.#folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-fuzz-'));
    // The database may run as another user, who must get to its own folder.
    await fs.chmod(this.#folder, 0o755);
    const port = path.join(this.#folder, 'watch');
    this.#program = new Program(fund === 'example' ? 'src/demo/demo.ts' : 'src/server.ts', {
      ...(fund === 'example' ? {} : NEW_FUND),
      DATA_DIR: path.join(this.#folder, 'data'),
      BOOTSTRAP_TOKEN: this.token,
      RATE_LIMIT_PER_SECOND: '0',
      NODE_OPTIONS: `--import ${new URL('watch.mjs', import.meta.url).href}`,
      FUZZ_WATCH: port,
    });
    this.#address = await this.#program.until(/Listening on (\S+)/);
    this.#watch = `http://127.0.0.1:${await fs.readFile(port, 'utf8')}`;
    while ((await this.ask('/readyz')).status !== 200) await sleep(100);
    if (fund === 'taken_over') await takeOver((...entered) => this.#enter(...entered), seed);
  }

  async #enter(method: string, url: string, value: Json): Promise<Json> {
    const headers = {
      authorization: `Bearer ${this.token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    const body = Buffer.from(JSON.stringify(value));
    const { status, text } = await this.send({ method, url, headers, body, isCut: false });
    if (status >= 300) throw new Error(`${method} ${url}: ${status} ${text.slice(0, 500)}`);
    return JSON.parse(text) as Json;
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#program?.process.kill('SIGTERM');
    await this.#program?.ended;
    await stopDatabase(path.join(this.#folder, 'data'));
    await fs.rm(this.#folder, { recursive: true, force: true });
  }

  /** What its log has of the cause of an error; empty: nothing. */
  causeOf(requestId: string): string {
    const lines = (this.#program?.output ?? '').split('\n');
    return lines.find((line) => line.includes(requestId) && line.includes('"err"')) ?? '';
  }

  /** A GET as the fund's director. */
  ask(url: string): Promise<Answered> {
    const headers = { authorization: `Bearer ${this.token}` };
    return this.send({ method: 'GET', url, headers, body: null, isCut: false });
  }

  /** What a GET answers with 200. */
  async read(url: string): Promise<Json> {
    const { status, text } = await this.ask(url);
    if (status !== 200) throw new Error(`GET ${url}: ${status} ${text.slice(0, 500)}`);
    return JSON.parse(text) as Json;
  }

  send({ method, url, headers, body, isCut }: Made): Promise<Answered> {
    const start = performance.now();
    const length = body === null ? {} : { 'content-length': body.length + (isCut ? 10 : 0) };
    return new Promise((resolve) => {
      const end = (status: number, type: string, text: string) =>
        resolve({ status, type, text, ms: performance.now() - start });
      const options = { method, headers: { ...headers, ...length }, agent: this.#agent };
      const request = http.request(`${this.#address}${url}`, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', () => end(0, '', 'the answer broke off'));
        response.once('end', () => {
          const type = response.headers['content-type'] ?? '';
          end(response.statusCode ?? 0, type, Buffer.concat(chunks).toString('utf8'));
        });
      });
      request.setTimeout(ANSWER_TIMEOUT_MS, () => request.destroy(new Error('no answer in time')));
      request.once('error', ({ message }) => end(0, '', message));
      if (body !== null) request.write(body);
      if (isCut) setTimeout(() => request.destroy(), 5);
      else request.end();
    });
  }

  /** @param collected whether to collect first what nobody needs: that takes its time */
  async watch(collected = false): Promise<Watched> {
    const answer = await fetch(`${this.#watch}/${collected ? 'collected' : ''}`);
    return (await answer.json()) as Watched;
  }
}
