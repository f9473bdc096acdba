import { useParams } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { dayText, isDay, momentText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Read } from '../../parts/Read.tsx';
import { Table } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';

const said = words.kept;

type Kept = Shape<'KeptClassification'>;

type Row = Readonly<Record<string, unknown>>;

const isDigits = (value: unknown): value is string =>
  typeof value === 'string' && /^-?\d+$/.test(value);

/** What stands in a field that was kept, whatever the report had then. */
function shown(value: unknown): string {
  if (isDigits(value)) return grouped(value);
  if (isDay(value)) return dayText(value);
  if (typeof value === 'string') {
    const { standing } = words.codes;
    return value in standing ? standing[value as keyof typeof standing] : value;
  }
  return typeof value === 'number' ? `${value}` : '';
}

const nameOf = (field: string): string => {
  const last = field.split('.').at(-1) ?? '';
  return last in said.fields ? said.fields[last as keyof typeof said.fields] : said.other;
};

/** The totals of groups and of all, as far as the report had them. */
function totalsOf({ figures }: Kept): readonly Row[] {
  const { groups, total } = figures;
  return [
    ...(Array.isArray(groups) ? (groups as Row[]) : []),
    ...(typeof total === 'object' && total !== null
      ? [{ ...(total as Row), debtGroup: said.total }]
      : []),
  ];
}

function Comparison({ id }: { readonly id: string }) {
  const comparison = useRead(['kept-classifications', id, 'comparison'], async (signal) =>
    api.GET('/v1/kept-classifications/{id}/comparison', { params: { path: { id } }, signal }),
  );
  return (
    <section>
      <h2>{said.comparison}</h2>
      <Read of={comparison}>
        {({ rows }) => (
          <Table
            label={said.comparison}
            rows={rows}
            keyOf={({ loanId, field }) => `${loanId} ${field}`}
            nothing={said.same}
            columns={[
              {
                title: said.contract,
                cell: ({ loanId, contractNumber }) => (
                  <LoanLink id={loanId} number={contractNumber} />
                ),
              },
              { title: said.borrower, isMinor: true, cell: (row) => row.cooperativeName },
              { title: said.field, cell: ({ field }) => nameOf(field) },
              { title: said.keptValue, isNumber: true, cell: ({ kept }) => shown(kept) },
              { title: said.nowValue, isNumber: true, cell: ({ now }) => shown(now) },
            ]}
          />
        )}
      </Read>
    </section>
  );
}

function Figures({ kept }: { readonly kept: Kept }) {
  const money = (name: string) => (row: Row) => shown(row[name]);
  const columns = [
    { title: said.principal, isNumber: true, cell: money('principalOutstanding') },
    { title: said.specific, isNumber: true, isMinor: true, cell: money('specificProvision') },
    { title: said.general, isNumber: true, isMinor: true, cell: money('generalProvision') },
  ];
  return (
    <>
      <h2>{said.groups}</h2>
      <Table
        label={said.groups}
        rows={totalsOf(kept)}
        keyOf={(row) => shown(row['debtGroup'])}
        columns={[
          { title: said.group, cell: (row: Row) => shown(row['debtGroup']) },
          { title: said.loans, isNumber: true, cell: money('loans') },
          ...columns,
        ]}
      />
      <h2>{said.rows}</h2>
      <Table
        label={said.rows}
        rows={kept.rows}
        keyOf={(row) => String(row['loanId'])}
        columns={[
          {
            title: said.contract,
            cell: (row: Row) => (
              <LoanLink id={String(row['loanId'])} number={String(row['contractNumber'])} />
            ),
          },
          {
            title: said.borrower,
            isMinor: true,
            cell: (row: Row) => String(row['cooperativeName']),
          },
          { title: said.group, isNumber: true, cell: money('debtGroup') },
          ...columns,
        ]}
      />
    </>
  );
}

/** A classification as it was kept, and what is another by what is known now. */
export function KeptClassification() {
  const { id } = useParams({ from: '/frame/kept-classifications/$id' });
  const { knownAt } = useDay();
  const query = knownAt === undefined ? {} : { knownAt };
  const kept = useRead(['kept-classifications', id, query], async (signal) =>
    api.GET('/v1/kept-classifications/{id}', { params: { path: { id }, query }, signal }),
  );
  return (
    <Read of={kept}>
      {(answer) => (
        <>
          <div className="title">
            <h1>{filled(said.titleOf, { day: dayText(answer.asOf) })}</h1>
            <a href={`/v1/kept-classifications/${id}?format=csv&bom=true`} download>
              {said.csv}
            </a>
          </div>
          <p className="hint">
            {said.knownAt} {momentText(answer.knownAt)}; {said.by}: {answer.recordedBy}
          </p>
          <Figures kept={answer} />
          <Comparison id={id} />
        </>
      )}
    </Read>
  );
}
