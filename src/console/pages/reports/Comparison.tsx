import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { dayOfMoment, dayText, isDay, momentText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { EntryLink } from '../../parts/EntryLink.tsx';
import { Read } from '../../parts/Read.tsx';
import { Table } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { nameOfFigure, type Section } from './sectionFigures.ts';

type Difference = Shape<'FigureDifference'>;

type Cause = Difference['causes'][number];

const said = words.issued;

const isMoney = (value: unknown): value is string =>
  typeof value === 'string' && /^-?\d+$/.test(value);

/** A figure as people read it; of a list how long it is. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return said.nothing;
  if (isMoney(value)) return grouped(value);
  if (isDay(value)) return dayText(value);
  if (Array.isArray(value)) return filled(said.rows, { count: value.length });
  return typeof value === 'number' || typeof value === 'string' ? `${value}` : said.listChanged;
}

/** With its sign, so that more is told from less. */
function signed(amount: string | number): string {
  const text = typeof amount === 'number' ? `${amount}` : grouped(amount);
  return text.startsWith('-') ? text : `+${text}`;
}

function differenceOf({ issued, now }: Difference): string {
  if (isMoney(issued) && isMoney(now)) return signed((BigInt(now) - BigInt(issued)).toString());
  if (typeof issued === 'number' && typeof now === 'number') return signed(now - issued);
  return Array.isArray(issued) ? said.listChanged : '';
}

const MOST_ENTRIES = 200;

/** The way to the fact that changed a figure, by what kind of fact it is and whose. */
function CauseLink({ cause: { factId, type, recordedAt } }: { readonly cause: Cause }) {
  const recordedOn = dayOfMoment(recordedAt);
  const entries = useRead(['entries', 'of', recordedOn, type], async (signal) =>
    api.GET('/v1/entries', {
      params: { query: { recordedOn, kind: type, order: 'desc', limit: MOST_ENTRIES } },
      signal,
    }),
  );
  const found = entries.data?.data.find(({ id }) => id === factId);
  const name = words.codes.factKind[type];
  const text = [name, found?.number, found?.cooperativeName].filter(Boolean).join(' ');
  if (found !== undefined) return <EntryLink entry={found} text={text} />;
  return (
    <Link to="/audit" search={{ subject: factId }}>
      {text}
    </Link>
  );
}

function CauseLine({ cause }: { readonly cause: Cause }) {
  const { effectiveOn, recordedAt, recordedBy, bookedOn, reason, difference } = cause;
  return (
    <li>
      <CauseLink cause={cause} />, {dayText(effectiveOn)}
      {bookedOn !== undefined && ` (${filled(said.bookedOn, { day: dayText(bookedOn) })})`}
      {difference !== null && <>: {signed(difference)}</>}
      <br />
      <span className="soft">
        {filled(said.causeBy, { at: momentText(recordedAt), by: recordedBy })}
        {reason !== undefined && `. ${reason}`}
      </span>
    </li>
  );
}

interface Props {
  readonly id: string;
  readonly sources: Section['sources'];
  readonly knownAt: string | undefined;
}

/** The figures of an issued report that are others now, each with the facts that changed it. */
export function Comparison({ id, sources, knownAt }: Props) {
  const comparison = useRead(['issued-reports', id, 'comparison', knownAt], async (signal) =>
    api.GET('/v1/issued-reports/{id}/comparison', {
      params: { path: { id }, query: knownAt === undefined ? {} : { knownAt } },
      signal,
    }),
  );
  return (
    <section className="card">
      <h2>{said.comparison}</h2>
      <Read of={comparison}>
        {(differences) =>
          differences.length === 0 ? (
            <p className="done">{said.same}</p>
          ) : (
            <>
              <p className="warning">{filled(said.changed, { count: differences.length })}</p>
              <Table
                label={said.comparison}
                rows={differences}
                keyOf={({ path }) => path}
                columns={[
                  { title: said.figure, cell: ({ path }) => nameOfFigure(path, sources) },
                  {
                    title: said.before,
                    isNumber: true,
                    isMinor: true,
                    cell: ({ issued }) => shown(issued),
                  },
                  { title: said.now, isNumber: true, isMinor: true, cell: ({ now }) => shown(now) },
                  { title: said.difference, isNumber: true, cell: differenceOf },
                  {
                    title: said.causes,
                    cell: ({ causes }) => (
                      <ul className="causes">
                        {causes.map((cause) => (
                          <CauseLine key={cause.factId} cause={cause} />
                        ))}
                      </ul>
                    ),
                  },
                ]}
              />
            </>
          )
        }
      </Read>
    </section>
  );
}
