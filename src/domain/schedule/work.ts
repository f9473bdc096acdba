import { invalid, type Bilingual } from '../primitives/errors.ts';
import { firstDayOf, quarterOf } from '../primitives/quarters.ts';
import { addDays, type CalendarDate } from '../primitives/dates.ts';

/** What is done for a fund at set times, each kind only if the fund has it switched on. */
export const FUND_WORK = [
  'month-end',
  'quarter-notices',
  'deadlines-mail',
  'housekeeping',
] as const;

/** All that is done at set times: the backup is of the whole installation, and its operator's. */
export const WORK = [...FUND_WORK, 'backup'] as const;

export type FundWork = (typeof FUND_WORK)[number];

export type Work = (typeof WORK)[number];

/** When a kind of work is done, and how. What a kind does not need is null. */
export interface WorkSetting {
  readonly isOn: boolean;
  /** The time of the day in Asia/Ho_Chi_Minh, `HH:MM`. */
  readonly at: string;
  /** The day of the month. */
  readonly day: number | null;
  /** From 1, Monday, to 7, Sunday. */
  readonly weekday: number | null;
  /** How many days after the draft its notices are to be paid. */
  readonly payInDays: number | null;
  /** Whom the mail goes to. */
  readonly recipients: readonly string[] | null;
}

type Option = Exclude<keyof WorkSetting, 'isOn' | 'at'>;

/** A bound of a setting, with what is taken where nothing is said; null: it must be said. */
interface Bound {
  readonly least: number;
  readonly most: number;
  readonly fallback: number;
}

/**
 * The month's classification is kept within the first 7 days (ND86 art. 9(2)). A day after the 28th is not
 * in every month.
 */
const BOUNDS: Readonly<Record<FundWork, Partial<Record<Option, Bound>>>> = {
  'month-end': { day: { least: 1, most: 7, fallback: 3 } },
  'quarter-notices': {
    day: { least: 1, most: 28, fallback: 5 },
    payInDays: { least: 0, most: 90, fallback: 15 },
  },
  'deadlines-mail': { weekday: { least: 1, most: 7, fallback: 1 } },
  housekeeping: {},
};

/** When it is done where no time is given. */
const USUAL_TIME: Readonly<Record<FundWork, string>> = {
  'month-end': '06:00',
  'quarter-notices': '07:00',
  'deadlines-mail': '07:30',
  housekeeping: '02:30',
};

const NUMBERS = ['day', 'weekday', 'payInDays'] as const;

const OFF: Bilingual = {
  en: 'is no setting of this kind of work: leave it out',
  vi: 'không phải thiết đặt của loại việc này: hãy bỏ đi',
};

/** What is said of a setting; what is left out is as usual. */
export type AskedSetting = Pick<WorkSetting, 'isOn'> & {
  readonly [Name in Exclude<keyof WorkSetting, 'isOn'>]?:
    NonNullable<WorkSetting[Name]> | undefined;
};

function numberOf(
  work: FundWork,
  name: (typeof NUMBERS)[number],
  given: number | undefined,
): number | null {
  const bound = BOUNDS[work][name];
  if (bound === undefined) {
    if (given === undefined) return null;
    throw invalid(`/${name}`, OFF);
  }
  const value = given ?? bound.fallback;
  if (value >= bound.least && value <= bound.most) return value;
  throw invalid(`/${name}`, {
    en: `must be from ${bound.least} to ${bound.most}`,
    vi: `phải từ ${bound.least} đến ${bound.most}`,
  });
}

function recipientsOf(work: FundWork, asked: AskedSetting): readonly string[] | null {
  const { recipients, isOn } = asked;
  if (work !== 'deadlines-mail') {
    if (recipients === undefined) return null;
    throw invalid('/recipients', OFF);
  }
  if (isOn && (recipients === undefined || recipients.length === 0)) {
    throw invalid('/recipients', {
      en: 'is needed: whom the mail goes to',
      vi: 'phải có: thư gửi cho ai',
    });
  }
  return recipients ?? [];
}

/**
 * A setting with all that its kind needs.
 *
 * @throws DomainError validation, for what the kind does not take, or a number out of its bounds
 */
export function settingOf(work: FundWork, asked: AskedSetting): WorkSetting {
  const [day, weekday, payInDays] = NUMBERS.map((name) => numberOf(work, name, asked[name])) as [
    number | null,
    number | null,
    number | null,
  ];
  const { isOn, at = USUAL_TIME[work] } = asked;
  return { isOn, at, day, weekday, payInDays, recipients: recipientsOf(work, asked) };
}

/** A turn of a kind of work: what it is called, and the instant at which it comes due. */
export interface Slot {
  readonly name: string;
  /** Milliseconds since 1970, UTC. */
  readonly dueAt: number;
}

/** The month before the month of a day, such as `2026-10`. */
const monthBefore = (on: CalendarDate): string =>
  addDays(`${on.slice(0, 8)}01` as CalendarDate, -1).slice(0, 7);

/**
 * What a slot that comes due on a day is called: the period it is about, so that no period is done twice
 * though its day of the month was changed; of what is about no period, the day.
 */
export function slotName(work: Work, on: CalendarDate): string {
  switch (work) {
    case 'month-end':
      return monthBefore(on);
    case 'quarter-notices':
      return quarterOf(addDays(firstDayOf(quarterOf(on)), -1));
    case 'deadlines-mail':
    case 'housekeeping':
    case 'backup':
      return on;
  }
}

/**
 * Whether every slot is made up that was missed, such as the ends of months: of all other work only the
 * newest, as an old list of deadlines or a draft of an older quarter is of no use to anybody.
 */
export const isMadeUp = (work: Work): boolean => work === 'month-end';

const FIRST_WAIT_MS = 60_000;

const LONGEST_WAIT_MS = 86_400_000;

/** How long after its last failure a slot is tried again: a minute, then twice as long each time, a day at most. */
export function waitAfter(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 20), LONGEST_WAIT_MS);
}

/** How long after it came due a slot that is not done is late: an hour. */
export const LATE_AFTER_MS = 3_600_000;
