import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useChange, type Versioned } from '../../api/version.ts';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';
import { datesOf, linesOf } from './holidayDates.ts';

type Body = Shape<'PutHolidaysBody'>;

type Offered = Shape<'ListVietnamHolidaysAnswer'>['data'][number];

const { settings: said } = words;

const MOST_LINES = 12;

interface Props {
  readonly year: number;
  readonly holidays: Versioned<Shape<'Holidays'>>;
  readonly offered: Offered | undefined;
}

/** What the state decided for the year, to be taken into the list. */
function Offer({
  year,
  offered,
  onUse,
}: Omit<Props, 'holidays'> & { onUse: (of: Offered) => void }) {
  if (offered === undefined) return <p className="hint">{filled(said.offeredNone, { year })}</p>;
  return (
    <div className="buttons">
      <p>
        {filled(said.offered, { year })}
        {!offered.decided && <span className="tag warn"> {said.offeredUndecided}</span>}
      </p>
      <button type="button" onClick={() => onUse(offered)}>
        {said.offeredUse}
      </button>
      {offered.note !== null && <p className="hint">{offered.note}</p>}
    </div>
  );
}

/** Puts the whole list of a year in place of the one before. */
export function HolidayForm({ year, holidays, offered }: Props) {
  const form = useForm({
    dates: linesOf(holidays.dates),
    workingDays: linesOf(holidays.workingDays),
  });
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const act = useChange(holidays.version, async (body: Body, header) =>
    api.PUT('/v1/fund/holidays/{year}', { params: { path: { year }, header }, body }),
  );
  const bodyOf = (): Body | null => {
    const dates = datesOf(form.values.dates, year);
    const workingDays = datesOf(form.values.workingDays, year);
    const notDays = [...dates.wrong, ...workingDays.wrong];
    setWrong(notDays);
    return notDays.length > 0
      ? null
      : { dates: [...dates.dates], workingDays: [...workingDays.dates] };
  };
  return (
    <section className="card" aria-label={filled(said.putVerb, { year })}>
      <Offer
        year={year}
        offered={offered}
        onUse={({ dates, workingDays }) =>
          form.set({
            dates: linesOf(dates.map(({ date }) => date)),
            workingDays: linesOf(workingDays),
          })
        }
      />
      <Form act={act} body={bodyOf} verb={filled(said.putVerb, { year })}>
        <div className="row">
          <TextField
            label={said.dates}
            hint={said.datesHint}
            {...form.field('dates')}
            lines={MOST_LINES}
          />
          <TextField
            label={said.workingDates}
            hint={said.workingDaysHint}
            {...form.field('workingDays')}
            lines={MOST_LINES}
          />
        </div>
        {wrong.length > 0 && (
          <p className="problem" role="alert">
            {filled(said.datesWrong, { year, wrong: wrong.join(', ') })}
          </p>
        )}
      </Form>
      {act.answer !== undefined && (
        <>
          <p className="done" role="status">
            {filled(said.putDone, { year, count: act.answer.dates.length })}
          </p>
          <Told warnings={act.answer.warnings} affects={act.answer.affects} />
        </>
      )}
    </section>
  );
}
