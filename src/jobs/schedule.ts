import type { FundWork, Slot } from '../domain/schedule/work.ts';
import type { Made } from '../domain/schedule/runs.ts';
import { scheduleActor } from '../usecases/schedule/actor.ts';
import { carrySlotOut, noteFailure, type MakeSlot } from '../usecases/schedule/recordRun.ts';
import {
  onlyHere,
  prepareSlot,
  readSchedule,
  WORK_OF_FUNDS,
  type FundSchedule,
} from '../usecases/schedule/slotWork.ts';
import { workState, type OpenSlot } from '../usecases/schedule/workState.ts';
import { dateInVietnam } from '../usecases/view/clock.ts';
import type { ScheduleFigures, ScheduleRunner, ScheduleTools } from '../usecases/view/services.ts';
import type { Loop } from './loop.ts';
import { unlessStopped } from './unlessStopped.ts';

/** How often is looked for what has come due. */
const LOOK_EVERY_MS = 15_000;

interface Log {
  warn(what: object, message: string): void;
  info(what: object, message: string): void;
}

/** A backup that is there, whole and checked. */
export interface BackupTaken {
  /** The funds that are in it. */
  readonly fundIds: readonly string[];
  readonly made: Made;
}

/** The nightly backups, as the operator has set them. */
export interface Backups {
  /** The time of the day in Asia/Ho_Chi_Minh, `HH:MM`. */
  readonly at: string;
  /**
   * Makes the backup of a night and checks it; if it is there, it is only checked. What is no longer to be kept
   * is removed.
   */
  take(slot: string): Promise<BackupTaken>;
}

export interface ScheduleOptions extends ScheduleTools {
  readonly fundIds: () => Promise<readonly string[]>;
  /** Null: no backups are made. */
  readonly backups: Backups | null;
  readonly log: Log;
  /** Left out: every 15 seconds. */
  readonly lookEveryMs?: number;
}

/** A slot of a fund that is to be done now. */
interface Due {
  readonly fundId: string;
  readonly slot: OpenSlot;
}

/**
 * What is done at set times. Whatever number of services look at one database, a slot is done once: the act
 * that records the slot also does the work, and what is no act is done by whoever has its lock.
 */
export class Schedule implements ScheduleRunner {
  readonly tools: ScheduleTools;
  readonly #options: ScheduleOptions;
  readonly #loop: Loop;
  #figures: ScheduleFigures = { late: 0, lastBackupAt: null };

  constructor(options: ScheduleOptions, loop: Loop) {
    this.tools = options;
    this.#options = options;
    this.#loop = loop;
  }

  get backup() {
    const { backups } = this.#options;
    return backups === null ? null : { at: backups.at };
  }

  get figures(): ScheduleFigures {
    return this.#figures;
  }

  /** Begins to look, and goes on until the loop is stopped. */
  start(): void {
    const { lookEveryMs = LOOK_EVERY_MS } = this.#options;
    this.#loop.every('schedule', lookEveryMs, (signal) => this.look(signal));
  }

  /** Does all that has come due. */
  async look(signal: AbortSignal): Promise<void> {
    let late = 0;
    let lastBackupAt: number | null = null;
    const backups: Due[] = [];
    for (const fundId of await this.#options.fundIds()) {
      if (signal.aborted) return;
      const schedule = await readSchedule(this.tools, fundId, this.backup);
      late += await this.#lookAtFund(fundId, schedule, signal);
      const open = this.#openOf(schedule, 'backup');
      late += open.filter(({ isLate }) => isLate).length;
      backups.push(...this.#dueOf(open).map((slot) => ({ fundId, slot })));
      if (this.backup !== null && schedule.lastBackupAt !== null) {
        lastBackupAt = Math.max(lastBackupAt ?? 0, schedule.lastBackupAt);
      }
    }
    const at = lastBackupAt === null ? null : new Date(lastBackupAt);
    this.#figures = { late, lastBackupAt: at };
    // Beside the rest, which must not wait for it. Nobody waits for it on the way down: it leaves a part.
    if (backups.length > 0) this.#loop.start('backup', () => this.#backUp(backups, signal));
  }

  #openOf(schedule: FundSchedule, work: FundWork | 'backup'): readonly OpenSlot[] {
    const now = this.tools.clock.now().getTime();
    return workState(work, schedule.versions(work), schedule.tries(work), now).open;
  }

