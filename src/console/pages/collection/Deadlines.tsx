import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDay } from '../../api/day.ts';
import { oneOf } from '../../api/oneOf.ts';
import { dayText, daysAfter, isDay } from '../../format/days.ts';
import { grouped, sumOf } from '../../format/money.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { filled, words } from '../../words/words.ts';
import { DeadlineGroup, useGroup } from './DeadlineGroup.tsx';
import { groupQueries, GROUPS, type GroupName } from './deadlineGroups.ts';
import type { Deadline } from './deadlineText.tsx';

const DAYS_AHEAD = 92;

const text = words.deadlines;

const KINDS: readonly Deadline['kind'][] = [
  'instalment',
  'interest',
  'notice_pay_by',
  'promise',
  'recall_deadline',
  'limitation_to_sue',
  'hearing',
  'next_step',
  'appeal',
  'enforcement_request',
  'state_money_request',
  'successor_notice',
  'voluntary_period',
  'stay_end',
  'means_recheck',
  'request_return',
  'creditor_claim',
  'collateral_deduction_end',
  'collateral_valuation',
];

type Group = ReturnType<typeof useGroup>;

/** How much there is of a group, with the way to its rows. */
function GroupFigure({ name, of: { first } }: { name: GroupName; of: Group }) {
  const totals = first?.totals ?? [];
  const count = totals.reduce((sum, each) => sum + each.count, 0);
  const instalments = totals.filter(({ kind }) => kind === 'instalment' || kind === 'interest');
  return (
    <Figure
      name={text.groups[name]}
      isBad={name === 'lapsed' && count > 0}
      note={
        instalments.length > 0 &&
        filled(text.toPay, { amount: grouped(sumOf(instalments.map(({ amount }) => amount))) })
      }
    >
      <a href={`#${name}`}>{first === undefined ? '…' : filled(text.count, { count })}</a>
    </Figure>
  );
}

function Filters({ until }: { until: string }) {
  const chosen = useSearch({ from: '/frame/deadlines' });
  const navigate = useNavigate();
  const narrow = (changed: { kind?: string; until?: string; lapsed?: string }): void =>
    void navigate({ to: '/deadlines', search: { ...chosen, ...changed }, replace: true });
  return (
    <div className="filters">
      <ChoiceField
        label={text.kind}
        value={chosen.kind ?? ''}
        onChange={(kind) => narrow({ kind })}
        choices={[
          ['', words.parts.all],
          ...KINDS.map((kind) => [kind, words.codes.deadline[kind]] as const),
        ]}
      />
      <ChoiceField
        label={text.which}
        value={chosen.lapsed ?? ''}
        onChange={(lapsed) => narrow({ lapsed })}
        choices={[
          ['', words.parts.all],
          ['true', text.onlyLapsed],
          ['false', text.onlyComing],
        ]}
      />
      <DayField
        label={text.until}
        value={until}
        onChange={(day) => day !== '' && narrow({ until: day })}
      />
    </div>
  );
}

function csvAddress(asked: Readonly<Record<string, string | undefined>>): string {
  const said = Object.entries(asked).filter(([, value]) => value !== undefined);
  return `/v1/deadlines?${new URLSearchParams(said as [string, string][])}`;
}

/** What is due until a day: what has lapsed first, then by week and month. */
export function Deadlines() {
  const day = useDay();
  const search = useSearch({ from: '/frame/deadlines' });
  const kind = oneOf(KINDS, search.kind);
  const lapsed = oneOf(['true', 'false'], search.lapsed);
  const until = isDay(search.until) ? search.until : daysAfter(day.asOf, DAYS_AHEAD);
  const shared = { ...day.query, ...(kind !== undefined && { kind }) };
  const asked = groupQueries(day.asOf, until);
  const wanted = (name: GroupName): boolean =>
    asked[name] !== null && (lapsed === undefined || (name === 'lapsed') === (lapsed === 'true'));
  const of = (name: GroupName) => (wanted(name) ? asked[name] : null);
  const read: Readonly<Record<GroupName, Group>> = {
    lapsed: useGroup(of('lapsed'), shared),
    week: useGroup(of('week'), shared),
    month: useGroup(of('month'), shared),
    later: useGroup(of('later'), shared),
  };
  const shown = GROUPS.filter(wanted);
  return (
    <>
      <div className="title">
        <h1>{filled(text.title, { day: dayText(until) })}</h1>
        <Paper
          address={csvAddress({ ...shared, until, lapsed })}
          formats={['csv']}
          label={words.nav.deadlines}
        />
      </div>
      <Filters until={until} />
      <Figures label={words.nav.deadlines}>
        {shown.map((name) => (
          <GroupFigure key={name} name={name} of={read[name]} />
        ))}
      </Figures>
      {shown.map((name) => (
        <DeadlineGroup key={name} name={name} of={read[name]} />
      ))}
    </>
  );
}
