import { api, type Shape } from '../../../api/client.ts';
import { useRead } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { grouped, percent } from '../../../format/money.ts';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';

const { handover: said } = words;

const { statement: text } = words.loans;

type Line = Shape<'LoanOrigin'>['lines'][number];

const TYPES = words.codes.fact as Readonly<Record<string, string>>;

function toldOf({ type, number, interest }: Line): string {
  if (interest === null) return [TYPES[type] ?? type, number].filter(Boolean).join(' ');
  const { balance, ratePercent, from } = interest;
  if (balance === null || ratePercent === null || from === null) return text.takenOver;
  return filled(said.interestLine, {
    balance: grouped(balance),
    rate: percent(ratePercent),
    from: dayText(from),
  });
}

const { component } = words.codes;

const COLUMNS: readonly Column<Line>[] = [
  { title: words.parts.day, cell: ({ on }) => dayText(on) },
  { title: text.told, cell: toldOf },
  {
    title: component.principal,
    cell: ({ balance }) => grouped(balance.principal),
    isNumber: true,
  },
  {
    title: component.inTermInterest,
    cell: ({ balance }) => grouped(balance.inTermInterest),
    isNumber: true,
    isMinor: true,
  },
  {
    title: component.overdueInterest,
    cell: ({ balance }) => grouped(balance.overdueInterest),
    isNumber: true,
    isMinor: true,
  },
];

/** The statement of a loan in the fund that handed it over, from the document that this fund keeps. */
export function BeforeHandover({ loanId }: { loanId: string }) {
  const origin = useRead(['loans', loanId, 'origin'], async (signal) =>
    api.GET('/v1/loans/{id}/origin', { params: { path: { id: loanId } }, signal }),
  );
  return (
    <Read of={origin}>
      {({ fromName, on, documentNumber, contractNumber, lines }) => (
        <section aria-labelledby="before-handover">
          <h2 id="before-handover">{said.before}</h2>
          <p className="hint">
            {filled(said.beforeHint, {
              fund: fromName,
              on: dayText(on),
              document: documentNumber,
              number: contractNumber,
            })}
          </p>
          <Table
            label={`${said.before}: ${contractNumber}`}
            columns={COLUMNS}
            rows={lines}
            keyOf={(line) => `${lines.indexOf(line)}`}
          />
        </section>
      )}
    </Read>
  );
}
