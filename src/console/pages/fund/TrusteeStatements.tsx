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

type Statement = Shape<'TrusteeStatement'>;

type Body = Shape<'NewTrusteeStatement'>;

const { fund: said } = words;

const AMOUNTS = [
  'outstanding',
  'overdue',
  'idle',
  'collectedPrincipal',
  'interest',
  'fee',
] as const;

const NOTHING = {
  statedOn: '',
  documentNumber: '',
  outstanding: '',
  overdue: '',
  idle: '',
  collectedPrincipal: '',
  interest: '',
  fee: '',
};

function bodyOf(values: typeof NOTHING): Body | null {
  const { statedOn, documentNumber } = values;
  if (statedOn === '' || AMOUNTS.some((name) => digitsOf(values[name]) === null)) return null;
  const [
    outstanding = '',
    overdue = '',
    idle = '',
    collectedPrincipal = '',
    interest = '',
    fee = '',
  ] = AMOUNTS.map((name) => digitsOf(values[name]) ?? '');
  return {
    statedOn,
    outstanding,
    overdue,
    idle,
    collectedPrincipal,
    interest,
    fee,
    ...(documentNumber.trim() === '' ? {} : { documentNumber }),
  };
}

function StatementForm({ id }: { id: string }) {
  const form = useForm(NOTHING);
  const act = useAct(
    async (body: Body, key) =>
      api.POST('/v1/places/{id}/statements', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    form.reset,
  );
  const { answer } = act;
  return (
    <section className="card" aria-labelledby="new-statement">
      <h2 id="new-statement">{said.newStatement}</h2>
      {answer !== undefined && (
        <p className={isNone(answer.difference) ? 'done' : 'warning'} role="status">
          {filled(said.statementDone, {
            book: grouped(answer.entrusted),
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
            label={said.statedOn}
            {...form.field('statedOn')}
            autoFocus={answer !== undefined}
            isRequired
          />
          <TextField label={said.document} {...form.field('documentNumber')} />
        </div>
        <div className="row">
          {AMOUNTS.map((name) => (
            <MoneyField key={name} label={said.statement[name]} {...form.field(name)} isRequired />
          ))}
        </div>
      </Form>
    </section>
  );
}

function columnsOf(mayReverse: boolean): readonly Column<Statement>[] {
  return [
    { title: said.statedOn, cell: ({ statedOn }) => dayText(statedOn) },
    ...AMOUNTS.map((name): Column<Statement> => ({
      title: said.statement[name],
      cell: (statement) => grouped(statement[name]),
      isNumber: true,
      isMinor: name !== 'outstanding',
    })),
    {
      title: said.entrustedByBooks,
      cell: ({ entrusted }) => grouped(entrusted),
      isNumber: true,
      isMinor: true,
    },
    {
      title: said.difference,
      cell: ({ difference }) => (
        <span className={isNone(difference) ? 'tag good' : 'tag bad'}>{grouped(difference)}</span>
      ),
      isNumber: true,
    },
    reversalColumn(mayReverse, ({ id, statedOn, reversedAt }) => (
      <ReverseButton
        what={`${said.statements}, ${dayText(statedOn)}`}
        isReversed={reversedAt !== null}
        carryOut={async ({ reason }, key) =>
          api.POST('/v1/trustee-statements/{id}/reversal', {
            params: { path: { id }, header: { 'Idempotency-Key': key } },
            body: { reason },
          })
        }
      />
    )),
  ];
}

/** What a trustee stated of the capital that it was given, beside the books. */
export function TrusteeStatements({ id }: { id: string }) {
  const may = useMay();
  const statements = useRead(['fund', 'places', id, 'statements'], async (signal) =>
    api.GET('/v1/places/{id}/statements', { params: { path: { id } }, signal }),
  );
  return (
    <>
      {may('fund:write') && <StatementForm id={id} />}
      <h2>{said.statements}</h2>
      <Read of={statements}>
        {({ data }) => (
          <Table
            label={said.statements}
            columns={columnsOf(may('fund:write'))}
            rows={data.toReversed()}
            keyOf={(statement) => statement.id}
            isReversed={({ reversedAt }) => reversedAt !== null}
          />
        )}
      </Read>
    </>
  );
}
