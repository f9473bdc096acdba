import type { ReadBook } from '../domain/imports/bookRead.ts';
import type { AskedImport, CheckedImport, ImportState } from '../domain/imports/state.ts';
import { checkImport, type Tell } from '../usecases/imports/checkImport.ts';
import {
  enterImport,
  enterRows,
  ImportNotEntered,
  notReady,
} from '../usecases/imports/enterImport.ts';
import type { ImportRunner, Services } from '../usecases/view/services.ts';
import { asking } from '../usecases/view/turns.ts';

/** Of so many files it is remembered how far they are: all else is read again if it is asked for. */
const MOST_REMEMBERED = 6;

interface Log {
  warn(what: object, message: string): void;
}

type From = Parameters<ImportRunner['enter']>[1];

type FundAct = Parameters<ImportRunner['enterNow']>[0];

/** The files that this process reads, checks and enters in the background, one after the other. */
export class Imports implements ImportRunner {
  readonly #services: Pick<Services, 'database'>;
  readonly #readBook: ReadBook;
  readonly #log: Log;
  readonly #states = new Map<string, ImportState>();
  #last: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(services: Pick<Services, 'database'>, readBook: ReadBook, log: Log) {
    this.#services = services;
    this.#readBook = readBook;
    this.#log = log;
  }

  look(asked: AskedImport): ImportState {
    const known = this.#states.get(keyOf(asked));
    if (known !== undefined) {
      this.#remember(asked, known);
      return known;
    }
    const state: ImportState = { status: 'reading', phase: 'reading', progress: null };
    this.#remember(asked, state);
    this.#inBackground(asked, () => this.#check(asked));
    return state;
  }

  enter(asked: AskedImport, from: From): void {
    const known = this.#states.get(keyOf(asked));
    if (known?.status !== 'checked') return;
    const { checked } = known;
    this.#remember(asked, { status: 'entering', checked, progress: null });
    this.#inBackground(asked, () => this.#enter(asked, from, checked));
  }

  async enterNow(fund: FundAct, asked: AskedImport): Promise<void> {
    const known = this.#states.get(keyOf(asked));
    // Somebody alone has it entered by this process already: that comes behind this act, or first.
    if (known?.status !== 'checked') {
      throw notReady(this.look(asked).status);
    }
    const { checked } = known;
    try {
      await enterRows(fund, asked, checked.planned, () => undefined);
    } catch (error) {
      if (!(error instanceof ImportNotEntered)) throw error;
      const refused = error.faults;
      this.#remember(asked, { status: 'checked', checked, refused });
      throw notReady('checked', refused.length);
    }
  }

  /** Forgets how far a file is: what the fund says of it has changed. */
  forget(asked: Pick<AskedImport, 'actor' | 'importId'>): void {
    this.#states.delete(keyOf(asked));
  }

  #remember(asked: AskedImport, state: ImportState): void {
    const key = keyOf(asked);
    this.#states.delete(key);
    this.#states.set(key, state);
    for (const [oldest, { status }] of this.#states) {
      if (this.#states.size <= MOST_REMEMBERED) return;
      if (status !== 'reading' && status !== 'entering') this.#states.delete(oldest);
    }
  }

  #inBackground(asked: AskedImport, work: () => Promise<void>): void {
    // Not as a part of the request by which it began: its client may go.
    this.#last = asking.exit(() => this.#behind(this.#last, asked, work));
  }

  async #behind(last: Promise<void>, asked: AskedImport, work: () => Promise<void>): Promise<void> {
    await last;
    if (this.#isStopped) return;
    try {
      await work();
    } catch (err) {
      const { importId } = asked;
      this.#log.warn({ err, importId }, 'a file could not be read or entered');
      // Asked for again, it is tried again.
      this.#states.delete(keyOf(asked));
    }
  }

  async #check(asked: AskedImport): Promise<void> {
    const tell: Tell = (phase, progress) => {
      if (phase !== 'entering') this.#remember(asked, { status: 'reading', phase, progress });
    };
    const checked = await checkImport(this.#services.database, this.#readBook, asked, tell);
    if (typeof checked === 'string') {
      this.#log.warn({ importId: asked.importId, refusal: checked }, 'a file is not read');
      this.#remember(asked, { status: 'failed', refusal: checked });
    } else if (checked !== null) {
      this.#remember(asked, { status: 'checked', checked, refused: [] });
    }
  }

  async #enter(asked: AskedImport, from: From, checked: CheckedImport): Promise<void> {
    const tell: Tell = (_, progress) =>
      this.#remember(asked, { status: 'entering', checked, progress });
    try {
      await enterImport(this.#services.database, asked, from, checked.planned, tell);
      // Its rows are asked of the fund from now on.
      this.#remember(asked, { status: 'entered', checked: { ...checked, planned: [] } });
    } catch (error) {
      const refused = error instanceof ImportNotEntered ? error.faults : [];
      this.#remember(asked, { status: 'checked', checked, refused });
      if (!(error instanceof ImportNotEntered)) throw error;
    }
  }

  /** Waits until nothing is under way. */
  async idle(): Promise<void> {
    await this.#last;
  }

  /** Begins nothing more; what is under way is waited for. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.idle();
  }
}

const keyOf = ({ actor, importId }: Pick<AskedImport, 'actor' | 'importId'>): string =>
  `${actor.fundId}/${importId}`;
