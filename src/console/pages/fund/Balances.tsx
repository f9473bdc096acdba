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

function columnsOf({ sourcesTotal: total }: FundBalances): readonly Column<SourceRow>[] {
  return [
    { title: said.source, cell: ({ name }) => name, total: words.parts.total },
    {
      title: said.capital,
      cell: ({ capital }) => grouped(capital),
      isNumber: true,
      total: grouped(total.capital),
    },
    {
      title: said.outstanding,
      cell: ({ outstanding }) => grouped(outstanding),
      isNumber: true,
      total: grouped(total.outstanding),
    },
    {
      title: said.available,
      cell: ({ available }) => grouped(available),
      isNumber: true,
      total: grouped(total.available),
    },
    {
      title: said.chargedOff,
      cell: ({ chargedOff }) => grouped(chargedOff),
      isNumber: true,
      isMinor: true,
      total: grouped(total.chargedOff),
    },
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

/** Where a figure is explained row by row: the fund section of the report. */
function Why({ line }: { line: string }) {
  return (
    <Link to="/report" search={{ line }}>
      {words.parts.why}
    </Link>
  );
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
            <Figure name={said.capital} note={<Why line="charterCapital" />}>
              {grouped(fund.sourcesTotal.capital)}
            </Figure>
            <Figure name={said.outstanding}>{grouped(fund.principalOutstanding)}</Figure>
            <Figure name={said.available} note={<Why line="availablePrincipal" />}>
              {grouped(fund.availablePrincipal)}
            </Figure>
            <Figure name={said.chargedOff}>{grouped(fund.principalChargedOff)}</Figure>
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
