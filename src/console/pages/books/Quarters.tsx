import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import {
  dayText,
  endOfQuarter,
  momentText,
  quarterText,
  startOfQuarter,
} from '../../format/days.ts';
import { Read } from '../../parts/Read.tsx';
import { Table } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';

type Period = Shape<'ListPeriodsAnswer'>['data'][number];

const said = words.quarters;

/** Whether a quarter is closed, open, or not over. */
export function QuarterTag({ status }: Pick<Period, 'status'>) {
  const look = { not_over: 'tag', open: 'tag warn', closed: 'tag good' }[status];
  return <span className={look}>{said.statuses[status]}</span>;
}

/** The days of a quarter. */
export function daysOf(quarter: string): string {
  return filled(said.one.from, {
    from: dayText(startOfQuarter(quarter)),
    to: dayText(endOfQuarter(quarter)),
  });
}

/** The quarters of the fund, the latest first, and which of them are closed. */
export function Quarters() {
  const { knownAt } = useDay();
  const periods = useRead(['periods', knownAt], async (signal) =>
    api.GET('/v1/periods', { params: { query: knownAt === undefined ? {} : { knownAt } }, signal }),
  );
  return (
    <>
      <div className="title">
        <h1>{said.title}</h1>
      </div>
      <p className="soft">{said.meaning}</p>
      <Read of={periods}>
        {({ data }) => (
          <Table
            label={said.title}
            rows={data.toReversed()}
            keyOf={({ quarter }) => quarter}
            columns={[
              {
                title: said.quarter,
                cell: ({ quarter }) => (
                  <Link to="/quarters/$quarter" params={{ quarter }} search={{}}>
                    {quarterText(quarter)}
                  </Link>
                ),
              },
              { title: words.parts.day, isMinor: true, cell: ({ quarter }) => daysOf(quarter) },
              { title: said.status, cell: ({ status }) => <QuarterTag status={status} /> },
              { title: said.closedBy, cell: ({ closing }) => closing?.recordedBy },
              {
                title: said.closedAt,
                isMinor: true,
                cell: ({ closing }) => closing && momentText(closing.recordedAt),
              },
            ]}
          />
        )}
      </Read>
    </>
  );
}
