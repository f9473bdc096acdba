import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { dateInVietnam, endOfDayInVietnam } from '../../domain/primitives/vietnamTime.ts';
import { addDays } from '../../domain/primitives/dates.ts';
import {
  isMadeUp,
  LATE_AFTER_MS,
  slotName,
  waitAfter,
  type Slot,
  type Work,
} from '../../domain/schedule/work.ts';
import { nextAfter, type Timing } from './occurrences.ts';

/** A setting from its day on, with the instant at which it was recorded. */
export interface Version {
  readonly from: CalendarDate;
  /** Milliseconds since 1970, UTC. */
  readonly recordedAt: number;
  readonly setting: Timing;
}

/** What became of a slot so far. */
export interface SlotTries {
  readonly work: Work;
  readonly name: string;
  readonly dueAt: number;
  readonly isDone: boolean;
  readonly failures: number;
  /** Null: it never failed. */
  readonly lastFailedAt: number | null;
}

/** A slot that has come due and is not done. */
export interface OpenSlot extends Slot {
  readonly failures: number;
  /** When it is to be tried next. */
  readonly tryAt: number;
  readonly isLate: boolean;
}

export interface WorkState {
  /** Oldest first; of work that is not made up, the newest alone. */
  readonly open: readonly OpenSlot[];
  /** Null: it is switched off. */
  readonly next: Slot | null;
}

/** How far back is looked for a slot that was missed. */
const LOOK_BACK_MS = 400 * 86_400_000;

/** When a version begins to count: with its day, or when it was recorded, if that was later. */
const startOf = ({ from, recordedAt }: Version): number =>
  Math.max(recordedAt, endOfDayInVietnam(addDays(from, -1)));

/**
 * The version that counts on a day: of those whose day has come the one recorded last.
 *
 * @param versions in the order recorded
 */
export function versionOn<V extends Pick<Version, 'from'>>(
  versions: readonly V[],
  on: CalendarDate,
): V | null {
  return versions.findLast(({ from }) => from <= on) ?? null;
}

/** The slots that came due under a version up to an instant, after another; each found from the one before. */
function* cameDue(
  work: Work,
  version: Version,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Generator<Slot> {
  if (!version.setting.isOn) return;
  for (let at = nextAfter(work, version.setting, after); at !== null && at <= upTo;) {
    yield { name: slotName(work, dateInVietnam(at)), dueAt: at };
    at = nextAfter(work, version.setting, at);
  }
}

function allDue(work: Work, versions: readonly Version[], since: number, now: number): Slot[] {
  return versions
    .flatMap((version, place) => {
      const later = versions.slice(place + 1).map(startOf);
      const upTo = Math.min(now, ...later);
      return [...cameDue(work, version, { after: Math.max(startOf(version), since), upTo })];
    })
    .toSorted((a, b) => a.dueAt - b.dueAt);
}

function nextOf(work: Work, versions: readonly Version[], now: number): Slot | null {
  const found = versions.flatMap((version, place) => {
    if (!version.setting.isOn) return [];
    const end = Math.min(...versions.slice(place + 1).map(startOf), Number.POSITIVE_INFINITY);
    const dueAt = nextAfter(work, version.setting, Math.max(now, startOf(version)));
    return dueAt === null || dueAt > end ? [] : [dueAt];
  });
  if (found.length === 0) return null;
  const dueAt = Math.min(...found);
  return { name: slotName(work, dateInVietnam(dueAt)), dueAt };
}

function openOf(slot: Slot, tries: SlotTries | undefined, now: number): OpenSlot {
  const { failures = 0, lastFailedAt = null } = tries ?? {};
  const tryAt = lastFailedAt === null ? slot.dueAt : lastFailedAt + waitAfter(failures);
  return { ...slot, failures, tryAt, isLate: slot.dueAt + LATE_AFTER_MS < now };
}

/**
 * What of a kind of work is to be done at an instant, and when it comes due next. A slot that is done stays
 * done, whatever the clock says: if the clock is set back, nothing comes due until it is as late as it was.
 *
 * @param versions in the order recorded
 * @param tries of the kind of work: of all slots, or at least of the newest one done and those after it
 */
export function workState(
  work: Work,
  versions: readonly Version[],
  tries: readonly SlotTries[],
  now: number,
): WorkState {
  const done = tries.filter(({ isDone }) => isDone);
  const names = new Set(done.map(({ name }) => name));
  const newestDone = isMadeUp(work) ? 0 : Math.max(0, ...done.map(({ dueAt }) => dueAt));
  const since = isMadeUp(work) ? 0 : Math.max(newestDone, now - LOOK_BACK_MS);
  const due = allDue(work, versions, since, now);
  const wanted = isMadeUp(work) ? due : due.slice(-1);
  const byName = new Map(tries.map((each) => [each.name, each]));
  const open = wanted
    .filter(({ name }, place) => wanted.findIndex((each) => each.name === name) === place)
    .filter(({ name }) => !names.has(name))
    .map((slot) => openOf(slot, byName.get(slot.name), now));
  return { open, next: nextOf(work, versions, now) };
}
