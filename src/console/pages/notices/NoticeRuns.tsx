import { api } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { dayText, momentText, partsOfQuarter } from '../../format/days.ts';
import { Paper } from '../../parts/Paper.tsx';
import { filled, words } from '../../words/words.ts';

interface Props {
  readonly quarter: string;
  readonly knownAt: string | undefined;
}

const said = words.notices.run;

/** The runs of a quarter that are done, each with all its letters. */
export function NoticeRuns({ quarter, knownAt }: Props) {
  const query = { ...partsOfQuarter(quarter), ...(knownAt === undefined ? {} : { knownAt }) };
  const runs = useRead(['notices', 'runs', query], async (signal) =>
    api.GET('/v1/notice-runs', { params: { query }, signal }),
  );
  const done = (runs.data?.data ?? []).filter((run) => run.status !== 'running' && run.done > 0);
  const [latest] = done;
  if (latest === undefined) return null;
  return (
    <section className="title" aria-label={said.list}>
      <span className="soft">
        {filled(said.letters, { day: dayText(latest.issuedOn) })} (
        {filled(said.by, { name: latest.recordedBy })}, {momentText(latest.recordedAt)})
      </span>
      <Paper
        address={`/v1/notice-runs/${latest.id}`}
        formats={['pdf', 'zip']}
        label={filled(said.letters, { day: dayText(latest.issuedOn) })}
      />
    </section>
  );
}
