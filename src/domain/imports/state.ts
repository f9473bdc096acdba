import type { Actor } from '../access/actor.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { BookRead, ReadRefusal } from './bookRead.ts';
import type { Assumption, ImportFault } from './faults.ts';
import type { Planned } from './planned.ts';

/** How many of each kind a file enters. */
export interface Entered {
  cooperatives: number;
  loans: number;
  disbursements: number;
  receipts: number;
}

/** How far some work is; it goes on. */
export interface Progress {
  done: number;
  readonly total: number;
}

/** Who asks, of which file, on which day. */
export interface AskedImport {
  readonly actor: Actor;
  readonly importId: string;
  readonly today: CalendarDate;
}

/** What a file was understood as, and what the fund says of it. */
export interface CheckedImport {
  readonly book: BookRead;
  readonly planned: readonly Planned[];
  readonly faults: readonly ImportFault[];
  readonly assumed: readonly Assumption[];
  readonly wouldEnter: Entered;
  /** Null: the fund has no opening. */
  readonly available: AvailableThen | null;
}

/** The available principal at the close of the opening day, as if the file were entered (R32). */
export interface AvailableThen {
  readonly on: CalendarDate;
  /** What the fund's opening states; null: nothing. */
  readonly stated: string | null;
  /** The capital less what is lent. */
  readonly computed: string;
}

/**
 * How far this process is with a file: nothing of it is kept but the file itself, so that it is worked out
 * again wherever it is asked for.
 */
export type ImportState =
  | {
      readonly status: 'reading';
      readonly phase: 'reading' | 'checking';
      readonly progress: Progress | null;
    }
  | {
      readonly status: 'checked';
      readonly checked: CheckedImport;
      /** What the fund refused of it when it was to be entered. */
      readonly refused: readonly ImportFault[];
    }
  | {
      readonly status: 'entering';
      readonly checked: CheckedImport;
      readonly progress: Progress | null;
    }
  /** This process has entered it; the fund says whether that stands. */
  | { readonly status: 'entered'; readonly checked: CheckedImport }
  /** The bytes are none that are read. */
  | { readonly status: 'failed'; readonly refusal: ReadRefusal | 'internal' };
