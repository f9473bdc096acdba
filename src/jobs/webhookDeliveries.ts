import type { Message, Outcome, WebhookKey } from '../domain/webhooks/messages.ts';
import type { Pace } from '../domain/webhooks/retries.ts';
import type { Networks } from '../usecases/webhooks/addresses.ts';
import {
  claim,
  forgetOld,
  lookForDue,
  messageFor,
  queueEvents,
  release,
  settle,
  type ClaimedDelivery,
  type DueWebhook,
  type Write,
} from '../usecases/webhooks/deliver.ts';
import type { Services, WebhookRunner } from '../usecases/view/services.ts';
import { send, type LookUp, type Sent } from './webhooks/send.ts';

/** So many messages are under way to one webhook, and to all. */
const AT_ONCE = 4;

const AT_ONCE_IN_ALL = 32;

/** How often a fund is looked at that has no webhook. */
const REST_MS = 30_000;

const FORGET_EVERY_MS = 3_600_000;

interface Log {
  warn(what: object, message: string): void;
}

/** What the operator settles, and how events are written. */
export interface DeliveryOptions {
  /** Null: nothing can be signed, so nothing is sent. */
  readonly key: WebhookKey | null;
  readonly networks: Networks;
  readonly pace: Pace;
  readonly write: Write;
  /** In tests: where names lead. */
  readonly lookUp?: LookUp;
}

/** When a fund is looked at again, and for how long its events wait already. */
interface Watched {
  dueAt: number;
  forgetAt: number;
  hasWebhooks: boolean;
  waitingSince: Date | null;
}

const unseen = (): Watched => ({
  dueAt: 0,
  forgetAt: 0,
  hasWebhooks: false,
  waitingSince: null,
});

/** Sends the events of funds to their webhooks, until it is stopped. */
export class WebhookDeliveries implements WebhookRunner {
  readonly #services: Services;
  readonly #options: DeliveryOptions;
  readonly #log: Log;
  readonly #funds = new Map<string, Watched>();
  #fundIds: () => Promise<readonly string[]> = async () => [];
  /** When it is asked which funds there are. */
  #fundsAt = 0;
  /** By webhook, the work that is under way. */
  readonly #working = new Map<string, Promise<void>>();
  readonly outcomes = new Map<Outcome, number>();
  #underWay = 0;
  #isStopped = false;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  /** The last that asks the database: one at a time, so that those who ask for answers have theirs. */
  #asking: Promise<unknown> = Promise.resolve();
  readonly #tell = (fundId: string) => this.#hear(fundId);

  constructor(services: Services, options: DeliveryOptions, log: Log) {
    this.#services = services;
    this.#options = options;
    this.#log = log;
  }

  get key(): WebhookKey | null {
    return this.#options.key;
  }

  get networks(): Networks {
    return this.#options.networks;
  }

