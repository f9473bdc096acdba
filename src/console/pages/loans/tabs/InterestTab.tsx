import { useSearch } from '@tanstack/react-router';
import { api, type Shape } from '../../../api/client.ts';
import { useRead } from '../../../api/read.ts';
import { isDay } from '../../../format/days.ts';
import { Read } from '../../../parts/Read.tsx';
import { words } from '../../../words/words.ts';
import { useKnownAt, type TabProps } from '../reading.ts';
import { Between } from './Between.tsx';
import { SegmentTable } from './SegmentTable.tsx';

const text = words.loans.interest;

type Listing = Shape<'InterestListing'>;

const CLASSES = [
  { kind: 'in_term', name: words.codes.component.inTermInterest, total: 'inTerm' },
  { kind: 'overdue', name: words.codes.component.overdueInterest, total: 'overdue' },
  { kind: 'late', name: words.codes.component.lateInterest, total: 'late' },
] as const;

function Lines({ listing }: { listing: Listing }) {
  const shown = CLASSES.map(({ kind, name, total }) => ({
    name,
    total: listing.totals[total],
    segments: listing.segments.filter((segment) => segment.class === kind),
  })).filter(({ segments }) => segments.length > 0);
  if (shown.length === 0) return <p className="nothing">{text.none}</p>;
  return shown.map(({ name, total, segments }) => (
    <section key={name} className="card">
      <h2>{name}</h2>
      <SegmentTable label={name} segments={segments} total={total} />
    </section>
  ));
}

/** Interest line by line, from a day to the day before another. */
export function InterestTab({ loan, position }: TabProps) {
  const { id, signedOn } = loan;
  const search = useSearch({ from: '/frame/loans/$id' });
  const from = isDay(search.from) ? search.from : (position.openedOn ?? signedOn);
  const to = isDay(search.to) ? search.to : position.asOf;
  const query = { from, to, ...useKnownAt() };
  const listing = useRead(['loans', id, 'interest', query], async (signal) =>
    api.GET('/v1/loans/{id}/interest', { params: { path: { id }, query }, signal }),
  );
  return (
    <>
      <div className="filters">
        <Between from={from} to={to} />
      </div>
      <p className="soft">{text.hint}</p>
      <Read of={listing}>{(lines) => <Lines listing={lines} />}</Read>
    </>
  );
}
