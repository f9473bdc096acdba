import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { grouped, isNone } from '../../../format/money.ts';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { Paper } from '../../../parts/Paper.tsx';
import { Read } from '../../../parts/Read.tsx';
import { filled, words } from '../../../words/words.ts';
import { useKnownAt, type TabProps } from '../reading.ts';
import { SumList } from '../SumList.tsx';

const text = words.loans.payoffOn;

/** What a part comes to; null: it is not shown, as there is none of it. */
const some = (digits: string): string | null => (isNone(digits) ? null : grouped(digits));

/** How much pays a loan off on a day, and what it is made of. */
export function PayoffCalculator({ loan, position }: TabProps) {
  const { id } = loan;
  const may = useMay();
  const known = useKnownAt();
  const [on, setOn] = useState(position.asOf);
  useEffect(() => setOn(position.asOf), [position.asOf]);
  const query = { on, ...known };
  const payoff = useRead(
    ['loans', id, 'payoff', query],
    async (signal) => api.GET('/v1/loans/{id}/payoff', { params: { path: { id }, query }, signal }),
    { enabled: on !== '' },
  );
  return (
    <section className="card">
      <h2>{text.title}</h2>
      <DayField label={text.on} value={on} onChange={setOn} />
      <Read of={payoff}>
        {(made) => (
          <>
            <SumList
              label={text.title}
              lines={[
                [words.codes.component.principal, grouped(made.principal)],
                [text.chargedOffPrincipal, some(made.chargedOffPrincipal)],
                [words.codes.component.inTermInterest, grouped(made.inTermInterest)],
                [words.codes.component.overdueInterest, some(made.overdueInterest)],
                [words.codes.component.lateInterest, some(made.lateInterest)],
                [text.creditInTerm, some(made.credits.inTermInterest)],
                [text.creditOverdue, some(made.credits.overdueInterest)],
                [text.creditLate, some(made.credits.lateInterest)],
                [text.payoff, grouped(made.payoff), true],
              ]}
            />
            <p className="soft">
              {filled(text.perDay, { amount: grouped(made.perDay), day: dayText(made.on) })}
            </p>
            <Paper
              address={`/v1/loans/${id}/payoff?${new URLSearchParams(query).toString()}`}
              formats={['pdf', 'docx']}
              label={text.letter}
            />
            {may('receipts:write') && !isNone(made.payoff) && (
              <p>
                <Link to="/receipts/new" search={{ loan: id }}>
                  {text.record}
                </Link>
              </p>
            )}
          </>
        )}
      </Read>
    </section>
  );
}
