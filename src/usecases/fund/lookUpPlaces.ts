import type { Fund } from '../../book/fund.ts';
import {
  entrustments,
  findIncomeMovement,
  findTransfer,
  incomeChanges,
  listIncomeMovements,
  listPlaceCounts,
  listTransfers,
  listTrusteeStatements,
  moneyMovesInTurns,
  placeMoves,
  placesOf,
  type MovedAt,
} from '../../book/places.ts';
import { findLoan } from '../../book/loans.ts';
import { cashAsKnown } from '../../book/rules.ts';
import { availableAt } from '../../domain/fund/cash.ts';
import { incomeAt, type IncomeBalance } from '../../domain/fund/income.ts';
import {
  balanceOfPlace,
  balancesOfPlaces,
  type Place,
  type PlaceMove,
  type Places,
} from '../../domain/fund/places.ts';
import { statementDifference } from '../../domain/fund/trustees.ts';
import { addDays, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError, ensure } from '../../domain/primitives/errors.ts';
import { compareText } from '../../domain/primitives/lists.ts';
import { sum, ZERO, type Money } from '../../domain/primitives/money.ts';
import type { StoredIncomeMovement } from '../../store/fund/incomeMovement.ts';
import type { StoredPlaceCount } from '../../store/fund/placeCount.ts';
import type { StoredTransfer } from '../../store/fund/transfer.ts';
import type { StoredTrusteeStatement } from '../../store/fund/trusteeStatement.ts';
import { inTurns } from '../../domain/primitives/turns.ts';
import type { View } from '../view/readAsKnown.ts';
import { refuseUnknownDay } from '../view/sinceOpening.ts';
import { givingWay } from '../view/turns.ts';
import { requirePlace } from './placeMoney.ts';

/** A count beside what the books say of its day. */
export interface ComparedCount {
  readonly count: StoredPlaceCount;
  readonly placeId: string;
  readonly bookBalance: Money;
  /** Counted less the book balance. */
  readonly difference: Money;
}

/** A trustee's statement beside what is entrusted to it by the books of its day. */
export interface ComparedStatement {
  readonly statement: StoredTrusteeStatement;
  readonly entrusted: Money;
  /** Outstanding and idle less what is entrusted. */
  readonly difference: Money;
}

/** A place at the close of a day, with the last count and statement up to it. */
export interface PlaceAt {
  readonly place: Place;
  readonly balance: Money;
  readonly lastCount: ComparedCount | null;
  readonly lastStatement: ComparedStatement | null;
}

/** The places of a fund at the close of a day, and what they must come to together (R35). */
export interface PlacesAt {
  readonly places: readonly PlaceAt[];
  readonly total: Money;
  readonly availablePrincipal: Money;
  readonly principalEntrusted: Money;
  readonly income: IncomeBalance;
}

/** The places as known, with all that moved money at them. */
interface KnownPlaces {
  readonly places: Places;
  readonly moves: readonly MovedAt[];
}

async function knownPlaces(fund: Fund, knownAt: Date): Promise<KnownPlaces> {
  await givingWay(moneyMovesInTurns(fund, knownAt));
  const moves = await givingWay(inTurns(placeMoves(fund, knownAt), (move) => move));
  return { places: placesOf(fund, knownAt), moves };
}

function comparedCount({ places, moves }: KnownPlaces, count: StoredPlaceCount): ComparedCount {
  const placeId = places.idOf(count);
  const bookBalance = balanceOfPlace(places, moves, placeId, count.effectiveOn);
  return { count, placeId, bookBalance, difference: count.amount.minus(bookBalance) };
}

function comparedStatement(
  { places, moves }: KnownPlaces,
  statement: StoredTrusteeStatement,
): ComparedStatement {
  const { placeId, effectiveOn } = statement;
  const entrusted = balanceOfPlace(places, moves, placeId, effectiveOn);
  return { statement, entrusted, difference: statementDifference(statement, entrusted) };
}

/** The last of facts by date, and of those of one day the last recorded, up to a day. */
const lastUntil = <Fact extends StoredPlaceCount | StoredTrusteeStatement>(
  facts: readonly Fact[],
  asOf: CalendarDate,
): Fact | null =>
  facts.findLast((each) => each.effectiveOn <= asOf && each.reversedAt === null) ?? null;

/**
 * The places of the fund at the close of a day (R35).
 *
 * @throws DomainError before-opening
 * @throws Error where they do not come to the available and entrusted principal and the interest and other
 *   money together: our bug, not an answer
 */
export async function placesAt(fund: Fund, { asOf, knownAt }: View): Promise<PlacesAt> {
  refuseUnknownDay(fund, asOf, knownAt);
  const known = await knownPlaces(fund, knownAt);
  const balances = await givingWay(balancesOfPlaces(known.places, known.moves, asOf));
  const income = await givingWay(inTurns(incomeChanges(fund, knownAt), (change) => change));
  const counts = listPlaceCounts(fund, knownAt);
  const statements = listTrusteeStatements(fund, knownAt);
  const places = known.places.all.map((place): PlaceAt => {
    const count = lastUntil(
      counts.filter((each) => known.places.idOf(each) === place.id),
      asOf,
    );
    const statement = lastUntil(
      statements.filter((each) => each.placeId === place.id),
      asOf,
    );
    return {
      place,
      balance: balances.get(place.id) ?? ZERO,
      lastCount: count && comparedCount(known, count),
      lastStatement: statement && comparedStatement(known, statement),
    };
  });
  const found = {
    places,
    total: sum([...balances.values()]),
    availablePrincipal: availableAt(cashAsKnown(fund, knownAt).all, asOf),
    principalEntrusted: availableAt(entrustments(fund, knownAt), asOf),
    income: incomeAt(income, asOf),
  };
  const asked = sum([found.availablePrincipal, found.principalEntrusted, found.income.balance]);
  ensure(found.total.equals(asked), 'R35: the places do not come to the money of the fund');
  return found;
}

