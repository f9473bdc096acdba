import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import type { Fund } from '../../book/fund.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { forecastInTurns, type Forecast } from '../../domain/reports/forecast/forecast.ts';
import { forecastAccuracy, type ForecastAccuracy } from '../../domain/reports/forecast/accuracy.ts';
import { loadFundFacts } from './loadFundFacts.ts';
import { loadRules } from '../loans/loanState.ts';
import { refuseUnknownDay } from '../view/sinceOpening.ts';

/** A forecast asked for: its days, and what was known of them. */
interface Asked {
  readonly asOf: CalendarDate;
  readonly until: CalendarDate;
  readonly knownAt: Date;
}

/** What becomes of the fund's principal money, by three scenarios (R20, R21). */
export function reportForecast(fund: Fund, asked: Asked): Promise<Forecast> {
  const facts = loadFundFacts(fund, asked);
  const rules = loadRules(fund, asked.knownAt);
  return givingWay(forecastInTurns(facts, rules, asked, LOANS_PER_TURN));
}

/**
 * A forecast held against what came up to its end, as known at an instant (R21).
 *
 * @param made the forecast as it was known then
 * @throws DomainError before-opening: of the day of the forecast nothing is known
 */
export async function reportForecastAccuracy(
  fund: Fund,
  made: Asked,
  knownAt: Date,
): Promise<ForecastAccuracy> {
  refuseUnknownDay(fund, made.asOf, knownAt);
  const facts = loadFundFacts(fund, { asOf: made.until, knownAt });
  return forecastAccuracy(await reportForecast(fund, made), facts);
}
