import type { Actor } from '../../domain/access/actor.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { kept } from '../../domain/primitives/texts.ts';
import type { Made } from '../../domain/schedule/runs.ts';
import type { Slot, Work } from '../../domain/schedule/work.ts';
import type { FundAct } from '../../book/fund.ts';
import { shownAt } from '../../book/known.ts';
import { NO_REQUEST } from '../../store/books/audit.ts';
import { isUnavailable, type Database } from '../../store/database/database.ts';
import type { ScheduledRunEntry, StoredScheduledRun } from '../../store/schedule/run.ts';
import type { Clock } from '../view/clock.ts';
import { writeAct, writeActs } from '../acts/writeActs.ts';

/** A slot that is tried. */
export interface TriedSlot {
  readonly work: Work;
  readonly slot: Slot;
  readonly startedAt: Date;
}

/** What a slot does inside the act that records it: what it made; null: there was nothing to make. */
export type MakeSlot = (fund: FundAct) => Made | null | Promise<Made | null>;

/** Work that could not be done: its text is for people, and is recorded with the run. */
export class WorkFailed extends Error {
  /** What was made all the same, such as mail to some of those it was for. */
  readonly made: Made | null;

  constructor(message: string, made: Made | null = null) {
    super(message);
    this.made = made;
  }
}

/** @throws DomainError slot-done */
export function refuseSlotDone({ book }: Pick<FundAct, 'book'>, work: Work, name: string): void {
  const isDone = book.scheduledRuns.some(
    (run) => run.work === work && run.slot === name && run.outcome !== 'failed',
  );
  if (isDone) throw new DomainError('slot-done', { figures: { work, slot: name } });
}

const failuresOf = ({ book }: Pick<FundAct, 'book'>, work: Work, name: string): number =>
  book.scheduledRuns.filter((run) => run.work === work && run.slot === name).length;

type Ending = Pick<ScheduledRunEntry, 'outcome' | 'made' | 'error'>;

function recordEnding(
  fund: FundAct,
  { work, slot, startedAt }: TriedSlot,
  clock: Clock,
  ending: Ending,
): StoredScheduledRun {
  const endedAt = clock.now();
  const recorded = fund.record<ScheduledRunEntry>({
    factKind: 'scheduled_run',
    effectiveOn: clock.today(),
    work,
    slot: slot.name,
    dueAt: new Date(slot.dueAt),
    startedAt,
    endedAt,
    tries: failuresOf(fund, work, slot.name) + 1,
    ...ending,
  });
  return shownAt(recorded, recorded.recordedAt);
}

/**
 * Carries a slot out in an act: once, whatever number of services try it.
 *
 * @throws DomainError slot-done, and what the slot throws
 */
export async function recordSlot(
  fund: FundAct,
  tried: TriedSlot,
  clock: Clock,
  make: MakeSlot,
): Promise<StoredScheduledRun> {
  refuseSlotDone(fund, tried.work, tried.slot.name);
  const made = await make(fund);
  const outcome = made === null ? 'nothing' : 'done';
  return recordEnding(fund, tried, clock, { outcome, made, error: null });
}

const MOST_ERROR_TEXT = 500;

/** Why a slot failed, as it is recorded: without line breaks, and of bounded length. */
export function failureText(error: unknown): string {
  const text =
    error instanceof DomainError ? error.code : error instanceof Error ? error.message : '';
  // Control characters come of servers that are asked.
  const plain = kept(text.replaceAll(/\p{C}+/gu, ' ')).slice(0, MOST_ERROR_TEXT);
  return plain === '' ? 'unknown' : plain;
}

/** Records that a slot failed. */
export function recordFailure(
  fund: FundAct,
  tried: TriedSlot,
  clock: Clock,
  error: unknown,
): StoredScheduledRun {
  const made = error instanceof WorkFailed ? error.made : null;
  return recordEnding(fund, tried, clock, { outcome: 'failed', made, error: failureText(error) });
}

/** How a slot of the schedule ended: it may have been done by another service meanwhile. */
export type Carried = StoredScheduledRun['outcome'] | 'by-another';

/** The same key for the same slot, whoever carries it out. */
const keyedOf = ({ work, slot }: TriedSlot) => {
  const key = `schedule/${work}/${slot.name}`;
  return { key, address: 'schedule', requestHash: key };
};

/**
 * Carries a slot out as an act of its own, in the name of the schedule.
 *
 * @throws what the slot throws
 */
export async function carrySlotOut(
  database: Database,
  actor: Actor,
  tried: TriedSlot,
  clock: Clock,
  make: MakeSlot,
): Promise<Carried> {
  const carry = (keyed: ReturnType<typeof keyedOf> | null): Promise<Carried> =>
    writeAct<Carried>(database, {
      actor,
      from: NO_REQUEST,
      late: null,
      keyed,
      carryOut: async (fund) => (await recordSlot(fund, tried, clock, make)).outcome,
      answerOf: (outcome) => ({ status: 200, answer: { body: outcome } }),
      replay: () => 'by-another',
    });
  try {
    return await carry(keyedOf(tried));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'slot-done') return 'by-another';
    // Somebody's request went under the same key: a slot is done once all the same.
    if (error.code === 'idempotency-key-reused') return carry(null);
    throw error;
  }
}

/**
 * Records, in the name of the schedule, that a slot failed; nothing, if it was done meanwhile, or if the
 * database could not do its part: then it cannot note anything either.
 */
export async function noteFailure(
  database: Database,
  actor: Actor,
  tried: TriedSlot,
  clock: Clock,
  error: unknown,
): Promise<void> {
  if (isUnavailable(error)) return;
  await writeActs(database, actor, NO_REQUEST, async (fund) => {
    const { work, slot } = tried;
    const isDone = fund.book.scheduledRuns.some(
      (run) => run.work === work && run.slot === slot.name && run.outcome !== 'failed',
    );
    if (!isDone) recordFailure(fund, tried, clock, error);
  });
}
