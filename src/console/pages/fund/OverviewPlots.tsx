import { api, type Shape } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { endOfQuarter, endOfQuarterBefore, quarterOf } from '../../format/days.ts';
import { less } from '../../format/money.ts';
import { LinePlot, type Series } from '../../parts/plots/LinePlot.tsx';
import { ShareBars } from '../../parts/plots/ShareBars.tsx';
import { Read } from '../../parts/Read.tsx';
import { filled, words } from '../../words/words.ts';

interface Known {
  readonly known: { readonly knownAt?: string };
}

/** A series has 48 days at most: the quarters of twelve years. */
const YEARS = 12;

const LAST_QUARTER = /-12-31$/;

function firstOfSeries(from: string, to: string): string {
  const earliest = `${BigInt(to.slice(0, 4)) - BigInt(YEARS - 1)}-01-01`;
  return from < earliest ? earliest : from;
}

/** What a sum that begins anew each year grew by in each quarter. */
function growth(days: readonly string[], sums: readonly string[]): string[] {
  return sums.map((sum, index) => {
    const isFirst = index === 0 || LAST_QUARTER.test(days[index - 1] ?? '');
    return isFirst ? sum : less(sum, sums[index - 1] ?? '0');
  });
}

/** The last day of the series up to a day, at which the day is marked. */
function markedDay(days: readonly string[], day: string): string | undefined {
  return days.find((each) => each >= day) ?? days.at(-1);
}

/** What is lent in term and overdue, and what is not lent. */
function principalSeries(data: readonly Shape<'FundSectionOfSeries'>[]): Series[] {
  const { overview } = words;
  return [
    {
      name: overview.inTerm,
      colour: 1,
      amounts: data.map(({ inTermPrincipal }) => inTermPrincipal.amount),
    },
    {
      name: overview.overdue,
      colour: 2,
      amounts: data.map(({ overduePrincipal }) => overduePrincipal.amount),
    },
    {
      name: overview.available,
      colour: 3,
      amounts: data.map(({ availablePrincipal }) => availablePrincipal.amount),
    },
  ];
}

/** How the fund went, quarter by quarter over its life. */
export function HistoryPlots({
  from,
  to,
  marked,
  known,
}: Known & { from: string | undefined; to: string; marked: string }) {
  const { overview } = words;
  const end = endOfQuarter(quarterOf(to)) === to ? to : endOfQuarterBefore(to);
  const query = {
    from: firstOfSeries(from ?? end, end),
    to: end,
    every: 'quarter',
    lists: false,
  } as const;
  const series = useRead(
    ['reports', 'series', query, known],
    async (signal) =>
      api.GET('/v1/reports/fund-section/series', {
        params: { query: { ...query, ...known } },
        signal,
      }),
    { enabled: from !== undefined && from < end },
  );
  const data = series.data?.data ?? [];
  const days = data.map(({ asOf }) => asOf);
  const mark = markedDay(days, marked);
  const marking = mark === undefined ? {} : { marked: mark };
  const interest = growth(
    days,
    data.map(({ interestCollected }) => interestCollected.total),
  );
  return (
    <>
      <div className="place">
        <Read of={series}>
          {() => (
            <LinePlot
              label={overview.history}
              days={days}
              {...marking}
              series={principalSeries(data)}
            />
          )}
        </Read>
      </div>
      <div className="place">
        {series.data !== undefined && (
          <LinePlot
            label={overview.interestByQuarter}
            days={days}
            {...marking}
            isBars
            series={[{ name: overview.interest, colour: 1, amounts: interest }]}
          />
        )}
      </div>
    </>
  );
}

/** What will be available month by month, by three scenarios. */
export function ForecastPlot({ asOf, known }: Known & { asOf: string }) {
  const { overview } = words;
  const forecast = useRead(['reports', 'projection', asOf, known], async (signal) =>
    api.GET('/v1/reports/projection', { params: { query: { asOf, ...known } }, signal }),
  );
  return (
    <Read of={forecast}>
      {({ until, availablePrincipal, scenarios }) => {
        const { scheduled, planned, record } = scenarios;
        const of = ({ months }: typeof scheduled): string[] => [
          availablePrincipal,
          ...months.map((month) => month.availablePrincipal),
        ];
        const days = [asOf, ...scheduled.months.map(({ month }) => `${month}-28`)];
        return (
          <LinePlot
            label={filled(overview.forecast, { year: until.slice(0, 4) })}
            days={days}
            series={[
              { name: overview.scheduled, colour: 3, amounts: of(scheduled) },
              { name: overview.planned, colour: 1, amounts: of(planned) },
              { name: overview.record, colour: 4, amounts: of(record) },
            ]}
          />
        );
      }}
    </Read>
  );
}

const FIRST_BAD_GROUP = 3;

/** The debt by group, with provisions. */
export function GroupsPlot({ asOf, known }: Known & { asOf: string }) {
  const { overview } = words;
  const classified = useRead(['reports', 'classification', asOf, known], async (signal) =>
    api.GET('/v1/reports/debt-classification', { params: { query: { asOf, ...known } }, signal }),
  );
  return (
    <Read of={classified}>
      {({ groups }) => (
        <ShareBars
          label={overview.groups}
          bars={groups.map(({ debtGroup, principalOutstanding, loans }) => ({
            key: `${debtGroup}`,
            name: filled(overview.group, { group: debtGroup }),
            amount: principalOutstanding,
            note: filled(overview.loans, { count: loans }),
            colour: debtGroup >= FIRST_BAD_GROUP ? 2 : 1,
          }))}
        />
      )}
    </Read>
  );
}