  #dueOf(open: readonly OpenSlot[]): OpenSlot[] {
    const now = this.tools.clock.now().getTime();
    return open.filter(({ tryAt }) => tryAt <= now);
  }

  /** @returns how many slots are late still */
  async #lookAtFund(fundId: string, schedule: FundSchedule, signal: AbortSignal): Promise<number> {
    let late = 0;
    for (const work of WORK_OF_FUNDS) {
      const open = this.#openOf(schedule, work);
      const due = new Set(this.#dueOf(open));
      for (const slot of open) {
        if (signal.aborted) return late;
        const isDone = due.has(slot) && (await this.#doSlot(fundId, work, slot, signal));
        if (!isDone && slot.isLate) late += 1;
      }
    }
    return late;
  }

  async #doSlot(
    fundId: string,
    work: FundWork,
    slot: OpenSlot,
    signal: AbortSignal,
  ): Promise<boolean> {
    let isDone = false;
    const carry = async () => {
      // Another service may have done it while this one waited.
      const schedule = await readSchedule(this.tools, fundId, null);
      const isOpen = this.#openOf(schedule, work).some(({ name }) => name === slot.name);
      const setting = schedule.settingOn(work, dateInVietnam(new Date(slot.dueAt)));
      if (!isOpen || setting === null) return void (isDone = true);
      const prepare = () => prepareSlot(this.tools, fundId, { work, slot, setting }, signal);
      isDone = await this.#carryOut(fundId, { work, slot }, prepare, signal);
    };
    await onlyHere(this.tools, `schedule/${fundId}/${work}/${slot.name}`, carry);
    return isDone;
  }

  /** Carries a slot out, or records that it failed; says which. */
  async #carryOut(
    fundId: string,
    { work, slot }: { readonly work: FundWork | 'backup'; readonly slot: Slot },
    prepare: () => MakeSlot | Promise<MakeSlot>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { database, clock } = this.tools;
    const { log } = this.#options;
    const { name, dueAt } = slot;
    const tried = { work, slot: { name, dueAt }, startedAt: clock.now() };
    try {
      const make = await prepare();
      const actor = await scheduleActor(this.tools, fundId);
      const outcome = await carrySlotOut(database, actor, tried, clock, make);
      log.info({ fundId, work, slot: name, outcome }, 'scheduled work was done');
      return true;
    } catch (err) {
      log.warn({ err, fundId, work, slot: name }, 'scheduled work failed');
      // A service that stops has not tried to the end.
      if (signal.aborted) return false;
      const actor = await scheduleActor(this.tools, fundId);
      await noteFailure(database, actor, tried, clock, err);
      return false;
    }
  }

  /** One backup for all funds that lack it, noted in each that is in it. */
  async #backUp(due: readonly Due[], signal: AbortSignal): Promise<void> {
    const { backups } = this.#options;
    const [first] = due;
    if (backups === null || first === undefined) return;
    await onlyHere(this.tools, 'schedule/backup', async () => {
      const open: Due[] = [];
      for (const { fundId, slot } of due) {
        const schedule = await readSchedule(this.tools, fundId, this.backup);
        const isOpen = this.#openOf(schedule, 'backup').some(({ name }) => name === slot.name);
        if (isOpen) open.push({ fundId, slot });
      }
      if (open.length === 0) return;
      const taken = backups.take(first.slot.name);
      // Its failure is noted in each fund below.
      taken.catch(() => undefined);
      for (const { fundId, slot } of open) {
        const prepare = async () => {
          const { fundIds, made } = await unlessStopped(taken, signal);
          if (!fundIds.includes(fundId)) throw new Error('the fund is not in the backup');
          return () => made;
        };
        await this.#carryOut(fundId, { work: 'backup', slot }, prepare, signal);
      }
    });
  }
}
