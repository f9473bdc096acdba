/** What ends the service: also closing its console window, and Ctrl-Break on Windows. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

/** One Ctrl-C reaches us twice under npm, from the terminal and from npm. */
const SAME_SIGNAL_MS = 1_000;

/** What was started, to be stopped in the opposite order; asked for by a signal. */
export class Shutdown {
  readonly #steps: (() => Promise<void>)[] = [];
  #askedAt: number | null = null;
  #whenAsked: () => void = () => undefined;

  /** Resolves when a signal asks to stop. */
  readonly asked = new Promise<void>((resolve) => {
    this.#whenAsked = resolve;
  });

  constructor() {
    for (const signal of SIGNALS) process.on(signal, () => this.#onSignal());
  }

  get isAsked(): boolean {
    return this.#askedAt !== null;
  }

  #onSignal(): void {
    const now = performance.now();
    this.#askedAt ??= now;
    if (now - this.#askedAt > SAME_SIGNAL_MS) process.exit(1);
    this.#whenAsked();
  }

  /** Says how to stop what was just started. */
  add(step: () => Promise<void>): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) await step();
  }
}
