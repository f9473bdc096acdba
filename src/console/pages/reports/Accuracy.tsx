import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { dayText, daysAfter } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Read } from '../../parts/Read.tsx';
import { AllRows, Table } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { ratio } from './tables/columns.tsx';

type Answer = Shape<'ForecastAccuracy'>;

const said = words.forecast.accuracy;

const SCENARIOS = ['scheduled', 'planned', 'record'] as const;

/** The difference of the planned scenario, part by part; the parts sum to it. */
function Explained({ planned }: { readonly planned: Answer['scenarios']['planned'] }) {
  const label = filled(said.why, { scenario: words.forecast.scenarios.planned });
  if (planned.explained.length === 0) return null;
  return (
    <details>
      <summary>{label}</summary>
      <AllRows
        label={label}
        rows={planned.explained}
        keyOf={({ part, loanId }) => `${part} ${loanId ?? ''}`}
        columns={[
          {
            title: words.forecast.kind,
            cell: ({ part }) => said.parts[part],
            total: words.parts.total,
          },
          {
            title: words.forecast.contract,
            cell: ({ loanId, contractNumber }) =>
              loanId !== undefined && <LoanLink id={loanId} number={contractNumber ?? ''} />,
          },
          {
            title: words.forecast.borrower,
            isMinor: true,
            cell: ({ cooperativeName }) => cooperativeName,
          },
          {
            title: words.forecast.amount,
            isNumber: true,
            cell: ({ amount }) => grouped(amount),
            total: grouped(planned.availablePrincipal.difference),
          },
        ]}
      />
    </details>
  );
}

function AccuracyTable({ answer }: { readonly answer: Answer }) {
  const rows = SCENARIOS.map((name) => ({ name, ...answer.scenarios[name] }));
  return (
    <>
      <p className="soft">{filled(said.compared, { day: dayText(answer.comparedUntil) })}</p>
      <Table
        label={said.title}
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { title: said.scenario, cell: ({ name }) => words.forecast.scenarios[name] },
          { title: said.expected, isNumber: true, cell: ({ expected }) => grouped(expected) },
          { title: said.collected, isNumber: true, cell: ({ collected }) => grouped(collected) },
          {
            title: said.difference,
            isNumber: true,
            isMinor: true,
            cell: ({ difference }) => grouped(difference),
          },
          {
            title: said.percent,
            isNumber: true,
            isMinor: true,
            cell: ({ collectedPercent }) => ratio(collectedPercent),
          },
          {
            title: said.forecast,
            isNumber: true,
            isMinor: true,
            cell: ({ availablePrincipal }) => grouped(availablePrincipal.forecast),
          },
          {
            title: said.actual,
            isNumber: true,
            isMinor: true,
            cell: ({ availablePrincipal }) => grouped(availablePrincipal.actual),
          },
        ]}
      />
      <Explained planned={answer.scenarios.planned} />
    </>
  );
}

/** What an earlier forecast said, and what came of it. */
export function Accuracy() {
  const { asOf, query } = useDay();
  const [madeAsOf, setMadeAsOf] = useState(daysAfter(`${asOf.slice(0, 4)}-01-01`, -1));
  const isBefore = madeAsOf !== '' && madeAsOf < asOf;
  const accuracy = useRead(
    ['forecast', 'accuracy', madeAsOf, query],
    async (signal) =>
      api.GET('/v1/reports/projection/accuracy', {
        params: { query: { ...query, madeAsOf, until: asOf } },
        signal,
      }),
    { enabled: isBefore },
  );
  return (
    <section className="card">
      <h2>{said.title}</h2>
      <DayField
        label={said.madeAsOf}
        value={madeAsOf}
        onChange={setMadeAsOf}
        hint={isBefore ? undefined : filled(said.tooLate, { day: dayText(asOf) })}
      />
      {isBefore && <Read of={accuracy}>{(answer) => <AccuracyTable answer={answer} />}</Read>}
    </section>
  );
}
