import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { grouped } from '../../format/money.ts';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';

type FundBalances = Shape<'FundBalances'>;

type SourceRow = FundBalances['sources'][number];

const { fund: said } = words;

/** A figure that leads to the rows that come to it, in the fund section of the report. */
function Explained({ line, amount }: { line: string; amount: string }) {
  return (
    <Link to="/report" search={{ line }} title={words.parts.why}>
      {grouped(amount)}
    </Link>
  );
}

const COLUMNS = ['capital', 'outstanding', 'available', 'chargedOff'] as const;

function columnsOf({ sourcesTotal: total }: FundBalances): readonly Column<SourceRow>[] {
  return [
    { title: said.source, cell: ({ name }) => name, total: words.parts.total },
    ...COLUMNS.map((name): Column<SourceRow> => ({
      title: said[name],
      cell: (row) => <Explained line={`sources.${row.source}.${name}`} amount={row[name]} />,
      isNumber: true,
      isMinor: name === 'chargedOff',
      total: <Explained line={`sourcesTotal.${name}`} amount={total[name]} />,
    })),
    ...(total.entrusted === undefined
      ? []
      : [
          {
            title: said.entrusted,
            cell: ({ entrusted = '0' }: SourceRow) => grouped(entrusted),
            isNumber: true,
            isMinor: true,
            total: grouped(total.entrusted),
          },
        ]),
  ];
}

/** What the fund has on the day, of all sources and of each. */
export function Balances() {
  const day = useDay();
  const balances = useRead(['fund', 'balances', day.query], async (signal) =>
    api.GET('/v1/fund', { params: { query: day.query }, signal }),
  );
  return (
    <Read of={balances}>
      {(fund) => (
        <>
          <Figures label={said.tabs.balances}>
            {COLUMNS.map((name) => (
              <Figure key={name} name={said[name]}>
                <Explained line={`sourcesTotal.${name}`} amount={fund.sourcesTotal[name]} />
              </Figure>
            ))}
            {fund.principalEntrusted !== undefined && (
              <Figure name={said.entrusted}>{grouped(fund.principalEntrusted)}</Figure>
            )}
          </Figures>
          <Table
            label={said.tabs.balances}
            columns={columnsOf(fund)}
            rows={fund.sources}
            keyOf={({ source }) => source}
          />
          <p className="hint">{said.identity}</p>
        </>
      )}
    </Read>
  );
}
