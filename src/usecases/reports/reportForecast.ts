import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { forecast, type Forecast } from '../../domain/reports/forecast/forecast.ts';
import { forecastAccuracy, type ForecastAccuracy } from '../../domain/reports/forecast/accuracy.ts';
import type { FundTx } from '../../store/database/database.ts';
import { loadFundFacts } from './loadFundFacts.ts';
import { loadCalendar } from '../loans/loanState.ts';

/** A forecast asked for: its days, and what was known of them. */
interface Asked {
  readonly asOf: CalendarDate;
  readonly until: CalendarDate;
  readonly knownAt: Date;
}

/** What becomes of the fund's principal money, by three scenarios (R20, R21). */
export async function reportForecast(tx: FundTx, asked: Asked): Promise<Forecast> {
  const facts = await loadFundFacts(tx, asked);
  return forecast(facts, await loadCalendar(tx, asked.knownAt), asked);
}

/**
 * A forecast held against what came up to its end, as known at an instant (R21).
 *
 * @param made the forecast as it was known then
 */
export async function reportForecastAccuracy(
  tx: FundTx,
  made: Asked,
  knownAt: Date,
): Promise<ForecastAccuracy> {
  const facts = await loadFundFacts(tx, { asOf: made.until, knownAt });
  return forecastAccuracy(await reportForecast(tx, made), facts);
}
