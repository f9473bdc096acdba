import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';
import { useKnownAt } from './reading.ts';

const text = words.loans.papers;

type Notice = Shape<'NoticeRow'>;

function NoticeState({ notice }: { notice: Notice }) {
  const { status, stale, delivered } = notice;
  if (status !== 'issued') return <span className="tag">{words.codes.noticeStatus[status]}</span>;
  if (stale) return <span className="tag bad">{words.codes.noticeStatus.stale}</span>;
  return delivered ? (
    <span className="tag good">{text.delivered}</span>
  ) : (
    <span className="tag warn">{words.codes.noticeStatus.undelivered}</span>
  );
}

const NOTICES: readonly Column<Notice>[] = [
  {
    title: text.number,
    cell: ({ id, numberText }) => (
      <Link to="/notices/$id" params={{ id }} search={{}}>
        {numberText}
      </Link>
    ),
  },
  { title: text.kind, cell: ({ kind }) => words.codes.noticeKind[kind] },
  { title: text.issuedOn, cell: ({ issuedOn }) => dayText(issuedOn) },
  { title: text.payBy, cell: ({ payBy }) => dayText(payBy), isMinor: true },
  { title: text.total, cell: ({ total }) => grouped(total), isNumber: true },
  { title: text.state, cell: (notice) => <NoticeState notice={notice} /> },
];

/** The notices of a loan, with what became of each. */
export function NoticesOfLoan({ id, label }: { id: string; label: string }) {
  const query = { loanId: id, limit: 200, ...useKnownAt() };
  const notices = useRead(['notices', 'of', query], async (signal) =>
    api.GET('/v1/notices', { params: { query }, signal }),
  );
  return (
    <Read of={notices}>
      {({ data }) => (
        <Table
          label={label}
          columns={NOTICES}
          rows={data}
          keyOf={(notice) => notice.id}
          isReversed={({ status }) => status === 'reversed'}
          nothing={text.noNotice}
        />
      )}
    </Read>
  );
}
