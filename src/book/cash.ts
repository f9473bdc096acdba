import { dayInBooks } from '../domain/books/lateBooking.ts';
import type { CashChange } from '../domain/primitives/datedAmounts.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { compareText } from '../domain/primitives/lists.ts';
import type { Money } from '../domain/primitives/money.ts';
import type { Entry } from '../store/facts/entry.ts';
import type { CapitalMovementEntry } from '../store/fund/capitalMovement.ts';
import type { DisbursementEntry } from '../store/loans/disbursement.ts';
import type { RepaymentEntry } from '../store/loans/repayment.ts';

export type MovesMoney = CapitalMovementEntry | DisbursementEntry | RepaymentEntry;

/** What a fact adds to the available principal (R18). */
function changeBy(entry: MovesMoney): Money {
  switch (entry.factKind) {
    case 'capital_movement':
      return entry.kind === 'contribution' ? entry.amount : entry.amount.negated();
    case 'disbursement':
      return entry.amount.negated();
    case 'repayment':
      return entry.allocation.principal;
  }
}

/**
 * The change of the available principal on each day that has one: contributions − withdrawals −
 * disbursements + principal repaid, of the facts that stand (R18). Summed as facts come, not from the
 * positions of loans: the two are held against each other.
 */
export class Cash {
  readonly #byDay: Map<CalendarDate, Money>;

  constructor(byDay: ReadonlyMap<CalendarDate, Money> = new Map()) {
    this.#byDay = new Map(byDay);
  }

  /**
   * @param on the day on which it counts: that of its booking, or of its reversal's (R42)
   * @param isTakenBack whether the fact is reversed rather than entered
   */
  move(entry: MovesMoney, on: CalendarDate, isTakenBack: boolean): void {
    const change = changeBy(entry);
    if (change.isZero()) return;
    const added = isTakenBack ? change.negated() : change;
    const sum = this.#byDay.get(on)?.plus(added) ?? added;
    // A day whose facts are all taken back is as if they had never been.
    if (sum.isZero()) this.#byDay.delete(on);
    else this.#byDay.set(on, sum);
  }

  /** The changes as they were before the facts of the end of a log, by day. */
  without(later: readonly Entry[], reversed: (id: string) => Entry | undefined): CashChange[] {
    const then = new Cash(this.#byDay);
    for (const entry of later) {
      if (entry.factKind === 'reversal') {
        const target = reversed(entry.factId);
        if (target !== undefined && movesMoney(target)) {
          then.move(target, reversedOn(target, entry), false);
        }
      } else if (movesMoney(entry)) then.move(entry, dayInBooks(entry), true);
    }
    return then.changes();
  }

  changes(): CashChange[] {
    return [...this.#byDay]
      .map(([on, amount]) => ({ on, amount }))
      .toSorted((a, b) => compareText(a.on, b.on));
  }
}

/** The day on which a reversal takes a fact back: that of its own booking, else the fact's (R42). */
export const reversedOn = (reversed: Entry, { late }: Pick<Entry, 'late'>): CalendarDate =>
  late?.bookedOn ?? dayInBooks(reversed);

const movesMoney = (entry: Entry): entry is MovesMoney =>
  entry.factKind === 'capital_movement' ||
  entry.factKind === 'disbursement' ||
  entry.factKind === 'repayment';
