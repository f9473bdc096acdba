import { addDays, firstDayOfYear, later, type CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import type { Money } from '../primitives/money.ts';
import type { BookedMovement } from './capital.ts';
import type { Source } from './sources.ts';

/** The capital of a source at the close of the opening day, as the fund's book states it (R32, R34). */
export interface OpeningCapital {
  readonly source: Source;
  /** How the fund calls the source; null: as the law does. */
  readonly name: string | null;
  /** Whether the fund bears the risk of what is lent of the source; null: nothing is said of it. */
  readonly bearsRisk: boolean | null;
  readonly amount: Money;
  /** The principal of the source that is not lent, as the book states it; null: it states none. */
  readonly availablePrincipal: Money | null;
}

/** What a fund takes over from its paper book at the close of a day (R32). */
export interface FundOpening {
  readonly on: CalendarDate;
  readonly documentNumber: string;
  /** Each source once. */
  readonly capital: readonly OpeningCapital[];
  /** The principal that is not lent, as the book states it; null: it states none. */
  readonly availablePrincipal: Money | null;
}

/** The capital of an opening as contributions of its day: so it raises capital and available principal. */
export const movementsOfOpening = (opening: FundOpening & { readonly id: string }) =>
  opening.capital.map(({ source, amount }): BookedMovement => ({
    id: opening.id,
    documentNumber: opening.documentNumber,
    kind: 'contribution',
    source,
    effectiveOn: opening.on,
    amount,
  }));

/**
 * The first day of a report's period where none is asked for: 1 January, or the day after the fund was taken
 * over, if that is later (R19, R32).
 */
export function usualPeriodStart(
  asOf: CalendarDate,
  opening: Pick<FundOpening, 'on'> | null,
): CalendarDate {
  const first = firstDayOfYear(asOf);
  return opening === null ? first : later(first, addDays(opening.on, 1));
}

/**
 * Refuses what asks for a day before the fund was taken over, or is dated so: nothing is known of it (R32).
 *
 * @param day a day on whose close, or before whose end, something would have to be known
 * @throws DomainError before-opening
 */
export function refuseBeforeOpening(
  day: CalendarDate,
  opening: Pick<FundOpening, 'on'> | null,
): void {
  if (opening === null || day >= opening.on) return;
  throw new DomainError('before-opening', { rule: 'R32', figures: { date: day, on: opening.on } });
}

/**
 * Refuses money dated on the opening day or before: it is in the balances that were taken over (R32).
 *
 * @throws DomainError before-opening
 */
export function refuseTakenOver(day: CalendarDate, opening: Pick<FundOpening, 'on'> | null): void {
  if (opening === null || day > opening.on) return;
  throw new DomainError('before-opening', { rule: 'R32', figures: { date: day, on: opening.on } });
}
