import { setTimeout as sleep } from 'node:timers/promises';
import { databaseProcess, Service, signal, stopDatabase } from '../../test/support/service.ts';

/** What can be done to the service and its database; each is survived. */
export type Fault =
  | 'service killed'
  | 'database killed'
  | 'both killed'
  | 'database stopped fast'
  | 'database stopped at once';

/** The service on the embedded database of a folder, to be harmed. */
export class Installation {
  readonly faults = new Map<Fault, number>();
  readonly #dataDir: string;
  readonly #ended: Service[] = [];
  #service: Service;
  #address = '';

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#service = new Service({ DATA_DIR: dataDir });
  }

  get address(): string {
    return this.#address;
  }

  /** Everything that was printed since the beginning. */
  get output(): string {
    return [...this.#ended, this.#service].map(({ output }) => output).join('\n');
  }

  /** Waits until the service listens. */
  async listen(): Promise<void> {
    this.#address = await this.#service.address();
  }

  /** Waits until the service and its database answer. */
  async recover(): Promise<void> {
    const isReady = () => fetch(`${this.#address}/readyz`).then(({ ok }) => ok);
    while (!(await isReady().catch(() => false))) await sleep(100);
  }

  async #restart(): Promise<void> {
    await this.#service.kill();
    this.#ended.push(this.#service);
    this.#service = new Service({ DATA_DIR: this.#dataDir });
    await this.listen();
  }

  async harm(fault: Fault): Promise<void> {
    this.faults.set(fault, 1 + (this.faults.get(fault) ?? 0));
    const database = await databaseProcess(this.#dataDir);
    if (fault === 'database stopped fast') signal(database, 'SIGINT');
    if (fault === 'database stopped at once') signal(database, 'SIGQUIT');
    if (fault === 'database killed' || fault === 'both killed') signal(database, 'SIGKILL');
    if (fault === 'service killed' || fault === 'both killed') await this.#restart();
  }

  async stop(): Promise<void> {
    await this.#service.kill();
    await stopDatabase(this.#dataDir);
  }
}
