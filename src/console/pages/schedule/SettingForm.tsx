import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { useChange, withVersion, type Versioned } from '../../api/version.ts';
import { today } from '../../format/days.ts';
import { CheckField } from '../../parts/fields/CheckField.tsx';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { CountField } from '../../parts/fields/CountField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { words } from '../../words/words.ts';
import type { FundWork } from './RunNow.tsx';

const said = words.schedule;

type Work = Shape<'ScheduledWork'>;

type Body = Shape<'NewScheduleSetting'>;

const USUAL: Readonly<Record<FundWork, { readonly at: string; readonly day: number }>> = {
  'month-end': { at: '06:00', day: 3 },
  'quarter-notices': { at: '07:00', day: 5 },
  'deadlines-mail': { at: '07:30', day: 1 },
  housekeeping: { at: '02:30', day: 1 },
};

const DAYS_TO_PAY = 15;

const WEEKDAYS = Object.entries(said.weekdays);

function valuesOf(kind: FundWork, { planned, setting }: Work) {
  const last = planned ?? setting;
  return {
    isOn: last?.isOn ?? false,
    from: today(),
    at: last?.at ?? USUAL[kind].at,
    day: (last?.day ?? USUAL[kind].day) as number | null,
    weekday: String(last?.weekday ?? 1),
    payInDays: (last?.payInDays ?? DAYS_TO_PAY) as number | null,
    recipients: (last?.recipients ?? []).join('\n'),
  };
}

type Values = ReturnType<typeof valuesOf>;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What is sent: what the kind of work takes. */
function bodyOf(kind: FundWork, values: Values): Body | null {
  const { isOn, from, at, day, weekday, payInDays, recipients } = values;
  if (from === '' || at === '') return null;
  const said = { isOn, from, at };
  if (kind === 'housekeeping') return said;
  if (kind === 'deadlines-mail') {
    const place = WEEKDAYS.findIndex(([each]) => each === weekday);
    return { ...said, weekday: place + 1, recipients: linesOf(recipients) };
  }
  if (day === null) return null;
  if (kind === 'month-end') return { ...said, day };
  return payInDays === null ? null : { ...said, day, payInDays };
}

interface Props {
  readonly kind: FundWork;
  readonly work: Versioned<Work>;
}

function Fields({ kind, work }: Props) {
  const form = useForm(valuesOf(kind, work));
  const act = useChange(work.version, async (body: Body, header) =>
    api.PUT('/v1/scheduled-work/{kind}', { params: { path: { kind }, header }, body }),
  );
  const { isOn } = form.values;
  return (
    <Form act={act} body={() => bodyOf(kind, form.values)} verb={said.verb}>
      <CheckField label={said.isOn} value={isOn} onChange={(value) => form.set({ isOn: value })} />
      <div className="row">
        <DayField label={said.from} {...form.field('from')} isRequired />
        <TextField label={said.at} {...form.field('at')} isRequired />
        {(kind === 'month-end' || kind === 'quarter-notices') && (
          <CountField label={said.day} {...form.field('day')} isRequired />
        )}
        {kind === 'quarter-notices' && (
          <CountField label={said.payInDays} {...form.field('payInDays')} isRequired />
        )}
        {kind === 'deadlines-mail' && (
          <ChoiceField label={said.weekday} {...form.field('weekday')} choices={WEEKDAYS} />
        )}
      </div>
      {kind === 'deadlines-mail' && (
        <TextField label={said.recipients} {...form.field('recipients')} lines={3} />
      )}
      {act.answer !== undefined && (
        <p className="done" role="status">
          {said.saved}
        </p>
      )}
    </Form>
  );
}

/** Reads the setting with its version once somebody wants to change it. */
function Loaded({ kind }: { readonly kind: FundWork }) {
  const work = useRead(['scheduled-work', kind], async (signal) =>
    withVersion(api.GET('/v1/scheduled-work/{kind}', { params: { path: { kind } }, signal })),
  );
  return <Read of={work}>{(answer) => <Fields kind={kind} work={answer} />}</Read>;
}

/** Settles when a kind of work is done, from a day on. */
export function SettingForm({
  kind,
  hasMail,
}: {
  readonly kind: FundWork;
  readonly hasMail: boolean;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{said.set}</summary>
      {kind === 'deadlines-mail' && !hasMail && <p className="hint">{said.noMail}</p>}
      {isOpen && <Loaded kind={kind} />}
    </details>
  );
}
