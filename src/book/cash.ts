import { dayInBooks, movesOf, type Booked } from '../domain/books/lateBooking.ts';
import type { FundCash } from '../domain/fund/cash.ts';
import { bySource as inSourceOrder, CHARTER, type Source } from '../domain/fund/sources.ts';
import type { CashChange } from '../domain/primitives/datedAmounts.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { compareText } from '../domain/primitives/lists.ts';
import { entrustedBy } from '../domain/fund/transfers.ts';
import { ZERO, type Money } from '../domain/primitives/money.ts';
import type { Entry } from '../store/facts/entry.ts';
import type { CapitalMovementEntry } from '../store/fund/capitalMovement.ts';
import type { FundOpeningEntry } from '../store/fund/fundOpening.ts';
import type { IncomeMovementEntry } from '../store/fund/incomeMovement.ts';
import type { TransferEntry } from '../store/fund/transfer.ts';
import type { DisbursementEntry } from '../store/loans/disbursement.ts';
import { openPrincipal } from '../domain/loans/opening.ts';
import type { LoanEntry } from '../store/loans/loan.ts';
import { recoveredIncome } from '../domain/loans/recoveredIncome.ts';
import type { DecisionEntry } from '../store/loans/decision.ts';
import type { LoanOpeningEntry } from '../store/loans/opening.ts';
import type { RepaymentEntry } from '../store/loans/repayment.ts';
import { isKnownAt, shownAt } from './known.ts';
import type { LoanRecord } from './loanRecord.ts';

/** What moves money of the fund into a place, out of it or between two (R35). */
export type MovesAtPlace =
  CapitalMovementEntry | DisbursementEntry | RepaymentEntry | TransferEntry | IncomeMovementEntry;

type MovesMoney = MovesAtPlace | LoanOpeningEntry;

/** A change of the available principal of a source, on the day on which it counts (R34, R42). */
export interface SourceChange extends CashChange {
  readonly source: Source;
}

/** What is looked up to know what a fact changes. */
export interface CashFacts {
  readonly facts: ReadonlyMap<string, Entry>;
  readonly loans: ReadonlyMap<string, LoanRecord>;
  readonly openings: readonly FundOpeningEntry[];
}

/** What a fact adds to the available principal (R18). */
function amountOf(entry: MovesMoney): Money {
  switch (entry.factKind) {
    case 'capital_movement':
      return entry.kind === 'contribution' ? entry.amount : entry.amount.negated();
    case 'disbursement':
      return entry.amount.negated();
    // What was lent before, and is unpaid (R33).
    case 'loan_opening':
      return openPrincipal(entry.opening).negated();
    case 'repayment':
      return entry.allocation.principal;
    case 'transfer':
      return entrustedBy(entry)?.negated() ?? ZERO;
    case 'income_movement':
      return ZERO;
  }
}

const movesMoney = (entry: Entry): entry is MovesMoney =>
  entry.factKind === 'loan_opening' || movesAtPlace(entry);

/** Whether a fact moves money of the fund into a place, out of it or between two (R35). */
export const movesAtPlace = (entry: Entry): entry is MovesAtPlace =>
  entry.factKind === 'capital_movement' ||
  entry.factKind === 'disbursement' ||
  entry.factKind === 'repayment' ||
  entry.factKind === 'transfer' ||
  entry.factKind === 'income_movement';

/** The source of which a loan is lent, as its contract said at an instant. */
function sourceOfLoan({ loans }: CashFacts, loanId: string, instant: number): Source {
  const contract = loans.get(loanId)?.versions.findLast((each) => isKnownAt(each, instant));
  return contract?.source ?? CHARTER;
}

function sourceOf(of: CashFacts, entry: MovesMoney, instant: number): Source {
  if ('loanId' in entry) return sourceOfLoan(of, entry.loanId, instant);
  // Interest and other money changes no available principal.
  return entry.factKind === 'income_movement' ? CHARTER : entry.source;
}

const capitalOf = ({ effectiveOn, capital }: FundOpeningEntry): SourceChange[] =>
  capital.map(({ source, amount }) => ({ source, on: effectiveOn, amount }));

const takenBack = (changes: readonly SourceChange[]): SourceChange[] =>
  changes.map((each) => ({ ...each, amount: each.amount.negated() }));

/** All that a loan moved goes from one source to the other where its contract is corrected so (R34). */
function changesByCorrection(of: CashFacts, entry: LoanEntry): SourceChange[] {
  const record = of.loans.get(entry.loanId);
  const before = record?.versions.findLast((each) => each.recordedAt < entry.recordedAt);
  if (record === undefined || before === undefined || before.source === entry.source) return [];
  const known = [...record.openings, ...record.disbursements, ...record.repayments].filter((each) =>
    isKnownAt(each, entry.recordedAt),
  );
  const moves = movesOf(
    known.map((each): Booked & { effectiveOn: CalendarDate; amount: Money } => {
      const { late, reversedAt, reversalBookedOn, effectiveOn } = shownAt(each, entry.recordedAt);
      return { late, reversedAt, reversalBookedOn, effectiveOn, amount: amountOf(each) };
    }),
  );
  const moved = moves.map(({ fact, on, isTakenBack }) => ({
    source: entry.source,
    on,
    amount: isTakenBack ? fact.amount.negated() : fact.amount,
  }));
  return [...moved, ...takenBack(moved).map((each) => ({ ...each, source: before.source }))];
}

/**
 * The same with all that receipts paid of principal taken as capital: what moved, whatever the books call it. Whether
 * it is income (R40) moves no money from where it is.
 */
