import { Link, useNavigate } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { dayText, isDay } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Read } from '../../parts/Read.tsx';
import { AllRows } from '../../parts/Table.tsx';
import { filled, language, words } from '../../words/words.ts';

type Entries = Shape<'AccountEntries'>;

type Row = Entries['rows'][number];

const said = words.ledger;

/** An account by its code and name. */
export function accountText({
  code,
  vietnamese,
  english,
}: Pick<Row['lines'][number], 'code' | 'vietnamese' | 'english'>): string {
  return `${code} ${language === 'en' ? english : vietnamese}`;
}

function What({ row: { kind, loanId, contractNumber, reversedId } }: { readonly row: Row }) {
  return (
    <>
      {reversedId === null ? words.codes.factKind[kind] : said.reversalOf}{' '}
      {loanId !== null && contractNumber !== null && (
        <LoanLink id={loanId} number={contractNumber} />
      )}
    </>
  );
}

/** The accounts on the other side of an entry. */
const against = ({ lines }: Row, code: string): string =>
  lines
    .filter((line) => line.code !== code)
    .map((line) => line.code)
    .join(', ');

function Rows({ entries: { code, rows, ...entries } }: { readonly entries: Entries }) {
  return (
    <>
      <Figures>
        <Figure name={said.opening}>{grouped(entries.opening)}</Figure>
        <Figure name={said.closing}>{grouped(entries.closing)}</Figure>
      </Figures>
      <AllRows
        label={filled(said.account, { account: code })}
        rows={rows}
        keyOf={(row) => `${rows.indexOf(row)}`}
        nothing={said.noEntries}
        columns={[
          { title: words.parts.day, cell: ({ effectiveOn }) => dayText(effectiveOn) },
          { title: said.number, cell: ({ number }) => number },
          { title: said.what, isMinor: true, cell: (row) => <What row={row} /> },
          {
            title: said.borrower,
            isMinor: true,
            cell: ({ cooperativeName }) => cooperativeName,
          },
          { title: said.against, isMinor: true, cell: (row) => against(row, code) },
          { title: said.debit, isNumber: true, cell: ({ debit }) => grouped(debit) },
          { title: said.credit, isNumber: true, cell: ({ credit }) => grouped(credit) },
          {
            title: said.balance,
            isNumber: true,
            isMinor: true,
            cell: ({ balance }) => grouped(balance),
          },
        ]}
      />
    </>
  );
}

interface Props {
  readonly account: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** The entries of one account, with the balance after each. */
export function AccountBook({ account, from, to }: Props) {
  const { asOf, knownAt } = useDay();
  const navigate = useNavigate();
  const query = {
    from: isDay(from) ? from : `${asOf.slice(0, 4)}-01-01`,
    to: isDay(to) ? to : asOf,
    ...(knownAt === undefined ? {} : { knownAt }),
  };
  const entries = useRead(['ledger', 'account', account, query], async (signal) =>
    api.GET('/v1/ledger/accounts/{code}', { params: { path: { code: account }, query }, signal }),
  );
  const choose = (changed: { readonly from?: string; readonly to?: string }): void =>
    void navigate({
      to: '/ledger',
      search: { account, from: query.from, to: query.to, ...changed },
      replace: true,
    });
  return (
    <>
      <div className="filters">
        <DayField label={said.from} value={query.from} onChange={(day) => choose({ from: day })} />
        <DayField label={said.to} value={query.to} onChange={(day) => choose({ to: day })} />
        <Link to="/ledger" search={{}}>
          {said.allAccounts}
        </Link>
      </div>
      <Read of={entries}>
        {(found) => (
          <>
            <h2>{filled(said.account, { account: accountText(found) })}</h2>
            <Rows entries={found} />
          </>
        )}
      </Read>
    </>
  );
}
