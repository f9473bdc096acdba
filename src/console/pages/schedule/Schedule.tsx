import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText, momentText } from '../../format/days.ts';
import { Facts } from '../../parts/Figures.tsx';
import { Read } from '../../parts/Read.tsx';
import { filled, words } from '../../words/words.ts';
import { inWords } from './errorWords.ts';
import { RunNow } from './RunNow.tsx';
import { ScheduledRuns } from './ScheduledRuns.tsx';
import { SettingForm } from './SettingForm.tsx';
import { slotText } from './slotText.ts';

type Work = Shape<'ScheduledWork'>;

type Setting = NonNullable<Work['setting']>;

const said = words.schedule;

/** When a kind of work is done, in words. */
function whenText({ kind }: Pick<Work, 'kind'>, setting: Setting): string {
  if (!setting.isOn) return said.off;
  const weekday = setting.weekday as keyof typeof said.weekdays | null;
  return filled(said.when[kind], {
    at: setting.at,
    day: setting.day ?? '',
    days: setting.payInDays ?? '',
    weekday: weekday === null ? '' : said.weekdays[weekday],
    recipients: (setting.recipients ?? []).join(', '),
  });
}

function StateTag({ work: { setting, next, open } }: { readonly work: Work }) {
  const isOn = setting?.isOn === true || next !== null;
  const isFailing = open.some(({ failures }) => failures > 0);
  return (
    <>
      <span className={isOn ? 'tag good' : 'tag'}>{isOn ? said.on : said.off}</span>{' '}
      {isFailing && <span className="tag bad">{said.failing}</span>}{' '}
      {open.some(({ late }) => late) && <span className="tag bad">{said.late}</span>}
    </>
  );
}

function lastText({ lastRun }: Work): string {
  if (lastRun === null) return said.never;
  const outcome = said.outcomes[lastRun.outcome];
  return `${slotText(lastRun.slot)}: ${outcome}, ${momentText(lastRun.endedAt)}`;
}

function Open({ work: { open, lastRun } }: { readonly work: Work }) {
  if (open.length === 0) return null;
  const error = lastRun?.error ?? null;
  return (
    <div className="problem" role="alert">
      <p>{said.open}</p>
      <ul>
        {open.map(({ slot, dueAt, failures, tryAt }) => (
          <li key={slot}>
            {filled(said.openSlot, {
              slot: slotText(slot),
              at: momentText(dueAt),
              failures,
              tryAt: momentText(tryAt),
            })}
          </li>
        ))}
      </ul>
      {error !== null && (
        <p>
          {inWords(error)} <q className="soft">{error}</q>
        </p>
      )}
    </div>
  );
}

interface CardProps {
  readonly work: Work;
  readonly hasMail: boolean;
}

function WorkCard({ work, hasMail }: CardProps) {
  const { kind, setting, planned, next } = work;
  const may = useMay()('schedule:write');
  const mayRun = may && setting?.isOn === true && kind !== 'backup';
  return (
    <section className="card" aria-label={said.kinds[kind]}>
      <h2>
        {said.kinds[kind]} <StateTag work={work} />
      </h2>
      <p className="hint">{said.hints[kind]}</p>
      <Facts
        facts={[
          [said.whenName, setting === null ? null : whenText(work, setting)],
          [
            planned === null ? '' : filled(said.planned, { day: dayText(planned.from) }),
            planned === null ? null : whenText(work, planned),
          ],
          [said.next, next === null ? null : momentText(next.dueAt)],
          [said.lastRun, lastText(work)],
        ]}
      />
      <Open work={work} />
      {mayRun && <RunNow kind={kind} />}
      {may && kind !== 'backup' && <SettingForm kind={kind} hasMail={hasMail} />}
    </section>
  );
}

/** What is done at set times, and what became of it. */
export function Schedule() {
  const { knownAt } = useDay();
  const query = knownAt === undefined ? {} : { knownAt };
  const list = useRead(['scheduled-work', query], async (signal) =>
    api.GET('/v1/scheduled-work', { params: { query }, signal }),
  );
  return (
    <>
      <div className="title">
        <h1>{said.title}</h1>
      </div>
      <p className="hint">{said.hint}</p>
      <Read of={list}>
        {({ data, mail }) => (
          <>
            {data.map((work) => (
              <WorkCard key={work.kind} work={work} hasMail={mail} />
            ))}
          </>
        )}
      </Read>
      <ScheduledRuns query={query} />
    </>
  );
}
