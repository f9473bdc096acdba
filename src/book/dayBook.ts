import type { LateBooking } from '../domain/books/lateBooking.ts';
import type { FactKind } from '../domain/books/factKinds.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import type { Money } from '../domain/primitives/money.ts';
import { dateInVietnam } from '../domain/primitives/vietnamTime.ts';
import type { RecordedFact } from '../store/database/recording.ts';
import type { Entry } from '../store/facts/entry.ts';
import { loanIdOf } from './book.ts';
import type { Fund } from './fund.ts';
import { namesOfEntry, type Names } from './names.ts';
import { knownLength, reversedAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

/** What was entered, of whatever kind: a line of the day book. */
export interface DayBookEntry extends RecordedFact {
  readonly kind: FactKind;
  /** The loan it is about, where it is about one. */
  readonly loanId: string | null;
  /** Of the contract, voucher, decision or document. */
  readonly number: string | null;
  readonly amount: Money | null;
  /** What an enforcement office kept back of a receipt's amount (R39); null: nothing. */
  readonly enforcementFee: Money | null;
  /** Of a reversal: what it reverses. */
  readonly reversedId: string | null;
  /** Null: it was booked on its day (R42). */
  readonly late: LateBooking | null;
  /** Null while it stands. */
  readonly reversedAt: Date | null;
  /** Of what it is about, on the day asked for. */
  readonly names: Names;
}

/** Which entries: each field given narrows them. */
export interface EntryFilter {
  /** The day of entry in Asia/Ho_Chi_Minh. */
  readonly recordedOn?: CalendarDate | undefined;
  /** The name of the token. */
  readonly recordedBy?: string | undefined;
  readonly kind?: FactKind | undefined;
  /** The `recordedAt` of the last one already given. */
  readonly after?: Date | undefined;
  readonly limit: number;
  /** From the last to the first. */
  readonly newestFirst?: boolean | undefined;
}

/** The number and amount of what an entry says; null: it says none. */
export function toldOf(entry: Entry): {
  readonly number: string | null;
  readonly amount: Money | null;
} {
  switch (entry.factKind) {
    case 'disbursement':
    case 'repayment':
      return { number: entry.voucherNumber, amount: entry.amount };
    case 'locality_change':
      return { number: entry.documentNumber, amount: null };
    case 'capital_movement':
    case 'income_movement':
    case 'place_count':
      return { number: entry.documentNumber, amount: entry.amount };
    case 'transfer':
      return { number: entry.voucherNumber, amount: entry.amount };
    case 'trustee_statement':
      return { number: entry.documentNumber, amount: entry.outstanding };
    case 'place':
      return { number: entry.accountNumber, amount: null };
    case 'fund_opening':
    case 'handover':
    case 'handover_entry':
      return { number: entry.documentNumber, amount: null };
    case 'recall':
    case 'recall_withdrawal':
      return { number: entry.decisionNumber, amount: null };
    case 'loan':
    case 'loan_correction':
      return { number: entry.terms.contractNumber, amount: entry.terms.principal };
    default:
      if (!('terms' in entry)) return { number: null, amount: null };
      return {
        number: entry.terms.decisionNumber,
        amount: entry.terms.kind === 'waiver' ? entry.terms.amount : null,
      };
  }
}

/** The facts known at an instant behind one, as recorded or from the last to the first. */
function* knownFacts(
  log: readonly Entry[],
  instant: number,
  { after, newestFirst = false }: Pick<EntryFilter, 'after' | 'newestFirst'>,
): Generator<Entry> {
  const end = knownLength(log, instant);
  if (newestFirst) {
    const before = after === undefined ? end : Math.min(end, knownLength(log, +after - 1));
    for (let at = before - 1; at >= 0; at -= 1) yield log[at] as Entry;
  } else {
    const start = after === undefined ? 0 : knownLength(log, +after);
    for (let at = start; at < end; at += 1) yield log[at] as Entry;
  }
}

/** The entries in the order recorded, of every kind; reversed ones and reversals included. */
export function listEntries(
  fund: OfBook,
  { recordedOn, recordedBy, kind, limit, ...behind }: EntryFilter,
  seen: { readonly asOf: CalendarDate; readonly knownAt: Date },
): DayBookEntry[] {
  const { book } = fund;
  const instant = seen.knownAt.getTime();
  const found: DayBookEntry[] = [];
  for (const entry of knownFacts(book.log, instant, behind)) {
    if (found.length >= limit) break;
    if (kind !== undefined && entry.factKind !== kind) continue;
    if (recordedBy !== undefined && entry.recordedBy !== recordedBy) continue;
    if (recordedOn !== undefined && dateInVietnam(entry.recordedAt) !== recordedOn) continue;
    found.push({
      id: entry.id,
      kind: entry.factKind,
      effectiveOn: entry.effectiveOn,
      recordedAt: new Date(entry.recordedAt),
      recordedBy: entry.recordedBy,
      loanId: loanIdOf(book, entry),
      ...toldOf(entry),
      enforcementFee: (entry.factKind === 'repayment' ? entry.enforcementFee : null) ?? null,
      late: entry.late,
      reversedId: entry.factKind === 'reversal' ? entry.factId : null,
      reversedAt: reversedAt(entry, instant),
      names: namesOfEntry(fund, entry, seen),
    });
  }
  return found;
}
