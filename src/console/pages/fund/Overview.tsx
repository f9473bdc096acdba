import './overview.css';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText, today } from '../../format/days.ts';
import { DaySlider } from '../../parts/DaySlider.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { filled, words } from '../../words/words.ts';
import { ForecastPlot, GroupsPlot, HistoryPlots } from './OverviewPlots.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { OverviewFigures } from './OverviewFigures.tsx';
import { WhatIsDue } from './WhatIsDue.tsx';

const REST_MS = 250;

/** A value once it has rested: what is slow does not follow each step of a slider. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** The first day of which the fund has entries: of the year of its first quarter. */
function useFirstDay(): string | undefined {
  const may = useMay();
  const periods = useRead(
    ['periods', 'first'],
    async (signal) => api.GET('/v1/periods', { signal }),
    { enabled: may('ledger:read') },
  );
  const quarter = periods.data?.data[0]?.quarter;
  return quarter === undefined ? undefined : `${quarter.slice(0, 4)}-01-01`;
}

/** The day of the slider, which is ahead of the day in the address until the slider rests. */
function useSlidDay() {
  const { asOf, choose } = useDay();
  const [shown, setShown] = useState(asOf);
  const chosen = useRef(asOf);
  useEffect(() => {
    // Another day was chosen elsewhere on the screen, and not by the slider, which may have gone on.
    if (asOf !== chosen.current) setShown(asOf);
    chosen.current = asOf;
  }, [asOf]);
  const rested = useRested(shown);
  useEffect(() => {
    if (rested !== shown || rested === chosen.current) return;
    chosen.current = rested;
    choose(rested);
  }, [rested, shown, choose]);
  return { shown, setShown, rested };
}

/** The fund on one screen, on any day of its life. */
export function Overview() {
  const { asOf, knownAt } = useDay();
  const may = useMay();
  const { shown, setShown, rested } = useSlidDay();
  const from = useFirstDay();
  const known = knownAt === undefined ? {} : { knownAt };
  // The next day is asked for when the last one was answered: a slider moves faster than a service.
  const [asked, setAsked] = useState(shown);
  const section = useRead(['reports', 'fund-section', asked, knownAt], async (signal) =>
    api.GET('/v1/reports/fund-section', { params: { query: { asOf: asked, ...known } }, signal }),
  );
  useEffect(() => {
    if (!section.isFetching) setAsked(shown);
  }, [section.isFetching, shown]);
  const last = asOf > today() ? asOf : today();
  const suspension = section.data?.lendingSuspension;
  return (
    <>
      <div className="title">
        <h1>{filled(words.overview.title, { day: dayText(shown) })}</h1>
        <div className="buttons">
          {suspension !== null && suspension !== undefined && (
            <span className="tag warn">
              {filled(words.overview.suspended, {
                number: suspension.decisionNumber,
                day: dayText(suspension.decidedOn),
              })}
            </span>
          )}
          {may('receipts:write') && (
            <Link className="button main" to="/receipts/new" search={{}}>
              {words.nav.newReceipt}
            </Link>
          )}
        </div>
      </div>
      {may('ledger:read') && (
        <DaySlider
          label={words.frame.asOf}
          from={from ?? last}
          to={last}
          value={shown}
          onChange={setShown}
        />
      )}
      {section.error === null ? (
        <OverviewFigures section={section.data} />
      ) : (
        <ErrorNote error={section.error} onRetry={() => void section.refetch()} />
      )}
      {section.data !== undefined && <FirstSteps section={section.data} />}
      <WhatIsDue asOf={rested} />
      <div className="columns plots">
        {may('ledger:read') && <HistoryPlots from={from} to={last} marked={shown} known={known} />}
        <div className="place">
          <ForecastPlot asOf={rested} known={known} />
        </div>
        <div className="place">
          <GroupsPlot asOf={rested} known={known} />
        </div>
      </div>
    </>
  );
}
