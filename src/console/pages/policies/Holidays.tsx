import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { withVersion } from '../../api/version.ts';
import { dayText, today } from '../../format/days.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { weekdayOf } from './holidayDates.ts';
import { HolidayForm } from './HolidayForm.tsx';
import { TakeOver } from './TakeOver.tsx';

type Offered = Shape<'ListVietnamHolidaysAnswer'>['data'][number];

interface Day {
  readonly date: string;
  readonly name: string | undefined;
}

const { settings: said } = words;

const COLUMNS: readonly Column<Day>[] = [
  { title: said.date, cell: ({ date }) => dayText(date) },
  { title: said.weekday, cell: ({ date }) => weekdayOf(date) },
  { title: said.occasion, cell: ({ name }) => name },
];

const YEARS_BEFORE = 12;

const YEARS_AFTER = 2;

/** The years whose lists are looked at: this one, those before and the next. */
function yearsAround(): readonly number[] {
  const year = new Date(today()).getUTCFullYear();
  return Array.from({ length: YEARS_BEFORE + YEARS_AFTER + 1 }, (_, at) => year + YEARS_AFTER - at);
}

function YearList({ year, offered }: { year: number; offered: Offered | undefined }) {
  const may = useMay();
  const list = useRead(['fund', 'holidays', year], async (signal) =>
    withVersion(api.GET('/v1/fund/holidays/{year}', { params: { path: { year } }, signal })),
  );
  return (
    <Read of={list}>
      {(holidays) => (
        <>
          {holidays.recordedAt === null ? (
            <p className="warning">{filled(said.holidayNone, { year })}</p>
          ) : (
            <Table
              label={filled(said.holidayDates, { year })}
              columns={COLUMNS}
              rows={holidays.dates.map((date) => ({
                date,
                name: offered?.dates.find((each) => each.date === date)?.name,
              }))}
              keyOf={({ date }) => date}
            />
          )}
          {holidays.workingDays.length > 0 && (
            <p>
              {said.workingDays}: {holidays.workingDays.map(dayText).join(', ')}
            </p>
          )}
          {may('fund:write') && (
            <HolidayForm
              key={holidays.year}
              year={holidays.year}
              holidays={holidays}
              offered={offered}
            />
          )}
        </>
      )}
    </Read>
  );
}

/** The days on which nobody can pay, year by year. */
export function Holidays() {
  const may = useMay();
  const years = yearsAround();
  const { year: asked } = useSearch({ from: '/frame/settings' });
  const navigate = useNavigate();
  const { asOf } = useDay();
  const sought = asked ?? asOf.slice(0, 4);
  const chosen = years.find((year) => String(year) === sought) ?? years[YEARS_AFTER] ?? 0;
  const offered = useRead(['vietnam-holidays'], async (signal) =>
    api.GET('/v1/vietnam-holidays', { signal }),
  );
  return (
    <>
      <p className="hint">{said.holidayHint}</p>
      <div className="filters">
        <ChoiceField
          label={said.holidayYear}
          value={String(chosen)}
          choices={years.map((year) => [String(year), String(year)] as const)}
          onChange={(year) =>
            void navigate({ to: '/settings', search: { tab: 'holidays', year }, replace: true })
          }
        />
      </div>
      <Read of={offered}>
        {({ data }) => (
          <>
            <YearList year={chosen} offered={data.find(({ year }) => year === chosen)} />
            {may('fund:write') && <TakeOver years={data.map(({ year }) => year)} />}
          </>
        )}
      </Read>
    </>
  );
}
