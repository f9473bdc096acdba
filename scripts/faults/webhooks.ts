import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../test/support/api.ts';
import { wrongsOf } from '../../test/support/deliveries.ts';
import { accept, Receiver } from '../../test/support/receiver.ts';
import { keyed, obtain, ownerOf, Service } from '../../test/support/service.ts';
import { pick } from './acts.ts';
import type { Run } from './client.ts';

// Two services more on the database of the fault run, which send its events to a receiver that fails at random.
// They are killed at random too; at the end each event of the fund must have been accepted at least once, and
// none for the first time before the earlier ones of its subject.

const SENDERS = 2;

const MAX_PAUSE_MS = 6_000;

/** So long what waits may take at the end. */
const PATIENCE_MS = 300_000;

const ENV = {
  WEBHOOK_KEY: 'a key of the fault run, as long as it must be',
  WEBHOOK_NETWORKS: '127.0.0.1',
};

/** The services that send events, and who is sent them. */
export class Senders {
  readonly receiver = new Receiver();
  kills = 0;
  readonly #dataDir: string;
  readonly #run: Run;
  readonly #services: Service[] = [];
  #begunAfter = 0;

  constructor(dataDir: string, run: Run) {
    this.#dataDir = dataDir;
    this.#run = run;
  }

  async #start(): Promise<Service> {
    for (;;) {
      // While the database is mended it has no place.
      const DATABASE_URL = await ownerOf(this.#dataDir).catch(() => null);
      if (DATABASE_URL !== null) return new Service({ ...ENV, DATABASE_URL }, { isQuick: true });
      await sleep(200);
    }
  }

  /** Has the events sent from now on. */
  async begin(): Promise<void> {
    const url = await this.receiver.listen();
    for (let at = 0; at < SENDERS; at += 1) this.#services.push(await this.#start());
    const [address = ''] = await Promise.all(this.#services.map((each) => each.address()));
    await obtain(address, '/v1/webhooks', keyed({ url, description: 'Kế toán' }));
    this.#begunAfter = (await this.#events(0)).at(-1)?.number ?? 0;
    this.receiver.behave = (received, answer, request) => this.#fail(received, answer, request);
  }

  /** One in five is refused, cut off, or answered late. */
  #fail: Receiver['behave'] = async (received, answer, request) => {
    const chance = this.#run.chance();
    if (chance < 0.1) answer.writeHead(500).end('Lỗi');
    else if (chance < 0.15) request.socket.destroy();
    else {
      if (chance < 0.2) await sleep(200);
      await accept(received, answer, request);
    }
  };

  /** Kills them one by one, until told to stop. */
  async killThem(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await sleep(this.#run.chance() * MAX_PAUSE_MS);
      const at = pick(this.#run.chance, [...this.#services.keys()]);
      await this.#services[at]?.kill();
      this.kills += 1;
      this.#services[at] = await this.#start();
    }
  }

  async #events(after: number): Promise<Json[]> {
    const found: Json[] = [];
    for (let last = after; ;) {
      const { data, through } = await obtain(
        this.#run.address(),
        `/v1/events?after=${last}&limit=200`,
      );
      if (data.length === 0) return found;
      found.push(...data);
      last = through;
    }
  }

  /** Waits until all was told, and says how many events there were. */
  async check(): Promise<number> {
    // Those that lost their database begin anew.
    for (const [at, service] of this.#services.entries()) {
      await service.kill();
      const again = await this.#start();
      this.#services[at] = again;
      await again.address();
    }
    const events = await this.#events(this.#begunAfter);
    const wanted = new Set(events.map(({ id }) => id));
    const end = performance.now() + PATIENCE_MS;
    const isAll = () => {
      const told = new Set(this.receiver.accepted.map(({ id }) => id));
      return [...wanted].every((id) => told.has(id));
    };
    while (!isAll() && performance.now() < end) await sleep(200);
    this.#run.wrongs.push(...wrongsOf(events, this.receiver.accepted));
    return events.length;
  }

  async stop(): Promise<void> {
    for (const service of this.#services) await service.kill();
    await this.receiver.close();
  }
}