/** What moved money at a place, with the balance after it. */
export interface PlaceLine {
  readonly move: MovedAt;
  /** Of the loan that a payment is about. */
  readonly contractNumber: string | null;
  readonly cooperativeName: string | null;
  /** The other place of a transfer. */
  readonly otherPlace: Place | null;
  readonly balance: Money;
}

/** The book of a place (sổ quỹ, sổ tiền gửi): opening + lines = closing (R35). */
export interface PlaceBook {
  readonly place: Place;
  readonly opening: Money;
  readonly lines: readonly PlaceLine[];
  readonly closing: Money;
}

function otherPlaceOf(places: Places, { entry, amount, isTakenBack }: MovedAt): Place | null {
  if (entry.factKind !== 'transfer') return null;
  const isTo = amount.isPositive() !== isTakenBack;
  return places.find(places.idOf(isTo ? entry.from : entry.to));
}

const inOrder = (a: MovedAt, b: MovedAt): number =>
  compareText(a.on, b.on) || a.entry.recordedAt - b.entry.recordedAt;

/**
 * The book of a place from one day to another, both included. What it has at the close of the day before must
 * be known (R32).
 *
 * @throws DomainError not-found, before-opening
 */
export async function placeBook(
  fund: Fund,
  id: string,
  { from, to, knownAt }: { from: CalendarDate; to: CalendarDate; knownAt: Date },
): Promise<PlaceBook> {
  const dayBefore = addDays(from, -1);
  refuseUnknownDay(fund, dayBefore, knownAt);
  const { places, moves } = await knownPlaces(fund, knownAt);
  const place = requirePlace(places, id);
  const opening = balanceOfPlace(places, moves, place.id, dayBefore);
  let balance = opening;
  const within = moves.filter(
    (each) => from <= each.on && each.on <= to && places.idOf(each) === place.id,
  );
  const lines = within.toSorted(inOrder).map((move): PlaceLine => {
    balance = balance.plus(move.amount);
    const { entry } = move;
    const loan = 'loanId' in entry ? findLoan(fund, entry.loanId, knownAt) : null;
    return {
      move,
      contractNumber: loan?.terms.contractNumber ?? null,
      cooperativeName: loan?.cooperativeName ?? null,
      otherPlace: otherPlaceOf(places, move),
      balance,
    };
  });
  const closing = balanceOfPlace(places, moves, place.id, to);
  ensure(closing.equals(balance), 'R35: opening and lines do not come to the closing balance');
  return { place, opening, lines, closing };
}

/** The counts of a place by date, reversed ones included. @throws DomainError not-found */
export async function countsOf(fund: Fund, id: string, knownAt: Date): Promise<ComparedCount[]> {
  const known = await knownPlaces(fund, knownAt);
  const place = requirePlace(known.places, id);
  return listPlaceCounts(fund, knownAt)
    .filter((each) => known.places.idOf(each) === place.id)
    .map((each) => comparedCount(known, each));
}

/** The statements of a trustee by date, reversed ones included. @throws DomainError not-found */
export async function statementsOf(
  fund: Fund,
  id: string,
  knownAt: Date,
): Promise<ComparedStatement[]> {
  const known = await knownPlaces(fund, knownAt);
  const place = requirePlace(known.places, id);
  return listTrusteeStatements(fund, knownAt)
    .filter((each) => each.placeId === place.id)
    .map((each) => comparedStatement(known, each));
}

/** A count beside the books as known at an instant. */
export const compareCount = async (
  fund: Fund,
  count: StoredPlaceCount,
  knownAt: Date,
): Promise<ComparedCount> => comparedCount(await knownPlaces(fund, knownAt), count);

/** A statement beside the books as known at an instant. */
export const compareStatement = async (
  fund: Fund,
  statement: StoredTrusteeStatement,
  knownAt: Date,
): Promise<ComparedStatement> => comparedStatement(await knownPlaces(fund, knownAt), statement);

/** The id of the place that a fact means, as known at an instant. */
export const placeIdsOf = (fund: Fund, knownAt: Date) => {
  const places = placesOf(fund, knownAt);
  return (ref: Pick<PlaceMove, 'placeId' | 'placeKind'>): string => places.idOf(ref);
};

/** The transfers by date, reversed ones included. */
export const transfers = (fund: Fund, knownAt: Date): StoredTransfer[] =>
  listTransfers(fund, knownAt);

/** The movements of money beside the principal by date, reversed ones included. */
export const incomeMovements = (fund: Fund, knownAt: Date): StoredIncomeMovement[] =>
  listIncomeMovements(fund, knownAt);

function required<Fact>(found: Fact | null, what: string, id: string): Fact {
  if (found === null) throw new DomainError('not-found', { figures: { what, id } });
  return found;
}

/** @throws DomainError not-found */
export const requireTransfer = (fund: Fund, id: string, knownAt: Date): StoredTransfer =>
  required(findTransfer(fund, id, knownAt), 'transfer', id);

/** @throws DomainError not-found */
export const requireIncomeMovement = (fund: Fund, id: string, knownAt: Date) =>
  required(findIncomeMovement(fund, id, knownAt), 'income movement', id);
