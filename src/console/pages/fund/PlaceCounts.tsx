import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { digitsOf, grouped, isNone } from '../../format/money.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { MoneyField } from '../../parts/fields/MoneyField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { reversalColumn } from './reversalColumn.tsx';

type Count = Shape<'PlaceCount'>;

const { fund: said } = words;

const NOTHING = { countedOn: '', amount: '', documentNumber: '', note: '' };

function bodyOf({ countedOn, amount, documentNumber, note }: typeof NOTHING) {
  const digits = digitsOf(amount);
  if (countedOn === '' || digits === null) return null;
  return {
    countedOn,
    amount: digits,
    ...(documentNumber.trim() === '' ? {} : { documentNumber }),
    ...(note.trim() === '' ? {} : { note }),
  };
}

function CountForm({ id }: { id: string }) {
  const form = useForm(NOTHING);
  const act = useAct(
    async (body: NonNullable<ReturnType<typeof bodyOf>>, key) =>
      api.POST('/v1/places/{id}/counts', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    form.reset,
  );
  const { answer } = act;
  return (
    <section className="card" aria-labelledby="new-count">
      <h2 id="new-count">{said.newCount}</h2>
      <p className="hint">{said.countHint}</p>
      {answer !== undefined && (
        <p className={isNone(answer.difference) ? 'done' : 'warning'} role="status">
          {filled(said.countDone, {
            amount: grouped(answer.amount),
            book: grouped(answer.bookBalance),
            difference: grouped(answer.difference),
          })}
        </p>
      )}
      <Form
        key={answer?.id ?? ''}
        act={act}
        body={() => bodyOf(form.values)}
        verb={said.recordVerb}
      >
        <div className="row">
          <DayField
            label={said.countedOn}
            {...form.field('countedOn')}
            autoFocus={answer !== undefined}
            isRequired
          />
          <MoneyField label={said.counted} {...form.field('amount')} isRequired isInWords />
          <TextField label={said.document} {...form.field('documentNumber')} />
          <TextField label={words.parts.note} {...form.field('note')} />
        </div>
      </Form>
    </section>
  );
}

function Difference({ of: difference }: { of: string }) {
  return <span className={isNone(difference) ? 'tag good' : 'tag bad'}>{grouped(difference)}</span>;
}

function columnsOf(mayReverse: boolean): readonly Column<Count>[] {
  return [
    { title: said.countedOn, cell: ({ countedOn }) => dayText(countedOn) },
    { title: said.counted, cell: ({ amount }) => grouped(amount), isNumber: true },
    {
      title: said.bookBalance,
      cell: ({ bookBalance }) => grouped(bookBalance),
      isNumber: true,
      isMinor: true,
    },
    {
      title: said.difference,
      cell: ({ difference }) => <Difference of={difference} />,
      isNumber: true,
    },
    { title: said.document, cell: ({ documentNumber }) => documentNumber, isMinor: true },
    reversalColumn(mayReverse, ({ id, countedOn, reversedAt }) => (
      <ReverseButton
        what={`${said.counts}, ${dayText(countedOn)}`}
        isReversed={reversedAt !== null}
        carryOut={async ({ reason }, key) =>
          api.POST('/v1/place-counts/{id}/reversal', {
            params: { path: { id }, header: { 'Idempotency-Key': key } },
            body: { reason },
          })
        }
      />
    )),
  ];
}

/** What was counted in a place, beside the books. */
export function PlaceCounts({ id }: { id: string }) {
  const may = useMay();
  const counts = useRead(['fund', 'places', id, 'counts'], async (signal) =>
    api.GET('/v1/places/{id}/counts', { params: { path: { id } }, signal }),
  );
  return (
    <>
      {may('fund:write') && <CountForm id={id} />}
      <h2>{said.counts}</h2>
      <Read of={counts}>
        {({ data }) => (
          <Table
            label={said.counts}
            columns={columnsOf(may('fund:write'))}
            rows={data.toReversed()}
            keyOf={(count) => count.id}
            isReversed={({ reversedAt }) => reversedAt !== null}
          />
        )}
      </Read>
    </>
  );
}
