import { dayInBooks } from '../domain/books/lateBooking.ts';
import type { IncomeChange } from '../domain/fund/income.ts';
import { placeOfPayment, Places, type PlaceMove, type PlaceRef } from '../domain/fund/places.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { entrustmentsOf, type Entrustment } from '../domain/fund/transfers.ts';
import { cameIn } from '../domain/loans/facts.ts';
import { recoveredIncome } from '../domain/loans/recoveredIncome.ts';
import type { Trustee } from '../domain/fund/trustees.ts';
import type { Money } from '../domain/primitives/money.ts';
import { atOnce, type InTurns } from '../domain/primitives/turns.ts';
import type { Entry } from '../store/facts/entry.ts';
import type { CapitalMovementEntry } from '../store/fund/capitalMovement.ts';
import type { StoredIncomeMovement } from '../store/fund/incomeMovement.ts';
import type { StoredPlace } from '../store/fund/place.ts';
import type { StoredPlaceCount } from '../store/fund/placeCount.ts';
import type { StoredTransfer } from '../store/fund/transfer.ts';
import type { StoredTrusteeStatement } from '../store/fund/trusteeStatement.ts';
import type { MoneyMove } from './book.ts';
import { movedBy, movesAtPlace, type MovesAtPlace } from './cash.ts';
import type { Fund } from './fund.ts';
import { lastChange } from './kept.ts';
import { isKnownAt, knownLength, reversalBookedOn, shownAt, standsAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

/** The places of the fund that stand at `knownAt`. */
export function placesOf({ book }: OfBook, knownAt: Date): Places {
  const standing = book.places.filter((each) => standsAt(each, knownAt.getTime()));
  return new Places(standing);
}

/** Kinds of facts that may take over what a paper book says, and what reverses them. */
const TAKES_OVER: ReadonlySet<Entry['factKind']> = new Set([
  'fund_opening',
  'loan',
  'loan_opening',
  'loan_correction',
  'reversal',
]);

/**
 * What an opening changes of the available principal is at the default bank: nobody said where (R32, R33).
 * A correction that names another source moves nothing.
 */
function takenOverBy(book: Fund['book'], entry: Entry): MoneyMove[] {
  if (!TAKES_OVER.has(entry.factKind)) return [];
  const reversed = entry.factKind === 'reversal' ? book.facts.get(entry.factId) : undefined;
  if (reversed !== undefined && movesAtPlace(reversed)) return [];
  const byDay = new Map<CalendarDate, Money>();
  for (const { on, amount } of movedBy(book, entry)) {
    byDay.set(on, byDay.get(on)?.plus(amount) ?? amount);
  }
  return [...byDay]
    .filter(([, amount]) => !amount.isZero())
    .map(([on, takenOver]) => ({ entry, on, isTakenBack: false, takenOver }));
}

/** How many facts are looked at between two turns. */
const FACTS_PER_TURN = 1_000;

/** How the facts known at an instant moved money, in the order recorded (R35, R42), some facts at a time. */
export function* moneyMovesInTurns({ book }: OfBook, knownAt: Date): InTurns<readonly MoneyMove[]> {
  const at = lastChange(book.moneyChanges, knownAt.getTime());
  const kept = book.moneyMoves.at(at);
  if (kept !== undefined) return kept;
  const moves: MoneyMove[] = [];
  const known = knownLength(book.log, at);
  for (const [index, entry] of book.log.slice(0, known).entries()) {
    if (index % FACTS_PER_TURN === 0) yield;
    if (!movesAtPlace(entry)) {
      moves.push(...takenOverBy(book, entry));
      continue;
    }
    const off = reversalBookedOn(entry, at);
    if (off === null && !standsAt(entry, at)) continue;
    const move = { entry, isTakenBack: false, takenOver: null };
    moves.push({ ...move, on: dayInBooks(entry) });
    if (off !== null) moves.push({ ...move, on: off, isTakenBack: true });
  }
  return book.moneyMoves.of(at, () => moves);
}

const moneyMoves = (fund: OfBook, knownAt: Date): readonly MoneyMove[] =>
  atOnce(moneyMovesInTurns(fund, knownAt));

/** What is put into a place; what is taken out is below 0. */
type Placing = PlaceRef & { readonly amount: Money };

/** What a fact puts into places, as entered; what it takes out is below 0. */
function placedBy({ entry, takenOver }: MoneyMove): readonly Placing[] {
  if (takenOver !== null) return [{ placeId: null, placeKind: 'bank', amount: takenOver }];
  return movesAtPlace(entry) ? placedByItself(entry) : [];
}

function placedByItself(entry: MovesAtPlace): readonly Placing[] {
  switch (entry.factKind) {
    case 'transfer': {
      const { from, to, amount } = entry;
      return [
        { ...from, amount: amount.negated() },
        { ...to, amount },
      ];
    }
    case 'income_movement': {
      const { placeId, placeKind, kind, amount } = entry;
      return [{ placeId, placeKind, amount: kind === 'paid_out' ? amount.negated() : amount }];
    }
    case 'capital_movement': {
      if (entry.fromIncome === true) return [];
      const comes = entry.kind === 'contribution';
      return [{ ...paidAt(entry), amount: comes ? entry.amount : entry.amount.negated() }];
    }
    case 'disbursement':
      return [{ ...paidAt(entry), amount: entry.amount.negated() }];
    case 'repayment':
      return [{ ...paidAt(entry), amount: cameIn(entry) }];
  }
}

type Payment = Pick<CapitalMovementEntry, 'placeId' | 'method'>;

const paidAt = ({ placeId, method }: Payment): PlaceRef =>
  placeOfPayment({ placeId: placeId ?? null, method });

/** A change of a place, with the fact that made it. */
export interface MovedAt extends PlaceMove {
  readonly entry: MoneyMove['entry'];
  readonly isTakenBack: boolean;
}

/** What the facts known at an instant put into places and took out of them, in the order recorded (R35). */
export function* placeMoves(fund: OfBook, knownAt: Date): Generator<MovedAt> {
  for (const move of moneyMoves(fund, knownAt)) {
    const { entry, on, isTakenBack } = move;
    for (const { amount, ...ref } of placedBy(move)) {
      yield { ...ref, on, entry, isTakenBack, amount: isTakenBack ? amount.negated() : amount };
    }
  }
}

type Changed = Pick<IncomeChange, 'ground' | 'amount'>;

/** What a fact changes of the interest and other money. */
function incomeBy(entry: MoneyMove['entry']): readonly Changed[] {
  switch (entry.factKind) {
    case 'repayment': {
      const { amount, allocation, enforcementFee: fee } = entry;
      const interest = amount.minus(allocation.principal);
      return [
        ...(interest.isZero() ? [] : [{ ground: 'interestCollected' as const, amount: interest }]),
        ...(fee ? [{ ground: 'enforcementFees' as const, amount: fee.negated() }] : []),
      ];
    }
    case 'income_movement': {
      if (entry.kind === 'paid_out') return [{ ground: 'paidOut', amount: entry.amount.negated() }];
      const ground = entry.kind === 'received' ? 'received' : 'broughtForward';
      return [{ ground, amount: entry.amount }];
    }
    case 'capital_movement':
      return entry.fromIncome === true
        ? [{ ground: 'addedToCapital', amount: entry.amount.negated() }]
        : [];
    default:
      return [];
  }
}

/** The changes of the interest and other money, of what was known at an instant (R35). */
export function* incomeChanges(fund: OfBook, knownAt: Date): Generator<IncomeChange> {
  for (const { entry, on, isTakenBack } of moneyMoves(fund, knownAt)) {
    for (const { ground, amount } of incomeBy(entry)) {
      yield { ground, on, amount: isTakenBack ? amount.negated() : amount };
    }
  }
  for (const loan of fund.book.loans.values()) {
    const known = loan.at(knownAt.getTime());
    if (known === null) continue;
    for (const { on, amount } of recoveredIncome(known.books)) {
      yield { ground: 'recovered', on, amount };
    }
  }
}

/** The changes of the principal that trustees have (R35). */
export const entrustments = (fund: OfBook, knownAt: Date): Entrustment[] =>
  entrustmentsOf(listTransfers(fund, knownAt));

/** The trustees of the fund with their standing statements by date (R35). */
export function trusteesOf(fund: OfBook, knownAt: Date): Trustee[] {
  const trustees = placesOf(fund, knownAt).all.filter(({ kind }) => kind === 'trustee');
  if (trustees.length === 0) return [];
  const standing = listTrusteeStatements(fund, knownAt).filter((each) => each.reversedAt === null);
  return trustees.map(({ id, name }) => ({
    id,
    name: name ?? id,
    statements: standing
      .filter((each) => each.placeId === id)
      .map((each) => ({
        statedOn: each.effectiveOn,
        outstanding: each.outstanding,
        overdue: each.overdue,
        idle: each.idle,
        collectedPrincipal: each.collectedPrincipal,
        interest: each.interest,
        fee: each.fee,
      })),
  }));
}

/** The transfers by date, reversed ones included. */
export const listTransfers = ({ book }: OfBook, knownAt: Date): StoredTransfer[] =>
  shownOf(book.transfers, knownAt);

/** The movements of money beside the principal by date, reversed ones included. */
export const listIncomeMovements = ({ book }: OfBook, knownAt: Date): StoredIncomeMovement[] =>
  shownOf(book.incomeMovements, knownAt);

/** The counts by date, reversed ones included. */
export const listPlaceCounts = ({ book }: OfBook, knownAt: Date): StoredPlaceCount[] =>
  shownOf(book.placeCounts, knownAt);

/** The statements of trustees by date, reversed ones included. */
export const listTrusteeStatements = ({ book }: OfBook, knownAt: Date): StoredTrusteeStatement[] =>
  shownOf(book.trusteeStatements, knownAt);

function shownOf<E extends Entry>(entries: readonly E[], knownAt: Date) {
  const instant = knownAt.getTime();
  return entries.filter((each) => isKnownAt(each, instant)).map((each) => shownAt(each, instant));
}

type Found<Kind extends Entry['factKind']> = Extract<Entry, { readonly factKind: Kind }>;

/** The fact of a kind, also where it was reversed; null: none has this id. */
const finder =
  <Kind extends Entry['factKind']>(kind: Kind) =>
  ({ book }: OfBook, id: string, knownAt: Date) => {
    const entry = book.facts.get(id);
    const instant = knownAt.getTime();
    if (entry?.factKind !== kind || !isKnownAt(entry, instant)) return null;
    return shownAt(entry as Found<Kind>, instant);
  };

export const findPlace: (fund: OfBook, id: string, knownAt: Date) => StoredPlace | null =
  finder('place');

export const findTransfer: (fund: OfBook, id: string, knownAt: Date) => StoredTransfer | null =
  finder('transfer');

export const findPlaceCount: (fund: OfBook, id: string, knownAt: Date) => StoredPlaceCount | null =
  finder('place_count');

export const findTrusteeStatement: (
  fund: OfBook,
  id: string,
  knownAt: Date,
) => StoredTrusteeStatement | null = finder('trustee_statement');

export const findIncomeMovement: (
  fund: OfBook,
  id: string,
  knownAt: Date,
) => StoredIncomeMovement | null = finder('income_movement');

/** The ids of places that a fact names. */
function namedBy(entry: Entry): readonly (string | null | undefined)[] {
  switch (entry.factKind) {
    case 'transfer':
      return [entry.from.placeId, entry.to.placeId];
    case 'income_movement':
    case 'capital_movement':
    case 'disbursement':
    case 'repayment':
    case 'place_count':
    case 'trustee_statement':
      return [entry.placeId];
    case 'loan':
    case 'loan_correction':
      return [entry.place];
    default:
      return [];
  }
}

/** The ids of the facts that name a place, and that figures of any day show, in the order recorded. */
export function factsNaming({ book }: OfBook, placeId: string, knownAt: Date): string[] {
  const instant = knownAt.getTime();
  const isShown = (entry: Entry): boolean =>
    standsAt(entry, instant) || reversalBookedOn(entry, instant) !== null;
  return book.log
    .slice(0, knownLength(book.log, instant))
    .filter((entry) => namedBy(entry).includes(placeId) && isShown(entry))
    .map(({ id }) => id);
}