  /** Begins to look after funds, those too that are added later. */
  start(fundIds: () => Promise<readonly string[]>): void {
    if (this.key === null || this.#isStopped) return;
    this.#fundIds = fundIds;
    this.#services.database.onCommit.add(this.#tell);
    this.#timer = setInterval(() => this.#look(), this.#options.pace.everyMs);
    this.#timer.unref();
    this.#look();
  }

  wake(fundId: string): void {
    const watched = this.#funds.get(fundId);
    if (watched === undefined) this.#funds.set(fundId, unseen());
    else watched.dueAt = 0;
    this.#look();
  }

  send(message: Message): Promise<Sent> {
    const { networks, pace, lookUp } = this.#options;
    const { timeoutMs } = pace;
    return send(message, { networks, timeoutMs, ...(lookUp === undefined ? {} : { lookUp }) });
  }

  /** For how many seconds the event waits that waits longest to be accepted, as far as it is known. */
  waitingSeconds(): number {
    const since = [...this.#funds.values()].flatMap(({ waitingSince }) => waitingSince ?? []);
    const oldest = Math.min(...since.map((each) => each.getTime()));
    return since.length === 0 ? 0 : Math.max(0, (this.#now().getTime() - oldest) / 1_000);
  }

  /** Waits until nothing is under way, which it is not while events come. */
  async idle(): Promise<void> {
    while (this.#looking !== null || this.#working.size > 0) {
      await Promise.all([this.#looking, ...this.#working.values()]);
    }
  }

  /** Sends nothing more; what is under way is waited for. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#services.database.onCommit.delete(this.#tell);
    await this.idle();
  }

  #now(): Date {
    return this.#services.clock.now();
  }

  #hear(fundId: string): void {
    // A fund without webhooks is looked at now and then: its acts cost nothing here.
    if (this.#funds.get(fundId)?.hasWebhooks === true) this.wake(fundId);
  }

  /** Looks at the funds whose time has come; once, however often it is asked. */
  #look(): void {
    if (this.#isStopped || this.#looking !== null || this.key === null) return;
    const { key } = this;
    this.#looking = this.#lookAtAll(key).finally(() => {
      this.#looking = null;
      const isAnyDue = [...this.#funds.values()].some(({ dueAt }) => dueAt === 0);
      if (isAnyDue) this.#look();
    });
  }

  /** Takes up the funds that were added since, now and then. */
  async #findFunds(): Promise<void> {
    if (this.#fundsAt > performance.now()) return;
    this.#fundsAt = performance.now() + REST_MS;
    for (const fundId of await this.#fundIds()) {
      if (!this.#funds.has(fundId)) this.#funds.set(fundId, unseen());
    }
  }

  async #lookAtAll(key: WebhookKey): Promise<void> {
    await this.#findFunds().catch((err: unknown) => this.#log.warn({ err }, 'no funds were found'));
    for (const [fundId, watched] of this.#funds) {
      if (this.#isStopped) return;
      const at = performance.now();
      if (watched.dueAt > at) continue;
      watched.dueAt = at + this.#options.pace.everyMs / 2;
      await this.#lookAt(fundId, watched, key).catch((err: unknown) => {
        watched.dueAt = at + this.#options.pace.everyMs;
        this.#log.warn({ err, fundId }, 'webhooks were held up');
      });
    }
  }

  async #lookAt(fundId: string, watched: Watched, key: WebhookKey): Promise<void> {
    const { database } = this.#services;
    const found = await this.#ask(() => lookForDue(database, fundId, key));
    watched.hasWebhooks = found.isAnyActive;
    watched.waitingSince = found.waitingSince;
    const at = performance.now();
    if (!found.isAnyActive && watched.dueAt !== 0) watched.dueAt = at + REST_MS;
    for (const webhook of found.due) this.#work(fundId, webhook, key);
    if (watched.forgetAt > at) return;
    watched.forgetAt = at + FORGET_EVERY_MS;
    await this.#ask(() => forgetOld(database, fundId));
  }

  /** Sends what is due to a webhook, until nothing is. */
  #work(fundId: string, webhook: DueWebhook, key: WebhookKey): void {
    if (this.#isStopped || this.#working.has(webhook.id)) return;
    this.#working.set(webhook.id, this.#workOn(fundId, webhook, key));
  }

  async #workOn(fundId: string, webhook: DueWebhook, key: WebhookKey): Promise<void> {
    let hasDone = false;
    try {
      hasDone = await this.#carryOn(fundId, webhook, key);
    } catch (err) {
      this.#log.warn({ err, webhookId: webhook.id }, 'a webhook was held up');
    }
    this.#working.delete(webhook.id);
    // More may be due by now; a webhook for which nothing could be done waits its time.
    if (hasDone) this.wake(fundId);
  }

  /** Says whether anything was done. */
  async #carryOn(fundId: string, webhook: DueWebhook, key: WebhookKey): Promise<boolean> {
    const { database } = this.#services;
    const { pace } = this.#options;
    const sending = new Set<Promise<void>>();
    const free = () => Math.min(AT_ONCE - sending.size, AT_ONCE_IN_ALL - this.#underWay);
    let hasDone = await this.#ask(() => queueEvents(database, fundId, webhook));
    try {
      while (!this.#isStopped) {
        const limit = free();
        const claimed =
          limit <= 0
            ? []
            : await this.#ask(() => claim(database, fundId, webhook.id, { limit, pace, key }));
        hasDone ||= claimed.length > 0;
        for (const delivery of claimed) {
          this.#underWay += 1;
          const sent = this.#deliver(fundId, delivery, key).finally(() => {
            this.#underWay -= 1;
            sending.delete(sent);
          });
          sending.add(sent);
        }
        if (sending.size === 0) break;
        await Promise.race(sending);
      }
    } finally {
      await Promise.allSettled(sending);
    }
    return hasDone;
  }

  async #deliver(fundId: string, delivery: ClaimedDelivery, key: WebhookKey): Promise<void> {
    const { database } = this.#services;
    const { write, pace } = this.#options;
    if (this.#isStopped) {
      await this.#ask(() => release(database, fundId, delivery));
      return;
    }
    const at = this.#now();
    const message = await this.#ask(() =>
      messageFor(database, fundId, delivery, { key, write, at }),
    );
    const { askedMs, ...attempt } = await this.send(message);
    const now = this.#now();
    const outcome = await this.#ask(() =>
      settle(database, fundId, delivery, { attempt, askedMs, pace, now }),
    );
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    if (outcome === 'accepted' || outcome === 'failed') return;
    const { webhookId } = delivery;
    this.#log.warn({ fundId, webhookId, outcome }, 'a webhook is sent nothing more');
  }

  #ask<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#asking.then(work);
    this.#asking = mine.catch(() => undefined);
    return mine;
  }
}
