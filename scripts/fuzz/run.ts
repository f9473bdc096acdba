import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../test/support/api.ts';
import { Random } from './random.ts';
import { operationsOf, requestOf, type Made, type Operation } from './requests.ts';
import { Target, type Answered, type FuzzedFund } from './target.ts';
import type { Source } from './values.ts';

/** What is asked of the service under all requests. */
export interface Limits {
  readonly answerMs: number;
  readonly heldMs: number;
  /** What may be left in memory by a hundred requests. */
  readonly leftMib: number;
  /** So often each address is asked before anything is measured: what is compiled once does not count. */
  readonly warmUp: number;
}

export const LIMITS: Limits = { answerMs: 5_000, heldMs: 200, leftMib: 100, warmUp: 2 };

export interface Outcome {
  readonly requests: number;
  readonly byStatus: ReadonlyMap<number, number>;
  readonly failures: readonly string[];
  readonly slowestMs: number;
  readonly longestHeldMs: number;
  readonly mostLeftMib: number;
}

/** Between two looks at the figures and at the memory. */
const LOOK_EVERY = 100;

/** A hold may be the machine's: it counts if the same request holds the event loop each time. */
const TRIES = 3;

const MOST_FAILURES = 50;

/** The lists in which ids are found, by the collection in whose addresses they are used. */
const LISTS: Readonly<Record<string, string>> = {
  loans: '/v1/loans?limit=200',
  cooperatives: '/v1/cooperatives?limit=200',
  repayments: '/v1/repayments?limit=200',
  'capital-movements': '/v1/fund/capital-movements?limit=200',
  'litigation-cases': '/v1/litigation-cases?limit=200',
  notices: '/v1/notices?limit=200',
  'issued-reports': '/v1/issued-reports?limit=200',
};

const tidied = (text: string): string => text.replace(/"knownAt":"[^"]*"/g, '');

/** A run of requests against a service, with what was found. */
class Run {
  readonly failures: string[] = [];
  readonly byStatus = new Map<number, number>();
  slowestMs = 0;
  longestHeldMs = 0;
  mostLeftMib = 0;
  readonly #target: Target;
  readonly #limits: Limits;
  readonly #random: Random;
  readonly #report: (line: string) => void;
  readonly #ids = new Map<string, string[]>();
  #leftBefore: number | undefined;
  /** For how long the service had not run when it was last asked. */
  #notRunMs = 0;
  /** The instant of the fund's last fact, which every fact moves. */
  #lastFact = '';
  /** The figures as of that instant. */
  #figures: { readonly lastFact: string; readonly text: string } = { lastFact: '', text: '' };

  constructor(target: Target, seed: number, limits: Limits, report: (line: string) => void) {
    this.#target = target;
    this.#random = new Random(seed);
    this.#limits = limits;
    this.#report = report;
  }

  get #source(): Source {
    return { random: this.#random, ids: this.#ids };
  }

