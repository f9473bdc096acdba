import { Link } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRows } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { LongTable } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';

const said = words.issued;

/** The reports that were issued. */
export function IssuedReports() {
  const { knownAt } = useDay();
  const query = {
    limit: 200,
    order: 'desc' as const,
    ...(knownAt === undefined ? {} : { knownAt }),
  };
  const reports = useRows(['issued-reports', query], async (cursor, signal) =>
    api.GET('/v1/issued-reports', {
      params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
      signal,
    }),
  );
  return (
    <>
      <div className="title">
        <h1>{said.title}</h1>
      </div>
      {reports.error !== null && <ErrorNote error={reports.error} onRetry={reports.readMore} />}
      {reports.first !== undefined && (
        <LongTable
          label={said.title}
          rows={reports.rows}
          keyOf={({ id }) => id}
          nothing={said.none}
          hasMore={reports.hasMore}
          readMore={reports.readMore}
          columns={[
            {
              title: said.number,
              cell: ({ id, documentNumber }) => (
                <Link to="/issued-reports/$id" params={{ id }} search={{}}>
                  {documentNumber}
                </Link>
              ),
            },
            { title: said.asOf, cell: ({ asOf }) => dayText(asOf) },
            { title: said.period, isMinor: true, cell: ({ periodStart }) => dayText(periodStart) },
            { title: said.issuedOn, cell: ({ issuedOn }) => dayText(issuedOn) },
            { title: said.recordedBy, isMinor: true, cell: ({ recordedBy }) => recordedBy },
          ]}
        />
      )}
    </>
  );
}
