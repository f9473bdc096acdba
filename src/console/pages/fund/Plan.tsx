import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { useChange, withVersion, type Versioned } from '../../api/version.ts';
import { dayText } from '../../format/days.ts';
import { digitsOf, grouped } from '../../format/money.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { MoneyField } from '../../parts/fields/MoneyField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm, type FormValues } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { Told } from '../../parts/Told.tsx';
import { words } from '../../words/words.ts';

type FundPlan = Shape<'FundPlan'>;

type Planned = FundPlan['entries'][number];

type Body = Shape<'PutFundPlanBody'>;

const { fund: said } = words;

const COLUMNS: readonly Column<Planned>[] = [
  { title: said.expectedOn, cell: ({ expectedOn }) => dayText(expectedOn) },
  { title: said.kind, cell: ({ kind }) => said.planKind[kind] },
  { title: said.amount, cell: ({ amount }) => grouped(amount), isNumber: true },
  { title: said.ground, cell: ({ ground }) => ground, isMinor: true },
];

interface Line {
  readonly kind: Planned['kind'];
  readonly expectedOn: string;
  readonly amount: string;
  readonly ground: string;
}

interface Values {
  readonly entries: readonly Line[];
}

const ONE_LINE: Line = { kind: 'disbursement', expectedOn: '', amount: '', ground: '' };

function bodyOf({ entries }: Values): Body | null {
  if (entries.some(({ expectedOn, amount }) => expectedOn === '' || digitsOf(amount) === null))
    return null;
  return {
    entries: entries.map(({ kind, expectedOn, amount, ground }) => ({
      kind,
      expectedOn,
      amount: digitsOf(amount) ?? amount,
      ...(ground.trim() === '' ? {} : { ground }),
    })),
  };
}

interface LineProps {
  readonly form: FormValues<Values>;
  readonly at: number;
  readonly line: Line;
}

function LineFields({ form, at, line }: LineProps) {
  const { entries } = form.values;
  const change = (changed: Partial<Line>): void =>
    form.set({
      entries: entries.map((each, index) => (index === at ? { ...each, ...changed } : each)),
    });
  return (
    <div className="row">
      <ChoiceField
        label={said.kind}
        name={`entries.${at}.kind`}
        value={line.kind}
        onChange={(kind) => change({ kind })}
        choices={[
          ['disbursement', said.planKind.disbursement],
          ['contribution', said.planKind.contribution],
          ['withdrawal', said.planKind.withdrawal],
        ]}
      />
      <DayField
        label={said.expectedOn}
        name={`entries.${at}.expectedOn`}
        value={line.expectedOn}
        onChange={(expectedOn) => change({ expectedOn })}
        isRequired
      />
      <MoneyField
        label={said.amount}
        name={`entries.${at}.amount`}
        value={line.amount}
        onChange={(amount) => change({ amount })}
        isRequired
      />
      <TextField
        label={said.ground}
        name={`entries.${at}.ground`}
        value={line.ground}
        onChange={(ground) => change({ ground })}
      />
      <button
        type="button"
        className="quiet"
        onClick={() => form.set({ entries: entries.filter((_, index) => index !== at) })}
      >
        {said.planRemove}
      </button>
    </div>
  );
}

function PlanForm({ plan }: { plan: Versioned<FundPlan> }) {
  const form = useForm<Values>({
    entries: plan.entries.map((each) => ({ ...each, ground: each.ground ?? '' })),
  });
  const act = useChange(plan.version, async (body: Body, header) =>
    api.PUT('/v1/fund/plan', { params: { header }, body }),
  );
  const { entries } = form.values;
  return (
    <Form act={act} body={() => bodyOf(form.values)} verb={said.planVerb} className="wide">
      {entries.map((line, at) => (
        // A line is told by where it stands: all of it is being typed.
        // oxlint-disable-next-line react/no-array-index-key
        <LineFields key={at} form={form} at={at} line={line} />
      ))}
      <div className="buttons">
        <button
          type="button"
          className="quiet"
          onClick={() => form.set({ entries: [...entries, ONE_LINE] })}
        >
          {said.planAdd}
        </button>
      </div>
      {act.answer !== undefined && (
        <>
          <p className="done" role="status">
            {said.planDone}
          </p>
          <Told affects={act.answer.affects} />
        </>
      )}
    </Form>
  );
}

/** What the fund itself plans, as the projection to 31 December takes it. */
export function Plan() {
  const may = useMay();
  const { knownAt } = useDay();
  const plan = useRead(['fund', 'plan', knownAt], async (signal) =>
    withVersion(
      api.GET('/v1/fund/plan', {
        params: { query: knownAt === undefined ? {} : { knownAt } },
        signal,
      }),
    ),
  );
  return (
    <Read of={plan}>
      {(answer) => (
        <>
          <p className="hint">{said.planHint}</p>
          <Table
            label={said.plan}
            columns={COLUMNS}
            rows={answer.entries}
            keyOf={({ kind, expectedOn, amount, ground }) =>
              [kind, expectedOn, amount, ground].join('\t')
            }
            nothing={said.planNone}
          />
          {may('fund:write') && knownAt === undefined && (
            <details className="card">
              <summary>{said.planEdit}</summary>
              <PlanForm plan={answer} />
            </details>
          )}
        </>
      )}
    </Read>
  );
}