  #fail(what: string, made?: Made, answered?: Answered): void {
    const request =
      made === undefined
        ? ''
        : ` | ${made.method} ${made.url.slice(0, 400)} ${JSON.stringify(made.headers).slice(0, 400)} ${made.body?.toString('utf8').slice(0, 400) ?? ''}`;
    const answer =
      answered === undefined ? '' : ` | ${answered.status} ${answered.text.slice(0, 300)}`;
    const failure = `${what}${request}${answer}`;
    this.failures.push(failure);
    this.#report(`FAILED: ${failure}`);
  }

  async #harvest(): Promise<void> {
    for (const [collection, url] of Object.entries(LISTS)) {
      const { data }: Json = await this.#target.read(url);
      const ids: string[] = data.map((each: Json) => each.id ?? each.loanId);
      this.#ids.set(collection, ids);
    }
    // Decisions, disbursements and stages have ids of their own collections.
    for (const loanId of (this.#ids.get('loans') ?? []).slice(0, 5)) {
      for (const kind of ['disbursements', 'recalls']) {
        const { data }: Json = await this.#target.read(`/v1/loans/${loanId}/${kind}`);
        const known = this.#ids.get(kind) ?? [];
        this.#ids.set(kind, [...known, ...data.map((each: Json) => each.id as string)]);
      }
    }
    const stages = (await this.#target.read('/v1/litigation-cases?limit=200')).data;
    this.#ids.set(
      'stages',
      stages.flatMap((each: Json) => each.stages.map(({ id }: Json) => id)),
    );
  }

  /** What was made belongs to a collection: later requests name it. */
  #learn({ url, method }: Made, { status, text }: Answered): void {
    if (method !== 'POST' || status !== 201) return;
    const id: unknown = (JSON.parse(text) as Json).id;
    const collection = url.split('?', 1)[0]?.split('/').at(-1) ?? '';
    if (typeof id !== 'string') return;
    const known = this.#ids.get(collection) ?? [];
    this.#ids.set(collection, [...known.slice(-200), id]);
  }

  async begin(): Promise<readonly Operation[]> {
    const operations = operationsOf(await this.#target.read('/openapi.json'));
    await this.#harvest();
    for (let round = 0; round < this.#limits.warmUp; round += 1) {
      for (const operation of operations) {
        // Not as it wants it: nothing is to change before the figures are looked at.
        const made = requestOf(this.#source, operation, this.#target.token);
        await this.#target.send({ ...made, body: made.body && Buffer.from('{}') });
      }
    }
    this.#lastFact = (await this.#target.read('/v1/fund')).knownAt;
    this.#notRunMs = (await this.#target.watch()).notRunMs;
    return operations;
  }

  /** The whole fund, as far as its figures show it. */
  async look(): Promise<void> {
    const before = (await this.#target.watch(true)).usedMib;
    const asOf = 'asOf=2024-03-31';
    const section = await this.#target.read(`/v1/reports/fund-section?${asOf}`);
    const loans = await this.#target.read(`/v1/loans?limit=200&${asOf}`);
    const text = tidied(JSON.stringify({ section, loans }));
    const { lastFact, text: known } = this.#figures;
    if (lastFact === this.#lastFact && text !== known) this.#fail('figures changed without a fact');
    this.#figures = { lastFact: this.#lastFact, text };
    this.#leftBefore ??= before;
    const left = before - this.#leftBefore;
    this.mostLeftMib = Math.max(this.mostLeftMib, left);
    if (left > this.#limits.leftMib)
      this.#fail(`${Math.round(left)} MiB were left by ${LOOK_EVERY}`);
    this.#leftBefore = before;
  }

  #judgeAnswer(made: Made, answered: Answered): void {
    const { status, type, text } = answered;
    this.byStatus.set(status, 1 + (this.byStatus.get(status) ?? 0));
    if (status >= 500) {
      const { requestId = '' } = JSON.parse(text) as Json;
      this.#fail(`an error of the service: ${this.#target.causeOf(requestId)}`, made, answered);
    }
    const isCutOff = made.isCut || made.headers['expect'] !== undefined;
    if (status === 0 && !isCutOff) this.#fail('no answer', made, answered);
    if (status < 400 || made.method === 'HEAD') return;
    const isProblem = type.startsWith('application/problem+json');
    if (!isProblem) return this.#fail('refused without a problem', made, answered);
    const { detail = '', title = '' } = JSON.parse(text) as Json;
    if (!/\S/.test(title) || /undefined|NaN|\[object|\{[a-z]+(:[a-z]+)?\}/i.test(detail)) {
      this.#fail('a problem with a hole', made, answered);
    }
  }

  /** Whether a request left a fact that may not. */
  async #judgeFacts(made: Made, answered: Answered): Promise<void> {
    const { knownAt } = await this.#target.read('/v1/fund');
    const mayAct = ['POST', 'PUT'].includes(made.method) && answered.status < 400;
    const isPreview = /\/preview(\?|$)/.test(made.url);
    if (knownAt !== this.#lastFact && (!mayAct || isPreview) && !made.isCut) {
      this.#fail('a fact was left by what may leave none', made, answered);
    }
    this.#lastFact = knownAt;
  }

  /** The times of a request; a slow one is sent again, as the machine may have had other work. */
  async #judgeTimes(made: Made, answered: Answered): Promise<void> {
    let { heldMs, notRunMs } = await this.#target.watch();
    let ms = answered.ms - (notRunMs - this.#notRunMs);
    this.#notRunMs = notRunMs;
    const isSlow = () => heldMs > this.#limits.heldMs || ms > this.#limits.answerMs;
    for (let tries = 1; tries < TRIES && isSlow(); tries += 1) {
      const again = await this.#target.send(made);
      const watched = await this.#target.watch();
      heldMs = Math.min(heldMs, watched.heldMs);
      ms = Math.min(ms, again.ms - (watched.notRunMs - this.#notRunMs));
      this.#notRunMs = watched.notRunMs;
    }
    this.slowestMs = Math.max(this.slowestMs, ms);
    this.longestHeldMs = Math.max(this.longestHeldMs, heldMs);
    if (heldMs > this.#limits.heldMs) this.#fail(`held for ${Math.round(heldMs)} ms`, made);
    if (ms > this.#limits.answerMs) this.#fail(`answered after ${Math.round(ms)} ms`, made);
  }

  /** A run of notices goes on in the background, and leaves facts until it is done. */
  async #awaitRun({ status, text }: Answered): Promise<void> {
    if (status !== 202) return;
    const { id }: Json = JSON.parse(text);
    while ((await this.#target.read(`/v1/notice-runs/${id}`)).status === 'running') await sleep(50);
  }

  async step(operations: readonly Operation[]): Promise<void> {
    const operation = this.#random.pick(operations);
    const made = requestOf(this.#source, operation, this.#target.token);
    const answered = await this.#target.send(made);
    this.#judgeAnswer(made, answered);
    await this.#judgeTimes(made, answered);
    await this.#awaitRun(answered);
    await this.#judgeFacts(made, answered);
    this.#learn(made, answered);
  }

  async end(): Promise<void> {
    const { differences }: Json = await this.#target.read('/v1/ledger/verification');
    if (differences.length > 0)
      this.#fail(`verification: ${JSON.stringify(differences).slice(0, 500)}`);
  }
}

interface Fuzzing {
  readonly fund?: FuzzedFund;
  readonly report?: (line: string) => void;
}

/** Sends requests made of the OpenAPI document to a service of its own, and judges what comes of them. */
export async function fuzz(
  requests: number,
  seed: number,
  limits: Limits = LIMITS,
  { fund = 'example', report = () => undefined }: Fuzzing = {},
): Promise<Outcome> {
  const target = new Target();
  const run = new Run(target, seed, limits, report);
  try {
    await target.start(fund, seed);
    const operations = await run.begin();
    let sent = 0;
    for (; sent < requests && run.failures.length < MOST_FAILURES; sent += 1) {
      if (sent % LOOK_EVERY === 0) await run.look();
      if (sent % 1_000 === 0) report(`${sent} requests, ${run.failures.length} failures`);
      await run.step(operations);
    }
    await run.look();
    await run.end();
    const { failures, byStatus, slowestMs, longestHeldMs, mostLeftMib } = run;
    return { requests: sent, failures, byStatus, slowestMs, longestHeldMs, mostLeftMib };
  } finally {
    await target.stop();
  }
}
