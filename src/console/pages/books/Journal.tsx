import { useNavigate } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRows } from '../../api/read.ts';
import { dayText, isDay } from '../../format/days.ts';
import { grouped, isNone, sumOf } from '../../format/money.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { LongTable } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';

type Entry = Shape<'GetJournalAnswer'>['data'][number];

const said = words.ledger;

/** The accounts of an entry on one side, with their amounts if there are several. */
function side({ lines }: Entry, name: 'debit' | 'credit'): string {
  const own = lines.filter((line) => !isNone(line[name]));
  return own.length === 1
    ? (own[0]?.code ?? '')
    : own.map((line) => `${line.code}: ${grouped(line[name])}`).join('; ');
}

/** What an entry comes to: the sum of its debits. */
function amountOf({ lines }: Entry): string {
  return sumOf(lines.map(({ debit }) => debit));
}

interface Props {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Every posting of some days with the fact that caused it, and the file of them. */
export function Journal({ from, to }: Props) {
  const { asOf, knownAt } = useDay();
  const navigate = useNavigate();
  const days = {
    from: isDay(from) ? from : `${asOf.slice(0, 4)}-01-01`,
    to: isDay(to) ? to : asOf,
  };
  const query = { ...days, limit: 200, ...(knownAt === undefined ? {} : { knownAt }) };
  const entries = useRows(['ledger', 'journal', query], async (cursor, signal) =>
    api.GET('/v1/ledger/journal', {
      params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
      signal,
    }),
  );
  const choose = (changed: Partial<typeof days>): void =>
    void navigate({
      to: '/ledger',
      search: { tab: 'journal', ...days, ...changed },
      replace: true,
    });
  return (
    <>
      <div className="filters">
        <DayField label={said.from} value={days.from} onChange={(day) => choose({ from: day })} />
        <DayField label={said.to} value={days.to} onChange={(day) => choose({ to: day })} />
        <Paper
          address={`/v1/ledger/journal?${new URLSearchParams(days).toString()}`}
          formats={['ledger']}
          label={said.download}
        />
      </div>
      {entries.error !== null && <ErrorNote error={entries.error} onRetry={entries.readMore} />}
      {entries.first !== undefined && (
        <LongTable
          label={said.journal}
          rows={entries.rows}
          keyOf={(row) => `${entries.rows.indexOf(row)}`}
          nothing={said.noEntries}
          hasMore={entries.hasMore}
          readMore={entries.readMore}
          columns={[
            { title: words.parts.day, cell: ({ effectiveOn }) => dayText(effectiveOn) },
            { title: said.number, cell: ({ number }) => number },
            {
              title: said.what,
              isMinor: true,
              cell: ({ kind, reversedId, loanId, contractNumber }) => (
                <>
                  {reversedId === null ? words.codes.factKind[kind] : said.reversalOf}{' '}
                  {loanId !== null && contractNumber !== null && (
                    <LoanLink id={loanId} number={contractNumber} />
                  )}
                </>
              ),
            },
            { title: said.borrower, isMinor: true, cell: ({ cooperativeName }) => cooperativeName },
            { title: said.debitSide, isMinor: true, cell: (row) => side(row, 'debit') },
            { title: said.creditSide, isMinor: true, cell: (row) => side(row, 'credit') },
            {
              title: said.amount,
              isNumber: true,
              cell: (row) => grouped(amountOf(row)),
            },
          ]}
        />
      )}
    </>
  );
}
