import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText, daysAfter, quarterText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { LinePlot } from '../../parts/plots/LinePlot.tsx';
import { Read } from '../../parts/Read.tsx';
import { AllRows, Table } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { Accuracy } from './Accuracy.tsx';
import { amountColumn, ratio } from './tables/columns.tsx';
import './section.css';

type Answer = Shape<'Forecast'>;

type Scenario = keyof Answer['scenarios'];

const said = words.forecast;

const SCENARIOS = ['scheduled', 'planned', 'record'] as const;

const COLOURS = { scheduled: 1, planned: 3, record: 2 } as const;

const LONGEST_MONTH = 31;

/** The last day of a month, from `2023-02`; the day of the forecast, if it ends before. */
function endOfMonth(month: string, until: string): string {
  const next = `${daysAfter(`${month}-01`, LONGEST_MONTH).slice(0, 7)}-01`;
  const last = daysAfter(next, -1);
  return last < until ? last : until;
}

/** `2023-07` → `07/2023`. */
const monthText = (month: string): string => `${month.slice(5)}/${month.slice(0, 4)}`;

function Summary({ forecast }: { readonly forecast: Answer }) {
  const { asOf, until, availablePrincipal, scenarios, record } = forecast;
  const shares = {
    scheduled: ratio(record.scheduledShare.percent),
    overdue: ratio(record.overdueShare.percent),
  };
  return (
    <>
      <Figures>
        <Figure name={filled(said.available, { day: dayText(asOf) })}>
          {grouped(availablePrincipal)}
        </Figure>
        {SCENARIOS.map((name) => (
          <Figure
            key={name}
            name={filled(said.atEnd, { scenario: said.scenarios[name], day: dayText(until) })}
            note={`${said.expected}: ${grouped(scenarios[name].expectedTotal)}`}
          >
            {grouped(scenarios[name].availablePrincipal)}
          </Figure>
        ))}
      </Figures>
      <dl className="meanings">
        {SCENARIOS.map((name) => (
          <div key={name}>
            <dt>{said.scenarios[name]}</dt>
            <dd className="soft">{filled(said.meanings[name], shares)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Months({
  forecast: { asOf, until, availablePrincipal, scenarios },
}: {
  readonly forecast: Answer;
}) {
  const months = scenarios.planned.months.map(({ month }, index) => ({
    month,
    scheduled: scenarios.scheduled.months[index],
    planned: scenarios.planned.months[index],
    record: scenarios.record.months[index],
  }));
  if (months.length === 0) return null;
  return (
    <>
      <LinePlot
        label={said.plot}
        days={[asOf, ...months.map(({ month }) => endOfMonth(month, until))]}
        series={SCENARIOS.map((name) => ({
          name: said.scenarios[name],
          colour: COLOURS[name],
          amounts: [
            availablePrincipal,
            ...scenarios[name].months.map((each) => each.availablePrincipal),
          ],
        }))}
      />
      <h2>{said.months}</h2>
      <Table
        label={said.months}
        rows={months}
        keyOf={({ month }) => month}
        columns={[
          { title: said.month, cell: ({ month }) => monthText(month), total: words.parts.total },
          ...SCENARIOS.map((name) => ({
            title: filled(said.collectedOf, { scenario: said.scenarios[name] }),
            isNumber: true,
            isMinor: name !== 'planned',
            cell: (row: (typeof months)[number]) => grouped(row[name]?.expected ?? '0'),
            total: grouped(scenarios[name].expectedTotal),
          })),
          ...SCENARIOS.map((name) => ({
            title: filled(said.availableOf, { scenario: said.scenarios[name] }),
            isNumber: true,
            isMinor: name !== 'planned',
            cell: (row: (typeof months)[number]) => grouped(row[name]?.availablePrincipal ?? '0'),
          })),
        ]}
      />
    </>
  );
}

function Plan({ movements }: { readonly movements: Answer['plannedMovements'] }) {
  const may = useMay()('fund:write');
  return (
    <section className="card">
      <div className="title">
        <h2>{said.movements}</h2>
        <Link to="/fund" search={{ tab: 'plan' }}>
          {may ? said.toPlan : said.seePlan}
        </Link>
      </div>
      <Table
        label={said.movements}
        rows={movements}
        keyOf={(row) => String(movements.indexOf(row))}
        nothing={said.noMovements}
        columns={[
          { title: said.on, cell: ({ expectedOn }) => dayText(expectedOn) },
          { title: said.kind, cell: ({ kind }) => said.movementKinds[kind] },
          { title: said.ground, isMinor: true, cell: ({ ground }) => ground },
          amountColumn(said.amount, 'amount'),
        ]}
      />
    </section>
  );
}

/** The receipts that a scenario expects; which scenario is chosen. */
function Receipts({ scenarios }: Pick<Answer, 'scenarios'>) {
  const [name, setName] = useState<Scenario>('planned');
  const { expectedReceipts, expectedTotal } = scenarios[name];
  const label = filled(said.receipts, { scenario: said.scenarios[name] });
  return (
    <details className="card">
      <summary>{label}</summary>
      <div className="filters">
        <ChoiceField<Scenario>
          label={said.accuracy.scenario}
          value={name}
          onChange={setName}
          choices={SCENARIOS.map((each) => [each, said.scenarios[each]] as const)}
        />
      </div>
      <AllRows
        label={label}
        rows={expectedReceipts}
        keyOf={({ loanId, expectedOn, ground }) => `${loanId} ${expectedOn} ${ground}`}
        columns={[
          {
            title: said.on,
            cell: ({ expectedOn }) => dayText(expectedOn),
            total: words.parts.total,
          },
          {
            title: said.contract,
            cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber} />,
          },
          { title: said.borrower, isMinor: true, cell: ({ cooperativeName }) => cooperativeName },
          { title: said.ground, isMinor: true, cell: ({ ground }) => said.grounds[ground] },
          amountColumn(said.amount, 'principal', { total: expectedTotal }),
        ]}
      />
    </details>
  );
}

function Differences({
  differences,
  differenceTotals: total,
}: Pick<Answer, 'differences' | 'differenceTotals'>) {
  return (
    <details className="card">
      <summary>{said.differences}</summary>
      <AllRows
        label={said.differences}
        rows={differences}
        keyOf={({ loanId }) => loanId}
        columns={[
          {
            title: said.contract,
            cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber} />,
            total: words.parts.total,
          },
          { title: said.borrower, cell: ({ cooperativeName }) => cooperativeName },
          amountColumn(said.overdue, 'overduePrincipal', {
            total: total.overduePrincipal,
            isMinor: true,
          }),
          amountColumn(said.scenarios.scheduled, 'scheduled', {
            total: total.scheduled,
            isMinor: true,
          }),
          amountColumn(said.scenarios.planned, 'planned', { total: total.planned }),
          amountColumn(said.scenarios.record, 'record', { total: total.record, isMinor: true }),
          { title: said.reason, isMinor: true, cell: ({ reason }) => said.reasons[reason] },
        ]}
      />
    </details>
  );
}

function Record({ record: { quarters } }: Pick<Answer, 'record'>) {
  return (
    <details className="card">
      <summary>{said.record}</summary>
      <Table
        label={said.record}
        rows={quarters}
        keyOf={({ quarter }) => quarter}
        columns={[
          { title: said.quarter, cell: ({ quarter }) => quarterText(quarter) },
          amountColumn(said.due, 'scheduledDue', { isMinor: true }),
          amountColumn(said.dueCollected, 'scheduledCollected'),
          amountColumn(said.overdueAtStart, 'overdueAtStart', { isMinor: true }),
          amountColumn(said.overdueCollected, 'overdueCollected'),
        ]}
      />
    </details>
  );
}

/** What money is expected until the end of the year, by three scenarios, and how good an earlier forecast was. */
export function Forecast() {
  const { asOf, query } = useDay();
  const forecast = useRead(['forecast', query], async (signal) =>
    api.GET('/v1/reports/projection', { params: { query }, signal }),
  );
  return (
    <Read of={forecast}>
      {(found) => (
        <>
          <div className="title">
            <h1>
              {filled(said.title, { from: dayText(found.asOf), until: dayText(found.until) })}
            </h1>
          </div>
          <Summary forecast={found} />
          <Months forecast={found} />
          <Plan movements={found.plannedMovements} />
          <Receipts scenarios={found.scenarios} />
          <Differences differences={found.differences} differenceTotals={found.differenceTotals} />
          <Record record={found.record} />
          <Accuracy key={asOf} />
        </>
      )}
    </Read>
  );
}