export function movedBy(of: CashFacts, entry: Entry): SourceChange[] {
  switch (entry.factKind) {
    case 'fund_opening': {
      const before = of.openings.findLast((each) => each.recordedAt < entry.recordedAt);
      return [...(before === undefined ? [] : takenBack(capitalOf(before))), ...capitalOf(entry)];
    }
    case 'loan_correction':
      return changesByCorrection(of, entry);
    case 'reversal': {
      const reversed = of.facts.get(entry.factId);
      if (reversed === undefined || !movesMoney(reversed)) return [];
      const source = sourceOf(of, reversed, entry.recordedAt);
      return [{ source, on: reversedOn(reversed, entry), amount: amountOf(reversed).negated() }];
    }
    default:
      if (!movesMoney(entry)) return [];
      return [
        {
          source: sourceOf(of, entry, entry.recordedAt),
          on: dayInBooks(entry),
          amount: amountOf(entry),
        },
      ];
  }
}

/** Whether what is recovered of a loan was ever said to be income (R40), by whatever charge-off. */
const mayRecoverIncome = ({ decisions }: LoanRecord): boolean => decisions.some(recoversIncome);

/** Whether a decision makes income of what is received on its loan from then on (R40). */
export const recoversIncome = ({ terms }: Pick<DecisionEntry, 'terms'>): boolean =>
  terms.kind === 'charge_off' && terms.recovery === 'income';

/** What was recovered as income of a loan, as its books were at an instant, as taken off its source. */
function incomeAt(record: LoanRecord, instant: number): SourceChange[] {
  const known = record.at(instant);
  if (known === null) return [];
  const { source } = known.contract;
  return recoveredIncome(known.books).map(({ on, amount }) => ({
    source,
    on,
    amount: amount.negated(),
  }));
}

/** The loan of which a fact, or one that is reversed, may change what was recovered as income. */
function loanOfIncome(of: CashFacts, entry: Entry): LoanRecord | null {
  const said = entry.factKind === 'reversal' ? of.facts.get(entry.factId) : entry;
  if (said === undefined || !('loanId' in said) || said.factKind === 'notice') return null;
  const record = of.loans.get(said.loanId);
  return record === undefined || !mayRecoverIncome(record) ? null : record;
}

/** What a fact changes of the principal that came back as income, and so is no capital (R40). */
function changesOfIncome(of: CashFacts, entry: Entry): SourceChange[] {
  const record = loanOfIncome(of, entry);
  if (record === null) return [];
  return [
    ...incomeAt(record, entry.recordedAt),
    ...takenBack(incomeAt(record, entry.recordedAt - 1)),
  ];
}

/** What the recording of a fact, or of a reversal, changes of the available principal (R18, R34, R40). */
export const changesBy = (of: CashFacts, entry: Entry): SourceChange[] => [
  ...movedBy(of, entry),
  ...changesOfIncome(of, entry),
];

const inOrder = (byDay: ReadonlyMap<CalendarDate, Money>): CashChange[] =>
  [...byDay].map(([on, amount]) => ({ on, amount })).toSorted((a, b) => compareText(a.on, b.on));

/**
 * The change of the available principal on each day that has one, by source: contributions − withdrawals −
 * disbursements + principal repaid − entrusted, of the facts that stand (R18, R34, R35). Summed as facts come, not from the
 * positions of loans: the two are held against each other.
 */
export class Cash {
  readonly #bySource: Map<Source, Map<CalendarDate, Money>>;

  constructor(bySource: ReadonlyMap<Source, ReadonlyMap<CalendarDate, Money>> = new Map()) {
    this.#bySource = new Map([...bySource].map(([source, byDay]) => [source, new Map(byDay)]));
  }

  move(changes: readonly SourceChange[]): void {
    for (const { source, on, amount } of changes) {
      if (amount.isZero()) continue;
      let byDay = this.#bySource.get(source);
      if (byDay === undefined) this.#bySource.set(source, (byDay = new Map()));
      const sum = byDay.get(on)?.plus(amount) ?? amount;
      // A day whose facts are all taken back is as if they had never been.
      if (sum.isZero()) byDay.delete(on);
      else byDay.set(on, sum);
      if (byDay.size === 0) this.#bySource.delete(source);
    }
  }

  moveBack(changes: readonly SourceChange[]): void {
    this.move(takenBack(changes));
  }

  /** The sums as they were before the facts of the end of a log. */
  without(later: readonly Entry[], of: CashFacts): FundCash {
    const then = new Cash(this.#bySource);
    for (const entry of later.toReversed()) then.moveBack(changesBy(of, entry));
    return then.sums();
  }

  sums(): FundCash {
    const bySource = new Map<Source, readonly CashChange[]>([[CHARTER, []]]);
    // In an order that does not tell which of them moved money first, as facts may be taken back.
    const sources = [...this.#bySource].toSorted(([a], [b]) => inSourceOrder(a, b));
    for (const [source, byDay] of sources) bySource.set(source, inOrder(byDay));
    const [charter = []] = bySource.values();
    if (bySource.size === 1) return { all: charter, bySource };
    const all = new Map<CalendarDate, Money>();
    for (const { on, amount } of [...bySource.values()].flat()) {
      all.set(on, (all.get(on) ?? ZERO).plus(amount));
    }
    return { all: inOrder(all).filter(({ amount }) => !amount.isZero()), bySource };
  }
}

/** The day on which a reversal takes a fact back: that of its own booking, else the fact's (R42). */
export const reversedOn = (reversed: Entry, { late }: Pick<Entry, 'late'>): CalendarDate =>
  late?.bookedOn ?? dayInBooks(reversed);
