import type { CalendarDate } from '../primitives/dates.ts';
import { sum, type Money } from '../primitives/money.ts';
import type { Entrustment } from './transfers.ts';

/** What a trustee's statement says at the close of a day: entered, never worked out (R35). */
export interface TrusteeFigures {
  /** Principal that the trustee has lent out. */
  readonly outstanding: Money;
  /** The part of `outstanding` that is overdue. */
  readonly overdue: Money;
  /** Principal entrusted that the trustee has not lent out. */
  readonly idle: Money;
  /** Principal that the trustee collected since it was entrusted. */
  readonly collectedPrincipal: Money;
  /** Interest that the trustee collected. */
  readonly interest: Money;
  /** What the trustee keeps for its work. */
  readonly fee: Money;
}

/** What a statement shows more than was entrusted, below 0 where it shows less (R35). */
export const statementDifference = (
  { outstanding, idle }: Pick<TrusteeFigures, 'outstanding' | 'idle'>,
  entrusted: Money,
): Money => outstanding.plus(idle).minus(entrusted);

/** What a trustee said at the close of a day. */
export interface TrusteeStatement extends TrusteeFigures {
  readonly statedOn: CalendarDate;
}

/** A trustee of a fund, with its standing statements by date. */
export interface Trustee {
  readonly id: string;
  readonly name: string;
  readonly statements: readonly TrusteeStatement[];
}

/** A trustee at the close of a day, as the fund section tells it (R35). */
export interface TrusteeLine {
  readonly placeId: string;
  readonly name: string;
  /** By the books, at the close of the day. */
  readonly entrusted: Money;
  /** The last one up to the day; null: there is none. */
  readonly statement: TrusteeStatement | null;
  /** What the statement shows more than was entrusted on its day, below 0 where less; null: there is none. */
  readonly difference: Money | null;
}

/** The trustees to which anything was given up to a day, with what they said last (R35). */
export function trusteeLines(
  trustees: readonly Trustee[],
  entrustments: readonly Entrustment[],
  asOf: CalendarDate,
): TrusteeLine[] {
  return trustees.flatMap(({ id, name, statements }) => {
    const given = entrustments.filter((each) => each.trusteeId === id && each.on <= asOf);
    const statement = statements.findLast(({ statedOn }) => statedOn <= asOf) ?? null;
    if (given.length === 0 && statement === null) return [];
    const until = (day: CalendarDate): Money =>
      sum(given.filter(({ on }) => on <= day).map(({ amount }) => amount));
    const difference = statement && statementDifference(statement, until(statement.statedOn));
    return [{ placeId: id, name, entrusted: until(asOf), statement, difference }];
  });
}
